"""What papers still lack, in plain words: contents of the text, numbers, names, signatures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ...contracts import Text, say
from ...partnerships.agreement_clauses import missing_clauses
from ...partnerships.agreement_rules import ITEMS, filled_items
from ...partnerships.cases import registry
from .dossier import Dossier, Side, party_views

SHOWN = 4  # names in one sentence; the others are counted

# What a record's fields are called where one is missing.
FIELDS: Mapping[str, Text] = {
    "held_on": say("tanggal"),
    "place": say("tempat"),
    "chair": say("pimpinan"),
    "secretary": say("sekretaris"),
    "decisions": say("hal yang disepakati"),
}


def of_text(dossier: Dossier) -> list[Text]:
    """Contents of the agreement that nobody wrote yet, of the eight and of the sector's; nothing once it is frozen."""
    if dossier.is_frozen:
        return []
    content = dossier.content
    filled = filled_items(content, party_views(dossier))
    sector = registry().sectors.get(dossier.partnership.sector)
    labels = [label for key, label in ITEMS.items() if not filled[key]]
    labels += missing_clauses(dossier.partnership.sector, sector.clauses if sector else (), content)
    found: list[Text] = [say("Belum ditulis dalam naskah: %(what)s.", what=label) for label in labels]
    return [*found, say("Naskah belum dibekukan: isinya masih dapat berubah.")]


def of_heads(dossier: Dossier) -> list[Text]:
    """Heads whose names stand nowhere yet."""
    nameless = [side for side in dossier.sides if not head_name(dossier, side)]
    return _of(nameless, say("Nama kepala atau pimpinan belum ditulis"))


def of_gate(dossier: Dossier, gate: str, label: Text, sides: Sequence[Side]) -> list[Text]:
    """Parties for whom something is not on record yet."""
    return _of([side for side in sides if not dossier.values(gate, side.party_id)], label)


def of_values(values: Mapping[str, Any], fields: Iterable[str]) -> list[Text]:
    """Fields of a record that are empty; one sentence when there is no record at all."""
    if not values:
        return [say("Isinya belum dicatat: kertas ini masih kosong untuk diisi dengan tangan.")]
    return [say("Belum ditulis: %(what)s.", what=FIELDS[name]) for name in fields if not values.get(name)]


def head_name(dossier: Dossier, side: Side) -> str:
    """Who signs for a party: as on record with the signature, else as mandated, else the head as the village wrote."""
    signed = dossier.values("signature", side.party_id).get("signer_name")
    mandated = dossier.values("mandate", side.party_id).get("representative")
    return str(signed or mandated or side.writer.head_name or "")


def _of(sides: Sequence[Side], label: Text) -> list[Text]:
    if not sides:
        return []
    shown = ", ".join(side.name for side in sides[:SHOWN])
    if len(sides) <= SHOWN:
        return [say("%(what)s: %(who)s.", what=label, who=shown)]
    return [say("%(what)s: %(who)s, dan %(more)s pihak lain.", what=label, who=shown, more=len(sides) - SHOWN)]
