"""The administrator's pages: people, seats, plugins, and who may do what."""

from __future__ import annotations

from flask import current_app, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from .. import events
from ..errors import Invalid
from ..permissions import RULES, Action, OfficeKind
from ..web import actor, go, needs, page
from . import directory, naming, people, queries, service
from .forms import DisableForm, EndTermForm, OfficeForm, TermForm, number_in
from .invitation_views import installation_terms
from .models import Office, OfficeTerm
from .sessions import step_up
from .views import bp
from .words import ACTIONS


@bp.get("/admin")
@needs(Action.ADMIN_ALL)
def admin() -> ResponseReturnValue:
    """Where to go from here, and what rooms think an administrator should know."""
    notes = [note for tell in current_app.extensions.get("portal.admin_notes", ()) for note in tell()]
    return page("admin/start.html", notes=notes)


@bp.get("/admin/orang")
@needs(Action.ADMIN_ALL)
def admin_people() -> ResponseReturnValue:
    """All people: searched, filtered, paged."""
    wanted = {name: request.args.get(name, "")[:100] for name in ("q", "jabatan", "aktif")}
    found = directory.people(wanted["q"], wanted["jabatan"], wanted["aktif"])
    held = directory.offices_by_person([person.id for person in found.items])
    return page("admin/people.html", people=found, held=held, wanted=wanted, kinds=_kinds())


@bp.get("/admin/orang/<int:person_id>")
@needs(Action.ADMIN_ALL)
def admin_person(person_id: int) -> ResponseReturnValue:
    """One person: offices, sign-ins, history."""
    return _person_page(person_id, DisableForm(formdata=None))


@bp.post("/admin/orang/<int:person_id>/nonaktif")
@needs(Action.ADMIN_ALL)
@step_up
def admin_disable(person_id: int) -> ResponseReturnValue:
    """Switch an account off, with all its sign-ins."""
    form = DisableForm()
    if not form.validate_on_submit():
        return _person_page(person_id, form)
    people.set_active(actor(), person_id, False, form.values()["reason"] or "")
    return go(_person_url(person_id), _("Akun dinonaktifkan dan dikeluarkan dari semua perangkat."))


@bp.post("/admin/orang/<int:person_id>/aktif")
@needs(Action.ADMIN_ALL)
@step_up
def admin_enable(person_id: int) -> ResponseReturnValue:
    """Switch an account on again."""
    people.set_active(actor(), person_id, True)
    return go(_person_url(person_id), _("Akun aktif lagi."))


@bp.post("/admin/orang/<int:person_id>/keluarkan")
@needs(Action.ADMIN_ALL)
@step_up
def admin_sign_out(person_id: int) -> ResponseReturnValue:
    """Sign somebody out everywhere."""
    people.end_sessions_of(actor(), person_id)
    return go(_person_url(person_id), _("Orang ini sudah dikeluarkan dari semua perangkat."))


@bp.post("/admin/orang/<int:person_id>/dua-langkah")
@needs(Action.ADMIN_ALL)
@step_up
def admin_second_step(person_id: int) -> ResponseReturnValue:
    """Take the second step away from somebody who lost phone and codes."""
    people.remove_second_step(actor(), person_id)
    return go(_person_url(person_id), _("Langkah kedua dihapus. Orang ini masuk dengan kata sandi saja."))


@bp.route("/admin/jabatan", methods=["GET", "POST"])
@needs(Action.ADMIN_ALL)
def admin_offices() -> ResponseReturnValue:
    """All seats, and a form for a new one."""
    form = OfficeForm()
    form.kind.choices = _kinds()
    if form.validate_on_submit():
        try:
            office = _create_office(form)
        except Invalid as error:
            form.add_errors(error.errors)
        else:
            return go(url_for("accounts.admin_office", office_id=office.id), _("Jabatan sudah dibuat."))
    wanted = {name: request.args.get(name, "")[:100] for name in ("q", "jabatan", "wilayah")}
    found = directory.offices(wanted["q"], wanted["jabatan"], wanted["wilayah"])
    shown = page("admin/offices.html", form=form, offices=found, wanted=wanted, kinds=_kinds(), holding=_holding)
    shown.status_code = 422 if form.errors else 200
    return shown


@bp.route("/admin/jabatan/<int:office_id>", methods=["GET", "POST"])
@needs(Action.ADMIN_ALL)
@step_up
def admin_office(office_id: int) -> ResponseReturnValue:
    """One seat: who holds it and held it; give it to somebody."""
    form = TermForm()
    if form.validate_on_submit():
        try:
            _give(office_id, form)
        except Invalid as error:
            form.add_errors(error.errors)
        else:
            return go(url_for("accounts.admin_office", office_id=office_id), _("Masa jabatan sudah dicatat."))
    return _office_page(office_id, form)


@bp.route("/admin/jabatan/masa/<int:term_id>/akhiri", methods=["GET", "POST"])
@needs(Action.ADMIN_ALL)
@step_up
def admin_end_term(term_id: int) -> ResponseReturnValue:
    """Give a term its last day."""
    term, form = queries.term(term_id), EndTermForm()
    office_id = term.office_id
    if form.validate_on_submit():
        try:
            service.end_term(actor(), term_id, form.values()["ends_on"], form.values()["reason"] or "")
        except Invalid as error:
            form.add_errors(error.errors)
        else:
            return go(url_for("accounts.admin_office", office_id=office_id), _("Masa jabatan sudah diakhiri."))
    return page("admin/end_term.html", form=form, term=term, status=422 if form.errors else 200)


@bp.get("/admin/plugin")
@needs(Action.ADMIN_ALL)
def admin_plugins() -> ResponseReturnValue:
    """The plugins and how they are."""
    return page("admin/plugins.html", plugins=current_app.extensions["portal.registry"].installed)


@bp.get("/admin/peran")
@needs(Action.ADMIN_ALL)
def admin_roles() -> ResponseReturnValue:
    """Who may do what: the one table of rules, to be read."""
    return page("admin/roles.html", rules=sorted(RULES.items()), kinds=dict(_kinds()), words=ACTIONS)


def _person_page(person_id: int, form: DisableForm) -> ResponseReturnValue:
    person = people.person_by_id(person_id)
    return page(
        "admin/person.html",
        person=person,
        form=form,
        terms_held=queries.terms_of(person_id),
        last_sign_in=directory.last_sign_in(person_id),
        sign_ins=queries.open_sessions(person_id),
        history=events.history("person", person_id, limit=20),
        status=422 if form.errors else 200,
    )


def _office_page(office_id: int, form: TermForm) -> ResponseReturnValue:
    office = directory.office(office_id)
    return page(
        "admin/office.html",
        office=office,
        form=form,
        held=[(term, queries.term_state(term, office)) for term in reversed(office.terms)],
        history=events.history("office", office_id, limit=20),
        status=422 if form.errors else 200,
    )


def _create_office(form: OfficeForm) -> Office:
    values, kind = form.values(), OfficeKind(form.values()["kind"])
    codes = (values["scope_codes"] or "").split()
    label = (values["label"] or "").strip() or naming.office_label(kind, codes, installation_terms())
    numbers = {name: number_in(form[name]) for name in ("organisation_id", "partnership_id")}
    return service.create_office(actor(), kind, codes, label=label, **numbers)


def _give(office_id: int, form: TermForm) -> None:
    values = form.values()
    person = queries.person_by_name(values.pop("username"))
    if person is None:
        raise Invalid({"username": _("Tidak ada akun dengan nama ini. Buat undangan untuk orang baru.")})
    details = {name: values[name] or "" for name in ("decree_number", "title")}
    service.give_office(
        actor(),
        office_id,
        person.id,
        values["starts_on"],
        ends_on=values["ends_on"],
        is_acting=values["is_acting"],
        **details,
    )


def _holding(office: Office) -> list[OfficeTerm]:
    """The terms of a seat that run today."""
    return [term for term in office.terms if queries.term_state(term, office) == "now"]


def _kinds() -> list[tuple[str, str]]:
    return [(kind.value, naming.kind_label(kind, installation_terms())) for kind in OfficeKind]


def _person_url(person_id: int) -> str:
    return url_for("accounts.admin_person", person_id=person_id)
