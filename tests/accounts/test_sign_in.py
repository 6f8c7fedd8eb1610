"""Signing in: passwords, guesses, sessions. Numbers are those of the reliability criteria."""

from __future__ import annotations

import logging
import re
import statistics
import threading
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from portal import testing
from portal.accounts import login, people, service, throttle
from portal.accounts.models import LoginSession, OfficeTerm, Person, Throttle
from portal.accounts.passwords import PasswordKeeper, common_passwords, is_common
from portal.db import db, transactional
from portal.errors import Invalid
from portal.events import Event
from portal.permissions import SYSTEM
from portal.settings import UnsafeSetting, load_settings

from .conftest import Travel

WRONG = "Nama pengguna atau kata sandi salah."
PASSWORD = testing.TEST_PASSWORD


def enter(client: FlaskClient, username: str = "kades", password: str = PASSWORD, **options: Any) -> TestResponse:
    """Post the sign-in form."""
    form = {"username": username, "password": password, **options.pop("form", {})}
    return testing.post(client, "/masuk", form, **options)


def copied(client: FlaskClient, app: Flask) -> FlaskClient:
    """Another browser with the same cookie."""
    thief = app.test_client()
    cookie = client.get_cookie("portal")
    assert cookie is not None
    thief.set_cookie("portal", cookie.value)
    return thief


def is_in(client: FlaskClient) -> bool:
    """Whether this browser is signed in."""
    return client.get("/akun").status_code == 200


def test_a_person_signs_in_with_username_or_email_in_any_case(app: Flask, head: FlaskClient) -> None:
    testing.post(
        head, "/akun/data", {"name": "Siti Aminah", "email": "Siti@Contoh.desa.id", "phone": "", "_versi": "1"}
    )
    for name in ("kades", " KADES ", "siti@contoh.desa.id", "SITI@CONTOH.DESA.ID"):
        browser = app.test_client()
        assert enter(browser, name).location == "/kemitraan"
        assert is_in(browser)


def test_S1_no_account_exists_before_one_is_made(context: Flask) -> None:
    assert db.session.scalars(select(func.count()).select_from(Person)).one() == 0


@pytest.mark.parametrize("key", ["dev", "changeme", "rahasia", "x" * 31])
def test_S1_a_short_or_known_key_stops_the_start(tmp_path: Path, key: str) -> None:
    (tmp_path / "audit.key").write_text("00" * 32)
    (tmp_path / "audit.key").chmod(0o600)
    with pytest.raises(UnsafeSetting):
        load_settings({"PORTAL_INSTANCE": str(tmp_path), "PORTAL_SECRET_KEY": key})


def test_S1_a_key_that_others_can_read_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / "secret.key").write_text("ab" * 32)
    (tmp_path / "secret.key").chmod(0o644)
    with pytest.raises(UnsafeSetting):
        load_settings({"PORTAL_INSTANCE": str(tmp_path)})


def test_S2_an_old_hash_is_replaced_at_the_next_sign_in(app: Flask, head: FlaskClient) -> None:
    def stored() -> str:
        with app.app_context():
            return db.session.scalars(select(Person.password_hash)).one()

    assert "m=8," in stored()
    enter(app.test_client())
    assert stored().startswith("$argon2id$") and "m=19456,t=2,p=1" in stored()
    assert enter(app.test_client()).location == "/kemitraan"


def test_S2_no_more_than_two_passwords_are_hashed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    watched = PasswordKeeper(time_cost=1, memory=8)
    now, most, lock = 0, 0, threading.Lock()
    real = watched._hasher.hash

    def counted(password: str) -> str:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        time.sleep(0.02)
        with lock:
            now -= 1
        return real(password)

    monkeypatch.setattr(watched, "_hasher", type("Hasher", (), {"hash": staticmethod(counted)}))
    threads = [threading.Thread(target=watched.hash, args=("kata sandi",)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 2


@pytest.mark.parametrize(
    "password",
    [
        "indonesia",
        "Bismillah",
        "admin123",
        "12345678",
        "password",
        "Ngebel2026!",
        "kades123",
        "aaaaaaaa",
        "Desa1945",
        "qwerty123",
    ],
)
def test_S3_a_password_that_everybody_guesses_is_refused(password: str) -> None:
    assert is_common(password, "kades.ngebel", "kades", "ngebel")


@pytest.mark.parametrize(
    "password", ["jembatan bambu tua 7", "kopi-pagi-di-telaga", "x9!kQz-2", "🌾🌾padi menguning", " spasi di tepi "]
)
def test_S3_any_other_composition_will_do(context: Flask, password: str) -> None:
    people.check_password_choice(password, "kades")


def test_S3_the_length_is_8_to_128_and_nothing_is_cut_off(context: Flask) -> None:
    for password in ("pendek7", "p" * 5 + "x" * 124):
        with pytest.raises(Invalid):
            people.check_password_choice(password)
    long = "kalimat yang panjang sekali " * 4 + "satu"
    service.create_person(SYSTEM, name="Siti Aminah", username="siti", password=long)
    visit = login.Visit("10.0.0.1")
    assert login.check_password("siti", long, visit)
    for wrong in (long[:-1], long + " ", long.upper(), " " + long):
        with pytest.raises(Invalid):
            login.check_password("siti", wrong, visit)


def test_S3_the_list_holds_thousands_of_words(context: Flask) -> None:
    assert len(common_passwords()) > 2_000
    assert all(word == word.lower() for word in common_passwords())


def test_S4_a_sign_in_starts_a_new_session_and_the_old_one_is_gone(app: Flask, head: FlaskClient) -> None:
    planted = app.test_client()
    with planted.session_transaction() as cookie:
        cookie.update(login="ditanam-orang-lain", evil="1", csrf_token="x" * 40)
    enter(planted)
    with planted.session_transaction() as cookie:
        assert cookie["login"] != "ditanam-orang-lain" and "evil" not in cookie and cookie.get("csrf_token") != "x" * 40


def test_S4_giving_the_password_again_and_changing_office_give_a_new_token(app: Flask, head: FlaskClient) -> None:
    testing.sign_in(head, "village_operator", username="kades")
    for url, form in (("/akun/konfirmasi", {"password": PASSWORD}), ("/akun/jabatan", {"office_id": "1"})):
        old = copied(head, app)
        assert is_in(old)
        testing.post(head, url, form)
        assert is_in(head) and not is_in(old)


@pytest.mark.parametrize("url", ["/keluar", "/keluar-semua"])
def test_S5_a_copied_cookie_is_dead_after_leaving(app: Flask, head: FlaskClient, url: str) -> None:
    thief = copied(head, app)
    answer = testing.post(head, url)
    assert answer.status_code == 303 and "storage" in answer.headers["Clear-Site-Data"]
    assert not is_in(thief) and not is_in(head)


def test_S5_leaving_is_not_done_by_following_a_link(head: FlaskClient) -> None:
    assert head.get("/keluar").status_code == 405
    assert is_in(head)


def test_S5_leaving_everywhere_reaches_the_other_devices(app: Flask, head: FlaskClient) -> None:
    phone = app.test_client()
    enter(phone)
    testing.post(head, "/keluar-semua")
    assert not is_in(phone)


def test_S5_leaving_here_leaves_the_other_devices_in(app: Flask, head: FlaskClient) -> None:
    phone = app.test_client()
    enter(phone)
    testing.post(head, "/keluar")
    assert is_in(phone)


def test_S5_another_password_ends_every_other_session(app: Flask, head: FlaskClient) -> None:
    phone, thief = app.test_client(), copied(head, app)
    enter(phone)
    answer = testing.post(head, "/akun/sandi", {"old_password": PASSWORD, "new_password": "perahu di telaga ngebel"})
    assert answer.location == "/akun" and is_in(head)
    assert not is_in(phone) and not is_in(thief)
    assert enter(app.test_client()).status_code == 422
    assert enter(app.test_client(), password="perahu di telaga ngebel").status_code == 303


def test_S5_a_disabled_person_is_out_at_once_and_cannot_come_in(
    app: Flask, head: FlaskClient, administrator: FlaskClient
) -> None:
    testing.post(administrator, "/admin/orang/1/nonaktif", {"reason": "pindah"})
    assert not is_in(head)
    refused = enter(app.test_client())
    assert refused.status_code == 422 and WRONG in refused.text


def test_S5_a_session_ended_on_one_worker_is_ended_on_the_other(app: Flask, head: FlaskClient) -> None:
    other_worker = testing.make_app(
        app.extensions["portal.settings"].instance, app.extensions["portal.settings"].database_url
    )
    thief = copied(head, other_worker)
    assert is_in(thief)
    testing.post(head, "/keluar")
    assert not is_in(thief)
    testing.close_database(other_worker)


def test_S5_one_sign_in_can_be_ended_from_another_device(app: Flask, head: FlaskClient) -> None:
    phone = app.test_client()
    enter(phone)
    testing.post(head, "/akun/sesi/2/akhiri")
    assert is_in(head) and not is_in(phone)


def test_S5_nobody_can_end_the_session_of_somebody_else(app: Flask, head: FlaskClient) -> None:
    stranger = app.test_client()
    testing.sign_in(stranger, "village_operator", username="orang.lain")
    assert testing.post(stranger, "/akun/sesi/1/akhiri").status_code == 404
    assert is_in(head)


def test_S5_a_forged_cookie_is_nobody(app: Flask) -> None:
    browser = app.test_client()
    browser.set_cookie("portal", "eyJsb2dpbiI6ImEifQ.AAAA")
    assert browser.get("/masuk").status_code == 200 and not is_in(browser)


@pytest.mark.usefixtures("quick_passwords")
def test_S6_a_thousand_guesses_over_two_workers_are_ten_checks(
    app: Flask, head: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = app.extensions["portal.settings"]
    workers = [app, testing.make_app(settings.instance, settings.database_url)]
    checked = 0
    real = login.keeper.matches

    def counting(stored: str | None, password: str) -> bool:
        nonlocal checked
        checked += 1
        return real(stored, password)

    monkeypatch.setattr(login.keeper, "matches", counting)
    refused = 0
    for number in range(200):
        with workers[number % 2].app_context():
            for guess in range(5):
                try:
                    login.check_password("kades", f"tebakan {number} {guess}", login.Visit(f"10.1.{number}.{guess}"))
                except throttle.TooManyAttempts as error:
                    refused += 1
                    assert 0 < error.wait <= 900
                except Invalid:
                    pass
    assert (checked, refused) == (10, 990)
    testing.close_database(workers[1])


@pytest.mark.usefixtures("quick_passwords")
def test_S6_the_page_says_how_long_to_wait_and_keeps_the_name(app: Flask, head: FlaskClient) -> None:
    browser = app.test_client()
    for number in range(10):
        assert enter(browser, password=f"tebakan {number}").status_code == 422
    answer = enter(browser)
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 900
    assert "Coba lagi dalam 15 menit" in answer.text and 'value="kades"' in answer.text


@pytest.mark.usefixtures("quick_passwords")
def test_S6_the_delay_grows_but_is_never_for_ever(app: Flask, head: FlaskClient, travel: Travel) -> None:
    browser = app.test_client()
    waits = []
    for round_number in range(6):
        for number in range(10):
            enter(browser, password=f"tebakan {round_number} {number}")
        waits.append(int(enter(browser).headers["Retry-After"]))
        travel(timedelta(seconds=waits[-1] + 1))
    minutes = [-(-wait // 60) for wait in waits]
    assert minutes == [15, 30, 60, 120, 240, 240]
    assert enter(browser).status_code == 303


@pytest.mark.usefixtures("quick_passwords")
def test_S6_the_owner_still_gets_in_from_a_device_they_used_before(app: Flask, head: FlaskClient) -> None:
    owner, attacker = app.test_client(), app.test_client()
    enter(owner)
    testing.post(owner, "/keluar")
    for number in range(11):
        enter(attacker, password=f"tebakan {number}")
    assert enter(app.test_client()).status_code == 429
    assert enter(owner).status_code == 303


@pytest.mark.usefixtures("quick_passwords")
def test_S6_a_wrong_name_is_slowed_down_like_a_right_one(app: Flask) -> None:
    browser = app.test_client()
    answers = [enter(browser, "tidak.ada", f"tebakan {number}").status_code for number in range(11)]
    assert answers == [422] * 10 + [429]


@pytest.mark.usefixtures("quick_passwords")
def test_S6_a_whole_village_behind_one_address_can_sign_in(app: Flask, head: FlaskClient) -> None:
    assert all(enter(app.test_client()).status_code == 303 for number in range(40))


@pytest.mark.usefixtures("quick_passwords")
def test_S6_one_address_that_guesses_at_many_accounts_is_stopped(app: Flask) -> None:
    with app.app_context():
        for number in range(300):
            with pytest.raises(Invalid):
                login.check_password(f"orang{number}", "tebakan", login.Visit("10.0.0.9"))
        with pytest.raises(throttle.TooManyAttempts) as stopped:
            login.check_password("orang999", "tebakan", login.Visit("10.0.0.9"))
        with pytest.raises(Invalid):
            login.check_password("orang998", "tebakan", login.Visit("10.0.0.10"))
    assert stopped.value.wait <= 300


@pytest.mark.usefixtures("quick_passwords")
def test_S6_a_clock_that_went_back_locks_nobody_out(app: Flask, head: FlaskClient, travel: Travel) -> None:
    for number in range(11):
        enter(app.test_client(), password=f"tebakan {number}")
    travel(timedelta(days=-2))
    assert enter(app.test_client()).status_code == 303


@pytest.mark.usefixtures("quick_passwords")
def test_S6_a_lockout_is_in_the_history_and_counters_hold_no_names(app: Flask, head: FlaskClient) -> None:
    for number in range(11):
        enter(app.test_client(), password=f"tebakan {number}")
    with app.app_context():
        assert "person.sign_in_slowed" in db.session.scalars(select(Event.kind)).all()
        keys = db.session.scalars(select(Throttle.key)).all()
    assert all(re.fullmatch("[0-9a-f]{64}", key) for key in keys)


@pytest.mark.usefixtures("quick_passwords")
@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Real-IP", "Forwarded"])
def test_S7_a_forged_address_has_no_effect(
    app: Flask, head: FlaskClient, caplog: pytest.LogCaptureFixture, header: str
) -> None:
    browser = app.test_client()
    with caplog.at_level(logging.INFO, logger="portal.security"):
        for number in range(11):
            value = f"for=6.6.6.{number}" if header == "Forwarded" else f"6.6.6.{number}"
            last = enter(browser, password=f"tebakan {number}", headers={header: value})
    assert last.status_code == 429
    assert "6.6.6" not in caplog.text and "network=127.0.0.1" in caplog.text
    with app.app_context():
        addresses = db.session.scalars(
            select(func.count()).select_from(Throttle).where(Throttle.kind == "address")
        ).one()
    assert addresses == 1


def test_S7_passwords_and_tokens_are_never_logged(
    app: Flask, head: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    browser = app.test_client()
    with caplog.at_level(logging.DEBUG):
        enter(browser, password="penanda rahasia 5512")
        enter(browser, "kades\nsign-in: person=1", "penanda rahasia 5512")
        enter(browser)
    with browser.session_transaction() as cookie:
        assert cookie["login"] not in caplog.text
    assert "penanda" not in caplog.text and PASSWORD not in caplog.text
    assert "kades\n" not in caplog.text


def test_S8_eight_hours_away_ends_a_session_and_thirty_minutes_an_administrators(
    app: Flask, head: FlaskClient, administrator: FlaskClient, travel: Travel
) -> None:
    travel(timedelta(minutes=31))
    assert is_in(head) and not is_in(administrator)
    travel(timedelta(hours=8, minutes=1))
    assert not is_in(head)


def test_S8_being_busy_keeps_a_session_alive_until_thirty_days(head: FlaskClient, travel: Travel) -> None:
    for hours in range(0, 30 * 24 - 7, 7):
        assert is_in(head), hours
        travel(timedelta(hours=7))
    travel(timedelta(hours=7))
    assert not is_in(head)


def test_S8_a_busy_administrator_signs_in_again_after_twelve_hours(administrator: FlaskClient, travel: Travel) -> None:
    for step in range(29):
        assert is_in(administrator), step
        travel(timedelta(minutes=25))
    assert not is_in(administrator)


def test_S8_being_seen_is_noted_in_the_cookie_at_most_every_ten_minutes(head: FlaskClient, travel: Travel) -> None:
    def is_noted() -> bool:
        return "Set-Cookie" in head.get("/akun/data/unduh").headers

    assert not is_noted()
    travel(timedelta(minutes=9))
    assert not is_noted()
    travel(timedelta(minutes=2))
    assert is_noted()
    assert not is_noted()


@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(days=1), timedelta(days=365)])
def test_S8_a_clock_that_goes_back_kills_no_session(head: FlaskClient, travel: Travel, back: timedelta) -> None:
    travel(-back)
    assert is_in(head)
    travel(back)
    assert is_in(head)


def test_S8_a_clock_that_goes_back_revives_no_session(app: Flask, head: FlaskClient, travel: Travel) -> None:
    travel(timedelta(hours=9))
    assert not is_in(head)
    travel(timedelta(hours=-9))
    assert not is_in(head)


def test_S8_a_sensitive_step_asks_for_the_password_after_ten_minutes_and_keeps_the_form(
    app: Flask, head: FlaskClient, administrator: FlaskClient, travel: Travel
) -> None:
    url, form = "/admin/orang/1/nonaktif", {"reason": "tidak menjabat lagi", "_kirim": "a" * 32}
    travel(timedelta(minutes=11))
    asked = testing.post(administrator, url, form)
    assert asked.status_code == 200 and 'name="_sandi"' in asked.text and "tidak menjabat lagi" in asked.text
    assert is_in(head)
    wrong = testing.post(administrator, url, {**form, "_sandi": "bukan ini"})
    assert wrong.status_code == 422 and "Kata sandi salah." in wrong.text and is_in(head)
    done = testing.post(administrator, url, {**form, "_sandi": PASSWORD})
    assert done.location == "/admin/orang/1" and not is_in(head)
    assert testing.post(administrator, "/admin/orang/1/aktif").status_code == 303


def test_S8_a_page_that_needs_the_password_sends_there_and_back(administrator: FlaskClient, travel: Travel) -> None:
    travel(timedelta(minutes=11))
    asked = administrator.get("/admin/jabatan/1")
    assert asked.location == "/akun/konfirmasi?next=/admin/jabatan/1"
    back = testing.post(administrator, "/akun/konfirmasi", {"password": PASSWORD, "next": "/admin/jabatan/1"})
    assert back.location == "/admin/jabatan/1" and administrator.get("/admin/jabatan/1").status_code == 200


@pytest.mark.usefixtures("quick_passwords")
def test_S8_guessing_at_the_confirmation_is_slowed_down_too(head: FlaskClient) -> None:
    answers = [testing.post(head, "/akun/konfirmasi", {"password": f"tebakan {n}"}).status_code for n in range(11)]
    assert answers == [422] * 10 + [429]


def test_S9_unknown_wrong_and_disabled_get_the_same_answer(
    app: Flask, head: FlaskClient, administrator: FlaskClient
) -> None:
    def answer(username: str) -> tuple[int, str]:
        got = enter(app.test_client(), username, "kata sandi yang salah")
        text = re.sub(r'value="[^"]*"', "", got.text)
        return got.status_code, text

    wrong, unknown = answer("kades"), answer("siapa.ini")
    testing.post(administrator, "/admin/orang/1/nonaktif")
    assert wrong == unknown == answer("kades")
    assert WRONG in wrong[1]


def test_S9_unknown_and_wrong_take_the_same_time(context: Flask) -> None:
    service.create_person(SYSTEM, name="Siti Aminah", username="siti", password=PASSWORD)
    times: dict[str, list[float]] = {"siti": [], "siapa.ini": []}
    for round_number in range(8):
        for name, spent in times.items():
            start = time.perf_counter()
            with pytest.raises(Invalid):
                login.check_password(name, "kata sandi salah", login.Visit(f"10.0.0.{round_number}"))
            spent.append(time.perf_counter() - start)
    known, unknown = (statistics.median(spent) for spent in times.values())
    assert abs(known - unknown) < max(0.05, 0.5 * known)


def test_S9_a_page_about_a_forgotten_password_tells_nothing_about_accounts(client: FlaskClient) -> None:
    shown = client.get("/masuk/lupa").text
    assert "Kepala Desa" in shown and "<form id=" not in shown


def test_a_public_page_costs_no_statement_and_no_session_for_a_visitor(app: Flask) -> None:
    answer = app.test_client().get("/sehat")
    assert "Cookie" not in answer.headers.get("Vary", "") and "Set-Cookie" not in answer.headers


def test_A7_an_office_taken_away_is_gone_in_the_next_request(
    app: Flask, head: FlaskClient, administrator: FlaskClient
) -> None:
    assert head.get("/undangan").status_code == 200
    with app.app_context():
        person = db.session.scalars(select(Person).filter_by(username="kades")).one()
        _end_all_terms(person.id)
    assert head.get("/undangan").status_code == 403
    assert "tidak lagi memegang jabatan" in head.get("/akun").text


@transactional
def _end_all_terms(person_id: int) -> None:
    for term in db.session.scalars(select(OfficeTerm).filter_by(person_id=person_id)):
        term.ends_on = date(2020, 1, 1)


def test_a_session_row_keeps_no_token(app: Flask, head: FlaskClient) -> None:
    with head.session_transaction() as cookie:
        token = cookie["login"]
    with app.app_context():
        row = db.session.scalars(select(LoginSession)).one()
        assert token != row.token_hash and login.token_hash(token) == row.token_hash
        assert len(token) >= 43  # 256 bits


def test_the_second_sign_in_of_a_double_click_is_no_error(app: Flask, head: FlaskClient) -> None:
    browser = app.test_client()
    form = {"_kirim": "c" * 32}
    assert enter(browser, form=form).status_code == 303
    assert enter(browser, form=form).status_code == 303
    assert is_in(browser)
