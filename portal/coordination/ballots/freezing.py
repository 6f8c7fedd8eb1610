"""A closed election as one plain text, its fingerprint, and the check that neither has changed."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select

from ...db import db
from ...partnerships.frozen import changed_since
from ...web.i18n import format_day, format_moment
from . import box, rules
from .models import Candidate, Election, Elector
from .recording import title_of

CLOSED = "coordination.election_closed"


def text_of(election: Election, electors: list[Elector], names: Mapping[int, str], result: rules.Result) -> str:
    """Who could be chosen, who voted, and how many chose whom; in Indonesian, whoever closes. Never who chose whom."""
    with force_locale("id"):
        zone = next((elector.party.village_code for elector in electors if elector.party.village_code), None)
        head = [
            title_of(election),
            _("Cara memilih: %(way)s", way=rules.WAYS[election.way]),
            _("Batas memilih: %(moment)s", moment=format_moment(election.deadline, zone)),
            _("Kuorum: %(part)s/%(whole)s pihak", part=election.quorum_part, whole=election.quorum_whole),
        ]
        roll = [_roll_line(elector, names, election) for elector in electors]
        count = [_count_line(candidate, names) for candidate in election.candidates]
        if election.blank is not None:
            count.append(_("Kosong atau tidak sah: %(count)s", count=election.blank))
        paper = []
        if election.minutes_on:
            day = format_day(election.minutes_on)
            paper = [_("Berita acara nomor %(number)s, %(day)s", number=election.minutes_number, day=day)]
        closing = [_closing(election, result)]
        return "\n\n".join("\n".join(part) for part in (head, [election.words], roll, count, paper, closing)) + "\n"


def audit() -> list[str]:
    """A sentence for every closed election whose text, hash in the history or ballots no longer agree."""
    closed = db.session.scalars(select(Election).where(Election.sha256.is_not(None)))
    wrong = {*changed_since(CLOSED, "election_id", Election), *(item.id for item in closed if not _agrees(item))}
    return [f"Pemilihan nomor {number} tidak sama dengan yang dibekukan." for number in sorted(wrong)]


def _agrees(election: Election) -> bool:
    """Whether the ballots in the box are those that were counted."""
    if election.is_on_paper or election.result == rules.NOT_COUNTED:
        return not box.choices(election.id)
    counted = box.counted(election.id)
    votes = {candidate.id: candidate.votes for candidate in election.candidates}
    return counted[None] == election.blank and all(counted[number] == many for number, many in votes.items())


def _roll_line(elector: Elector, names: Mapping[int, str], election: Election) -> str:
    name = names.get(elector.party_id, "–")
    if election.is_on_paper:
        return name
    return ": ".join([name, _("memilih") if elector.has_cast else _("tidak memilih")])


def _count_line(candidate: Candidate, names: Mapping[int, str]) -> str:
    who = f"{candidate.name} ({names.get(candidate.party_id, '–')})"
    return who if candidate.votes is None else f"{who}: {candidate.votes}"


def _closing(election: Election, result: rules.Result) -> str:
    chosen = [candidate.name for candidate in election.candidates if candidate.id in result.leaders]
    return (
        ": ".join([str(rules.RESULTS[result.code]), ", ".join(chosen)]) if chosen else str(rules.RESULTS[result.code])
    )
