"""Reporting as requests: typed numbers are asked about and kept, who waits for what, what strangers read."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from flask import Flask
from flask.testing import FlaskClient
from partnership_walk import HEAD_NGEBEL, HEAD_SEMPU, NGEBEL, SEMPU, Walk

from portal import testing
from portal.monitoring.indicators import rules as kinds
from portal.monitoring.indicators import service as indicators
from portal.monitoring.indicators.rules import period_from
from portal.monitoring.measurements import amendments, service
from portal.monitoring.measurements.rules import Values
from portal.partnerships import service as partnerships
from portal.permissions import OfficeKind


def browser(app: Flask, code: str, kind: OfficeKind = OfficeKind.VILLAGE_OPERATOR) -> FlaskClient:
    """The browser of an officer of a village."""
    made = app.test_client()
    testing.sign_in(made, kind, (code,))
    return made


class Measured:
    """A partnership with an indicator of Ngebel in hectares, by quarter, since 2026."""

    def __init__(self, app: Flask, walk: Walk) -> None:
        self.app, self.id = app, walk.id
        values = {"name": "Sawah terairi", "kind": kinds.NUMBER, "frequency": kinds.QUARTERLY, "unit": "ha"}
        more = {"starts_on": date(2026, 1, 1), "dimensions": {"sex": ["Laki-laki", "Perempuan"]}}
        with app.app_context():
            self.indicator = indicators.add(HEAD_NGEBEL, walk.id, {**values, **more}).id

    @property
    def form(self) -> str:
        """Where it is reported."""
        return f"/kemitraan/{self.id}/monitoring/indikator/{self.indicator}/lapor"

    def report(self, code: str, value: str, verified: bool = False) -> int:
        """A report of Ngebel, verified by Sempu or not."""
        period = period_from(kinds.QUARTERLY, code)
        assert period is not None
        with self.app.app_context():
            made = service.report(HEAD_NGEBEL, self.id, self.indicator, None, period, Values(Decimal(value)))
            number = made.id
            if verified:
                service.verify(HEAD_SEMPU, self.id, number, None)
        return number


@pytest.fixture
def measured(app: Flask, running_channel: Walk) -> Measured:
    """The channel with one indicator."""
    return Measured(app, running_channel)


def test_a_number_that_means_two_things_is_asked_about_and_what_was_typed_stays(measured: Measured) -> None:
    ngebel = browser(measured.app, NGEBEL)
    typed = {"period": "2026-T3", "value": "1.250", "note": "dihitung bersama", "part_0_0": "3 ton"}
    asked = testing.post(ngebel, measured.form, typed)
    assert asked.status_code == 422
    assert "Tulis 1250 bila maksudnya ribuan, atau 1,25 bila pecahan" in asked.text
    assert 'value="1.250"' in asked.text and "dihitung bersama" in asked.text
    assert "Satuannya ha, bukan ton" in asked.text
    answered = testing.post(ngebel, measured.form, typed | {"value": "1250 ha", "part_0_0": ""})
    assert answered.status_code == 303
    again = testing.post(ngebel, measured.form, typed | {"value": "7", "part_0_0": ""})
    assert again.status_code == 422 and "Masa ini sudah dilaporkan" in again.text
    assert f"/kemitraan/{measured.id}/monitoring/laporan/1" in again.text


def test_a_draft_waits_for_its_party_and_a_report_for_the_other(measured: Measured) -> None:
    ngebel, sempu = browser(measured.app, NGEBEL), browser(measured.app, SEMPU)
    assert "Laporkan 1 indikator" in ngebel.get("/").text or "terlambat dilaporkan" in ngebel.get("/").text
    kept = testing.post(ngebel, measured.form, {"period": "2026-T3", "note": "menunggu", "tindakan": "simpan"})
    assert kept.status_code == 303 and "Periksa 1 laporan" not in sempu.get("/").text
    rewritten = f"/kemitraan/{measured.id}/monitoring/laporan/1/ubah"
    assert "menunggu" in ngebel.get(rewritten).text
    assert testing.post(ngebel, rewritten, {"value": "12,5", "_versi": "1"}).status_code == 303
    assert "terlambat dilaporkan" not in ngebel.get("/").text
    home = sempu.get("/").text
    assert "Periksa 1 laporan hasil" in home and f"/kemitraan/{measured.id}/monitoring/laporan/1" in home
    report = f"/kemitraan/{measured.id}/monitoring/laporan/1"
    assert "Benarkah laporan ini?" in sempu.get(report).text
    assert "Tanpa bukti." in sempu.get(report).text and "laporan pertama yang diperiksa" in sempu.get(report).text
    assert "Benarkah laporan ini?" not in ngebel.get(report).text
    assert testing.post(sempu, report + "/kembalikan", {"reason": "Periksa Juli."}).status_code == 303
    assert "Periksa Juli." in ngebel.get(report).text
    told, sheet = ngebel.get("/").text, ngebel.get(f"/kemitraan/{measured.id}/monitoring/lembar").text
    assert "Laporan Sawah terairi, Triwulan 3 2026 dikembalikan: Periksa Juli." in told
    assert f'href="{report}"' in told and "dikembalikan: " not in sempu.get("/").text
    assert "1 laporan dikembalikan" in sheet
    assert "Diperiksa</dt>" not in ngebel.get(report).text
    assert testing.post(ngebel, rewritten, {"value": "13"}).status_code == 303
    assert "Pernah dikembalikan: Periksa Juli." in sempu.get(report).text
    assert testing.post(sempu, report + "/terima", {}).status_code == 303
    assert "Periksa 1 laporan" not in sempu.get("/").text
    earlier = {"period": "2026-T2", "value": "130"}
    asked = testing.post(ngebel, measured.form, earlier)
    assert asked.status_code == 422 and "Jauh dari laporan sebelumnya. Betul?" in asked.text
    assert 'name="yakin" value="130"' in asked.text
    assert testing.post(ngebel, measured.form, earlier | {"value": "1300", "yakin": "130"}).status_code == 422
    assert testing.post(ngebel, measured.form, earlier | {"yakin": "130"}).status_code == 303
    page = ngebel.get(f"/kemitraan/{measured.id}/monitoring").text
    assert "13 ha" in page and "Triwulan 3 2026" in page


def test_strangers_read_verified_figures_of_a_public_partnership_and_nothing_else(measured: Measured) -> None:
    with measured.app.app_context():
        partnerships.set_public(HEAD_NGEBEL, measured.id, True)
    visitor = measured.app.test_client()
    shown = f"/kemitraan/{measured.id}/monitoring"
    waiting, verified = measured.report("2026-T3", "77"), measured.report("2026-T2", "41", verified=True)
    for path in ("", f"/indikator/{measured.indicator}"):
        page = visitor.get(shown + path).text
        assert "41 ha" in page and "77 ha" not in page
    assert "41 ha" in visitor.get(f"/kemitraan/{measured.id}").text
    assert visitor.get(f"{shown}/laporan/{verified}").status_code == 200
    assert visitor.get(f"{shown}/laporan/{waiting}").status_code == 404
    with measured.app.app_context():
        asked = amendments.ask(HEAD_NGEBEL, measured.id, verified, None, Values(Decimal(40)), "salah hitung")
        number = asked.id
    assert "salah hitung" not in visitor.get(f"{shown}/laporan/{verified}").text
    with measured.app.app_context():
        amendments.accept(HEAD_SEMPU, measured.id, number, None)
    both = visitor.get(f"{shown}/laporan/{verified}").text
    assert "<del>41 ha</del>" in both and "40 ha" in both and "salah hitung" in both
    with measured.app.app_context():
        indicators.edit(HEAD_NGEBEL, measured.id, measured.indicator, None, {"is_public": False})
    assert visitor.get(f"{shown}/indikator/{measured.indicator}").status_code == 404
    assert visitor.get(f"{shown}/laporan/{verified}").status_code == 404


def test_an_indicator_is_picked_adapted_and_given_targets_and_shares_on_its_pages(measured: Measured) -> None:
    ngebel = browser(measured.app, NGEBEL)
    here = f"/kemitraan/{measured.id}/monitoring/indikator"
    page = ngebel.get(here + "/baru").text
    assert 'value="type:bilateral/beneficiaries"' in page
    assert "Pihak Anda yang melaporkannya, mulai masa ini." in page
    assert testing.post(ngebel, here + "/ambil", {"pilihan": "type:bilateral/beneficiaries"}).status_code == 303
    told = ngebel.get(here + "/baru").text
    assert "dipakai. Yang melaporkan: Ngebel" in told and "setiap tahun, sejak 1 Januari 2026." in told
    assert 'value="type:bilateral/beneficiaries"' not in ngebel.get(here + "/baru").text
    one = f"{here}/{measured.indicator}"
    values = {
        "name": "Sawah terairi", "kind": "number", "frequency": "quarterly", "unit": "ha", "direction": "1",
        "starts_on": "2026-01-01", "baseline": "10,5", "dimensions": ["sex", "village"], "goals": ["6"],
        "own_parts": "Musim: hujan, kemarau", "is_public": "y",
    }  # fmt: skip
    assert testing.post(ngebel, one + "/ubah", values).status_code == 303
    told = ngebel.get(one).text
    assert "10,5 ha" in told and "Jenis kelamin, Desa, Musim" in told and "Air Bersih" in told
    wrong = testing.post(ngebel, one + "/ubah", values | {"own_parts": "Musim", "verifier_party_id": "999"})
    assert wrong.status_code == 422 and "Musim: hujan, kemarau" in wrong.text
    assert testing.post(ngebel, one + "/target", {"t_2026_T3": "40"}).status_code == 303
    measured.report("2026-T3", "41", verified=True)
    assert "tercapai" in ngebel.get(one).text
    with measured.app.app_context():
        first, second = (party.id for party in partnerships.partnership_for(HEAD_NGEBEL, measured.id).parties)
    over = testing.post(ngebel, one + "/bagian", {f"part_{first}": "60", f"part_{second}": "1/2"})
    assert over.status_code == 422 and "melebihi seratus persen" in over.text
    assert (
        testing.post(ngebel, one + "/bagian", {f"part_{first}": "1/3", f"part_{second}": "ikut serta"}).status_code
        == 303
    )
    told = ngebel.get(one).text
    assert "33,3%" in told and "ikut serta" in told and 'value="1/3"' in ngebel.get(one + "/bagian").text


def test_every_part_of_monitoring_that_is_offered_opens(measured: Measured) -> None:
    with measured.app.app_context():
        partnerships.set_public(HEAD_NGEBEL, measured.id, True)
    here = f"/kemitraan/{measured.id}/monitoring"
    people = (
        measured.app.test_client(),
        browser(measured.app, NGEBEL),
        browser(measured.app, SEMPU, OfficeKind.COUNCIL_MEMBER),
        browser(measured.app, "35.02.19", OfficeKind.DISTRICT_OFFICER),
    )
    for person in people:
        offered = person.get(here).text.split('aria-label="Bagian monitoring"')[1].split("</nav>")[0]
        links = re.findall(r'href="([^"]+)"', offered)
        assert len(links) >= 2
        assert {link: person.get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_what_adds_up_is_compared_with_its_target_as_a_sum(measured: Measured) -> None:
    with measured.app.app_context():
        indicators.edit(HEAD_NGEBEL, measured.id, measured.indicator, None, {"is_cumulative": True})
        indicators.set_targets(HEAD_NGEBEL, measured.id, measured.indicator, None, {"2026-T2": Decimal(30)})
    measured.report("2026-T1", "10", verified=True)
    measured.report("2026-T2", "20", verified=True)
    page = browser(measured.app, NGEBEL).get(f"/kemitraan/{measured.id}/monitoring/indikator/{measured.indicator}").text
    assert "jumlah sejak awal 30 ha" in page and "tercapai" in page and "jauh dari target" not in page
    assert "<svg" in page and "belum dilaporkan" in page  # the third quarter is a gap, not a zero
    assert "Laporkan hasil" in page
    with measured.app.app_context():
        more = {"baseline": Decimal(0)}
        indicators.edit(HEAD_NGEBEL, measured.id, measured.indicator, None, more)
        indicators.set_targets(HEAD_NGEBEL, measured.id, measured.indicator, None, {"2026-T3": Decimal(120)})
    measured.report("2026-T3", "10", verified=True)
    ngebel, one = browser(measured.app, NGEBEL), f"/kemitraan/{measured.id}/monitoring/indikator/{measured.indicator}"
    full = ngebel.get(one).text
    assert "jauh dari target" in full and "dihitung dari keadaan awal 0 ha: 33% jalan ditempuh" in full


def test_targets_of_steps_and_answers_are_chosen_and_a_number_without_a_unit_stands_alone(measured: Measured) -> None:
    with measured.app.app_context():
        base = {"frequency": kinds.YEARLY, "starts_on": date(2026, 1, 1)}
        scale = {**base, "name": "Mutu air", "kind": kinds.SCALE, "scale": ["keruh", "jernih"]}
        step = indicators.add(HEAD_NGEBEL, measured.id, scale).id
        share = indicators.add(HEAD_NGEBEL, measured.id, {**base, "name": "Iuran", "kind": kinds.PERCENTAGE}).id
        back = {"starts_on": date(2025, 1, 1)}
        indicators.edit(HEAD_NGEBEL, measured.id, share, None, back)
    ngebel = browser(measured.app, NGEBEL)
    here = f"/kemitraan/{measured.id}/monitoring/indikator"
    assert "jernih" in ngebel.get(f"{here}/{step}/target").text
    assert testing.post(ngebel, f"{here}/{step}/target", {"t_2026": "2"}).status_code == 303
    assert '<option selected value="2">jernih' in ngebel.get(f"{here}/{step}/target").text
    typed = {"period": "2025", "numerator": "40 orang", "denominator": "50"}
    asked = testing.post(ngebel, f"{here}/{share}/lapor", typed)
    assert asked.status_code == 422 and "Tulis angkanya saja, tanpa “orang”." in asked.text
    assert testing.post(ngebel, f"{here}/{share}/lapor", typed | {"numerator": "40"}).status_code == 303
    assert "80% (40 dari 50)" in ngebel.get(f"/kemitraan/{measured.id}/monitoring/laporan/1").text
