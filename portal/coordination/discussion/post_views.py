"""Pages of one post and of a conversation's end: change, hide, tie to a decision, lock."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ...contracts import Text
from ...errors import Invalid, NotAllowed, NotFound
from ...partnerships.decided import decided_in
from ...partnerships.models import Partnership
from ...permissions import Action
from ...web import PortalForm, actor, go, needs, page
from ...web.forms import opened_version
from . import access, queries, service
from .forms import DecisionForm, EditForm, ReasonForm, TitleForm
from .models import Post, Thread
from .things import address
from .views import ONE, bp, thread_or_404

POST = ONE + "/tulisan/<int:post_id>"


@bp.route(POST + "/ubah", methods=["GET", "POST"])
@needs(Action.DISCUSSION_POST)
def edit(partnership_id: int, thread_id: int, post_id: int) -> ResponseReturnValue:
    """Change one's own post."""
    partnership, thread, post = post_or_404(partnership_id, thread_id, post_id, Action.DISCUSSION_POST)
    if not (access.may_write(actor(), partnership) and access.may_edit(actor(), post, thread)):
        raise NotAllowed(_("Tulisan hanya dapat diubah penulisnya, dalam 15 menit."))
    form = EditForm(data={"text": post.text})
    return _asked(
        (partnership, thread, post),
        form,
        (_("Ubah tulisan"), _("Tulisan yang semula tetap dapat dibaca.")),
        lambda: service.edit(actor(), partnership_id, thread_id, post_id, opened_version(), form.text.data or ""),
    )


@bp.route(POST + "/sembunyikan", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def hide(partnership_id: int, thread_id: int, post_id: int) -> ResponseReturnValue:
    """Hide a post, and say why."""
    found = post_or_404(partnership_id, thread_id, post_id, Action.PARTNERSHIP_WORK)
    form = ReasonForm()
    return _asked(
        found,
        form,
        (_("Sembunyikan tulisan"), _("Alasan dan jabatan Anda tampil; isinya tetap dibaca penulis dan pengelola.")),
        lambda: service.hide(actor(), partnership_id, thread_id, post_id, opened_version(), form.reason.data or ""),
    )


@bp.post(POST + "/tampilkan")
@needs(Action.PARTNERSHIP_WORK)
def show_again(partnership_id: int, thread_id: int, post_id: int) -> ResponseReturnValue:
    """Show a hidden post again."""
    post_or_404(partnership_id, thread_id, post_id, Action.PARTNERSHIP_WORK)
    service.show_again(actor(), partnership_id, thread_id, post_id, opened_version())
    return go(address(partnership_id, thread_id, post_id), _("Tulisan tampil lagi."))


@bp.route(POST + "/keputusan", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def tie(partnership_id: int, thread_id: int, post_id: int) -> ResponseReturnValue:
    """Mark a post as being about a decision on record."""
    found = post_or_404(partnership_id, thread_id, post_id, Action.PARTNERSHIP_WORK)
    form = DecisionForm()
    form.offer(decided_in(partnership_id))
    return _asked(
        found,
        form,
        (_("Tandai keputusan"), _("Keputusan lahir di rapat; di sini tulisan ditautkan ke keputusan yang tercatat.")),
        lambda: service.tie(actor(), partnership_id, thread_id, post_id, opened_version(), form.decision.data or ""),
    )


@bp.route(ONE + "/tutup", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def lock(partnership_id: int, thread_id: int) -> ResponseReturnValue:
    """Close a conversation, or open it again; with a reason."""
    partnership, thread = thread_or_404(partnership_id, thread_id, Action.PARTNERSHIP_WORK)
    form = ReasonForm()
    heading = _("Buka lagi percakapan") if thread.locked_at else _("Tutup percakapan")
    return _asked(
        (partnership, thread, None),
        form,
        (heading, _("Percakapan yang ditutup tetap dapat dibaca.")),
        lambda: service.lock(actor(), partnership_id, thread_id, opened_version(), form.reason.data or ""),
    )


@bp.route(ONE + "/judul", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def rename(partnership_id: int, thread_id: int) -> ResponseReturnValue:
    """Give a conversation another title; with a reason."""
    partnership, thread = thread_or_404(partnership_id, thread_id, Action.PARTNERSHIP_WORK)
    form = TitleForm(data={"title": thread.title})
    title, reason = form.title, form.reason
    return _asked(
        (partnership, thread, None),
        form,
        (_("Ubah judul"), _("Judul tampil di daftar dan pemberitahuan. Judul semula tetap ada di riwayat.")),
        lambda: service.rename(
            actor(), partnership_id, thread_id, opened_version(), title.data or "", reason.data or ""
        ),
    )


def post_or_404(partnership_id: int, thread_id: int, post_id: int, action: Action) -> tuple[Partnership, Thread, Post]:
    """A post with its thread and partnership, when this request's person reads it, and may do this."""
    partnership, thread = thread_or_404(partnership_id, thread_id, action)
    post = queries.post_of(partnership.id, thread.id, post_id)
    if post is None or not access.reads_post(actor(), partnership, post):
        raise NotFound()
    return partnership, thread, post


def _asked(
    found: tuple[Partnership, Thread, Post | None],
    form: PortalForm,
    words: tuple[Text, Text],
    verb: Callable[[], Any],
) -> ResponseReturnValue:
    """A page with one form about a post or a thread; when it is in order, the verb and back."""
    partnership, thread, post = found
    back = address(partnership.id, thread.id, post.id if post else None)
    if form.validate_on_submit():
        try:
            verb()
            return go(back, _("Perubahan tersimpan."))
        except Invalid as error:
            form.add_errors(error.errors)
    shown: dict[str, Any] = {"partnership": partnership, "thread": thread, "post": post, "back": back, "form": form}
    status = 422 if form.errors else 200
    template = "coordination/discussion/ask.html"
    return page(template, "form", status=status, heading=words[0], lead=words[1], **shown)
