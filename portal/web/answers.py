"""How a view answers: a page or the fragment of the same template, stay, or leave."""

from __future__ import annotations

import json
from typing import Any

from flask import Response, current_app, flash, g, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue


def is_htmx() -> bool:
    """Whether htmx asks for a fragment; a restored history page is a whole page."""
    return request.headers.get("HX-Request") == "true" and "HX-History-Restore-Request" not in request.headers


def page(
    template: str, block: str | None = None, *, status: int = 200, events: tuple[str, ...] = (), **context: Any
) -> Response:
    """The page; or, for htmx, only its block, rendered from the same template."""
    if block and is_htmx():
        response = make_response(render_block(template, block, **context), status)
    else:
        response = make_response(render_template(template, **context), status)
    if events and is_htmx():
        response.headers["HX-Trigger"] = json.dumps(dict.fromkeys(events, True))
    return response


def stay(
    url: str, template: str, block: str, *, events: tuple[str, ...] = (), message: str = "", **context: Any
) -> ResponseReturnValue:
    """Saved, and the person stays: htmx gets the refreshed block, a browser is sent to `url`."""
    if not is_htmx():
        return go(url, message)
    g.saved = True  # forms in the block start anew
    response = page(template, block, saved_message=message, **context)
    response.headers["HX-Trigger"] = json.dumps({**dict.fromkeys(events, True), "saved": message})
    return response


def go(url: str, message: str = "") -> ResponseReturnValue:
    """Leave for another page, with a message to show there."""
    if message:
        flash(message)
    if is_htmx():
        return Response(status=200, headers={"HX-Redirect": url})
    return redirect(url, 303)


def render_block(template: str, block: str, **context: Any) -> str:
    """One block of a template, rendered alone. Imports and sets must stand inside the block."""
    compiled = current_app.jinja_env.get_template(template)
    current_app.update_template_context(context)
    return "".join(compiled.blocks[block](compiled.new_context(context)))
