"""/sehat: for monitors. Answers without the database, and with it on ?db=1."""

from __future__ import annotations

from flask import Blueprint, Flask, Response, jsonify, request
from sqlalchemy import text

from ..db import db
from .guard import public

bp = Blueprint("health", __name__)


@bp.get("/sehat")
@public
def health() -> Response:
    """`{"sehat": true}`; with `?db=1` only when the database answers."""
    if request.args.get("db"):
        db.session.execute(text("SELECT 1"))
    return jsonify(sehat=True)


def init_app(app: Flask) -> None:
    """Mount the page."""
    app.register_blueprint(bp)
