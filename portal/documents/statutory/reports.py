"""Laporan pelaksanaan with its cover letter, and the letter that carries a promulgated text to the regent."""

from __future__ import annotations

from typing import Any

from ...contracts import Text, say
from ...paperwork import Block, Fields, Listing, PageBreak, Paper, PaperOf, Paragraph, Title
from ...partnerships.models import GateRecord, Partnership
from ...partnerships.paper_parts import DOTS, addressee_list, addressees, indonesian, on_day
from . import lacking
from .dossier import Dossier, Side, current, day, records
from .lacking import head_name
from .names import or_dots
from .verses import parts
from .wording import copies, letter_head, signed_by, titled

GATE = "report"
RUNNING = ("active", "reporting")
BODY_SIGNER = "Ketua BKAD"


def papers(partnership: Any) -> list[PaperOf]:
    """One for each report on record, and a blank one while the partnership runs and none is open."""
    found, by = records(partnership, GATE), _reporting(current(partnership))
    made = [PaperOf(str(place), _label(record), by, tuple(_missing(record))) for place, record in enumerate(found, 1)]
    if partnership.status in RUNNING and (not found or found[-1].closed):
        made.append(PaperOf(str(len(found) + 1), say("Kosong, untuk diisi"), by, tuple(_missing(None))))
    return made


def _reporting(dossier: Dossier) -> int | None:
    """Whose report it is: the body's of all villages, or with a third party that of the village that leads."""
    return None if dossier.is_regulation else dossier.initiator.party_id


@indonesian
def compose(partnership: Partnership, key: str) -> Paper:
    """The cover letter to those who are owed the report, then the report."""
    if not any(paper.key == key for paper in papers(partnership)):
        raise KeyError(key)
    found = records(partnership, GATE)
    values = found[int(key) - 1].values if int(key) <= len(found) else {}
    dossier, dated = current(partnership), day(values.get("held_on"))
    span = f"{on_day(day(values.get('period_from')))} sampai dengan {on_day(day(values.get('period_to')))}"
    to = _addressed(dossier)
    blocks: list[Block] = [
        *_head(dossier, str(values.get("number") or ""), dated, to),
        Paragraph(
            f"Dengan hormat, bersama ini disampaikan laporan pelaksanaan kerja sama {dossier.title} masa {span}, untuk "
            "diketahui dan dipergunakan sebagaimana mestinya."
        ),
        _signature(dossier),
        *copies(*_copied(dossier)),
        *addressee_list(to),
        PageBreak(),
        Title(titled("Laporan pelaksanaan kerja sama", dossier.title)),
        Fields((("Masa laporan", span), ("Para pihak", ", ".join(side.name for side in dossier.sides)))),
        Paragraph("Ringkasan pelaksanaan:"),
        *_summary(str(values.get("summary") or "")),
        _signature(dossier),
    ]
    return Paper(f"Laporan pelaksanaan {dossier.title}", tuple(blocks), dated=dated)


def forwardings(partnership: Any) -> list[PaperOf]:
    """The letter of each village whose promulgation is on record, or is next to be."""
    dossier = current(partnership)
    return [
        PaperOf(str(side.party_id), side.name, side.party_id, tuple(_not_promulgated(dossier, side)))
        for side in dossier.villages
        if dossier.is_regulation and _is_time_to_forward(dossier, side)
    ]


@indonesian
def forwarding(partnership: Partnership, key: str) -> Paper:
    """Surat pengantar to the bupati or wali kota through the camat, with the promulgated text."""
    dossier = current(partnership)
    side = next((one for one in dossier.villages if str(one.party_id) == key), None)
    if side is None or not dossier.is_regulation or not _is_time_to_forward(dossier, side):
        raise KeyError(key)
    signed, gazette = dossier.values("signature", side.party_id), dossier.values("promulgation", side.party_id)
    dated, terms = day(gazette.get("sent_on")), side.writer.terms
    to = [f"{_regent(side)}\nmelalui {_district_head(side)}"]
    about = "Penyampaian Peraturan Bersama Kepala Desa"
    blocks = letter_head(side, "", dated, about, to, annexes="1 (satu) berkas")
    number = f"Nomor {or_dots(signed.get('number'))} Tahun {or_dots(signed.get('year'))}"
    blocks += [
        Paragraph(
            f"Dengan hormat, bersama ini disampaikan Peraturan Bersama {dossier.heads} {number} tentang "
            f"{dossier.title}, yang telah diundangkan dalam {terms.gazette} {side.short} Tahun "
            f"{or_dots(gazette.get('year'))} Nomor {or_dots(gazette.get('number'))} pada tanggal "
            f"{on_day(day(gazette.get('held_on')))}."
        ),
        Paragraph("Demikian disampaikan untuk diketahui dan dipergunakan sebagaimana mestinya."),
        signed_by(side, side.head_title, head_name(dossier, side)),
        *copies(f"Ketua {side.council}"),
    ]
    return Paper(f"{about} {side.name}", tuple(blocks), dated=dated)


def _head(dossier: Dossier, number: str, dated: Any, to: list[str]) -> list[Block]:
    """A report of a BKAD has its own head; with a third party the village's."""
    if not dossier.is_regulation:
        return letter_head(dossier.initiator, number, dated, "Laporan pelaksanaan kerja sama", to, "1 (satu) berkas")
    rows = (("Nomor", number or DOTS), ("Lampiran", "1 (satu) berkas"), ("Perihal", "Laporan pelaksanaan kerja sama"))
    return [
        Title(titled("Badan Kerja Sama Antar Desa", dossier.title)),
        Paragraph(on_day(dated), align="right"),
        Fields(rows),
        addressees(to),
    ]


def _addressed(dossier: Dossier) -> list[str]:
    """BKAD reports to the heads; with a third party the head reports to the BPD (Permendagri 96/2017)."""
    if dossier.is_regulation:
        return [side.head_title for side in dossier.villages]
    return [f"Ketua {side.council}" for side in dossier.villages]


def _copied(dossier: Dossier) -> tuple[str, ...]:
    regents = dict.fromkeys(f"{_regent(side)} melalui {_district_head(side)}" for side in dossier.villages)
    councils = [f"Ketua {side.council}" for side in dossier.villages] if dossier.is_regulation else []
    return (*councils, *regents)


def _signature(dossier: Dossier) -> Block:
    if dossier.is_regulation:
        return signed_by(dossier.initiator, BODY_SIGNER, str(dossier.values("bkad_decree").get("chair") or ""))
    return signed_by(dossier.initiator, dossier.initiator.head_title, head_name(dossier, dossier.initiator))


def _summary(text: str) -> list[Block]:
    found = parts(text)
    return [Listing(found)] if found else [Listing((DOTS, DOTS, DOTS))]


def _regent(side: Side) -> str:
    regency = side.writer.regency
    return f"Wali {regency}" if regency.startswith("Kota ") else f"Bupati {regency.removeprefix('Kabupaten ')}"


def _district_head(side: Side) -> str:
    where = f" {side.writer.place.district}" if side.writer.place and side.writer.place.district else ""
    return f"{side.writer.terms.district_head}{where}"


def _is_time_to_forward(dossier: Dossier, side: Side) -> bool:
    waiting = dossier.partnership.status == "promulgation"
    return waiting or bool(dossier.values("promulgation", side.party_id))


def _not_promulgated(dossier: Dossier, side: Side) -> list[Text]:
    if dossier.values("promulgation", side.party_id):
        return []
    return [say("Pengundangan di %(party)s belum dicatat.", party=side.name)]


def _label(record: GateRecord) -> Text:
    values = record.values
    return say("%(first)s sampai %(last)s", first=on_day(day(values.get("period_from"))),
               last=on_day(day(values.get("period_to"))))  # fmt: skip


def _missing(record: GateRecord | None) -> list[Text]:
    values = record.values if record else {}
    lack = lacking.of_values(values, ("held_on",))
    return lack + ([say("Ringkasan pelaksanaan belum ditulis.")] if values and not values.get("summary") else [])
