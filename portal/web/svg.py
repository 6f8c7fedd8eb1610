"""Small pictures made on the server: SVG from nested parts, everything escaped, with a title and a description.

Presentation attributes only, no style: the Content-Security-Policy forbids it. Colours are the
variables of the stylesheet, so that a picture follows the dark theme; none tells anything alone.
"""

from __future__ import annotations

from decimal import Decimal

from markupsafe import Markup, escape

Attribute = str | int | float | Decimal


def part(name: str, *inside: str | Markup, **attributes: Attribute) -> Markup:
    """One element; `stroke_width=2` is written as `stroke-width="2"`. Plain text inside is escaped."""
    written = Markup("").join(
        Markup(' {}="{}"').format(key.rstrip("_").replace("_", "-"), _short(value)) for key, value in attributes.items()
    )
    if not inside:
        return Markup("<{}{}/>").format(Markup(name), written)
    content = Markup("").join(escape(piece) for piece in inside)
    return Markup("<{0}{1}>{2}</{0}>").format(Markup(name), written, content)


def picture(width: int, height: int, title: object, description: object, *parts: Markup) -> Markup:
    """A whole picture for eyes and ears: `title` names it, `description` says in words what it shows."""
    words = [part("title", str(title)), part("desc", str(description))]
    return part(
        "svg", *words, *parts, viewBox=f"0 0 {width} {height}", width=width, height=height, role="img",
        aria_label=f"{title}: {description}",
    )  # fmt: skip


def words_at(x: Attribute, y: Attribute, words: object, size: int = 13, anchor: str = "start") -> Markup:
    """Words at a place; `anchor` is `start`, `middle` or `end`."""
    return part("text", str(words), x=x, y=y, font_size=size, text_anchor=anchor, fill="currentColor")


def _short(value: Attribute) -> str:
    """A number without digits that nobody sees."""
    if isinstance(value, float | Decimal):
        return f"{value:.1f}".removesuffix(".0")
    return str(value)
