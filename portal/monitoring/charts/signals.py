"""A traffic light that says what it means: each answer has its own word and shape, the colour comes last."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext as _
from markupsafe import Markup

from ...web.svg import part, picture
from ..indicators import rules

# A tick, a half-filled circle, a cross, an empty circle, a dash: told apart without any colour.
_SHAPES: Mapping[str, str] = {
    rules.REACHED: "M3 11l5 5 9-12",
    rules.NEAR: "M10 3a7 7 0 1 0 .1 0zM10 3v14M13 5v10",
    rules.BEHIND: "M4 4l12 12M16 4L4 16",
    rules.UNREPORTED: "M10 3a7 7 0 1 0 .1 0z",
    rules.NO_TARGET: "M3 10h14",
}


def light(achievement: str, title: object = "") -> Markup:
    """The shape of an achievement (a key of `ACHIEVEMENTS`), named; its words stand beside it on the page."""
    return picture(
        20, 20, title or _("Keadaan"), rules.ACHIEVEMENTS[achievement],
        part("path", d=_SHAPES[achievement], fill="none", stroke="currentColor", stroke_width=2),
    )  # fmt: skip
