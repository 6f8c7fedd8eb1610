"""A nagari reads of its wali nagari; nobody's own text is changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask_babel import force_locale, gettext

from portal import testing
from portal.contracts import Terms, say
from portal.web.local_terms import localised, speak_as

NAGARI = Terms(
    village="Nagari", village_head="Wali Nagari", village_council="Bamus Nagari", village_meeting="Musyawarah Nagari"
)


@pytest.mark.parametrize(
    ("standard", "local"),
    [
        ("Kepala Desa menandatangani.", "Wali Nagari menandatangani."),
        ("kepala desa dan warga desa", "wali nagari dan warga nagari"),
        ("Musyawarah desa belum sepakat.", "Musyawarah nagari belum sepakat."),
        ("BPD menyelenggarakan", "Bamus Nagari menyelenggarakan"),
        ("Dana Desa dan Indeks Desa", "Dana Desa dan Indeks Desa"),
        ("Portal Kemitraan Desa", "Portal Kemitraan Desa"),
        ("pedesaan", "pedesaan"),
    ],
)
def test_our_sentences_say_the_local_terms(standard: str, local: str) -> None:
    assert localised(standard, NAGARI) == local


@pytest.mark.sqlite
def test_an_installation_speaks_its_own_terms_on_every_page(tmp_path: Path) -> None:
    app = testing.make_app(tmp_path, terms=NAGARI)
    with app.test_request_context("/"):
        assert gettext("Kepala Desa") == "Wali Nagari"
        assert str(say("Musyawarah desa %(p)s belum menyepakati kerja sama.", p="Kepala Desa")) == (
            "Musyawarah nagari Kepala Desa belum menyepakati kerja sama."
        )
        with force_locale("en"):
            assert "Wali" not in gettext("Kepala Desa")
    testing.close_database(app)


@pytest.mark.sqlite
def test_one_request_may_speak_as_one_village(tmp_path: Path) -> None:
    app = testing.make_app(tmp_path)
    with app.test_request_context("/"):
        assert gettext("Kepala Desa") == "Kepala Desa"
        speak_as(NAGARI)
        assert gettext("Kepala Desa") == "Wali Nagari"
    testing.close_database(app)
