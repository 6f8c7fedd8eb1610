"""Payouts and levies: a sum, every party's share of it by the scheme in force, and who has settled theirs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from portal.sdk import Action, Invalid, NotAllowed, NotFound, db, now, record, transactional

from ..together import acts, for_insiders, for_work, party_of
from . import rules
from .models import Distribution, Scheme, Share
from .rules import COVERED_BY
from .service import cannot_share, figures_of, schemes_of


@transactional
def distribute(actor: Any, partnership_id: int, kind: str, values: Mapping[str, Any]) -> Distribution:
    """Share a sum out: `values` holds purpose, happened_on, amount (whole rupiah) and the document's number.

    The parties that share are those of that day; the scheme is the agreed one that covers it.
    """
    partnership = for_work(actor, partnership_id)
    scheme = rules.in_force(schemes_of(partnership.id), COVERED_BY[kind])
    if scheme is None:
        raise NotAllowed(_("Belum ada skema pembagian yang disetujui para pihak."))
    parties = sharers(partnership, scheme, values["happened_on"])
    if not parties:
        raise Invalid({"happened_on": _("Pada hari itu belum ada pihak yang ikut.")})
    if faults := cannot_share(scheme, parties):
        raise NotAllowed(*faults, _("Susun versi skema berikutnya dengan angka semua pihak."))
    distribution = Distribution(
        partnership_id=partnership.id,
        scheme=scheme,
        kind=kind,
        purpose=values["purpose"],
        happened_on=values["happened_on"],
        amount=values["amount"],
        document=values["document"],
        recorded_at=now(),
        recorded_by_office=actor.office.label,
    )
    db.session.add(distribution)
    for line in rules.shares_of(distribution.amount, scheme.weights, figures_of(scheme), parties):
        db.session.add(Share(distribution=distribution, party_id=line.party, amount=line.amount))
    db.session.flush()
    _tell(actor, f"multilateral.{kind}", distribution)
    return distribution


@transactional
def cancel_distribution(actor: Any, distribution_id: int, reason: str) -> Distribution:
    """Undo a payout or levy that was wrong, as long as no share of it is confirmed."""
    distribution = found(distribution_id)
    for_work(actor, distribution.partnership_id)
    if distribution.archived_at is not None:
        raise NotAllowed(_("Ini sudah dibatalkan."))
    if any(share.confirmed_at for share in _shares(distribution_id)):
        raise NotAllowed(_("Sudah ada bagian yang dibenarkan. Catat koreksinya sebagai pembagian atau iuran baru."))
    distribution.archived_at, distribution.archived_by_id = now(), actor.person_id
    distribution.archive_reason = reason
    _tell(actor, "multilateral.distribution_cancelled", distribution, reason)
    return distribution


@transactional
def settle(actor: Any, share_id: int, on: date, note: str) -> Share:
    """A party says that it paid its share of a levy, or received its share of a payout, on a day."""
    partnership, share = _share(actor, share_id)
    if not may_settle(actor, partnership, share):
        raise NotAllowed(_("Yang menandai bagian ini adalah pihaknya sendiri, selama belum dibenarkan."))
    if on < share.distribution.happened_on:
        raise Invalid({"settled_on": _("Tanggal ini sebelum tanggal pembagiannya.")})
    share.settled_on, share.settled_note, share.settled_by_office = on, note, actor.office.label
    _mark(actor, "multilateral.share_settled", partnership, share, settled_on=on)
    return share


@transactional
def unsettle(actor: Any, share_id: int) -> Share:
    """Take a mark back that was put by mistake, before another party confirmed it."""
    partnership, share = _share(actor, share_id)
    if share.settled_on is None or not may_settle(actor, partnership, share):
        raise NotAllowed(_("Tanda ini tidak dapat diurungkan: sudah dibenarkan, atau bukan milik pihak Anda."))
    share.settled_on, share.settled_note, share.settled_by_office = None, "", ""
    _mark(actor, "multilateral.share_unsettled", partnership, share)
    return share


@transactional
def confirm(actor: Any, share_id: int) -> Share:
    """Another party, or the body, says that a mark is right."""
    partnership, share = _share(actor, share_id)
    if not may_confirm(actor, partnership, share):
        raise NotAllowed(_("Yang membenarkan adalah pihak lain, setelah bagian itu ditandai."))
    share.confirmed_at, share.confirmed_by_office = now(), actor.office.label
    _mark(actor, "multilateral.share_confirmed", partnership, share)
    return share


def sharers(partnership: Any, scheme: Scheme, day: date) -> list[int]:
    """The parties that share in what happens on a day, in their order."""
    return [party.id for party in partnership.parties if rules.shares_in(party, day, scheme.shares_while_suspended)]


def may_settle(actor: Any, partnership: Any, share: Share) -> bool:
    """Whether this office may mark a share: its own party's, until it is confirmed."""
    party = partnership.party_of(actor.office)
    return party is not None and party.id == share.party_id and share.confirmed_at is None


def may_confirm(actor: Any, partnership: Any, share: Share) -> bool:
    """Whether this office may confirm a marked share: for another party than its own, or for the body."""
    party = partnership.party_of(actor.office)
    other = party is None or party.id != share.party_id
    return share.settled_on is not None and share.confirmed_at is None and other and acts(actor, partnership)


def found(distribution_id: int, partnership_id: int | None = None) -> Distribution:
    """A payout or levy by its number, of this partnership."""
    distribution = db.session.get(Distribution, distribution_id)
    if distribution is None or partnership_id not in (None, distribution.partnership_id):
        raise NotFound()
    return distribution


def _shares(distribution_id: int) -> list[Share]:
    return list(db.session.scalars(select(Share).where(Share.distribution_id == distribution_id)))


def _share(actor: Any, share_id: int) -> tuple[Any, Share]:
    share = db.session.get(Share, share_id)
    if share is None:
        raise NotFound()
    partnership = for_insiders(actor, share.distribution.partnership_id, Action.PARTNERSHIP_WORK)
    if share.distribution.archived_at is not None:
        raise NotAllowed(_("Pembagian ini sudah dibatalkan."))
    return partnership, share


def _mark(actor: Any, kind: str, partnership: Any, share: Share, **told: Any) -> None:
    party = party_of(partnership, share.party_id)
    after = {"what": share.distribution.purpose, "amount": share.amount} | told
    record(actor, kind, "partnership", partnership.id, after=after, village_code=party.village_code if party else None)


def _tell(actor: Any, kind: str, distribution: Distribution, reason: str = "") -> None:
    told = {
        "what": distribution.purpose,
        "amount": distribution.amount,
        "held_on": distribution.happened_on,
        "document": distribution.document,
        "version": distribution.scheme.number,
    }
    record(actor, kind, "partnership", distribution.partnership_id, after=told, reason=reason)
