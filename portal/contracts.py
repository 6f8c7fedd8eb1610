"""The frozen values that hooks return and rooms exchange. Validated when built; no Flask, no database."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any

Text = Any  # a str, or a lazy translation that becomes one when shown


class Sentence:
    """A sentence that a rule says, translated only when it is shown; rules know nothing of the web."""

    translate: Callable[[str], str] = staticmethod(lambda text: text)

    def __init__(self, text: str, **values: object) -> None:
        self.text = text
        self.values = values

    def __str__(self) -> str:
        text = Sentence.translate(self.text)
        return text % {name: str(value) for name, value in self.values.items()} if self.values else text

    def __repr__(self) -> str:
        return f"Sentence({self.text!r})"

    def __eq__(self, other: object) -> bool:
        return str(self) == str(other)

    def __hash__(self) -> int:
        return hash(str(self))


say = Sentence


@dataclass(frozen=True)
class Terms:
    """Local names of the offices and levels: desa / nagari / gampong, kepala desa / wali nagari, …"""

    village: str = "Desa"
    village_head: str = "Kepala Desa"
    village_secretary: str = "Sekretaris Desa"
    village_council: str = "BPD"
    village_meeting: str = "Musyawarah Desa"
    gazette: str = "Berita Desa"
    district: str = "Kecamatan"
    district_head: str = "Camat"

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """The names of all terms."""
        return tuple(item.name for item in fields(cls))

    def with_changes(self, changes: Mapping[str, str]) -> Terms:
        """These terms with the non-empty ones of `changes` put over them; unknown names are ignored."""
        known = {name: value for name, value in changes.items() if value and name in self.names()}
        return replace(self, **known)


@dataclass(frozen=True)
class LegalBasis:
    """Where a rule stands in the law.

    `confirmed` is False where the article was not read in the law's own text: such a rule
    is shown as a setting of this installation, never printed as law.
    """

    law: str
    article: str = ""
    confirmed: bool = True

    def __str__(self) -> str:
        return f"{self.law} {self.article}".strip()


PERIODS = ("monthly", "quarterly", "semester", "season", "yearly")
ADDS = ("always", "places", "never")


@dataclass(frozen=True)
class Indicator:
    """Something that is measured: `direction` is 1 when more is better, -1 when less is.

    `definition` says in one sentence what is counted and what not; `period` is how often
    (one of `PERIODS`); `sdgs` are the goals of SDGs Desa it serves, 1 to 18. `adds` says what may be
    added: `always` what comes about (a harvest; over periods and over partnerships), `places` what
    stands (households served; over partnerships), `never` an average or a price. A percentage is `places`, of the
    newest full period, unless what it is a part of is new in each period (births of the month): then `always`.
    """

    key: str
    label: Text
    unit: str = ""
    direction: int = 1
    sdgs: tuple[int, ...] = ()
    definition: Text = ""
    period: str = "yearly"
    adds: str = "places"

    def __post_init__(self) -> None:
        if self.adds not in ADDS:
            raise ValueError(f"indicator {self.key}: adds is one of {', '.join(ADDS)}")
        if self.direction not in (1, -1):
            raise ValueError(f"indicator {self.key}: direction is 1 or -1")
        if not all(1 <= goal <= 18 for goal in self.sdgs):
            raise ValueError(f"indicator {self.key}: SDGs Desa goals are 1 to 18")
        if self.period not in PERIODS:
            raise ValueError(f"indicator {self.key}: period is one of {', '.join(PERIODS)}")


@dataclass(frozen=True)
class ActivityTemplate:
    """An activity that is often planned: `lead` says who usually leads it, `months` how long it takes."""

    key: str
    label: Text
    description: Text = ""
    lead: Text = ""
    months: int = 1
    sdgs: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if not 1 <= len(self.key) <= 60:
            raise ValueError(f"activity {self.key[:60]}: a key has 1 to 60 letters")
        if not 0 <= self.months <= 240:
            raise ValueError(f"activity {self.key}: it takes 0 to 240 months")
        if not all(1 <= goal <= 18 for goal in self.sdgs):
            raise ValueError(f"activity {self.key}: SDGs Desa goals are 1 to 18")


@dataclass(frozen=True)
class Role:
    """Somebody a partnership of this kind needs, and what is theirs to do."""

    label: Text
    duties: Text


@dataclass(frozen=True)
class Risk:
    """What often goes wrong, and what helps against it."""

    label: Text
    response: Text


@dataclass(frozen=True)
class Clause:
    """Something the agreement of this kind has to settle: `help` asks for it, `example` shows how it may read.

    A `required` clause is named as missing before the text is frozen.
    """

    key: str
    label: Text
    help: Text = ""
    example: Text = ""
    required: bool = True


@dataclass(frozen=True)
class Figure:
    """A number that matters, as the public reads it: 25 liter/detik, 140 rumah."""

    label: Text
    value: Text
    unit: Text = ""


_ICON = re.compile(r"[MmLlHhVvCcSsQqTtAaZz0-9 ,.+-]*")


@dataclass(frozen=True)
class Sector:
    """One practical field of work; also the vocabulary of potentials and needs.

    `units` are suggested units of quantity, such as ha or liter/detik. `form` holds the
    sector's own fields, kept as JSON on the partnership; `figures(values)` picks the two or
    three of them that the public reads. `icon` is the path of an SVG of 24 by 24.
    """

    code: str
    label: Text
    description: Text = ""
    units: tuple[str, ...] = ()
    order: int = 100
    form: Any = None
    indicators: tuple[Indicator, ...] = ()
    activities: tuple[ActivityTemplate, ...] = ()
    roles: tuple[Role, ...] = ()
    risks: tuple[Risk, ...] = ()
    clauses: tuple[Clause, ...] = ()
    figures: Callable[[Mapping[str, Any]], list[Figure]] | None = None
    icon: str = ""

    def __post_init__(self) -> None:
        for what, things in (
            ("indicator", self.indicators),
            ("activity", self.activities),
            ("clause", self.clauses),
        ):
            _refuse_doubles(what, [thing.key for thing in things])
        if not _ICON.fullmatch(self.icon):
            raise ValueError(f"sector {self.code}: an icon is the path of an SVG, nothing else")


@dataclass(frozen=True)
class Panel:
    """A part of the partnership page: rendered by the core from the plugin's own template.

    `context(partnership, actor)` returns what the template shows. `public` panels are
    shown to everyone who may see the partnership, the others to its parties only.
    """

    key: str
    title: Text
    template: str
    context: Callable[[Any, Any], Mapping[str, Any]]
    order: int = 100
    public: bool = False


@dataclass(frozen=True)
class State:
    """A state of the path. `next` says in one sentence what happens now."""

    code: str
    label: Text
    next: Text = ""
    final: bool = False


PER = ("village", "organisation", "party", "initiator", "receiver", "partnership")
Guard = Callable[[Any], "Text | None"]


@dataclass(frozen=True)
class Transition:
    """A way from some states to another.

    `gates` are codes of gates that must be on record; each guard takes the case
    (see `portal.partnerships.rules.Case`) and returns a sentence that says what is
    missing, or None. `offices` may take the step, for the parties that `side` names:
    `initiator`, `receiver`, `any`, or `overseer`. With `by_other` the party that put its
    gates (and those in `rests_on`) on record leaves the step to another party.
    """

    name: str
    source: tuple[str, ...]
    target: str
    label: Text
    gates: tuple[str, ...] = ()
    guards: tuple[Guard, ...] = ()
    offices: tuple[str, ...] = ("village_operator", "village_head", "village_secretary", "third_party")
    side: str = "any"
    basis: LegalBasis | None = None
    needs_reason: bool = False
    by_other: bool = False
    rests_on: tuple[str, ...] = ()


@dataclass(frozen=True)
class Workflow:
    """States and transitions as data; a fault in it is found when it is built."""

    states: tuple[State, ...]
    initial: str
    transitions: tuple[Transition, ...]

    def __post_init__(self) -> None:
        codes = [state.code for state in self.states]
        _refuse_doubles("state", codes)
        _refuse_doubles("transition", [step.name for step in self.transitions])
        used = {code for step in self.transitions for code in (*step.source, step.target)} | {self.initial}
        if unknown := sorted(used - set(codes)):
            raise ValueError(f"workflow names unknown states: {', '.join(unknown)}")
        if lost := sorted(set(codes) - self._reachable()):
            raise ValueError(f"workflow has states nobody can reach: {', '.join(lost)}")
        self._check_ends()

    def state(self, code: str) -> State:
        """The state of that code; KeyError when there is none."""
        found = next((state for state in self.states if state.code == code), None)
        if found is None:
            raise KeyError(code)
        return found

    def leaving(self, state: str) -> tuple[Transition, ...]:
        """The transitions that start from a state, in the order they were declared."""
        return tuple(step for step in self.transitions if state in step.source)

    def transition(self, name: str) -> Transition | None:
        """The transition of that name, if there is one."""
        return next((step for step in self.transitions if step.name == name), None)

    def extended(self, addition: WorkflowAddition) -> Workflow:
        """This workflow with a type's own states, transitions, gates and guards."""
        steps = tuple(addition.apply(step) for step in self.transitions)
        return Workflow(
            states=self.states + addition.states,
            initial=self.initial,
            transitions=steps + addition.transitions,
        )

    def _reachable(self) -> set[str]:
        reached, front = {self.initial}, [self.initial]
        while front:
            for step in self.leaving(front.pop()):
                if step.target not in reached:
                    reached.add(step.target)
                    front.append(step.target)
        return reached

    def _check_ends(self) -> None:
        for state in self.states:
            leaves = bool(self.leaving(state.code))
            if state.final and leaves:
                raise ValueError(f"workflow leaves the final state {state.code}")
            if not state.final and not leaves:
                raise ValueError(f"workflow has a dead end that is not final: {state.code}")


@dataclass(frozen=True)
class WorkflowAddition:
    """What a partnership type adds to the lawful path.

    `gates` and `guards` map the name of a transition of the core to more gates and guards.
    """

    states: tuple[State, ...] = ()
    transitions: tuple[Transition, ...] = ()
    gates: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    guards: Mapping[str, tuple[Guard, ...]] = field(default_factory=dict)

    def apply(self, step: Transition) -> Transition:
        """A transition of the core with this type's gates and guards added."""
        return replace(
            step,
            gates=step.gates + tuple(self.gates.get(step.name, ())),
            guards=step.guards + tuple(self.guards.get(step.name, ())),
        )


@dataclass(frozen=True)
class Gate:
    """One thing that has to be on record, entered on a form or on paper with its scan.

    `per` says for whom: `village` (each village), `organisation`, `party` (each party),
    `initiator`, `receiver` (each party but the initiator) or `partnership` (once for all).
    `form` is a WTForms class; its values are kept as JSON. `actors` says who must act.
    `document` is the name of the paper that proves it; `signers` are those who sign it
    beside the heads of the parties it is about. `side` says who writes it (`any`,
    `initiator` or `receiver`), and `states` when (empty: at any time).
    """

    code: str
    label: Text
    per: str
    form: Any
    actors: Text
    document: Text
    basis: LegalBasis
    help: Text = ""
    needs_scan: bool = False
    signers: tuple[Text, ...] = ()
    side: str = "any"
    states: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.per not in PER:
            raise ValueError(f"gate {self.code}: per is one of {', '.join(PER)}")


@dataclass(frozen=True)
class PartnershipType:
    """What a kind of partnership is. `form` holds its own fields, kept as JSON.

    `parties` is (least, most); most is None for no limit. `usable` is False while a type
    is announced but cannot be used yet: it is then hidden from forms. `activities` are offered
    for a plan beside those of the sector.
    """

    code: str
    label: Text
    description: Text
    parties: tuple[int, int | None]
    form: Any = None
    workflow: WorkflowAddition = field(default_factory=WorkflowAddition)
    gates: tuple[Gate, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    summary: Callable[[Any], Text] | None = None
    usable: bool = True
    order: int = 100
    activities: tuple[ActivityTemplate, ...] = ()

    def __post_init__(self) -> None:
        least, most = self.parties
        if least < 2 or (most is not None and most < least):
            raise ValueError(f"partnership type {self.code}: parties must be at least two, and most ≥ least")
        _refuse_doubles("gate", [gate.code for gate in self.gates])
        _refuse_doubles("indicator", [item.key for item in self.indicators])
        _refuse_doubles("activity", [item.key for item in self.activities])


@dataclass(frozen=True)
class Answers:
    """What a person answered on the way to a type of partnership.

    `breadth` is `one_field` or `several_fields`; `resources` is True when things or money are
    to be pooled; `capacity` is `strong` or `weak` (people and time to run a joint body);
    `legal` is `simple` or `lasting` (a work that needs a body and rules for years).
    """

    parties: int
    third_party: bool = False
    breadth: str = "one_field"
    resources: bool = False
    capacity: str = "strong"
    legal: str = "simple"


@dataclass(frozen=True)
class Advice:
    """How well a type fits the answers (0 to 100), why, and what it demands in steps and papers."""

    type_code: str
    fit: int
    reasons: tuple[Text, ...] = ()
    demands: tuple[Text, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.fit <= 100:
            raise ValueError(f"advice on {self.type_code}: fit is 0 to 100")


@dataclass(frozen=True)
class Annex:
    """A part of the agreement's text that a plugin brings: frozen and signed with it, row by row."""

    key: str
    title: Text
    rows: tuple[tuple[Text, Text], ...] = ()

    def __post_init__(self) -> None:
        if not all(len(row) == 2 for row in self.rows):
            raise ValueError(f"annex {self.key}: each row is a label and its text")


@dataclass(frozen=True)
class Message:
    """What a notifier sends: a title of one line, plain text, and the full address where it is read.

    `key` is the same at each try of one message, so that a channel that can tell repeats drops them.
    """

    key: str
    title: str
    text: str
    url: str


class NotSent(Exception):
    """A notifier says that a message surely did not go out: it is tried again, unless `again` is False."""

    def __init__(self, reason: str = "", again: bool = True) -> None:
        super().__init__(reason)
        self.again = again


@dataclass(frozen=True)
class Notifier:
    """A way to tell somebody at once, outside of the portal.

    `send(message, address)` returns when it went out and raises `NotSent` when it surely did not. After
    anything else, or no answer within half a minute, nobody knows: it is tried again only when the channel is
    `repeatable`, because it drops what comes twice with one key. `check(address)` says in a sentence what is
    wrong with an address a person typed, or None; without it people type none, because a page of the
    notifier's own finds it. `is_ready()` says whether the operator has set the channel up.
    """

    code: str
    label: Text
    send: Callable[[Message, str], None]
    check: Callable[[str], Text | None] | None = None
    help: Text = ""
    repeatable: bool = False
    is_ready: Callable[[], bool] = lambda: True

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z][a-z0-9_]{0,29}", self.code) or self.code in ("surel", "webhook"):
            raise ValueError(f"notifier {self.code[:40]}: a code is small letters, digits and _, and not taken")


@dataclass(frozen=True)
class Happened:
    """Something that was recorded, published after the commit to whoever listens."""

    seq: int
    at: datetime
    kind: str
    subject_kind: str
    subject_id: str
    village_code: str | None


def _refuse_doubles(what: str, codes: list[str]) -> None:
    doubles = sorted({code for code in codes if codes.count(code) > 1})
    if doubles:
        raise ValueError(f"two {what}s with one name: {', '.join(doubles)}")
