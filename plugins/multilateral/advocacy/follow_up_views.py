"""Pages of what follows a joint position that was sent: steps taken, the answer, the outcome."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.sdk import Action, Invalid, NotFound, actor, needs, opened_version, page, paged, stay

from . import follow_up, queries, rules
from .forms import AnswerForm, CloseForm, ReasonForm, StepForm
from .pages import AT, Asked, asked, at, url_of


def init_app(bp: Blueprint) -> None:
    """Put these pages beside the others."""
    bp.add_url_rule(AT + "/langkah", view_func=steps, methods=["GET", "POST"])
    bp.add_url_rule(
        AT + "/langkah/<int(max=2147483647):step_id>/tarik", view_func=take_step_back, methods=["GET", "POST"]
    )
    bp.add_url_rule(AT + "/jawaban", view_func=answer, methods=["GET", "POST"])
    bp.add_url_rule(AT + "/tutup", view_func=close, methods=["GET", "POST"])


@needs(Action.PARTNERSHIP_WORK)
def steps(partnership_id: int, position_id: int) -> ResponseReturnValue:
    """Everything that was done, and one thing more."""
    partnership, position = at(partnership_id, position_id, Action.PARTNERSHIP_WORK)
    form, saved = StepForm(), False
    if form.validate_on_submit():
        try:
            follow_up.add_step(actor(), partnership_id, position_id, form.values())
            form, saved = StepForm(formdata=None), True
        except Invalid as error:
            form.add_errors(error.errors)
    template, here = "multilateral/advocacy/steps.html", url_of(position, "steps")
    context = {"partnership": partnership, "position": position, "rules": rules, "form": form, "here": here}
    shown = paged(queries.steps_of(position))
    if saved:
        return stay(
            here, template, "steps", message=_("Langkah tercatat. Tambah lagi bila ada."), shown=shown, **context
        )
    return page(template, "steps", status=422 if form.errors else 200, shown=shown, **context)


@needs(Action.PARTNERSHIP_WORK)
def take_step_back(partnership_id: int, position_id: int, step_id: int) -> ResponseReturnValue:
    """Put away a step that was recorded by mistake."""
    partnership, position = at(partnership_id, position_id, Action.PARTNERSHIP_WORK)
    step = queries.step_of(position, step_id)
    if step is None:
        raise NotFound()
    form = ReasonForm()
    told = _("Langkah ini tidak akan tampil lagi: %(what)s", what=step.what)
    return asked(
        Asked(_("Tarik catatan langkah"), _("Tarik catatan"), partnership, position, rules.FROZEN, told),
        form,
        lambda: follow_up.take_step_back(actor(), partnership_id, step_id, form.reason.data or "").position,
        _("Catatan ditarik."),
    )


@needs(Action.PARTNERSHIP_WORK)
def answer(partnership_id: int, position_id: int) -> ResponseReturnValue:
    """The answer, or a correction of it."""
    partnership, position = at(partnership_id, position_id, Action.PARTNERSHIP_WORK)
    form = AnswerForm(obj=position, data={"held_on": position.answered_on})
    return asked(
        Asked(_("Catat jawaban"), _("Simpan jawaban"), partnership, position, rules.OPEN, versioned=True),
        form,
        lambda: follow_up.record_answer(actor(), partnership_id, position_id, opened_version(), form.values()),
        _("Jawaban tercatat."),
    )


@needs(Action.PARTNERSHIP_WORK)
def close(partnership_id: int, position_id: int) -> ResponseReturnValue:
    """Close it with what came of it."""
    partnership, position = at(partnership_id, position_id, Action.PARTNERSHIP_WORK)
    form = CloseForm(obj=position)
    told = _("Yang belum dijawab boleh ditutup; hasilnya lalu tercatat sebagai belum dijawab.")
    return asked(
        Asked(_("Tutup sikap bersama"), _("Tutup"), partnership, position, rules.OPEN, told, versioned=True),
        form,
        lambda: follow_up.close(
            actor(), partnership_id, position_id, opened_version(), form.outcome.data or "", form.lesson.data or ""
        ),
        _("Ditutup. Hasil dan pelajarannya tercatat."),
    )
