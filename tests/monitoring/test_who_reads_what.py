"""Who reads a report as pages: drafts are one party's own; what was verified stays open when it is put away."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from flask import Flask
from partnership_walk import HEAD_NGEBEL, HEAD_SEMPU, NGEBEL, SEMPU, Walk

from portal import testing
from portal.monitoring.indicators import forms
from portal.monitoring.indicators import rules as kinds
from portal.monitoring.indicators import service as indicators
from portal.monitoring.measurements import service
from portal.monitoring.measurements.rules import Values
from portal.permissions import OfficeKind


def test_drafts_are_their_partys_own_and_verified_reports_stay_open_when_put_away(
    running_channel: Walk, app: Flask
) -> None:
    here = f"/kemitraan/{running_channel.id}/monitoring"
    with app.app_context():
        values = {"name": "Sawah terairi", "kind": kinds.NUMBER, "frequency": kinds.QUARTERLY, "unit": "ha"}
        indicator = indicators.add(HEAD_NGEBEL, running_channel.id, {**values, "starts_on": date(2026, 1, 1)}).id
        number = {}
        for code, value, sends in (("2026-T2", 41, True), ("2026-T3", 4711, False)):
            period = kinds.period_from(kinds.QUARTERLY, code)
            assert period is not None
            arguments = (HEAD_NGEBEL, running_channel.id, indicator, None, period, Values(Decimal(value)))
            number[sends] = service.report(*arguments, sends=sends).id
        service.verify(HEAD_SEMPU, running_channel.id, number[True], None)
    ngebel, sempu, visitor = app.test_client(), app.test_client(), app.test_client()
    testing.sign_in(ngebel, OfficeKind.VILLAGE_OPERATOR, (NGEBEL,))
    testing.sign_in(sempu, OfficeKind.VILLAGE_OPERATOR, (SEMPU,))
    one = f"{here}/indikator/{indicator}"
    draft = f"{here}/laporan/{number[False]}"
    assert draft in ngebel.get(one).text and draft not in sempu.get(one).text
    assert "4.711" in ngebel.get(draft).text and sempu.get(draft).status_code == 404
    with app.app_context():
        indicators.archive(HEAD_NGEBEL, running_channel.id, indicator, None, "Diganti.")
    verified = f"{here}/laporan/{number[True]}"
    assert "41 ha" in visitor.get(verified).text and visitor.get(one).status_code == 200
    assert visitor.get(draft).status_code == 404
    assert "Betulkan laporan" not in ngebel.get(verified).text and "Lengkapi dan kirim" not in ngebel.get(draft).text


def test_that_a_party_takes_part_is_read_in_the_language_of_the_form(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "_", lambda text: {"ikut serta": "takes part"}[text])
    assert forms.is_taking_part("Takes part ") and forms.is_taking_part("ikut") and forms.is_taking_part("ikut serta")
    assert not forms.is_taking_part("25")
