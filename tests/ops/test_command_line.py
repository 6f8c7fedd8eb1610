"""The `portal` command, run as an operator runs it: what it does, and one sentence when it does not."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from tests.ops.installation import ADMIN, PASSWORD, SAMPLE_AREAS, Installation
from tests.torture.browser import Browser, submission

pytestmark = pytest.mark.sqlite


@pytest.fixture
def nothing(tmp_path: Path) -> Installation:
    """A folder where nothing was installed yet."""
    return Installation(tmp_path / "instance")


def test_init_makes_everything_and_may_be_run_again(nothing: Installation) -> None:
    first = nothing.ok("init")
    assert "83762" in first.replace(".", "")
    for name in ("secret.key", "audit.key"):
        assert (nothing.folder / name).stat().st_mode & 0o777 == 0o600
    assert nothing.folder.stat().st_mode & 0o007 == 0
    keys = (nothing.folder / "secret.key").read_text()
    assert "Memuat wilayah" not in nothing.ok("init")
    assert (nothing.folder / "secret.key").read_text() == keys


@pytest.mark.parametrize(
    "command", ["serve", "plugins", "doctor", "backup x.tar.gz", "create-admin --username a --name b"]
)
def test_S1_without_keys_every_command_stops_with_one_sentence(nothing: Installation, command: str) -> None:
    _stops(nothing, command.split(), "portal init", code=2)


@pytest.mark.parametrize(
    ("environ", "word"),
    [
        ({"PORTAL_SECRET_KEY": "dev"}, "PORTAL_SECRET_KEY"),
        ({"PORTAL_SECRET_KEY": "pendek"}, "PORTAL_SECRET_KEY"),
        ({"FLASK_DEBUG": "1"}, "debug"),
        ({"PORTAL_DEBUG": "ya"}, "debug"),
        ({"PORTAL_HTTPS": "mungkin"}, "PORTAL_HTTPS"),
        ({"HTMX_SOURCE": "lain"}, "HTMX_SOURCE"),
        ({"PORTAL_OFFER_ANSWER_DAYS": "dua"}, "PORTAL_OFFER_ANSWER_DAYS"),
        ({"PORTAL_PANEL_BUDGET_MS": "5"}, "PORTAL_PANEL_BUDGET_MS"),
    ],
)
def test_S1_O2_an_unsafe_setting_stops_the_start_with_one_sentence(
    place: Installation, environ: dict[str, str], word: str
) -> None:
    _stops(place, ["serve"], word, code=2, **environ)


def test_S1_a_key_that_others_can_read_stops_the_start(place: Installation) -> None:
    (place.folder / "audit.key").chmod(0o644)
    _stops(place, ["serve"], "chmod 600", code=2)


def test_B12_serve_refuses_a_database_that_is_not_ready_or_too_new(place: Installation) -> None:
    place.change("UPDATE alembic_version SET version_num = '9999'")
    _stops(place, ["serve"], "lebih baru", code=1)
    place.database.unlink()
    _stops(place, ["serve"], "portal init", code=1)
    assert not place.database.exists()


def test_an_address_that_is_taken_is_said_in_one_sentence(place: Installation) -> None:
    with place.served() as server:
        _stops(place, ["serve", "--port", str(server.port)], "pilih --port", code=1)


def test_create_admin_makes_somebody_who_may_administer(place: Installation) -> None:
    assert place.rows("SELECT username FROM person") == [(ADMIN,)]
    again = place.run("create-admin", "--username", ADMIN, "--name", "Lain", "--password-stdin", given=f"{PASSWORD}\n")
    assert again.returncode == 1
    assert "Traceback" not in again.stderr
    weak = place.run("create-admin", "--username", "budi", "--name", "Budi", "--password-stdin", given="rahasia\n")
    assert weak.returncode == 1
    assert "Traceback" not in weak.stderr
    assert place.rows("SELECT count(*) FROM person") == [(1,)]


def test_areas_load_takes_a_folder_twice_and_refuses_a_malformed_one(place: Installation, tmp_path: Path) -> None:
    assert "Tidak ada yang berubah" in place.ok("areas", "load", str(SAMPLE_AREAS))
    broken = tmp_path / "wilayah"
    broken.mkdir()
    for source in SAMPLE_AREAS.iterdir():
        (broken / source.name).write_bytes(source.read_bytes())
    villages = (broken / "villages.csv").read_text().splitlines()
    villages[3] = "bukan kode,,"
    (broken / "villages.csv").write_text("\n".join(villages))
    done = place.run("areas", "load", str(broken))
    assert done.returncode == 1
    assert "4" in done.stderr
    assert "Traceback" not in done.stderr


def test_plugins_are_listed_with_their_version_and_safe_mode_has_none(place: Installation) -> None:
    listed = place.ok("plugins")
    for name in ("bilateral", "multilateral", "sector"):
        assert re.search(rf"^{name} .*0\.1\.0", listed, re.M), listed
    assert place.ok("--no-plugins", "plugins").strip() == "Tidak ada plugin."


def test_L1_audit_verify_names_the_first_event_that_was_changed(place: Installation) -> None:
    assert "Riwayat utuh" in place.ok("audit", "verify")
    place.change("DROP TRIGGER event_no_update; UPDATE event SET office = 'orang lain' WHERE seq = 1")
    done = place.run("audit", "verify")
    assert done.returncode == 1
    assert "nomor 1" in done.stderr


def test_L4_not_even_the_console_changes_the_history(place: Installation) -> None:
    replaced = "REPLACE INTO event SELECT * FROM event"
    for statement in ("UPDATE event SET reason = 'x'", "DELETE FROM event", replaced):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            place.change(statement)


def test_O1_the_doctor_finds_what_is_dangerous_and_says_what_to_do(place: Installation, tmp_path: Path) -> None:
    healthy = place.run("doctor")
    assert healthy.returncode == 0, healthy.stdout
    for subject in ("Versi", "Basis data", "Skema", "Ruang kosong", "Waktu simpan", "Jam", "Plugin"):
        assert subject in healthy.stdout
    assert "belum pernah" in healthy.stdout
    place.folder.chmod(0o755)
    place.ok("backup", str(tmp_path / "a.tar.gz"))
    looked = place.ok("doctor")
    assert "chmod 750" in looked
    assert str(tmp_path / "a.tar.gz") in looked
    place.change("DROP TRIGGER event_no_update; UPDATE event SET at = '2099-01-01 00:00:00.000000' WHERE seq = 1")
    ill = place.run("doctor")
    assert ill.returncode == 1
    assert "bahaya" in ill.stdout


def test_db_upgrade_says_when_there_is_nothing_to_do(place: Installation) -> None:
    assert "sudah sesuai" in place.ok("db", "upgrade")


def test_a_demo_is_never_thrown_away_outside_demo_mode(place: Installation) -> None:
    _stops(place, ["demo", "--reset"], "mode contoh", code=1)
    assert place.rows("SELECT count(*) FROM person") == [(1,)]


def test_real_data_are_never_thrown_away_and_no_sample_data_come_among_them(place: Installation) -> None:
    place.environ["PORTAL_DEMO"] = "1"  # set by mistake, beside real data
    (place.folder / "files" / "ab").mkdir(parents=True)
    (place.folder / "files" / "ab" / "surat.pdf").write_bytes(b"asli")
    for _attempt in range(2):
        _stops(place, ["demo", "--reset"], "isinya tidak dibuang", code=1)
        assert "Data contoh" not in place.ok("init")
        assert "Data contoh" not in place.ok("demo")
    assert place.rows("SELECT username FROM person") == [(ADMIN,)]
    assert place.rows("SELECT count(*) FROM event WHERE kind = 'demo.loaded'") == [(0,)]
    assert (place.folder / "files" / "ab" / "surat.pdf").read_bytes() == b"asli"


@pytest.mark.slow
@pytest.mark.long  # `make run` is tried with its accounts in test_make_run
def test_every_account_that_a_demo_shows_may_sign_in_and_the_demo_can_be_started_over(nothing: Installation) -> None:
    nothing.environ["PORTAL_DEMO"] = "1"
    nothing.ok("init")
    with nothing.served() as server:
        shown = re.findall(r"^  (.+?) {2,}(\S+) +(\S+)$", "".join(server.output), re.M)
        assert len(shown) >= 9
        for role, username, password in shown:
            browser = Browser(server.port)
            values = {"csrf_token": browser.token("/masuk"), "_kirim": submission()}
            answer = browser.post("/masuk", {**values, "username": username, "password": password})
            assert answer.status == 303, role
            assert browser.get("/akun").status == 200, role
            browser.leave()
        _stops(nothing, ["demo", "--reset"], "masih berjalan", code=1)
    before = nothing.rows("SELECT count(*) FROM partnership")
    nothing.change("DELETE FROM login_session")
    assert shown[0][1] in nothing.ok("demo", "--reset")
    assert nothing.rows("SELECT count(*) FROM partnership") == before
    assert nothing.rows("SELECT count(*) FROM login_session") == [(0,)]


def test_every_command_explains_itself(nothing: Installation) -> None:
    listed = nothing.ok("--help")
    for name in ("init", "serve", "create-admin", "areas", "demo", "plugins", "audit", "backup", "restore", "doctor"):
        assert re.search(rf"^  {name} +\w", listed, re.M), name


def _stops(place: Installation, command: list[str], word: str, code: int, **environ: str) -> None:
    done = place.run(*command, **environ)
    assert done.returncode == code, done.stdout + done.stderr
    assert word in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
