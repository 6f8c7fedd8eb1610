"""The only errors a service raises. One place in `portal.web.errors` turns them into pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class PortalError(Exception):
    """Something a person can be told about in a sentence."""


class NotAllowed(PortalError):
    """The person, or the state of the thing, does not permit this; `reasons` are sentences."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(*reasons)
        self.reasons = reasons


class NotFound(PortalError):
    """There is no such thing, or this person may not know of it."""


class Conflict(PortalError):
    """Someone else changed the thing meanwhile.

    `theirs` and `yours` map field labels to values, so that a page can show both.
    """

    def __init__(self, theirs: Mapping[str, Any] | None = None, yours: Mapping[str, Any] | None = None) -> None:
        super().__init__("changed meanwhile")
        self.theirs = dict(theirs or {})
        self.yours = dict(yours or {})


class Invalid(PortalError):
    """Values that a form cannot judge alone: `errors` maps a field name to its sentence."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(*errors.values())
        self.errors = dict(errors)


class AlreadyApplied(PortalError):
    """The same submission was applied before; `subject` is the thing it was applied to."""

    def __init__(self, subject_kind: str | None, subject_id: str | None) -> None:
        super().__init__("already applied")
        self.subject = (subject_kind, subject_id)


class Busy(PortalError):
    """The write gate stayed closed too long; try again."""
