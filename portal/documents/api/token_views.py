"""Pages of keys: one's own, and for the administrator all of them; and the page that says what the interface is."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ... import clock
from ...accounts.sessions import step_up
from ...errors import Invalid
from ...permissions import Action
from ...web import actor, go, needs, page, programs, public
from ...web.paging import paged
from . import queries, rules, service
from .forms import TokenForm

bp = Blueprint("api_tokens", __name__)


@bp.get("/api")
@public
def about() -> ResponseReturnValue:
    """What the open interface is, for people, with examples."""
    return page("documents/api/about.html", root=programs.root(), limits=rules)


@bp.get("/akun/program")
@needs(Action.ACCOUNT_USE)
def tokens() -> ResponseReturnValue:
    """One's own keys."""
    return _tokens_page(TokenForm(formdata=None))


@bp.post("/akun/program")
@needs(Action.ACCOUNT_USE)
@step_up
def make_token() -> ResponseReturnValue:
    """Make a key; this answer is the only one that shows it."""
    form = TokenForm()
    if not form.validate():
        return _tokens_page(form)
    values = form.values()
    try:
        _token, text = service.make_token(actor(), values["name"] or "", values["scope"], int(values["days"]))
    except Invalid as error:
        form.add_errors(error.errors)
        return _tokens_page(form)
    return _tokens_page(TokenForm(formdata=None), text)


@bp.post("/akun/program/<int:api_token_id>/cabut")
@needs(Action.ACCOUNT_USE)
def withdraw_token(api_token_id: int) -> ResponseReturnValue:
    """End a key of one's own."""
    service.withdraw_token(actor(), api_token_id)
    return go(url_for("api_tokens.tokens"), _("Kunci dicabut. Program itu tidak dapat membaca lagi."))


@bp.get("/admin/program")
@needs(Action.ADMIN_ALL)
def every_token() -> ResponseReturnValue:
    """All keys, with who made them and when they were used last."""
    return page("documents/api/every_token.html", "list", shown=paged(queries.every_token()), **_words())


@bp.post("/admin/program/<int:api_token_id>/cabut")
@needs(Action.ADMIN_ALL)
def end_token(api_token_id: int) -> ResponseReturnValue:
    """End anybody's key."""
    service.withdraw_token(actor(), api_token_id)
    return go(url_for("api_tokens.every_token"), _("Kunci dicabut. Program itu tidak dapat membaca lagi."))


def _tokens_page(form: TokenForm, made: str = "") -> ResponseReturnValue:
    answer = page(
        "documents/api/tokens.html", "tokens", status=422 if form.errors else 200,
        form=form, found=queries.tokens_of(actor().person_id), made=made, root=programs.root(), **_words(),
    )  # fmt: skip
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _words() -> dict[str, Any]:
    return {"scopes": rules.SCOPES, "now": clock.now()}
