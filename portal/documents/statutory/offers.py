"""The letters of the offer: surat penawaran with its eight contents, the counter-offer, and each answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...contracts import Text, say
from ...paperwork import Block, Listing, Paper, PaperOf, Paragraph, Verse
from ...partnerships.models import Partnership
from ...partnerships.paper_parts import DOTS, addressee_list, indonesian
from ...partnerships.rules import PERMENDAGRI_96
from . import lacking
from .dossier import Dossier, Side, all_sides, current, day, records
from .lacking import head_name
from .names import listed
from .verses import verses
from .wording import copies, letter_head, signed_by

OFFER, COUNTER, ANSWER = "offer", "counter_offer", "offer_answer"
# The eight contents as the letter's form keeps them (Permendagri 96/2017 Pasal 13 ayat (3)).
CONTENTS: Mapping[str, Text] = {
    "fields": say("Bidang dan/atau potensi desa"),
    "scope": say("Ruang lingkup kerja sama"),
    "implementation_terms": say("Tata cara dan ketentuan pelaksanaan"),
    "duration": say("Jangka waktu"),
    "rights_and_obligations": say("Hak dan kewajiban"),
    "funding": say("Pendanaan"),
    "change_terms": say("Tata cara perubahan, penundaan, dan pembatalan"),
    "dispute_terms": say("Penyelesaian perselisihan"),
}
ACCEPTED, DECLINED = "accepted", "declined"


def offers(partnership: Any) -> list[PaperOf]:
    """The offer of the party that made the first step."""
    dossier = current(partnership)
    if partnership.entered_retroactively:
        return []
    return [PaperOf("", dossier.initiator.name, dossier.initiator.party_id, tuple(_missing(dossier, OFFER)))]


def counter_offers(partnership: Any) -> list[PaperOf]:
    """The newest counter-offer, once there is one."""
    dossier, side = current(partnership), _countering(partnership)
    if side is None:
        return []
    return [PaperOf("", side.name, side.party_id, tuple(_missing(dossier, COUNTER)))]


def answers(partnership: Any) -> list[PaperOf]:
    """The answer of each party that was asked, once the offer is out."""
    if partnership.offered_at is None or partnership.entered_retroactively:
        return []
    dossier = current(partnership)
    return [
        PaperOf(str(side.party_id), side.name, side.party_id, tuple(_answer_missing(dossier, side)))
        for side in _asked(dossier)
    ]


@indonesian
def offer(partnership: Partnership, key: str) -> Paper:
    """Surat penawaran kerja sama: to all whom the initiator wants as partners."""
    if key or partnership.entered_retroactively:
        raise KeyError(key)
    dossier = current(partnership)
    asked = [side.head_title for side in _asked(dossier)]
    basis = f"berdasarkan {PERMENDAGRI_96} Pasal 13 ayat (3), "
    return _letter(dossier, dossier.initiator, "Penawaran kerja sama", asked, dossier.values(OFFER), basis)


@indonesian
def counter_offer(partnership: Partnership, key: str) -> Paper:
    """Surat tawaran balasan: back to the one who offered."""
    dossier, side = current(partnership), _countering(partnership)
    if key or side is None:
        raise KeyError(key)
    addressed = [dossier.initiator.head_title]
    return _letter(dossier, side, "Tawaran balasan kerja sama", addressed, dossier.values(COUNTER))


@indonesian
def answer(partnership: Partnership, key: str) -> Paper:
    """Surat jawaban: accepts or declines, with the reason."""
    dossier = current(partnership)
    side = next((one for one in _asked(dossier) if str(one.party_id) == key), None)
    if side is None or partnership.offered_at is None:
        raise KeyError(key)
    values = dossier.values(ANSWER, side.party_id)
    dated, about = day(values.get("held_on")), "Jawaban atas penawaran kerja sama"
    blocks = letter_head(side, str(values.get("number") or ""), dated, about, [dossier.initiator.head_title])
    blocks += [
        Paragraph(f"Dengan hormat, menjawab surat {dossier.initiator.head_title}{_reference(dossier)} tentang "
                  f"penawaran kerja sama {dossier.title}, dengan ini {side.name} menyatakan {_decision(values)}."),
        *_reason(values),
        Paragraph("Demikian disampaikan. Atas perhatian dan kerja samanya diucapkan terima kasih."),
        signed_by(side, side.head_title, head_name(dossier, side)),
        *copies(*_copied(side)),
    ]  # fmt: skip
    return Paper(f"{about} {side.name}", tuple(blocks), dated=dated)


def _letter(
    dossier: Dossier, side: Side, about: str, addressed: list[str], values: Mapping[str, Any], basis: str = ""
) -> Paper:
    dated = day(values.get("held_on"))
    blocks = letter_head(side, str(values.get("number") or ""), dated, f"{about} {dossier.title}", addressed)
    blocks.append(
        Paragraph(
            f"Dengan hormat, {basis}bersama ini {side.name} menyampaikan "
            f"{about[:1].lower()}{about[1:]} tentang {dossier.title} kepada {listed(addressed[:5])}"
            f"{' dan para penerima lain' if len(addressed) > 5 else ''}, yang memuat:"
        )
    )
    blocks += _contents(values)
    blocks += [
        Paragraph("Kami mengharap jawaban tertulis. Atas perhatian dan kerja samanya diucapkan terima kasih."),
        signed_by(side, side.head_title, head_name(dossier, side)),
        *copies(*_copied(side)),
        *addressee_list(addressed),
    ]
    return Paper(f"{about} {dossier.title}", tuple(blocks), dated=dated)


def _contents(values: Mapping[str, Any]) -> list[Block]:
    blocks: list[Block] = []
    for place, (name, label) in enumerate(CONTENTS.items(), 1):
        blocks.append(Paragraph(f"{place}. {label.text}", align="left", bold=True))
        blocks += _written(verses(str(values.get(name) or "")) or (Verse(DOTS),))
    return blocks


def _written(found: tuple[Verse, ...]) -> list[Block]:
    blocks: list[Block] = []
    for place, verse in enumerate(found, 1):
        blocks.append(Paragraph(f"({place}) {verse.text}" if len(found) > 1 else verse.text))
        if verse.items:
            blocks.append(Listing(verse.items, "letter"))
    return blocks


def _asked(dossier: Dossier) -> list[Side]:
    """Whom the offer goes to: all parties but the one that offers."""
    return [side for side in dossier.sides if side.party_id != dossier.initiator.party_id]


def _countering(partnership: Partnership) -> Side | None:
    found = records(partnership, COUNTER)
    return all_sides(partnership).get(found[-1].recorded_by_party_id or 0) if found else None


def _reference(dossier: Dossier) -> str:
    number = dossier.values(OFFER).get("number")
    return f" Nomor {number}" if number else ""


def _decision(values: Mapping[str, Any]) -> str:
    said = {ACCEPTED: "MENERIMA penawaran tersebut", DECLINED: "TIDAK DAPAT MENERIMA penawaran tersebut"}
    return said.get(str(values.get("decision")), "MENERIMA / TIDAK DAPAT MENERIMA (coret yang tidak perlu) penawaran")


def _reason(values: Mapping[str, Any]) -> list[Block]:
    reason = str(values.get("reason") or "").strip()
    return [Paragraph(f"Alasan: {reason}")] if reason else []


def _copied(side: Side) -> tuple[str, ...]:
    place = side.writer.place
    if not side.is_village or place is None or not place.district:
        return ()
    return (f"{side.writer.terms.district_head} {place.district}", f"Ketua {side.council}")


def _missing(dossier: Dossier, gate: str) -> list[Text]:
    values = dossier.values(gate)
    lack = lacking.of_values(values, ("held_on",))
    if not values:
        return lack
    return lack + [
        say("Belum ditulis dalam surat: %(what)s.", what=label)
        for name, label in CONTENTS.items()
        if not values.get(name)
    ]


def _answer_missing(dossier: Dossier, side: Side) -> list[Text]:
    return lacking.of_values(dossier.values(ANSWER, side.party_id), ("held_on",))
