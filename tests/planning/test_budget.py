"""The budget by source: unknown is never zero, every grouping comes to the same rupiah, nothing is edited away."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from partnership_walk import (
    CAMAT_NGEBEL,
    HEAD_NGEBEL,
    HEAD_SEMPU,
    NGEBEL,
    OPERATOR_NGEBEL,
    OPERATOR_SEMPU,
    SEMPU,
    STRANGER,
    Walk,
    actor_of,
)
from planning.planned import plan as activity

from portal.db import db
from portal.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.partnerships import service as partnerships
from portal.permissions import OfficeKind
from portal.planning import linking
from portal.planning.budget import queries, rules, service, spending
from portal.planning.budget.models import BudgetItem, BudgetLine, Realisation
from portal.planning.budget.rules import Group, Sum, line_sum, total, totals
from portal.planning.programme import activities
from portal.web.cells import harmless

TODAY = date(2026, 11, 24)


def plan(walk: Walk, planned: int | None = 40_000_000, person: Any = HEAD_NGEBEL, **more: Any) -> BudgetItem:
    """An item that Ngebel pays from its Dana Desa."""
    amount = None if planned is None else Decimal(planned)
    values = {"title": "Pipa induk", "year": 2026, "source": "village_fund", "planned": amount, **more}
    return service.plan_item(person, walk.id, values)


def line_of(item: BudgetItem) -> BudgetLine:
    """The first source of an item."""
    return item.lines[0]


def spend(walk: Walk, line: BudgetLine, amount: int, person: Any = HEAD_NGEBEL) -> Realisation:
    """So much was spent from a source."""
    values = {"amount": Decimal(amount), "spent_on": TODAY, "document": "SPJ 14/2026"}
    return spending.spend(person, walk.id, line.id, values)


def all_of(walk: Walk) -> Sum:
    """The whole budget."""
    return total(queries.groups(walk.id))


def test_one_item_is_paid_by_several_parties_from_several_sources(channel: Walk) -> None:
    item = plan(channel)
    service.add_line(HEAD_NGEBEL, channel.id, item.id, {"source": "self_help", "planned": Decimal(5_000_000)})
    more = {"source": "village_fund", "planned": Decimal(25_000_000), "party_id": channel.party(SEMPU)}
    service.add_line(HEAD_NGEBEL, channel.id, item.id, more)
    found = queries.groups(channel.id)
    assert {key: sum.planned for key, sum in totals(found, rules.SOURCE).items()} == {
        "village_fund": 65_000_000,
        "self_help": 5_000_000,
    }
    assert totals(found, rules.PARTY)[channel.party(SEMPU)].planned == 25_000_000
    with pytest.raises(Invalid):
        service.add_line(HEAD_NGEBEL, channel.id, item.id, more)


def test_what_nobody_reported_is_unknown_and_makes_no_percentage(channel: Walk) -> None:
    item = plan(channel)
    service.add_line(HEAD_NGEBEL, channel.id, item.id, {"source": "grant", "planned": None})
    spend(channel, line_of(item), 40_000_000)
    found = all_of(channel)
    assert (found.lines, found.planned_lines, found.realised_lines) == (2, 1, 1)
    assert found.percent is None
    assert not found.report_is_whole


def test_nothing_spent_can_be_reported_and_is_not_the_same_as_not_reported(channel: Walk) -> None:
    item = plan(channel)
    assert all_of(channel).realised_lines == 0
    spend(channel, line_of(item), 0)
    found = all_of(channel)
    assert (found.realised_lines, found.realised, found.percent) == (1, 0, 0)


def test_another_party_confirms_what_was_spent(channel: Walk) -> None:
    item = plan(channel)
    made = spend(channel, line_of(item), 12_000_000)
    with pytest.raises(NotAllowed):
        spending.confirm(HEAD_NGEBEL, channel.id, line_of(item).id, made.id)
    spending.confirm(OPERATOR_SEMPU, channel.id, line_of(item).id, made.id)
    assert (all_of(channel).realised, all_of(channel).confirmed) == (12_000_000, 12_000_000)


def test_a_dispute_over_spending_is_seen_with_both_words_and_not_called_confirmed(channel: Walk) -> None:
    item = plan(channel)
    line = line_of(item)
    made = spend(channel, line, 12_000_000)
    spending.confirm(OPERATOR_SEMPU, channel.id, line.id, made.id)
    spending.object_to(HEAD_SEMPU, channel.id, line.id, made.id, "pipanya belum terpasang")
    spending.reply(HEAD_NGEBEL, channel.id, line.id, made.id, "dipasang pekan ini")
    view = queries.views([item])[0].lines[0]
    assert (view.disputed, view.sum.confirmed, made.reply) == (1, 0, "dipasang pekan ini")


@pytest.mark.parametrize("confirmed", [False, True])
def test_a_mistake_is_put_right_by_its_opposite_and_never_edited_away(channel: Walk, confirmed: bool) -> None:
    item = plan(channel)
    line = line_of(item)
    made = spend(channel, line, 12_000_000)
    if confirmed:
        spending.confirm(OPERATOR_SEMPU, channel.id, line.id, made.id)
    counter = spending.take_back(HEAD_NGEBEL, channel.id, line.id, made.id, "mestinya 1.200.000")
    assert (counter.amount, made.amount) == (-12_000_000, 12_000_000)
    assert queries.views([item])[0].lines[0].waiting == 0, "nobody is asked to confirm what was taken back"
    spend(channel, line, 1_200_000)
    assert (all_of(channel).realised, all_of(channel).confirmed) == (1_200_000, 0)
    with pytest.raises(Conflict):
        spending.take_back(HEAD_NGEBEL, channel.id, line.id, counter.id, "lagi")
    with pytest.raises(Conflict):
        spending.object_to(HEAD_SEMPU, channel.id, line.id, made.id, "tidak benar")


def test_what_was_spent_from_is_not_put_away(channel: Walk) -> None:
    item = plan(channel)
    spend(channel, line_of(item), 5_000_000)
    with pytest.raises(NotAllowed):
        service.archive_item(HEAD_NGEBEL, channel.id, item.id, item.version, "salah")
    with pytest.raises(NotAllowed):
        service.archive_line(HEAD_NGEBEL, channel.id, line_of(item).id, None, "salah")


def test_a_source_that_was_put_away_does_not_count_and_can_come_back(channel: Walk) -> None:
    item = plan(channel)
    service.archive_line(HEAD_NGEBEL, channel.id, line_of(item).id, None, "tidak jadi")
    assert all_of(channel) == Sum()
    service.add_line(HEAD_NGEBEL, channel.id, item.id, {"source": "village_fund", "planned": Decimal(7_000_000)})
    assert (all_of(channel).lines, all_of(channel).planned) == (1, 7_000_000)


def test_two_people_who_plan_at_once_do_not_overwrite_each_other(channel: Walk) -> None:
    line = line_of(plan(channel))
    opened = line.version
    service.edit_line(HEAD_NGEBEL, channel.id, line.id, opened, 30_000_000)
    with pytest.raises(Conflict):
        service.edit_line(OPERATOR_NGEBEL, channel.id, line.id, opened, 20_000_000)


@pytest.mark.parametrize("person", [HEAD_SEMPU, CAMAT_NGEBEL])
def test_only_who_pays_changes_its_plan_and_reports_what_was_spent(channel: Walk, person: Any) -> None:
    item = plan(channel)
    with pytest.raises(NotAllowed):
        spend(channel, line_of(item), 1_000_000, person)
    with pytest.raises(NotAllowed):
        service.edit_line(person, channel.id, line_of(item).id, None, None)


def test_what_a_party_pays_is_put_away_and_taken_up_again_by_that_party_alone(channel: Walk) -> None:
    item = plan(channel)
    for person in (HEAD_SEMPU, CAMAT_NGEBEL):
        with pytest.raises(NotAllowed):
            service.archive_item(person, channel.id, item.id, None, "mengganggu")
    line = service.archive_line(HEAD_NGEBEL, channel.id, line_of(item).id, None, "tidak jadi")
    again = {"source": "village_fund", "planned": Decimal(1), "party_id": channel.party(NGEBEL)}
    with pytest.raises(NotAllowed):
        service.add_line(HEAD_SEMPU, channel.id, item.id, again)
    assert (line.planned, line.archive_reason) == (40_000_000, "tidak jadi")
    service.add_line(HEAD_NGEBEL, channel.id, item.id, again)
    assert (line.planned, line.archived_at) == (1, None)


def test_money_that_others_confirmed_stays_in_its_year(channel: Walk) -> None:
    item = plan(channel)
    made = spend(channel, line_of(item), 12_000_000)
    values = {"title": "Pipa induk", "year": 2025}
    service.edit_item(HEAD_NGEBEL, channel.id, item.id, None, values)
    spending.confirm(OPERATOR_SEMPU, channel.id, line_of(item).id, made.id)
    with pytest.raises(Invalid) as refused:
        service.edit_item(HEAD_NGEBEL, channel.id, item.id, None, {**values, "year": 2026})
    assert list(refused.value.errors) == ["year"]
    assert service.edit_item(HEAD_NGEBEL, channel.id, item.id, None, {**values, "title": "Pipa"}).title == "Pipa"


def test_an_officer_of_the_bkad_reports_for_any_party(channel: Walk) -> None:
    officer = actor_of(OfficeKind.BKAD_OFFICER, partnership_id=channel.id)
    item = plan(channel, person=officer, party_id=channel.party(NGEBEL))
    made = spend(channel, line_of(item), 1_000_000, officer)
    with pytest.raises(NotAllowed):
        spending.confirm(HEAD_NGEBEL, channel.id, line_of(item).id, made.id)
    spending.confirm(HEAD_SEMPU, channel.id, line_of(item).id, made.id)


def test_strangers_do_not_know_of_it(channel: Walk) -> None:
    partnerships.set_public(HEAD_NGEBEL, channel.id, False)
    with pytest.raises(NotFound):
        plan(channel, person=STRANGER)


def test_a_line_of_another_partnership_cannot_be_reached_through_ones_own(channel: Walk) -> None:
    line = line_of(plan(channel))
    other = partnerships.begin(
        HEAD_NGEBEL, "bilateral", "Lain", "lain", "air", (partnerships.PartyChoice(village_code=SEMPU),)
    )
    with pytest.raises(NotFound):
        service.edit_line(HEAD_NGEBEL, other.id, line.id, None, 1_000)


groups = st.lists(
    st.builds(
        Group,
        party=st.integers(1, 5),
        source=st.sampled_from(list(rules.SOURCES)),
        year=st.integers(2024, 2028),
        activity=st.none() | st.integers(1, 6),
        sum=st.builds(
            line_sum,
            st.none() | st.integers(0, 10**11),
            st.none() | st.integers(-(10**9), 10**11),
        ),
    ),
    max_size=60,
)


@given(groups, st.sampled_from(list(rules.GROUPINGS)))
def test_every_grouping_comes_to_the_same_rupiah(found: list[Group], by: str) -> None:
    assert sum(totals(found, by).values(), Sum()) == total(found)


@given(groups)
def test_a_percentage_is_told_only_when_everything_is_known(found: list[Group]) -> None:
    whole = total(found)
    if whole.percent is not None:
        assert whole.planned_lines == whole.realised_lines == whole.lines


@pytest.mark.parametrize(
    ("realised", "percent"), [(999_999, 99), (1_000_000, 100), (1_004_000, 100), (1_006_000, 101), (994_000, 99)]
)
def test_all_of_it_is_spent_only_when_all_of_it_is(realised: int, percent: int) -> None:
    assert line_sum(1_000_000, realised).percent == percent


def test_an_item_keeps_the_activity_it_was_for_when_that_was_taken_away(channel: Walk) -> None:
    done, other = (activity(channel, title) for title in ("Gali", "Ukur"))
    activities.archive_activity(HEAD_NGEBEL, channel.id, done.id, None, "salah tulis")
    offered = dict(linking.activity_choices(channel.id, done.id, done.id))
    assert list(offered) == [done.id, other.id]
    assert list(dict(linking.activity_choices(channel.id, done.id))) == [other.id]


def test_the_groupings_of_the_database_come_to_the_sum_of_its_lines(channel: Walk) -> None:
    for number, source in enumerate([*rules.SOURCES] * 3):
        item = plan(channel, 1_000_003 * (number + 1), year=2025 + number % 3, source=source)
        if number % 2:
            spend(channel, line_of(item), 777_777 + number)
    found = queries.groups(channel.id)
    planned = sum(line.planned or 0 for line in db.session.query(BudgetLine))
    realised = sum(entry.amount for entry in db.session.query(Realisation))
    for by in rules.GROUPINGS:
        whole = sum(totals(found, by).values(), Sum())
        assert (whole.planned, whole.realised, whole.lines) == (planned, realised, 24)
    of_lines = sum((view.sum for _item, view in queries.all_lines(channel.id)), Sum())
    assert of_lines == total(found)


@pytest.mark.parametrize("text", ["=1+1", "+62", "-5", "@SUM(A1)", "\t=1", "＝1", " =HYPERLINK()"])
def test_a_text_that_looks_like_a_formula_is_made_harmless(text: str) -> None:
    assert harmless(text).startswith("'")


@pytest.mark.parametrize("value", ["Pipa", "", 5, None, "a=b"])
def test_other_cells_stay_as_they_are(value: Any) -> None:
    assert harmless(value) == value
