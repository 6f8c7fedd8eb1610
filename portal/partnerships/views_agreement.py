"""Pages of the agreement's text: write it, read a version, compare two, print it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from .. import permissions
from ..errors import Invalid, NotFound
from ..permissions import Action
from ..villages.queries import place_names
from ..villages.terms import look_up_terms
from ..web import actor, needs, page, stay
from ..web.forms import opened_version
from ..web.i18n import format_moment
from ..web.paging import Page, page_number
from . import (
    agreement_filling,
    agreement_rules,
    agreement_words,
    agreements,
    draft_states,
    overview,
    queries,
    text_changes,
)
from .cases import case_of
from .models import Agreement, Partnership
from .rules import JOINT_REGULATION, Case, PartyView
from .views import ONE, bp, partnership_or_404

NUMBER = "/<int(max=2147483647):number>"
SHEET = 100


@bp.route(ONE + "/naskah", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_EDIT)
def agreement(partnership_id: int) -> ResponseReturnValue:
    """Write the text together; half-written is saved too."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_EDIT)
    case = case_of(partnership)
    working = queries.open_agreement(partnership)
    form = agreement_filling.form_for(case, working)
    context: dict[str, Any] = {"partnership": partnership, "case": case, "form": form}
    if request.method == "POST" and form.validate():
        content = agreement_filling.content_from(form, case, working)
        try:
            if content is not None:
                working = agreements.write(actor(), partnership_id, opened_version(), content)
                return _saved({**context, "form": agreement_filling.form_for(case, working, fresh=True)}, working)
        except Invalid as error:
            form.add_errors(error.errors)
    status = 422 if form.errors else 200
    shown = {**context, **_progress(partnership, case, working)}
    return page("partnerships/agreement.html", "form", status=status, saved_message="", **shown)


@bp.get(ONE + "/naskah" + NUMBER)
@needs(Action.PARTNERSHIP_VIEW)
def agreement_version(partnership_id: int, number: int) -> ResponseReturnValue:
    """One version, to read or to print in the form of the joint regulation. The text is Indonesian, always."""
    with force_locale("id"):
        partnership, found = _version_or_404(partnership_id, number)
        case = case_of(partnership)
        document = agreements.document(found, partnership.title, case.parties)
        content, _failing = agreements.content_today(partnership, found)
        parties = _parties_of(found, partnership, case)
        many = len(parties) > agreement_rules.MANY_PARTIES
        return page(
            "partnerships/agreement_version.html",
            partnership=partnership,
            case=replace(case, parties=parties),
            version=found,
            title=document["title"],
            content=document["content"] if found.sha256 else content,
            many=many,
            sheets=_sheets(parties),
            genuine=agreements.is_genuine(found),
            places=place_names(partnership.village_codes),
            labels=agreement_rules,
            may_promise=number == partnership.cycle and permissions.may(actor(), Action.PARTNERSHIP_WORK, partnership),
            **_signed(found, partnership, () if many else parties),
        )


@bp.get(ONE + "/naskah" + NUMBER + "/pihak")
@needs(Action.PARTNERSHIP_VIEW)
def agreement_signatures(partnership_id: int, number: int) -> ResponseReturnValue:
    """The parties of a version with their signatures, a sheet at a time, to read or to print and sign."""
    with force_locale("id"):
        partnership, found = _version_or_404(partnership_id, number)
        case = case_of(partnership)
        sheets = _sheets(_parties_of(found, partnership, case))
        sheet = min(page_number(), len(sheets))
        parties = sheets[sheet - 1]
        return page(
            "partnerships/agreement_signatures.html",
            partnership=partnership,
            version=found,
            title=agreements.document(found, partnership.title, case.parties)["title"],
            regulation=case.instrument == JOINT_REGULATION,
            parties=parties,
            first=(sheet - 1) * SHEET + 1,
            pager=Page(parties, sheet, sheet < len(sheets), SHEET, sum(map(len, sheets))),
            **_signed(found, partnership, parties),
        )


@bp.get(ONE + "/naskah/banding")
@needs(Action.PARTNERSHIP_VIEW)
def compare_versions(partnership_id: int) -> ResponseReturnValue:
    """Two versions side by side, or with `?tampil=tanda` in one text with what changed marked word by word.

    Who writes the text compares its saved states too, by their codes; `kini` is the newest of them.
    """
    partnership = partnership_or_404(partnership_id)
    case = case_of(partnership)
    sides = _sides(partnership, case)
    if len(sides) < 2:
        raise NotFound()
    versions = [side for side in sides if not side.is_state] or sides
    old = _chosen(sides, "lama", versions[-2] if len(versions) > 1 else sides[1])
    new = _chosen(sides, "baru", versions[-1])
    contents = [old.content, new.content]
    parties = {party.id: party for side in (old, new) for party in side.parties}
    shown = tuple(parties.values())
    marked = request.args.get("tampil") == "tanda"
    texts = [agreement_words.told(content, shown) for content in contents] if marked else []
    return page(
        "partnerships/compare.html",
        partnership=partnership,
        old=old,
        new=new,
        sides=[side for side in sides if not side.is_state or side in (old, new)],
        contents=contents,
        added=[agreement_words.added(content) for content in contents],
        differing=agreement_rules.differences(*contents),
        labels=agreement_rules,
        marks=text_changes.changed_texts(*texts) if marked else None,
        case=replace(case, parties=shown),
    )


@dataclass(frozen=True)
class Side:
    """One of two texts that are compared: a version, or a saved state of the one that is written."""

    code: str
    label: Any
    content: Mapping[str, Any]
    parties: tuple[PartyView, ...]
    is_state: bool = False


def _sides(partnership: Partnership, case: Case) -> list[Side]:
    """What this person may compare; the saved states only when they are asked for, or there is one version."""
    readable = [item for item in partnership.agreements if _may_read(partnership, item)]
    sides = [
        Side(
            str(item.number),
            _("Versi %(n)s", n=item.number),
            agreements.content_today(partnership, item)[0],
            _parties_of(item, partnership, case),
        )
        for item in readable
    ]
    asked = [request.args.get(name, "") for name in ("lama", "baru")]
    if not overview.is_insider(actor(), partnership) or not any(code.startswith(("s", "kini")) for code in asked):
        return sides
    states = draft_states.states_of(partnership)
    saved = [Side(state.code, _saved_at(state), state.content, case.parties, True) for state in states]
    return [*sides, *saved, *(replace(side, code="kini", label=_("Yang sekarang")) for side in saved[:1])]


def _saved_at(state: draft_states.State) -> str:
    return format_moment(state.event.at, state.event.village_code) if state.event else _("Sebelum itu")


def _chosen(sides: list[Side], name: str, otherwise: Side) -> Side:
    wanted = request.args.get(name, "")
    return next((side for side in sides if side.code == wanted), otherwise)


def _version_or_404(partnership_id: int, number: int) -> tuple[Partnership, Agreement]:
    partnership = partnership_or_404(partnership_id)
    found = next((item for item in partnership.agreements if item.number == number), None)
    if found is None or not _may_read(partnership, found):
        raise NotFound()
    return partnership, found


def _may_read(partnership: Partnership, version: Agreement) -> bool:
    """Drafts are their parties' own; what came into force is for everyone who may see the partnership."""
    return version.in_force_from is not None or overview.is_insider(actor(), partnership)


def _parties_of(version: Agreement, partnership: Partnership, case: Case) -> tuple[PartyView, ...]:
    """The parties of a version: those of a frozen one as it names them, whoever joined or left since."""
    document = agreements.document(version, partnership.title, case.parties)
    return tuple(PartyView(item["id"], item["name"], "", item["code"]) for item in document["parties"])


def _sheets(parties: tuple[PartyView, ...]) -> list[tuple[PartyView, ...]]:
    """The parties as they are printed beneath a text of many, on sheets of at most `SHEET`."""
    return [parties[start : start + SHEET] for start in range(0, len(parties), SHEET)]


def _signed(version: Agreement, partnership: Partnership, parties: tuple[PartyView, ...]) -> dict[str, Any]:
    """What each party signed and promulgated of a version, and the titles of their heads looked up at once."""
    look_up_terms(party.code for party in parties)
    records = {
        (record.gate, record.party_id): record for record in partnership.records if record.cycle == version.number
    }
    return {
        name: {party.id: records.get((gate, party.id)) for party in parties}
        for name, gate in (("signatures", "signature"), ("gazettes", "promulgation"))
    }


def _saved(context: dict[str, Any], working: Agreement) -> ResponseReturnValue:
    partnership, case = context["partnership"], context["case"]
    return stay(
        url_for("partnerships.agreement", partnership_id=partnership.id),
        "partnerships/agreement.html",
        "form",
        events=("partnership-changed",),
        message=_("Naskah tersimpan."),
        **context,
        **_progress(partnership, case, working),
    )


def _progress(partnership: Partnership, case: Case, working: Agreement) -> dict[str, Any]:
    filled = agreement_rules.filled_items(working.content, case.parties)
    content, failing = agreements.content_today(partnership, working)
    return {
        "working": working,
        "filled": filled,
        "item_labels": agreement_rules.ITEMS,
        "done": sum(filled.values()),
        "many": len(case.parties) > agreement_rules.MANY_PARTIES,
        "clauses": agreement_filling.clauses_in(case, working),
        "annexes": content.get("annexes") or (),
        "failing": failing,
    }
