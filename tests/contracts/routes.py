"""Every route of the app as an address in the world, for each scope of the things it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from contracts import comings, pooled
from contracts.world import ROLES, World
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

# What an argument of an address stands for, where its name does not say it.
FIXED: dict[str, Any] = {
    "filename": "portal.css",
    "what": "potensi",
    "step": "cancel",
    "key": "pertukaran",
    "how": "selesai",
    "answer": "tarik",
    "way": "arsip",
    "kind": "iuran",
    "content": "scope",
    "state": "s0",
    "number": 1,
    "part": "pokok",
    "import_id": 1,
    "link_id": 1,
    "form": "csv",
    "question": "impact",
    "year": 2026,
    "sheet": "berita-acara",
    "list_path": "kegiatan",
    "arrival": "0" * 32,
    "register": "letter",
    "name": "0" * 32 + ".png",
}
PARTNERSHIP_SCOPES = ("own", "draft", "other", "public")
SCOPED = {
    "person_id", "office_id", "term_id", "session_id", "invitation_id", "token", "party_id", "attachment_id",
    "partnership_id",
}  # fmt: skip


@dataclass(frozen=True)
class Route:
    """One rule with one method; `name` is how the matrix calls it."""

    rule: Rule
    method: str

    @property
    def name(self) -> str:
        """GET /kemitraan/{partnership_id}/ubah"""
        return f"{self.method} " + re.sub(r"<(?:[^:<>]*(?:\([^)]*\))?:)?(\w+)>", r"{\1}", self.rule.rule)

    @property
    def scopes(self) -> tuple[str, ...]:
        """The scopes in which this route is tried."""
        arguments = self.rule.arguments
        if {"partnership_id", "attachment_id", "change_id"} & arguments:
            return PARTNERSHIP_SCOPES
        if arguments & SCOPED or self.rule.endpoint.startswith("villages.") and arguments:
            return ("own", "other")
        return ("own",)

    @property
    def makes_its_object(self) -> bool:
        """Whether the thing in the address is used up, so that a new one is made for each request."""
        return bool({"invitation_id", "session_id", "import_id"} & self.rule.arguments)

    def address(self, world: World, scope: str) -> str:
        """The address, for the things of a scope."""
        values = {name: self._value(world, name, world.ids[scope]) for name in self.rule.arguments}
        built = world.app.url_map.bind("localhost").build(self.rule.endpoint, values, self.method)
        assert isinstance(built, str)
        return built

    def _value(self, world: World, name: str, ids: dict[str, Any]) -> Any:
        rule = self.rule.rule
        if rule.startswith((*pooled.ADDRESSES, *comings.ADDRESSES)):
            ids = ids["many"]
        if rule.startswith(("/wilayah/", "/monitoring/wilayah/")):
            return ids["village"].rsplit(".", 1)[0]
        if name == "code" and "/unduh/" in rule:  # a list as a file
            return "pihak" if "partnership_id" in self.rule.arguments else "kemitraan"
        if rule.startswith("/impor/"):  # what somebody sent is seen by nobody else
            return {"kind": "desa", "import_id": 1}[name]
        if rule.startswith("/bahasa/"):
            return "id"
        if rule.startswith("/p/sector/"):
            return "air"
        if name in ("code", "key") and rule.startswith("/desa/"):
            return ids["village"]
        if name == "key" and rule.startswith("/organisasi/"):
            return ids["organisation"]
        if name == "number" and rule.startswith("/organisasi/"):
            return ids["organisation_potential"]
        if name == "number" and rule.startswith("/desa/"):
            return ids["potential"]
        if name == "gate":
            return "priority_list" if "party_id" in self.rule.arguments else "joint_visit"
        if (self.rule.endpoint, name) in ids:
            return ids[self.rule.endpoint, name]  # this page is for a thing in another state
        if f"_{name}" in ids:
            return world.in_app(ids[f"_{name}"])  # used up by its first use: a new one each time
        return ids.get(name, FIXED.get(name))


def routes(app: Flask) -> Iterator[Route]:
    """Every rule with each of its methods, in the order of addresses."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield Route(rule, method)


def outcome(answer: TestResponse) -> str:
    """How a request ended, as the matrix says it: `login` when one must sign in first, else the status."""
    target = answer.headers.get("Location", "") or answer.headers.get("HX-Redirect", "")
    if answer.status_code == 401 or target.startswith("/masuk?next"):
        return "login"
    return str(answer.status_code)


SIGNED_OUT = ("anonymous", "disabled")


def read(line: dict[str, str]) -> dict[str, str]:
    """A line of the matrix as the outcome of each role. `rest` stands for the roles that no other outcome names."""
    found: dict[str, str] = {}
    rest = ""
    for result, names in line.items():
        for name in names.split():
            if name == "rest":
                rest = result
            else:
                found |= dict.fromkeys(SIGNED_OUT if name == "signed_out" else (name,), result)
    return {role: found.get(role, rest) for role in ROLES}


def written(outcomes: dict[str, list[str]]) -> str:
    """The line of the matrix for outcomes with their roles. `rest` is a refusal, wherever anybody is refused."""
    refused = [result for result in outcomes if result in ("403", "404")]
    default = max(refused or outcomes, key=lambda result: len(outcomes[result]))
    parts = []
    for result, roles in sorted(outcomes.items()):
        names = "rest" if result == default else " ".join(roles).replace("anonymous disabled", "signed_out")
        parts.append(f'{result} = "{names}"')
    return "{ " + ", ".join(parts) + " }"
