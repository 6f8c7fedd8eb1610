"""Pages of the joint positions: list, read, write, print; and the parties' words."""

from __future__ import annotations

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.sdk import Action, actor, go, needs, opened_version, page, paged

from . import pages, queries, rules, service
from .access import abilities, cleared
from .forms import PositionForm, ReasonForm, SendForm, WordForm
from .pages import AT, ONE, Asked, asked, at, url_of

bp = Blueprint("advocacy", __name__)


@bp.get(ONE)
@needs(Action.PARTNERSHIP_VIEW)
def index(partnership_id: int) -> ResponseReturnValue:
    """The positions of a partnership that this person may read."""
    partnership = pages.partnership_of(partnership_id)
    state = request.args.get("keadaan", "")
    shown = paged(queries.listed(partnership_id, cleared(actor(), partnership), state if state in rules.STATES else ""))
    can = abilities(actor(), partnership)
    return page(
        "multilateral/advocacy/index.html",
        "positions",
        partnership=partnership,
        shown=shown,
        state=state,
        rules=rules,
        may_write=can.works and rules.season_fault(partnership.status) is None,
    )


@bp.route(ONE + "/baru", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def propose(partnership_id: int) -> ResponseReturnValue:
    """Begin a draft."""
    partnership = pages.partnership_of(partnership_id, Action.PARTNERSHIP_WORK)
    form = PositionForm()
    return asked(
        Asked(_("Sikap bersama baru"), _("Simpan rancangan"), partnership),
        form,
        lambda: service.propose(actor(), partnership_id, form.values()),
        _("Rancangan tersimpan. Lengkapi, lalu minta suara para pihak."),
    )


@bp.get(AT)
@needs(Action.PARTNERSHIP_VIEW)
def show(partnership_id: int, position_id: int) -> ResponseReturnValue:
    """One position: what is asked, who stands behind it, what was done, what was answered."""
    partnership, position = at(partnership_id, position_id)
    return page("multilateral/advocacy/show.html", **pages.whole(partnership, position))


@bp.get(AT + "/surat")
@needs(Action.PARTNERSHIP_VIEW)
def letter(partnership_id: int, position_id: int) -> ResponseReturnValue:
    """The letter, to be printed, with everybody who stands behind it."""
    partnership, position = at(partnership_id, position_id)
    return page("multilateral/advocacy/letter.html", **pages.whole(partnership, position))


@bp.get(AT + "/suara")
@needs(Action.PARTNERSHIP_VIEW)
def words(partnership_id: int, position_id: int) -> ResponseReturnValue:
    """What each party said, and who has not spoken; for the parties and those who oversee them."""
    partnership, position = at(partnership_id, position_id, insiders_only=True)
    return page("multilateral/advocacy/words.html", **pages.whole(partnership, position))


@bp.route(AT + "/ubah", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def edit(partnership_id: int, position_id: int) -> ResponseReturnValue:
    """Change a draft."""
    partnership, position = at(partnership_id, position_id, Action.PARTNERSHIP_WORK)
    form = PositionForm(obj=position)
    return asked(
        Asked(_("Ubah rancangan"), _("Simpan rancangan"), partnership, position, (rules.DRAFT,), versioned=True),
        form,
        lambda: service.edit(actor(), partnership_id, position_id, opened_version(), form.values()),
        _("Rancangan tersimpan."),
    )


@bp.post(AT + "/edarkan")
@needs(Action.PARTNERSHIP_WORK)
def ask_parties(partnership_id: int, position_id: int) -> ResponseReturnValue:
    """Put the draft before the parties."""
    at(partnership_id, position_id, Action.PARTNERSHIP_WORK)
    position = service.ask_parties(actor(), partnership_id, position_id)
    return go(url_of(position), _("Para pihak kini dimintai suara. Teksnya tetap sampai ditarik kembali."))


@bp.route(AT + "/perbaiki", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def rework(partnership_id: int, position_id: int) -> ResponseReturnValue:
    """Take the text back to its drafters."""
    partnership, position = at(partnership_id, position_id, Action.PARTNERSHIP_WORK)
    form = ReasonForm()
    told = _("Suara yang sudah diberikan tidak berlaku untuk teks yang baru; para pihak diminta lagi.")
    return asked(
        Asked(_("Tarik kembali untuk diperbaiki"), _("Tarik kembali"), partnership, position, (rules.GATHERING,), told),
        form,
        lambda: service.rework(actor(), partnership_id, position_id, form.reason.data or ""),
        _("Kembali menjadi rancangan."),
    )


@bp.route(AT + "/tarik", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def withdraw(partnership_id: int, position_id: int) -> ResponseReturnValue:
    """Give a position up."""
    partnership, position = at(partnership_id, position_id, Action.PARTNERSHIP_WORK)
    form = ReasonForm()
    told = _("Sikap ini tidak jadi dikirim. Teks dan alasannya tetap dapat dibaca para pihak.")
    return asked(
        Asked(_("Batalkan sikap bersama"), _("Batalkan"), partnership, position, (rules.DRAFT, rules.GATHERING), told),
        form,
        lambda: service.withdraw(actor(), partnership_id, position_id, form.reason.data or ""),
        _("Sikap bersama dibatalkan."),
    )


@bp.route(AT + "/bersuara", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_SIGN)
def say_word(partnership_id: int, position_id: int) -> ResponseReturnValue:
    """A head's word for the own party."""
    partnership, position = at(partnership_id, position_id, Action.PARTNERSHIP_SIGN, leaders_only=True)
    form = WordForm()
    told = _("Kepala desa atau pimpinan lembaga bersuara untuk pihaknya sendiri. Suara dapat diubah sampai dikirim.")
    return asked(
        Asked(_("Suara pihak Anda"), _("Simpan suara"), partnership, position, (rules.GATHERING,), told),
        form,
        lambda: service.say_word(actor(), partnership_id, position_id, form.word.data or "", form.reason.data or ""),
        _("Suara pihak Anda tercatat."),
    )


@bp.route(AT + "/kirim", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_SIGN)
def send(partnership_id: int, position_id: int) -> ResponseReturnValue:
    """Freeze and send."""
    partnership, position = at(partnership_id, position_id, Action.PARTNERSHIP_SIGN, leaders_only=True)
    form = SendForm()
    told = _("Sesudah dikirim teksnya beku; perbaikan menjadi versi baru. Cetak suratnya dan bubuhkan tanda tangan.")
    return asked(
        Asked(_("Kirim sikap bersama"), _("Catat sebagai terkirim"), partnership, position, (rules.GATHERING,), told),
        form,
        lambda: service.send(
            actor(), partnership_id, position_id, form.letter_number.data or "", form.values()["held_on"]
        ),
        _("Terkirim dan dibekukan. Catat tiap langkah sesudahnya di sini."),
    )


@bp.post(AT + "/versi")
@needs(Action.PARTNERSHIP_WORK)
def new_version(partnership_id: int, position_id: int) -> ResponseReturnValue:
    """Begin a correction of what was sent."""
    at(partnership_id, position_id, Action.PARTNERSHIP_WORK)
    position = service.new_version(actor(), partnership_id, position_id)
    return go(url_of(position, "edit"), _("Ini salinannya. Versi lama tetap dapat dibaca."))


@bp.post(AT + "/publik")
@needs(Action.PARTNERSHIP_PUBLISH)
def publish(partnership_id: int, position_id: int) -> ResponseReturnValue:
    """Let everybody read it, or its parties only."""
    at(partnership_id, position_id, Action.PARTNERSHIP_PUBLISH)
    shown = request.form.get("tampil") == "1"
    position = service.set_public(actor(), partnership_id, position_id, shown)
    return go(url_of(position), _("Kini tampil untuk umum.") if shown else _("Kini hanya untuk para pihak."))
