"""What people write in Markdown is shown, and nothing that a browser would run."""

from __future__ import annotations

import re
import time

import pytest

from portal.web.markdown import LONGEST, TAGS, rendered

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![x](javascript:alert(1))",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt&colon;alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox(1))",
    "[x](//jahat.example/a)",
    "[x](/\\jahat.example)",
    "[x](%5C%5Cjahat.example)",
    '[x](/desa "a\\" onmouseover=\\"alert(1)")',
    "<a href=/desa hx-get=/keluar>x</a>",
    '<div data-hx-post="/keluar" hx-trigger="load">x</div>',
    '<p style="position:fixed">x</p>',
    "<svg/onload=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "```html onload=alert(1)\n<script>\n```",
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
    "# <script>alert(1)</script>",
)


def test_what_people_write_is_shown() -> None:
    html = rendered("**Penting**: pintu air\ndibuka *Senin*\n\n- satu\n- dua\n\n> katanya\n\n# Judul")
    for part in ("<strong>Penting</strong>", "<br>", "<em>Senin</em>", "<li>satu</li>", "<blockquote>", "Judul"):
        assert part in html, part
    assert "<h1" not in html
    assert rendered("") == ""


def test_links_lead_into_the_site_or_to_the_web_and_are_not_followed_by_machines() -> None:
    assert rendered("[a](https://desa.id/x)") == ('<p><a href="https://desa.id/x" rel="nofollow noopener">a</a></p>\n')
    assert 'href="/kemitraan/1"' in rendered("[a](/kemitraan/1)")
    assert "href" not in rendered("[a](mailto:a@b.id) [b](tel:08) [c](rencana) [d](#x)")


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_of_a_hostile_text_would_run(text: str) -> None:
    html = rendered(text)
    tags = re.findall(r"<\s*/?\s*([a-zA-Z0-9]+)([^>]*)>", html)
    assert {name for name, _rest in tags} <= TAGS, html
    for name, rest in tags:
        assert not rest or name == "a" or rest.strip() == "/", html
    for address in re.findall(r'href="([^"]*)"', html):
        assert re.match(r"https?://|/(?![/\\])", address), html


@pytest.mark.parametrize(
    "text",
    ["[" * LONGEST, "[[[[" * 2500, ">" * LONGEST, "- " * 5000, "*" * LONGEST, "`" * LONGEST, "[a](" * 2500,
     "_a" * 5000, "![" * 5000, "&" * LONGEST, "<" * LONGEST, "x" * 1_000_000],
)  # fmt: skip
def test_a_text_made_to_keep_the_machine_busy_is_done_soon(text: str) -> None:
    begun = time.process_time()
    rendered(text)
    assert time.process_time() - begun < 2
