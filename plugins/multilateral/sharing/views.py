"""Pages of the scheme: what it rests on, every party's share of an example, who agreed, its versions."""

from __future__ import annotations

from typing import Any

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.sdk import (
    Action,
    Invalid,
    NotAllowed,
    NotFound,
    actor,
    go,
    may,
    needs,
    opened_version,
    page,
    paged,
    party_names,
    require,
    today,
)

from ..fields import ReasonForm
from ..together import acts, for_insiders, party_of, zone_code
from . import queries, rules, service, words
from .forms import DecisionForm, SchemeForm, figures_form
from .models import Scheme
from .pages import ALL, Asked, asking, opened, sharing, sliced, url
from .rules import AGREED, DRAFT, OPEN, PROPOSED

SCHEME = ALL + "/skema/<int:scheme_id>"


@sharing.get(ALL)
@needs(Action.PARTNERSHIP_VIEW)
def index(partnership_id: int) -> ResponseReturnValue:
    """The schemes in force, the one that is open, earlier versions, and everything that was shared out."""
    partnership = opened(partnership_id)
    schemes = service.schemes_of(partnership_id)
    found = paged(queries.distributions(partnership_id), size=15)
    in_force = {what: rules.in_force(schemes, what) for what in (rules.COSTS, rules.BENEFITS)}
    return page(
        "multilateral/sharing/index.html",
        "list",
        partnership=partnership,
        schemes=schemes[::-1],
        in_force=in_force,
        has_open=any(scheme.state in OPEN for scheme in schemes),
        found=found,
        progress=queries.progress(found.items),
        may_act=acts(actor(), partnership),
        rules=rules,
        words=words,
    )


@sharing.route(ALL + "/skema/baru", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def begin(partnership_id: int) -> ResponseReturnValue:
    """Begin a version of the scheme, from the one before."""
    partnership = opened(partnership_id, Action.PARTNERSHIP_WORK)
    known = service.schemes_of(partnership_id)
    form = SchemeForm.of(known[-1]) if known else SchemeForm(equal=50, population=50, while_suspended="no")
    if form.validate_on_submit():
        try:
            scheme = service.begin_scheme(actor(), partnership_id, form.values())
            there = url("scheme", partnership_id, scheme_id=scheme.id)
            return go(there, _("Skema disusun. Isi angka tiap pihak, lalu ajukan."))
        except Invalid as error:
            form.add_errors(error.errors)
    asked = Asked(_("Susun skema pembagian"), url("index", partnership_id), told=_TOLD_WEIGHTS)
    return asking(partnership, form, asked, url("begin", partnership_id))


@sharing.get(SCHEME)
@needs(Action.PARTNERSHIP_VIEW)
def scheme(partnership_id: int, scheme_id: int) -> ResponseReturnValue:
    """One version: every party's share of an example sum, what it rests on, and who agreed."""
    partnership = opened(partnership_id)
    shown = service.scheme_in(partnership_id, scheme_id)
    example = _example()
    parties = _parties_of(partnership, shown)
    sheet = queries.sheet(shown, [party.id for party in parties], example)
    own = partnership.party_of(actor().office)
    return page(
        "multilateral/sharing/scheme.html",
        "shares",
        partnership=partnership,
        scheme=shown,
        sheet=sheet,
        shown=sliced(parties, view="scheme", partnership_id=partnership_id, scheme_id=scheme_id),
        names=party_names(parties),
        own=own,
        figures={(figure.party_id, figure.base): figure for figure in shown.figures},
        assents={assent.party_id: assent for assent in shown.assents},
        may_act=acts(actor(), partnership),
        may_agree=_may_agree(partnership, shown, own),
        rules=rules,
        words=words,
    )


@sharing.route(SCHEME + "/ubah", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def edit(partnership_id: int, scheme_id: int) -> ResponseReturnValue:
    """Change the weights of a version that is being written."""
    partnership, draft = _draft(partnership_id, scheme_id)
    form = SchemeForm.of(draft)
    there, here = (url(view, partnership_id, scheme_id=scheme_id) for view in ("scheme", "edit"))
    if form.validate_on_submit():
        try:
            service.edit_scheme(actor(), scheme_id, opened_version(), form.values())
            return go(there, _("Perubahan tersimpan."))
        except Invalid as error:
            form.add_errors(error.errors)
            partnership, draft = _draft(partnership_id, scheme_id)
    asked = Asked(_("Ubah skema versi %(number)s", number=draft.number), there, told=_TOLD_WEIGHTS)
    return asking(partnership, form, asked, here, version=draft.version)


@sharing.route(SCHEME + "/angka/<int:party_id>", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def figures(partnership_id: int, scheme_id: int, party_id: int) -> ResponseReturnValue:
    """Write down what a version rests on for one party."""
    partnership, draft = _draft(partnership_id, scheme_id)
    party = party_of(partnership, party_id)
    if party is None or not party.is_bound or draft.weights == {rules.EQUAL: 100}:
        raise NotFound()
    known = {figure.base: figure for figure in draft.figures if figure.party_id == party_id}
    form = figures_form(draft.weights, known, today(zone_code(partnership)))
    there = url("scheme", partnership_id, scheme_id=scheme_id)
    if form.validate_on_submit():
        service.set_figures(actor(), scheme_id, party_id, form.by_base(), opened_version())
        return go(there, _("Angka tersimpan."))
    asked = Asked(_("Angka %(name)s", name=party_names([party])[party_id]), there)
    here = url("figures", partnership_id, scheme_id=scheme_id, party_id=party_id)
    return asking(partnership, form, asked, here, version=service.figures_version(draft, party_id))


@sharing.post(SCHEME + "/ajukan")
@needs(Action.PARTNERSHIP_WORK)
def propose(partnership_id: int, scheme_id: int) -> ResponseReturnValue:
    """Lay a version before all parties."""
    _draft(partnership_id, scheme_id)
    service.propose_scheme(actor(), scheme_id)
    return go(url("scheme", partnership_id, scheme_id=scheme_id), _("Diajukan kepada semua pihak."))


@sharing.post(SCHEME + "/setuju")
@needs(Action.PARTNERSHIP_SIGN)
def agree(partnership_id: int, scheme_id: int) -> ResponseReturnValue:
    """A party's head agrees."""
    partnership = for_insiders(actor(), partnership_id)
    require(Action.PARTNERSHIP_SIGN, partnership, Action.PARTNERSHIP_VIEW)
    service.scheme_in(partnership_id, scheme_id)
    done = service.agree_to_scheme(actor(), scheme_id)
    all_agreed = done.state == AGREED
    said = _("Semua pihak setuju: skema ini berlaku.") if all_agreed else _("Persetujuan tersimpan.")
    return go(url("scheme", partnership_id, scheme_id=scheme_id), said)


@sharing.route(SCHEME + "/putusan", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def decision(partnership_id: int, scheme_id: int) -> ResponseReturnValue:
    """Put on record that the MAD decided for a version."""
    partnership = opened(partnership_id, Action.PARTNERSHIP_WORK)
    if service.scheme_in(partnership_id, scheme_id).state != PROPOSED:
        raise NotAllowed(_("Skema ini tidak sedang diajukan."))
    form = DecisionForm()
    there = url("scheme", partnership_id, scheme_id=scheme_id)
    if form.validate_on_submit():
        try:
            values = form.values()
            service.record_decision(actor(), scheme_id, values["number"], values["held_on"])
            return go(there, _("Putusan MAD tercatat: skema ini berlaku."))
        except Invalid as error:
            form.add_errors(error.errors)
            partnership = opened(partnership_id)
    asked = Asked(_l("Catat putusan MAD"), there, told=_l("Musyawarah Antar Desa memutuskan untuk semua pihak."))
    return asking(partnership, form, asked, url("decision", partnership_id, scheme_id=scheme_id))


@sharing.route(SCHEME + "/tarik", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def withdraw(partnership_id: int, scheme_id: int) -> ResponseReturnValue:
    """Take back a version that is not agreed yet."""
    partnership = opened(partnership_id, Action.PARTNERSHIP_WORK)
    if service.scheme_in(partnership_id, scheme_id).state not in OPEN:
        raise NotAllowed(_("Skema ini sudah disetujui atau sudah ditarik."))
    form = ReasonForm()
    there = url("scheme", partnership_id, scheme_id=scheme_id)
    if form.validate_on_submit():
        service.withdraw_scheme(actor(), scheme_id, form.values()["reason"])
        return go(there, _("Skema ditarik. Versi berikutnya dapat disusun."))
    asked = Asked(_l("Tarik skema"), there, told=_l("Tetap dapat dibaca, tetapi tidak dapat disetujui lagi."))
    return asking(partnership, form, asked, url("withdraw", partnership_id, scheme_id=scheme_id))


_TOLD_WEIGHTS = _l("Tulis bobot tiap dasar dalam persen bulat; semuanya 100. Satu dasar saja: tulis 100.")


def _draft(partnership_id: int, scheme_id: int) -> tuple[Any, Scheme]:
    partnership = opened(partnership_id, Action.PARTNERSHIP_WORK)
    draft = service.scheme_in(partnership_id, scheme_id)
    if draft.state != DRAFT:
        raise NotAllowed(_("Skema yang sudah diajukan tidak diubah lagi. Tarik dulu, lalu susun versi berikutnya."))
    return partnership, draft


def _parties_of(partnership: Any, scheme: Scheme) -> list[Any]:
    """The parties a version is shown for: those with figures in it once it is closed, else all that are bound."""
    if scheme.state in OPEN:
        return list(partnership.bound)
    counted = {figure.party_id for figure in scheme.figures if figure.base in scheme.weights}
    return [party for party in partnership.parties if party.id in counted or (not counted and party.is_bound)]


def _may_agree(partnership: Any, scheme: Scheme, own: Any) -> bool:
    waits = scheme.state == PROPOSED and own is not None and own.is_bound
    given = {assent.party_id for assent in scheme.assents}
    return bool(waits and own.id not in given and may(actor(), Action.PARTNERSHIP_SIGN, partnership))


def _example() -> int:
    """The sum that every share is shown of: what was asked for, or ten million rupiah."""
    asked = request.args.get("contoh", "").lower().replace("rp", "").replace(".", "").strip()
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 15 else queries.EXAMPLE
    return number if 0 < number <= rules.LARGEST_SUM else queries.EXAMPLE
