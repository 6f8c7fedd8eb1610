"""The budget as pages, on paper and in a spreadsheet: the same few statements for five hundred lines."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from flask import Flask
from flask.testing import FlaskClient
from partnership_walk import HEAD_NGEBEL, NGEBEL, Walk
from planning.running import Running, running_of

from portal import clock, testing
from portal.db import db, transactional
from portal.permissions import OfficeKind
from portal.planning.budget import service, spending
from portal.planning.budget.models import BudgetItem, BudgetLine
from portal.testing import statements


@pytest.fixture
def running(app: Flask, running_channel: Walk) -> Running:
    """The channel of Ngebel and Sempu."""
    return running_of(app, running_channel)


def plan(running: Running, planned: int | None = 40_000_000, title: str = "Pipa induk", spent: int = 0) -> None:
    """An item that Ngebel pays from its Dana Desa, and what it spent from it."""
    amount = None if planned is None else Decimal(planned)
    values = {"title": title, "year": 2026, "source": "village_fund", "planned": amount}
    with running.app.app_context():
        line = service.plan_item(HEAD_NGEBEL, running.id, values).lines[0]
        if spent:
            paid = {"amount": Decimal(spent), "spent_on": date(2026, 11, 24), "document": "SPJ 14/2026"}
            spending.spend(HEAD_NGEBEL, running.id, line.id, paid)


def browser_of(app: Flask) -> FlaskClient:
    """The browser of Ngebel's operator."""
    browser = app.test_client()
    testing.sign_in(browser, OfficeKind.VILLAGE_OPERATOR, (NGEBEL,))
    return browser


def test_the_spreadsheet_has_every_line_with_empty_cells_for_what_is_not_known(running: Running) -> None:
    plan(running, title="=HYPERLINK(1)", spent=2_000_000)
    plan(running, None, title="Semen; pasir")
    answer = browser_of(running.app).get(f"/kemitraan/{running.id}/anggaran/unduh.csv")
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff")), delimiter=";"))
    assert [row[2] for row in rows[1:]] == ["'=HYPERLINK(1)", "Semen; pasir"]
    assert [row[5:] for row in rows[1:]] == [["40000000", "2000000", "0"], ["", "", ""]]
    assert "attachment" in answer.headers["Content-Disposition"]


def test_five_hundred_lines_cost_as_few_statements_as_one(running: Running) -> None:
    browser = browser_of(running.app)
    ways = ("", "?menurut=kegiatan", "?halaman=20", "/cetak", "/unduh.csv")

    def costs() -> list[int]:
        found = []
        for way in ways:
            with statements(running.app) as sent:
                assert browser.get(f"/kemitraan/{running.id}/anggaran{way}").status_code == 200
            found.append(len(sent))
        return found

    plan(running)
    costs()  # what the portal remembers is read
    few = costs()
    many_lines(running, 500)
    assert all(after <= before for after, before in zip(costs()[3:], few[3:], strict=True))
    assert max(costs()) <= 15
    assert "Halaman 20" in browser.get(f"/kemitraan/{running.id}/anggaran?halaman=20").text


def many_lines(running: Running, count: int) -> None:
    """So many lines at once, as an import would make them."""

    @transactional
    def write() -> None:
        for number in range(count):
            item = BudgetItem(partnership_id=running.id, title=f"Butir {number}", year=2026, recorded_at=clock.now())
            item.lines.append(BudgetLine(party_id=running.ngebel, source="village_fund", planned=number * 1_000))
            db.session.add(item)

    with running.app.app_context():
        write()
