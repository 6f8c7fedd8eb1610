"""Test helpers, shipped for plugin authors too: an app on a fresh database, and people who act."""

from __future__ import annotations

import functools
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

from flask import Flask, session
from flask.testing import FlaskClient
from flask_wtf.csrf import generate_csrf
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import create_engine, event, make_url, select, text
from werkzeug.test import TestResponse

from . import clock, create_app, plugin_contract
from .accounts import login, naming, queries, service
from .accounts.models import OfficeTerm, Person
from .accounts.passwords import PasswordKeeper
from .contracts import Terms
from .db import db
from .permissions import SYSTEM, VILLAGE_OFFICES, Actor, OfficeKind
from .plugin import installed_plugins, module_plugin
from .settings import Settings

TEST_KEY = "kunci-uji-" * 4
TEST_PASSWORD = "jembatan bambu tua 7"
NGEBEL = "35.02.19.2007"
_FRAMING = ("PRAGMA", "BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "SET TRANSACTION")


def make_settings(folder: Path, database_url: str = "", **changes: Any) -> Settings:
    """Settings of a throw-away installation in `folder`."""
    settings = Settings(
        instance=folder,
        secret_key=TEST_KEY,
        audit_key=bytes(32),
        database_url=database_url or f"sqlite:///{folder / 'portal.db'}",
        testing=True,
        htmx_source="local",
        trusted_hosts=("127.0.0.1", "localhost"),
        panel_budget_ms=20_000,  # a busy test machine is no fault of a panel
    )
    return replace(settings, **changes)


def make_app(
    folder: Path,
    database_url: str = "",
    plugins: Iterable[tuple[str, str, Callable[[], Any]]] | None = None,
    **changes: Any,
) -> Flask:
    """An app for tests on a database that has its tables (see `create_schema`)."""
    app = create_app(make_settings(folder, database_url, **changes), plugins)
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache()  # many apps of one process share the same pages
    return app


def create_schema(app: Flask) -> None:
    """Make all tables, with their triggers and indexes."""
    with app.app_context():
        writing = db.engine.execution_options(portal_write=True)
        with writing.begin() as connection:
            db.metadata.create_all(connection)
        db.engine.dispose()


def load_areas(app: Flask, folder: Path) -> None:
    """Load the official areas in `folder`, as `portal areas load` does."""
    from .villages import areas

    with app.app_context():
        areas.load(folder)
    close_database(app)


def close_database(app: Flask) -> None:
    """Let go of every connection to the database."""
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def copy_database(app: Flask, template: Path) -> None:
    """Put a SQLite database made earlier in place of the app's own."""
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
        target = Path(db.engine.url.database or "")
    for leftover in target.parent.glob(target.name + "-*"):
        leftover.unlink()
    shutil.copyfile(template, target)


def own_postgresql(url: str, worker: str) -> str:
    """The address of a PostgreSQL database for one of several test processes; made when it is not there."""
    if not url or not worker:
        return url
    address = make_url(url)
    own = address.set(database=f"{address.database}_{worker}")
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        if not connection.scalar(text("SELECT 1 FROM pg_database WHERE datname = :name"), {"name": own.database}):
            connection.execute(text(f'CREATE DATABASE "{own.database}"'))
    engine.dispose()
    return own.render_as_string(hide_password=False)


def empty_postgresql(url: str) -> None:
    """Empty a PostgreSQL test database altogether."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("DROP SCHEMA IF EXISTS public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """What is sent to the database while this lasts, but for what opens and ends transactions."""
    sent: list[str] = []

    def note(connection: object, cursor: object, statement: str, *_: object) -> None:
        if not statement.lstrip().upper().startswith(_FRAMING):
            sent.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


def check_plugin(plugin: str | ModuleType, folder: Path) -> None:
    """The test of every plugin: fails with everything that is wrong with it, each in a sentence.

    `plugin` is the name of an installed one, or its module. In `folder` (empty, `tmp_path`
    for instance) a portal is set up with the installed plugins and this one: everything it
    brings is loaded, shown, filled in, kept and read again, and then taken away.
    """
    candidates = {name: (name, version, load) for name, version, load in installed_plugins()}
    name = plugin if isinstance(plugin, str) else plugin.__name__.rpartition(".")[2].removeprefix("portal_")
    if not isinstance(plugin, str):
        candidates[name] = module_plugin(name, plugin)
    assert name in candidates, f"tidak ada plugin '{name}' yang terpasang: pasang dulu dengan pip install -e ."
    folder.mkdir(parents=True, exist_ok=True)
    app = make_app(folder, plugins=candidates.values(), panel_budget_ms=1000)
    create_schema(app)
    villages = _few_areas(app, folder / "areas")
    insider = app.test_client()
    actor = sign_in(insider, OfficeKind.VILLAGE_HEAD)
    found = next(item for item in app.extensions["portal.registry"].plugins if item.name == name)
    stage = plugin_contract.Stage(app, found, actor, insider, app.test_client(), villages)
    faults = list(plugin_contract.faults_of(stage))
    without = make_app(folder, plugins=[item for item in candidates.values() if item[0] != name])
    faults += plugin_contract.faults_without(stage, without)
    for portal in (app, without):
        close_database(portal)
    assert not faults, f"plugin {name}:\n" + "\n".join(f"- {fault}" for fault in faults)


def _few_areas(app: Flask, folder: Path) -> tuple[str, ...]:
    """Load a handful of villages around Ngebel, the ones that the checks act in; their codes, Ngebel first."""
    codes = (NGEBEL, *(f"35.02.19.20{number:02}" for number in range(11, 31)))
    rows = {
        "provinces": ["code,name", "35,Jawa Timur"],
        "regencies": ["code,province_code,name", "35.02,35,Kabupaten Ponorogo"],
        "districts": ["code,regency_code,name", "35.02.19,35.02,Ngebel"],
        "villages": ["code,district_code,name", *(f"{code},35.02.19,Desa {code[-4:]}" for code in codes)],
    }
    folder.mkdir()
    for stem, lines in rows.items():
        (folder / f"{stem}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    load_areas(app, folder)
    return codes


def sign_in(
    client: FlaskClient,
    kind: OfficeKind | str,
    scope_codes: Iterable[str] | None = None,
    *,
    organisation_id: int | None = None,
    partnership_id: int | None = None,
    username: str | None = None,
) -> Actor:
    """Sign a browser in as the holder of an office, and return who acts.

    Account (password `TEST_PASSWORD`), office and term are made when they are missing. An
    office of a village is that of Ngebel unless `scope_codes` says otherwise. The same
    arguments give the same person again; another `username` gives another one.
    """
    kind = OfficeKind(kind)
    codes = (NGEBEL,) if scope_codes is None and kind in VILLAGE_OFFICES else tuple(scope_codes or ())
    with client.application.app_context():
        actor = _holder(kind, codes, organisation_id, partnership_id, username)
        assert actor.person_id is not None and actor.office is not None
        token = login.begin_session(actor.person_id, login.Visit("127.0.0.1"), actor.office.id)
    with client.session_transaction() as cookie:
        cookie.clear()
        cookie.update(login=token, seen=int(clock.now().timestamp()))
    return actor


def post(
    client: FlaskClient, url: str, data: dict[str, Any] | None = None, *, htmx: bool = False, **options: Any
) -> TestResponse:
    """Post a form as a browser would: with the token against forged requests; `htmx` asks for a fragment."""
    headers = {**options.pop("headers", {}), **({"HX-Request": "true"} if htmx else {})}
    return client.post(url, data={"csrf_token": csrf_token(client), **(data or {})}, headers=headers, **options)


def csrf_token(client: FlaskClient) -> str:
    """The token that a form shown to this browser would hold."""
    with client.session_transaction() as cookie:
        kept = cookie.get("csrf_token")
        with client.application.test_request_context():
            if kept:
                session["csrf_token"] = kept
            token = str(generate_csrf())
            made = session["csrf_token"]
        if not kept:
            cookie["csrf_token"] = made
    return token


def _holder(
    kind: OfficeKind,
    codes: tuple[str, ...],
    organisation_id: int | None,
    partnership_id: int | None,
    username: str | None,
) -> Actor:
    label = naming.office_label(kind, codes, Terms())
    office_id = service.ensure_office(kind, codes, organisation_id, partnership_id, label).id
    name = username or f"{kind.value.replace('_', '.')}-{office_id}"
    person = db.session.scalars(select(Person).filter_by(username=name)).first()
    if person is None:
        person = service.create_person_hashed(
            SYSTEM, name=name.replace(".", " ").title(), username=name, password_hash=_cheap_hash(TEST_PASSWORD)
        )
    person_id = person.id
    if db.session.scalars(select(OfficeTerm).filter_by(office_id=office_id, person_id=person_id)).first() is None:
        service.give_office(SYSTEM, office_id, person_id, clock.today())
    return queries.actor_for_person(person_id, office_id)


@functools.cache
def _cheap_hash(password: str) -> str:
    """A hash that costs nothing; a real sign-in replaces it with a proper one."""
    return PasswordKeeper(time_cost=1, memory=8).hash(password)
