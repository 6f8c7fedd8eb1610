"""Pages of one party's own rights and duties, where there are too many parties for one form."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ..errors import NotFound
from ..permissions import Action
from ..web import actor, go, needs, page
from ..web.forms import opened_version
from ..web.paging import Page, page_number
from . import agreements, queries
from .agreement_forms import OwnDutiesForm
from .agreement_rules import own_version
from .cases import case_of
from .rules import Case
from .views import ONE, bp, partnership_or_404

SIZE = 50


@bp.get(ONE + "/naskah/pihak")
@needs(Action.PARTNERSHIP_EDIT)
def agreement_parties(partnership_id: int) -> ResponseReturnValue:
    """The parties, and which of them has something of its own in the text."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_EDIT)
    case, text = case_of(partnership), request.args.get("cari", "")[:100]
    return page(
        "partnerships/agreement_parties.html",
        "parties",
        partnership=partnership,
        shown=_page_of(case, text),
        text=text,
        content=queries.open_agreement(partnership).content,
    )


@bp.route(ONE + "/naskah/pihak/<int:party_id>", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_EDIT)
def agreement_party(partnership_id: int, party_id: int) -> ResponseReturnValue:
    """One party's own rights and duties, beside those of all."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_EDIT)
    party = next((item for item in case_of(partnership).parties if item.id == party_id), None)
    if party is None:
        raise NotFound()
    content = queries.open_agreement(partnership).content
    own = {name: (content.get(name) or {}).get(str(party_id)) for name in ("rights", "obligations")}
    form = OwnDutiesForm() if request.method == "POST" else OwnDutiesForm.from_json(own)
    if request.method == "POST" and form.validate():
        agreements.write_own(actor(), partnership_id, party_id, opened_version(), form.to_json())
        back = url_for("partnerships.agreement_parties", partnership_id=partnership_id)
        return go(back, _("Hak dan kewajiban %(p)s tersimpan.", p=party.name))
    shown: dict[str, Any] = {"partnership": partnership, "party": party, "form": form, "content": content}
    opened = own_version(content, party_id)
    status = 422 if form.errors else 200
    return page("partnerships/agreement_party.html", "form", status=status, opened=opened, **shown)


def _page_of(case: Case, text: str) -> Page:
    """The parties whose name or code holds the text, a page at a time."""
    wanted = text.strip().casefold()
    found = [party for party in case.parties if wanted in party.name.casefold() or wanted in party.code]
    number = min(page_number(), max(1, -(-len(found) // SIZE)))
    start = (number - 1) * SIZE
    return Page(found[start : start + SIZE], number, len(found) > start + SIZE, SIZE, len(found))
