"""How alike two works are in what, where, when and for whom: each a number from 0 to 1 with its reason in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from math import cos, radians, sqrt

from ...contracts import Sentence, Text, say
from . import vocabulary as words
from .reading import Words, is_same_word
from .works import Work

SAME_WAY = 0.9  # of two kinds of doing
SAME_SECTOR, SAME_GOAL = 0.05, 0.03  # what they add to a likeness of kind
NEAR, FAR = 300, 1_500  # metres
CLOSE = 21  # days between two that are one after the other
MONTHS: tuple[Text, ...] = (
    say("Januari"), say("Februari"), say("Maret"), say("April"), say("Mei"), say("Juni"), say("Juli"),
    say("Agustus"), say("September"), say("Oktober"), say("November"), say("Desember"),
)  # fmt: skip

Names = Mapping[str, str]


def likeness_of_kind(one: Work, other: Work) -> tuple[float, str]:
    """How much two works are of one kind, 0 to 1, and the words they share."""
    mine, theirs = one.words, other.words
    pairs = _matched(mine.things, theirs.things)
    shared = sum(max(_weight(a), _weight(b)) for a, b in pairs)
    sizes = sorted((_total(mine.things), _total(theirs.things)))
    if not pairs:
        return 0.0, ""
    near = nearness(mine.actions, theirs.actions)
    within, alike = min(1.0, shared / sizes[0]), min(1.0, shared / (sum(sizes) - shared))
    # Done in another way (built, or bought), it is one work only when it is about the very same thing.
    likeness = 0.6 * within + 0.4 * alike if near >= SAME_WAY else near * (0.2 * within + 0.8 * alike)
    likeness = min(1.0, likeness + _nudge(one, other))
    if one.template and one.template == other.template:
        likeness = max(likeness, 0.75)
    return likeness, _told(pairs, mine, theirs)


def _nudge(one: Work, other: Work) -> float:
    """What a sector or a goal of SDGs Desa in common adds between two partnerships; within one it says nothing."""
    if one.group == other.group:
        return 0.0
    sector = bool(one.sector) and one.sector == other.sector
    return SAME_SECTOR * sector + SAME_GOAL * bool(one.sdgs & other.sdgs)


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
        return known, say("tempat sama: %(villages)s", villages=named(common, names))
    districts = {code[:8] for code in one.villages} & {code[:8] for code in other.villages}
    if districts and (one.words.is_wide or other.words.is_wide):
        return 0.7, say("tempat sama: satunya untuk seluruh kecamatan")
    return 0.0, None


def likeness_of_time(one: Work, other: Work) -> tuple[float, Text | None]:
    """How much two times are one, 0 to 1, and how that is said. What lasts is done twice within one year."""
    days = common_days(one, other)
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
    if apart <= CLOSE and (one.group != other.group or not one.group):  # within one plan it comes back on purpose
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


def nearness(one: frozenset[str], other: frozenset[str]) -> float:
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


def _told(pairs: list[tuple[str, str]], mine: Words, theirs: Words) -> str:
    """The shared words as they were written, in the order of mine; other names of one thing stand beside each other."""
    order = {concept: at for at, concept in enumerate(mine.names)}
    told = []
    for a, b in sorted(pairs, key=lambda pair: order.get(pair[0], len(order))):
        one, other = mine.names.get(a, a), theirs.names.get(b, b)
        told.append(one if one == other else f"{one} = {other}")
    told = list(dict.fromkeys(told))
    return (", " if any("=" in part for part in told) else " ").join(told)


def common_days(one: Work, other: Work) -> tuple[date, date] | None:
    if one.days is None or other.days is None:
        return None
    first, last = max(one.days[0], other.days[0]), min(one.days[1], other.days[1])
    return (first, last) if first <= last else None


def named(codes: Iterable[str], names: Names) -> str:
    return ", ".join(sorted(names.get(code, code) for code in codes))
