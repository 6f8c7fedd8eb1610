"""What the parties own or use together: a register, a calendar without double booking, a log of maintenance."""

from __future__ import annotations

from portal.sdk import add_listings

from . import log_views
from .takeout import RESOURCES
from .views import pool

__all__ = ["blueprints", "log_views"]
blueprints = [pool]
pool.record(lambda state: add_listings(state.app, RESOURCES))
