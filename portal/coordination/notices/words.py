"""What this room's events and fields are called in the history."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from ...contracts import Text

WORDS: list[tuple[str, Text]] = [
    ("coordination.webhook_set", _l("Alamat luar yang diberi kabar dipasang")),
    ("coordination.webhook_withdrawn", _l("Alamat luar yang diberi kabar dicabut")),
]
