"""An app with a few odd pages of its own, to see how the vocabulary of pages treats them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsers import Served, serve
from flask import Blueprint, Flask, Response, abort, request
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError
from wtforms import DateField, FileField
from wtforms.validators import Optional

from portal import testing
from portal.errors import Busy, Conflict, NotAllowed, NotFound
from portal.web import PortalForm, go, page, public, stay

ERRORS = {
    "403": NotAllowed("BPD Desa Sempu belum memutuskan."),
    "404": NotFound(),
    "409": Conflict({"Kepala desa": "Suparman"}, {"Kepala desa": "Sutrisno"}),
    "500": RuntimeError("rahasia dapur"),
    "503": Busy(),
    "507": OperationalError("INSERT", {}, Exception("database or disk is full")),
}


class FileForm(PortalForm):
    """A file and a day, which a browser may be unable to read."""

    photo = FileField("Foto")
    day = DateField("Tanggal", [Optional()])


@pytest.fixture(scope="session")
def odd_blueprint() -> object:
    """Makes the blueprint of odd pages, for an app of one's own."""
    return odd_pages


def odd_pages() -> Blueprint:
    """Pages that answer in every way a page can."""
    bp = Blueprint("odd", __name__, url_prefix="/uji", template_folder="templates")

    @bp.route("/galat/<name>", methods=["GET", "POST"])
    @public
    def fail(name: str) -> Response:
        if name in ERRORS:
            raise ERRORS[name]
        abort(int(name))

    @bp.route("/catatan", methods=["GET", "POST"])
    @public
    def note() -> object:
        text = request.form.get("text", "")
        if request.method == "POST" and text:
            return stay(
                "/uji/catatan", "odd/note.html", "form", events=("note-changed",), message="Dicatat.", text=text
            )
        return page("odd/note.html", "form", text=text, status=422 if request.method == "POST" else 200)

    @bp.route("/berkas", methods=["GET", "POST"])
    @public
    def file() -> object:
        return page("odd/file.html", "form", form=FileForm())

    @bp.get("/biasa")
    @public
    def plain() -> object:
        return page("odd/plain.html")

    @bp.post("/pindah")
    @public
    def leave() -> object:
        return go("/tentang", "Sudah pindah.")

    return bp


@pytest.fixture(scope="session")
def the_odd_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    app = testing.make_app(tmp_path_factory.mktemp("odd"))
    app.register_blueprint(odd_pages())
    testing.create_schema(app)
    yield app
    testing.close_database(app)


@pytest.fixture
def odd(the_odd_app: Flask) -> FlaskClient:
    """A visitor's browser at the app with odd pages."""
    return the_odd_app.test_client()


@pytest.fixture
def templates() -> Path:
    """Where the pages of the core are."""
    return Path(__file__).parents[2] / "templates"


@pytest.fixture
def site(the_odd_app: Flask) -> Iterator[Served]:
    """The app with odd pages, on a port of its own."""
    with serve(the_odd_app) as served:
        yield served
