"""Pictures of figures, made on the server: light, read by ear through their description, and beside a table."""

from .map import Place, map_of
from .measures import bullet, progress, sparkline
from .shares import Share, stacked
from .signals import light

__all__ = [
    "Place",
    "Share",
    "bullet",
    "light",
    "map_of",
    "progress",
    "sparkline",
    "stacked",
]
