"""Common ground and distance in a small picture: interests down, parties across. Shapes tell, not colours."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _
from markupsafe import Markup

from ...web.svg import part, picture, words_at
from . import rules

CELL, LEFT, TOP = 32, 34, 26
MOST_PARTIES, MOST_INTERESTS = 8, 12  # more are read in the table
OWN = "own"


def is_drawable(parties: int, interests: int) -> bool:
    """Whether a picture of this size is read on a telephone."""
    return 2 <= parties <= MOST_PARTIES and 1 <= interests <= MOST_INTERESTS


def board(title: object, parties: Sequence[str], rows: Sequence[Sequence[str]]) -> Markup:
    """The picture: `rows` hold for each interest what it is for each party: `own`, a mark, or nothing.

    Interests and parties are numbered as in the table beside it.
    """
    drawn = [words_at(LEFT + CELL * (place + 0.5), 17, place + 1, 13, "middle") for place in range(len(parties))]
    told = []
    for line, row in enumerate(rows):
        middle = TOP + CELL * (line + 0.5)
        drawn.append(words_at(LEFT - 12, middle + 5, chr(ord("A") + line), 13, "end"))
        drawn.append(part("path", d=f"M{LEFT} {TOP + CELL * line}h{CELL * len(parties)}", stroke="var(--line)"))
        drawn += [_sign(mark, LEFT + CELL * (place + 0.5), middle) for place, mark in enumerate(row)]
        against = [parties[place] for place, mark in enumerate(row) if mark == rules.AGAINST]
        letter = chr(ord("A") + line)
        told.append(
            _("%(letter)s berlawanan bagi %(names)s", letter=letter, names=", ".join(against))
            if against
            else _("%(letter)s tidak berlawanan bagi siapa pun", letter=letter)
        )
    width, height = LEFT + CELL * len(parties) + 4, TOP + CELL * len(rows) + 4
    return picture(width, height, title, "; ".join(told), *drawn)


def _sign(mark: str, x: float, y: float) -> Markup:
    if mark == OWN:
        return part("rect", x=x - 9, y=y - 9, width=18, height=18, fill="var(--brand)")
    if mark == rules.SAME:
        return part("circle", cx=x, cy=y, r=8, fill="var(--ok)")
    if mark == rules.FINE:
        return part("circle", cx=x, cy=y, r=7, fill="none", stroke="var(--ok)", stroke_width=2)
    if mark == rules.AGAINST:
        return part("path", d=f"M{x - 7} {y - 7}l14 14m0-14l-14 14", stroke="var(--bad)", stroke_width=3)
    return part("circle", cx=x, cy=y, r=2, fill="var(--edge)")
