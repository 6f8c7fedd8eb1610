"""Pages of the agreement's text: write it, read a version, compare two, print it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from ..errors import Invalid, NotFound
from ..permissions import Action
from ..villages.queries import place_names
from ..web import actor, needs, page, stay
from ..web.form_fields import options
from ..web.forms import opened_version
from . import agreement_rules, agreements, overview, queries
from .cases import case_of
from .forms import AgreementForm, agreement_form_for
from .models import Agreement, Partnership
from .rules import Case, PartyView
from .views import ONE, bp, partnership_or_404

NUMBER = "/<int(max=2147483647):number>"
EMPTY_LINES = 2


@bp.route(ONE + "/naskah", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_EDIT)
def agreement(partnership_id: int) -> ResponseReturnValue:
    """Write the text together; half-written is saved too."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_EDIT)
    case = case_of(partnership)
    working = queries.open_agreement(partnership)
    form = _form(case, working)
    context: dict[str, Any] = {"partnership": partnership, "case": case, "form": form}
    if request.method == "POST" and form.validate():
        try:
            working = agreements.write(actor(), partnership_id, opened_version(), _content(form, case))
            here = url_for("partnerships.agreement", partnership_id=partnership_id)
            shown = {**context, "form": _form(case, working, fresh=True), **_progress(case, working)}
            return stay(
                here,
                "partnerships/agreement.html",
                "form",
                events=("partnership-changed",),
                message=_("Naskah tersimpan."),
                **shown,
            )
        except Invalid as error:
            form.add_errors(error.errors)
    status = 422 if form.errors else 200
    return page(
        "partnerships/agreement.html", "form", status=status, saved_message="", **context, **_progress(case, working)
    )


@bp.get(ONE + "/naskah" + NUMBER)
@needs(Action.PARTNERSHIP_VIEW)
def agreement_version(partnership_id: int, number: int) -> ResponseReturnValue:
    """One version, to read or to print in the form of the joint regulation. The text is Indonesian, always."""
    with force_locale("id"):
        partnership, found = _version_or_404(partnership_id, number)
        case = case_of(partnership)
        document = agreements.document(found, partnership.title, case.parties)
        parties = tuple(PartyView(item["id"], item["name"], "", item["code"]) for item in document["parties"])
        records = {
            (record.gate, record.party_id): record for record in partnership.records if record.cycle == found.number
        }
        return page(
            "partnerships/agreement_version.html",
            partnership=partnership,
            case=replace(case, parties=parties),
            version=found,
            title=document["title"],
            content=document["content"],
            genuine=agreements.is_genuine(found),
            places=place_names(partnership.village_codes),
            labels=agreement_rules,
            signatures={party.id: records.get(("signature", party.id)) for party in parties},
            gazettes={party.id: records.get(("promulgation", party.id)) for party in parties},
        )


@bp.get(ONE + "/naskah/banding")
@needs(Action.PARTNERSHIP_VIEW)
def compare_versions(partnership_id: int) -> ResponseReturnValue:
    """Two versions side by side, with what differs marked."""
    partnership = partnership_or_404(partnership_id)
    readable = [item for item in partnership.agreements if _may_read(partnership, item)]
    if len(readable) < 2:
        raise NotFound()
    by_number = {str(item.number): item for item in readable}
    old = by_number.get(request.args.get("lama", ""), readable[-2])
    new = by_number.get(request.args.get("baru", ""), readable[-1])
    return page(
        "partnerships/compare.html",
        partnership=partnership,
        old=old,
        new=new,
        versions=readable,
        differing=agreement_rules.differences(old.content, new.content),
        labels=agreement_rules,
        case=case_of(partnership),
    )


def _version_or_404(partnership_id: int, number: int) -> tuple[Partnership, Agreement]:
    partnership = partnership_or_404(partnership_id)
    found = next((item for item in partnership.agreements if item.number == number), None)
    if found is None or not _may_read(partnership, found):
        raise NotFound()
    return partnership, found


def _may_read(partnership: Partnership, version: Agreement) -> bool:
    """Drafts are their parties' own; what came into force is for everyone who may see the partnership."""
    return version.in_force_from is not None or overview.is_insider(actor(), partnership)


def _progress(case: Case, working: Agreement) -> dict[str, Any]:
    filled = agreement_rules.filled_items(working.content, case.parties)
    return {"working": working, "filled": filled, "item_labels": agreement_rules.ITEMS, "done": sum(filled.values())}


def _form(case: Case, working: Agreement, fresh: bool = False) -> AgreementForm:
    """The form with each party's rights and duties, and two empty lines of funding at the end."""
    kind = agreement_form_for(case.parties)
    if request.method == "POST" and not fresh:
        form = kind()
    else:
        flat = dict(working.content)
        for name in ("rights", "obligations"):
            flat |= {f"{name}_{party}": text for party, text in (working.content.get(name) or {}).items()}
        funding = flat.pop("funding", None) or []
        form = kind.from_json(flat)
        for line in [*funding, *({} for _empty in range(EMPTY_LINES))]:
            form.funding.append_entry(line)
    choices = options(((str(party.id), party.name) for party in case.parties), _("– pilih –"))
    for entry in form.funding:
        entry.form.party.choices = choices
    return form


def _content(form: AgreementForm, case: Case) -> dict[str, Any]:
    values = form.to_json()
    content = {
        name: value
        for name, value in values.items()
        if not name.startswith(("rights_", "obligations_")) and name != "funding"
    }
    for name in ("rights", "obligations"):
        content[name] = {str(party.id): values.get(f"{name}_{party.id}") for party in case.parties}
    content["funding"] = [
        {
            "party": entry.form.party.data,
            "source": entry.form.source.data,
            "account_code": entry.form.account_code.data or None,
            "amount": int(entry.form.amount.data),
            "year": entry.form.year.data,
        }
        for entry in form.funding
        if entry.form.amount.data is not None
    ]
    return content
