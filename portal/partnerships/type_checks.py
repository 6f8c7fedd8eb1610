"""Looks at what a plugin's partnership type adds to the lawful path, before anybody can use it."""

from __future__ import annotations

from collections.abc import Iterator

from ..contracts import PartnershipType
from .gates import CORE_GATES
from .path import PATHS


def fault_of(kind: PartnershipType) -> str:
    """What is wrong with a type's additions to the path, in a sentence; empty when they fit."""
    return f"alur jenis '{kind.code}' tidak sah: {'; '.join(faults)}" if (faults := list(_faults(kind))) else ""


def _faults(kind: PartnershipType) -> Iterator[str]:
    own = {gate.code for gate in kind.gates}
    core = {gate.code for gate in CORE_GATES}
    yield from (f"gate '{code}' is the portal's own" for code in sorted(own & core))
    steps = {step.name for path in PATHS.values() for step in path.transitions}
    named = set(kind.workflow.gates) | set(kind.workflow.guards)
    yield from (f"there is no transition '{name}'" for name in sorted(named - steps))
    asked = [*kind.workflow.gates.values(), *(step.gates for step in kind.workflow.transitions)]
    codes = {name.partition("@")[0] for names in asked for name in names}
    yield from (f"there is no gate '{code}'" for code in sorted(codes - own - core))
    try:
        for path in PATHS.values():  # villages alone, and with a third party: either may come
            path.extended(kind.workflow)
    except ValueError as error:
        yield str(error)
