"""Default deny: every view names its action, and ends with a decision or is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from flask import Flask, Response, current_app, g, request

from .. import permissions
from ..errors import NotAllowed
from ..permissions import VISITOR, Action, Actor

View = TypeVar("View", bound=Callable[..., Any])
MARK = "portal_action"


class Undecided(RuntimeError):
    """A view answered without asking whether the person may."""


class LoginNeeded(Exception):
    """Only a signed-in person can do this."""


def needs(action: Action) -> Callable[[View], View]:
    """Name the action of a view."""

    def mark(view: View) -> View:
        setattr(view, MARK, action)
        return view

    return mark


def public(view: View) -> View:
    """Mark a view that everyone may open."""
    return needs(Action.PAGE_VIEW)(view)


def action_of(view: Callable[..., Any] | None) -> Action | None:
    """The action a view names."""
    return cast("Action | None", getattr(view, MARK, None))


def actor() -> Actor:
    """Who acts in this request."""
    return cast(Actor, g.get("actor", VISITOR))


def require(action: Action, thing: Any, view: Action | None = None) -> None:
    """Raise `NotFound` or `NotAllowed` unless this request's person may; the view is then decided."""
    permissions.require(actor(), action, thing, view)
    g.decided = True


def init_app(app: Flask) -> None:
    """Check every request before its view and after it."""
    needs(Action.PAGE_VIEW)(app.view_functions["static"])
    app.before_request(_check_action)
    app.after_request(_check_decided)


def _check_action() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    if view is None:
        return
    action = action_of(view)
    if action is None:
        raise Undecided(f"{request.endpoint} names no action")
    if permissions.may_do_to_any(actor(), action):
        g.decided = True
    elif not permissions.may_at_all(actor(), action):
        if not actor().signed_in:
            raise LoginNeeded()
        raise NotAllowed()


def _check_decided(response: Response) -> Response:
    if response.status_code >= 400 or g.get("decided") or request.endpoint is None:
        return response
    if response.status_code in (302, 303, 308) and not g.get("decided"):
        return response
    current_app.logger.error("%s answered without a permission decision", request.endpoint)
    if current_app.testing:
        raise Undecided(f"{request.endpoint} answered without a permission decision")
    response.set_data(b"")
    response.status_code = 403
    return response
