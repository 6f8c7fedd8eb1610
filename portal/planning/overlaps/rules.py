"""When two works are one done twice: a score of what, where, when and for whom, each with its reason in words.

What is plainly another work is left alone: another stage, season, hamlet, group or kind of work. The weights
are a setting of this portal, measured on pairs that were labelled by hand (see `tests/planning`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ...contracts import LegalBasis, Text, say
from .likeness import (
    CLOSE,
    Names,
    common_days,
    likeness_of_kind,
    likeness_of_people,
    likeness_of_place,
    likeness_of_time,
    months,
    named,
    nearness,
)  # fmt: skip
from .reading import Words
from .works import ACTIVITY, BUDGET, SOURCE, Work

SAME_WORK, PAID_TWICE, SHARED_ASSET, LEFT_OUT = "same_work", "paid_twice", "shared_asset", "left_out"
KINDS: Mapping[str, Text] = {
    SAME_WORK: say("Pekerjaan yang sama"),
    PAID_TWICE: say("Dibiayai dua kali"),
    SHARED_ASSET: say("Alat dipakai bersamaan"),
    LEFT_OUT: say("Desa belum kebagian"),
}
SETTING = LegalBasis("", confirmed=False)

# How much each likeness counts. They add up to one; what nobody wrote counts half.
WHAT, WHERE, WHEN, WHOM = 0.45, 0.25, 0.18, 0.12
THRESHOLD = 0.70
SAME_ITEM = 0.7  # of what is done: from it on, a named source is the village's own item
LEAST_LIKE = 0.46  # of what is done: below it, two works are not of one kind
LAW: tuple[Text, ...] = (
    say("Pekerjaannya sejenis: kata-katanya sama atau semakna, dari contoh kegiatan yang sama, dan tahapnya sama."),
    say("Bidang atau tujuan SDGs Desa yang sama menambah keyakinan sedikit."),
    say("Tempatnya sama: desa yang sama tanpa dusun, RT atau blok yang berbeda, atau titiknya tidak sampai 300 meter."),
    say("Waktunya bertumpuk; untuk yang tahan lama (bangunan, barang) cukup tahun yang sama."),
    say("Penerimanya tidak disebut berbeda."),
)


@dataclass(frozen=True)
class Likeness:
    """Two works that may be one: how sure (0 to 1), of which kind, and why."""

    kind: str
    score: float
    reasons: tuple[Text, ...]


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
    days = common_days(one, other)
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
        say("desa yang sama: %(villages)s", villages=named(villages, names)),
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
        or _differ(one.numbers, other.numbers, ("1",))
        or _differ(one.months, other.months)
        or any(_differ(one.spots[kind], other.spots[kind]) for kind in set(one.spots) & set(other.spots))
        or nearness(one.actions, other.actions) == 0
    )


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


def _may_be_one_purse(one: Work, other: Work) -> bool:
    """Two references to one item are normal within a partnership: only another partnership draws on it again."""
    kinds = {one.kind, other.kind}
    if SOURCE in kinds:
        return kinds == {SOURCE} and one.group != other.group
    return True
