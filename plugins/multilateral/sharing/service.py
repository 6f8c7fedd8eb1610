"""The scheme by which the parties share: written, shown to all, agreed, and followed by another version."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from portal.sdk import (
    Action,
    Conflict,
    Invalid,
    NotAllowed,
    NotFound,
    db,
    now,
    record,
    today,
    transactional,
    village_figures,
)

from ..together import for_insiders, for_work, party_of, zone_code
from . import rules
from .models import Assent, PartyFigure, Scheme
from .rules import AGREED, AREA, DRAFT, OPEN, POPULATION, PROPOSED, WITHDRAWN

FIELDS = ("covers", "weights", "shares_while_suspended", "note")
PROFILE = "Profil desa di portal"  # where figures come from that the portal knows itself


@transactional
def begin_scheme(actor: Any, partnership_id: int, values: Mapping[str, Any]) -> Scheme:
    """Begin a version of the scheme, `values` as in `FIELDS`; a version that is open is finished first.

    What villages say of their size is filled in, and what the version before rested on is taken over.
    """
    partnership = for_work(actor, partnership_id)
    _check_weights(values["weights"])
    known = schemes_of(partnership.id)
    if any(scheme.state in OPEN for scheme in known):
        raise NotAllowed(_("Masih ada skema yang disusun atau diajukan. Selesaikan atau tarik dulu."))
    scheme = Scheme(
        partnership_id=partnership.id,
        number=1 + max((item.number for item in known), default=0),
        begun_at=now(),
        begun_by_office=actor.office.label,
        **{name: values[name] for name in FIELDS},
    )
    db.session.add(scheme)
    scheme.figures.extend(_taken_over(partnership, known))
    db.session.flush()
    _tell(actor, "multilateral.scheme_begun", scheme, covers=scheme.covers, weights=scheme.weights)
    return scheme


@transactional
def edit_scheme(actor: Any, scheme_id: int, version: int | None, values: Mapping[str, Any]) -> Scheme:
    """Change a scheme that is being written; `Conflict` when someone was faster."""
    scheme = _draft(actor, scheme_id)
    scheme.expect(version)
    _check_weights(values["weights"])
    changed = {name: values[name] for name in FIELDS if getattr(scheme, name) != values[name]}
    before = {name: _in_words(name, getattr(scheme, name)) for name in changed}
    for name, value in changed.items():
        setattr(scheme, name, value)
    if changed:
        told = {"version": scheme.number} | {name: _in_words(name, value) for name, value in changed.items()}
        record(actor, "multilateral.scheme_edited", "partnership", scheme.partnership_id, before=before, after=told)
    return scheme


@transactional
def set_figures(
    actor: Any, scheme_id: int, party_id: int, values: Mapping[str, Mapping[str, Any]], version: int | None = None
) -> Scheme:
    """Write down what a scheme rests on for one party: `value`, `source` and `as_of` by base; no value: none.

    `Conflict` when somebody else wrote figures of this party meanwhile (see `figures_version`).
    """
    scheme = _draft(actor, scheme_id)
    party = party_of(for_work(actor, scheme.partnership_id), party_id)
    if party is None or not party.is_bound:
        raise NotFound()
    known = {figure.base: figure for figure in scheme.figures if figure.party_id == party_id}
    if version is not None and version != figures_version(scheme, party_id):
        names = {base: str(rules.BASES[base]) for base in values}
        theirs = {names[base]: known[base].value for base in values if base in known}
        raise Conflict(theirs, {names[base]: given["value"] for base, given in values.items()})
    before = {base: known[base].value for base in values if base in known}
    for base, given in values.items():
        _set_figure(scheme, known.get(base), party_id, base, given)
    after = {base: given["value"] for base, given in values.items()}
    if before != {base: value for base, value in after.items() if value is not None}:
        record(
            actor,
            "multilateral.figures_written",
            "partnership",
            scheme.partnership_id,
            before=before,
            after=after,
            village_code=party.village_code,
        )
    return scheme


@transactional
def propose_scheme(actor: Any, scheme_id: int) -> Scheme:
    """Lay a scheme before all parties. From here its weights and figures stay as they are."""
    scheme = _draft(actor, scheme_id)
    partnership = for_work(actor, scheme.partnership_id)
    if faults := cannot_share(scheme, [party.id for party in partnership.bound]):
        raise NotAllowed(*faults)
    scheme.state, scheme.proposed_on = PROPOSED, today(zone_code(partnership))
    _tell(actor, "multilateral.scheme_proposed", scheme, covers=scheme.covers, weights=scheme.weights)
    return scheme


@transactional
def agree_to_scheme(actor: Any, scheme_id: int) -> Scheme:
    """A party's head agrees; when all have, the scheme is agreed."""
    scheme = _found(scheme_id)
    partnership = for_insiders(actor, scheme.partnership_id, Action.PARTNERSHIP_SIGN)
    party = partnership.party_of(actor.office)
    if party is None or not party.is_bound:
        raise NotAllowed(_("Yang menyetujui adalah kepala desa atau pimpinan salah satu pihak."))
    if scheme.state != PROPOSED:
        raise NotAllowed(_("Skema ini tidak sedang diajukan."))
    given = {assent.party_id for assent in scheme.assents}
    if party.id in given:
        return scheme
    scheme.assents.append(Assent(party_id=party.id, given_at=now(), given_by_office=actor.office.label))
    _tell(actor, "multilateral.scheme_assent", scheme)
    if {item.id for item in partnership.bound} <= given | {party.id}:
        _agreed(actor, partnership, scheme)
    return scheme


@transactional
def record_decision(actor: Any, scheme_id: int, number: str, on: Any) -> Scheme:
    """Put on record that the meeting between villages (MAD) decided for the scheme: its minutes' number and day."""
    scheme = _found(scheme_id)
    partnership = for_work(actor, scheme.partnership_id)
    if scheme.state != PROPOSED:
        raise NotAllowed(_("Skema ini tidak sedang diajukan."))
    if on < scheme.proposed_on:
        raise Invalid({"held_on": _("Musyawarah ini sebelum skemanya diajukan.")})
    scheme.decision_number = number
    _agreed(actor, partnership, scheme, on)
    return scheme


@transactional
def withdraw_scheme(actor: Any, scheme_id: int, reason: str) -> Scheme:
    """Take back a scheme that is not agreed yet; another version may follow."""
    scheme = _found(scheme_id)
    for_work(actor, scheme.partnership_id)
    if scheme.state not in OPEN:
        raise NotAllowed(_("Skema ini sudah disetujui atau sudah ditarik."))
    scheme.state = WITHDRAWN
    _tell(actor, "multilateral.scheme_withdrawn", scheme, reason=reason)
    return scheme


def schemes_of(partnership_id: int) -> list[Scheme]:
    """Every version of a partnership, with its figures and assents; oldest first."""
    query = select(Scheme).where(Scheme.partnership_id == partnership_id).order_by(Scheme.number)
    return list(db.session.scalars(query.options(selectinload(Scheme.figures), selectinload(Scheme.assents))))


def figures_of(scheme: Scheme) -> dict[str, dict[int, Decimal]]:
    """A scheme's figures by base and party."""
    found: dict[str, dict[int, Decimal]] = {base: {} for base in scheme.weights}
    for figure in scheme.figures:
        found.setdefault(figure.base, {})[figure.party_id] = figure.value
    return found


def figures_version(scheme: Scheme, party_id: int) -> int:
    """The versions of one party's figures taken together: another one after each change."""
    return sum(figure.version for figure in scheme.figures if figure.party_id == party_id)


def cannot_share(scheme: Scheme, parties: list[int]) -> list[str]:
    """Why nothing can be shared among these parties, in sentences; whose figures lack is told by `rules.missing`."""
    figures = figures_of(scheme)
    if lacking := rules.missing(scheme.weights, figures, parties):
        return [_("Ada %(count)s angka yang belum diisi; belum diisi bukan nol.", count=len(lacking))]
    return [
        _("Angka %(base)s semua pihak nol, jadi tidak dapat menjadi dasar.", base=str(rules.BASES[base]).lower())
        for base in rules.all_zero(scheme.weights, figures, parties)
    ]


def scheme_in(partnership_id: int, scheme_id: int) -> Scheme:
    """A version of the scheme of this partnership."""
    scheme = _found(scheme_id)
    if scheme.partnership_id != partnership_id:
        raise NotFound()
    return scheme


def _found(scheme_id: int) -> Scheme:
    scheme = db.session.get(Scheme, scheme_id)
    if scheme is None:
        raise NotFound()
    return scheme


def _draft(actor: Any, scheme_id: int) -> Scheme:
    scheme = _found(scheme_id)
    for_work(actor, scheme.partnership_id)
    if scheme.state != DRAFT:
        raise NotAllowed(_("Skema yang sudah diajukan tidak diubah lagi. Tarik dulu, lalu susun versi berikutnya."))
    return scheme


def _check_weights(weights: Mapping[str, int]) -> None:
    if fault := rules.weights_fault(weights):
        raise Invalid({"weights": str(fault)})


def _agreed(actor: Any, partnership: Any, scheme: Scheme, on: Any = None) -> None:
    scheme.state, scheme.agreed_on = AGREED, on or today(zone_code(partnership))
    _tell(actor, "multilateral.scheme_agreed", scheme, document=scheme.decision_number)


def _set_figure(scheme: Scheme, figure: PartyFigure | None, party_id: int, base: str, given: Mapping[str, Any]) -> None:
    if given["value"] is None:
        if figure is not None:
            scheme.figures.remove(figure)
        return
    if figure is None:
        figure = PartyFigure(party_id=party_id, base=base)
        scheme.figures.append(figure)
    figure.value, figure.source, figure.as_of = given["value"], given["source"], given["as_of"]


def _taken_over(partnership: Any, known: list[Scheme]) -> list[PartyFigure]:
    """The figures to begin with: the portal's own of villages, then those of the version before."""
    found: dict[tuple[int, str], PartyFigure] = {}
    day = today(zone_code(partnership))
    bound = {party.id: party for party in partnership.bound}
    for old in known[-1].figures if known else ():
        if old.party_id in bound:
            found[old.party_id, old.base] = PartyFigure(
                party_id=old.party_id, base=old.base, value=old.value, source=old.source, as_of=old.as_of
            )
    sizes = village_figures(party.village_code for party in bound.values() if party.village_code)
    for party in bound.values():
        for base, value in zip((POPULATION, AREA), sizes.get(party.village_code or "", (None, None)), strict=True):
            if value is not None:
                found[party.id, base] = PartyFigure(
                    party_id=party.id, base=base, value=Decimal(value), source=PROFILE, as_of=day
                )
    return list(found.values())


def _in_words(name: str, value: Any) -> Any:
    """A code as the history says it, in the language the portal is written in."""
    if name == "weights":
        return ", ".join(f"{rules.BASES[base].text} {weight} %" for base, weight in value.items())
    return rules.COVERS[value].text if name == "covers" else value


def _tell(actor: Any, kind: str, scheme: Scheme, reason: str = "", **told: Any) -> None:
    after = {"version": scheme.number} | {name: _in_words(name, value) for name, value in told.items() if value}
    record(actor, kind, "partnership", scheme.partnership_id, after=after, reason=reason)
