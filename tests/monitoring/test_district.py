"""The district's yearly sheet: who writes it, who reads it, and what is still to be evaluated."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from flask import Flask
from partnership_walk import CAMAT_NGEBEL, HEAD_NGEBEL, NGEBEL, Walk, actor_of

from portal import testing
from portal.db import db
from portal.errors import Conflict, Invalid, NotAllowed
from portal.events import history
from portal.monitoring.district import queries, rules, service
from portal.permissions import OfficeKind

REGENT = actor_of(OfficeKind.REGENCY_OFFICER, "35.02")
FAR_CAMAT = actor_of(OfficeKind.DISTRICT_OFFICER, "33.02.01")


def sheet(**more: Any) -> dict[str, Any]:
    """A sheet in which everything is good."""
    values = {"marks": dict.fromkeys(rules.ASPECTS, "good"), "notes": {"money": "tertib"}, "conclusion": "go_on"}
    return {**values, "held_on": date(2026, 11, 20), "number": "700/12", "advice": "Teruskan.", **more}


def test_the_camat_writes_it_for_the_own_district_and_corrects_it_in_the_open(channel: Walk) -> None:
    made = service.write_sheet(CAMAT_NGEBEL, channel.id, 2026, None, sheet())
    assert (made.district_code, made.year, made.notes["money"]) == ("35.02.19", 2026, "tertib")
    opened_on = made.version
    service.write_sheet(CAMAT_NGEBEL, channel.id, 2026, opened_on, sheet(conclusion="improve"))
    kinds = [event.kind for event in history("partnership", channel.id)[:2]]
    assert kinds == ["monitoring.district_evaluation_corrected", "monitoring.district_evaluated"]
    with pytest.raises(Conflict):
        service.write_sheet(CAMAT_NGEBEL, channel.id, 2026, opened_on, sheet())
    for person in (HEAD_NGEBEL, REGENT, FAR_CAMAT):
        with pytest.raises(NotAllowed):
            service.write_sheet(person, channel.id, 2026, None, sheet())


def test_every_aspect_has_its_mark_and_no_year_is_yet_to_come(channel: Walk) -> None:
    with pytest.raises(Invalid) as refused:
        service.write_sheet(CAMAT_NGEBEL, channel.id, 2026, None, sheet(marks={"papers": "good"}))
    assert len(refused.value.errors) == 5
    with pytest.raises(NotAllowed):
        service.write_sheet(CAMAT_NGEBEL, channel.id, 2027, None, sheet())


def test_the_list_of_the_area_tells_those_done_from_those_not_yet(channel: Walk) -> None:
    def listed(person: Any, state: str) -> list[int]:
        return [item.id for item in db.session.scalars(queries.listed(person, 2026, state))]

    assert listed(CAMAT_NGEBEL, queries.NOT_YET) == listed(REGENT, queries.NOT_YET) == [channel.id]
    assert listed(FAR_CAMAT, queries.ALL) == []
    assert queries.count(CAMAT_NGEBEL, 2026) == queries.Count(1, 0)
    service.write_sheet(CAMAT_NGEBEL, channel.id, 2026, None, sheet())
    assert listed(CAMAT_NGEBEL, queries.NOT_YET) == []
    assert listed(CAMAT_NGEBEL, queries.DONE) == listed(REGENT, queries.DONE) == [channel.id]
    assert queries.count(REGENT, 2026) == queries.Count(1, 1)
    assert queries.count(CAMAT_NGEBEL, 2025) == queries.Count(0, 0)  # it began in November 2026


def test_the_officer_goes_from_home_to_a_printed_sheet_that_the_public_does_not_read(
    running_channel: Walk, app: Flask
) -> None:
    camat, village = app.test_client(), app.test_client()
    testing.sign_in(camat, OfficeKind.DISTRICT_OFFICER, ("35.02.19",))
    testing.sign_in(village, OfficeKind.VILLAGE_OPERATOR, (NGEBEL,))
    assert "1 kerja sama belum dievaluasi tahun ini" in camat.get("/").text
    here = f"/kemitraan/{running_channel.id}/evaluasi-kecamatan"
    assert f"{here}/isi/2026" in camat.get("/evaluasi-kecamatan").text
    filled = {f"{code}_mark": "fair" for code in rules.ASPECTS} | {"conclusion": "guide", "held_on": "2026-11-20"}
    assert testing.post(camat, f"{here}/isi/2026", {"conclusion": "guide"}).status_code == 422
    asked = camat.get(f"{here}/isi/2026").text
    for figures in ("hasil", "suara-warga", "anggaran", "rencana"):
        place = f"/kemitraan/{running_channel.id}/{figures}"
        assert f'href="{place}"' in asked and camat.get(place).status_code == 200, figures
    made = testing.post(camat, f"{here}/isi/2026", filled)
    page = village.get(made.headers["Location"]).text
    assert "Perlu pembinaan lebih dahulu" in page and "rujukannya belum dipastikan" in page
    assert app.test_client().get(made.headers["Location"]).status_code == 404
    assert village.get("/evaluasi-kecamatan").status_code == village.get(f"{here}/isi/2026").status_code == 403
    assert "Semua kerja sama di wilayah Anda sudah dievaluasi" in camat.get("/evaluasi-kecamatan").text
