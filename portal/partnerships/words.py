"""What this room's events and values are called in the history."""

from __future__ import annotations

from flask import Flask
from flask_babel import lazy_gettext as _l

from ..registry import Registry
from ..web.page_context import name_events, name_fields, name_values
from . import membership_rules
from .agreement_rules import ITEMS
from .gates import CORE_GATES
from .party_forms import LeaveForm, SuspendForm
from .path import AGREEMENT_PATH, REGULATION_PATH, STATES

EVENTS = {
    "partnership.begun": _l("Kerja sama dimulai"),
    "partnership.entered": _l("Kerja sama yang sudah berjalan dicatat"),
    "partnership.edited": _l("Judul, tujuan atau sektor diubah"),
    "partnership.type_values": _l("Rincian kemitraan diubah"),
    "partnership.sector_values": _l("Data sektor diubah"),
    "partnership.confirmed": _l("Catatan dibenarkan pihak lain"),
    "partnership.numbers": _l("Nomor naskah tiap pihak dicatat"),
    "party.added": _l("Pihak ditambahkan"),
    "party.removed": _l("Pihak dihapus dari daftar"),
    "party.observer_added": _l("Pengamat ditambahkan"),
    "party.observer_left": _l("Pengamatan diakhiri"),
    "party.declined": _l("Dilanjutkan tanpa pihak yang tidak ikut"),
    "party.invited": _l("Calon pihak diajak bergabung"),
    "party.asked_to_join": _l("Permintaan bergabung"),
    "party.accepted": _l("Permintaan bergabung diterima"),
    "party.refused": _l("Permintaan bergabung ditolak"),
    "party.leave_asked": _l("Permintaan keluar"),
    "party.carried": _l("Masuk ke perubahan perjanjian"),
    "party.put_back": _l("Keluar dari perubahan perjanjian"),
    "party.withdrawn": _l("Ditarik kembali"),
    "party.joined": _l("Pihak bergabung"),
    "party.left": _l("Pihak keluar"),
    "party.suspension_recorded": _l("Berita acara penangguhan dicatat"),
    "party.suspended": _l("Pihak ditangguhkan"),
    "party.reinstatement_recorded": _l("Berita acara pengaktifan kembali dicatat"),
    "party.reinstated": _l("Pihak aktif kembali"),
    "file.taken_back": _l("Berkas ditarik"),
    "partnership.publicity": _l("Tampil untuk umum diubah"),
    "agreement.written": _l("Naskah ditulis"),
    "agreement.frozen": _l("Naskah dibekukan"),
}
FIELDS = {
    "title": _l("Judul"),
    "purpose": _l("Tujuan"),
    "sector": _l("Sektor"),
    "status": _l("Keadaan"),
    "is_public": _l("Tampil untuk umum"),
    "type_code": _l("Jenis"),
    "parties": _l("Para pihak"),
    "numbers": _l("Nomor naskah"),
    "change": _l("Perubahan pihak"),
    "version": _l("Versi naskah"),
    "joined_on": _l("Bergabung pada"),
    "left_on": _l("Keluar pada"),
    "suspended_on": _l("Ditangguhkan sejak"),
    "scan": _l("Pindaian"),
    "sha256": _l("Sidik naskah"),
    "start_date": _l("Mulai"),
    "end_date": _l("Berakhir"),
    "executor": _l("Pelaksana"),
    "rights": _l("Hak"),
    "obligations": _l("Kewajiban"),
}


def init_app(app: Flask, registry: Registry) -> None:
    """Give the history its words: steps and gates are called as on the page of the path."""
    gates = [*CORE_GATES, *(gate for kind in registry.types.values() for gate in kind.gates)]
    steps = (*REGULATION_PATH.transitions, *AGREEMENT_PATH.transitions)
    name_events(app, {f"gate.{gate.code}": gate.label for gate in gates})
    name_events(app, {f"step.{step.name}": step.label for step in steps} | EVENTS)
    name_values(app, "status", {code: state.label for code, state in STATES.items()})
    name_values(app, "change", dict(membership_rules.KINDS))
    name_values(app, "contributions", dict(membership_rules.CONTRIBUTIONS))
    own = [LeaveForm, SuspendForm]
    forms = own + [gate.form for gate in gates] + [kind.form for kind in registry.types.values() if kind.form]
    with app.test_request_context():
        labels = {field.name: field.label.text for form in forms for field in form(formdata=None).shown_fields}
    name_fields(app, labels | dict(ITEMS) | FIELDS)
    named = app.extensions["portal.field_labels"]  # a plugin names what is its own, and renames nothing
    name_fields(app, {name: word for name, word in registry.words.items() if name not in named})
    name_events(app, {name: word for name, word in registry.words.items() if "." in name})
