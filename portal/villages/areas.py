"""Loads a release of official areas: everything or nothing, as often as one likes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Table, bindparam, insert, select, update

from .. import events
from ..db import db, transactional
from ..permissions import SYSTEM
from . import area_files, rules, search_index
from .area_files import AreaFileFault, AreaFiles
from .models import Area
from .references import referred
from .rules import Kind, Level

__all__ = ["AreaFileFault", "Counts", "LoadSummary", "load"]

MOST_TOLD = 200
# No real release loses a tenth of all villages: such a file is cut.
MOST_LOST, LEAST_LOST = 0.1, 50


@dataclass(frozen=True)
class Counts:
    """How many areas of one level are new, renamed, vanished, back again, or as they were."""

    new: int = 0
    renamed: int = 0
    vanished: int = 0
    returned: int = 0
    unchanged: int = 0


@dataclass(frozen=True)
class LoadSummary:
    """What a load changed. `changes` tells at most 200 changes in words; the first load tells none.

    `referred` are the vanished codes that records refer to: villages, offices, partnerships.
    """

    release: str
    counts: Mapping[Level, Counts]
    changes: tuple[str, ...] = ()
    referred: tuple[str, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether anything is different from before."""
        return any(count.new + count.renamed + count.vanished + count.returned for count in self.counts.values())

    def sentences(self) -> list[str]:
        """The summary in words, for the command line."""
        told = [_("Rilis wilayah: %(release)s.", release=self.release)]
        told += [_count_sentence(level, count) for level, count in self.counts.items()]
        told += self.changes
        if self.referred:
            told.append(
                _(
                    "Kode yang tidak berlaku lagi tetapi masih dirujuk data desa, jabatan atau kemitraan: %(codes)s.",
                    codes=", ".join(self.referred),
                )
            )
        if not self.changed:
            told.append(_("Tidak ada yang berubah."))
        return told


@dataclass
class _Difference:
    """What a release changes: code → name; for renamed ones code → (old, new)."""

    new: dict[str, str] = field(default_factory=dict)
    renamed: dict[str, tuple[str, str]] = field(default_factory=dict)
    vanished: dict[str, str] = field(default_factory=dict)
    returned: dict[str, str] = field(default_factory=dict)
    unchanged: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.new or self.renamed or self.vanished or self.returned)


def load(folder: Path | None = None) -> LoadSummary:
    """Load the areas in `folder` (see `area_files.read`), or the release that the portal ships.

    A newer release adds codes, renames, marks what vanished as no longer valid and what is back as
    valid again; nothing is deleted. Raises `AreaFileFault`, and then nothing has changed.
    """
    return _apply(area_files.read(folder))


@transactional
def _apply(files: AreaFiles) -> LoadSummary:
    table = _areas()
    known = {
        code: (name, valid)
        for code, name, valid in db.session.execute(select(table.c.code, table.c.name, table.c.valid))
    }
    difference = _compare(known, files.names)
    _refuse_cut_file(known, difference)
    if not difference.is_empty:
        _write(difference, files.release)
        _count_villages(files.names)
        search_index.rebuild()
    summary = LoadSummary(
        files.release,
        _counts(difference),
        tuple(_changes(difference)) if known else (),
        referred(difference.vanished),
    )
    if known and summary.changed:
        after = {str(level): vars(count) for level, count in summary.counts.items()}
        events.record(SYSTEM, "areas.loaded", "area_release", files.release, after=after)
    return summary


def _compare(known: Mapping[str, tuple[str, bool]], names: Mapping[str, str]) -> _Difference:
    difference = _Difference()
    for code, name in names.items():
        old, valid = known.get(code, (None, True))
        if old is None:
            difference.new[code] = name
        elif not valid:
            difference.returned[code] = name
        elif old != name:
            difference.renamed[code] = (old, name)
        else:
            difference.unchanged.append(code)
    difference.vanished = {code: name for code, (name, valid) in known.items() if valid and code not in names}
    return difference


def _refuse_cut_file(known: Mapping[str, tuple[str, bool]], difference: _Difference) -> None:
    lost = sum(1 for code in difference.vanished if rules.level_of(code) is Level.VILLAGE)
    held = sum(1 for code, (_name, valid) in known.items() if valid and rules.level_of(code) is Level.VILLAGE)
    if lost > LEAST_LOST and lost > held * MOST_LOST:
        sentence = _("%(lost)s dari %(held)s desa hilang dari berkas ini: berkasnya tidak utuh.", lost=lost, held=held)
        raise AreaFileFault("villages.csv", 0, sentence)


def _write(difference: _Difference, release: str) -> None:
    table = _areas()
    if difference.new:
        db.session.execute(insert(table), [_row(code, name, release) for code, name in difference.new.items()])
    named = {code: name for code, (_old, name) in difference.renamed.items()} | difference.returned
    _update(
        [
            {"of": code, "name": name, "release": release, "valid": True, "vanished_release": None}
            for code, name in named.items()
        ]
    )
    _update([{"of": code, "valid": False, "vanished_release": release} for code in difference.vanished])


def _update(rows: list[dict[str, object]]) -> None:
    if rows:
        table = _areas()
        values: dict[str, Any] = {name: bindparam(name) for name in rows[0] if name != "of"}
        db.session.connection().execute(update(table).where(table.c.code == bindparam("of")).values(values), rows)


def _count_villages(names: Mapping[str, str]) -> None:
    """Keep in each higher area how many desa and kelurahan lie in it, so that pages need not count."""
    table = _areas()
    villages, wards = Counter[str](), Counter[str]()
    for code in names:
        if kind := rules.kind_of(code):
            (wards if kind is Kind.WARD else villages).update(rules.ancestors_of(code))
    query = select(table.c.code, table.c.village_count, table.c.ward_count).where(table.c.level != Level.VILLAGE)
    counted = {code: counts for code, *counts in db.session.execute(query)}
    _update(
        [
            {"of": code, "village_count": villages[code], "ward_count": wards[code]}
            for code, counts in counted.items()
            if counts != [villages[code], wards[code]]
        ]
    )


def _row(code: str, name: str, release: str) -> dict[str, object]:
    return {
        "code": code,
        "parent_code": rules.parent_of(code),
        "level": rules.level_of(code).value,
        "kind": rules.kind_of(code),
        "name": name,
        "release": release,
        "valid": True,
    }


def _areas() -> Table:
    table = Area.__table__
    assert isinstance(table, Table)
    return table


def _counts(difference: _Difference) -> dict[Level, Counts]:
    def per_level(codes: Iterable[str]) -> dict[Level, int]:
        found = dict.fromkeys(Level, 0)
        for code in codes:
            found[rules.level_of(code)] += 1
        return found

    parts = {name: per_level(codes) for name, codes in vars(difference).items()}
    return {level: Counts(**{name: found[level] for name, found in parts.items()}) for level in Level}


def _changes(difference: _Difference) -> list[str]:
    told = [_("%(code)s %(name)s: baru.", code=code, name=name) for code, name in difference.new.items()]
    told += [
        _("%(code)s berganti nama: %(old)s menjadi %(new)s.", code=code, old=old, new=new)
        for code, (old, new) in difference.renamed.items()
    ]
    told += [
        _("%(code)s %(name)s: tidak berlaku lagi.", code=code, name=name) for code, name in difference.vanished.items()
    ]
    told += [_("%(code)s %(name)s: berlaku lagi.", code=code, name=name) for code, name in difference.returned.items()]
    if len(told) > MOST_TOLD:
        more = len(told) - MOST_TOLD
        told = [*told[:MOST_TOLD], _("… dan %(more)s perubahan lagi.", more=more)]
    return told


def _count_sentence(level: Level, count: Counts) -> str:
    return _(
        "%(level)s: %(new)s baru, %(renamed)s berganti nama, %(vanished)s tidak berlaku lagi, "
        "%(returned)s berlaku lagi, %(unchanged)s tetap.",
        level=_level_name(level),
        **vars(count),
    )


def _level_name(level: Level) -> str:
    return {
        Level.PROVINCE: _("Provinsi"),
        Level.REGENCY: _("Kabupaten/kota"),
        Level.DISTRICT: _("Kecamatan"),
        Level.VILLAGE: _("Desa dan kelurahan"),
    }[level]
