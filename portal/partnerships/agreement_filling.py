"""Between the agreement's content and its form: what a field shows, and what becomes of what was typed."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_babel import force_locale
from flask_babel import gettext as _

from ..web.form_fields import options
from .agreement_clauses import CLAUSES, ClauseView, as_content, clause_views
from .agreement_forms import AgreementForm, agreement_form_for
from .agreement_rules import EVERYONE, MANY_PARTIES, parties_called
from .models import Agreement
from .rules import Case, PartyView

EMPTY_LINES = 2
DUTIES = ("rights", "obligations")
COMMON = ("common_rights", "common_obligations")
SHOWN_CANDIDATES = 3


def clauses_in(case: Case, working: Agreement) -> tuple[ClauseView, ...]:
    """The clauses that the form asks for."""
    return tuple(clause_views(case.sector, case.clauses, working.content))


def form_for(case: Case, working: Agreement, fresh: bool = False) -> AgreementForm:
    """The form with the text as it is, or (unless `fresh`) as it was sent; two empty lines of funding at the end."""
    content = working.content
    clauses = clauses_in(case, working)
    with_common = any(content.get(name) for name in COMMON)
    kind = agreement_form_for(case.parties, clauses, with_common=with_common)
    if request.method == "POST" and not fresh:
        form = kind()
    else:
        flat = dict(content)
        for name in DUTIES:
            flat |= {f"{name}_{party}": text for party, text in (content.get(name) or {}).items()}
        flat |= {clause.name: clause.text for clause in clauses}
        funding = flat.pop("funding", None) or []
        form = kind.from_json(flat)
        for line in [*funding, *({} for _empty in range(EMPTY_LINES))]:
            form.funding.append_entry(_line_shown(line, case))
    if len(case.parties) <= MANY_PARTIES:
        choices = options(((str(party.id), party.name) for party in case.parties), _("– pilih –"))
        for entry in form.funding:
            entry.form.party.choices = choices
    return form


def content_from(form: AgreementForm, case: Case, working: Agreement) -> dict[str, Any] | None:
    """The content that was typed; None, with the sentence beside the field, when a line names no clear party."""
    funding = [_line_typed(entry.form, case) for entry in form.funding if entry.form.amount.data is not None]
    if None in funding:
        form.funding.errors = [entry.errors for entry in form.funding]
        return None
    values = form.to_json()
    clauses = clauses_in(case, working)
    kept = {name for name, field in form._fields.items() if not name.startswith(("rights_", "obligations_", "clause_"))}
    content = {name: values[name] for name in kept - {"funding"} if name in values}
    if len(case.parties) <= MANY_PARTIES:
        for name in DUTIES:
            content[name] = {str(party.id): values.get(f"{name}_{party.id}") for party in case.parties}
    with force_locale("id"):
        texts = as_content(clauses, values)
    if texts or working.content.get(CLAUSES):
        content[CLAUSES] = texts
    return {**content, "funding": funding}


def _line_shown(line: dict[str, Any], case: Case) -> dict[str, Any]:
    """A line of funding as its fields show it: among many parties by name, not by number."""
    if len(case.parties) <= MANY_PARTIES or not line:
        return line
    if line.get("party") == EVERYONE:
        return {**line, "party": _("semua")}
    names = [party for party in case.parties if str(party.id) == line.get("party")]
    return {**line, "party": _clear_name(names[0], case) if names else ""}


def _line_typed(line: Any, case: Case) -> dict[str, Any] | None:
    party = line.party.data
    if len(case.parties) > MANY_PARTIES:
        party = _party_meant(line.party, case)
        if party is None:
            return None
    return {
        "party": party,
        "source": line.source.data,
        "account_code": line.account_code.data or None,
        "amount": int(line.amount.data),
        "year": line.year.data,
    }


def _party_meant(field: Any, case: Case) -> str | None:
    """The number of the party whose name or code was typed, as text; None, with the reason beside the field."""
    if str(field.data).strip().casefold() in ("semua", _("semua")):
        return EVERYONE
    found = parties_called(field.data, case.parties)
    if len(found) == 1:
        return str(found[0].id)
    if not found:
        field.errors = [*field.errors, _("Tidak ada pihak dengan nama atau kode ini.")]
    else:
        names = ", ".join(_clear_name(party, case) for party in found[:SHOWN_CANDIDATES])
        field.errors = [*field.errors, _("Belum jelas pihak yang mana; tulis kodenya. Contoh: %(names)s.", names=names)]
    return None


def _clear_name(party: PartyView, case: Case) -> str:
    """A party's name, or its code when another party has the same name."""
    same = sum(other.name.casefold() == party.name.casefold() for other in case.parties)
    return party.code if same > 1 and party.code else party.name
