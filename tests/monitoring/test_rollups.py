"""Figures of areas follow what is verified, in the same transaction, and show nobody what is not theirs to see."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from flask import Flask, current_app
from partnership_walk import CAMAT_NGEBEL, HEAD_NGEBEL, HEAD_SEMPU, NGEBEL, SEMPU, STRANGER, Walk
from sqlalchemy import update
from werkzeug.test import TestResponse

from portal import testing
from portal.db import db, transactional
from portal.monitoring.indicators import rules as kinds
from portal.monitoring.indicators import service as indicators
from portal.monitoring.indicators.models import KIND, Indicator
from portal.monitoring.measurements import amendments, service
from portal.monitoring.measurements.models import Measurement
from portal.monitoring.measurements.rules import Values
from portal.monitoring.rollups import checking, parts, queries, vocabulary
from portal.monitoring.rollups import service as rolling
from portal.monitoring.rollups.models import RolledMeasure, RolledPart, Rollup
from portal.monitoring.rollups.queries import View
from portal.monitoring.rollups.rules import NATION, Figure, Measure
from portal.monitoring.rollups.service import roll_up_indicator
from portal.ops import OperationRefused, bench_data
from portal.partnerships import service as partnerships
from portal.partnerships.goal_links import goals_linked
from portal.partnerships.models import Partnership, Party
from portal.permissions import VISITOR, Actor, OfficeKind

KABUPATEN, KECAMATAN = "35.02", "35.02.19"
AREAS = (NATION, "35", KABUPATEN, KECAMATAN, NGEBEL)


def text_of(answer: TestResponse) -> str:
    """What a page says, without its marks."""
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]*>", " ", answer.get_data(as_text=True)).split())


def measured(walk: Walk, code: str, value: int) -> Measurement:
    """What Ngebel reported of the houses with water in a month, verified by Sempu."""
    key = "sector:air/connections"
    picked = db.session.query(Indicator).filter_by(partnership_id=walk.id, library=key).one_or_none()
    indicator = picked or indicators.pick(HEAD_NGEBEL, walk.id, key)
    if picked is None:
        indicators.edit(HEAD_NGEBEL, walk.id, indicator.id, None, {"starts_on": date(2025, 1, 1)})
    period = kinds.period_from(kinds.MONTHLY, code)
    assert period is not None
    made = service.report(HEAD_NGEBEL, walk.id, indicator.id, None, period, Values(Decimal(value)))
    return service.verify(HEAD_SEMPU, walk.id, made.id, made.version)


def figure(person: Actor, area: str, year: int = 2026) -> Figure | None:
    """The figure of the houses with water, as a person sees it from an area."""
    found = queries.lines(person, View(area, year))
    return found[0].figures.get(year) if found else None


def test_a_verified_report_is_seen_from_every_area_it_lies_in(channel: Walk) -> None:
    partnerships.set_public(HEAD_NGEBEL, channel.id, True)
    measured(channel, "2026-08", 120)
    newest = measured(channel, "2026-09", 124)
    for area in AREAS:
        assert figure(VISITOR, area) == Figure(1, Decimal(124)), area
    assert figure(VISITOR, "35.02.20") is None and figure(VISITOR, "33") is None
    assert figure(VISITOR, NATION, 2025) is None  # nothing reported is no figure, and not zero
    shares = {channel.party(NGEBEL): Fraction(1, 3), channel.party(SEMPU): Fraction(2, 3)}
    indicators.set_attributions(HEAD_NGEBEL, channel.id, newest.indicator_id, None, shares)
    assert [getattr(figure(VISITOR, area), "attributed", None) for area in AREAS] == [
        Decimal(124), Decimal(124), Decimal(124), Decimal(124), Decimal("41.3333"),
    ]  # fmt: skip
    asked = amendments.ask(HEAD_NGEBEL, channel.id, newest.id, None, Values(Decimal(130)), "Enam rumah terlewat.")
    assert figure(VISITOR, KABUPATEN) == Figure(1, Decimal(124), Decimal(124))
    amendments.accept(HEAD_SEMPU, channel.id, asked.id, None)
    assert figure(VISITOR, KABUPATEN) == Figure(1, Decimal(130), Decimal(130))
    assert checking.differences() == []


def test_what_is_not_public_is_seen_by_the_parties_and_who_oversees_them(channel: Walk) -> None:
    partnerships.set_public(HEAD_NGEBEL, channel.id, False)
    measured(channel, "2026-09", 50)
    for person in (VISITOR, STRANGER):
        assert [figure(person, area) for area in AREAS] == [None] * 5
    assert figure(HEAD_SEMPU, KECAMATAN) == Figure(1, Decimal(50))
    assert figure(HEAD_SEMPU, KABUPATEN) is None  # what is summed for everyone holds nothing of one's own
    assert figure(CAMAT_NGEBEL, KECAMATAN) == Figure(1, Decimal(50))
    row = db.session.query(RolledMeasure).one()

    def opened(person: Actor, area: str) -> int:
        return len(db.session.scalars(queries.contributions(person, View(area, 2026), row.id)).all())

    # What opens is what was added: where one's own is not in the figure, it is not in its parts.
    assert [opened(VISITOR, KECAMATAN), opened(HEAD_SEMPU, KECAMATAN), opened(HEAD_SEMPU, KABUPATEN)] == [0, 1, 0]
    assert opened(CAMAT_NGEBEL, KECAMATAN) == 1
    assert queries.below(HEAD_SEMPU, View(KABUPATEN, 2026), row, [KECAMATAN]) == {}
    partnerships.set_public(HEAD_NGEBEL, channel.id, True)
    assert figure(VISITOR, KABUPATEN) == Figure(1, Decimal(50))
    partnerships.set_public(HEAD_NGEBEL, channel.id, False)
    assert figure(VISITOR, KABUPATEN) is None and checking.differences() == []


def test_the_year_that_opens_first_is_one_that_this_person_sees(channel: Walk) -> None:
    """A page that opens with an empty year would tell a stranger that something private was reported of it."""
    partnerships.set_public(HEAD_NGEBEL, channel.id, False)
    measured(channel, "2025-09", 50)
    assert [queries.newest_year(VISITOR, area, 2026) for area in AREAS] == [2026] * 5
    assert [queries.newest_year(HEAD_SEMPU, area, 2026) for area in AREAS] == [2026] * 3 + [2025] * 2
    assert queries.newest_year(CAMAT_NGEBEL, KECAMATAN, 2026) == 2025
    partnerships.set_public(HEAD_NGEBEL, channel.id, True)
    assert [queries.newest_year(VISITOR, area, 2026) for area in AREAS] == [2025] * 5


def test_who_is_only_coming_is_not_known_by_a_figure(channel: Walk) -> None:
    partnerships.set_public(HEAD_NGEBEL, channel.id, True)
    newest = measured(channel, "2026-09", 50)

    @transactional
    def comes(state: str) -> None:
        db.session.get_one(Party, channel.party(SEMPU)).state = state
        db.session.flush()
        roll_up_indicator(newest.indicator_id)

    for state, seen in (("joining", None), ("candidate", None), ("suspended", Figure(1, Decimal(50)))):
        comes(state)
        assert figure(VISITOR, SEMPU) == seen and figure(VISITOR, NGEBEL) == Figure(1, Decimal(50))


def test_the_words_of_a_private_partnership_are_not_shown_by_its_measure(channel: Walk) -> None:
    partnerships.set_public(HEAD_NGEBEL, channel.id, False)
    own = indicators.pick(HEAD_NGEBEL, channel.id, "sector:air/connections")
    changes = {"unit": "rumah rahasia", "name": "Nama sendiri"}
    indicators.edit(HEAD_NGEBEL, channel.id, own.id, None, {**changes, "starts_on": date(2025, 1, 1)})
    measured(channel, "2026-09", 50)
    row = db.session.query(RolledMeasure).filter_by(unit="rumah rahasia").one()
    assert row.name == "Sambungan rumah yang mengalir"
    assert queries.measure_for(VISITOR, row.id) is None
    assert queries.measure_for(HEAD_SEMPU, row.id) is row


def test_a_summary_that_was_changed_by_hand_is_named_and_made_anew(channel: Walk) -> None:
    measured(channel, "2026-09", 50)

    @transactional
    def tamper() -> None:
        db.session.query(Rollup).filter_by(area=KABUPATEN).update({"total": Decimal(51)})
        db.session.query(RolledPart).update({"sector": "pasar"})

    tamper()
    named = checking.differences()
    assert any("indikator" in sentence for sentence in named) and any(KABUPATEN in sentence for sentence in named)
    checking.rebuild()
    assert checking.differences() == []


def test_an_indicator_that_is_picked_again_comes_back_and_counts_once(channel: Walk) -> None:
    partnerships.set_public(HEAD_NGEBEL, channel.id, True)
    first = measured(channel, "2026-08", 120)
    indicators.archive(HEAD_NGEBEL, channel.id, first.indicator_id, None, "Belum ada yang mencatat.")
    again = indicators.pick(HEAD_SEMPU, channel.id, "sector:air/connections")
    assert (again.id, again.archived_at, again.archive_reason) == (first.indicator_id, None, "")
    assert again.reporter_party_id == channel.party(NGEBEL)  # as it was agreed
    assert goals_linked(KIND, [again.id])[again.id] == (6,)
    measured(channel, "2026-09", 124)
    assert figure(VISITOR, KABUPATEN) == Figure(1, Decimal(124)) and checking.differences() == []


def test_a_price_stays_a_price_when_the_plugin_that_brought_it_is_gone(channel: Walk) -> None:
    key = "sector:hilang/harga"
    newest = measured(channel, "2026-09", 50)

    @transactional
    def gone() -> None:
        price = Measure(key, "unit", kinds.NUMBER, sums=False)
        kept = {"library": key, "unit": "unit", "kind": kinds.NUMBER, "sums": False, "name": "Harga jual"}
        db.session.add(RolledMeasure(**kept, identity=parts.identity_of(price)))
        db.session.get_one(Indicator, newest.indicator_id).library = key
        db.session.flush()
        roll_up_indicator(newest.indicator_id)

    gone()
    assert [(row.sums, row.name) for row in db.session.query(RolledMeasure).filter_by(library=key)] == [
        (False, "Harga jual")
    ]
    assert db.session.query(RolledPart).one().measure.library == key and checking.differences() == []
    assert vocabulary.kept_name(key) == "Harga jual"
    assert not vocabulary.adds_over_places("sector:hilang/yang-tidak-diketahui")
    assert vocabulary.adds_over_places("sector:air/connections")


def test_the_daily_tidying_mends_what_stands_under_another_sector_or_publicity(channel: Walk) -> None:
    partnerships.set_public(HEAD_NGEBEL, channel.id, True)
    measured(channel, "2026-09", 50)
    assert rolling.mend() == 0

    @transactional
    def write_past_the_verbs() -> None:
        db.session.query(Partnership).filter_by(id=channel.id).update({"is_public": False})

    write_past_the_verbs()
    assert figure(VISITOR, KABUPATEN) is not None
    assert sum(tidier() for tidier in current_app.extensions["portal.tidiers"]) == 1
    assert figure(VISITOR, KABUPATEN) is None and checking.differences() == []


def test_what_others_wrote_while_one_waited_is_in_the_figure(channel: Walk) -> None:
    """A session that read the figures long ago adds to them as they stand when its turn comes."""
    partnerships.set_public(HEAD_NGEBEL, channel.id, True)
    newest = measured(channel, "2026-09", 50)

    @transactional
    def late() -> None:
        row = db.session.query(Rollup).filter_by(area=KABUPATEN).one()
        indicator = db.session.get_one(Indicator, newest.indicator_id)
        db.session.execute(
            update(Rollup)
            .where(Rollup.id == row.id)
            .values(total=Decimal(80), reported=2)
            .execution_options(synchronize_session=False)
        )
        db.session.execute(
            update(Indicator)
            .where(Indicator.id == indicator.id)
            .values(unit="rumah")
            .execution_options(synchronize_session=False)
        )
        assert (row.total, indicator.unit) == (Decimal(50), "unit")
        roll_up_indicator(indicator.id)

    late()
    found = {(row.measure.unit, row.reported, row.total) for row in db.session.query(Rollup).filter_by(area=KABUPATEN)}
    assert found == {("unit", 1, Decimal(30)), ("rumah", 1, Decimal(50))}


def test_data_to_measure_with_is_the_same_for_the_same_seed_and_its_figures_agree(context: Flask) -> None:
    size = bench_data.Size(measurements=120, partnerships=6)
    villages = [f"35.02.19.{number}" for number in range(2001, 2031)]

    def rows(seed: int) -> list[list[dict[str, object]]]:
        return [list(rows) for _table, rows in bench_data.Maker(size, seed, villages).tables()]

    assert rows(3) == rows(3) != rows(4)
    assert [len(found) for found in rows(3)][-1] == 120
    made = list(bench_data.generate(size, seed=3))
    assert [sentence.split()[0] for sentence in made[:2]] == ["6", "6"]
    assert checking.differences() == []
    assert all(line.figures[2026].undivided >= 0 for line in queries.lines(VISITOR, View(NATION, 2026)))
    with pytest.raises(OperationRefused):
        list(bench_data.generate(bench_data.Size(10, 1), seed=3))


def test_the_pages_open_a_figure_to_its_parts_and_say_how_it_was_made(running_channel: Walk, app: Flask) -> None:
    with app.app_context():
        partnerships.set_public(HEAD_NGEBEL, running_channel.id, True)
        measured(running_channel, "2026-09", 124)
        number = db.session.query(RolledMeasure.id).scalar()
    browser = app.test_client()
    for address in ("/monitoring/nasional", f"/monitoring/wilayah/{KABUPATEN}", f"/monitoring/wilayah/{NGEBEL}"):
        said = text_of(browser.get(address))
        assert "Sambungan rumah yang mengalir" in said and "124 unit" in said, address
    said = text_of(browser.get(f"/monitoring/angka/{number}?wilayah={KABUPATEN}&tahun=2026"))
    assert "Tiap kerja sama terhitung satu kali" in said and "tidak dibagi" not in said
    earlier = text_of(browser.get(f"/monitoring/angka/{number}?wilayah={KABUPATEN}&tahun=2025"))
    assert "belum dilaporkan" in earlier and "1 kerja sama mengukur ini" in earlier
    assert browser.get("/monitoring/wilayah/3502").status_code == 301
    assert browser.get("/monitoring/wilayah/99.99").status_code == 404
    assert "Belum ada hasil" in text_of(browser.get("/monitoring/nasional?tujuan=14"))
    assert "124" in text_of(browser.get("/monitoring/nasional?tujuan=6&sektor=air"))
    ahead = text_of(browser.get("/monitoring/nasional?tahun=2027"))
    assert "belum waktunya" in ahead and "belum dilaporkan" not in ahead.split("Yang dicapai")[1].split("Lima")[0]
    nation = text_of(browser.get("/monitoring/nasional"))
    assert "Wilayah Anda" not in nation and "2026 2025" not in nation, "no year before the first report"
    for kind, code in ((OfficeKind.DISTRICT_OFFICER, KECAMATAN), (OfficeKind.VILLAGE_HEAD, NGEBEL)):
        testing.sign_in(browser, kind, (code,))
        own = text_of(browser.get("/monitoring/nasional"))
        assert "Wilayah Anda: Kecamatan Ngebel · Kabupaten Ponorogo" in own, kind
    testing.sign_in(browser, OfficeKind.REGENCY_OFFICER, (KABUPATEN,))
    assert "Wilayah Anda: Kabupaten Ponorogo" in text_of(browser.get("/monitoring/nasional"))
