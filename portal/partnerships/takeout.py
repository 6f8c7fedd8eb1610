"""The lists of this room as files: partnerships, the register in the columns of a DPMD, parties, the history."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from flask import Flask
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Select, and_, false, or_, select
from sqlalchemy.orm import lazyload

from ..contracts import Text
from ..db import db
from ..errors import NotFound
from ..events import Event, events_of
from ..permissions import Action
from ..villages.takeout import within
from ..web.guard import actor
from ..web.listings import Asked, Coded, Heading, Listing, Rows, add_listings, headings, in_parts
from ..web.page_context import event_label, field_label, is_kept_number, value_label
from . import overview, parties, queries, rules
from .cases import case_of, party_names, registry
from .membership_rules import STATE_LABELS
from .models import Partnership, Party
from .service import partnership_for
from .working import partnership_or_404

Opened = Callable[[int], Partnership]
PARTNERSHIP = headings(("nomor", _l("Nomor di portal")), ("judul", _l("Judul")))


def init_app(app: Flask) -> None:
    """Let these lists be taken along."""
    add_listings(
        app,
        Listing(
            "kemitraan",
            _l("Kemitraan"),
            (
                *PARTNERSHIP,
                *headings(
                    ("jenis_kemitraan", _l("Jenis kemitraan")),
                    ("keadaan", _l("Keadaan")),
                    ("sejak", _l("Sejak")),
                    ("sektor", _l("Sektor")),
                    ("para_pihak", _l("Para pihak")),
                    ("banyak_pihak", _l("Banyaknya pihak")),
                    ("tanggal_mulai", _l("Tanggal mulai")),
                    ("tanggal_selesai", _l("Tanggal selesai")),
                    ("untuk_umum", _l("Tampil untuk umum")),
                    ("contoh", _l("Data contoh")),
                ),
            ),
            _partnerships,
            yearly=True,
        ),
        Listing(
            "pihak-kemitraan",
            _l("Para pihak"),
            (*PARTNERSHIP, *headings(*_PARTY)),
            _parties_everywhere,
            action=Action.SCOPE_VIEW,
            yearly=True,
        ),
        Listing("pihak", _l("Para pihak"), headings(*_PARTY), _parties, opened=partnership_or_404),
        Listing(
            "riwayat",
            _l("Riwayat"),
            headings(
                ("urutan", _l("Urutan")),
                ("saat", _l("Saat")),
                ("peristiwa", _l("Peristiwa")),
                ("jabatan", _l("Jabatan")),
                ("kode_desa", _l("Kode desa")),
                ("yang_berubah", _l("Yang berubah")),
                ("alasan", _l("Alasan")),
            ),
            _history,
            opened=history_opened,
        ),
    )


_PARTY = (
    ("nomor_pihak", _l("Nomor pihak")),
    ("kode_desa", _l("Kode desa")),
    ("nomor_lembaga", _l("Nomor lembaga")),
    ("nama_pihak", _l("Nama pihak")),
    ("kedudukan", _l("Kedudukan")),
    ("keadaan_pihak", _l("Keadaan pihak")),
    ("bergabung", _l("Bergabung")),
    ("keluar", _l("Keluar")),
)


def in_scope(asked: Asked) -> ColumnElement[bool]:
    """The SQL of the partnerships that a list of many is about: of the actor's area, and what it sees as an insider.

    Narrowed by `wilayah` (one with a party there) and `tahun` (in force at some time of that year).
    """
    return and_(queries.mine(asked.actor), queries.visible_to(asked.actor), *narrowed(asked))


def narrowed(asked: Asked) -> list[ColumnElement[bool]]:
    """The SQL of the filters `wilayah` and `tahun`."""
    found: list[ColumnElement[bool]] = []
    if asked.filter("wilayah"):
        place = and_(within(Party.village_code, asked.filter("wilayah")), queries.is_known())
        found.append(Partnership.parties.any(place))
    year = year_of(asked)
    if year:
        found.append(or_(Partnership.start_date.is_(None), Partnership.start_date <= date(year, 12, 31)))
        found.append(or_(Partnership.end_date.is_(None), Partnership.end_date >= date(year, 1, 1)))
    return found


def year_of(asked: Asked) -> int | None:
    """The year of the filter `tahun`; None for all, and for what is none."""
    text = asked.filter("tahun")
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 and 1900 <= int(text) <= 2100 else None


def of_work(code: str, label: Text, columns: tuple[Heading, ...], rows: Rows, opened: Opened) -> tuple[Listing, ...]:
    """A list of what is done in a partnership: of one, as its page shows it, and of an area for those who oversee it.

    Its rows begin with the partnership's number and title, and it asks `scope_of` which rows these are.
    """
    whole = (*PARTNERSHIP, *columns)
    everywhere = Listing(code, label, whole, rows, action=Action.SCOPE_VIEW, yearly=True)
    return Listing(code, label, whole, rows, opened=opened), everywhere


def scope_of(asked: Asked, shown: ColumnElement[bool] | None = None) -> ColumnElement[bool]:
    """The SQL of the rows of such a list; `shown` is what strangers see of it, where its page shows them anything."""
    if asked.partnership_id is None:
        return in_scope(asked)
    partnership = partnership_for(asked.actor, asked.partnership_id)
    if overview.is_insider(asked.actor, partnership):
        return Partnership.id == partnership.id
    return and_(Partnership.id == partnership.id, shown if shown is not None else false())


class PartyNames:
    """The names of parties by their number, kept from one part of a long list to the next."""

    MOST = 5000  # that are kept

    def __init__(self) -> None:
        self._kept: dict[int, str] = {}

    def know(self, ids: Iterable[int | None]) -> None:
        """Find the names that are lacking, in a fixed number of statements."""
        lacking = {number for number in ids if number is not None and number not in self._kept}
        if len(self._kept) > self.MOST:
            self._kept.clear()
        if lacking:
            self._kept |= party_names(db.session.scalars(select(Party).where(Party.id.in_(lacking))))

    def of(self, number: int | None) -> str:
        """The name of a party that is known; empty for none."""
        return self._kept.get(number or 0, "")


def names_in(found: Iterable[Partnership]) -> dict[int, list[tuple[Party, str]]]:
    """The parties that everybody may know of, with their names, by partnership; in a fixed number of statements."""
    ids = [item.id for item in found]
    query = select(Party).where(Party.partnership_id.in_(ids), queries.is_known(), Party.state != rules.LEFT)
    rows = list(db.session.scalars(query.order_by(Party.partnership_id, Party.position)))
    names = party_names(rows)
    by_partnership: dict[int, list[tuple[Party, str]]] = {}
    for party in rows:
        by_partnership.setdefault(party.partnership_id, []).append((party, names[party.id]))
    return by_partnership


def history_opened(partnership_id: int) -> Partnership:
    """The partnership, for those who may read its history."""
    partnership = partnership_or_404(partnership_id)
    own = partnership.party_of(actor().office)
    if not overview.is_insider(actor(), partnership) and own is None:
        raise NotFound()
    return partnership


def listed(asked: Asked) -> Select[Any]:
    """The partnerships of the list's page, with its filters; and of an area or a year."""
    text, status, sector_code, village = map(asked.filter, ("cari", "keadaan", "sektor", "desa"))
    own = asked.filter("milik") == "saya"
    query = queries.listed(asked.actor, text, status, sector_code, village, only_mine=own)
    return query.where(*narrowed(asked))


def _partnerships(asked: Asked) -> Iterator[Sequence[Any]]:
    for part in in_parts(listed(asked)):
        for item, line in zip(part, queries.summaries(part), strict=True):
            state = Coded(item.status, line.status_label)
            known = (type_words(item.type_code), state, item.status_since, sector(item.sector), line.who, line.parties)
            dates = (item.start_date, item.end_date)
            yield [item.id, item.title, *known, *dates, item.is_public, item.is_sample]


def _parties_everywhere(asked: Asked) -> Iterator[Sequence[Any]]:
    query = select(Partnership).where(in_scope(asked)).options(lazyload(Partnership.parties)).order_by(Partnership.id)
    for part in in_parts(query):
        known = names_in(part)
        for item in part:
            for party, name in known.get(item.id, []):
                yield [item.id, item.title, *_party_row(party, name)]


def _parties(asked: Asked) -> Iterator[Sequence[Any]]:
    """The parties of one partnership, as its page narrows them."""
    partnership = partnership_for(asked.actor, asked.partnership_id or 0)
    case, insider = case_of(partnership), overview.is_insider(asked.actor, partnership)
    lines = parties.lines_of(partnership, case, parties.gates_shown(partnership, case), insider)
    state = asked.filter("keadaan")
    allowed = insider or state not in parties.INSIDERS_ONLY
    for line in parties.narrowed(lines, state if allowed else "", asked.filter("cari"), asked.filter("kurang")):
        yield _party_row(line.row, line.name, str(line.label))


def _party_row(party: Party, name: str, label: str = "") -> Sequence[Any]:
    role, state = Coded(party.role, label or parties.label_of(party)), Coded(party.state, STATE_LABELS[party.state])
    return [
        party.id, party.village_code, party.organisation_id, name, role, state, party.joined_on, party.left_on
    ]  # fmt: skip


def _history(asked: Asked) -> Iterator[Sequence[Any]]:
    """Everything that happened, newest first; one that declined or left reads what it did itself."""
    partnership = partnership_for(asked.actor, asked.partnership_id or 0)
    insider = overview.is_insider(asked.actor, partnership)
    query = events_of("partnership", partnership.id, of=None if insider else asked.actor.office)
    for part in in_parts(query):
        for event in part:
            changed = "; ".join(_changes(event))
            yield [event.seq, event.at, Coded(event.kind, event_label(event.kind)), event.office, event.village_code,
                   changed, event.reason]  # fmt: skip


def _changes(event: Event) -> Iterator[str]:
    for name, before, after in event.changes:
        if not is_kept_number(name):
            was = f"{_told(name, before)} → " if before not in (None, "") else ""
            yield f"{field_label(name)}: {was}{_told(name, after)}"


def _told(name: str, value: Any) -> str:
    shown = value_label(name, value)
    return str(shown) if isinstance(shown, (str, int, float)) else json.dumps(shown, ensure_ascii=False, default=str)


def sector(code: str) -> Coded | None:
    """A sector with its words; nothing for none."""
    return Coded(code, registry().sector_label(code)) if code else None


def type_words(code: str) -> Coded:
    kind = registry().type_of(code)
    return Coded(code, kind.label if kind else code)
