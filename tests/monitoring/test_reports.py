"""A partnership's year on one page, on paper and as data: what is verified, what is missing, nothing invented."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from partnership_walk import HEAD_NGEBEL, HEAD_SEMPU, NGEBEL, Walk, scan

from portal import testing
from portal.db import db, transactional
from portal.monitoring.charts import Place, Share, bullet, light, map_of, progress, sparkline, stacked
from portal.monitoring.indicators import rules as kinds
from portal.monitoring.indicators import service as indicators
from portal.monitoring.indicators.models import Indicator
from portal.monitoring.measurements import service
from portal.monitoring.measurements.rules import Values
from portal.monitoring.reports import queries, rules, tables
from portal.monitoring.reports.rules import Cell
from portal.monitoring.rollups.rules import Measure
from portal.partnerships import service as partnerships
from portal.permissions import OfficeKind
from portal.storage import StoredFile

HOSTILE = "=cmd|' /C calc'!A0"
DOCUMENT = Path(__file__).parents[2] / "docs" / "data-hasil.md"


def filled(walk: Walk) -> None:
    """Two quarters verified, one that waits, and one nobody reported; an indicator for the parties alone beside it."""
    partnerships.set_public(HEAD_NGEBEL, walk.id, True)
    values = {"kind": kinds.NUMBER, "frequency": kinds.QUARTERLY, "unit": "ha", "starts_on": date(2026, 1, 1)}
    shown = indicators.add(HEAD_NGEBEL, walk.id, {**values, "name": HOSTILE, "baseline": Decimal(10)})
    hidden = indicators.add(HEAD_NGEBEL, walk.id, {**values, "name": "Sengketa giliran", "is_public": False})
    indicators.set_targets(HEAD_NGEBEL, walk.id, shown.id, None, {"2026-T2": Decimal(50)})
    for indicator, code, value, verified in (
        (shown, "2026-T1", "30.5", True),
        (shown, "2026-T2", "45", True),
        (shown, "2026-T3", "47", False),
        (hidden, "2026-T1", "3", True),
    ):
        period = kinds.period_from(kinds.QUARTERLY, code)
        assert period is not None
        made = service.report(HEAD_NGEBEL, walk.id, indicator.id, None, period, Values(Decimal(value)))
        if verified:
            service.verify(HEAD_SEMPU, walk.id, made.id, made.version)


def photo(name: str) -> StoredFile:
    """A photo that is on the disk already."""
    return replace(scan(name), original_name=f"{name}.jpg", media_type="image/jpeg")


def said(client: FlaskClient, address: str) -> str:
    """What a page says, without its marks."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return " ".join(re.sub(r"<[^>]*>", " ", answer.get_data(as_text=True)).split())


def test_a_year_on_one_page_on_paper_for_everyone_and_as_data(running_channel: Walk, app: Flask) -> None:
    with app.app_context():
        filled(running_channel)
    base = f"/kemitraan/{running_channel.id}/hasil"
    visitor, head = app.test_client(), app.test_client()
    testing.sign_in(head, OfficeKind.VILLAGE_HEAD, (NGEBEL,))

    matrix = said(head, base)
    assert "30,5 ha" in matrix and "menunggu diperiksa" in matrix and "mendekati target" in matrix
    assert "Sengketa giliran" in matrix
    public = said(visitor, base)
    assert "30,5 ha" in public and "menunggu diperiksa" not in public and "Sengketa giliran" not in public

    report = said(head, f"{base}/2026/laporan")
    assert "Triwulan 3 2026" in report.split("3. Yang belum dilaporkan")[1]
    assert "Laporan monitoring dan evaluasi tahun 2026" in report
    summary = said(head, f"{base}/2026/ringkasan")
    assert "45 ha" in summary and "Sengketa giliran" not in summary, (
        "the page for everyone holds what everyone may read"
    )
    assert "Belum ada hasil" in said(visitor, f"{base}/2024/ringkasan")
    assert "mendekati target (Triwulan 2 2026; 1 masa belum dilaporkan)" in matrix and ">2019<" not in matrix
    ahead = said(head, f"{base}/2027/laporan")
    assert "belum waktunya" in ahead and "belum dilaporkan" not in ahead.split("3. Yang")[0]
    assert visitor.get(f"{base}/1999/laporan").status_code == 404

    _the_same_rows_in_every_form(visitor, head, f"{base}/2026/data")


def test_what_is_measured_no_more_stays_readable_and_a_private_year_opens_for_no_stranger(
    running_channel: Walk, app: Flask
) -> None:
    with app.app_context():
        filled(running_channel)
        shown, hidden = (item.id for item in db.session.query(Indicator).order_by(Indicator.id))
        for number in (shown, hidden):
            indicators.archive(HEAD_NGEBEL, running_channel.id, number, None, "Ada perselisihan.")
        assert queries.newest_year(running_channel.id, False, 2027) == 2026

    base = f"/kemitraan/{running_channel.id}/hasil"
    visitor, head = app.test_client(), app.test_client()
    testing.sign_in(head, OfficeKind.VILLAGE_HEAD, (NGEBEL,))
    for client, insider in ((visitor, False), (head, True)):
        links = re.findall(r'href="(/kemitraan/[^"]*/indikator/\d+)"', client.get(base).text)
        assert len(links) == 1 + insider
        pages = [client.get(link) for link in links]
        assert [answer.status_code for answer in pages] == [200] * len(links)
        assert all(("Ada perselisihan." in answer.text) is insider for answer in pages)
        reports = re.findall(r'href="(/kemitraan/[^"]*/monitoring/laporan/\d+)"', pages[0].text)
        assert reports and {client.get(link).status_code for link in reports} == {200}

    @transactional
    def hide() -> None:
        db.session.get_one(Indicator, shown).is_public = False

    with app.app_context():
        hide()
        assert queries.newest_year(running_channel.id, False, 2027) == 2027
        assert queries.newest_year(running_channel.id, True, 2027) == 2026


def _the_same_rows_in_every_form(visitor: FlaskClient, head: FlaskClient, base: str) -> None:
    text = visitor.get(f"{base}.csv").get_data(as_text=True)
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [row["nilai"] for row in rows] == ["30.5", "45"]
    assert tuple(rows[0]) == tables.COLUMNS
    assert rows[0]["nama"] == f"'{HOSTILE}" and rows[1]["target"] == "50" and rows[0]["target"] == ""
    content = json.loads(visitor.get(f"{base}.json").get_data())
    assert (content["skema"], content["versi"], content["kolom"]) == (tables.SCHEMA, 1, list(tables.COLUMNS))
    assert [row["nilai"] for row in content["baris"]] == ["30.5", "45"] and content["baris"][0]["nama"] == HOSTILE
    sheet = load_workbook(io.BytesIO(visitor.get(f"{base}.xlsx").get_data())).active
    assert sheet is not None
    cell = sheet.cell(2, tables.COLUMNS.index("nama") + 1)
    assert cell.value == HOSTILE and cell.data_type == "s" and cell.quotePrefix
    assert sheet.cell(2, tables.COLUMNS.index("nilai") + 1).value == 30.5
    states = [row["keadaan"] for row in json.loads(head.get(f"{base}.json").get_data())["baris"]]
    assert sorted(states) == ["submitted", "verified", "verified", "verified"]
    assert visitor.get(f"{base}.exe").status_code == 404


def test_before_and_after_stand_beside_each_other_once_both_are_shown(channel: Walk) -> None:
    values = {"name": "Saluran", "kind": kinds.NUMBER, "frequency": kinds.YEARLY, "starts_on": date(2024, 1, 1)}
    indicator = indicators.add(HEAD_NGEBEL, channel.id, values)
    proofs = []
    for year in (2024, 2025):
        period = kinds.period_of(kinds.YEARLY, date(year, 1, 1))
        one = Values(Decimal(1))
        made = service.report(HEAD_NGEBEL, channel.id, indicator.id, None, period, one, files=[photo(str(year))])
        service.verify(HEAD_SEMPU, channel.id, made.id, made.version)
        proofs.append(made.evidence[0].id)
    pair = queries.photos(channel.id, insider=True)[indicator.id]
    assert [pair.before.id, pair.after.id] == proofs
    service.show_evidence(HEAD_NGEBEL, channel.id, proofs[0], True)
    assert queries.photos(channel.id, insider=False) == {}, "one photo alone compares nothing"
    service.show_evidence(HEAD_NGEBEL, channel.id, proofs[1], True)
    assert list(queries.photos(channel.id, insider=False)) == [indicator.id]


def test_every_column_of_the_data_is_described() -> None:
    described = re.findall(r"^\| `(\w+)`", DOCUMENT.read_text(), re.MULTILINE)
    assert tuple(described) == tables.COLUMNS
    assert f"`{tables.SCHEMA}`" in DOCUMENT.read_text()


def test_what_adds_up_is_compared_with_its_target_from_the_beginning_on() -> None:
    """Forty kilometres of channel last year and twenty this year have reached a target of sixty."""
    cells = [Cell(kinds.period_of(kinds.YEARLY, date(2026, 1, 1)), None, Decimal(60), 1)]
    reports = [[Values(Decimal(20))]]
    channel = Measure("", "km", kinds.NUMBER, adds_up=True)
    found = rules.result_of(channel, cells, reports, Decimal(40), (None, 1))
    assert (found.values, found.compared, found.achievement) == (Values(Decimal(20)), Decimal(60), kinds.REACHED)
    stands = rules.result_of(Measure("", "ha", kinds.NUMBER), cells, reports, Decimal(40), (None, 1))
    assert (stands.compared, stands.achievement) == (Decimal(20), kinds.BEHIND)
    later = [*cells, Cell(kinds.period_of(kinds.YEARLY, date(2027, 1, 1)), None, Decimal(90))]
    assert rules.result_of(channel, later, [*reports, []], Decimal(40), (None, 1)).achievement == kinds.REACHED
    nothing = rules.result_of(channel, cells, [[]], Decimal(40), (None, 1))
    assert (nothing.values, nothing.compared, nothing.achievement) == (None, None, kinds.UNREPORTED)


def test_a_year_to_which_some_have_not_reported_their_part_reached_and_missed_nothing() -> None:
    """Thirty of forty hectares are behind, unless another village has not yet said how many it has."""
    year = Cell(kinds.period_of(kinds.YEARLY, date(2026, 1, 1)), None, Decimal(40), verified=1, expected=2)
    for measure in (Measure("", "ha", kinds.NUMBER), Measure("", "ha", kinds.NUMBER, adds_up=True)):
        said = [[Values(Decimal(30))]]
        found = rules.result_of(measure, [year], said, Decimal(0), (None, 1))
        assert (found.compared, found.achievement) == (Decimal(30), "") and rules.standings({1: found}) == {}
        whole = rules.result_of(measure, [replace(year, expected=1)], said, Decimal(0), (None, 1))
        assert whole.achievement == kinds.BEHIND


def test_what_has_not_ended_is_not_late_and_what_is_missing_stands_beside_the_light() -> None:
    quarters = list(kinds.periods_between(kinds.QUARTERLY, date(2026, 1, 1), date(2026, 12, 31)))
    ahead = [Cell(period, has_ended=False) for period in quarters]
    area = Measure("", "ha", kinds.NUMBER)
    future = rules.result_of(area, ahead, [[]] * 4, Decimal(0), (None, 1))
    assert (future.achievement, future.is_due, future.missing) == ("", False, ()) and rules.standings({1: future}) == {}
    begun = [Cell(quarters[0], None, Decimal(5), 1), Cell(quarters[1]), Cell(quarters[2]), ahead[3]]
    found = rules.result_of(area, begun, [[Values(Decimal(6))], [], [], []], Decimal(0), (None, 1))
    assert (found.achievement, found.as_of, len(found.missing)) == (kinds.REACHED, quarters[0], 2)
    loss = Measure("", "ha", kinds.NUMBER, adds_up=True)
    small = rules.result_of(loss, begun, [[Values(Decimal(4))], [], [], []], Decimal(0), (None, -1))
    assert small.achievement == "", "a sum that is to stay small is not small while some of it is unknown"
    assert list(rules.years_of((date(2025, 3, 1), None), 2026, 2026)) == [2026, 2025]
    assert list(rules.years_of((), 2024, 2026)) == [2026, 2025, 2024]


def test_pictures_say_in_words_what_they_show_and_draw_no_zero_where_nothing_was_reported(context: Flask) -> None:
    points = [("2024", Decimal(3)), ("2025", None), ("2026", Decimal(7))]
    with context.test_request_context():
        drawn = {
            "sparkline": sparkline("Debit", points, "l/s"),
            "bullet": bullet("Debit", Decimal(7), Decimal(10), Decimal(3), "l/s"),
            "progress": progress("Debit", [(label, value, Decimal(10)) for label, value in points], "l/s"),
            "stacked": stacked("Bagian", [Share("<b>Ngebel</b>", Decimal(1)), Share("Sempu", Decimal(3))]),
            "light": light(kinds.NEAR),
            "map": map_of("Letak", [Place(1, "Ngebel", Decimal("-7.79"), Decimal("111.63")),
                                    Place(2, "Sempu", Decimal("-7.80"), Decimal("111.65"))]),
        }  # fmt: skip
    for name, picture in drawn.items():
        assert picture.startswith("<svg") and 'role="img"' in picture and "<title>" in picture, name
        assert "style=" not in picture and "<b>" not in picture, name
        older = sparkline("Debit", [("2025", Decimal(376)), ("2026", None)])
    assert ">376 (2025)<" in older and "(2026)" not in drawn["sparkline"]
    assert "2025: belum dilaporkan" in drawn["sparkline"] and "polyline" not in drawn["sparkline"]
    assert "75%" in drawn["stacked"] and "mendekati target" in drawn["light"]
    assert "target 10" in drawn["bullet"] and ">?<" in drawn["progress"]
