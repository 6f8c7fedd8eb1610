"""From a recommendation to a promise and back at a phone, and a health check in one minute."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from browsers import NO_SCRIPTS, PHONE, Chromium, Served, overflow, serve, violations
from flask import Flask
from officer import Officer
from partnership_walk import NGEBEL, SEMPU, Walk

from portal import testing
from portal.monitoring.health import rules as checks
from portal.permissions import OfficeKind

pytestmark = [pytest.mark.browser, pytest.mark.sqlite]


@pytest.fixture
def site(app: Flask, running_channel: Walk) -> Iterator[tuple[Served, int]]:
    """A served portal with the channel of Ngebel and Sempu, and an operator in each village."""
    for code, name in ((NGEBEL, "ngebel"), (SEMPU, "sempu")):
        testing.sign_in(app.test_client(), OfficeKind.VILLAGE_OPERATOR, (code,), username=f"operator.{name}")
    with serve(app) as served:
        yield served, running_channel.id
    testing.close_database(app)


@pytest.mark.parametrize("scripts", NO_SCRIPTS)
def test_a_recommendation_becomes_a_promise_and_the_parties_say_how_they_are(
    site: tuple[Served, int], chromium: Chromium, scripts: bool
) -> None:
    served, number = site
    here, soon = f"/kemitraan/{number}", (date.today() + timedelta(days=20)).isoformat()
    with (
        chromium.page(PHONE, java_script_enabled=scripts) as first,
        chromium.page(PHONE, java_script_enabled=scripts) as second,
    ):
        ngebel, sempu = Officer(first, served.url, "operator.ngebel"), Officer(second, served.url, "operator.sempu")
        ngebel.open(f"{here}/evaluasi/buka")
        ngebel.send(title="Evaluasi contoh", period_from="2026-01-01", period_to="2026-10-31", due_on=soon)
        ngebel.open(f"{here}/evaluasi/1/rekomendasi")
        ngebel.send(words="Ganti pintu air")
        assert ngebel.sees("Ganti pintu air") and ngebel.sees("Tambah lagi")
        ngebel.open(f"{here}/evaluasi/1/rekomendasi/1")
        ngebel.press("Jadikan janji")
        ngebel.send(due_on=soon)
        ngebel.open(f"{here}/evaluasi/1/rekomendasi/1")
        assert overflow(first) == 0
        ngebel.send(outcome="commitment", known=f"{here}/janji/1")
        assert ngebel.sees("Menjadi janji") and ngebel.sees("Ganti pintu air")
        ngebel.open(f"{here}/kesehatan")
        ngebel.send()
        for officer, colour in ((ngebel, checks.GREEN), (sempu, checks.YELLOW)):
            officer.open(f"{here}/kesehatan/1/jawab")
            officer.send(**dict.fromkeys(checks.STATEMENTS, colour))
        assert sempu.sees("Yang perlu dibicarakan") and not sempu.sees("kuning")
        assert overflow(second) == 0
        if scripts:  # axe is one
            assert violations(second) == []
