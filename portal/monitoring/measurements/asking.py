"""Who is asked to report an indicator for a period: those who were there then, whoever came or went since."""

from __future__ import annotations

from collections.abc import Collection

from ...partnerships.models import Partnership, Party
from ...partnerships.rules import LEFT, MEMBER, OBSERVER, SUSPENDED
from ..indicators.models import Indicator
from ..indicators.rules import Period


def asked_in(
    partnership: Partnership, indicator: Indicator, period: Period, reported: Collection[int] = ()
) -> list[Party]:
    """The parties whose reports make the partnership's value of a period, in the order of the partnership.

    `reported` are the numbers of those who reported it: what was verified counts, whoever it is of. With a party
    that was named, those alone: it reports what nobody did before it was named. Else each that the agreement bound
    at the period's end.
    """
    named = indicator.reporter_party_id
    if named is not None:
        return [party for party in partnership.parties if party.id in (reported or (named,))]
    return [party for party in partnership.parties if party.id in reported or _was_there(party, period)]


def _was_there(party: Party, period: Period) -> bool:
    """Whether a party was bound at the end of a period; the founders from the first one on."""
    if party.role == OBSERVER or party.state not in (MEMBER, SUSPENDED, LEFT):
        return False
    if party.joined_on is not None and party.joined_on > period.ends_on:
        return False
    return party.state != LEFT or (party.left_on is not None and party.left_on >= period.ends_on)
