"""The sample data: real codes, every role, partnerships in many states, marked as samples."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sample_places import load_places_of_the_samples
from sqlalchemy import select, text

from portal import clock, demo, events, testing
from portal.coordination.discussion.models import Post, Thread
from portal.coordination.governance.queries import bodies_of
from portal.db import db
from portal.demo import people
from portal.ops import OperationRefused, setup
from portal.partnerships import agreements
from portal.partnerships.models import Partnership
from portal.planning.baseline import service as baseline

pytestmark = pytest.mark.sqlite  # it adds areas, which tests on PostgreSQL share


@pytest.fixture
def areas_of_the_samples(app: Flask, tmp_path: Path) -> None:
    """The sample areas of the tests, and the few of Banyumas that the stories are set in."""
    with app.app_context():
        load_places_of_the_samples(tmp_path / "areas")


def test_sample_data_shows_every_role_and_many_states(areas_of_the_samples: None, context: Flask) -> None:
    demo.load()
    partnerships = list(db.session.scalars(select(Partnership)))
    assert all(partnership.is_sample for partnership in partnerships)
    assert {partnership.status for partnership in partnerships} == {
        "active", "offer_countered", "offer_accepted", "drafting", "rejected_by_village", "signing", "offered",
        "disputed", "ended",
    }  # fmt: skip
    assert {partnership.instrument for partnership in partnerships} == {"joint_regulation", "joint_agreement"}
    assert len({account.kind for account in people.SHOWN}) == 10
    called = [post for post in db.session.scalars(select(Post)) if post.mentions]
    assert called and called[0].thread.posts == 2
    assert db.session.scalars(select(Thread).where(Thread.pinned_until > clock.today())).all()
    (channel,) = [item for item in partnerships if item.sector == "air" and item.status == "active"][:1]
    (body,) = bodies_of(channel.id)
    assert len(body.seats) == len(channel.members), "whoever signs in as its chair finds the BKAD of the channel"
    assert events.verify().intact and agreements.audit() == []


def test_every_demo_account_signs_in_with_the_printed_password(areas_of_the_samples: None, app: Flask) -> None:
    with app.app_context():
        demo.load()
    for _role, username, password in demo.accounts():
        client = app.test_client()
        answer = testing.post(client, "/masuk", {"username": username, "password": password})
        assert answer.status_code == 303, username
        assert client.get("/akun").status_code == 200, username


def test_sample_data_waits_for_the_areas(tmp_path: Path) -> None:
    app = testing.make_app(tmp_path)
    testing.create_schema(app)
    with pytest.raises(OperationRefused, match="portal init"):
        list(setup.load_demo(app))
    testing.close_database(app)


def test_the_eight_villages_of_ngebel_work_together_in_every_way(areas_of_the_samples: None, app: Flask) -> None:
    with app.app_context():
        demo.load()
        the_eight = select(Partnership.id).where(Partnership.title.startswith("Kerja sama delapan"))
        number = db.session.scalars(the_eight).one()
        (body,) = bodies_of(number)
        bkad = body.id
    client = app.test_client()
    testing.post(client, "/masuk", {"username": "kades.ngebel", "password": people.PASSWORD})
    page = client.get(f"/kemitraan/{number}").text
    for name, _head in people.OTHER_HEADS.values():
        assert name in page or name in ("Karangsoka", "Dukuhwaluh", "Banjarpanepen"), name
    shown = {
        f"/kemitraan/{number}/badan/{bkad}": "Agus Salim",
        f"/p/multilateral/sumber-daya/{number}": "Traktor",
        f"/p/multilateral/pembagian/{number}": "Sewa kios pasar bersama",
        f"/p/multilateral/sikap/{number}": "Perbaikan jalan ke telaga",
    }
    for address, words in shown.items():
        assert words in client.get(address).text, address


def test_the_sample_plans_are_agreed_changed_and_partly_late_and_two_of_them_mend_one_channel(
    areas_of_the_samples: None, context: Flask
) -> None:
    demo.load()
    plans = db.session.execute(text("SELECT partnership_id, COUNT(*) FROM activity GROUP BY partnership_id")).all()
    assert len(plans) == 3 and all(6 <= count <= 12 for _partnership, count in plans)
    versions = db.session.execute(text("SELECT state, COUNT(*) FROM plan_baseline GROUP BY state")).all()
    assert {state: count for state, count in versions} == {"agreed": 5, "proposed": 1}
    late = text("SELECT COUNT(*) FROM activity WHERE due_on < :today AND status IN ('planned', 'running', 'delayed')")
    assert db.session.scalar(late, {"today": clock.today().isoformat()}) == 4
    twice = text("SELECT COUNT(DISTINCT partnership_id) FROM activity WHERE place LIKE 'Saluran Nyi Latung%'")
    assert db.session.scalar(twice) == 2
    assert events.verify().intact and baseline.audit() == []
