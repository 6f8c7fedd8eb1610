"""Pages of templates: those of an area with the form to bring one, the placeholders, a file to start from."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ... import clock
from ...contracts import Text
from ...errors import Invalid, NotFound
from ...partnerships.working import insiders_partnership_or_404
from ...permissions import Action, may
from ...web import actor, go, needs, page, require, stay
from ...web.form_fields import options
from ...web.forms import opened_version
from ...web.paging import paged
from .. import kinds
from ..shown import file_name
from . import facts, package, queries, rules, service, trial, writing
from .forms import TemplateForm, WithdrawForm
from .models import DocumentTemplate
from .running import NotFilled

bp = Blueprint("templates_of_papers", __name__)
ALL = "/templat"
PAPER = "/kemitraan/<int(max=2147483647):partnership_id>/dokumen/<kind>"
ONE = ALL + "/<int(max=2147483647):template_id>"


@bp.get(ALL)
@needs(Action.TEMPLATE_EDIT)
def index() -> ResponseReturnValue:
    """The templates that hold in the person's area, and the form to bring one."""
    return _index_page(_form())


@bp.post(ALL)
@needs(Action.TEMPLATE_EDIT)
def bring() -> ResponseReturnValue:
    """Look at an uploaded template from all sides, and keep it when it is good; stay for the next."""
    form = _form()
    faults: list[Text] = []
    if form.validate():
        name = form.file.data.filename or ""
        try:
            if fault := rules.name_fault(name):
                raise NotFilled(fault)
            examined = trial.examine(form.file.data.stream.read(package.MOST_BYTES + 1))
            day = form.valid_from.data or clock.today()
            return _brought(service.bring(actor(), form.kind.data, form.area.data, day, name, examined))
        except NotFilled as refused:
            faults = list(refused.faults)
        except Invalid as error:
            form.add_errors(error.errors)
    return _index_page(form, faults)


@bp.get(ALL + "/penanda")
@needs(Action.TEMPLATE_EDIT)
def placeholders() -> ResponseReturnValue:
    """Every placeholder in words, with an example."""
    _decide()
    return page("documents/templating/placeholders.html", facts=facts, groups=_groups())


@bp.get(ALL + "/awal/<kind>")
@needs(Action.TEMPLATE_EDIT)
def start(kind: str) -> ResponseReturnValue:
    """A Word file to start from, for a kind of paper."""
    _decide()
    if kind not in queries.kinds():
        raise NotFound()
    area = next(iter(queries.areas_of(actor())), rules.EVERYWHERE)
    name = queries.area_names([area]).get(area, "").upper()
    heading = ("PEMERINTAH " + name if name else "KOP SURAT", "ALAMAT KANTOR")
    return docx_answer(trial.start(heading), f"templat-{kind}.docx")


@bp.get(ONE)
@needs(Action.TEMPLATE_EDIT)
def download(template_id: int) -> ResponseReturnValue:
    """The file as it was handed in; with `?contoh=1` filled with examples."""
    found = _one(template_id)
    if request.args.get("contoh") == "1":
        return docx_answer(trial.tried(found.content), f"contoh-{found.original_name}")
    return docx_answer(found.content, found.original_name)


@bp.route(ONE + "/tarik", methods=["GET", "POST"])
@needs(Action.TEMPLATE_EDIT)
def withdraw(template_id: int) -> ResponseReturnValue:
    """Take a template out of use, with a reason."""
    found = _one(template_id)
    require(Action.TEMPLATE_EDIT, found)
    form = WithdrawForm()
    if form.validate_on_submit():
        service.withdraw(actor(), template_id, opened_version(), form.reason.data or "")
        return go(url_for(".index"), _("Templat ditarik. Berkasnya tetap dapat diunduh."))
    context = {"form": form, "item": found, "label": queries.kind_label(found.kind)}
    return page("documents/templating/withdraw.html", "form", status=422 if form.errors else 200, **context)


@bp.get(PAPER + "/templat.docx", defaults={"key": ""})
@bp.get(PAPER + "/<key>/templat.docx")
@needs(Action.PARTNERSHIP_VIEW)
def written(partnership_id: int, kind: str, key: str) -> ResponseReturnValue:
    """A paper of a partnership as a Word file, on the template of its area."""
    partnership = insiders_partnership_or_404(partnership_id)
    composed = kinds.compose(kinds.kind_or_404(kind), partnership, key, clock.today())
    template = writing.template_of(partnership, composed)
    if template is None:
        raise NotFound()
    try:
        content = writing.written_on(template, partnership, composed)
    except NotFilled as refused:
        context = {"partnership": partnership, "label": composed.kind.label, "faults": refused.faults}
        return page("documents/templating/not_filled.html", status=503, **context)
    return docx_answer(content, f"{file_name(composed)}.docx")


def docx_answer(content: bytes, name: str) -> Response:
    """A Word file to be kept under a name."""
    answer = Response(content, mimetype=package.DOCX)
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _decide() -> None:
    """An officer whose office has an area may; the administrator may anyway."""
    areas = queries.areas_of(actor())
    require(Action.TEMPLATE_EDIT, service.Place(areas[0] if areas else "–"))


def _one(template_id: int) -> DocumentTemplate:
    _decide()
    found = queries.one_shown_to(actor(), template_id)
    if found is None:
        raise NotFound()
    return found


def _form(**given: Any) -> TemplateForm:
    _decide()
    form = TemplateForm(valid_from=clock.today(), **given)
    areas = queries.areas_of(actor())
    names = queries.area_names(areas)
    form.kind.choices = options([(code, kind.label) for code, kind in queries.kinds().items()])
    form.area.choices = options([(code, names.get(code, code) or _("Seluruh portal ini")) for code in areas])
    return form


def _index_page(form: TemplateForm, faults: list[Text] | None = None) -> ResponseReturnValue:
    status = 422 if faults or form.errors else 200
    return page(
        "documents/templating/list.html", "list", status=status, **_shown(form), faults=faults, saved_message=""
    )


def _brought(made: DocumentTemplate) -> ResponseReturnValue:
    saved = _("Templat “%(name)s” tersimpan dan sudah dicoba diisi.", name=made.original_name)
    context = _shown(_form(formdata=None))
    return stay(url_for(".index"), "documents/templating/list.html", "list", message=saved, faults=None, **context)


def _shown(form: TemplateForm) -> dict[str, Any]:
    shown = paged(queries.shown_to(actor()))
    names = queries.area_names(item.area_code for item in shown.items)
    mine = {item.id for item in shown.items if may(actor(), Action.TEMPLATE_EDIT, item)}
    return {"form": form, "shown": shown, "names": names, "mine": mine, "label_of": queries.kind_label}


def _groups() -> list[tuple[Text, str, tuple[facts.Fact, ...]]]:
    """The placeholders by where they are found: a heading, what stands before their names, and they."""
    return [
        (_("Tentang dokumen dan kemitraan"), "", facts.PLAIN),
        (_("Isi naskah"), "pokok.", facts.CONTENTS),
        (_("Pihak yang membuat dokumen"), "penulis.", facts.PARTY),
        (_("Tiap pihak"), "p.", facts.PARTY),
        (_("Tiap baris pendanaan"), "d.", facts.FUNDING),
    ]
