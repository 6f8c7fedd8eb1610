"""When something goes out: quiet hours, digests, the next try. Plain values, no clock of their own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from ...contracts import Text, say

WAITING, SENDING, SENT, FAILED, UNSURE, EMPTY = "waiting", "sending", "sent", "failed", "unsure", "empty"
STATES: Mapping[str, Text] = {
    WAITING: say("menunggu dikirim"),
    SENDING: say("sedang dikirim"),
    SENT: say("terkirim"),
    FAILED: say("gagal"),
    UNSURE: say("tidak pasti sampai; tidak diulang"),
    EMPTY: say("tidak ada yang perlu dikirim"),
}
MAIL, WEBHOOK, TELEGRAM = "surel", "webhook", "telegram"
DAILY, WEEKLY, NEVER = "daily", "weekly", "never"
HOW_OFTEN: Mapping[str, Text] = {
    DAILY: say("Setiap hari"),
    WEEKLY: say("Setiap Senin"),
    NEVER: say("Tidak"),
}
DIGEST_HOUR = 6  # in the person's own zone
# A minute, five, half an hour, two hours, half a day: then it has failed.
PAUSES = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=12),
)
LEASE = timedelta(minutes=2)


def next_try(tries: int, now: datetime) -> datetime | None:
    """When to try again after that many tries; None when it is enough."""
    return now + PAUSES[tries - 1] if tries <= len(PAUSES) else None


def is_quiet(hour: int, quiet_from: int | None, quiet_until: int | None) -> bool:
    """Whether an hour of the day lies in the quiet ones; 21 to 5 goes over midnight."""
    if quiet_from is None or quiet_until is None or quiet_from == quiet_until:
        return False
    if quiet_from < quiet_until:
        return quiet_from <= hour < quiet_until
    return hour >= quiet_from or hour < quiet_until


def after_quiet(moment: datetime, zone: ZoneInfo, quiet_from: int | None, quiet_until: int | None) -> datetime:
    """The moment itself, or the end of the quiet hours it falls into."""
    local = moment.astimezone(zone)
    if not is_quiet(local.hour, quiet_from, quiet_until):
        return moment
    end = local.replace(hour=quiet_until or 0, minute=0, second=0, microsecond=0)
    return (end if end > local else end + timedelta(days=1)).astimezone(moment.tzinfo)


def digest_of(moment: datetime, zone: ZoneInfo, how_often: str) -> str | None:
    """The digest that is due at a moment, named by its day; None before its hour, or for who wants none."""
    local = moment.astimezone(zone)
    if how_often not in (DAILY, WEEKLY) or local.hour < DIGEST_HOUR:
        return None
    day = local.date()
    if how_often == WEEKLY:
        day -= timedelta(days=day.weekday())
    return day.isoformat()


def one_line(text: object, most: int = 150) -> str:
    """A text fit for a header of a mail: one line, nothing that is not printed, no longer than `most`."""
    line = " ".join("".join(char if char.isprintable() else " " for char in str(text)).split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
