"""How pages answer: one template for the page and its fragment; stay, leave, or come back with errors."""

from __future__ import annotations

import json
import re

from flask.testing import FlaskClient

from portal import testing
from portal.db import submission_key

HTMX = {"HX-Request": "true"}


def test_a_fragment_is_the_part_of_its_page(odd: FlaskClient) -> None:
    whole = odd.get("/uji/catatan").text
    part = odd.get("/uji/catatan", headers=HTMX).text
    assert part.lstrip().startswith("<form") and "<html" not in part
    keyless = [re.sub(r'value="[^"]*"', "", text) for text in (whole, part)]
    assert keyless[1].strip() in keyless[0]


def test_a_page_that_htmx_restores_from_history_is_a_whole_page(odd: FlaskClient) -> None:
    restored = odd.get("/uji/catatan", headers={**HTMX, "HX-History-Restore-Request": "true"})
    assert "<html" in restored.text


def test_a_fragment_is_never_kept_by_the_browser_and_answers_vary(odd: FlaskClient) -> None:
    fragment = odd.get("/uji/catatan", headers=HTMX)
    assert fragment.headers["Cache-Control"] == "no-store"
    assert "HX-Request" in fragment.headers["Vary"]
    assert "HX-Request" in odd.get("/tentang").headers["Vary"]


def test_a_saved_form_stays_for_htmx_and_says_what_happened(odd: FlaskClient) -> None:
    saved = testing.post(odd, "/uji/catatan", {"text": "air"}, htmx=True)
    assert saved.status_code == 200
    assert json.loads(saved.headers["HX-Trigger"]) == {"note-changed": True, "saved": "Dicatat."}
    assert "<html" not in saved.text


def test_a_saved_form_sends_a_browser_to_the_page_with_the_message(odd: FlaskClient) -> None:
    saved = testing.post(odd, "/uji/catatan", {"text": "air"})
    assert (saved.status_code, saved.headers["Location"]) == (303, "/uji/catatan")
    assert "Dicatat." in odd.get("/uji/catatan").text
    assert "Dicatat." not in odd.get("/uji/catatan").text


def test_leaving_is_a_redirect_for_both(odd: FlaskClient) -> None:
    assert testing.post(odd, "/uji/pindah").status_code == 303
    left = testing.post(odd, "/uji/pindah", htmx=True)
    assert (left.status_code, left.headers["HX-Redirect"]) == (200, "/tentang")


def test_a_form_with_errors_keeps_the_version_it_was_opened_on(odd: FlaskClient) -> None:
    again = testing.post(odd, "/uji/catatan", {"text": "", "_versi": "2"}, htmx=True)
    assert again.status_code == 422
    assert 'name="_versi" value="2"' in again.text


def test_a_form_after_saving_has_the_new_version(odd: FlaskClient) -> None:
    again = testing.post(odd, "/uji/catatan", {"text": "air", "_versi": "2"}, htmx=True)
    assert 'name="_versi" value="3"' in again.text


def test_each_form_shown_has_a_one_time_key_of_its_own(odd: FlaskClient) -> None:
    first = testing.post(odd, "/uji/catatan", {"text": "", "_kirim": "a" * 32}, htmx=True).text
    key = re.search(r'name="_kirim" value="([0-9a-f]{32})"', first)
    assert key and key[1] != "a" * 32


def test_a_key_that_nothing_used_ends_with_its_request(odd: FlaskClient) -> None:
    testing.post(odd, "/uji/catatan", {"text": "", "_kirim": "b" * 32})
    assert submission_key.get() is None
