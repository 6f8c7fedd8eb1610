"""The stylesheet's budget, and the local copy of htmx."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal import testing
from portal.settings import HTMX_CDN, HTMX_SRI, LOCAL_HTMX
from portal.web.assets import STATIC, Assets, smaller
from portal.web.htmx_copy import make_local_copy, matches

pytestmark = pytest.mark.sqlite


def weight(text: str) -> int:
    """Bytes on the wire, compressed as the portal does."""
    return len(brotli.compress(text.encode(), quality=4))


def test_P1_the_stylesheet_weighs_at_most_4700_bytes() -> None:
    assert weight(Assets().style) <= 4_700


def test_P1_the_script_weighs_at_most_3400_bytes() -> None:
    assert weight((STATIC / "portal.js").read_text()) <= 3_400


@pytest.mark.parametrize("address", ["/", "/tentang", "/privasi", "/luring", "/tidak-ada"])
def test_P1_a_cold_page_fits_into_one_round_trip(client: FlaskClient, address: str) -> None:
    answer = client.get(address, headers={"Accept-Encoding": "br"})
    head = sum(len(f"{name}: {value}\r\n") for name, value in answer.headers)
    assert len(answer.data) + head <= 14_000


def test_old_telephones_can_read_the_stylesheet() -> None:
    style = Assets().style
    for modern in (":has(", "@layer", "color-mix(", "data:", "@container", "&"):
        assert modern not in style, modern


def test_taking_out_space_keeps_what_the_rules_say() -> None:
    css = "/* a */ a:hover , b > c { color : red ; margin: 0 auto; }\n@media (min-width: 4rem) and (x) { p { a: b } }"
    assert smaller(css) == "a:hover,b > c{color :red;margin:0 auto}@media (min-width:4rem) and (x){p{a:b}}"


@pytest.fixture
def real_htmx() -> bytes:
    """The real file."""
    make_local_copy(STATIC)
    return (STATIC / LOCAL_HTMX).read_bytes()


def failing() -> bytes:
    raise OSError("no network")


def test_the_copy_is_exactly_what_the_cdn_tag_names(real_htmx: bytes) -> None:
    assert matches(real_htmx)


def test_the_copy_comes_from_the_first_source_that_has_the_right_file(tmp_path: Path, real_htmx: bytes) -> None:
    sources: tuple[Callable[[], bytes], ...] = (failing, lambda: b"alert(1)", lambda: real_htmx)
    assert "dibuat" in make_local_copy(tmp_path, sources)
    assert (tmp_path / LOCAL_HTMX).read_bytes() == real_htmx
    assert "sudah ada" in make_local_copy(tmp_path, (failing,))


def test_without_a_network_there_is_a_sentence_and_no_file(tmp_path: Path) -> None:
    assert "tetap berjalan" in make_local_copy(tmp_path, (failing, lambda: b"<html>captive portal</html>"))
    assert not list(tmp_path.rglob("*.js"))


def test_a_damaged_copy_is_replaced(tmp_path: Path, real_htmx: bytes) -> None:
    target = tmp_path / LOCAL_HTMX
    target.parent.mkdir()
    target.write_bytes(real_htmx[:-1])
    make_local_copy(tmp_path, (lambda: real_htmx,))
    assert target.read_bytes() == real_htmx


def scripts_of(app: Flask) -> list[str]:
    return re.findall(r"<script[^>]*>", app.test_client().get("/tentang").text)


def test_P7_the_local_source_names_no_other_host(tmp_path: Path, real_htmx: bytes) -> None:
    app = testing.make_app(tmp_path, htmx_source="local")
    answer = app.test_client().get("/tentang")
    assert not re.findall(r"(?:src|href)=\"(?:https?:)?//", answer.text)
    assert "http" not in answer.headers["Content-Security-Policy"]
    assert any("htmx" in tag for tag in scripts_of(app))


def test_the_cdn_tag_is_deferred_checked_and_knows_its_copy(tmp_path: Path, real_htmx: bytes) -> None:
    app = testing.make_app(tmp_path, htmx_source="cdn")
    (tag,) = [tag for tag in scripts_of(app) if HTMX_CDN in tag]
    assert "defer" in tag and HTMX_SRI in tag and 'crossorigin="anonymous"' in tag and "data-local" in tag
    policy = app.test_client().get("/tentang").headers["Content-Security-Policy"]
    assert f"script-src 'self' {HTMX_CDN}" in policy


def test_without_a_copy_no_page_asks_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Assets, "has_local_htmx", False)
    for source in ("local", "cdn"):
        app = testing.make_app(tmp_path, htmx_source=source)
        assert not [tag for tag in scripts_of(app) if "made/" in tag]
