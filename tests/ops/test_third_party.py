"""A third party's way, walked for real: from `portal new-plugin` to `pip uninstall`, in a clean environment.

The example of a sector is what `portal new-plugin` writes; that of a partnership type with a
table is `examples/portal-kembaran-kampus`. Nothing here asks a network.
"""

from __future__ import annotations

import json
import shutil
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.ops.environment import ROOT, Environment
from tests.ops.installation import Installation, prepare

pytestmark = [pytest.mark.sqlite, pytest.mark.slow]
WALK = Path(__file__).parent / "third_party_walk.py"
CHOOSING = "/kemitraan/pilih?pihak=2&lembaga=tidak&bidang=satu"  # the question that offers the sectors
Pages = dict[str, tuple[int, str]]


@dataclass
class Story:
    """What was seen with the plugins, and what without them, on the same data."""

    environment: Environment
    place: Installation
    sector: Path
    type: Path
    before: Pages
    listed: str
    without: Pages
    listed_without: str


@pytest.fixture(scope="module")
def story(environment: Environment, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """Both plugins installed, used, and taken away again."""
    folder = tmp_path_factory.mktemp("pihak-ketiga")
    sector, kind = folder / "portal-perikanan", folder / "portal-kembaran-kampus"
    bare = Installation(folder / "kosong", command=(str(environment.portal),))
    bare.environ.pop("PYTHONPATH", None)
    bare.ok("new-plugin", "perikanan", "--folder", str(sector))
    shutil.copytree(ROOT / "examples" / kind.name, kind)
    environment.pip("install", "-e", str(sector), "-e", str(kind))
    place = prepare(folder / "instance", command=(str(environment.portal),))
    place.environ.pop("PYTHONPATH", None)
    before = walked(environment, place, "write")
    listed = place.ok("plugins")
    tested = [environment.run("-m", "pytest", "-q", "-p", "no:cacheprovider", cwd=plugin) for plugin in (sector, kind)]
    assert all("passed" in output and "failed" not in output for output in tested), tested
    environment.pip("uninstall", "portal-perikanan", "portal-kembaran-kampus")
    without = walked(environment, place, "read")
    yield Story(environment, place, sector, kind, before, listed, without, place.ok("plugins"))


def walked(environment: Environment, place: Installation, how: str) -> Pages:
    """What people do and read, inside that environment."""
    return json.loads(environment.run(str(WALK), str(place.folder), how, cwd=place.folder))


def test_both_are_found_and_whole(story: Story) -> None:
    lines = {line.split()[0]: line for line in story.listed.splitlines()}
    assert "portal_sectors" in lines["perikanan"] and "0.1.0" in lines["perikanan"]
    assert "portal_partnership_types" in lines["kembaran_kampus"]
    assert "bermasalah" not in story.listed


def test_the_sector_is_everywhere(story: Story) -> None:
    for address in (
        "/kemitraan/baru", "/kemitraan", "/kemitraan?sektor=perikanan", CHOOSING, "/kemitraan/1",
        "/desa/35.02.19.2007", "/desa/35.02.19.2007/potensi",
    ):  # fmt: skip
        status, text = story.before[address]
        assert status == 200 and "Perikanan" in text, address
    assert "Keramba Telaga Ngebel" in story.before["/desa/35.02.19.2007"][1]
    assert "Ikan segar" in story.before["/kemitraan?sektor=perikanan"][1]
    page = story.before["/kemitraan/1"][1]
    assert "1.250,5" in page and "keluarga terlibat" in page
    assert "Penjualan bersama" in story.before["/kemitraan/1/sektor/panduan"][1]
    assert "Pasar Pon" in story.before["/kemitraan/1/sektor"][1]


def test_the_type_has_its_form_its_panel_its_page_and_its_table(story: Story) -> None:
    status, text = story.before["/kemitraan/2"]
    assert status == 200 and "Kembaran kampus" in text and "Pakan ikan: 12 mahasiswa" in text
    assert "Kelompok mahasiswa dicatat" in story.before["/kemitraan/2/riwayat"][1]
    assert story.place.rows("SELECT topic, students FROM kembaran_kampus_group") == [("Pakan ikan", 12)]
    assert story.place.rows("SELECT version_num FROM alembic_version_kembaran_kampus") == [("0001",)]


def test_taken_away_the_portal_lives_on_and_everything_stays_readable(story: Story) -> None:
    assert "perikanan" not in story.listed_without and "sector" in story.listed_without
    assert {address: status for address, (status, _text) in story.without.items() if status != 200} == {}
    assert "Ikan segar" in story.without["/kemitraan"][1]
    page = story.without["/kemitraan/1"][1]
    assert "Pasar Pon" in page and "Pembeli utama" in page, "values keep the names they were asked by"
    assert "Keramba Telaga Ngebel" in story.without["/desa/35.02.19.2007"][1]
    assert "Kampus" in story.without["/kemitraan/2"][1] and "Pertanian" in story.without["/kemitraan/2"][1]
    assert "Perikanan" not in story.without["/kemitraan/baru"][1]
    assert story.place.rows("SELECT topic FROM kembaran_kampus_group") == [("Pakan ikan",)]


def test_taken_away_the_server_starts_and_the_doctor_finds_nothing_dangerous(story: Story) -> None:
    assert "Plugin perikanan" not in story.place.run("doctor").stdout
    with story.place.served() as server:
        for path in ("/", "/kemitraan", "/desa?q=Ngebel"):
            with urllib.request.urlopen(f"{server.url}{path}", timeout=20) as answer:
                assert answer.status == 200, path
    assert "Riwayat utuh" in story.place.ok("audit", "verify")


def test_the_type_of_the_example_fits_on_a_few_pages(story: Story) -> None:
    sources = [path for path in (ROOT / "examples" / story.type.name / "src").rglob("*") if path.is_file()]
    assert len(sources) == 5
    assert sum(len(path.read_text(encoding="utf-8").splitlines()) for path in sources) < 150
