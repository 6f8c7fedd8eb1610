"""What an agreement must hold, and how its text is frozen."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from ..contracts import Text, say
from .rules import PartyView

# The four legal fields, in the law's own order.
FIELDS: Mapping[str, Text] = {
    "government": say("Penyelenggaraan pemerintahan"),
    "development": say("Pelaksanaan pembangunan"),
    "community": say("Pembinaan kemasyarakatan"),
    "empowerment": say("Pemberdayaan masyarakat"),
}
# UU 6/2014 Pasal 92 ayat (1).
SCOPE_CATEGORIES: Mapping[str, Text] = {
    "joint_business": say("Usaha bersama milik desa untuk nilai ekonomi yang berdaya saing"),
    "community_services": say("Kegiatan kemasyarakatan, pelayanan, pembangunan, dan pemberdayaan antar-desa"),
    "security": say("Keamanan dan ketertiban"),
}
EXECUTORS: Mapping[str, Text] = {
    "bkad": say("BKAD (badan kerja sama antar-desa)"),
    "village_government": say("Pemerintah desa masing-masing"),
    "joint_enterprise": say("BUM Desa bersama"),
}
FUNDING_SOURCES: Mapping[str, Text] = {
    "village_budget": say("APB Desa"),
    "self_help": say("Swadaya masyarakat"),
    "other": say("Sumber lain yang sah dan tidak mengikat"),
}

# The eight mandatory contents (Permendagri 96/2017; the same list for regulation and agreement).
ITEMS: Mapping[str, Text] = {
    "scope": say("Ruang lingkup kerja sama"),
    "fields": say("Bidang kerja sama"),
    "implementation_terms": say("Tata cara dan ketentuan pelaksanaan"),
    "duration": say("Jangka waktu"),
    "rights_and_obligations": say("Hak dan kewajiban"),
    "funding": say("Pendanaan"),
    "change_terms": say("Tata cara perubahan, penundaan, dan pembatalan"),
    "dispute_terms": say("Penyelesaian perselisihan"),
}

PLACES = 100  # more than a text has articles


def clause_id(version_id: int, place: int) -> int:
    """The number by which one article (Pasal) of a version is pointed at; `place` counts from 1, below `PLACES`."""
    return version_id * PLACES + place


def clause_at(number: int) -> tuple[int, int]:
    """The version's id and the place that `clause_id` was made of."""
    return divmod(number, PLACES)


def clause_label(content: Mapping[str, Any], is_frozen: bool, place: int) -> Text | None:
    """What the article at a place is about; None where there is none.

    The eight contents stand first, in the law's order. The sector's clauses follow: while a text is written
    they still move, so they have a lasting place in a frozen text only.
    """
    labels: list[Text] = list(ITEMS.values())
    if is_frozen:
        labels += [str(item["label"]) for item in content.get("clauses") or ()]
    return labels[place - 1] if 1 <= place <= len(labels) else None


# More parties than this share their rights and duties; what is one party's own stands on a page of its own.
MANY_PARTIES = 8
EVERYONE = "all"  # a line of funding that each party bears


def filled_items(content: Mapping[str, Any], parties: tuple[PartyView, ...]) -> dict[str, bool]:
    """Which of the eight mandatory contents are filled. Each party has rights and duties, its own or those of all."""
    each = all(_has(content, name, party) for name in ("rights", "obligations") for party in parties)
    return {
        "scope": _text(content.get("scope")),
        "fields": bool(content.get("fields")),
        "implementation_terms": _text(content.get("implementation_terms")),
        "duration": bool(content.get("start_date") and content.get("end_date")),
        "rights_and_obligations": each,
        "funding": bool(content.get("funding")) or _text(content.get("funding_note")),
        "change_terms": _text(content.get("change_terms")),
        "dispute_terms": _text(content.get("dispute_terms")),
    }


def duration_faults(start: date | None, end: date | None) -> dict[str, Text]:
    """What is wrong with a term, by field name."""
    if start and end and end <= start:
        return {"end_date": say("Tanggal berakhir harus sesudah tanggal mulai.")}
    return {}


def frozen_text(title: str, parties: tuple[PartyView, ...], number: int, content: Mapping[str, Any]) -> str:
    """The agreement's text in its one possible spelling: what is signed, and what the hash is taken of."""
    return json.dumps(
        {
            "title": title,
            "version": number,
            "parties": [{"id": p.id, "name": p.name, "code": p.code} for p in parties],
            "content": content,
        },
        ensure_ascii=False,
        sort_keys=True,
        indent=1,
    )


def fingerprint(text: str) -> str:
    """SHA-256 of a frozen text, in hex."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """The names of the contents that differ between two versions."""
    return [name for name in {**old, **new} if (old.get(name) or None) != (new.get(name) or None)]


def renumbered(content: Mapping[str, Any], new_number: Callable[[str, int], int | None]) -> dict[str, Any]:
    """The content with new numbers for its parties: rights and duties by party, and who bears a line of funding."""
    found = dict(content)
    for name in ("rights", "obligations"):
        if isinstance(own := content.get(name), Mapping):
            pairs = [(_new_text(key, new_number), text) for key, text in own.items()]
            found[name] = {key: text for key, text in pairs if key}
    if content.get("funding"):
        found["funding"] = [
            {**line, "party": _new_text(line.get("party") or "", new_number)} for line in content["funding"]
        ]
    return found


def _new_text(number: str, new_number: Callable[[str, int], int | None]) -> str:
    """The new number of a party, as text; what is no number stays, such as `EVERYONE`."""
    if not number.isdecimal():
        return number
    found = new_number("party", int(number))
    return "" if found is None else str(found)


def own_version(content: Mapping[str, Any], party_id: int) -> int:
    """A number that changes with one party's own rights and duties, whatever the others write meanwhile."""
    own = [(content.get(name) or {}).get(str(party_id)) or "" for name in ("rights", "obligations")]
    return zlib.crc32("\0".join(own).encode()) % 10**9


def parties_called(text: str, parties: tuple[PartyView, ...]) -> list[PartyView]:
    """The parties that somebody means by a name or a code; more than one when the name is not clear."""
    wanted = " ".join(text.split()).casefold()
    exact = [party for party in parties if wanted in (party.name.casefold(), party.code)]
    return exact or [party for party in parties if wanted and wanted in party.name.casefold()]


def _has(content: Mapping[str, Any], name: str, party: PartyView) -> bool:
    own = (content.get(name) or {}).get(str(party.id))
    return _text(own) or _text(content.get(f"common_{name}"))


def _text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())
