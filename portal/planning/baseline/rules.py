"""The rules of agreed plans: the one spelling of a plan, what differs between two, and when one is agreed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ...contracts import Text, say

PROPOSED, AGREED, WITHDRAWN, DECLINED = "proposed", "agreed", "withdrawn", "declined"
STATES: Mapping[str, Text] = {
    PROPOSED: say("menunggu persetujuan"),
    AGREED: say("disepakati"),
    WITHDRAWN: say("ditarik"),
    DECLINED: say("diminta diubah"),
}
TONES = {PROPOSED: "warn", AGREED: "ok", WITHDRAWN: "neutral", DECLINED: "bad"}

GOAL_FIELDS: Mapping[str, Text] = {
    "title": say("Nama program"),
    "goal": say("Tujuan"),
    "starts_on": say("Masa program: mulai"),
    "ends_on": say("Sampai"),
    "sdgs": say("Tujuan SDGs Desa"),
}
RESULT_FIELDS: Mapping[str, Text] = {
    "title": say("Hasil"),
    "measure": say("Bagaimana terlihat"),
    "leads_to": say("Menuju manfaat"),
}
SOURCE_FIELDS: Mapping[str, Text] = {
    "party": say("Desa"),
    "year": say("Tahun"),
    "title": say("Kegiatan menurut dokumen"),
    "account_code": say("Kode rekening"),
}
ACTIVITY_FIELDS: Mapping[str, Text] = {
    "title": say("Kegiatan"),
    "starts_on": say("Mulai"),
    "due_on": say("Paling lambat"),
    "party": say("Penanggung jawab"),
    "office": say("Jabatan yang mengerjakan"),
    "helpers": say("Pihak yang membantu"),
    "description": say("Uraian"),
    "villages": say("Desa tempat kegiatan"),
    "place": say("Tempat"),
    "target": say("Target"),
    "sdgs": say("Tujuan SDGs Desa"),
    "output": say("Menuju keluaran"),
    "after": say("Sesudah"),
    "pilot": say("Uji coba"),
    "judged_by": say("Cara menilai"),
}
DAYS = ("starts_on", "ends_on", "due_on")
ADDED, REMOVED, CHANGED = "added", "removed", "changed"
CHANGES: Mapping[str, Text] = {
    ADDED: say("baru"),
    REMOVED: say("tidak ada lagi"),
    CHANGED: say("berubah"),
}
_PARTS = (("results", RESULT_FIELDS), ("sources", SOURCE_FIELDS), ("activities", ACTIVITY_FIELDS))


@dataclass(frozen=True)
class Difference:
    """One field in two versions, as people read it; empty where there was or is nothing."""

    name: str
    label: Text
    old: Any
    new: Any


@dataclass(frozen=True)
class Change:
    """One thing of a plan that differs between two versions."""

    kind: str
    title: str
    fields: tuple[Difference, ...] = ()


def spelled(plan: Mapping[str, Any]) -> str:
    """A plan in its one possible spelling: what is agreed, and what the fingerprint is taken of."""
    return json.dumps(plan, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def fingerprint(text: str) -> str:
    """SHA-256 of a plan's text, in hex."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def renumbered(plan: Mapping[str, Any], new_number: Callable[[str, int], int | None]) -> dict[str, Any]:
    """A plan with new numbers for its parts and parties; 0 for one that is not there."""
    tables = {"results": "programme_result", "sources": "programme_source", "activities": "activity"}
    found: dict[str, Any] = {
        part: [{**item, "id": new_number(table, item["id"]) or 0} for item in plan.get(part, ())]
        for part, table in tables.items()
    }
    for item in found["activities"]:
        item["party_id"] = new_number("party", item["party_id"]) or 0
    programme = {**plan["programme"], "id": new_number("programme", plan["programme"]["id"]) or 0}
    return {**plan, **found, "programme": programme}


def changes(old: Mapping[str, Any] | None, new: Mapping[str, Any]) -> list[Change]:
    """What differs between two plans: goal, results, sources, activities. Without an old one all is new."""
    old = old or {}
    goal = _differences(old.get("programme", {}), new["programme"], GOAL_FIELDS)
    found = [Change(CHANGED if old else ADDED, str(new["programme"]["title"]), goal)] if goal else []
    for part, fields in _PARTS:
        found += _part(old.get(part, ()), new[part], fields)
    return found


def missing(consents: Collection[int], members: Iterable[int]) -> list[int]:
    """The members that have not said yes, in their order."""
    return [number for number in members if number not in consents]


def goals_in(plan: Mapping[str, Any]) -> list[int]:
    """The goals of SDGs Desa that a plan says it serves, itself or by one of its activities; each once, in order."""
    said = [plan["programme"]["sdgs"], *(activity.get("sdgs", "") for activity in plan.get("activities", ()))]
    return sorted({int(number) for goals in said for number in goals.split(",") if number.strip()})


def _part(old: Iterable[Any], new: Iterable[Any], fields: Mapping[str, Text]) -> list[Change]:
    before = {item["id"]: item for item in old}
    after = {item["id"]: item for item in new}
    found = []
    for number, item in after.items():
        differences = _differences(before.get(number, {}), item, fields)
        if number not in before:
            found.append(Change(ADDED, item["title"], differences))
        elif differences:
            found.append(Change(CHANGED, item["title"], differences))
    return found + [Change(REMOVED, item["title"]) for number, item in before.items() if number not in after]


def _differences(old: Mapping[str, Any], new: Mapping[str, Any], fields: Mapping[str, Text]) -> tuple[Difference, ...]:
    return tuple(
        Difference(name, label, old.get(name) or "", new.get(name) or "")
        for name, label in fields.items()
        if (old.get(name) or "") != (new.get(name) or "")
    )
