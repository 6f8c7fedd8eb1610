"""Pages of notices: the inbox, one's choices, the webhooks of a partnership, and a text for a group chat."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ...accounts import mail, people
from ...errors import Invalid, NotFound
from ...partnerships import queries as partnerships
from ...partnerships.overview import overview_of
from ...partnerships.working import insiders_partnership_or_404, may_write, partnership_or_404
from ...permissions import Action
from ...web import actor, go, needs, page
from ...web.links import local_target
from . import group, queries, rules, service
from .forms import ChoicesForm, WebhookForm, choices_form
from .groups import BY_DEFAULT, TOPICS
from .notifiers import notifiers

bp = Blueprint("notices", __name__)


@bp.get("/kotak")
@needs(Action.ACCOUNT_USE)
def inbox() -> ResponseReturnValue:
    """What I was told, the unread first. Reading a page marks nothing: a button does."""
    topic = request.args.get("soal", "")
    topic = topic if topic in TOPICS else ""
    shown = queries.inbox(actor().person_id, topic, queries.place_of(request.args.get("sesudah", "")))
    return page("coordination/notices/inbox.html", shown=shown, topics=TOPICS, topic=topic)


@bp.post("/kotak/baca")
@needs(Action.ACCOUNT_USE)
def read() -> ResponseReturnValue:
    """Mark some or all of my notices as read; then on to the thing, or back."""
    numbers = request.form.getlist("kabar", type=int)[:500]
    everything = request.form.get("semua") == "1"
    count = service.mark_read(actor(), None if everything else numbers)
    target = local_target(request.form.get("ke"))
    if target:
        return go(target)
    return go(url_for("notices.inbox"), _("%(count)s kabar ditandai dibaca.", count=count))


@bp.route("/akun/kabar", methods=["GET", "POST"])
@needs(Action.ACCOUNT_USE)
def choices() -> ResponseReturnValue:
    """What I want to hear of outside of the portal, and when."""
    channels = notifiers()
    form = choices_form(channels)(data=_chosen())
    if form.validate_on_submit():
        values = form.values()
        chosen = {code: (values[f"{code}_topics"], values.get(f"{code}_address") or "") for code in channels}
        try:
            service.choose(actor(), form.quiet, values["how_often"], {rules.MAIL: (values["surel"], ""), **chosen})
            return go(url_for("notices.choices"), _("Pilihan kabar tersimpan."))
        except Invalid as error:
            form.add_errors(error.errors)
    return _choices_page(form)


@bp.post("/akun/kabar/telegram")
@needs(Action.ACCOUNT_USE)
def telegram() -> ResponseReturnValue:
    """A one-time code for the bot; or, with `lepas`, forget the chat."""
    if rules.TELEGRAM not in notifiers():
        raise NotFound()
    if request.form.get("lepas") == "1":
        service.untie_chat(actor())
        return go(url_for("notices.choices"), _("Telegram sudah dilepas."))
    return _choices_page(choices_form(notifiers())(formdata=None, data=_chosen()), service.new_code(actor()))


@bp.route("/kemitraan/<int:partnership_id>/kabar-keluar", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def webhooks(partnership_id: int) -> ResponseReturnValue:
    """The addresses outside that hear of a partnership."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    form = WebhookForm()
    if form.validate_on_submit():
        try:
            service.set_webhook(actor(), partnership.id, **form.values())
            return go(url_for("notices.webhooks", partnership_id=partnership_id), _("Alamat tersimpan."))
        except Invalid as error:
            form.add_errors(error.errors)
    return page(
        "coordination/notices/webhooks.html",
        "form",
        status=422 if form.errors else 200,
        partnership=partnership,
        form=form,
        hooks=queries.webhooks_of(partnership.id),
        states=rules.STATES,
        may_write=may_write(actor(), partnership),
    )


@bp.post("/kemitraan/<int:partnership_id>/kabar-keluar/cabut")
@needs(Action.PARTNERSHIP_WORK)
def withdraw_webhook(partnership_id: int) -> ResponseReturnValue:
    """Send nothing more to an address."""
    partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    here = url_for("notices.webhooks", partnership_id=partnership_id)
    number = request.form.get("alamat", type=int)
    if number is None:
        return go(here)
    service.withdraw_webhook(actor(), partnership_id, number)
    return go(here, _("Alamat dicabut."))


@bp.get("/kemitraan/<int:partnership_id>/teks-grup")
@needs(Action.PARTNERSHIP_VIEW)
def group_text(partnership_id: int) -> ResponseReturnValue:
    """What waits in a partnership, as a text to paste into a group chat."""
    insiders_partnership_or_404(partnership_id)
    partnership = partnerships.whole(partnership_id)
    assert partnership is not None
    text = group.text_of(actor(), overview_of(actor(), partnership))
    url = url_for("partnerships.show", partnership_id=partnership_id, _external=True)
    write = may_write(actor(), partnership)
    return page("coordination/notices/group_text.html", partnership=partnership, text=text, url=url, may_write=write)


def _chosen() -> dict[str, Any]:
    """The form's values as they are kept; the usual ones until the person chose."""
    kept, person = queries.choices_of(actor().person_id), queries.person_of(actor().person_id)
    mails = kept.get(rules.MAIL)
    values: dict[str, Any] = {
        "how_often": mails.how_often if mails else rules.DAILY,
        "surel": mails.topics.split() if mails else list(BY_DEFAULT),
        "quiet_from": str(person.quiet_from) if person and person.quiet_from is not None else "",
        "quiet_until": str(person.quiet_until) if person and person.quiet_until is not None else "",
    }
    for code in notifiers():
        choice = kept.get(code)
        values[f"{code}_topics"] = choice.topics.split() if choice else list(BY_DEFAULT)
        values[f"{code}_address"] = choice.address if choice else ""
    return values


def _choices_page(form: ChoicesForm, code: str = "") -> ResponseReturnValue:
    tied = queries.choices_of(actor().person_id).get(rules.TELEGRAM)
    return page(
        "coordination/notices/choices.html",
        status=422 if form.errors else 200,
        form=form,
        code=code,
        has_telegram=rules.TELEGRAM in notifiers(),
        is_tied=bool(tied and tied.address),
        mail_works=mail.is_set_up(current_app.extensions["portal.settings"]),
        email=people.person_by_id(actor().person_id).email,
        failed=queries.failed_of(actor().person_id),
        states=rules.STATES,
        channels={rules.MAIL: _("surel"), **{name: item.label for name, item in notifiers().items()}},
    )
