"""The list of shared resources as a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l

from portal.sdk import Asked, Coded, Listing, headings, in_parts, partnership_for, party_names

from . import queries
from .rules import CONDITIONS, KINDS
from .views import opened

COLUMNS = headings(
    ("nomor_sumber_daya", _l("Nomor")),
    ("sumber_daya", _l("Sumber daya")),
    ("jenis", _l("Jenis")),
    ("pemilik", _l("Pemilik")),
    ("tempat", _l("Tempat")),
    ("jumlah", _l("Jumlah")),
    ("satuan", _l("Satuan")),
    ("kondisi", _l("Kondisi")),
    ("biaya_rupiah", _l("Biaya (rupiah)")),
    ("biaya_per", _l("Biaya per")),
    ("penjaga", _l("Penjaga")),
)


def rows(asked: Asked) -> Iterator[Sequence[Any]]:
    """The resources that the list's page shows; `?arsip=1` those put away."""
    partnership = partnership_for(asked.actor, asked.partnership_id or 0)
    names = party_names(partnership.parties)
    for part in in_parts(queries.resources(partnership.id, archived=asked.filter("arsip") == "1")):
        for item in part:
            kind, condition = (Coded(code, words.get(code, code)) for code, words in (
                (item.kind, KINDS), (item.condition, CONDITIONS),
            ))  # fmt: skip
            owner = names.get(item.owner_party_id) or _l("milik bersama")
            row = (item.id, item.name, kind, str(owner), item.place, item.quantity, item.unit, condition)
            yield [*row, item.fee, item.fee_per, item.keeper]


RESOURCES = Listing("sumber-daya", _l("Sumber daya bersama"), COLUMNS, rows, opened=opened)
