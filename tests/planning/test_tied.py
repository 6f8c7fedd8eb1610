"""What hangs on an activity is said on its page, and what waits for a party on its home page."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from flask import current_app
from flask.testing import FlaskClient
from partnership_walk import HEAD_NGEBEL, HEAD_SEMPU, NGEBEL, SEMPU, Walk
from planning.planned import Desk, plan
from sqlalchemy import select

from portal import testing
from portal.db import db
from portal.permissions import OfficeKind
from portal.planning.budget import service as budget
from portal.planning.budget import spending
from portal.planning.budget.models import Realisation
from portal.planning.commitments import service as commitments
from portal.planning.contributions import deliveries
from portal.planning.contributions import service as gifts
from portal.planning.contributions.models import Delivery
from portal.planning.programme import activities
from portal.planning.tied import tied_to

DAY = date(2026, 11, 20)


def _brought(desk: Desk, activity: int) -> None:
    """Work of Ngebel, half of it delivered; pipes from two sources, one of which reports nothing; something else."""
    work = {"title": "Kerja bakti", "kind": "labour", "unit": "hari orang kerja", "quantity": Decimal(120)}
    made = gifts.promise(HEAD_NGEBEL, desk.walk.id, desk.ngebel, {**work, "activity_id": activity})
    deliveries.deliver(HEAD_NGEBEL, desk.walk.id, made.id, {"quantity": Decimal(60), "delivered_on": DAY})
    gifts.promise(HEAD_SEMPU, desk.walk.id, desk.sempu, {**work, "title": "Iuran beras"})
    pipes = {"title": "Pipa induk", "year": 2026, "source": "village_fund", "planned": 9_000_000}
    item = budget.plan_item(HEAD_NGEBEL, desk.walk.id, {**pipes, "party_id": desk.ngebel, "activity_id": activity})
    more = {"source": "self_help", "planned": None, "party_id": desk.sempu}
    budget.add_line(HEAD_SEMPU, desk.walk.id, item.id, more)
    paid = {"amount": 4_000_000, "spent_on": DAY, "document": "SPJ No. 1"}
    spending.spend(HEAD_NGEBEL, desk.walk.id, item.lines[0].id, paid)
    budget.plan_item(HEAD_SEMPU, desk.walk.id, {**pipes, "title": "Honor juri", "party_id": desk.sempu})


def test_what_is_tied_to_an_activity_counts_money_goods_and_promises_in_one_answer(channel: Walk) -> None:
    activity = plan(channel, "Memasang pipa")
    desk = Desk(current_app, channel, channel.party(NGEBEL), channel.party(SEMPU))
    _brought(desk, activity.id)
    vow = {"title": "Memasang pipa", "due_on": DAY, "link": "/pipa", "origin": "plan"}
    commitments.promise(HEAD_NGEBEL, channel.id, desk.ngebel, vow)
    found = tied_to(channel.id, activity.id, "/pipa", date(2026, 11, 24))
    assert [(gift.title, gift.promised, gift.delivered) for gift in found.gifts] == [("Kerja bakti", 120, 60)]
    assert [(cost.sum.planned, cost.sum.realised, cost.sum.report_is_whole) for cost in found.costs] == [
        (9_000_000, 4_000_000, False)
    ]
    assert [(vow.title, vow.outcome) for vow in found.vows] == [("Memasang pipa", "late")]


def test_the_page_of_an_activity_says_what_is_brought_paid_and_promised_for_it(desk: Desk) -> None:
    activity = desk.plan("Memasang pipa")
    desk.inside(lambda: _brought(desk, activity))
    officer = desk.browser(OfficeKind.VILLAGE_OPERATOR, NGEBEL)
    address = f"{desk.base}/kegiatan/{activity}"
    page = officer.get(address).text
    assert "60 hari orang kerja dari 120 hari orang kerja" in page
    assert "Rp9.000.000" in page and "1 dari 2 baris dilaporkan" in page
    assert "Iuran beras" not in page and "Honor juri" not in page
    _promise_from(officer, desk.ngebel, page, address)
    assert "Memasang pipa sebelum kemarau" in officer.get(address).text
    here = f"/kemitraan/{desk.walk.id}"
    for path, own, other in (("sumbangan", "Kerja bakti", "Iuran beras"), ("anggaran", "Pipa induk", "Honor juri")):
        narrowed = officer.get(f"{here}/{path}?kegiatan={activity}").text
        assert own in narrowed and other not in narrowed and address in narrowed, path
        assert other in officer.get(f"{here}/{path}?kegiatan=999999").text, "a number of nothing narrows nothing"
    desk.inside(lambda: activities.archive_activity(HEAD_NGEBEL, desk.walk.id, activity, None, "salah tulis"))
    sums = officer.get(f"{here}/anggaran?menurut=kegiatan").text
    assert "kegiatan yang dihapus" in sums and address not in sums, "no link leads to what was taken away"


def _promise_from(officer: FlaskClient, party: int, page: str, address: str) -> None:
    """Follow the link of the page to the form of promises, and send it with a few more words."""
    link = next(part for part in page.split('href="') if part.startswith("/kemitraan") and "judul=" in part)
    path = link.split('"')[0].replace("&amp;", "&").split("#")[0]
    form = officer.get(path).text
    assert 'value="Memasang pipa"' in form and 'value="2026-12-31"' in form and f'value="{address}"' in form
    values = {"title": "Memasang pipa sebelum kemarau", "due_on": "2026-12-31", "origin": "plan", "link": address}
    assert testing.post(officer, path.split("?")[0], {**values, "party": str(party)}).status_code == 303


def test_the_home_page_names_what_each_village_has_to_confirm_and_offers_the_answers_to_a_late_promise(
    desk: Desk,
) -> None:
    activity = desk.plan("Memasang pipa")
    desk.inside(lambda: _brought(desk, activity))
    late = {"title": "Mengirim laporan", "due_on": date(2026, 11, 20)}
    promise = desk.inside(lambda: commitments.promise(HEAD_SEMPU, desk.walk.id, desk.sempu, late).id)
    ngebel, sempu = (desk.browser(OfficeKind.VILLAGE_OPERATOR, code) for code in (NGEBEL, SEMPU))
    home = sempu.get("/").text
    assert "1 penyerahan pihak lain" in home and "1 realisasi pihak lain" in home
    for way in ("selesai", "perlu-waktu", "terkendala"):
        assert f"/janji/{promise}/jawab/{way}" in home
        assert f"/janji/{promise}/jawab/{way}" in sempu.get(f"/kemitraan/{desk.walk.id}").text
    own = ngebel.get("/").text
    assert "penyerahan" not in own and "realisasi" not in own and "/jawab/" not in own
    desk.inside(lambda: _doubted_and_taken_back(desk))
    own = ngebel.get("/").text
    assert "Jawab keberatan atas 1 penyerahan Anda" in own and "realisasi" not in own
    assert "penyerahan" not in sempu.get("/").text and "realisasi" not in sempu.get("/").text


def _doubted_and_taken_back(desk: Desk) -> None:
    """Sempu objects to what was delivered; Ngebel takes back what it said was spent."""
    delivery = db.session.scalars(select(Delivery)).one()
    deliveries.object_to(HEAD_SEMPU, desk.walk.id, delivery.contribution_id, delivery.id, "Yang datang 40 orang.")
    entry = db.session.scalars(select(Realisation)).one()
    spending.take_back(HEAD_NGEBEL, desk.walk.id, entry.line_id, entry.id, "salah ketik")
