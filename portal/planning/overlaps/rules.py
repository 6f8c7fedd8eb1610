"""When two works are one done twice: a score of what, where, when and for whom, each with its reason in words.

What is plainly another work is left alone: another stage, season, hamlet, group or kind of work. The weights
are a setting of this portal, measured on pairs that were labelled by hand (see `tests/planning`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from math import cos, radians, sqrt

from ...contracts import LegalBasis, Sentence, Text, say
from . import vocabulary as words
from .reading import Words, is_same_word, read

SAME_WORK, PAID_TWICE, SHARED_ASSET, LEFT_OUT = "same_work", "paid_twice", "shared_asset", "left_out"
KINDS: Mapping[str, Text] = {
    SAME_WORK: say("Pekerjaan yang sama"),
    PAID_TWICE: say("Dibiayai dua kali"),
    SHARED_ASSET: say("Alat dipakai bersamaan"),
    LEFT_OUT: say("Desa belum kebagian"),
}
ACTIVITY, BUDGET, SOURCE, OWN, PARTY = "activity", "budget", "source", "own", "party"
SETTING = LegalBasis("", confirmed=False)

# How much each likeness counts. They add up to one; what nobody wrote counts half.
WHAT, WHERE, WHEN, WHOM = 0.45, 0.25, 0.18, 0.12
THRESHOLD = 0.70
SAME_ITEM = 0.7  # of what is done: from it on, a named source is the village's own item
LEAST_LIKE = 0.46  # of what is done: below it, two works are not of one kind
SAME_WAY = 0.9  # of two kinds of doing
NEAR, FAR = 300, 1_500  # metres
UNSAID = 30  # days: an activity that does not say when it begins takes this long
CLOSE = 21  # days between two that are one after the other
LAW: tuple[Text, ...] = (
    say("Pekerjaannya sejenis: kata-katanya sama atau semakna, dari contoh kegiatan yang sama, dan tahapnya sama."),
    say("Tempatnya sama: desa yang sama tanpa dusun, RT atau blok yang berbeda, atau titiknya tidak sampai 300 meter."),
    say("Waktunya bertumpuk; untuk yang tahan lama (bangunan, barang) cukup tahun yang sama."),
    say("Penerimanya tidak disebut berbeda."),
)
MONTHS: tuple[Text, ...] = (
    say("Januari"), say("Februari"), say("Maret"), say("April"), say("Mei"), say("Juni"), say("Juli"),
    say("Agustus"), say("September"), say("Oktober"), say("November"), say("Desember"),
)  # fmt: skip


@dataclass(frozen=True)
class Work:
    """Something planned as the guard sees it: an activity, a budget item, an item of a village's plan.

    `point` is latitude and longitude in degrees. Something of which only the year is known has no `ends_on`.
    `amount` is whole rupiah; `sources` are who pays and from what.
    """

    title: str
    villages: frozenset[str] = frozenset()
    kind: str = ACTIVITY
    place: str = ""
    detail: str = ""
    beneficiaries: str = ""
    template: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    year: int | None = None
    point: tuple[Decimal, Decimal] | None = None
    amount: int | None = None
    sources: frozenset[str] = frozenset()
    account: str = ""
    group: int = 0  # the partnership, 0 for a village's own plan

    @cached_property
    def words(self) -> Words:
        """What its title says, with the hamlets that only its place names."""
        found = read(self.title)
        if not self.place:
            return found
        place = read(self.place)
        return replace(found, spots={**place.spots, **found.spots}, is_wide=found.is_wide or place.is_wide)

    @cached_property
    def groups(self) -> frozenset[str]:
        """For whom it is, where that is said: in its title, else in its other words."""
        said = read(self.title).groups | read(self.beneficiaries).groups
        return said or read(self.detail[:200]).groups

    @cached_property
    def days(self) -> tuple[date, date] | None:
        """From when to when; None when only the year is known."""
        if self.ends_on is None:
            return None
        return self.starts_on or self.ends_on - timedelta(days=UNSAID), self.ends_on

    @cached_property
    def years(self) -> frozenset[int]:
        """The budget years that it touches."""
        return frozenset({day.year for day in self.days} if self.days else {self.year} if self.year else ())

    @cached_property
    def assets(self) -> frozenset[str]:
        """The tools and places that its words name."""
        return read(self.title).assets | read(self.detail[:400]).assets | read(self.place).assets


@dataclass(frozen=True)
class Likeness:
    """Two works that may be one: how sure (0 to 1), of which kind, and why."""

    kind: str
    score: float
    reasons: tuple[Text, ...]


Names = Mapping[str, str]


def compare(one: Work, other: Work, names: Names | None = None) -> list[Likeness]:
    """What two works have too much in common, at most one finding of a kind; `names` are those of villages."""
    kinds = {one.kind, other.kind}
    if kinds & {BUDGET, SOURCE}:
        found = [] if ACTIVITY in kinds else [paid_twice(one, other, names or {})]
    else:
        found = [same_work(one, other, names or {}), shared_asset(one, other)]
    return [likeness for likeness in found if likeness is not None]


def may_meet(one: Work, other: Work) -> bool:
    """Whether two works come near each other in time at all: asked first, because it is asked most often."""
    if one.years & other.years:
        return True
    if one.days is None or other.days is None:
        return False
    return max((other.days[0] - one.days[1]).days, (one.days[0] - other.days[1]).days) <= CLOSE


def same_work(one: Work, other: Work, names: Names) -> Likeness | None:
    """Whether two are the same kind of work at one place and time for the same people."""
    when, time = likeness_of_time(one, other)
    if not when or are_told_apart(one.words, other.words):
        return None
    what, shared = likeness_of_kind(one, other)
    where, place = likeness_of_place(one, other, names)
    whom, people = likeness_of_people(one, other)
    if what < LEAST_LIKE or not (where and whom):
        return None
    score = WHAT * what + WHERE * where + WHEN * when + WHOM * whom
    if score < THRESHOLD:
        return None
    reasons = (say("pekerjaan sejenis: %(what)s", what=shared), place, time, people)
    return Likeness(SAME_WORK, round(score, 3), tuple(reason for reason in reasons if reason))


def shared_asset(one: Work, other: Work) -> Likeness | None:
    """Whether two name one tool or place in words and need it on the same days in one village."""
    assets = one.assets & other.assets
    days = _common_days(one, other)
    if not assets or days is None or not one.villages & other.villages or one.starts_on is None:
        return None
    if other.starts_on is None:
        return None
    reasons = (
        say("alat atau tempat yang sama: %(what)s", what=", ".join(sorted(assets))),
        say("dipakai bersamaan: %(months)s", months=months(*days)),
    )
    return Likeness(SHARED_ASSET, 0.8, reasons)


def paid_twice(one: Work, other: Work, names: Names) -> Likeness | None:
    """Whether two items of money pay for one thing: in one year and village, of one source or one amount."""
    if are_told_apart(one.words, other.words):
        return None
    years, villages = one.years & other.years, one.villages & other.villages
    what, shared = likeness_of_kind(one, other)
    if one.account and one.account == other.account:
        what, shared = 1.0, shared or one.title
    if not years or not villages or what < 0.6 or not _may_be_one_purse(one, other):
        return None
    sources = one.sources & other.sources
    amount = one.amount is not None and one.amount == other.amount
    both_named = {one.kind, other.kind} == {SOURCE}
    if not (sources or amount or both_named):
        return None
    reasons = [
        say("untuk hal yang sama: %(what)s", what=shared),
        say("tahun anggaran sama: %(year)s", year=max(years)),
        say("desa yang sama: %(villages)s", villages=_named(villages, names)),
    ]
    if sources:
        reasons.append(say("dari sumber yang sama"))
    if amount:
        reasons.append(say("jumlahnya sama"))
    return Likeness(
        PAID_TWICE, round(min(1.0, 0.5 + what / 4 + 0.15 * bool(sources) + 0.1 * amount), 3), tuple(reasons)
    )


def are_told_apart(one: Words, other: Words) -> bool:
    """Whether the words themselves say that these are two: another stage, season, year, hamlet or kind of work."""
    return (
        _differ(one.stages, other.stages, ("1",))
        or _differ(one.seasons, other.seasons)
        or _differ(one.years, other.years)
        or _differ(one.numbers, other.numbers)
        or any(_differ(one.spots[kind], other.spots[kind]) for kind in set(one.spots) & set(other.spots))
        or _nearness(one.actions, other.actions) == 0
    )


def likeness_of_kind(one: Work, other: Work) -> tuple[float, str]:
    """How much two works are of one kind, 0 to 1, and the words they share."""
    mine, theirs = one.words, other.words
    pairs = _matched(mine.things, theirs.things)
    shared = sum(max(_weight(a), _weight(b)) for a, b in pairs)
    sizes = sorted((_total(mine.things), _total(theirs.things)))
    if not pairs:
        return 0.0, ""
    near = _nearness(mine.actions, theirs.actions)
    within, alike = min(1.0, shared / sizes[0]), min(1.0, shared / (sum(sizes) - shared))
    # Done in another way (built, or bought), it is one work only when it is about the very same thing.
    likeness = 0.6 * within + 0.4 * alike if near >= SAME_WAY else near * (0.2 * within + 0.8 * alike)
    if one.template and one.template == other.template:
        likeness = max(likeness, 0.75)
    return likeness, ", ".join(dict.fromkeys(_phrase(a, b, mine, theirs) for a, b in sorted(pairs)))


def likeness_of_place(one: Work, other: Work, names: Names) -> tuple[float, Text | None]:
    """How much two places are one, 0 to 1, and how that is said."""
    metres = distance(one.point, other.point)
    if metres is not None and metres <= NEAR:
        return 1.0, say("tempat sama: titiknya hanya berjarak %(metres)s meter", metres=round(metres))
    common = one.villages & other.villages
    if common:
        if metres is not None and metres > FAR:
            return 0.0, None
        mine, theirs = one.words.spots, other.words.spots
        spot = any(mine[kind] & theirs[kind] for kind in set(mine) & set(theirs))
        known = 1.0 if spot or metres is not None else 0.9
        return known, say("tempat sama: %(villages)s", villages=_named(common, names))
    districts = {code[:8] for code in one.villages} & {code[:8] for code in other.villages}
    if districts and (one.words.is_wide or other.words.is_wide):
        return 0.7, say("tempat sama: satunya untuk seluruh kecamatan")
    return 0.0, None


def likeness_of_time(one: Work, other: Work) -> tuple[float, Text | None]:
    """How much two times are one, 0 to 1, and how that is said. What lasts is done twice within one year."""
    days = _common_days(one, other)
    if days is not None:
        return 1.0, say("waktu bertumpuk: %(months)s", months=months(*days))
    years = one.years & other.years
    same_year = say("tahun sama: %(year)s", year=max(years)) if years else None
    if one.days is None or other.days is None:
        return (0.7, same_year) if years else (0.0, None)
    (starts, ends), (begins, closes) = one.days, other.days
    apart = max((begins - ends).days, (starts - closes).days)
    lasting = bool((one.words.actions | other.words.actions) & words.LASTING)
    if lasting and years:
        return 0.8, same_year
    if apart <= CLOSE:
        return 0.5, say("waktu berdekatan: berselang %(days)s hari", days=apart)
    return 0.0, None


def likeness_of_people(one: Work, other: Work) -> tuple[float, Text | None]:
    """How much two works are for the same people, 0 to 1; half when one does not say."""
    mine, theirs = one.groups, other.groups
    if not mine or not theirs:
        return 0.5, None
    shared = {group for group in mine for other_group in theirs if words.are_near(group, other_group)}
    if not shared:
        return 0.0, None
    return 1.0, say("penerima manfaat sama: %(groups)s", groups=", ".join(sorted(shared)))


def distance(one: tuple[Decimal, Decimal] | None, other: tuple[Decimal, Decimal] | None) -> float | None:
    """Metres between two points; None when one is not known."""
    if one is None or other is None:
        return None
    up = float(one[0] - other[0]) * 111_320
    across = float(one[1] - other[1]) * 111_320 * cos(radians(float(one[0])))
    return sqrt(up * up + across * across)


def months(first: date, last: date) -> Sentence:
    """From one month to another: Maret–Mei 2027."""
    if (first.year, first.month) == (last.year, last.month):
        return say("%(month)s %(year)s", month=MONTHS[first.month - 1], year=first.year)
    values = {"first": MONTHS[first.month - 1], "last": MONTHS[last.month - 1], "year": last.year}
    if first.year == last.year:
        return say("%(first)s–%(last)s %(year)s", **values)
    return say("%(first)s %(from_year)s–%(last)s %(year)s", from_year=first.year, **values)


def left_out(villages: Iterable[str], busy: Iterable[str], activities: int) -> list[str]:
    """The villages that a plan forgets: none of its activities takes place there. `activities` is how many it has.

    Nobody is forgotten while the plan has fewer activities than villages: it is still being written.
    """
    wanted = list(dict.fromkeys(villages))
    if activities < len(wanted):
        return []
    served = set(busy)
    return [code for code in wanted if code not in served]


def keys_of(work: Work) -> set[str]:
    """What a work is looked up by: only works with a key in common can be of one kind. Mistyped ends do not matter."""
    found = {f"{concept[:3]}" for concept in work.words.things}
    found |= {f"alat {asset}" for asset in work.assets}
    return found | ({f"contoh {work.template}"} if work.template else set())


def _differ(one: frozenset[object], other: frozenset[object], alone: tuple[str, ...] = ()) -> bool:
    """Whether both say something, and nothing in common; `alone` is what silence means beside somebody's words."""
    mine = one or frozenset(alone if other else ())
    theirs = other or frozenset(alone if one else ())
    return bool(mine and theirs and not mine & theirs)


def _nearness(one: frozenset[str], other: frozenset[str]) -> float:
    """How near two kinds of doing are: 1 for the same, 0 for what excludes each other."""
    if not one or not other:
        return 0.9
    if one & other:
        return 1.0
    return max(words.NEIGHBOURS.get(frozenset({a, b}), 0.0) for a in one for b in other)


def _matched(mine: frozenset[str], theirs: frozenset[str]) -> list[tuple[str, str]]:
    """Which of my words are which of theirs, mistyped or not; each once."""
    pairs = [(word, word) for word in mine & theirs]
    left, right = sorted(mine - theirs), sorted(theirs - mine)
    for word in left:
        twin = next((other for other in right if is_same_word(word, other)), None)
        if twin is not None:
            right.remove(twin)
            pairs.append((word, twin))
    return pairs


def _weight(concept: str) -> float:
    return words.WEAK.get(concept, 1.0)


def _total(things: frozenset[str]) -> float:
    return sum(_weight(concept) for concept in things)


def _phrase(a: str, b: str, mine: Words, theirs: Words) -> str:
    one, other = mine.names.get(a, a), theirs.names.get(b, b)
    return one if one == other else f"{one} = {other}"


def _common_days(one: Work, other: Work) -> tuple[date, date] | None:
    if one.days is None or other.days is None:
        return None
    first, last = max(one.days[0], other.days[0]), min(one.days[1], other.days[1])
    return (first, last) if first <= last else None


def _named(codes: Iterable[str], names: Names) -> str:
    return ", ".join(sorted(names.get(code, code) for code in codes))


def _may_be_one_purse(one: Work, other: Work) -> bool:
    """Two references to one item are normal within a partnership: only another partnership draws on it again."""
    kinds = {one.kind, other.kind}
    if SOURCE in kinds:
        return kinds == {SOURCE} and one.group != other.group
    return True
