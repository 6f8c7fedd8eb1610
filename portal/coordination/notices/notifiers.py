"""The channels that tell somebody at once: Telegram, and what plugins bring. Mail comes as a digest."""

from __future__ import annotations

from collections.abc import Mapping

from flask import current_app

from ...contracts import Notifier
from ...registry import Registry


def notifiers() -> Mapping[str, Notifier]:
    """Every channel that is set up, by its code."""
    registry: Registry = current_app.extensions["portal.registry"]
    return {code: notifier for code, notifier in registry.notifiers.items() if notifier.is_ready()}
