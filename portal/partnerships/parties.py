"""What the pages of the parties show: each with where it stands and what it has passed; and who comes or goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from flask import url_for
from flask_babel import gettext as _

from .. import permissions
from ..contracts import Gate, Text, say
from ..permissions import Action, Actor
from . import field_words, membership, membership_rules, rules
from .beginning import takes_many
from .cases import gates_of, is_over, party_names, type_of
from .gates import MATRIX_GATES
from .matrix import Cell, matrix
from .membership_rules import ASKED, BEFORE_OFFER, CARRIED, JOIN, LEAVE, REINSTATE, SUSPEND, WRITING
from .models import Partnership, Party, PartyChange
from .party_changes import view_of_change
from .party_forms import JoinRequestForm, LeaveForm, MinutesOfParty, SuspendForm
from .party_lists import choice_name
from .rules import Case, Missing, PartyView, parties_of
from .service import PartyChoice

FORMS = {JOIN: JoinRequestForm, LEAVE: LeaveForm, SUSPEND: SuspendForm, REINSTATE: MinutesOfParty}
SHOWN_CHANGES = 8
# What the list of parties can be narrowed to, and which of these only the parties themselves look for.
STATES: Mapping[str, Text] = {
    "": say("Yang ikut sekarang"),
    "founder": say("Pendiri"),
    "later": say("Bergabung kemudian"),
    "candidate": say("Calon pihak"),
    "suspended": say("Ditangguhkan"),
    "observer": say("Pengamat"),
    "gone": say("Tidak ikut lagi"),
}
INSIDERS_ONLY = ("candidate", "gone")


@dataclass(frozen=True)
class Line:
    """One party of the list: how it stands, and what it has passed of the gates."""

    row: Party
    name: str
    label: Text
    tone: str
    cells: list[Cell]

    @property
    def url(self) -> str:
        """The page of the village or organisation itself."""
        return f"/desa/{self.row.village_code}" if self.row.village_code else f"/organisasi/{self.row.organisation_id}"


@dataclass(frozen=True)
class ChangeLine:
    """One coming, resting or going: what is settled, what happens next, and what this person can do about it."""

    id: int
    kind: Text
    name: str
    status: str
    since: datetime
    next: Text
    told: list[tuple[str, str]]
    lacking: list[Missing]
    ways: list[tuple[str, Text]]
    answer: str = ""
    late: bool = False


def gates_shown(partnership: Partnership, case: Case) -> list[Gate]:
    """The gates of the matrix that concern any party."""
    gates = gates_of(partnership)
    return [gates[code] for code in MATRIX_GATES if code in gates and any(parties_of(gates[code], case))]


def lines_of(partnership: Partnership, case: Case, gates: list[Gate], insider: bool) -> list[Line]:
    """Every party, in the order of the list; who is not in it yet, and who did not take part, for insiders only."""
    known = {party.id: party.name for party in (*case.parties, *case.candidates)}
    known |= party_names(party for party in partnership.parties if party.id not in known)
    cells = matrix(gates, case)
    return [
        Line(
            row,
            known[row.id],
            label_of(row),
            _tone(row),
            [cells.get((gate.code, row.id), Cell(gate.code, row.id, "not_needed")) for gate in gates],
        )
        for row in partnership.parties
        if insider or row.state not in (rules.CANDIDATE, rules.JOINING, rules.DECLINED)
    ]


def narrowed(lines: list[Line], state: str, text: str, gate: str) -> list[Line]:
    """The parties of a state, with a text in their name, that lack a gate."""
    found = [line for line in lines if _is_in(line.row, state)]
    if text:
        found = [line for line in found if text.lower() in line.name.lower()]
    if gate:
        found = [line for line in found if any(cell.gate == gate and _lacks(cell) for cell in line.cells)]
    return found


def changes_of(actor: Actor, partnership: Partnership, case: Case, party_id: int | None = None) -> list[ChangeLine]:
    """The comings and goings that are not settled; of one party (`party_id`) also the settled ones, newest first."""
    if party_id is None:
        chosen = [change for change in partnership.changes if view_of_change(change).is_live]
    else:
        chosen = [change for change in reversed(partnership.changes) if change.party_id == party_id]
    names = {party.id: party.name for party in (*case.parties, *case.candidates)}
    rows = {party.id: party for party in partnership.parties}
    names |= party_names(rows[c.party_id] for c in chosen if c.party_id and c.party_id not in names)
    return [_change_line(actor, partnership, case, change, names) for change in chosen]


def add_roles(actor: Actor, partnership: Partnership) -> list[tuple[str, Text]]:
    """As what this person may add somebody now; empty when nobody."""
    own = partnership.party_of(actor.office)
    may = permissions.may(actor, Action.PARTNERSHIP_EDIT, partnership) and not is_over(partnership)
    if own is None or not own.is_bound or not may:
        return []
    kind, roles = type_of(partnership), []
    room = takes_many(kind) and (kind is None or kind.parties[1] is None or len(partnership.bound) < kind.parties[1])
    in_force = any(agreement.in_force_from for agreement in partnership.agreements)
    if room and own.role == rules.INITIATOR and partnership.status in BEFORE_OFFER:
        roles.append(("receiver", say("Pihak yang ditawari kerja sama")))
    if room and in_force and own.state == rules.MEMBER:
        roles.append(("joiner", say("Calon pihak: masuk lewat perubahan perjanjian")))
    return [*roles, ("observer", say("Pengamat: membaca, tidak menandatangani dan tidak bersuara"))]


def party_ways(actor: Actor, partnership: Partnership, row: Party) -> dict[str, Text]:
    """What this person can begin with one party: the end of its address, and its label."""
    own = partnership.party_of(actor.office)
    many = takes_many(type_of(partnership)) and not is_over(partnership)
    ways: dict[str, Text] = {}
    in_force = any(agreement.in_force_from for agreement in partnership.agreements)
    if own is None or not many or not in_force or not permissions.may(actor, Action.PARTNERSHIP_WORK, partnership):
        return ways
    if row is own and row.state in (rules.MEMBER, rules.SUSPENDED):
        ways["keluar"] = say("Keluar dari kerja sama")
    if own.state == rules.MEMBER and row.is_bound:
        if row.state == rules.MEMBER:
            ways["tangguhkan"] = say("Tangguhkan")
        if row.state == rules.SUSPENDED:
            ways["aktifkan"] = say("Aktifkan kembali")
    return ways


def may_ask_to_join(actor: Actor, partnership: Partnership, case: Case) -> bool:
    """Whether this person's village or organisation may ask to join; it is no party, and parties may come."""
    own = partnership.party_of(actor.office)
    outside = own is None or own.state in rules.GONE or own.role == rules.OBSERVER
    may = permissions.may_at_all(actor, Action.PARTNERSHIP_CREATE) and not is_over(partnership)
    return outside and may and case.in_force and takes_many(type_of(partnership))


def _change_line(
    actor: Actor, partnership: Partnership, case: Case, change: PartyChange, names: Mapping[int, str]
) -> ChangeLine:
    name = names.get(change.party_id or 0) or choice_name(PartyChoice(change.village_code, change.organisation_id))
    view = view_of_change(change, name)
    return ChangeLine(
        change.id,
        membership_rules.KINDS[change.kind],
        name,
        change.status,
        change.opened_at,
        membership_rules.next_of(view, case) if view.is_live else "",
        field_words.filled(FORMS[change.kind], change.values),
        membership_rules.unprepared(view, case),
        [(_answer_url(change, word), ANSWER_LABELS[word]) for word in answers_to(actor, partnership, case, change)],
        str(change.values.get("answer") or ""),
        membership_rules.until_passed(change.values.get("until"), case.today),
    )


def answers_to(actor: Actor, partnership: Partnership, case: Case, change: PartyChange) -> list[str]:
    """The answers this person can give to a change, by their word in the address."""
    view = view_of_change(change)
    own = partnership.party_of(actor.office)
    member = own is not None and own.is_bound and own.state == rules.MEMBER
    may_edit = member and permissions.may(actor, Action.PARTNERSHIP_EDIT, partnership)
    words: list[str] = []
    if change.kind == JOIN and change.status == ASKED and may_edit:
        words += ["terima", "tolak"]
    may_sign = member and permissions.may(actor, Action.PARTNERSHIP_SIGN, partnership)
    if change.kind in (SUSPEND, REINSTATE) and may_sign and membership_rules.may_confirm(view, own.id if own else None):
        words.append("benarkan")
    if partnership.status == WRITING and may_edit and membership_rules.is_ready(view, case):
        words.append("masukkan")
    frozen = change.status == CARRIED and partnership.status != WRITING
    if not frozen and membership.may_withdraw(actor, partnership, change):
        words.append("tarik")
    return words


def _answer_url(change: PartyChange, word: str) -> str:
    return url_for("partnerships.answer_change", change_id=change.id, answer=word)


ANSWER_LABELS: Mapping[str, Text] = {
    "terima": say("Terima permintaan"),
    "tolak": say("Tolak permintaan"),
    "benarkan": say("Benarkan berita acara"),
    "masukkan": say("Masukkan ke perubahan perjanjian"),
    "tarik": say("Tarik kembali"),
}


def label_of(row: Party) -> Text:
    """How a party stands, where that is worth a word."""
    if row.role == rules.OBSERVER and row.state == rules.MEMBER:
        return say("pengamat")
    if row.state != rules.MEMBER:
        return membership_rules.STATE_LABELS[row.state]
    if not row.founder:
        return say("bergabung kemudian")
    return say("pengusul") if row.role == rules.INITIATOR else ""


def _tone(row: Party) -> str:
    return {rules.SUSPENDED: "warn", rules.CANDIDATE: "info", rules.JOINING: "info"}.get(row.state, "neutral")


def _is_in(row: Party, state: str) -> bool:
    if state == "gone":
        return row.state in rules.GONE
    if row.state in rules.GONE:
        return False
    if state == "observer":
        return row.role == rules.OBSERVER
    if state in ("founder", "later"):
        return row.is_bound and row.founder == (state == "founder")
    return not state or row.state == state


def _lacks(cell: Cell) -> bool:
    return cell.state in ("missing", "no_scan")


def day_of(row: Party) -> tuple[Text, date] | None:
    """The day that tells most about how a party stands."""
    if row.left_on:
        return say("Keluar"), row.left_on
    if row.suspended_on:
        return say("Ditangguhkan sejak"), row.suspended_on
    return (say("Bergabung"), row.joined_on) if row.joined_on else None


def party_view(case: Case, party_id: int) -> PartyView | None:
    """A party or candidate as the rules see it."""
    return next((item for item in (*case.parties, *case.candidates) if item.id == party_id), None)


def role_sentence(row: Party) -> str:
    """What a party is in the partnership, in one sentence."""
    if row.role == rules.OBSERVER:
        return _(
            "Pengamat membaca seperti para pihak; tidak menandatangani, tidak bersuara, dan tidak menahan siapa pun."
        )
    if row.state == rules.SUSPENDED:
        return _(
            "Selama ditangguhkan pihak ini tidak bersuara dan tidak berbagi, tetapi tetap menandatangani perubahan."
        )
    return _("Pendiri: ikut sejak perjanjian pertama.") if row.founder and row.is_bound else ""
