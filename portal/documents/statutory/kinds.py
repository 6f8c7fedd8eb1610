"""The kinds of papers of the lawful path, in its order, with the law each is written by and the days it holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from flask_babel import lazy_gettext as _l

from ...contracts import LegalBasis
from ...paperwork import DocumentKind, Edition, Paper
from ...partnerships.models import Partnership
from . import (
    amendment,
    between_meeting,
    body_decree,
    contract,
    laws,
    occurrences,
    offers,
    preparation,
    regulation,
    reports,
    versions,
    village_meeting,
)

Compose = Callable[[Any, str], Paper]


def _one(compose: Compose, basis: tuple[LegalBasis, ...]) -> tuple[Edition, ...]:
    """One edition, since the procedure of Permendagri 96/2017 holds."""
    return (Edition(compose, basis, laws.BEGINNING),)


def _by_law(
    compose: Callable[..., Paper], is_copy: bool, basis: tuple[LegalBasis, ...] = laws.REGULATION
) -> tuple[Edition, ...]:
    """Two editions of a law product: what Mengingat names changed with UU 3/2024."""
    last = laws.CHANGED_LAW - timedelta(days=1)
    former = partial(compose, changed_law=False, is_copy=is_copy)
    return (
        Edition(former, basis, laws.BEGINNING, last),
        Edition(partial(compose, changed_law=True, is_copy=is_copy), basis, laws.CHANGED_LAW),
    )


def _regulation_to_sign(partnership: Partnership, key: str, changed_law: bool, is_copy: bool) -> Paper:
    compose = regulation.compose if _is_first(partnership, key) else amendment.compose_regulation
    return compose(partnership, key, changed_law, is_copy)


def _contract_to_sign(partnership: Partnership, key: str, changed_law: bool, is_copy: bool) -> Paper:
    if _is_first(partnership, key):
        return contract.compose(partnership, key, changed_law, is_copy)
    return amendment.compose_contract(partnership, key, is_copy)


def _is_first(partnership: Partnership, key: str) -> bool:
    return key.isdecimal() and int(key) in versions.first(partnership)


PREPARING = (
    DocumentKind(
        "skala-prioritas", _l("Daftar inventarisasi dan skala prioritas"), preparation.priorities,
        _one(preparation.priority_list, laws.PRIORITY), stage="preparation", order=9,
    ),
    DocumentKind(
        "undangan-musyawarah-desa", _l("Undangan musyawarah desa"), village_meeting.per_village(("held_on", "place")),
        _one(village_meeting.invitation, laws.PREPARATION), register="letter", stage="preparation", order=10,
    ),
    DocumentKind(
        "daftar-hadir-musyawarah-desa", _l("Daftar hadir musyawarah desa"), village_meeting.per_village(),
        _one(village_meeting.attendance, laws.PREPARATION), stage="preparation", order=11,
    ),
    DocumentKind(
        "berita-acara-musyawarah-desa", _l("Berita acara musyawarah desa"),
        village_meeting.per_village(("held_on", "place", "chair")), _one(village_meeting.minutes, laws.PREPARATION),
        _l("Sepakat dan tidak sepakat sama sahnya."), register="minutes", stage="preparation", order=12,
    ),
    DocumentKind(
        "persetujuan-bpd", _l("Persetujuan BPD"), village_meeting.consents, _one(village_meeting.consent, laws.BURDEN),
        _l("Bila kerja sama membebani warga atau desa."), register="decree", stage="preparation", order=13,
    ),
)  # fmt: skip
OFFERING = (
    DocumentKind(
        "surat-penawaran", _l("Surat penawaran kerja sama"), offers.offers, _one(offers.offer, laws.OFFER),
        register="letter", stage="offer", order=20,
    ),
    DocumentKind(
        "surat-tawaran-balasan", _l("Surat tawaran balasan"), offers.counter_offers,
        _one(offers.counter_offer, laws.ANSWER), register="letter", stage="offer", order=21,
    ),
    DocumentKind(
        "surat-jawaban", _l("Surat jawaban atas penawaran"), offers.answers, _one(offers.answer, laws.ANSWER),
        register="letter", stage="offer", order=22,
    ),
)  # fmt: skip
DRAFTING = (
    DocumentKind(
        "naskah-peraturan-bersama", _l("Naskah Peraturan Bersama untuk ditandatangani"), versions.to_sign(True),
        _by_law(_regulation_to_sign, is_copy=False), _l("Nomor tiap desa diisi saat ditandatangani."),
        stage="drafting", order=30,
    ),
    DocumentKind(
        "naskah-perjanjian-bersama", _l("Naskah Perjanjian Bersama untuk ditandatangani"), versions.to_sign(False),
        _by_law(_contract_to_sign, False, laws.CONTRACT), _l("Dengan pihak ketiga."), stage="drafting", order=31,
    ),
    DocumentKind(
        "surat-kuasa", _l("Surat kuasa lembaga"), preparation.mandates, _one(preparation.mandate, laws.ACTING),
        register="letter", stage="drafting", order=29,
    ),
    DocumentKind(
        "berita-acara-konsultasi", _l("Berita acara konsultasi rancangan"), preparation.consultations,
        _one(preparation.consultation, laws.ASKING), register="minutes", stage="drafting", order=28,
    ),
    DocumentKind(
        "undangan-mad", _l("Undangan musyawarah antar desa"), between_meeting.invitations,
        _one(between_meeting.invitation, laws.MEETING), register="letter", stage="drafting", order=32,
    ),
    DocumentKind(
        "daftar-hadir-mad", _l("Daftar hadir musyawarah antar desa"), between_meeting.papers_with(),
        _one(between_meeting.attendance, laws.MEETING), stage="drafting", order=33,
    ),
    DocumentKind(
        "berita-acara-mad", _l("Berita acara musyawarah antar desa"),
        between_meeting.papers_with("held_on", "place", "chair", "secretary", "decisions"),
        _one(between_meeting.minutes, laws.MEETING), register="minutes", stage="drafting", order=34,
    ),
)  # fmt: skip
SIGNING = (
    DocumentKind(
        "peraturan-bersama", _l("Peraturan Bersama Kepala Desa"), versions.signed(True, versions.first),
        _by_law(regulation.compose, is_copy=True), _l("Salinan, dengan nomor, tanda tangan, dan pengundangan."),
        register="regulation", stage="signing", public=True, order=40,
    ),
    DocumentKind(
        "perjanjian-bersama", _l("Perjanjian Bersama"), versions.signed(False, versions.first),
        _by_law(contract.compose, True, laws.CONTRACT), _l("Salinan, dengan nomor dan tanda tangan."),
        register="regulation", stage="signing", public=True, order=41,
    ),
    DocumentKind(
        "surat-pengantar-bupati", _l("Surat pengantar kepada bupati melalui camat"), reports.forwardings,
        _one(reports.forwarding, laws.FORWARDING), register="letter", stage="signing", order=42,
    ),
)  # fmt: skip
RUNNING = (
    DocumentKind(
        "sk-bkad", _l("SK BKAD"), body_decree.papers, _one(body_decree.compose, laws.BODY), register="decree",
        stage="carrying_out", public=True, order=50,
    ),
    DocumentKind(
        "laporan-pelaksanaan", _l("Laporan pelaksanaan kerja sama"), reports.papers, _one(reports.compose, laws.REPORT),
        _l("Surat pengantar dan ringkasan."), register="report", stage="reporting", public=True, order=60,
    ),
)  # fmt: skip
CHANGING = (
    DocumentKind(
        "berita-acara-usul-perubahan", _l("Berita acara usul perubahan"),
        occurrences.papers_of(occurrences.CHANGE), _one(occurrences.minutes_of(occurrences.CHANGE), laws.CHANGE),
        register="minutes", stage="change", order=70,
    ),
    DocumentKind(
        "perubahan-peraturan-bersama", _l("Peraturan Bersama tentang perubahan"),
        versions.signed(True, versions.changes), _by_law(amendment.compose_regulation, is_copy=True),
        _l("Salinan, dengan yang semula dan yang menjadi."), register="regulation", stage="change", public=True,
        order=71,
    ),
    DocumentKind(
        "adendum-perjanjian", _l("Adendum Perjanjian Bersama"), versions.signed(False, versions.changes),
        _one(partial(amendment.compose_contract, is_copy=True), laws.CHANGE), register="regulation", stage="change",
        public=True, order=72,
    ),
    *(
        DocumentKind(
            code, label, occurrences.papers_of(what), _one(occurrences.minutes_of(what), basis), register="minutes",
            stage="change", order=order,
        )
        for order, code, label, what, basis in (
            (73, "berita-acara-penundaan", _l("Berita acara penundaan"), occurrences.SUSPENSION, laws.CHANGE),
            (74, "berita-acara-kelanjutan", _l("Berita acara kelanjutan"), occurrences.RESUMPTION, laws.CHANGE),
            (75, "berita-acara-penyelesaian", _l("Berita acara penyelesaian perselisihan"), occurrences.SETTLEMENT,
             laws.DISPUTE),
            (76, "berita-acara-pengakhiran", _l("Berita acara pengakhiran"), occurrences.ENDING, laws.CHANGE),
        )
    ),
    DocumentKind(
        "berita-acara-serah-terima", _l("Berita acara serah terima aset"), occurrences.handovers,
        _one(occurrences.handover, laws.CHANGE), register="minutes", stage="change", order=77,
    ),
)  # fmt: skip
KINDS: tuple[DocumentKind, ...] = (*PREPARING, *OFFERING, *DRAFTING, *SIGNING, *RUNNING, *CHANGING)

# The kind that is the paper of a gate of the path.
OF_GATES: Mapping[str, str] = {
    "priority_list": "skala-prioritas",
    "consultation": "berita-acara-konsultasi",
    "mandate": "surat-kuasa",
    "village_deliberation": "berita-acara-musyawarah-desa",
    "offer": "surat-penawaran",
    "counter_offer": "surat-tawaran-balasan",
    "offer_answer": "surat-jawaban",
    "mad": "berita-acara-mad",
    "mad_attendance": "daftar-hadir-mad",
    "signature": "naskah-peraturan-bersama",
    "promulgation": "peraturan-bersama",
    "bkad_decree": "sk-bkad",
    "report": "laporan-pelaksanaan",
    "suspension": "berita-acara-penundaan",
    "resumption": "berita-acara-kelanjutan",
    "amendment_basis": "berita-acara-usul-perubahan",
    "settlement": "berita-acara-penyelesaian",
    "termination": "berita-acara-pengakhiran",
}
