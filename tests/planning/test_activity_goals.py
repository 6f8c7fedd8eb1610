"""The goals of SDGs Desa that an activity serves itself: said, shown, agreed, counted once, out and in by sheet."""

from __future__ import annotations

import pytest
from flask import current_app
from partnership_walk import HEAD_NGEBEL, HEAD_SEMPU, NGEBEL, SEMPU, Walk
from planning.planned import Desk, plan
from planning.sheets import opened, saved, sheet

from portal import testing
from portal.contracts import Text
from portal.errors import Conflict, Invalid
from portal.monitoring.goals.queries import goals_of_partnership, profile
from portal.permissions import OfficeKind
from portal.planning.baseline import queries as versions
from portal.planning.baseline import rules as agreed
from portal.planning.baseline import service as baseline
from portal.planning.baseline import snapshot
from portal.planning.exchange import reading, rules, sheets, workbook
from portal.planning.programme import activities, queries
from portal.planning.programme import service as programmes
from portal.planning.programme.models import Activity
from portal.planning.programme.writing import suggested_goals, templates_of
from portal.planning.serving import serving
from portal.web.sheets import Unreadable


def test_a_cell_lists_goals_by_number() -> None:
    assert rules.goals_in("13; 6, 6\n1") == [1, 6, 13]
    assert (rules.goals_in(6), rules.goals_in(6.0), rules.goals_in(None), rules.goals_in(" ")) == ([6], [6], [], [])
    for wrong in ("19", "0", "air", "6.5", "-1", "6 13", "٦", "1" * 50):
        with pytest.raises(Unreadable):
            rules.goals_in(wrong)


def test_a_plan_serves_what_its_programme_and_its_activities_say_each_once() -> None:
    plan_of = {
        "programme": {"sdgs": "6, 2"},
        "activities": [{"sdgs": "13, 6"}, {"sdgs": ""}, {"title": "an older plan"}],
    }
    assert agreed.goals_in(plan_of) == [2, 6, 13]
    assert agreed.goals_in({"programme": {"sdgs": ""}}) == []


def test_goals_of_an_activity_count_for_everyone_once_the_parties_agreed(channel: Walk) -> None:
    first, second = plan(channel), plan(channel, "Embung")
    (programme,) = queries.programmes_of(channel.id)
    values = {name: getattr(programme, name) for name in programmes.PROGRAMME_FIELDS} | {"sdgs": [6]}
    programmes.edit_programme(HEAD_NGEBEL, channel.id, programme.id, None, values)
    activities.set_goals(HEAD_NGEBEL, channel.id, first.id, first.version, {"sdgs": [13, 6, 13]})
    activities.set_goals(HEAD_SEMPU, channel.id, second.id, None, {"sdgs": [13]})
    assert first.sdgs == [6, 13]
    with pytest.raises(Conflict):
        activities.set_goals(HEAD_SEMPU, channel.id, first.id, first.version - 1, {"sdgs": [1]})
    with pytest.raises(Invalid):
        activities.set_goals(HEAD_SEMPU, channel.id, first.id, None, {"sdgs": [19]})
    assert profile() == {}, "what is planned is the parties' own"
    baseline.propose(HEAD_NGEBEL, channel.id, programme.id, "", "")
    baseline.agree(HEAD_SEMPU, channel.id, 1)
    assert goals_of_partnership(channel.id) == [6, 13]
    for area in ("", NGEBEL, SEMPU, "35.02.19", "35.02"):
        assert profile(area) == {6: 1, 13: 1}, "two activities and a programme are one partnership"
    with current_app.test_request_context():
        assert len(serving(13, [channel.id])) == 1
    activities.set_goals(HEAD_NGEBEL, channel.id, first.id, None, {"sdgs": []})
    assert profile() == {6: 1, 13: 1}, "what was agreed stays until something else is agreed"
    whole, newer = (agreed_text(channel, number) for number in (1, None))
    (change,) = agreed.changes(whole, newer)
    assert [(str(field.label), field.old, field.new) for field in change.fields] == [("Tujuan SDGs Desa", "6, 13", "")]


def agreed_text(channel: Walk, number: int | None) -> dict[str, object]:
    """A proposed version of the plan; without a number the plan as it is now."""
    (programme,) = queries.programmes_of(channel.id)
    if number is None:
        return snapshot.plan_of(channel.partnership, programme)
    version = versions.version_of(channel.id, number)
    assert version is not None
    return baseline.plan_in(version)


def test_goals_go_out_and_come_in_by_sheet_with_the_row_of_what_is_wrong(channel: Walk) -> None:
    activity = plan(channel)
    activities.set_goals(HEAD_NGEBEL, channel.id, activity.id, None, {"sdgs": [6, 13]})
    book = opened(sheets.filled_sheet(channel.partnership, activity.programme))
    page = book["Kegiatan"]
    (place,) = [cell.column for cell in page[1] if cell.value == "Tujuan SDGs Desa"]
    assert page.cell(2, place).value == "6; 13"
    assert changes_in(channel, saved(book)) == []
    page.cell(2, place).value = 4
    assert changes_in(channel, saved(book)) == [("Tujuan SDGs Desa", "6; 13", "4")]
    headings = ("Kegiatan", "Selesai", "Penanggung jawab", "Tujuan SDGs Desa")
    rows = (("Embung", "Desember 2026", "Ngebel", "6"), ("Kebun", "Desember 2026", "Ngebel", "6; 19"))
    _entries, faults = reading.understood(channel.partnership, workbook.read(sheet(*rows, headings=headings)))
    (fault,) = (str(fault) for fault in faults)
    assert "3" in fault and "“19” bukan nomor tujuan" in fault


def changes_in(channel: Walk, content: bytes) -> list[tuple[Text, str, str]]:
    """What a sheet without faults changes."""
    entries, faults = reading.understood(channel.partnership, workbook.read(content))
    assert faults == []
    return [change for entry in entries for change in entry.changes]


def test_the_page_says_whose_goals_they_are_and_a_template_proposes_some(desk: Desk) -> None:
    number = desk.plan()
    head = desk.browser(OfficeKind.VILLAGE_HEAD, NGEBEL)
    here = f"{desk.base}/kegiatan/{number}"
    assert "mengikuti program" not in head.get(here).text, "a programme without goals has none to follow"
    assert head.get(f"{here}/ubah/sdgs").text.count('name="sdgs"') == 18
    sent = testing.post(head, f"{here}/ubah/sdgs", {"sdgs": ["6", "13"]}, htmx=True)
    assert sent.headers["HX-Redirect"].endswith(here)
    page = head.get(here).text
    assert "6. Desa Layak Air Bersih dan Sanitasi" in page and "13. Desa Tanggap Perubahan Iklim" in page
    assert testing.post(head, f"{here}/ubah/sdgs", {"sdgs": ["19"]}).status_code == 422


def test_a_template_proposes_goals_and_keeps_none_by_itself(channel: Walk) -> None:
    known = next(item for item in templates_of(channel.partnership) if item.sdgs)
    begun = plan(channel, str(known.label), template=known.key)
    assert begun.sdgs == [] and suggested_goals(channel.partnership, begun) == known.sdgs
    assert suggested_goals(channel.partnership, Activity(template="")) == ()
