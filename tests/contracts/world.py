"""One small world for the contract tests: four villages, a partnership in each situation, a person in each role.

Things come in scopes. `own` things belong to Ngebel, `other` ones to villages far away that
none of the roles has to do with. Partnerships know two more: `draft` is Ngebel's idea that
Sempu has not been told of, `public` is an agreed one of the far villages.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from contracts import comings
from contracts.dated import dated_ids
from contracts.differed import differing_ids, differing_set_back
from contracts.elected import election_ids
from contracts.evaluated import evaluation_ids, evaluation_set_back
from contracts.issued_papers import issued_ids, letterhead_ids
from contracts.measured import measuring_ids, measuring_set_back
from contracts.met import meeting_ids, meetings_set_back
from contracts.overlapping import own_item_ids
from contracts.planned import planning_ids, set_back
from contracts.pooled import drafted_ids, pooled_ids
from contracts.programmes import exchange_ids
from contracts.proposed import proposal_ids
from contracts.talked import talked_ids
from contracts.templated import template_ids
from flask import Flask
from flask.testing import FlaskClient
from partnership_walk import Walk, scan
from sqlalchemy import event, func, select, update

from plugins.multilateral.advocacy import follow_up
from plugins.multilateral.advocacy import service as positions
from plugins.multilateral.advocacy.models import Position
from portal import clock, storage, testing
from portal.accounts import invitations, login, people, service
from portal.accounts.models import LoginSession, OfficeTerm, Person
from portal.coordination.governance import duties, seats
from portal.coordination.governance import service as bodies
from portal.db import db, transactional
from portal.documents.api import service as keys
from portal.partnerships import service as partnerships
from portal.partnerships import steps
from portal.partnerships.models import Attachment, Partnership
from portal.partnerships.service import PartyChoice
from portal.permissions import SYSTEM, Actor, OfficeKind
from portal.villages import listings, owners
from portal.villages import service as villages
from portal.villages.models import Need, Potential

NGEBEL, SEMPU, STRANGER = "35.02.19.2007", "35.02.19.2008", "35.02.19.2001"
FAR, FAR_PARTNER = "33.02.01.2001", "33.02.14.2001"
THIRD, FAR_THIRD = "35.02.19.2006", "33.02.01.2002"  # with the two of each: partnerships of many
SECRET_PHONE = "0899 7766 5544"
SECRET = "penandarahasia77"  # stands in everything of the far villages that is theirs alone

ROLES = (
    "anonymous", "disabled", "citizen", "operator", "head", "secretary", "bpd", "partner_head", "stranger_operator",
    "third_party", "bkad", "facilitator", "district", "regency", "administrator",
)  # fmt: skip
OFFICES: dict[str, tuple[OfficeKind, tuple[str, ...]]] = {
    "operator": (OfficeKind.VILLAGE_OPERATOR, (NGEBEL,)),
    "head": (OfficeKind.VILLAGE_HEAD, (NGEBEL,)),
    "secretary": (OfficeKind.VILLAGE_SECRETARY, (NGEBEL,)),
    "bpd": (OfficeKind.COUNCIL_MEMBER, (NGEBEL,)),
    "partner_head": (OfficeKind.VILLAGE_HEAD, (SEMPU,)),
    "stranger_operator": (OfficeKind.VILLAGE_OPERATOR, (STRANGER,)),
    "third_party": (OfficeKind.THIRD_PARTY, ()),
    "bkad": (OfficeKind.BKAD_OFFICER, ()),
    "facilitator": (OfficeKind.FACILITATOR, ("35.02.19",)),
    "district": (OfficeKind.DISTRICT_OFFICER, ("35.02.19",)),
    "regency": (OfficeKind.REGENCY_OFFICER, ("35.02",)),
    "administrator": (OfficeKind.ADMINISTRATOR, ()),
}
FILE = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"

KeptWorld = tuple[dict[str, Actor], dict[str, dict[str, Any]], dict[str, str]]


@dataclass
class World:
    """The app, a browser for each role, and the ids of the things in each scope."""

    app: Flask
    clients: dict[str, FlaskClient] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    ids: dict[str, dict[str, Any]] = field(default_factory=dict)

    def client(self, role: str) -> FlaskClient:
        """The browser of a role."""
        return self.clients[role]

    @property
    def kept(self) -> KeptWorld:
        """What makes this world again on a copy of its database."""
        cookies = {role: browser.get_cookie("portal") for role, browser in self.clients.items()}
        return self.actors, self.ids, {role: cookie.value for role, cookie in cookies.items() if cookie}

    @classmethod
    def again(cls, app: Flask, kept: KeptWorld) -> World:
        """A world on a copy of its database: everybody is signed in as before, the password just given."""
        actors, ids, cookies = kept
        world = cls(app, {role: app.test_client() for role in ROLES}, actors, ids)
        for role, value in cookies.items():
            world.clients[role].set_cookie("portal", value)
        world.in_app(_confirm_everyone)
        return world

    def sign_in(self, role: str) -> None:
        """Sign a role in, afresh, with its password just given."""
        browser = self.clients[role] = self.app.test_client()
        if role == "anonymous":
            return
        if role == "citizen":
            self.actors[role] = _citizen(self.app, browser)
        else:
            self.actors[role] = self._office_holder(browser, role)
        self.in_app(_confirm_everyone)
        if role == "disabled":
            person = self.actors[role].person_id
            self.in_app(lambda: people.set_active(self.actors["administrator"], person, False))

    def _office_holder(self, browser: FlaskClient, role: str) -> Actor:
        kind, scopes = OFFICES["operator" if role == "disabled" else role]
        own = self.ids.get("own", {})
        more: dict[str, Any] = {"username": "dinonaktifkan"} if role == "disabled" else {}
        if role == "third_party":
            more = {"organisation_id": own["organisation"]}
        if role == "bkad":
            more = {"partnership_id": own["partnership_id"]}
        return testing.sign_in(browser, kind, scopes, **more)

    def repair(self, endpoint: str, role: str) -> None:
        """Undo what an allowed request did to the world, so that the next one finds it as it was."""
        if endpoint in ("accounts.logout", "accounts.logout_everywhere") and role != "disabled":
            self.sign_in(role)
        if endpoint == "p_multilateral_advocacy.new_version":
            self.in_app(lambda: _withdraw_versions(self))
        for ids in self.ids.values():
            self.in_app(lambda ids=ids: set_back(ids, endpoint))
            self.in_app(lambda ids=ids: measuring_set_back(ids, endpoint))
            self.in_app(lambda ids=ids: evaluation_set_back(ids, endpoint))
            self.in_app(lambda ids=ids: meetings_set_back(ids, endpoint))
            self.in_app(lambda ids=ids: differing_set_back(ids, endpoint))
        if endpoint == "accounts.admin_disable":
            for scope in ("own", "other"):
                person = self.ids[scope]["person_id"]
                self.in_app(lambda person=person: people.set_active(self.actors["administrator"], person, True))

    def in_app(self, what: Callable[[], Any]) -> Any:
        """Do something inside the app, as a service would."""
        with self.app.app_context():
            return what()


def build(app: Flask) -> World:
    """Make the world, on a database that has its tables and areas."""
    world = World(app)
    with app.app_context():
        own = _village_things(NGEBEL, SEMPU, "sendiri")
        other = _village_things(FAR, FAR_PARTNER, SECRET)
        world.ids = {
            "own": own,
            "other": other,
            "draft": own | _partnership_ids(_begin(NGEBEL, SEMPU, "Gagasan baru"), "sendiri"),
            "public": other | _partnership_ids(_public(FAR, FAR_PARTNER), SECRET),
        }
        near, far = (NGEBEL, SEMPU, THIRD), (FAR, FAR_PARTNER, FAR_THIRD)
        many = {
            "own": pooled_ids(near, "sendiri"),
            "draft": drafted_ids(near),
            "other": pooled_ids(far, SECRET),
            "public": pooled_ids(far, SECRET, public=True),
        }
        for scope, codes, mark in (("own", near, "sendiri"), ("other", far, SECRET), ("public", far, SECRET)):
            many[scope]["change_id"] = comings.change_of(many[scope], codes, mark)
        many["draft"]["change_id"] = 0
        for scope, ids in many.items():
            world.ids[scope]["many"] = ids
    for role in ("administrator", *(role for role in ROLES if role != "administrator")):
        world.sign_in(role)
    for scope, code in (("own", NGEBEL), ("other", FAR)):
        world.ids[scope] |= _people_of(world, code, scope)
    for scope, base in (("draft", "own"), ("public", "other")):
        world.ids[scope] = world.ids[base] | world.ids[scope]
    number = world.ids["own"]["partnership_id"]
    world.ids["own"] |= world.in_app(lambda: exchange_ids(world.actors["head"], number))
    world.ids["own"] |= world.in_app(own_item_ids)
    world.ids["own"] |= world.in_app(lambda: letterhead_ids(world.actors["head"]))
    world.ids["own"] |= world.in_app(lambda: template_ids(world.actors["regency"]))
    world.ids["own"]["api_token_id"] = world.in_app(
        lambda: keys.make_token(world.actors["head"], "situs", "own", 90)[0].id
    )
    return world


@contextmanager
def committed_writes(app: Flask) -> Iterator[list[str]]:
    """The changing statements that were committed while this lasts, but for the counting of who asks how often."""
    done: list[str] = []
    waiting: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        if statement.lstrip()[:6].upper() in ("INSERT", "UPDATE", "DELETE") and "throttle" not in statement:
            waiting.append(statement)

    def commit(connection: Any) -> None:
        done.extend(waiting)
        waiting.clear()

    def rollback(connection: Any) -> None:
        waiting.clear()

    with app.app_context():
        engine = db.engine
    hooks = (("before_cursor_execute", note), ("commit", commit), ("rollback", rollback))
    for name, hook in hooks:
        event.listen(engine, name, hook)
    try:
        yield done
    finally:
        for name, hook in hooks:
            event.remove(engine, name, hook)


def rows(app: Flask) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table of the portal's models that people fill."""
    with app.app_context():
        tables = [table for table in db.metadata.sorted_tables if not table.name.startswith(("area", "throttle"))]
        return {
            table.name: [dict(row._mapping) for row in db.session.execute(select(table).order_by(*table.primary_key))]
            for table in tables
        }


def digest(app: Flask) -> str:
    """A fingerprint of everything that people put into the database."""
    return hashlib.sha256(repr(rows(app)).encode()).hexdigest()


@transactional
def _confirm_everyone() -> None:
    db.session.execute(update(LoginSession).values(confirmed_at=clock.now()))


def _key_of(person: Actor) -> int:
    token, _text = keys.make_token(person, "situs", "own", 90)
    return token.id


def _citizen(app: Flask, browser: FlaskClient) -> Actor:
    """Somebody with an account and no office."""
    with app.app_context():
        person = db.session.scalars(select(Person).filter_by(username="warga")).first()
        if person is None:
            person = service.create_person_hashed(SYSTEM, name="Warga", username="warga", password_hash="x")
        actor = Actor(person.id, "Warga")
        token = login.begin_session(person.id, login.Visit("127.0.0.1"), None)
    with browser.session_transaction() as cookie:
        cookie.update(login=token, seen=int(clock.now().timestamp()))
    return actor


def _village_things(code: str, partner: str, mark: str) -> dict[str, Any]:
    """A village's potentials, needs and organisation, and its partnership that is being drafted."""
    head = _head(code)
    owner = owners.village_owner(code)
    potential = {"sector": "air", "title": "Mata air", "quantity": None, "unit": "", "note": ""}
    need = {**potential, "title": "Pipa", "urgency": "high"}
    old = listings.add(head, owner, Potential, {**potential, "title": f"Lama {mark}"})
    listings.archive(head, owner, Potential, old.id, f"alasan {mark}")
    organisation = villages.create_organisation(
        head,
        {
            **dict.fromkeys(villages.ORGANISATION_FIELDS, ""),
            "kind": "bum_desa",
            "name": f"BUM Desa {code}",
            "village_code": code,
        },
    )
    walk = _begin(code, partner, f"Irigasi {mark}", mark)
    walk.to_drafting()
    walk.write(scope=f"naskah {mark}")
    ids = {
        "village": code,
        "organisation": organisation.id,
        "potential": listings.add(head, owner, Potential, potential).id,
        "need": listings.add(head, owner, Need, need).id,
    }
    seat = owners.organisation_owner(str(organisation.id))
    ids["organisation_potential"] = listings.add(head, seat, Potential, potential).id
    return ids | _partnership_ids(walk, mark)


def _head(code: str) -> Actor:
    from partnership_walk import actor_of

    return actor_of(OfficeKind.VILLAGE_HEAD, code)


def _begin(code: str, partner: str, title: str, mark: str = "sendiri", shown: str = "") -> Walk:
    """A partnership with `mark` in what is its parties' own, and `shown` in what everyone reads once it is public."""
    heads = {code: _head(code), partner: _head(partner)}
    choice = (PartyChoice(village_code=partner),)
    walk = Walk(partnerships.begin(heads[code], "bilateral", title, f"tujuan {shown or mark}", "air", choice), heads)
    partnerships.set_type_values(heads[code], walk.id, None, {"shared_interest": f"kepentingan {shown or mark}"})
    number = walk.party(code)
    found = scan(f"berkas-{mark}")
    storage.path_of(_files(), found.name).parent.mkdir(parents=True, exist_ok=True)
    storage.path_of(_files(), found.name).write_bytes(FILE)
    steps.record_gate(heads[code], walk.id, "data_pack", number, {"summary": f"data {mark}"}, scan=found)
    return walk


def _public(code: str, partner: str) -> Walk:
    walk = _begin(code, partner, "Kemitraan terbuka", SECRET, shown="terbuka")
    walk.to_active()
    return walk


def _files() -> Any:
    from flask import current_app

    return current_app.extensions["portal.settings"].files


def _partnership_ids(walk: Walk, mark: str) -> dict[str, Any]:
    attachment = db.session.scalars(select(Attachment.id).filter_by(partnership_id=walk.id)).first()
    body = _body_ids(walk, mark)
    return {
        "partnership_id": walk.id,
        "party_id": walk.partnership.parties[0].id,
        "partner_id": walk.partnership.parties[1].id,
        "attachment_id": attachment,
        **body,
        **_position_ids(walk, mark),
        **planning_ids(walk, mark),
        **measuring_ids(walk, mark),
        **evaluation_ids(walk, mark),
        **meeting_ids(walk, mark),
        **talked_ids(walk, mark),
        **differing_ids(walk, mark),
        **proposal_ids(walk, mark),
        **election_ids(walk, mark, body["body_id"]),
        **dated_ids(walk, mark),
        **issued_ids(walk),
    }


def _body_ids(walk: Walk, mark: str) -> dict[str, int]:
    """The partnership's BKAD, with the first village's chair in it, and a seat that ended."""
    code, head = next(iter(walk.heads.items()))
    body = bodies.form_body(head, walk.id, "bkad", {"name": "BKAD Bersama", "formed_by": "decree"})
    blank = dict.fromkeys((*seats.SEAT_FIELDS, *seats.PERSONAL))
    old = seats.fill_seat(head, walk.id, body.id, None, {**blank, "office": "member", "person_name": f"Mantan {mark}"})
    seats.end_seat(head, walk.id, body.id, old.id, None, {"ended_on": clock.today(code), "reason": f"alasan {mark}"})
    seat = seats.fill_seat(head, walk.id, body.id, None, {**blank, "office": "chair", "person_name": "Bu Ketua"})
    task = {"task": f"tugas {mark}", "party_id": walk.partnership.parties[0].id, "helpers": [], "informed": []}
    duty = duties.add_duty(head, walk.id, body.id, task)
    return {"body_id": body.id, "seat_id": seat.id, "duty_id": duty.id}


def _position_ids(walk: Walk, mark: str) -> dict[str, int]:
    """A joint position that was sent, with a step taken; everybody reads it where the partnership is public."""
    if walk.status == "draft":
        return {}  # nobody has joined yet, so there is nobody to speak for
    head, partner = walk.heads.values()
    shown = "terbuka" if walk.partnership.is_public else mark
    text = dict.fromkeys(("title", "ask", "addressee", "evidence"), f"sikap {shown}")
    number = positions.propose(head, walk.id, {**text, "papers": f"kertas {mark}"}).id
    positions.ask_parties(head, walk.id, number)
    for actor in (head, partner):
        positions.say_word(actor, walk.id, number, "supports", f"alasan {mark}")
    sent = positions.send(head, walk.id, number, "5", clock.today())
    step = {"held_on": clock.today(), "what": f"langkah {shown}", "by_whom": "kepala desa"}
    made = follow_up.add_step(head, walk.id, sent.id, step)
    if walk.partnership.is_public:
        positions.set_public(head, walk.id, sent.id, True)
    return {"position_id": number, "step_id": made.id}


def _withdraw_versions(world: World) -> None:
    """Give up the corrections of the joint position that were begun."""
    partnership_id = world.ids["own"]["partnership_id"]
    drafts = select(Position.id).filter_by(partnership_id=partnership_id, state="draft")
    for number in list(db.session.scalars(drafts)):
        positions.withdraw(_head(NGEBEL), partnership_id, number, "uji")


def _people_of(world: World, code: str, scope: str) -> dict[str, Any]:
    """A second operator of a village, with a term and a seat, on whom the pages of people are tried."""
    target = testing.sign_in(world.app.test_client(), OfficeKind.VILLAGE_OPERATOR, (code,), username=f"sasaran.{scope}")
    head = testing.sign_in(world.app.test_client(), OfficeKind.VILLAGE_HEAD, (code,))
    guest = testing.sign_in(world.app.test_client(), OfficeKind.VILLAGE_OPERATOR, (code,), username=f"tamu.{scope}")
    assert target.office is not None
    details = {
        "name": "Sasaran",
        "email": f"{SECRET if scope == 'other' else 'surat'}@{scope}.id",
        "phone": SECRET_PHONE if scope == "other" else "",
    }
    world.in_app(lambda: people.correct_own_details(target, None, **details))

    def links() -> tuple[str, int]:
        token = invitations.reset(world.actors["administrator"], guest.person_id)[1]
        term = db.session.scalars(select(OfficeTerm.id).filter_by(person_id=target.person_id)).one()
        return token, term

    token, term = world.in_app(links)
    return {
        "person_id": target.person_id,
        "office_id": target.office.id,
        "term_id": term,
        "token": token,
        "_invitation_id": lambda: invitations.invite_to(head, target.office.id)[0].id,  # type: ignore[union-attr]
        "_session_id": lambda: _new_session(target.person_id),
    }


def _new_session(person_id: int | None) -> int:
    login.begin_session(person_id or 0, login.Visit("127.0.0.1"), None)
    return db.session.scalars(select(func.max(LoginSession.id))).one()


def partnership_count(app: Flask) -> int:
    """How many partnerships there are."""
    with app.app_context():
        return db.session.scalars(select(func.count(Partnership.id))).one()
