"""Running the portal: set-up, serving, backup and restore, and the doctor. What `portal.cli` calls."""

from __future__ import annotations


class OperationRefused(RuntimeError):
    """The operator asked for something that would do harm; the message is one sentence for them."""
