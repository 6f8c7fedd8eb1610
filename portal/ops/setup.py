"""`portal init`: everything a new installation needs, and nothing twice."""

from __future__ import annotations

import importlib
import os
import shutil
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import URL, create_engine, func, inspect, make_url, select, text

from .. import create_app, migrate
from ..db import db
from ..settings import Settings, load_settings, make_keys
from . import OperationRefused
from .serve import not_running


def initialise(environ: Mapping[str, str] | None = None) -> Iterator[str]:
    """Keys, database, official areas, htmx; in demo mode sample data too. Yields what it did, in sentences."""
    env = os.environ if environ is None else environ
    instance = Path(env.get("PORTAL_INSTANCE", "instance")).resolve()
    if not (instance / "audit.key").exists():
        yield f"Membuat kunci rahasia di {instance}."
    instance.mkdir(mode=0o750, parents=True, exist_ok=True)
    make_keys(instance)
    settings = load_settings(environ)
    settings.files.mkdir(parents=True, exist_ok=True)
    for applied in migrate.upgrade(settings.database_url, settings.instance / "write.gate"):
        yield f"Basis data: {applied} dipasang."
    app = create_app(settings)
    with app.app_context():
        yield from _load_areas()
    yield make_assets()
    if settings.demo:
        yield from load_demo(app)


def _load_areas() -> Iterator[str]:
    from ..villages import areas
    from ..villages.models import Area

    if not db.session.scalar(select(func.count()).select_from(Area)):
        yield "Memuat wilayah resmi Indonesia, sekitar setengah menit."
        yield from areas.load().sentences()


def make_assets() -> str:
    """Make the local copy of htmx; a sentence says how it went. Without it the portal runs all the same."""
    from ..web import assets, htmx_copy

    try:
        return htmx_copy.make_local_copy(assets.STATIC)
    except OSError as error:  # a folder of the system that this user may not write
        return f"Salinan htmx tidak dapat disimpan ({error.strerror}); portal tetap berjalan."


def load_demo(app: Flask) -> Iterator[str]:
    """Load the sample data into a database that has no people yet, which marks it as a demo for good."""
    from ..accounts.models import Person
    from ..villages.models import Area

    demo = _demo()
    if demo is None:
        return
    with app.app_context():
        if db.session.scalar(select(func.count()).select_from(Person)):
            return
        if db.session.scalars(select(Area.code).limit(1)).first() is None:
            raise OperationRefused("Data contoh memakai wilayah resmi, yang belum dimuat: jalankan 'portal init'.")
        demo.load()
    yield "Data contoh dimuat."


def empty_demo(settings: Settings) -> None:
    """Throw a demo's records away. Refuses records that did not begin as sample data, and a running portal."""
    if not settings.demo:
        raise OperationRefused("Hanya portal dalam mode contoh (PORTAL_DEMO=1) yang dapat dikosongkan.")
    url = make_url(settings.database_url)
    on_postgresql = url.get_backend_name() == "postgresql"
    database = Path(url.database or "")
    with not_running(settings.instance):
        if not on_postgresql and not database.exists():
            return
        if not _began_as_demo(url):
            raise OperationRefused("Portal ini tidak dimulai dengan data contoh: isinya tidak dibuang.")
        if on_postgresql:
            _drop_tables(url)
        else:
            for old in (database, *database.parent.glob(database.name + "-*")):
                old.unlink(missing_ok=True)
        shutil.rmtree(settings.files, ignore_errors=True)


def _began_as_demo(url: URL) -> bool:
    """Whether the history says that sample data came first. A setting or a file could stand beside real records."""
    demo = _demo()
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            if demo is None or not inspect(connection).has_table("event"):
                return False
            marked = text("SELECT count(*) FROM event WHERE kind = :kind AND subject_kind = 'installation'")
            return bool(connection.execute(marked, {"kind": demo.MARK}).scalar())
    finally:
        engine.dispose()


def _drop_tables(url: URL) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    engine.dispose()


def _demo() -> Any:
    """The sample data, where they are installed."""
    return importlib.import_module("portal.demo") if find_spec("portal.demo") else None
