"""Pages of conversations: the list with its search, a new one, and one with its posts."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ...accounts.throttle import TooManyAttempts, before_the_form, take_turn
from ...errors import Invalid, NotFound
from ...partnerships.models import Partnership
from ...partnerships.things import PARTNERSHIP
from ...partnerships.working import insiders_partnership_or_404, own_party_id, stored
from ...permissions import Action
from ...storage import StoredFile
from ...web import actor, go, needs, page, require, stay
from ...web.markdown import as_markup, first_line, in_one_line
from ...web.paging import paged
from . import access, offices, queries, rules
from . import service as talk
from .forms import PostForm, ThreadForm
from .models import Thread
from .things import address, parsed, subject_of

bp = Blueprint("discussion", __name__)
ALL = "/kemitraan/<int:partnership_id>/percakapan"
ONE = ALL + "/<int:thread_id>"


@bp.get(ALL)
@needs(Action.PARTNERSHIP_VIEW)
def index(partnership_id: int) -> ResponseReturnValue:
    """The conversations of a partnership, or about one thing of it (`?tentang=`), and the search in them (`?cari=`)."""
    partnership = insiders_partnership_or_404(partnership_id)
    about = parsed(request.args.get("tentang", ""))
    text = request.args.get("cari", "").strip()[: rules.LONGEST_SEARCH]
    words = rules.search_words(text)
    moderates = access.moderates(actor(), partnership)
    found = queries.found(partnership.id, words, actor(), moderates) if words else None
    return page(
        "coordination/discussion/list.html",
        partnership=partnership,
        shown=paged(queries.listed(partnership.id, about) if found is None else found),
        pinned=[] if words or about else queries.announcements(partnership.id),
        subject=subject_of(partnership, *about) if about else None,
        text=text,
        words=words,
        excerpt=rules.excerpt,
        plain=in_one_line,
        address=address,
        may_write=access.may_write(actor(), partnership),
    )


@bp.route(ALL + "/baru", methods=["GET", "POST"])
@needs(Action.DISCUSSION_POST)
def begin(partnership_id: int) -> ResponseReturnValue:
    """Begin a conversation about a thing (`?tentang=`), or about the partnership itself."""
    partnership = insiders_partnership_or_404(partnership_id)
    require(Action.DISCUSSION_POST, partnership, Action.PARTNERSHIP_VIEW)
    subject = subject_of(partnership, *(parsed(request.args.get("tentang", "")) or (PARTNERSHIP, partnership.id)))
    if subject is None:
        raise NotFound()
    form = ThreadForm()
    form.offer(offices.offices_of(partnership))
    if not access.moderates(actor(), partnership):
        del form.pinned_until
    status = 422
    if form.validate_on_submit():
        try:
            scans = _counted_upload(form)
            thread = talk.open_thread(actor(), partnership_id, (subject.kind, subject.id), form.values(), scans)
            return go(address(partnership_id, thread.id), _("Percakapan dimulai."))
        except (Invalid, TooManyAttempts) as error:
            status = _refused(form, error)
    status = status if form.errors else 200
    shown: dict[str, Any] = {"form": form, "partnership": partnership, "subject": subject}
    return page("coordination/discussion/new.html", "form", status=status, **shown)


@bp.get(ONE)
@needs(Action.PARTNERSHIP_VIEW)
def show(partnership_id: int, thread_id: int) -> ResponseReturnValue:
    """One conversation: its last posts, the newest last, and the form to answer."""
    partnership, thread = thread_or_404(partnership_id, thread_id)
    return page("coordination/discussion/thread.html", "talk", **_shown(partnership, thread, PostForm()))


@bp.post(ONE)
@needs(Action.DISCUSSION_POST)
def answer(partnership_id: int, thread_id: int) -> ResponseReturnValue:
    """Write in a conversation, and stay."""
    partnership, thread = thread_or_404(partnership_id, thread_id, Action.DISCUSSION_POST)
    form = PostForm()
    form.offer(offices.offices_of(partnership))
    status = 422
    if form.validate():
        try:
            post = talk.answer(actor(), partnership_id, thread_id, form.values(), _counted_upload(form))
            partnership, thread = thread_or_404(partnership_id, thread_id)
            here = url_for(".show", partnership_id=partnership_id, thread_id=thread_id, _anchor=f"t{post.id}")
            shown = _shown(partnership, thread, PostForm(formdata=None))
            return stay(here, "coordination/discussion/thread.html", "talk", message=_("Tulisan terkirim."), **shown)
        except (Invalid, TooManyAttempts) as error:
            status = _refused(form, error)
            partnership, thread = thread_or_404(partnership_id, thread_id)
    shown = _shown(partnership, thread, form)
    return page("coordination/discussion/thread.html", "talk", status=status, **shown)


def thread_or_404(
    partnership_id: int, thread_id: int, action: Action = Action.PARTNERSHIP_VIEW
) -> tuple[Partnership, Thread]:
    """A thread and its partnership, when this request's person reads conversations, and may do this."""
    partnership = insiders_partnership_or_404(partnership_id)
    thread = queries.thread_of(partnership.id, thread_id)
    if thread is None:
        raise NotFound()
    require(action, partnership, Action.PARTNERSHIP_VIEW)
    return partnership, thread


def _shown(partnership: Partnership, thread: Thread, form: PostForm) -> dict[str, Any]:
    """What the page of one conversation shows."""
    before = request.args.get("sebelum", "")
    number = int(before) if before.isascii() and before.isdigit() and len(before) < 10 else None
    posts, older = queries.posts_before(thread.id, number)
    person, may_write = actor(), access.may_write(actor(), partnership) and thread.locked_at is None
    if may_write and form.offices is not None and form.offices.choices is None:
        form.offer(offices.offices_of(partnership))
    return {
        "partnership": partnership,
        "thread": thread,
        "subject": subject_of(partnership, thread.subject_kind, thread.subject_id),
        "posts": posts,
        "older": older,
        "is_newest": number is None,
        "first_line": first_line,
        "form": form,
        "may_write": may_write,
        "moderates": access.moderates(person, partnership),
        "own": own_party_id(person, partnership),
        "readable": {post.id: as_markup(post.html) for post in posts if access.reads_post(person, partnership, post)},
        "editable": {post.id for post in posts if may_write and access.may_edit(person, post, thread)},
    }


def _counted_upload(form: PostForm) -> list[StoredFile]:
    """The file of a form that is otherwise in order, after the turn was counted."""
    with before_the_form():
        take_turn(("post", str(actor().person_id)))
    scan = stored(form.scan.data, "scan")
    return [scan] if scan else []


def _refused(form: PostForm, error: Invalid | TooManyAttempts) -> int:
    """Put what was refused beside the form; the status that says so."""
    if isinstance(error, Invalid):
        form.add_errors(error.errors)
        return 422
    form.form_errors.extend(error.reasons)
    return 429
