"""How the parties come to a scheme, and what each payout and levy by it leads to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from multilateral.together import CODES, Together, begin_together, enter_running
from partnership_walk import HEAD_GUMELAR, actor_of

from plugins.multilateral.sharing import agreement, distributions, export, queries, rules, service
from plugins.multilateral.sharing.models import Scheme, Share
from plugins.multilateral.sharing.rules import AGREED, DRAFT, LEVY, PAYOUT, PROPOSED
from portal.db import db, transactional
from portal.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.partnerships import agreements
from portal.permissions import OfficeKind
from portal.sdk import today
from portal.villages.models import Village

FIRST, SECOND, THIRD = CODES[:3]
HALVES = {"equal": 50, "population": 50}
TODAY = today(FIRST)


@pytest.fixture
def running(context: Flask) -> Together:
    """Three villages whose agreement is in force."""
    return enter_running(*CODES[:3])


def values(weights: Mapping[str, int], **changes: Any) -> dict[str, Any]:
    """What a scheme is begun with."""
    return {"covers": "both", "weights": dict(weights), "shares_while_suspended": False, "note": "", **changes}


def begin(walk: Together, weights: Mapping[str, int] = HALVES, **changes: Any) -> int:
    """A draft by the first village."""
    return service.begin_scheme(walk.heads[FIRST], walk.id, values(weights, **changes)).id


def fill(walk: Together, scheme: int, base: str, *amounts: int) -> None:
    """The figures of one base, in the order of the parties."""
    for party, amount in zip(walk.partnership.parties, amounts, strict=True):
        figure = {"value": Decimal(amount), "source": "buku desa", "as_of": TODAY}
        service.set_figures(walk.heads[FIRST], scheme, party.id, {base: figure})


def agreed(walk: Together, weights: Mapping[str, int] = HALVES, **changes: Any) -> int:
    """A scheme that the MAD decided for."""
    scheme = begin(walk, weights, **changes)
    if "population" in weights:
        fill(walk, scheme, "population", 1000, 2000, 4000)
    service.propose_scheme(walk.heads[FIRST], scheme)
    service.record_decision(walk.heads[SECOND], scheme, "2/MAD", TODAY)
    return scheme


def share_out(walk: Together, kind: str = PAYOUT, amount: int = 1000, on: date = TODAY) -> Any:
    """A sum, shared."""
    given = {"purpose": "sewa kios", "happened_on": on, "amount": amount, "document": "BA 1"}
    return distributions.distribute(walk.heads[FIRST], walk.id, kind, given)


def shares(walk: Together, made: Any) -> dict[str, Share]:
    """The shares of a distribution by village."""
    codes = {party.id: str(party.village_code) for party in walk.partnership.parties}
    return {codes[share.party_id]: share for share in queries.shares(made.id)}


@transactional
def set_party(walk: Together, code: str, **changed: Any) -> None:
    """A party as its own path would leave it."""
    party = next(party for party in walk.partnership.parties if party.village_code == code)
    for name, value in changed.items():
        setattr(party, name, value)


def test_what_villages_say_of_their_size_is_there_already_and_what_lacks_is_named_and_not_zero(
    running: Together,
) -> None:
    @transactional
    def tell() -> None:
        db.session.add(Village(code=FIRST, population=1234, area_km2=Decimal("5.5"), terms={}))

    tell()
    scheme = db.session.get_one(Scheme, begin(running))
    sheet = queries.sheet(scheme, [party.id for party in running.partnership.bound])
    assert service.figures_of(scheme)["population"] == {running.party(FIRST): 1234}
    assert [party for party, _base in sheet.missing] == [running.party(SECOND), running.party(THIRD)]
    assert sheet.lines == ()
    with pytest.raises(NotAllowed, match="Ada 2 angka"):
        service.propose_scheme(running.heads[FIRST], scheme.id)


def test_every_party_sees_every_share_of_an_example_before_it_is_proposed(running: Together) -> None:
    number = begin(running)
    fill(running, number, "population", 1000, 2000, 4000)
    sheet = queries.sheet(db.session.get_one(Scheme, number), [p.id for p in running.partnership.bound], 1000)
    assert [line.amount for line in sheet.lines] == [238, 310, 452]


def test_a_scheme_is_agreed_when_the_heads_of_all_parties_said_so(running: Together) -> None:
    scheme = begin(running, {"equal": 100})
    with pytest.raises(NotAllowed):
        service.agree_to_scheme(running.heads[FIRST], scheme)
    service.propose_scheme(running.heads[FIRST], scheme)
    with pytest.raises(NotAllowed):
        service.agree_to_scheme(actor_of(OfficeKind.VILLAGE_OPERATOR, SECOND), scheme)
    for code, state in ((FIRST, PROPOSED), (FIRST, PROPOSED), (SECOND, PROPOSED), (THIRD, AGREED)):
        assert service.agree_to_scheme(running.heads[code], scheme).state == state


def test_a_meeting_that_was_before_the_proposal_decided_nothing_about_it(running: Together) -> None:
    scheme = begin(running, {"equal": 100})
    service.propose_scheme(running.heads[FIRST], scheme)
    with pytest.raises(Invalid):
        service.record_decision(running.heads[SECOND], scheme, "1/MAD", TODAY - timedelta(days=1))


def test_what_was_proposed_is_not_changed_any_more(running: Together) -> None:
    scheme = begin(running, {"equal": 100})
    opened = db.session.get_one(Scheme, scheme).version
    service.edit_scheme(running.heads[SECOND], scheme, opened, values(HALVES))
    with pytest.raises(Conflict):
        service.edit_scheme(running.heads[SECOND], scheme, opened, values({"equal": 100}))
    fill(running, scheme, "population", 1, 2, 3)
    service.propose_scheme(running.heads[FIRST], scheme)
    figure = {"population": {"value": Decimal(9), "source": "x", "as_of": TODAY}}
    with pytest.raises(NotAllowed):
        service.set_figures(running.heads[FIRST], scheme, running.party(FIRST), figure)
    with pytest.raises(NotAllowed):
        service.edit_scheme(running.heads[FIRST], scheme, None, values({"equal": 100}))


def test_a_figure_can_be_taken_away_again(running: Together) -> None:
    scheme = begin(running)
    fill(running, scheme, "population", 1, 2, 3)
    nothing = {"population": {"value": None, "source": "", "as_of": None}}
    service.set_figures(running.heads[FIRST], scheme, running.party(FIRST), nothing)
    figures = service.figures_of(db.session.get_one(Scheme, scheme))
    assert set(figures["population"]) == {running.party(SECOND), running.party(THIRD)}


def test_two_who_write_the_figures_of_one_village_do_not_overwrite_each_other(running: Together) -> None:
    scheme = begin(running)
    party = running.party(FIRST)
    opened = service.figures_version(db.session.get_one(Scheme, scheme), party)

    def write(value: int) -> None:
        figure = {"population": {"value": Decimal(value), "source": "x", "as_of": TODAY}}
        service.set_figures(running.heads[FIRST], scheme, party, figure, opened)

    write(5)
    with pytest.raises(Conflict):
        write(6)


def test_weights_that_do_not_add_up_are_refused(running: Together) -> None:
    with pytest.raises(Invalid) as refused:
        begin(running, {"equal": 50, "use": 40})
    assert "sekarang 90 %" in refused.value.errors["weights"]


def test_a_change_is_a_new_version_with_its_own_figures_and_the_earlier_one_stays(running: Together) -> None:
    first = agreed(running)
    with_first = share_out(running)
    second = begin(running, {"population": 100})
    taken_over = service.figures_of(db.session.get_one(Scheme, second))["population"]
    assert list(taken_over.values()) == [1000, 2000, 4000]
    with pytest.raises(NotAllowed, match="Masih ada skema"):
        begin(running)
    fill(running, second, "population", 1, 1, 2)
    service.propose_scheme(running.heads[FIRST], second)
    assert share_out(running).scheme_id == first
    service.record_decision(running.heads[FIRST], second, "3/MAD", TODAY)
    later = share_out(running)
    assert [share.amount for share in queries.shares(later.id)] == [250, 250, 500]
    assert [share.amount for share in queries.shares(with_first.id)] == [238, 310, 452]
    assert list(service.figures_of(db.session.get_one(Scheme, first))["population"].values()) == [1000, 2000, 4000]


def test_costs_and_benefits_may_each_have_their_own_scheme(running: Together) -> None:
    agreed(running, {"equal": 100}, covers="costs")
    with pytest.raises(NotAllowed, match="Belum ada skema"):
        share_out(running, PAYOUT)
    assert [share.amount for share in queries.shares(share_out(running, LEVY).id)] == [334, 333, 333]


def test_a_withdrawn_scheme_makes_room_for_another(running: Together) -> None:
    scheme = begin(running)
    service.withdraw_scheme(running.heads[SECOND], scheme, "bobotnya dibicarakan lagi")
    assert db.session.get_one(Scheme, begin(running)).number == 2
    with pytest.raises(NotAllowed):
        service.withdraw_scheme(running.heads[SECOND], scheme, "lagi")


def test_who_left_shares_no_more_and_a_suspended_party_as_the_scheme_says(running: Together) -> None:
    agreed(running)
    set_party(running, THIRD, state="suspended", suspended_on=TODAY)
    assert set(shares(running, share_out(running))) == {FIRST, SECOND}
    set_party(running, THIRD, state="left", suspended_on=None, left_on=TODAY - timedelta(days=2))
    assert set(shares(running, share_out(running))) == {FIRST, SECOND}
    assert set(shares(running, share_out(running, on=TODAY - timedelta(days=3)))) == {FIRST, SECOND, THIRD}


def test_a_scheme_may_let_a_suspended_party_share_all_the_same(running: Together) -> None:
    agreed(running, {"equal": 100}, shares_while_suspended=True)
    set_party(running, THIRD, state="suspended", suspended_on=TODAY)
    assert set(shares(running, share_out(running))) == {FIRST, SECOND, THIRD}


def test_a_party_that_joined_later_shares_once_a_version_holds_its_figure(context: Flask) -> None:
    walk = enter_running(*CODES[:4])
    set_party(walk, CODES[3], state="candidate")
    scheme = begin(walk)
    with pytest.raises(NotFound):
        fill(walk, scheme, "population", 1, 2, 4, 8)
    service.propose_scheme(walk.heads[FIRST], scheme)
    service.record_decision(walk.heads[SECOND], scheme, "2/MAD", TODAY)
    set_party(walk, CODES[3], state="member", joined_on=TODAY)
    assert set(shares(walk, share_out(walk, on=TODAY - timedelta(days=1)))) == {FIRST, SECOND, THIRD}
    with pytest.raises(NotAllowed, match="Susun versi skema berikutnya"):
        share_out(walk)


def test_a_share_is_marked_by_its_party_and_confirmed_by_another(running: Together) -> None:
    agreed(running)
    share = shares(running, share_out(running))[SECOND].id
    head, other = running.heads[SECOND], running.heads[FIRST]
    with pytest.raises(NotAllowed):
        distributions.confirm(other, share)
    with pytest.raises(NotAllowed):
        distributions.settle(other, share, TODAY, "")
    with pytest.raises(Invalid):
        distributions.settle(head, share, TODAY - timedelta(days=1), "")
    distributions.settle(head, share, TODAY, "transfer 7")
    distributions.unsettle(head, share)
    distributions.settle(head, share, TODAY, "transfer 8")
    with pytest.raises(NotAllowed):
        distributions.confirm(head, share)
    assert distributions.confirm(other, share).confirmed_at is not None
    with pytest.raises(NotAllowed):
        distributions.unsettle(head, share)


def test_what_is_confirmed_is_not_cancelled_and_what_is_cancelled_counts_no_more(running: Together) -> None:
    agreed(running)
    wrong, right = share_out(running, amount=700), share_out(running, LEVY, amount=300)
    distributions.cancel_distribution(running.heads[FIRST], wrong.id, "salah jumlah")
    share = shares(running, right)[FIRST].id
    distributions.settle(running.heads[FIRST], share, TODAY, "")
    total = queries.totals(running.id)[running.party(FIRST)]
    assert (total.received, total.paid, total.paid_settled, total.unconfirmed) == (0, 71, 71, 1)
    distributions.confirm(running.heads[SECOND], share)
    with pytest.raises(NotAllowed):
        distributions.cancel_distribution(running.heads[FIRST], right.id, "salah")
    with pytest.raises(NotAllowed):
        distributions.settle(running.heads[SECOND], shares(running, wrong)[SECOND].id, TODAY, "")


def test_strangers_change_nothing_and_learn_nothing(running: Together) -> None:
    scheme = agreed(running)
    for verb in (service.propose_scheme, service.agree_to_scheme):
        with pytest.raises(NotFound):
            verb(HEAD_GUMELAR, scheme)
    with pytest.raises(NotFound):
        share_as(HEAD_GUMELAR, running)


def share_as(actor: Any, walk: Together) -> Any:
    """Somebody tries to share a sum out."""
    given = {"purpose": "x", "happened_on": TODAY, "amount": 1, "document": ""}
    return distributions.distribute(actor, walk.id, PAYOUT, given)


def test_observers_read_and_change_nothing(context: Flask) -> None:
    walk = enter_running(*CODES[:4])
    agreed_by_four = begin(walk, {"equal": 100})
    set_party(walk, CODES[3], role="observer")
    for act in (
        lambda: share_as(walk.heads[CODES[3]], walk),
        lambda: service.propose_scheme(walk.heads[CODES[3]], agreed_by_four),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_the_text_waits_for_the_scheme_and_is_signed_with_every_partys_percent(context: Flask) -> None:
    walk = begin_together()
    walk.to_drafting()
    scheme = begin(walk)
    (reason,) = agreement.reasons_to_wait_for_scheme(walk.partnership, "mad_agreed")
    assert "versi 1 masih disusun" in str(reason)
    fill(walk, scheme, "population", 1000, 2000, 4000)
    service.propose_scheme(walk.heads[FIRST], scheme)
    (reason,) = agreement.reasons_to_wait_for_scheme(walk.partnership, "mad_agreed")
    assert "belum disetujui 3 pihak" in str(reason)
    service.record_decision(walk.heads[SECOND], scheme, "2/MAD", TODAY)
    assert agreement.reasons_to_wait_for_scheme(walk.partnership, "mad_agreed") == []
    (annex,) = agreement.annexes(walk.partnership)
    rows = [(str(label), str(text)) for label, text in annex.rows]
    assert ("Dasar dan bobot", "50 % sama rata, 50 % jumlah penduduk") in rows
    assert [text for _label, text in rows if "23,81\N{NO-BREAK SPACE}%" in text and "1.000 jiwa (buku desa" in text]
    assert any(text.startswith("Tiap bagian dibulatkan ke bawah") for _label, text in rows)


def test_the_scheme_stands_in_the_frozen_text(context: Flask) -> None:
    walk = begin_together()
    walk.to_drafting()
    scheme = begin(walk, {"equal": 100})
    service.propose_scheme(walk.heads[FIRST], scheme)
    service.record_decision(walk.heads[SECOND], scheme, "2/MAD", TODAY)
    walk.to_drafting = lambda: None  # type: ignore[method-assign]  (it is there already)
    walk.to_signing()
    frozen = agreements.working_version(walk.partnership).frozen_text or ""
    assert "skema versi 1" in frozen
    assert "33,33\N{NO-BREAK SPACE}%" in frozen
    assert "33,34\N{NO-BREAK SPACE}%" in frozen


def test_a_table_file_holds_every_share_and_no_formula(running: Together) -> None:
    agreed(running)
    made = share_out(running, amount=10_000)
    found = queries.shares(made.id)
    parties = [share.party_id for share in found]
    counted = rules.shares_of(made.amount, made.scheme.weights, service.figures_of(made.scheme), parties)
    names = dict.fromkeys(parties, '=HYPERLINK("x")')
    text = export.table(made, found, {line.party: line for line in counted}, names).decode("utf-8-sig")
    assert text.splitlines()[0].startswith("sewa kios;")
    assert ";2381;" in text
    assert "\n=" not in text.replace("\r", "")
    assert export.neutral("-1") == "'-1"
    assert export.neutral(-1) == -1


def test_a_draft_is_a_draft_until_it_is_proposed(running: Together) -> None:
    assert db.session.get_one(Scheme, begin(running)).state == DRAFT
