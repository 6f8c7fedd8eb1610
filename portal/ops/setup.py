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
from sqlalchemy import create_engine, func, make_url, select

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
    """Load the sample data into a database that has no people yet."""
    from ..accounts.models import Person

    if find_spec("portal.demo") is None:
        return
    demo: Any = importlib.import_module("portal.demo")
    with app.app_context():
        if db.session.scalar(select(func.count()).select_from(Person)):
            return
        demo.load()
    yield "Data contoh dimuat."


def empty_demo(settings: Settings) -> None:
    """Throw a demo installation's records away. Refuses any other installation, and a running portal."""
    if not settings.demo:
        raise OperationRefused("Hanya portal dalam mode contoh (PORTAL_DEMO=1) yang dapat dikosongkan.")
    with not_running(settings.instance):
        if make_url(settings.database_url).get_backend_name() == "postgresql":
            engine = create_engine(settings.database_url, isolation_level="AUTOCOMMIT")
            with engine.connect() as connection:
                connection.exec_driver_sql("DROP SCHEMA public CASCADE")
                connection.exec_driver_sql("CREATE SCHEMA public")
            engine.dispose()
        else:
            database = Path(make_url(settings.database_url).database or "")
            for old in (database, *database.parent.glob(database.name + "-*")):
                old.unlink(missing_ok=True)
        shutil.rmtree(settings.files, ignore_errors=True)
