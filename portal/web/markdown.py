"""Markdown that people write, as HTML that can do no harm: a short list of tags, links inside or to the web only.

Two walls: the parser knows no HTML and no pictures, and what it made is cleaned again. Both
are imported when first needed, for they would slow every start.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from markupsafe import Markup

LONGEST = 10_000  # letters; what is longer is cut
DEEPEST = 20  # quotes and lists within each other
TAGS = {"p", "br", "em", "strong", "s", "ul", "ol", "li", "blockquote", "code", "pre", "a", "hr"}
SCHEMES = {"http", "https"}
_LINE_ENDS = re.compile(r"</(?:p|li|pre)>|<[bh]r>")


def rendered(source: str) -> str:
    """The HTML of a text, safe to be shown as it is. Headings become strong text: a page has its own order of them."""
    import nh3

    html = str(_parser().render(source[:LONGEST]))
    return nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href"}},
        attribute_filter=_kept,
        url_schemes=SCHEMES,
        link_rel="nofollow noopener",
    )


def as_markup(stored: str) -> Markup:
    """What `rendered` made and was stored since, for a page that must not escape it again; nothing else may come in."""
    return Markup(stored)


def in_one_line(stored: str) -> str:
    """The words of stored HTML in one line, without the marks of bold, links or lists."""
    return Markup(stored).striptags()


def first_line(stored: str) -> str:
    """The first line of stored HTML, in plain words."""
    return next(filter(None, map(in_one_line, _LINE_ENDS.split(stored))), "")


def _kept(tag: str, name: str, value: str) -> str | None:
    """An address only when it is one of this site, from its root, or a whole one of the web."""
    if name != "href":  # the cleaner's own `rel`
        return value
    plain = value.strip()
    if plain.lower().startswith(("https://", "http://")):
        return plain
    return plain if plain.startswith("/") and not plain.startswith("//") and "\\" not in plain else None


@cache
def _parser() -> Any:
    from markdown_it import MarkdownIt

    made = MarkdownIt("js-default", {"html": False, "breaks": True, "linkify": False, "maxNesting": DEEPEST})
    made.disable(["image", "table", "html_block", "html_inline"])
    for name, tag in (("heading_open", "<p><strong>"), ("heading_close", "</strong></p>\n")):
        made.add_render_rule(name, lambda self, tokens, index, options, env, tag=tag: tag)
    return made
