"""What signing in leaves behind is forgotten when nobody needs it any more."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, or_

from .. import clock
from ..db import db, transactional
from . import rules
from .models import LoginSession, Throttle


@transactional
def forget_sign_ins(before: datetime) -> int:
    """Forget the sign-ins that ended, or ran out, before a moment; returns how many."""
    over = or_(LoginSession.ended_at < before, LoginSession.expires_at < before)
    return int(db.session.execute(delete(LoginSession).where(over)).rowcount)  # type: ignore[attr-defined]


@transactional
def forget_counters() -> int:
    """Forget the counters of guesses that would start from nothing anyway; returns how many."""
    old = Throttle.window_start < clock.now() - rules.STRIKES_FORGOTTEN
    return int(db.session.execute(delete(Throttle).where(old)).rowcount)  # type: ignore[attr-defined]
