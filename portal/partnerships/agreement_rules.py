"""What an agreement must hold, and how its text is frozen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
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


def filled_items(content: Mapping[str, Any], parties: tuple[PartyView, ...]) -> dict[str, bool]:
    """Which of the eight mandatory contents are filled. Rights and duties are asked of each party."""
    rights, obligations = content.get("rights") or {}, content.get("obligations") or {}
    each = all(_text(rights.get(str(p.id))) and _text(obligations.get(str(p.id))) for p in parties)
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


def _text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())
