"""From picking an indicator to a verified value at a phone: what is unclear is asked, and nothing typed is lost."""

from __future__ import annotations

import pytest
from browsers import PHONE, Chromium, overflow, serve, violations
from flask import Flask
from officer import Officer
from partnership_walk import HEAD_NGEBEL, NGEBEL, SEMPU, Walk

from portal import clock, testing
from portal.monitoring.indicators import rules as kinds
from portal.monitoring.indicators import service as indicators
from portal.permissions import OfficeKind

pytestmark = [pytest.mark.browser, pytest.mark.sqlite]


def test_an_unclear_number_is_asked_about_sent_and_verified(
    app: Flask, running_channel: Walk, chromium: Chromium
) -> None:
    number = running_channel.id
    for code, name in ((NGEBEL, "ngebel"), (SEMPU, "sempu")):
        testing.sign_in(app.test_client(), OfficeKind.VILLAGE_OPERATOR, (code,), username=f"operator.{name}")
    with app.app_context():
        began = kinds.last_ended(kinds.QUARTERLY, clock.today()).starts_on
        values = {"name": "Sawah terairi", "kind": kinds.NUMBER, "frequency": kinds.QUARTERLY, "unit": "ha"}
        made = indicators.add(HEAD_NGEBEL, number, {**values, "starts_on": began}).id
    here = f"/kemitraan/{number}/monitoring"
    with serve(app) as site, chromium.page(PHONE) as first, chromium.page(PHONE) as second:
        ngebel, sempu = Officer(first, site.url, "operator.ngebel"), Officer(second, site.url, "operator.sempu")
        ngebel.open(f"{here}/indikator/{made}/lapor")
        first.fill("[name=value]", "1.250")
        first.fill("[name=note]", "diukur bersama ulu-ulu")
        first.click("button[value=kirim]")
        first.wait_for_selector(".error-summary")
        assert ngebel.sees("Tulis 1250 bila maksudnya ribuan")
        assert first.input_value("[name=value]") == "1.250"
        assert first.input_value("[name=note]") == "diukur bersama ulu-ulu"
        assert violations(first) == [] and not overflow(first)
        first.fill("[name=value]", "1.250,5")
        first.click("button[value=kirim]")
        first.wait_for_selector(".notice.ok")
        assert ngebel.sees("1.250,5 ha")
        sempu.open("/")
        sempu.press("Periksa 1 laporan hasil dari pihak lain.")
        assert sempu.sees("Benarkah laporan ini?")
        sempu.send()
        assert sempu.sees("sudah diperiksa")
    testing.close_database(app)
