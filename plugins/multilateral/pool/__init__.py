"""What the parties own or use together: a register, a calendar without double booking, a log of maintenance."""

from __future__ import annotations

from . import log_views
from .views import pool

__all__ = ["blueprints", "log_views"]
blueprints = [pool]
