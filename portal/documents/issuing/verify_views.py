"""Whether a paper is genuine: the public page that its QR code leads to, and the comparison of a file."""

from __future__ import annotations

import hashlib
from typing import IO

from flask import Blueprint, current_app, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from ...accounts.rules import network_of
from ...accounts.throttle import TooManyAttempts, before_the_form, take_turn
from ...web import go, page, public
from . import guessing, queries, rules
from .forms import CodeForm, CompareForm

bp = Blueprint("verification", __name__)
PART = 64 * 1024  # bytes that are in memory at once


@bp.get("/periksa")
@public
def ask() -> ResponseReturnValue:
    """Type the code of a paper."""
    form = CodeForm(formdata=request.args if "kode" in request.args else None)
    if "kode" in request.args and form.validate():
        return go(url_for(".show", code=rules.grouped(rules.read_code(form.kode.data or "")) or "TIDAK-DIKENAL"))
    return _not_indexed(page("documents/issuing/ask.html", form=form))


@bp.route("/periksa/<code>", methods=["GET", "POST"])
@public
def show(code: str) -> ResponseReturnValue:
    """What is to be said of a code; with a file or its fingerprint, whether that is what was issued."""
    form = CompareForm()
    sha256 = _sha256_asked(form) if request.method == "POST" and form.validate() else ""
    found = queries.found_by(code)
    if found.paper is None:
        guessing.count_unknown(network_of(request.remote_addr or ""))
    status = 404 if found.paper is None else 422 if form.errors else 200
    answer = page(
        "documents/issuing/verify.html",
        "verdict",
        status=status,
        found=found,
        paper=found.paper,
        form=form,
        compared=queries.compared(found.paper, sha256) if found.paper and sha256 else "",
        here=url_for(".show", code=rules.grouped(found.paper.code)) if found.paper else "",
        kind_label=queries.kind_label,
        rules=rules,
    )
    return _not_indexed(answer)


def _sha256_asked(form: CompareForm) -> str:
    """The fingerprint to compare, of a file or as typed; empty with a sentence on the form when there is none."""
    sent, typed = form.file.data, form.sha256.data or ""
    upload = sent if isinstance(sent, FileStorage) and sent.filename else None
    if upload is None and not typed.strip():
        form.add_errors({"file": _("Pilih berkasnya, atau tulis sidiknya.")})
        return ""
    sha256 = rules.read_hash(typed) if upload is None else ""
    if upload is None and not sha256:
        form.add_errors({"sha256": _("Sidik terdiri dari angka 0–9 dan huruf a–f, paling sedikit 12.")})
        return ""
    try:
        with before_the_form():
            take_turn(("verify", network_of(request.remote_addr or "")))
    except TooManyAttempts as slowed:
        form.form_errors.extend(slowed.reasons)
        return ""
    return sha256 if upload is None else _sha256_of(upload.stream)


def _sha256_of(stream: IO[bytes]) -> str:
    """The fingerprint of a file that is not kept."""
    digest = hashlib.sha256()
    while part := stream.read(PART):
        digest.update(part)
    return digest.hexdigest()


def _not_indexed(answer: ResponseReturnValue) -> ResponseReturnValue:
    response = current_app.make_response(answer)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
