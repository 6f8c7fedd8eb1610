"""One plugin: how it is found, where its files are, and how it is."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint, entry_points
from importlib.resources import files
from pathlib import Path
from types import ModuleType
from typing import Any

from flask import Blueprint

from .contracts import PartnershipType, Sector
from .paperwork import DocumentKind

GROUP = "portal.plugins"
NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")  # it stands in addresses, names of tables and names of templates
PANEL_KEY = re.compile(r"[a-z][a-z0-9_-]{0,39}")
Candidate = tuple[str, str, Callable[[], Any]]  # a name, a version, and a function that imports it


class PluginFault(Exception):
    """What is wrong with one plugin, in a sentence."""


@dataclass
class Plugin:
    """One plugin and how it is.

    `fault` says why it is switched off whole, `parts_off` why single types and sectors of it
    are; `trouble` is what failed last while it runs. Parts that took too long rest.
    `built_in` marks a capability of the portal itself that uses the plugins' door.
    """

    name: str
    version: str = ""
    module: Any = None
    built_in: bool = False
    hooks: tuple[str, ...] = ()
    fault: str = ""
    trouble: str = ""
    parts_off: dict[str, str] = field(default_factory=dict)
    types: list[PartnershipType] = field(default_factory=list)
    sectors: list[Sector] = field(default_factory=list)
    documents: list[DocumentKind] = field(default_factory=list)
    blueprints: list[Blueprint] = field(default_factory=list)
    rests: dict[str, float] = field(default_factory=dict)

    def rest(self, part: str, seconds: float) -> None:
        """Let a part that took too long alone for a while."""
        self.rests[part] = time.monotonic() + seconds

    def is_resting(self, part: str) -> bool:
        """Whether a part is left alone for now."""
        return self.rests.get(part, 0) > time.monotonic()

    @property
    def resting(self) -> list[str]:
        """The parts that are left alone for now, for the administrator's page."""
        return sorted(part for part in list(self.rests) if self.is_resting(part))

    @property
    def faults(self) -> list[str]:
        """Every reason why something of this plugin is switched off."""
        return [*filter(None, [self.fault]), *self.parts_off.values()]

    @property
    def package(self) -> str:
        """The package its templates and translations are in; empty for a plugin of one file."""
        name = getattr(self.module, "__name__", "")
        return name if hasattr(sys.modules.get(name), "__path__") else ""

    def folder(self, part: str) -> Path | None:
        """One folder of its package, such as `templates`; None when there is none."""
        place = Path(str(files(self.package))) / part if self.package else None
        return place if place is not None and place.is_dir() else None


def refuse_key(key: str, taken: Mapping[str, tuple[Plugin, Any]]) -> None:
    """A panel's key stands in its address and in its id on the page."""
    if not PANEL_KEY.fullmatch(key):
        raise PluginFault(f"kunci bagian '{key}' hanya huruf kecil, angka, garis bawah dan tanda hubung")
    if key in taken:
        raise PluginFault(f"kunci bagian '{key}' sudah dipakai oleh {taken[key][0].name}")


def refuse_other(value: Any, kind: type, hook: str) -> None:
    """A hook that answers one value answers one of its kind, or None."""
    if value is not None and not isinstance(value, kind):
        raise PluginFault(f"{hook} harus mengembalikan {kind.__name__} atau None")


def checked(hook: str, kind: type, values: Any) -> list[Any]:
    """What a hook answered, as the list of one kind that it has to be; None is an empty one."""
    if values is None:
        return []
    if not isinstance(values, list) or not all(isinstance(value, kind) for value in values):
        raise PluginFault(f"{hook} harus mengembalikan daftar {kind.__name__}")
    return values


def installed_plugins() -> list[Candidate]:
    """The plugins that packages on this machine declare as entry points."""
    return [(entry.name, _version(entry), entry.load) for entry in entry_points(group=GROUP)]


def module_plugin(name: str, module: ModuleType | object) -> Candidate:
    """A plugin given as a module or object, for tests."""
    return (name, "", lambda: module)


def _version(entry: EntryPoint) -> str:
    return entry.dist.version if entry.dist else ""
