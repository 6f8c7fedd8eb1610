"""Costs and benefits: the scheme that all see before they sign, and each payout and levy with its calculation."""

from __future__ import annotations

from . import distribution_views, views
from .pages import sharing

__all__ = ["blueprints", "distribution_views", "views"]
blueprints = [sharing]
