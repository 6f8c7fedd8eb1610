"""What the agreement's text says of the sharing, and what its freezing waits for."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from portal.sdk import Annex, party_names, say

from ..together import applies_to
from . import queries, rules, words
from .models import Scheme
from .rules import DRAFT, OPEN, PROPOSED
from .service import schemes_of

FREEZING = ("mad_agreed", "finish_draft", "amendment_agreed")


def annexes(partnership: Any) -> list[Annex]:
    """The newest scheme that was proposed or agreed, for costs and for benefits, as parts of the text."""
    if not applies_to(partnership):
        return []
    found = rules.for_agreement(schemes_of(partnership.id))
    names = party_names(partnership.bound) if found else {}
    return [_annex(partnership, scheme, names) for scheme in found]


def reasons_to_wait_for_scheme(partnership: Any, transition: str) -> list[Any]:
    """A text is not frozen while its scheme is still being written, or before all parties agreed to it."""
    if transition not in FREEZING or not applies_to(partnership):
        return []
    waiting = [scheme for scheme in schemes_of(partnership.id) if scheme.state in OPEN]
    return [_reason(partnership, scheme) for scheme in waiting]


def _reason(partnership: Any, scheme: Scheme) -> Any:
    if scheme.state == DRAFT:
        return say("Skema pembagian versi %(number)s masih disusun: ajukan, atau tarik dulu.", number=scheme.number)
    given = {assent.party_id for assent in scheme.assents}
    names = party_names(party for party in partnership.bound if party.id not in given)
    shown = ", ".join(list(names.values())[:3])
    return say(
        "Skema pembagian versi %(number)s belum disetujui %(count)s pihak (%(names)s …) dan belum diputuskan MAD.",
        number=scheme.number,
        count=len(names),
        names=shown,
    )


def _annex(partnership: Any, scheme: Scheme, names: dict[int, str]) -> Annex:
    shown = queries.sheet(scheme, list(names))
    suspended = _("tetap ikut") if scheme.shares_while_suspended else _("tidak ikut selama ditangguhkan")
    rows: list[tuple[Any, Any]] = [
        (_("Berlaku untuk"), str(rules.COVERS[scheme.covers])),
        (_("Dasar dan bobot"), words.weights_words(scheme.weights)),
        *((names[party], _party_words(shown, party)) for party in shown.parties),
        (_("Pihak yang ditangguhkan"), suspended),
        (_("Pembulatan"), str(rules.ROUNDING)),
    ]
    if scheme.note:
        rows.append((_("Catatan"), scheme.note))
    title = _("Pembagian biaya dan hasil, skema versi %(number)s", number=scheme.number)
    if scheme.state == PROPOSED:
        title = _("%(title)s (diajukan)", title=title)
    return Annex(f"multilateral_sharing_{scheme.number}", title, tuple(rows))


def _party_words(shown: queries.Sheet, party: int) -> str:
    """The figures of one party with their sources, and its percent."""
    figures = [
        _(
            "%(base)s %(value)s (%(source)s, %(day)s)",
            base=rules.BASES[figure.base],
            value=words.figure_words(figure.base, figure.value),
            source=figure.source,
            day=figure.as_of.isoformat(),
        )
        for figure in shown.scheme.figures
        if figure.party_id == party and figure.base in shown.scheme.weights
    ]
    line = shown.line_of(party)
    share = _("bagian %(percent)s", percent=words.percent(line.percent)) if line else _("belum dapat dihitung")
    return "; ".join([*figures, share])
