"""Citizens' voices: anybody speaks, the parties read first, nothing about who spoke is kept."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from partnership_walk import CAMAT_NGEBEL, HEAD_NGEBEL, HEAD_SEMPU, SEMPU, Walk

from portal import clock, testing
from portal.accounts.rules import LIMITS
from portal.db import db, transactional
from portal.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.events import Event
from portal.monitoring.feedback import queries, rules, service
from portal.monitoring.feedback.models import Feedback
from portal.monitoring.looking_back.queries import looked_at
from portal.partnerships import service as partnerships
from portal.permissions import VISITOR, OfficeKind

WORDS = {"kind": "complaint", "text": "Air tidak sampai ke RT 02", "place": "RT 02", "contact": "0812 3456 789"}


def voice(walk: Walk, **more: Any) -> Feedback:
    """What a citizen said."""
    return service.say(VISITOR, walk.id, {**WORDS, **more})


def test_a_voice_waits_until_a_party_has_read_it_and_what_is_hidden_has_its_ground(channel: Walk) -> None:
    made = voice(channel)
    assert (
        made.state == rules.NEW and looked_at(channel.partnership, insider=False, side=False, unread=False).voices == ()
    )
    with pytest.raises(NotAllowed):
        service.show(CAMAT_NGEBEL, channel.id, made.id, None)
    opened_on = made.version
    service.show(HEAD_NGEBEL, channel.id, made.id, opened_on)
    assert [item.name for item in looked_at(channel.partnership, insider=False, side=False, unread=False).voices] == [
        made.text
    ]
    with pytest.raises(Conflict):
        service.hide(HEAD_SEMPU, channel.id, made.id, opened_on, "abusive", "")
    with pytest.raises(Invalid):
        service.hide(HEAD_SEMPU, channel.id, made.id, made.version, "critical", "")
    service.hide(HEAD_SEMPU, channel.id, made.id, made.version, "personal", "menyebut nama")
    counts = queries.counts(channel.id)
    assert (counts[rules.SHOWN], counts[rules.HIDDEN], counts["personal"]) == (0, 1, 1)


def test_nothing_about_who_spoke_is_kept_and_the_contact_goes_in_time(
    channel: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = service.say(HEAD_NGEBEL, channel.id, WORDS)
    event = db.session.query(Event).order_by(Event.seq.desc()).first()
    assert event is not None and (event.actor_id, event.office, event.village_code) == (None, "", None)
    assert "RT 02" not in event.after and "0812" not in event.after
    assert service.contact_of(made) == "0812 3456 789" and service.forget() == 0
    then = clock.now() + rules.CONTACT_KEPT
    monkeypatch.setattr(clock, "now", lambda: then)
    assert service.contact_of(made) == ""
    assert service.forget() == 1
    db.session.refresh(made)
    assert made.contact == "" and made.text == WORDS["text"]


def test_words_that_nobody_may_read_are_erased_and_their_ground_is_kept(
    channel: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, stays = voice(channel, contact=""), voice(channel, contact="")
    service.hide(HEAD_NGEBEL, channel.id, made.id, None, "personal", "menyebut nama Bu Tini")
    service.show(HEAD_NGEBEL, channel.id, stays.id, None)
    then = clock.now() + rules.HIDDEN_KEPT
    monkeypatch.setattr(clock, "now", lambda: then)
    assert service.forget() == 1
    db.session.expire_all()
    assert (made.text, made.place, made.hidden_why, made.hidden_ground) == ("", "", "", "personal")
    assert stays.text == WORDS["text"]
    with pytest.raises(NotAllowed):
        service.show(HEAD_NGEBEL, channel.id, made.id, None)


def test_a_voice_that_names_a_person_is_hidden_also_after_the_end(channel: Walk) -> None:
    shown = voice(channel)
    service.show(HEAD_NGEBEL, channel.id, shown.id, None)
    ended(channel)
    with pytest.raises(NotAllowed):
        voice(channel)
    assert service.moderates(HEAD_SEMPU, channel.partnership)
    assert service.hide(HEAD_SEMPU, channel.id, shown.id, None, "personal", "").state == rules.HIDDEN


@transactional
def ended(walk: Walk) -> None:
    """The partnership is over."""
    walk.partnership.status = "ended"


def test_what_is_not_shown_is_read_by_the_parties_and_who_oversees_them(running_channel: Walk, app: Flask) -> None:
    with app.app_context():
        number = voice(running_channel).id
    here = f"/kemitraan/{running_channel.id}/suara-warga"
    readers = (browser(app, "35.02.19", OfficeKind.DISTRICT_OFFICER), browser(app, SEMPU, OfficeKind.COUNCIL_MEMBER))
    for reader in readers:
        assert reader.get(f"{here}/{number}").status_code == 200
    facilitator = browser(app, "35.02.19", OfficeKind.FACILITATOR)
    assert facilitator.get(f"{here}/{number}").status_code == 404
    assert WORDS["text"] not in facilitator.get(f"{here}?bagian=baru").text


def test_a_partnership_that_is_not_public_hears_no_citizens(channel: Walk) -> None:
    partnerships.set_public(HEAD_NGEBEL, channel.id, False)
    with pytest.raises(NotFound):
        voice(channel)


def test_a_late_reading_is_seen() -> None:
    day = clock.today()
    assert not rules.is_late(day - rules.ANSWER_WITHIN, day)
    assert rules.is_late(day - rules.ANSWER_WITHIN - timedelta(days=1), day)


def test_a_citizen_speaks_without_login_and_reads_the_reply_beside_it(running_channel: Walk, app: Flask) -> None:
    here, visitor = f"/kemitraan/{running_channel.id}/suara-warga", app.test_client()
    assert "Suara warga" in visitor.get(f"/kemitraan/{running_channel.id}").text
    assert visitor.get(f"{here}/kirim").status_code == 200
    assert testing.post(visitor, f"{here}/kirim", {"kind": "praise", "text": ""}).status_code == 422
    assert testing.post(visitor, f"{here}/kirim", WORDS | {"website": "http://iklan"}).status_code == 303
    assert testing.post(visitor, f"{here}/kirim", WORDS).status_code == 303
    assert WORDS["text"] not in visitor.get(here).text
    assert WORDS["text"] not in visitor.get(f"{here}?bagian=baru").text and visitor.get(f"{here}/1").status_code == 404
    party = browser(app, SEMPU)
    assert "1 suara warga menunggu dibaca" in party.get("/").text
    listed = party.get(f"{here}?bagian=baru").text
    assert WORDS["text"] in listed and "0812" not in listed
    assert "0812 3456 789" in party.get(f"{here}/1").text
    assert "0812" not in browser(app, "35.02.19", OfficeKind.DISTRICT_OFFICER).get(f"{here}/1").text
    testing.post(party, f"{here}/1/jawab", {"text": "Saluran diperbaiki minggu ini."})
    testing.post(party, f"{here}/1/tampilkan")
    shown = visitor.get(here).text
    assert WORDS["text"] in shown and "Saluran diperbaiki minggu ini." in shown and "0812" not in shown
    testing.post(party, f"{here}/1/sembunyikan", {"ground": "repeated", "why": "sama dengan nomor 2"})
    hidden = visitor.get(here).text
    assert WORDS["text"] not in hidden and "Sama dengan yang sudah ada: 1" in hidden and "nomor 2" not in hidden


def test_too_many_voices_from_one_address_wait_and_lose_no_text(running_channel: Walk, app: Flask) -> None:
    visitor, here = app.test_client(), f"/kemitraan/{running_channel.id}/suara-warga/kirim"
    for _number in range(LIMITS["feedback"].checks):
        assert testing.post(visitor, here, WORDS).status_code == 303
    slowed = testing.post(visitor, here, WORDS | {"text": "yang ke sebelas"})
    assert slowed.status_code == 422 and "Terlalu banyak percobaan" in slowed.text and "yang ke sebelas" in slowed.text
    with app.app_context():
        assert db.session.query(Feedback).count() == LIMITS["feedback"].checks


def browser(app: Flask, code: str, kind: OfficeKind = OfficeKind.VILLAGE_OPERATOR) -> FlaskClient:
    """The browser of an officer."""
    made = app.test_client()
    testing.sign_in(made, kind, (code,))
    return made


@pytest.mark.parametrize(
    ("said", "shown", "found"),
    [
        ("Hubungi 0812 3456 789 saja", "Hubungi 08… saja", 1), ("WA +62812-3456-7890, segera", "WA +6…, segera", 1),
        ("NIK 3502190101800001", "NIK 35…", 1), ("surel karto@desa.id.", "surel ka….", 1),
        ("Biaya Rp 25000000 atau 25.000.000", "Biaya Rp 25000000 atau 25.000.000", 0),
        ("Sejak 24-11-2026 di RT 02 RW 005", "Sejak 24-11-2026 di RT 02 RW 005", 0),
    ],
)  # fmt: skip
def test_numbers_by_which_somebody_is_found_are_masked_and_money_and_days_are_not(
    said: str, shown: str, found: int
) -> None:
    assert rules.masked(said) == shown and len(rules.numbers_in(said)) == found
    assert rules.names_in("Pak Karto Wiryo dan Bu Camat bertemu Mbah Sri") == ["Pak Karto Wiryo", "Mbah Sri"]


def test_a_reply_shows_its_voice_or_says_that_it_is_not_shown_and_numbers_stay_with_the_parties(
    running_channel: Walk, app: Flask
) -> None:
    here, visitor, party = f"/kemitraan/{running_channel.id}/suara-warga", app.test_client(), browser(app, SEMPU)
    for _voice in range(2):
        testing.post(visitor, f"{here}/kirim", WORDS | {"text": "Pompa macet, hubungi 081234567890 (Pak Karto)"})
    read = party.get(f"{here}/1").text
    assert "081234567890" in read and "Tampilkan tanpa nomor" in read and "nama orang: Pak Karto" in read
    testing.post(party, f"{here}/1/jawab", {"text": "Besok diganti.", "tindakan": "simpan"})
    assert "Jawaban tersimpan, belum tampil" in party.get(f"{here}/1").text
    assert "2 suara warga menunggu" in party.get("/").text and "Besok diganti" not in visitor.get(here).text
    testing.post(party, f"{here}/2/jawab", {"text": "Sudah diganti.", "tindakan": "tampilkan"})
    shown = visitor.get(here).text
    assert "Sudah diganti." in shown and "hubungi 08… (Pak Karto)" in shown
    assert "1 suara warga menunggu" in party.get("/").text
    assert "0812" not in shown and "0812" not in visitor.get(f"/kemitraan/{running_channel.id}").text
