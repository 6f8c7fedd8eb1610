"""Pages of a partnership's bodies: list, form, structure, print, correct, rules of decision, dissolve."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from ... import clock, permissions
from ...errors import Invalid, NotFound
from ...partnerships.cases import party_names
from ...partnerships.models import Partnership
from ...partnerships.overview import is_insider
from ...partnerships.service import partnership_for
from ...permissions import Action
from ...villages.terms import terms_for
from ...web import actor, go, needs, page, require, stay
from ...web.forms import opened_version
from ...web.local_terms import speak_as
from ...web.paging import Page, page_number
from . import decisions, queries, recording, rules, service
from .forms import BodyEditForm, BodyForm, DissolveForm, RuleForm, rule_form
from .models import Body

bp = Blueprint("governance", __name__)
ALL = "/kemitraan/<int:partnership_id>/badan"
ONE = ALL + "/<int:body_id>"
PARTIES_A_PAGE = 40


def partnership_or_404(partnership_id: int, action: Action = Action.PARTNERSHIP_VIEW) -> Partnership:
    """The partnership, when this request's person may do this to it, in the words of the person's own village."""
    partnership = partnership_for(actor(), partnership_id, action)
    require(action, partnership, Action.PARTNERSHIP_VIEW)
    office = actor().office
    speak_as(terms_for((office.village_code if office else None) or partnership.village_codes[0]))
    return partnership


def workable_or_404(partnership_id: int, action: Action) -> Partnership:
    """The partnership, when this request's person may change something of its bodies now."""
    partnership = partnership_or_404(partnership_id, action)
    recording.refuse_readers(actor(), partnership)
    return partnership


def body_or_404(partnership: Partnership, body_id: int) -> Body:
    """A body of this partnership, with its seats and rules."""
    body = queries.body_of(partnership.id, body_id)
    if body is None:
        raise NotFound()
    return body


@bp.get(ALL)
@needs(Action.PARTNERSHIP_VIEW)
def bodies(partnership_id: int) -> ResponseReturnValue:
    """The bodies of a partnership, and how to form one."""
    partnership = partnership_or_404(partnership_id)
    found = queries.bodies_of(partnership.id)
    able = abilities(partnership)
    decree = service.decree_values(partnership) if able["may_edit"] and not has_bkad(found) else None
    return page("coordination/governance/bodies.html", partnership=partnership, bodies=found, decree=decree, **able)


@bp.route(ALL + "/baru", methods=["GET", "POST"])
@needs(Action.BODY_EDIT)
def form_body(partnership_id: int) -> ResponseReturnValue:
    """Put a body on record."""
    partnership = workable_or_404(partnership_id, Action.BODY_EDIT)
    form = BodyForm()
    if form.validate_on_submit():
        try:
            body = service.form_body(actor(), partnership_id, form.kind.data, form.values())
            return go(url_of(body), _("Badan tercatat. Sekarang isi kursinya."))
        except Invalid as error:
            form.add_errors(error.errors)
    return form_page("coordination/governance/form.html", form, partnership=partnership, body=None)


@bp.post(ALL + "/dari-sk")
@needs(Action.BODY_EDIT)
def form_from_decree(partnership_id: int) -> ResponseReturnValue:
    """Make the BKAD from its decree on record, in one step."""
    workable_or_404(partnership_id, Action.BODY_EDIT)
    body, unread = service.form_from_decree(actor(), partnership_id)
    if not unread:
        return go(url_of(body), _("BKAD dibuat dari SK yang tercatat."))
    unclear = "; ".join(unread)[:400]
    return go(
        url_of(body),
        _("BKAD dibuat dari SK. Yang belum jelas jabatan atau desanya, isi sendiri: %(lines)s", lines=unclear),
    )


@bp.get(ONE)
@needs(Action.PARTNERSHIP_VIEW)
def show(partnership_id: int, body_id: int) -> ResponseReturnValue:
    """The structure of a body, by office and by village, and what is missing in it."""
    partnership = partnership_or_404(partnership_id)
    body = body_or_404(partnership, body_id)
    structure, able = queries.structure_of(body, partnership, clock.today()), abilities(partnership, body)
    return page(
        "coordination/governance/body.html",
        partnership=partnership,
        body=body,
        structure=structure,
        shown=_page_of(structure.parties),
        rule=queries.rule_in_force(body, decisions.GENERAL, clock.today()),
        duties=queries.duties_of(body.id) if able["is_insider"] else [],
        **able,
        **WORDS,
    )


@bp.get(ONE + "/cetak")
@needs(Action.PARTNERSHIP_VIEW)
def paper(partnership_id: int, body_id: int) -> ResponseReturnValue:
    """The structure as the annex of its decree, to be printed. Papers are Indonesian."""
    with force_locale("id"):
        partnership = partnership_or_404(partnership_id)
        body = body_or_404(partnership, body_id)
        structure = queries.structure_of(body, partnership, clock.today())
        context: dict[str, Any] = {"partnership": partnership, "body": body, "structure": structure}
        duties = queries.duties_of(body.id) if is_insider(actor(), partnership) else []
        return page("coordination/governance/paper.html", duties=duties, **context, **WORDS)


@bp.route(ONE + "/ubah", methods=["GET", "POST"])
@needs(Action.BODY_EDIT)
def edit_body(partnership_id: int, body_id: int) -> ResponseReturnValue:
    """Correct the name, the paper or the place of a body."""
    partnership = workable_or_404(partnership_id, Action.BODY_EDIT)
    body = recording.living_body(partnership, body_id)
    form = BodyEditForm(obj=body)
    if form.validate_on_submit():
        service.edit_body(actor(), partnership_id, body_id, opened_version(), form.values())
        return go(url_of(body), _("Perubahan tersimpan."))
    return form_page("coordination/governance/form.html", form, partnership=partnership, body=body)


@bp.get(ONE + "/aturan")
@needs(Action.PARTNERSHIP_VIEW)
def decision_rules(partnership_id: int, body_id: int) -> ResponseReturnValue:
    """How the body decides, topic by topic, with the earlier versions."""
    partnership = partnership_or_404(partnership_id)
    return page("coordination/governance/rules.html", "rules", **_rules(partnership, body_id))


@bp.post(ONE + "/aturan")
@needs(Action.BODY_EDIT)
def adopt_rule(partnership_id: int, body_id: int) -> ResponseReturnValue:
    """Put a rule on record as a meeting adopted it, and stay for the next topic."""
    partnership = workable_or_404(partnership_id, Action.BODY_EDIT)
    context = _rules(partnership, body_id)
    form: RuleForm = context["form"]
    if form.validate():
        try:
            service.adopt_rule(actor(), partnership_id, body_id, form.kept())
            here = url_for("governance.decision_rules", partnership_id=partnership_id, body_id=body_id)
            shown = _rules(partnership_or_404(partnership_id), body_id, formdata=None)
            return stay(here, "coordination/governance/rules.html", "rules", message=_("Aturan tercatat."), **shown)
        except Invalid as error:
            form.add_errors(error.errors)
    return page("coordination/governance/rules.html", "rules", status=422, **context)


@bp.route(ONE + "/bubarkan", methods=["GET", "POST"])
@needs(Action.BODY_EDIT)
def dissolve(partnership_id: int, body_id: int) -> ResponseReturnValue:
    """Dissolve a body, by minutes and with a reason."""
    partnership = workable_or_404(partnership_id, Action.BODY_EDIT)
    body = recording.living_body(partnership, body_id)
    form = DissolveForm()
    if form.validate_on_submit():
        try:
            service.dissolve(actor(), partnership_id, body_id, opened_version(), form.values())
            return go(url_of(body), _("Badan dibubarkan. Catatannya tetap dapat dibaca."))
        except Invalid as error:
            form.add_errors(error.errors)
    return form_page("coordination/governance/dissolve.html", form, partnership=partnership, body=body)


WORDS: dict[str, Any] = {
    "offices": rules.OFFICES,
    "elements": rules.ELEMENTS,
    "states": rules.SEAT_STATES,
    "formed_by": rules.FORMED_BY,
    "bases": {"formation": rules.FORMATION, "elements": rules.ELEMENTS_BASIS, "women": rules.WOMEN_BASIS},
}


def abilities(partnership: Partnership, body: Body | None = None) -> dict[str, Any]:
    """What this person may do here, so that the page offers it and nothing else."""
    person = actor()
    open_ = recording.may_write(person, partnership) and (body is None or body.is_active)
    return {
        "is_insider": is_insider(person, partnership),
        "may_edit": open_ and permissions.may(person, Action.BODY_EDIT, partnership),
        "may_fill": open_ and permissions.may(person, Action.BODY_FILL_SEAT, partnership),
    }


def form_page(template: str, form: Any, **context: Any) -> ResponseReturnValue:
    """A page with one form, with its errors if there are any."""
    return page(template, "form", status=422 if form.errors else 200, form=form, **context)


def has_bkad(found: list[Body]) -> bool:
    """Whether a BKAD that works is among these."""
    return any(body.kind == rules.BKAD and body.is_active for body in found)


def url_of(body: Body) -> str:
    """The address of a body."""
    return url_for("governance.show", partnership_id=body.partnership_id, body_id=body.id)


def _page_of(parties: tuple[queries.PartyLine, ...]) -> Page:
    number = page_number()
    start = (number - 1) * PARTIES_A_PAGE
    items = parties[start : start + PARTIES_A_PAGE]
    return Page(items, number, len(parties) > start + PARTIES_A_PAGE, PARTIES_A_PAGE, len(parties))


def _rules(partnership: Partnership, body_id: int, **formdata: Any) -> dict[str, Any]:
    """What the page of the rules of decision shows."""
    body = body_or_404(partnership, body_id)
    today, able = clock.today(), abilities(partnership, body)
    versions = list(map(queries.rule_view, body.rules))
    names = party_names(partnership.parties) if able["may_edit"] or any(rule.weights for rule in versions) else {}
    asked = [(party.id, names[party.id]) for party in queries.entitled(partnership, body.kind) if names]
    return {
        "partnership": partnership,
        "body": body,
        "form": rule_form(asked, **formdata),
        "topics": decisions.TOPICS,
        "current": {topic: decisions.in_force(versions, topic, today) for topic in decisions.TOPICS},
        "versions": sorted(versions, key=lambda rule: rule.id, reverse=True),
        "weights": {
            rule.id: ", ".join(f"{names.get(number, '–')} {weight}" for number, weight in rule.weights)
            for rule in versions
        },
        "fallbacks": decisions.FALLBACKS,
        "talking": decisions.TALKING,
        "setting": decisions.SETTING,
        **able,
    }
