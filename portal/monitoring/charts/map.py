"""Where those lie who take part: points by their coordinates, north above. No outline of land is drawn or claimed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from flask_babel import gettext as _
from markupsafe import Markup

from ...web.svg import part, picture, words_at

WIDTH, EDGE, MOST_HEIGHT = 300, 26, 300


@dataclass(frozen=True)
class Place:
    """A point: its number in the list beside the drawing, its name, and its decimal degrees (WGS 84)."""

    number: int
    label: str
    latitude: Decimal
    longitude: Decimal


def map_of(title: object, places: Sequence[Place]) -> Markup:
    """Numbered points, true to scale among each other; the list beside says the names."""
    middle = math.cos(math.radians(float(sum(place.latitude for place in places)) / max(len(places), 1)))
    across = [float(place.longitude) * middle for place in places]
    along = [float(place.latitude) for place in places]
    room = WIDTH - 2 * EDGE
    wide, high = _spread(across), _spread(along)
    unit = min(room / wide, (MOST_HEIGHT - 2 * EDGE) / high) if wide or high else 0.0
    height = round(2 * EDGE + unit * (max(along, default=0) - min(along, default=0)))
    drawn = [part("rect", x=0.5, y=0.5, width=WIDTH - 1, height=height - 1, fill="none", stroke="var(--edge)")]
    for place, x, y in zip(places, across, along, strict=True):
        left, top = EDGE + unit * (x - min(across)), EDGE + unit * (max(along) - y)
        drawn.append(part("circle", cx=left, cy=top, r=11, fill="var(--card)", stroke="var(--brand)", stroke_width=2))
        drawn.append(words_at(left, top + 4, place.number, 12, "middle"))
    names = ", ".join(f"{place.number} {place.label}" for place in places)
    return picture(WIDTH, height, title, _("letak %(names)s", names=names), *drawn)


def _spread(values: Sequence[float]) -> float:
    """From the first to the last; never nothing, so that one point alone is drawn too."""
    return max(max(values, default=0.0) - min(values, default=0.0), 1e-4)
