"""Indicators and reports as verbs: picking, reporting, verifying, correcting, and what is refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from flask import Flask
from partnership_walk import CAMAT_NGEBEL, HEAD_NGEBEL, HEAD_SEMPU, NGEBEL, OPERATOR_NGEBEL, SEMPU, STRANGER, Walk, scan

from portal.db import db, transactional
from portal.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.events import history
from portal.monitoring.indicators import rules as kinds
from portal.monitoring.indicators import service as indicators
from portal.monitoring.indicators.models import Indicator
from portal.monitoring.indicators.rules import Period, period_from
from portal.monitoring.measurements import amendments, periods, queries, rules, service, waiting
from portal.monitoring.measurements.models import Measurement
from portal.monitoring.measurements.rules import Values
from portal.partnerships import attachments
from portal.partnerships.goal_links import goals_linked
from portal.partnerships.models import Party
from portal.partnerships.rules import LEFT
from portal.web.waiting import told

TODAY = date(2026, 11, 24)


def quarter(code: str) -> Period:
    """A quarter by its code."""
    period = period_from(kinds.QUARTERLY, code)
    assert period is not None
    return period


def added(walk: Walk, **more: object) -> Indicator:
    """A quarterly indicator that Ngebel reports, measured since 2025."""
    values = {"name": "Sawah terairi", "kind": kinds.NUMBER, "frequency": kinds.QUARTERLY, "unit": "ha"}
    return indicators.add(HEAD_NGEBEL, walk.id, {**values, "starts_on": date(2025, 1, 1), **more})


def reported(walk: Walk, indicator: Indicator, code: str = "2026-T3", value: str = "40") -> Measurement:
    """A report that Ngebel sent."""
    return service.report(HEAD_NGEBEL, walk.id, indicator.id, None, quarter(code), Values(Decimal(value)))


def test_an_indicator_is_picked_from_the_library_once_and_adapted(channel: Walk) -> None:
    key = "type:bilateral/commitments_kept"
    made = indicators.pick(HEAD_NGEBEL, channel.id, key)
    assert (made.kind, made.unit, made.library) == (kinds.PERCENTAGE, "%", key)
    assert goals_linked(indicators.KIND, [made.id])[made.id] == (16, 17)
    changed = indicators.edit(
        HEAD_SEMPU, channel.id, made.id, made.version, {"name": "Janji yang ditepati", "goals": (17,)}
    )
    assert changed.name == "Janji yang ditepati" and goals_linked(indicators.KIND, [made.id])[made.id] == (17,)
    with pytest.raises(NotAllowed):
        indicators.pick(HEAD_SEMPU, channel.id, key)
    with pytest.raises(Invalid):
        indicators.pick(HEAD_NGEBEL, channel.id, "type:bilateral/tidak-ada")


def test_what_a_report_is_made_by_does_not_change_after_the_first(channel: Walk) -> None:
    indicator = added(channel)
    reported(channel, indicator)
    with pytest.raises(Invalid) as refused:
        indicators.edit(HEAD_NGEBEL, channel.id, indicator.id, None, {"frequency": kinds.YEARLY})
    assert set(refused.value.errors) == {"frequency"}
    for value in ({"unit": "m2"}, {"direction": -1}, {"is_cumulative": True}):
        with pytest.raises(Invalid):
            indicators.edit(HEAD_NGEBEL, channel.id, indicator.id, None, value)
    assert indicators.edit(HEAD_NGEBEL, channel.id, indicator.id, None, {"source": "ulu-ulu"}).source == "ulu-ulu"


def test_who_reported_and_is_bound_no_more_stays_named_or_is_replaced(channel: Walk) -> None:
    indicator, first, second = added(channel), channel.party(NGEBEL), channel.party(SEMPU)
    reported(channel, indicator)

    @transactional
    def leave() -> None:
        db.session.get_one(Party, first).state = LEFT

    leave()
    same = {"reporter_party_id": first, "source": "ulu-ulu"}
    assert indicators.edit(HEAD_SEMPU, channel.id, indicator.id, None, same).source == "ulu-ulu"
    with pytest.raises(Invalid) as refused:
        indicators.edit(HEAD_SEMPU, channel.id, indicator.id, None, {"verifier_party_id": 999})
    assert set(refused.value.errors) == {"verifier_party_id"}
    indicators.edit(HEAD_SEMPU, channel.id, indicator.id, None, {"reporter_party_id": second})
    with pytest.raises(service.Doubled):  # what was sent before is not reported, and counted, twice
        service.report(HEAD_SEMPU, channel.id, indicator.id, None, quarter("2026-T3"), Values(Decimal(40)))


def test_targets_go_when_the_periods_change_and_the_history_keeps_them(channel: Walk) -> None:
    indicator = added(channel)
    indicators.set_targets(HEAD_NGEBEL, channel.id, indicator.id, None, {"2026-T3": Decimal(41)})
    with pytest.raises(Invalid) as refused:
        indicators.set_targets(HEAD_NGEBEL, channel.id, indicator.id, None, {"2026-T4": Decimal(10) ** 16})
    assert set(refused.value.errors) == {"2026-T4"}
    changed = indicators.edit(HEAD_NGEBEL, channel.id, indicator.id, None, {"frequency": kinds.MONTHLY})
    assert changed.targets == [] and "2026-T3: 41" in history("partnership", channel.id)[0].before


def test_only_what_is_still_measured_counts_towards_the_most(channel: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indicators, "MOST", 1)
    first = added(channel)
    with pytest.raises(NotAllowed):
        added(channel)
    indicators.archive(HEAD_NGEBEL, channel.id, first.id, None, "Diganti.")
    assert added(channel).code == "02"


def test_nobody_is_named_to_verify_its_own_reports_and_a_scale_has_steps(channel: Walk) -> None:
    own = channel.party(NGEBEL)
    with pytest.raises(Invalid) as refused:
        added(channel, reporter_party_id=own, verifier_party_id=own)
    assert set(refused.value.errors) == {"verifier_party_id"}
    with pytest.raises(Invalid):
        added(channel, kind=kinds.SCALE, scale=["satu saja"])
    with pytest.raises(Invalid):
        added(channel, reporter_party_id=999)


def test_a_report_is_sent_back_written_again_and_verified_by_the_other_party(channel: Walk) -> None:
    made = reported(channel, added(channel))
    for person in (HEAD_NGEBEL, OPERATOR_NGEBEL):
        with pytest.raises(NotAllowed):
            service.verify(person, channel.id, made.id, made.version)
    back = service.send_back(HEAD_SEMPU, channel.id, made.id, made.version, "Angka bulan Juli belum masuk.")
    assert back.state == rules.RETURNED
    with pytest.raises(NotAllowed):
        service.rewrite(HEAD_SEMPU, channel.id, made.id, None, Values(Decimal(1)))
    again = service.rewrite(OPERATOR_NGEBEL, channel.id, made.id, back.version, Values(Decimal("42.5")))
    assert again.state == rules.SUBMITTED
    verified = service.verify(CAMAT_NGEBEL, channel.id, made.id, again.version)
    assert verified.state == rules.VERIFIED and verified.value == Decimal("42.5")
    with pytest.raises(Conflict):  # locked: only a correction changes it
        service.rewrite(HEAD_NGEBEL, channel.id, made.id, None, Values(Decimal(1)))
    with pytest.raises(NotAllowed):
        service.verify(STRANGER, channel.id, made.id, None)


def test_a_stale_page_verifies_nothing(channel: Walk) -> None:
    made = reported(channel, added(channel))
    opened = made.version
    service.send_back(HEAD_SEMPU, channel.id, made.id, opened, "Periksa lagi.")
    service.rewrite(HEAD_NGEBEL, channel.id, made.id, None, Values(Decimal(99)))
    with pytest.raises(Conflict):
        service.verify(HEAD_SEMPU, channel.id, made.id, opened)


def test_the_same_report_twice_is_refused_and_leads_to_the_first(channel: Walk) -> None:
    indicator = added(channel)
    first = reported(channel, indicator)
    with pytest.raises(service.Doubled) as doubled:
        reported(channel, indicator, value="41")
    assert doubled.value.first_id == first.id and "pertama" in doubled.value.errors["period"]


def test_what_has_not_ended_and_what_cannot_be_is_refused(channel: Walk) -> None:
    indicator = added(channel)
    with pytest.raises(Invalid) as refused:
        reported(channel, indicator, "2026-T4")
    assert "belum berakhir" in refused.value.errors["period"]
    share = added(channel, kind=kinds.PERCENTAGE)
    with pytest.raises(Invalid) as impossible:
        values = Values(None, Decimal(120), Decimal(100))
        service.report(HEAD_NGEBEL, channel.id, share.id, None, quarter("2026-T3"), values)
    assert "100 persen" in impossible.value.errors["numerator"]
    with pytest.raises(NotAllowed):  # Ngebel reports it
        service.report(HEAD_SEMPU, channel.id, share.id, None, quarter("2026-T3"), Values(None, Decimal(1), Decimal(2)))


def test_a_draft_may_lack_what_a_report_needs(channel: Walk) -> None:
    indicator = added(channel)
    draft = service.report(
        HEAD_NGEBEL, channel.id, indicator.id, None, quarter("2026-T3"), Values(), {"note": "menunggu"}, sends=False
    )
    assert draft.state == rules.DRAFT
    with pytest.raises(Invalid):
        service.rewrite(HEAD_NGEBEL, channel.id, draft.id, draft.version, Values())
    with pytest.raises(Conflict):
        service.verify(HEAD_SEMPU, channel.id, draft.id, None)


def test_parts_add_up_or_say_why_not(channel: Walk) -> None:
    indicator = added(channel, dimensions={"sex": ["Laki-laki", "Perempuan"]})
    parts = {("sex", "Laki-laki"): Decimal(25), ("sex", "Perempuan"): Decimal(10), ("sex", "Lainnya"): Decimal(0)}
    arguments = (HEAD_NGEBEL, channel.id, indicator.id, None, quarter("2026-T3"), Values(Decimal(40)))
    with pytest.raises(Invalid) as refused:
        service.report(*arguments, {}, parts)
    assert set(refused.value.errors) == {"parts_reason"}
    made = service.report(*arguments, {"parts_reason": "5 tidak tercatat"}, parts)
    found = queries.whole(channel.id, made.id)
    assert found is not None and [(part.part, part.value) for part in found.parts] == [
        ("Laki-laki", Decimal(25)),
        ("Perempuan", Decimal(10)),
    ]


def test_a_correction_keeps_both_values_and_counts_once_it_is_verified(channel: Walk) -> None:
    made = reported(channel, added(channel))
    service.verify(HEAD_SEMPU, channel.id, made.id, None)
    asked = amendments.ask(HEAD_NGEBEL, channel.id, made.id, None, Values(Decimal(38)), "Dua hektare terhitung ganda.")
    assert db.session.get_one(Measurement, made.id).value == Decimal(40)
    with pytest.raises(Conflict):  # one at a time
        amendments.ask(HEAD_NGEBEL, channel.id, made.id, None, Values(Decimal(37)), "Lagi.")
    with pytest.raises(NotAllowed):
        amendments.accept(HEAD_NGEBEL, channel.id, asked.id, None)
    done = amendments.accept(HEAD_SEMPU, channel.id, asked.id, asked.version)
    now = db.session.get_one(Measurement, made.id)
    assert (now.value, now.amended, done.old_value, now.state) == (Decimal(38), 1, Decimal(40), rules.VERIFIED)
    with pytest.raises(Invalid):  # says nothing new
        amendments.ask(HEAD_NGEBEL, channel.id, made.id, None, Values(Decimal(38)), "Sama saja.")
    again = amendments.ask(HEAD_NGEBEL, channel.id, made.id, None, Values(Decimal(50)), "Ada sawah baru.")
    amendments.refuse(HEAD_SEMPU, channel.id, again.id, again.version, "Sawah itu baru ada tahun depan.")
    assert db.session.get_one(Measurement, made.id).value == Decimal(38)


def test_not_reported_is_not_zero_and_only_verified_values_count(channel: Walk) -> None:
    indicator = added(channel, reporter_party_id=None, is_cumulative=True)
    indicators.set_targets(HEAD_NGEBEL, channel.id, indicator.id, None, {"2026-T2": Decimal(30), "2026-T3": None})
    for person, value in ((HEAD_NGEBEL, 10), (HEAD_SEMPU, 20)):
        made = service.report(person, channel.id, indicator.id, None, quarter("2026-T2"), Values(Decimal(value)))
        other = HEAD_SEMPU if person is HEAD_NGEBEL else HEAD_NGEBEL
        service.verify(other, channel.id, made.id, None)
    last = reported(channel, indicator, "2026-T3", "99")  # not verified yet
    (line,) = queries.lines(channel.partnership, [indicator], TODAY)
    assert line.values == Values(Decimal(30)) and line.running == Decimal(30)
    assert line.period == quarter("2026-T2") and line.achievement == kinds.REACHED
    assert line.asked == quarter("2026-T3") and line.is_missing  # Sempu has not reported
    db.session.expire_all()
    found = db.session.get_one(Indicator, indicator.id)
    asked = [quarter("2026-T3"), quarter("2026-T1")]
    newest, empty = periods.rows(channel.partnership, found, asked, insider=True)
    assert newest.values is None and newest.verified == 0 and len(newest.reports) == 2
    assert empty.values is None and empty.achievement == kinds.UNREPORTED
    (shown,) = periods.rows(channel.partnership, found, asked[:1], insider=False)
    assert all(report is None for _party, report in shown.reports)
    service.verify(HEAD_SEMPU, channel.id, last.id, None)
    (line,) = queries.lines(channel.partnership, [db.session.get_one(Indicator, indicator.id)], TODAY)
    assert (line.verified, line.reporters, line.achievement) == (1, 2, "")  # one part says nothing of the whole


def test_shares_of_a_result_never_exceed_the_whole_and_are_kept_exactly(channel: Walk) -> None:
    indicator = added(channel)
    first, second = channel.party(NGEBEL), channel.party(SEMPU)
    with pytest.raises(Invalid) as refused:
        indicators.set_attributions(
            HEAD_NGEBEL, channel.id, indicator.id, None, {first: Fraction(2, 3), second: Fraction(1, 2)}
        )
    assert set(refused.value.errors) == {"shares"}
    parts = {first: Fraction(1, 3), second: None}
    found = indicators.set_attributions(HEAD_NGEBEL, channel.id, indicator.id, None, parts)
    db.session.expire_all()
    kept = {item.party_id: (item.numerator, item.denominator) for item in found.attributions}
    assert kept == {first: (1, 3), second: (None, None)}
    indicators.set_attributions(HEAD_SEMPU, channel.id, indicator.id, None, {second: Fraction(1)})
    db.session.expire_all()
    assert [item.party_id for item in db.session.get_one(Indicator, indicator.id).attributions] == [second]


def test_a_few_files_prove_a_report(channel: Walk) -> None:
    indicator = added(channel)
    values = Values(Decimal(1))
    made = service.report(
        HEAD_NGEBEL,
        channel.id,
        indicator.id,
        None,
        quarter("2026-T3"),
        values,
        files=[scan("a"), scan("b")],
        sends=False,
    )
    assert len(made.evidence) == 2
    with pytest.raises(Invalid) as refused:
        many = [scan(str(number)) for number in range(7)]
        service.rewrite(HEAD_NGEBEL, channel.id, made.id, made.version, values, files=many)
    assert set(refused.value.errors) == {"files"}


def test_an_indicator_that_is_not_measured_any_more_takes_no_reports(channel: Walk) -> None:
    indicator = added(channel)
    with pytest.raises(Invalid):
        indicators.archive(HEAD_NGEBEL, channel.id, indicator.id, None, " ")
    indicators.archive(HEAD_NGEBEL, channel.id, indicator.id, None, "Diganti yang lebih mudah diukur.")
    with pytest.raises(NotAllowed):
        reported(channel, indicator)


def test_a_wrong_file_is_taken_back_by_its_party_and_proves_nothing_any_more(channel: Walk) -> None:
    made = service.report(
        HEAD_NGEBEL, channel.id, added(channel).id, None, quarter("2026-T3"), Values(Decimal(1)), files=[scan("a")]
    )
    (proof,) = made.evidence
    number, attachment = proof.id, proof.attachment_id
    with pytest.raises(NotAllowed):
        attachments.take_back(HEAD_SEMPU, attachment, "Bukan milik kami.")
    attachments.take_back(HEAD_NGEBEL, attachment, "Foto yang salah.")
    assert queries.evidence_of(channel.id, number) is None
    with pytest.raises(NotFound):
        service.show_evidence(HEAD_NGEBEL, channel.id, number, True)


def test_a_draft_is_read_by_its_own_party_alone_and_its_value_stands_in_no_history(channel: Walk) -> None:
    indicator = added(channel)
    arguments = (HEAD_NGEBEL, channel.id, indicator.id, None, quarter("2026-T3"), Values(Decimal(4711)))
    made = service.report(*arguments, sends=False)
    found, asked = db.session.get_one(Indicator, indicator.id), [quarter("2026-T3")]

    def shown(*drafts_of: int) -> list[Measurement | None]:
        (row,) = periods.rows(channel.partnership, found, asked, True, drafts_of)
        return [report for _party, report in row.reports]

    assert shown(channel.party(SEMPU)) == [None] and shown(channel.party(NGEBEL)) == [made]
    assert "4711" not in history("partnership", channel.id)[0].after
    assert rules.reads(rules.DRAFT, insider=True, own=True) and not rules.reads(rules.DRAFT, insider=True, own=False)
    assert rules.reads(rules.SUBMITTED, insider=True, own=False) and not rules.reads(rules.DRAFT, False, own=True)
    service.rewrite(HEAD_NGEBEL, channel.id, made.id, None, Values(Decimal(4711)))
    assert "4711" in history("partnership", channel.id)[0].after


def test_parts_that_do_not_fit_a_corrected_value_go_and_stay_in_the_history(channel: Walk) -> None:
    indicator = added(channel, dimensions={"sex": ["Laki-laki", "Perempuan"]})
    parts = {("sex", "Laki-laki"): Decimal(25), ("sex", "Perempuan"): Decimal(10)}
    arguments = (HEAD_NGEBEL, channel.id, indicator.id, None, quarter("2026-T3"), Values(Decimal(40)))
    made = service.report(*arguments, {"parts_reason": "5 tidak tercatat"}, parts)
    service.verify(HEAD_SEMPU, channel.id, made.id, None)
    for value, left in ((35, 2), (36, 0)):  # the first is what the parts add up to
        asked = amendments.ask(HEAD_NGEBEL, channel.id, made.id, None, Values(Decimal(value)), "Salah hitung.")
        amendments.accept(HEAD_SEMPU, channel.id, asked.id, None)
        now = db.session.get_one(Measurement, made.id)
        assert (len(now.parts), now.parts_reason) == (left, "")
    assert "Laki-laki 25; Perempuan 10" in history("partnership", channel.id)[0].before


def test_of_an_indicator_that_was_put_away_nothing_is_written_or_corrected(channel: Walk) -> None:
    indicator = added(channel)
    draft = service.report(
        HEAD_NGEBEL, channel.id, indicator.id, None, quarter("2026-T2"), Values(Decimal(1)), sends=False
    )
    verified = reported(channel, indicator)
    service.verify(HEAD_SEMPU, channel.id, verified.id, None)
    indicators.archive(HEAD_NGEBEL, channel.id, indicator.id, None, "Diganti.")
    with pytest.raises(NotAllowed):
        service.rewrite(HEAD_NGEBEL, channel.id, draft.id, None, Values(Decimal(2)))
    with pytest.raises(NotAllowed):
        amendments.ask(HEAD_NGEBEL, channel.id, verified.id, None, Values(Decimal(2)), "Salah hitung.")


def test_a_proof_is_kept_to_the_parties_again_also_after_the_end(channel: Walk) -> None:
    made = service.report(
        HEAD_NGEBEL, channel.id, added(channel).id, None, quarter("2026-T3"), Values(Decimal(1)), files=[scan("a")]
    )
    number = made.evidence[0].id
    service.show_evidence(HEAD_NGEBEL, channel.id, number, True)

    @transactional
    def end() -> None:
        channel.partnership.status = "ended"

    end()
    assert not service.show_evidence(HEAD_NGEBEL, channel.id, number, False).is_public
    with pytest.raises(NotAllowed):
        service.show_evidence(HEAD_NGEBEL, channel.id, number, True)


def test_what_is_late_and_what_has_just_ended_are_counted_apart(channel: Walk, context: Flask) -> None:
    added(channel)  # the third quarter was to be reported by the end of October
    for name in ("Debit", "Iuran"):
        added(channel, name=name, frequency=kinds.MONTHLY)
    with context.test_request_context():
        said = [str(item.sentence) for item in told(waiting.parts(HEAD_NGEBEL))]
    assert said == [
        "1 indikator terlambat dilaporkan.",
        "Laporkan 2 indikator untuk masa yang baru berakhir.",
    ]
