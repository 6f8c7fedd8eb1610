"""The pages of joint positions: who reads what, what is printed, how they end, and three hundred parties."""

from __future__ import annotations

import re
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from multilateral.test_advocacy import TEXT, change_public
from multilateral.together import CODES, Together, enter_running
from partnership_many import made_villages
from partnership_walk import actor_of

from plugins.multilateral.advocacy import service
from portal import testing
from portal.db import db, transactional
from portal.partnerships.models import Partnership
from portal.permissions import OfficeKind
from portal.testing import statements

PLACE = "/p/multilateral/sikap"
MOST_BYTES, MOST_STATEMENTS = 14_000, 15


def written(walk: Together, words: int, title: str = TEXT["title"]) -> int:
    """A position before the parties, to which the first so many said yes, and the next one no."""
    first = walk.heads[walk.first]
    number = service.propose(first, walk.id, {**TEXT, "title": title, "threshold": "majority"}).id
    service.ask_parties(first, walk.id, number)
    for place, head in enumerate(list(walk.heads.values())[: words + 1]):
        word, reason = ("supports", "") if place < words else ("objects", "bukan jalan kami")
        service.say_word(head, walk.id, number, word, reason)
    return number


@pytest.fixture
def sample(app: Flask) -> tuple[int, int]:
    """The eight villages; a position of which five approve; their partnership and it."""
    with app.app_context():
        walk = enter_running()
        return walk.id, written(walk, 5)


@pytest.fixture
def head(client: FlaskClient) -> FlaskClient:
    """The browser of the last village's head, who has not spoken."""
    testing.sign_in(client, OfficeKind.VILLAGE_HEAD, (CODES[7],))
    return client


def test_a_head_reads_the_count_speaks_and_sends(sample: tuple[int, int], head: FlaskClient) -> None:
    here = f"{PLACE}/{sample[0]}/{sample[1]}"
    page = head.get(here).text
    assert "5 dari 5 dukungan yang diperlukan" in page
    assert "Belum bersuara: Ngebel, Sempu" in page
    assert "bukan jalan kami" in page
    refused = testing.post(head, f"{here}/bersuara", {"word": "abstains", "reason": " "})
    assert refused.status_code == 422 and "Tulis alasannya" in refused.text
    assert testing.post(head, f"{here}/bersuara", {"word": "supports"}).status_code == 303
    sent = testing.post(head, f"{here}/kirim", {"letter_number": "5/SB", "held_on": "2026-11-20"}, htmx=True)
    assert sent.headers["HX-Redirect"] == here
    assert "Terkirim" in head.get(here).text


def test_the_letter_lists_the_villages_that_stand_behind_it_and_no_other(
    sample: tuple[int, int], head: FlaskClient
) -> None:
    letter = head.get(f"{PLACE}/{sample[0]}/{sample[1]}/surat").text
    assert "Ini rancangan" in letter
    assert [name for name in ("Ngrogung", "Gondowido", "Pupus") if f"Kepala Desa {name}" in letter] == [
        "Ngrogung",
        "Gondowido",
    ]


def test_a_page_whose_time_has_passed_leads_on(sample: tuple[int, int], head: FlaskClient) -> None:
    here = f"{PLACE}/{sample[0]}/{sample[1]}"
    for page in ("ubah", "jawaban", "tutup"):
        answer = head.get(f"{here}/{page}")
        assert (answer.status_code, answer.headers["Location"]) == (303, here), page


def test_a_visitor_reads_what_the_parties_made_public_without_what_is_theirs_alone(
    sample: tuple[int, int], head: FlaskClient, app: Flask
) -> None:
    number, position = sample
    here, visitor = f"{PLACE}/{number}/{position}", app.test_client()
    testing.post(head, f"{here}/kirim", {"letter_number": "5/SB", "held_on": "2026-11-20"})
    assert visitor.get(here).status_code == 404
    assert "Advokasi bersama" not in visitor.get(f"/kemitraan/{number}").text
    testing.post(head, f"{here}/publik", {"tampil": "1"})
    page = visitor.get(here).text
    assert TEXT["ask"] in page and "Ngrogung" in page
    assert "bukan jalan kami" not in page and TEXT["papers"] not in page
    assert f'href="{TEXT["links"]}" rel="nofollow noopener noreferrer"' in page
    assert TEXT["title"] in visitor.get(f"{PLACE}/{number}").text
    assert "Advokasi bersama" in visitor.get(f"/kemitraan/{number}").text
    assert visitor.get(f"{here}/suara").status_code == 404
    with app.app_context():
        walk = Together(db.session.get_one(Partnership, number), {CODES[0]: actor_of(OfficeKind.VILLAGE_HEAD)})
        change_public(walk, False)
    assert visitor.get(here).status_code == 404


def test_the_camat_reads_what_was_sent_and_no_draft(sample: tuple[int, int], head: FlaskClient, app: Flask) -> None:
    number, position = sample
    camat = app.test_client()
    testing.sign_in(camat, OfficeKind.DISTRICT_OFFICER, ("35.02.19",))
    assert camat.get(f"{PLACE}/{number}/{position}").status_code == 404
    assert TEXT["title"] not in camat.get(f"{PLACE}/{number}").text
    testing.post(head, f"{PLACE}/{number}/{position}/kirim", {"letter_number": "5/SB", "held_on": "2026-11-20"})
    assert camat.get(f"{PLACE}/{number}/{position}").status_code == 200
    assert TEXT["title"] in camat.get(f"{PLACE}/{number}").text
    second = testing.post(head, f"{PLACE}/{number}/{position}/versi").headers["Location"].removesuffix("/ubah")
    assert camat.get(second).status_code == 404
    assert "versi perbaikan" not in camat.get(f"{PLACE}/{number}/{position}").text


def test_the_history_tells_it_in_words(sample: tuple[int, int], head: FlaskClient) -> None:
    history = head.get(f"/kemitraan/{sample[0]}/riwayat").text
    assert "Keberatan atas sikap bersama" in history
    assert not re.search(r"multilateral\.\w+", history)


def test_steps_stay_and_can_be_taken_back(sample: tuple[int, int], head: FlaskClient) -> None:
    here = f"{PLACE}/{sample[0]}/{sample[1]}"
    testing.post(head, f"{here}/kirim", {"letter_number": "5/SB", "held_on": "2026-11-20"})
    step = {"held_on": "2026-11-22", "what": "Dengar pendapat", "by_whom": "Kades"}
    stayed = testing.post(head, f"{here}/langkah", step, htmx=True)
    assert stayed.status_code == 200 and "Dengar pendapat" in stayed.text and "Tambah lagi" in stayed.text
    early = testing.post(head, f"{here}/langkah", {**step, "held_on": "2026-11-01"})
    assert early.status_code == 422 and "lebih awal" in early.text
    back = re.search(rf'href="({here}/langkah/\d+/tarik)"', head.get(f"{here}/langkah").text)
    assert back is not None
    assert testing.post(head, back[1], {"reason": "dobel"}).status_code == 303
    assert "Dengar pendapat" not in head.get(here).text


def test_P12_a_position_of_three_hundred_parties_fits_the_first_window(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        walk = large(made_villages(300))
        position = written(walk, 200)
    testing.sign_in(client, OfficeKind.VILLAGE_HEAD, (walk.first,))
    pages = {"": "", "surat": "/surat", "suara": "/suara", "bersuara": "/bersuara"}
    for name, part in pages.items():
        with statements(app) as sent:
            answer = client.get(f"{PLACE}/{walk.id}/{position}{part}", headers={"Accept-Encoding": "br"})
        assert answer.status_code == 200, name
        assert len(answer.get_data()) <= MOST_BYTES, (name, len(answer.get_data()))
        assert len(sent) <= MOST_STATEMENTS, (name, len(sent))
    with statements(app) as sent:
        listed = client.get(f"{PLACE}/{walk.id}", headers={"Accept-Encoding": "br"})
    assert len(listed.get_data()) <= MOST_BYTES and len(sent) <= MOST_STATEMENTS


@transactional
def large(codes: list[str]) -> Together:
    """Many villages that run together."""
    return enter_running(*codes)


def test_a_date_of_sending_has_been(sample: tuple[int, int], head: FlaskClient) -> None:
    answer = testing.post(
        head,
        f"{PLACE}/{sample[0]}/{sample[1]}/kirim",
        {"letter_number": "5", "held_on": date(2027, 1, 1).isoformat()},
    )
    assert answer.status_code == 422 and "belum terjadi" in answer.text
