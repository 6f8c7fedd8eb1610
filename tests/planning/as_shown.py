"""A form as the browser would send it back untouched."""

from __future__ import annotations

from html.parser import HTMLParser


class _Forms(HTMLParser):
    """The named values of each form of a page, in the order they stand."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[list[tuple[str, str]]] = []
        self._name = self._text = ""
        self._first: str | None = None
        self._chosen: str | None = None
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what would be sent of an element."""
        at = dict(attrs)
        if tag == "form" and at.get("method") == "post":
            self.forms.append([])
            self._inside = True
        name = at.get("name") or ""
        if tag == "input" and name and self._inside:
            ticked = at.get("type") not in ("checkbox", "radio") or "checked" in at
            if ticked and at.get("type") not in ("file", "submit"):
                self.forms[-1].append((name, at.get("value") or ("y" if at.get("type") == "checkbox" else "")))
        if tag in ("select", "textarea"):
            self._name, self._text, self._first, self._chosen = name, "", None, None
        if tag == "option" and self._name:
            value = at.get("value") or ""
            self._first = value if self._first is None else self._first
            self._chosen = value if "selected" in at else self._chosen

    def handle_data(self, data: str) -> None:
        """The words of a text area."""
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        """A choice or a text is whole."""
        self._inside = self._inside and tag != "form"
        if tag in ("select", "textarea") and self._name and self._inside:
            chosen = self._first if self._chosen is None else self._chosen
            text = self._text.removeprefix("\r\n").removeprefix("\n")
            self.forms[-1].append((self._name, text if tag == "textarea" else chosen or ""))
            self._name = ""


def as_shown(page: str, holding: str) -> dict[str, list[str]]:
    """What the form of the page that has a field of this name sends when nobody touched it."""
    reader = _Forms()
    reader.feed(page)
    found = next(form for form in reader.forms if any(name == holding for name, _value in form))
    return {name: [value for other, value in found if other == name] for name, _value in found}
