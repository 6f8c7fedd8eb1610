"""The load of official areas: everything or nothing, as often as one likes, and a newer release."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from partnership_walk import actor_of
from sqlalchemy import Select, func, select

from portal import events
from portal.accounts.service import ensure_office
from portal.db import db, transactional
from portal.events import Event
from portal.partnerships.service import PartyChoice, begin
from portal.permissions import OfficeKind
from portal.villages import areas, queries, search
from portal.villages.areas import AreaFileFault, LoadSummary
from portal.villages.models import Area, AreaText, Organisation, Village
from portal.villages.rules import Level

Edit = Callable[[str, Callable[[str], str]], None]
NGEBEL = "35.02.19.2007"


def test_all_areas_of_indonesia_are_loaded(all_areas: tuple[Flask, LoadSummary], indonesia: Flask) -> None:
    counts = {level: number for level, number in db.session.execute(counted(Area.level))}
    assert counts == {"province": 38, "regency": 514, "district": 7285, "village": 83762}
    assert {level: count.new for level, count in all_areas[1].counts.items()} == counts
    kinds = {kind: number for kind, number in db.session.execute(counted(Area.kind)) if kind}
    assert kinds == {"ward": 8496, "village": 75252, "customary": 14}
    assert db.session.scalar(select(func.count()).select_from(AreaText)) == 83762


def counted(column: Any) -> Select[Any]:
    return select(column, func.count()).group_by(column)


def test_names_with_commas_and_quotes_are_read_as_they_are(indonesia: Flask) -> None:
    names = {"12.07.28.1007": "Lubuk Pakam I,II", "35.13.15.2017": 'Soka"an', "35.29.22": 'Ra"as'}
    assert {code: place.name for code, place in queries.place_names(names).items()} == names


def test_each_area_knows_how_many_villages_lie_in_it(indonesia: Flask) -> None:
    ngebel, regency = queries.area("35.02.19"), queries.area("35.02")
    assert ngebel and (ngebel.village_count, ngebel.ward_count) == (8, 0)
    assert regency and (regency.village_count, regency.ward_count) == (281, 26)


def test_loading_the_same_again_changes_nothing(context: Flask, release: Path) -> None:
    summary = areas.load(release)
    assert not summary.changed
    assert "Tidak ada yang berubah." in summary.sentences()
    assert summary.counts[Level.VILLAGE].unchanged == 185
    assert db.session.scalar(select(func.count()).select_from(Event)) == 0


def test_a_newer_release_adds_renames_and_marks_what_vanished(own_areas: Flask, release: Path, edit: Edit) -> None:
    edit("villages", lambda text: text.replace(f"{NGEBEL},35.02.19,Ngebel\n", "35.02.19.2009,35.02.19,Ngebel Baru\n"))
    edit("villages", lambda text: text.replace("35.02.19.2006,35.02.19,Pupus", "35.02.19.2006,35.02.19,Pupus Jaya"))
    (release / "release.txt").write_text("rilis 2")
    summary = areas.load(release)
    counts = summary.counts[Level.VILLAGE]
    assert (counts.new, counts.renamed, counts.vanished, counts.returned, counts.unchanged) == (1, 1, 1, 0, 183)
    assert set(summary.changes) == {
        "35.02.19.2009 Ngebel Baru: baru.",
        "35.02.19.2006 berganti nama: Pupus menjadi Pupus Jaya.",
        f"{NGEBEL} Ngebel: tidak berlaku lagi.",
    }
    gone = queries.area(NGEBEL)
    assert gone is not None and not gone.valid and gone.vanished_release == "rilis 2"
    assert [hit.place.name for hit in search.find("ngebel").hits][:1] == ["Ngebel Baru"]
    assert search.find("pupus jaya").hits[0].place.code == "35.02.19.2006"
    assert [event.kind for event in db.session.scalars(select(Event))] == ["areas.loaded"]
    assert events.verify().intact


def test_a_code_that_comes_back_is_valid_again(own_areas: Flask, release: Path, edit: Edit) -> None:
    line = f"{NGEBEL},35.02.19,Ngebel\n"
    edit("villages", lambda text: text.replace(line, ""))
    areas.load(release)
    edit("villages", lambda text: text + line)
    summary = areas.load(release)
    assert summary.counts[Level.VILLAGE].returned == 1
    back = queries.area(NGEBEL)
    assert back is not None and back.valid and back.vanished_release is None
    assert search.find(NGEBEL).total == 1


def test_vanished_codes_that_records_refer_to_are_named(own_areas: Flask, release: Path, edit: Edit) -> None:
    write_records()
    edit("villages", lambda text: "".join(line for line in text.splitlines(True) if not line.startswith("35.02.19.")))
    summary = areas.load(release)
    assert summary.counts[Level.VILLAGE].vanished == 8
    assert summary.referred == ("35.02.19.2001", NGEBEL)
    assert any(NGEBEL in sentence and "dirujuk" in sentence for sentence in summary.sentences())
    village = db.session.get(Village, NGEBEL)
    assert village is not None and village.head_name == "Suparman"


def test_a_vanished_code_is_named_when_an_office_or_a_partnership_rests_on_it(
    own_areas: Flask, release: Path, edit: Edit
) -> None:
    ensure_office(OfficeKind.DISTRICT_OFFICER, ("35.02.20",))
    ensure_office(OfficeKind.FACILITATOR, ("35.02.19.2002", "35.02.19.2003"))
    heads = {code: actor_of(OfficeKind.VILLAGE_HEAD, code) for code in (NGEBEL, "35.02.19.2008")}
    partner = (PartyChoice(village_code="35.02.19.2008"),)
    begin(heads[NGEBEL], "bilateral", "Saluran", "air", "air", partner)
    edit("districts", lambda text: without(text, "35.02.20,"))
    edit("villages", lambda text: without(text, "35.02.20.", "35.02.19.2003", "35.02.19.2004", "35.02.19.2008"))
    assert areas.load(release).referred == ("35.02.19.2003", "35.02.19.2008", "35.02.20")


def without(text: str, *beginnings: str) -> str:
    return "".join(line for line in text.splitlines(True) if not line.startswith(beginnings))


@transactional
def write_records() -> None:
    village = Village.blank(NGEBEL)
    village.head_name = "Suparman"
    db.session.add(village)
    db.session.add(Organisation(kind="bum_desa", name="BUM Desa", village_code="35.02.19.2001"))


@pytest.mark.parametrize(
    ("stem", "spoil", "line", "told"),
    [
        ("villages", lambda t: t.replace("code,district_code,name", "code,name", 1), 1, "district_code"),
        ("districts", lambda t: t.replace("code,", "kode,", 1), 1, "code"),
        ("villages", lambda t: t + "35.02.19.2099,35.02.19\n", 187, "2 kolom"),
        ("villages", lambda t: t + "35.02.19.2099,35.02.19,Baru,lagi\n", 187, "4 kolom"),
        ("villages", lambda t: t + "35.02.99.2001,35.02.99,Baru\n", 187, "35.02.99"),
        ("villages", lambda t: t + "35.02.19.2099,35.02.18,Baru\n", 187, "tidak cocok"),
        ("villages", lambda t: t + "35.02.19.2007,35.02.19,Lagi\n", 187, "sudah ada di baris"),
        ("villages", lambda t: t + "3502192099,35.02.19,Baru\n", 187, "bukan kode"),
        ("villages", lambda t: t + "35.02.19.9001,35.02.19,Baru\n", 187, "jenis"),
        ("villages", lambda t: t + "35.02.19.2099,35.02.19,\n", 187, "kosong"),
        ("villages", lambda t: t + f"35.02.19.2099,35.02.19,{'a' * 101}\n", 187, "100"),
        ("villages", lambda t: t + "35.02.19.2099,35.02.19,Ba\x07ru\n", 187, "tidak dapat dibaca"),
        ("villages", lambda t: t + '35.02.19.2099,35.02.19,"Baru\n', 187, "CSV"),
        ("provinces", lambda t: t.splitlines(True)[0], 2, "satu wilayah pun"),
        ("regencies", lambda t: t + "35.02,35,Kabupaten Ponorogo\n", 54, "sudah ada"),
    ],
)
def test_a_malformed_file_is_told_with_its_line_and_nothing_is_loaded(
    context: Flask, edit: Edit, release: Path, stem: str, spoil: Callable[[str], str], line: int, told: str
) -> None:
    edit("provinces", lambda text: text.replace("Jawa Timur", "Jawa Wetan"))
    edit(stem, spoil)
    with pytest.raises(AreaFileFault) as fault:
        areas.load(release)
    assert (fault.value.file, fault.value.line) == (f"{stem}.csv", line)
    assert told in fault.value.sentence
    assert_untouched()


def test_a_file_in_another_encoding_is_told_with_its_line(context: Flask, release: Path) -> None:
    file = release / "villages.csv"
    file.write_bytes(file.read_bytes() + "35.02.19.2099,35.02.19,Désa\n".encode("latin-1"))
    with pytest.raises(AreaFileFault) as fault:
        areas.load(release)
    assert fault.value.line == 187 and "UTF-8" in fault.value.sentence
    assert_untouched()


def test_a_cut_gzip_file_is_told_with_the_line_it_breaks_off(context: Flask, release: Path) -> None:
    plain = release / "villages.csv"
    packed = gzip.compress(plain.read_bytes(), mtime=0)
    plain.unlink()
    (release / "villages.csv.gz").write_bytes(packed[: len(packed) // 2])
    with pytest.raises(AreaFileFault) as fault:
        areas.load(release)
    assert fault.value.file == "villages.csv.gz" and fault.value.line > 1
    assert "terpotong" in fault.value.sentence
    assert_untouched()


def test_a_file_that_lost_most_villages_is_refused(context: Flask, edit: Edit, release: Path) -> None:
    edit("villages", lambda text: "".join(text.splitlines(True)[:60]))
    with pytest.raises(AreaFileFault, match="tidak utuh"):
        areas.load(release)
    assert_untouched()


def test_a_missing_file_is_named(context: Flask, release: Path) -> None:
    (release / "districts.csv").unlink()
    with pytest.raises(AreaFileFault, match=r"districts\.csv"):
        areas.load(release)


def test_gzipped_files_are_read_too(context: Flask, release: Path) -> None:
    for file in release.glob("*.csv"):
        (release / f"{file.name}.gz").write_bytes(gzip.compress(file.read_bytes(), mtime=0))
        file.unlink()
    assert not areas.load(release).changed


def assert_untouched() -> None:
    """Nothing of a faulty release is in the database."""
    assert db.session.scalar(select(func.count()).select_from(Area)) == 12 + 52 + 92 + 185
    province = queries.area("35")
    assert province is not None and province.name == "Jawa Timur"
