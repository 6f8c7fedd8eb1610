"""A village officer at a browser: opens pages, fills forms, presses buttons; with scripts or without."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Locator, Page, Response

from portal.testing import TEST_PASSWORD


class Officer:
    """One person in one browser."""

    def __init__(self, page: Page, url: str, username: str) -> None:
        self.page = page
        self.base = url
        self.open("/masuk")
        self.send(username=username, password=TEST_PASSWORD)

    def open(self, path: str) -> None:
        """Go to a page; asked for the password once more, give it."""
        self.page.goto(self.base + path)
        self._confirm()

    def send(self, **values: str) -> None:
        """Fill the page's form and press its button."""
        for name, value in values.items():
            self._fill(self.page.locator(f"main [name='{name}']"), value)
        self._press(self.page.locator("main form button[type=submit]").last)

    def press(self, text: str) -> None:
        """Follow the link, or press the button, of that text."""
        self._press(self.page.locator("main").get_by_role("link", name=text, exact=True).first)

    def gate(self, number: int, gate: str, party: int | None = None, /, **values: str) -> None:
        """Put a gate on record by its form."""
        self.open(f"/kemitraan/{number}/langkah/{gate}" + (f"/{party}" if party else ""))
        self.send(**values)
        self._see_no_error()

    def step(self, number: int, name: str) -> None:
        """Take a step and confirm it."""
        self.open(f"/kemitraan/{number}/lanjut/{name}")
        self.send()
        self._see_no_error()

    def sees(self, text: str) -> bool:
        """Whether the page says so."""
        return text in self.page.locator("main").inner_text()

    def _fill(self, field: Locator, value: str) -> None:
        kind = field.first.evaluate("e => e.tagName === 'INPUT' ? e.type : e.tagName.toLowerCase()")
        if kind == "select":
            field.first.select_option(value)
        elif kind == "file":
            field.first.set_input_files(Path(value))
        elif kind in ("checkbox", "radio"):
            self.page.locator(f"main [name='{field.first.get_attribute('name')}'][value='{value}']").check()
        else:
            field.first.fill(value)

    def _press(self, button: Locator) -> None:
        """Press, and wait until the answer is there: a new page, or a part of this one."""
        with self.page.expect_response(_is_answer) as answer:
            self._activate(button)
        target = answer.value.headers.get("hx-redirect")
        if target:
            self.page.wait_for_url(lambda url: url.endswith(target))
        elif answer.value.request.resource_type != "document":
            self.page.wait_for_timeout(100)  # the swap follows the answer
        self.page.wait_for_load_state("load")
        self._confirm()

    def _activate(self, button: Locator) -> None:
        """By touch; who has only a keyboard presses in another way."""
        button.click()

    def _confirm(self) -> None:
        if "/akun/konfirmasi" in self.page.url:
            self.page.locator("main [name='password']").fill(TEST_PASSWORD)
            self.page.locator("main form button[type=submit]").click()
            self.page.wait_for_load_state("load")

    def _see_no_error(self) -> None:
        problem = self.page.locator(".error-summary, .error-message")
        assert problem.count() == 0, problem.first.inner_text()


def _is_answer(response: Response) -> bool:
    """Whether this is what a press leads to, and not a redirect on the way there."""
    return response.request.resource_type in ("document", "xhr", "fetch") and response.status != 303
