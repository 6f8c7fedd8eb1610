"""What parties bring: in its own unit, in rupiah only where agreed, confirmed by the others, and how it compares."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from flask import current_app
from hypothesis import given
from hypothesis import strategies as st
from partnership_walk import (
    CAMAT_NGEBEL,
    HEAD_NGEBEL,
    HEAD_SEMPU,
    NGEBEL,
    OPERATOR_SEMPU,
    SEMPU,
    STRANGER,
    Walk,
    actor_of,
    scan,
)
from werkzeug.datastructures import MultiDict

from portal.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.events import history
from portal.partnerships import service as partnerships
from portal.permissions import OfficeKind
from portal.planning import waiting
from portal.planning.contributions import deliveries, queries, rules, service
from portal.planning.contributions.forms import ContributionForm, ValueForm
from portal.planning.contributions.models import Contribution, Delivery
from portal.planning.contributions.rules import Given, Valuation, shares, value_on
from portal.villages import service as villages
from portal.web.waiting import told

TODAY = date(2026, 11, 24)
WORK = {"kind": "labour", "title": "Kerja bakti saluran", "quantity": Decimal(120), "unit": rules.WORKDAY}
CASH = {"kind": "money", "title": "Iuran tahun pertama", "quantity": Decimal(15_000_000), "unit": ""}
TEXTS = ("head_name", "public_phone", "public_email", "website", "about")
WAGE = {"kind": "labour", "item": "tenaga kerja bakti", "unit": rules.WORKDAY, "unit_value": 80_000}


def bring(walk: Walk, person: Any = HEAD_NGEBEL, **values: Any) -> Contribution:
    """A village promises to bring something."""
    return service.promise(person, walk.id, None, {**WORK, **values})


def hand_over(walk: Walk, what: Contribution, much: Any, on: date = TODAY, person: Any = HEAD_NGEBEL) -> Delivery:
    """It hands some of it over."""
    return deliveries.deliver(person, walk.id, what.id, {"quantity": Decimal(much), "delivered_on": on})


def agree(walk: Walk, on: date = date(2026, 1, 1), **values: Any) -> None:
    """Both villages agree on a value."""
    reference = {"agreed_on": on, "reference": "berita acara 4/2026"}
    made = service.agree_value(HEAD_NGEBEL, walk.id, {**WAGE, **reference, **values})
    service.confirm_value(HEAD_SEMPU, walk.id, made.id)


def line_of(what: Contribution) -> queries.Line:
    """The line of a list."""
    return queries.lines([what])[0]


def fair(walk: Walk, code: str = NGEBEL) -> queries.Fair:
    """What the scales say of a village."""
    return next(item for item in queries.fairness(walk.partnership) if item.party.village_code == code)


def test_gotong_royong_is_counted_in_days_of_work_and_never_made_money_by_the_portal(channel: Walk) -> None:
    what = bring(channel)
    hand_over(channel, what, 40)
    assert (what.amount, what.quantity, what.unit) == (None, Decimal(120), rules.WORKDAY)
    assert fair(channel).delivered.worth == 0
    assert fair(channel).delivered.unvalued == {("labour", rules.WORKDAY): Decimal(40)}


def test_money_is_whole_rupiah_without_a_unit(channel: Walk) -> None:
    what = bring(channel, **CASH)
    assert (what.amount, what.quantity, what.unit) == (15_000_000, None, "")


def test_the_other_party_confirms_a_delivery_and_the_own_one_cannot(channel: Walk) -> None:
    what = bring(channel)
    made = hand_over(channel, what, 40)
    with pytest.raises(NotAllowed):
        deliveries.confirm(HEAD_NGEBEL, channel.id, what.id, made.id)
    deliveries.confirm(OPERATOR_SEMPU, channel.id, what.id, made.id)
    assert (line_of(what).delivered, line_of(what).confirmed) == (40, 40)


def test_a_disputed_delivery_is_not_counted_until_who_objected_takes_it_back(channel: Walk) -> None:
    what = bring(channel)
    made = hand_over(channel, what, 40)
    deliveries.object_to(OPERATOR_SEMPU, channel.id, what.id, made.id, "yang datang 25 orang")
    deliveries.reply(HEAD_NGEBEL, channel.id, what.id, made.id, "sisanya bekerja di hulu")
    line = line_of(what)
    assert (line.delivered, line.disputed, fair(channel).disputed) == (0, 1, 1)
    deliveries.confirm(OPERATOR_SEMPU, channel.id, what.id, made.id)
    assert (line_of(what).delivered, made.objection, made.reply) == (
        40,
        "yang datang 25 orang",
        "sisanya bekerja di hulu",
    )


@pytest.mark.parametrize("confirmed", [False, True])
def test_a_delivery_is_taken_back_by_its_opposite_and_both_stay_readable(channel: Walk, confirmed: bool) -> None:
    what = bring(channel)
    made = hand_over(channel, what, 40)
    if confirmed:
        deliveries.confirm(OPERATOR_SEMPU, channel.id, what.id, made.id)
    counter = deliveries.take_back(HEAD_NGEBEL, channel.id, what.id, made.id, "salah tulis, mestinya 4")
    line = line_of(what)
    assert (line.delivered, line.confirmed, counter.quantity, made.quantity) == (0, 0, -40, 40)
    assert line.waiting == 0, "nobody is asked to confirm what was taken back"
    place = (channel.id, what.id, made.id)
    again = (
        lambda: deliveries.confirm(HEAD_SEMPU, *place),
        lambda: deliveries.take_back(HEAD_NGEBEL, *place, "lagi"),
    )
    for verb in again:
        with pytest.raises(Conflict):
            verb()


def test_an_agreed_value_counts_when_another_party_confirmed_it(channel: Walk) -> None:
    reference = {"agreed_on": date(2026, 1, 1), "reference": "BA 4"}
    made = service.agree_value(HEAD_NGEBEL, channel.id, {**WAGE, **reference})
    assert queries.valued_items(channel.id) == []
    with pytest.raises(NotAllowed):
        service.confirm_value(HEAD_NGEBEL, channel.id, made.id)
    service.confirm_value(HEAD_SEMPU, channel.id, made.id)
    assert queries.valued_items(channel.id) == [("labour", "tenaga kerja bakti", rules.WORKDAY)]


def test_work_is_valued_by_the_value_agreed_on_the_day_it_was_done(channel: Walk) -> None:
    agree(channel)
    agree(channel, on=date(2026, 7, 1), unit_value=100_000)
    what = bring(channel, valued_as="tenaga kerja bakti")
    hand_over(channel, what, 10, date(2026, 6, 30))
    hand_over(channel, what, 10, date(2026, 7, 1))
    assert fair(channel).delivered.valued == 10 * 80_000 + 10 * 100_000
    assert fair(channel).delivered.unvalued == {}


def test_a_value_for_other_things_does_not_fit(channel: Walk) -> None:
    agree(channel)
    with pytest.raises(Invalid):
        bring(channel, valued_as="tenaga kerja bakti", unit="kg", kind="goods")


def test_what_nobody_filled_in_is_unknown_and_not_zero(channel: Walk) -> None:
    what = bring(channel, **CASH)
    hand_over(channel, what, 3_000_000)
    unknown = fair(channel)
    assert (unknown.per_head, unknown.of_budget) == (None, None)
    profile = dict.fromkeys(villages.VILLAGE_FIELDS) | dict.fromkeys(TEXTS, "")
    villages.edit_village(HEAD_NGEBEL, NGEBEL, {**profile, "population": 2_500, "terms": {}}, None)
    service.set_party_budget(HEAD_NGEBEL, channel.id, {"year": 2026, "amount": 1_200_000_000, "document": "Perdes 5"})
    known = fair(channel)
    assert (known.per_head, known.of_budget) == (1_200, Decimal("0.3"))
    assert fair(channel, SEMPU).per_head is None


@pytest.mark.parametrize("person", [HEAD_SEMPU, CAMAT_NGEBEL])
def test_a_party_writes_for_itself(channel: Walk, person: Any) -> None:
    what = bring(channel)
    with pytest.raises(NotAllowed):
        hand_over(channel, what, 1, person=person)
    with pytest.raises(NotAllowed):
        service.edit(person, channel.id, what.id, what.version, WORK)


def test_an_officer_of_the_bkad_writes_for_any_party(channel: Walk) -> None:
    officer = actor_of(OfficeKind.BKAD_OFFICER, partnership_id=channel.id)
    what = service.promise(officer, channel.id, channel.party(SEMPU), WORK)
    made = hand_over(channel, what, 5, person=officer)
    with pytest.raises(NotAllowed):
        deliveries.confirm(HEAD_SEMPU, channel.id, what.id, made.id)
    deliveries.confirm(HEAD_NGEBEL, channel.id, what.id, made.id)
    assert line_of(what).confirmed == 5


def test_a_value_that_was_not_agreed_is_objected_to_and_taken_back_by_its_writer(channel: Walk) -> None:
    agree(channel)
    (value,) = queries.values(channel.id)
    hand_over(channel, bring(channel, valued_as=WAGE["item"]), 10)
    assert fair(channel).delivered.worth == 800_000
    with pytest.raises(NotAllowed):
        service.withdraw_value(HEAD_NGEBEL, channel.id, value.id, "keliru")
    service.object_to_value(OPERATOR_SEMPU, channel.id, value.id, "yang disepakati 60.000")
    assert fair(channel).delivered.worth == 0, "what is disputed counts no more"
    with current_app.test_request_context():
        (item,) = told(waiting.parts(HEAD_NGEBEL))
    assert "1 nilai Anda yang dipersoalkan" in str(item.sentence)
    with pytest.raises(NotAllowed):
        service.withdraw_value(HEAD_SEMPU, channel.id, value.id, "keliru")
    service.withdraw_value(HEAD_NGEBEL, channel.id, value.id, "keliru")
    with pytest.raises(Conflict):
        service.confirm_value(HEAD_SEMPU, channel.id, value.id)


def test_what_others_confirmed_is_not_valued_differently_afterwards(channel: Walk) -> None:
    agree(channel)
    what = bring(channel)
    made = hand_over(channel, what, 10)
    service.edit(HEAD_NGEBEL, channel.id, what.id, None, {**WORK, "valued_as": WAGE["item"]})
    deliveries.confirm(HEAD_SEMPU, channel.id, what.id, made.id)
    with pytest.raises(Invalid) as refused:
        service.edit(HEAD_NGEBEL, channel.id, what.id, None, WORK)
    assert list(refused.value.errors) == ["valued_as"]


def test_a_gift_in_parts_of_tenths_is_complete_to_the_last_one(channel: Walk) -> None:
    what = bring(channel, quantity=Decimal("0.80"), unit="ton", kind="goods")
    for _part in range(8):
        made = hand_over(channel, what, "0.10")
        deliveries.confirm(HEAD_SEMPU, channel.id, what.id, made.id)
    assert line_of(what).is_complete and line_of(what).confirmed == Decimal("0.80")


def test_what_a_village_gave_is_compared_with_its_budget_of_the_same_year(channel: Walk) -> None:
    what = bring(channel, **CASH)
    hand_over(channel, what, 4_000_000, date(2025, 6, 1))
    hand_over(channel, what, 1_000_000)
    for year in (2026, 2027):
        service.set_party_budget(HEAD_NGEBEL, channel.id, {"year": year, "amount": 1_000_000_000, "document": ""})
    found = fair(channel)
    assert found.budget is not None
    assert (found.budget.year, found.of_budget, found.delivered.worth) == (2026, Decimal("0.1"), 5_000_000)


def test_strangers_do_not_know_of_it(channel: Walk) -> None:
    partnerships.set_public(HEAD_NGEBEL, channel.id, False)
    with pytest.raises(NotFound):
        bring(channel, person=STRANGER)


def test_two_people_who_change_one_promise_do_not_overwrite_each_other(channel: Walk) -> None:
    what = bring(channel)
    opened = what.version
    service.edit(HEAD_NGEBEL, channel.id, what.id, opened, {**WORK, "quantity": Decimal(100)})
    with pytest.raises(Conflict):
        service.edit(HEAD_NGEBEL, channel.id, what.id, opened, {**WORK, "quantity": Decimal(90)})


def test_the_unit_stays_and_nothing_is_put_away_once_something_was_delivered(channel: Walk) -> None:
    what = bring(channel)
    hand_over(channel, what, 5)
    with pytest.raises(Invalid):
        service.edit(HEAD_NGEBEL, channel.id, what.id, what.version, {**WORK, "unit": "jam"})
    with pytest.raises(NotAllowed):
        service.archive(HEAD_NGEBEL, channel.id, what.id, what.version, "salah")


def test_a_delivery_keeps_its_paper_and_the_history_tells_of_it(channel: Walk) -> None:
    what = bring(channel, **CASH)
    values = {"quantity": Decimal(5_000_000), "delivered_on": TODAY, "document": "kuitansi 12", "place": "balai desa"}
    deliveries.deliver(HEAD_NGEBEL, channel.id, what.id, values, scan("kuitansi"))
    found = queries.whole(channel.id, what.id)
    assert found and found.deliveries[0].file and found.deliveries[0].file.original_name == "kuitansi.pdf"
    told = history("partnership", channel.id)[0]
    assert told.kind == "planning.contribution_delivered" and "5000000" in told.after


def filled(form: type[Any], values: dict[str, str]) -> dict[str, list[str]]:
    """The errors of a form that was filled so."""
    from flask import current_app

    with current_app.test_request_context():
        made = form(MultiDict(values))
        if isinstance(made, ContributionForm):
            del made.party
            made.offer(None, [], [])
        made.validate()
        return {name: [str(sentence) for sentence in said] for name, said in made.errors.items()}


@pytest.mark.parametrize(
    ("much", "asks"),
    [("15", "Rp15.000.000 (juta)"), ("900000000000", "Rp900.000.000?"), ("-5", "lebih dari nol"), ("100,5", "bulat")],
)
def test_an_absurd_amount_is_asked_about(context: Any, much: str, asks: str) -> None:
    errors = filled(ContributionForm, {"kind": "money", "title": "iuran", "quantity": much})
    assert asks in errors["quantity"][0].replace("\u00a0", "")


@pytest.mark.parametrize(
    ("unit", "wrong"),
    [("", "unit"), ("parsec", "unit"), ("lain", "other_unit"), ("kg", None), ("hari orang kerja", None)],
)
def test_an_unknown_unit_is_told_and_a_new_one_can_be_written_out(context: Any, unit: str, wrong: str | None) -> None:
    errors = filled(ContributionForm, {"kind": "goods", "title": "semen", "quantity": "12,5", "unit": unit})
    assert set(errors) == ({wrong} if wrong else set())


def test_a_value_of_nothing_is_no_value(context: Any) -> None:
    values = {"kind": "labour", "item": "x", "unit": "hari", "unit_value": "0", "agreed_on": "2026-01-01"}
    assert "unit_value" in filled(ValueForm, {**values, "reference": "BA"})


things = st.builds(
    Given,
    party_id=st.integers(1, 4),
    kind=st.sampled_from(rules.IN_KIND),
    unit=st.sampled_from(("kg", "hari")),
    valued_as=st.sampled_from(("", "x", "y")),
    quantity=st.decimals(0, 10_000, places=2),
    on=st.dates(date(2025, 1, 1), date(2027, 1, 1)),
) | st.builds(Given, party_id=st.integers(1, 4), kind=st.just("money"), amount=st.integers(0, 10**9))
tables = st.lists(
    st.builds(
        Valuation,
        kind=st.sampled_from(rules.IN_KIND),
        item=st.sampled_from(("x", "y")),
        unit=st.sampled_from(("kg", "hari")),
        unit_value=st.integers(1, 10**6),
        agreed_on=st.dates(date(2025, 1, 1), date(2027, 1, 1)),
    ),
    max_size=12,
)


@given(st.lists(things, max_size=30), tables)
def test_everything_given_is_money_or_valued_or_in_its_own_unit_and_nothing_twice(
    given_things: list[Given], table: list[Valuation]
) -> None:
    found = shares(given_things, table, TODAY)

    def total(parts: Iterable[Any]) -> Any:
        return sum(parts, Decimal(0))

    assert sum(share.money for share in found.values()) == sum(thing.amount or 0 for thing in given_things)
    quantities = total(quantity for share in found.values() for quantity in share.in_kind.values())
    assert quantities == total(thing.quantity or 0 for thing in given_things)
    worth = sum(rules.worth(thing, table, TODAY) or 0 for thing in given_things)
    assert sum(share.worth for share in found.values()) == worth
    unvalued = [thing for thing in given_things if rules.worth(thing, table, TODAY) is None]
    assert total(q for share in found.values() for q in share.unvalued.values()) == total(t.quantity for t in unvalued)


@given(tables, st.dates(date(2025, 1, 1), date(2027, 1, 1)))
def test_a_value_is_found_whenever_one_was_agreed(table: list[Valuation], on: date) -> None:
    for value in table:
        assert value_on(table, value.kind, value.item, value.unit, on) is not None
    assert value_on(table, "labour", "z", "kg", on) is None
