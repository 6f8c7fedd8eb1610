"""The papers that the lawful path asks for, written from what is on record; renderers and pages are elsewhere."""

from __future__ import annotations

from .kinds import KINDS, OF_GATES

__all__ = ["KINDS", "OF_GATES"]
