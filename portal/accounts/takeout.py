"""The lists of this room as files: people and seats, for the administrator."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from flask import Flask, current_app
from flask_babel import lazy_gettext as _l

from ..permissions import Action
from ..web.listings import Asked, Coded, Listing, add_listings, headings, in_parts
from . import directory, naming


def init_app(app: Flask) -> None:
    """Let these lists be taken along."""
    people = headings(
        ("nomor", _l("Nomor")),
        ("nama", _l("Nama")),
        ("nama_pengguna", _l("Nama pengguna")),
        ("jabatan", _l("Jabatan sekarang")),
        ("aktif", _l("Akun aktif")),
        ("dua_langkah", _l("Masuk dengan dua langkah")),
    )
    seats = headings(
        ("nomor", _l("Nomor")),
        ("jabatan", _l("Jabatan")),
        ("sebutan", _l("Sebutan")),
        ("kode_wilayah", _l("Kode wilayah")),
        ("pemegang", _l("Pemegang sekarang")),
    )
    add_listings(
        app,
        Listing("orang", _l("Orang"), people, _people, action=Action.ADMIN_ALL),
        Listing("jabatan", _l("Jabatan"), seats, _seats, action=Action.ADMIN_ALL),
    )


def _people(asked: Asked) -> Iterator[Sequence[Any]]:
    query = directory.people_found(asked.filter("q"), asked.filter("jabatan"), asked.filter("aktif"))
    for part in in_parts(query):
        held = directory.offices_by_person([person.id for person in part])
        for person in part:
            offices = "; ".join(held.get(person.id, []))
            yield [person.id, person.name, person.username, offices, person.is_active, person.has_second_step]


def _seats(asked: Asked) -> Iterator[Sequence[Any]]:
    terms = current_app.extensions["portal.settings"].terms
    query = directory.offices_found(asked.filter("q"), asked.filter("jabatan"), asked.filter("wilayah"))
    for part in in_parts(query):
        for office in part:
            holders = "; ".join(term.person.name for term in directory.holding(office))
            kind = Coded(office.kind, naming.kind_label(office.kind, terms))
            yield [office.id, kind, office.label, "; ".join(office.codes), holders]
