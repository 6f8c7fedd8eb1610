"""How the interface answers: JSON in UTF-8, a part of a list at a time, with a validator that costs one statement."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, request
from flask_babel import force_locale
from sqlalchemy import select

from ... import clock
from ...accounts.throttle import TooManyAttempts
from ...contracts import say
from ...db import db
from ...events import Event
from ...web import actor, public
from ...web.programs import PREFIX, problem, root
from .callers import has_key, identify
from .rules import BadParameter

JSON, GEOJSON = "application/json", "application/geo+json"
Given = Mapping[str, str]

bp = Blueprint("api", __name__, url_prefix=PREFIX)
bp.before_request(identify)


@dataclass(frozen=True)
class Part:
    """A part of a list: its things, and the key after which the next part begins; None on the last."""

    items: Sequence[Mapping[str, Any]]
    next_key: object = None


def part_of(rows: Sequence[Any], limit: int, key: Callable[[Any], object]) -> tuple[Sequence[Any], object]:
    """Of `limit` + 1 rows those that are shown, and the key after which the next part begins."""
    shown = rows[:limit]
    return shown, key(shown[-1]) if len(rows) > limit else None


def offered(address: str, *names: str, kind: str = JSON) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Offer what a function reads at an address: of `names` in the query and of the address, in Indonesian words.

    The function takes the query's values and the address's, and answers a mapping, or a `Part` of a list.
    """

    def offer(read: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(read)
        def view(**arguments: Any) -> Response:
            if request.accept_mimetypes.provided and not request.accept_mimetypes.best_match((kind, JSON)):
                return problem(406)
            given = _given(names)
            mark = _mark()
            known = _known_of(mark)
            if known:
                return _unchanged(known)
            with force_locale("id"):
                found = read(given, **arguments)
            return _answer(found, given, mark, kind)

        bp.get(address)(public(view))
        return read

    return offer


@bp.errorhandler(BadParameter)
def _bad_parameter(error: BadParameter) -> Response:
    with force_locale("id"):
        sentence = str(error.sentence)
    return problem(400, sentence, errors=[{"field": error.name, "detail": sentence}])


@bp.errorhandler(TooManyAttempts)
def _slowed(error: TooManyAttempts) -> Response:
    response = problem(429)
    response.headers["Retry-After"] = str(error.wait)
    return response


@bp.after_request
def _open_to_other_sites(response: Response) -> Response:
    """What everyone may read, pages of other sites may read too; never what a key opens."""
    headers = response.headers
    headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
    response.vary.add("Authorization")
    if request.headers.get("Authorization"):
        return response
    headers["Access-Control-Allow-Origin"] = "*"
    headers["Access-Control-Expose-Headers"] = "ETag, Link, Retry-After"
    headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    if request.method == "OPTIONS":
        headers.pop("Content-Type", None)
        headers["Access-Control-Allow-Methods"] = "GET, HEAD"
        headers["Access-Control-Allow-Headers"] = "If-None-Match"
        headers["Access-Control-Max-Age"] = "86400"
    return response


def as_json(value: Any) -> str:
    """Values as JSON: moments in UTC, dates as dates, quantities as numbers, words in the language of the moment."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_plain)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return str(value)


def _given(names: tuple[str, ...]) -> Given:
    """The values of the query; `BadParameter` for one that this address does not know, or that comes twice."""
    for name, values in request.args.lists():
        if name not in names:
            raise BadParameter(name[:40], say("Alamat ini tidak mengenal isian ini."))
        if len(values) > 1:
            raise BadParameter(name, say("Tulis sekali saja."))
    return request.args.to_dict()


def _mark() -> str:
    """What an answer to this asker at this address may depend on: it changes with every event, and every day."""
    newest = db.session.scalar(select(Event.hash).order_by(Event.seq.desc()).limit(1)) or ""
    office = actor().office
    asker = f"{actor().person_id}/{office.id if office else ''}/{has_key()}"
    whole = "\n".join((newest, asker, clock.today().isoformat(), root(), request.full_path))
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _known_of(beginning: str = "", end: str = "") -> str:
    """The validator that the asker holds and that begins or ends so; empty for none. Without either, none."""
    for tag in request.if_none_match.as_set(include_weak=True):
        if (beginning and tag.startswith(beginning + "-")) or (end and tag.endswith("-" + end)):
            return tag
    return ""


def _answer(found: Any, given: Given, mark: str, kind: str) -> Response:
    following = ""
    if isinstance(found, Part):
        if found.next_key is not None:
            following = f"{root()}{request.path}?{urlencode({**given, 'after': str(found.next_key)})}"
        whole = {"type": "FeatureCollection", "features": found.items} if kind == GEOJSON else {"data": found.items}
        found = {**whole, "next": following or None}
    body = as_json(found)
    digest = hashlib.sha256(body.encode()).hexdigest()[:16]
    same = _known_of(end=digest)
    if same:  # something happened elsewhere: the asker's copy is still right
        return _unchanged(same)
    response = Response(body, mimetype=kind)
    if following:
        response.headers["Link"] = f'<{following}>; rel="next"'
    return _kept_for_asking(response, f"{mark}-{digest}")


def _unchanged(tag: str) -> Response:
    return _kept_for_asking(Response(status=304, mimetype=JSON), tag)


def _kept_for_asking(response: Response, tag: str) -> Response:
    response.set_etag(tag, weak=True)
    response.headers["Cache-Control"] = "private, no-cache" if has_key() else "public, no-cache"
    return response
