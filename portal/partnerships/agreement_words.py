"""An agreement's contents in words, for people who compare two versions of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..contracts import say
from ..web.i18n import format_iso_day, format_rupiah
from .agreement_clauses import ANNEXES, CLAUSES
from .agreement_rules import EVERYONE, EXECUTORS, FIELDS, FUNDING_SOURCES, ITEMS
from .rules import PartyView


def told(content: Mapping[str, Any], parties: tuple[PartyView, ...]) -> dict[str, str]:
    """The eight contents by their names, then the sector's clauses and the plugins' annexes, as text."""
    names = {str(party.id): party.name for party in parties}
    duration = [format_iso_day(content.get(name)) for name in ("start_date", "end_date")]
    funding = [_line(line, names) for line in content.get("funding") or ()]
    executor = EXECUTORS.get(content.get("executor") or "", "")
    words = {
        "fields": "; ".join(str(FIELDS.get(code, code)) for code in content.get("fields") or ()),
        "duration": " – ".join(duration),
        "rights_and_obligations": "\n".join(_duties(content, names)),
        "funding": "\n".join([*funding, _text(content, "funding_note")]),
        "implementation_terms": f"{_text(content, 'implementation_terms')} {executor}",
    }
    items = {str(label): words.get(name, _text(content, name)).strip() for name, label in ITEMS.items()}
    return items | added(content)


def added(content: Mapping[str, Any]) -> dict[str, str]:
    """What stands in a text beside the eight contents: clauses and annexes by their names, as text."""
    clauses = {
        str(say("Ketentuan sektor: %(label)s", label=item["label"])): str(item["text"])
        for item in content.get(CLAUSES) or ()
    }
    annexes = {
        str(say("Lampiran: %(title)s", title=item["title"])): "\n".join(": ".join(row) for row in item["rows"])
        for item in content.get(ANNEXES) or ()
    }
    return clauses | annexes


def differing(
    theirs: Mapping[str, Any], yours: Mapping[str, Any], parties: tuple[PartyView, ...]
) -> tuple[dict[str, str], dict[str, str]]:
    """Only the contents in which two versions differ, in words."""
    one, other = told(theirs, parties), told(yours, parties)
    names = [name for name in {**one, **other} if one.get(name, "") != other.get(name, "")]
    return {name: one.get(name, "") for name in names}, {name: other.get(name, "") for name in names}


def _duties(content: Mapping[str, Any], names: Mapping[str, str]) -> list[str]:
    labels = {"rights": say("Hak %(p)s"), "obligations": say("Kewajiban %(p)s")}
    common = {"common_rights": say("Hak semua pihak"), "common_obligations": say("Kewajiban semua pihak")}
    shared = [f"{label}: {text}" for name, label in common.items() if (text := content.get(name))]
    return shared + [
        f"{str(label) % {'p': name}}: {text}"
        for party, name in names.items()
        for key, label in labels.items()
        if (text := (content.get(key) or {}).get(party))
    ]


def _line(line: Mapping[str, Any], names: Mapping[str, str]) -> str:
    source = FUNDING_SOURCES.get(line.get("source") or "", "")
    party = line.get("party") or ""
    who = str(say("Semua pihak, masing-masing")) if party == EVERYONE else names.get(party, "")
    return f"{who} {format_rupiah(line.get('amount'))} {source}".strip()


def _text(content: Mapping[str, Any], name: str) -> str:
    return str(content.get(name) or "")
