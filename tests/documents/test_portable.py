"""Whole-partnership files: what leaves one portal arrives whole in another, and only what every party may read leaves.

The samples stand for both portals: a file is taken in under another name of its partnership, beside the original,
whose rows have taken the first numbers.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient
from sample_places import load_places_of_the_samples
from sqlalchemy import func, select, text, update

from portal import cli_partnerships, clock, demo, storage, testing
from portal.coordination.discussion.models import Post, PostFile, Thread
from portal.coordination.interests.models import Matter
from portal.coordination.proposals.models import Proposal
from portal.db import db, transactional
from portal.demo import people
from portal.documents.portable import exporting, package, service
from portal.documents.portable.opening import Opened
from portal.errors import Invalid, NotAllowed
from portal.monitoring.feedback.models import Feedback
from portal.monitoring.measurements.models import Measurement
from portal.partnerships.models import Attachment, Partnership
from portal.permissions import SYSTEM, Actor, HeldOffice, OfficeKind
from portal.planning.commitments.models import CommitmentAnswer
from portal.planning.programme.models import Photo, Progress

pytestmark = pytest.mark.sqlite  # it adds areas, which tests on PostgreSQL share
CHANNEL, EIGHT = 1, 11


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A portal with all sample data, some private things, and a photo."""
    folder = tmp_path_factory.mktemp("portable")
    app = testing.make_app(folder)
    testing.create_schema(app)
    with app.test_request_context():
        load_places_of_the_samples(folder / "areas")
        demo.load()
        add_private_things(app)
    yield app
    testing.close_database(app)


@pytest.fixture
def context(samples: Flask) -> Iterator[Flask]:
    with samples.test_request_context():
        yield samples


@transactional
def add_private_things(app: Flask) -> None:
    """What no file may hold, and two photos: one of a progress, one of a post that is hidden."""
    progress, thread = (
        db.session.scalars(select(Progress).join(Progress.activity).filter_by(partnership_id=EIGHT)).first(),
        db.session.scalars(select(Thread).where(Thread.partnership_id == EIGHT)).first(),
    )
    assert progress is not None and thread is not None
    hidden = Post(
        partnership_id=EIGHT, thread_id=thread.id, text="RAHASIA-tulisan", html="<p>RAHASIA-tulisan</p>", searched="r",
        written_at=clock.now(), written_by="Kepala Desa", hidden_at=clock.now(), hidden_why="kasar",
    )  # fmt: skip
    shown, closed = (photo_of(app, name) for name in ("pemandu.jpg", "RAHASIA-foto.jpg"))
    db.session.add_all([hidden, shown, closed])
    db.session.flush()
    db.session.add_all([Photo(progress_id=progress.id, attachment_id=shown.id)])
    db.session.add_all([PostFile(post_id=hidden.id, attachment_id=closed.id)])
    db.session.execute(update(Feedback).values(contact="RAHASIA-0812"))
    measured = db.session.scalars(select(Measurement).where(Measurement.partnership_id == EIGHT)).first()
    assert measured is not None
    measured.state, measured.note = "draft", "RAHASIA-konsep"


def photo_of(app: Flask, name: str) -> Attachment:
    from PIL import Image

    made = io.BytesIO()
    Image.new("RGB", (40, 30), (20, 120, 90)).save(made, "JPEG")
    made.seek(0)
    kept = storage.store(app.extensions["portal.settings"].files, made, name, 10**6)
    return Attachment(
        partnership_id=EIGHT, stored_name=kept.name, original_name=kept.original_name, media_type=kept.media_type,
        size=kept.size, sha256=kept.sha256, added_at=clock.now(), added_by_office="Kepala Desa",
    )  # fmt: skip


def exported(number: int, path: Path) -> dict[str, Any]:
    with open(path, "wb") as stream:
        return exporting.write(db.session.get_one(Partnership, number), stream)


def from_elsewhere(path: Path, uid: str = "f" * 64, change: Callable[[dict[str, bytes]], None] | None = None) -> Path:
    """The same file as another portal would have written it: another name for the partnership, and a change."""
    with zipfile.ZipFile(path) as whole:
        members = {name: whole.read(name) for name in whole.namelist()}
    manifest = json.loads(members.pop(package.MANIFEST))
    if change:
        change(members)
    kept = {name: {"sha256": hashlib.sha256(body).hexdigest(), "size": len(body)} for name, body in members.items()}
    manifest |= {"uid": uid, "members": kept, "content_sha256": package.content_sha256(kept)}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, body in members.items():
            made.writestr(name, body)
        made.writestr(package.MANIFEST, json.dumps(manifest))
    return path


def taken(path: Path, actor: Actor = SYSTEM) -> Partnership:
    opened = Opened(path)
    try:
        return service.take_over(actor, service.prepared(actor, opened))
    finally:
        opened.close()


def rewritten(table: str, old: str, new: str) -> Callable[[dict[str, bytes]], None]:
    def change(members: dict[str, bytes]) -> None:
        body = members[package.data_member(table)].decode()
        assert old in body
        members[package.data_member(table)] = body.replace(old, new, 1).encode()

    return change


@pytest.mark.parametrize("number", [EIGHT, CHANNEL])
def test_a_copy_written_again_is_the_same_file_byte_for_byte(context: Flask, tmp_path: Path, number: int) -> None:
    first, again, second = (tmp_path / f"{name}.zip" for name in ("a", "again", "b"))
    there = exported(number, first)
    assert exported(number, again)["members"] == there["members"], "the same content makes the same bytes"
    copy = taken(from_elsewhere(first, uid=f"{number:064d}"))
    assert copy.id > EIGHT and not copy.is_public and "Portal Kemitraan Desa" in copy.copied_from
    here = exported(copy.id, second)
    assert here["members"] == there["members"], "data, pages, history and files"
    assert len(here["path"]) == 2 and here["uid"] == f"{number:064d}"
    checks = context.extensions["portal.audit_checks"]
    assert [sentence for check in checks for sentence in check()] == [], "every frozen text is still proven"
    link = text("SELECT link FROM commitment WHERE partnership_id = :copy AND link <> ''")
    (address,) = db.session.scalars(link, {"copy": copy.id})
    activity = text("SELECT partnership_id FROM activity WHERE id = :number")
    assert db.session.scalar(activity, {"number": int(address.rsplit("/", 1)[1])}) == copy.id
    with pytest.raises(Invalid, match="sudah ada"):
        taken(first)


def test_what_is_not_every_partys_to_read_is_in_no_file(context: Flask, tmp_path: Path) -> None:
    for number in (CHANNEL, EIGHT):
        exported(number, tmp_path / "a.zip")
        with zipfile.ZipFile(tmp_path / "a.zip") as whole:
            everything = b"\n".join(whole.read(name) for name in whole.namelist()).decode("utf-8", "replace")
            assert not any("RAHASIA" in name for name in whole.namelist())
        assert "RAHASIA" not in everything
        titles = db.session.scalars(select(Matter.title).where(Matter.partnership_id == number))
        unseen = select(Proposal.title).where(Proposal.partnership_id == number, Proposal.is_hidden)
        hidden = db.session.scalars(unseen.where(Proposal.state == "open"))
        for title in (*titles, *hidden):
            assert f'"title":"{title}"' not in everything
        assert "actor_id" not in everything and "archived_by_id" not in everything
        assert "Akun, nomor telepon" in everything


def test_a_file_can_be_read_on_a_telephone_without_a_portal(context: Flask, tmp_path: Path) -> None:
    manifest = exported(EIGHT, tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as whole:
        front = whole.read(package.README).decode()
        pages = {name: whole.read(name).decode() for name in whole.namelist() if name.endswith(".html")}
    assert all(f'href="{name}"' in front for name in pages if name != package.README)
    files = [name for name in manifest["members"] if name.startswith(package.FILES)]
    assert any("pemandu" in name for name in files) and all(f'href="{name}"' in front for name in files)
    assert "pukul" in pages["halaman/rapat.html"] and ":00+00:00" not in pages["halaman/rapat.html"]
    assert "Menyiapkan lahan untuk pekerjaan bersama" in pages["halaman/janji.html"]
    assert "Wagir Lor" in pages["halaman/hasil.html"] and "Rp" in pages["halaman/uang.html"]
    for page in pages.values():
        assert "<script" not in page and "http" not in page.replace("https://www.w3.org", "") and 'lang="id"' in page


def test_the_guide_names_all_that_is_left_out_and_every_part_of_the_file(context: Flask, tmp_path: Path) -> None:
    guide = (Path(__file__).parents[2] / "docs" / "berkas-kemitraan.md").read_text(encoding="utf-8")
    listed = guide.partition("## Yang tidak dibawa")[2].strip().splitlines()
    assert set(listed) == {f"- {why}" for why in exporting.left_out_words()}
    manifest = exported(EIGHT, tmp_path / "a.zip")
    for name in (*manifest["members"], package.MANIFEST):
        folder, slash, _file = name.partition("/")
        assert f"`{folder}{slash}" in guide, name


def test_a_file_that_does_not_fit_leaves_nothing_behind(context: Flask, tmp_path: Path) -> None:
    exported(EIGHT, tmp_path / "whole.zip")
    whole = (tmp_path / "whole.zip").read_bytes()
    before = counts()
    for place, (table, old, new) in enumerate(
        (
            ("activity", '"status":"', '"status":"x'),
            ("activity", '"party_id":', '"party_id":99'),
            ("party", "35.02.19.2007", "99.99.99.2007"),
            ("partnership", '"title":"', '"title":"' + "x" * 200),
            ("plan_baseline", '"text":"{', '"text":"{ '),
            ("agreement", '"scope":"Usaha', '"scope":"Palsu'),
            ("attachment", '"size":', '"size":9'),
            ("measurement", '"id":1,', '"id":2,'),
            ("meeting", '"confirm_days":', '"confirm_days":9'),
            ("agreement", '"content":{', '"content":{"rights":5,'),
        )
    ):
        path = tmp_path / f"{place}.zip"
        path.write_bytes(whole)
        from_elsewhere(path, uid=f"{place}" * 64, change=rewritten(table, old, new))
        with pytest.raises(Exception) as caught:  # noqa: PT011 (a sentence, or the database's own refusal)
            taken(path)
        assert isinstance(caught.value, Invalid), (table, caught.value)
        db.session.rollback()
        assert counts() == before, table


def test_what_a_portal_has_no_place_for_is_named_and_left_in_the_file(context: Flask, tmp_path: Path) -> None:
    exported(CHANNEL, tmp_path / "a.zip")

    def of_a_plugin(members: dict[str, bytes]) -> None:
        members["data/warga_group.jsonl"] = b'{"id":1}\n'

    opened = Opened(from_elsewhere(tmp_path / "a.zip", uid="e" * 64, change=of_a_plugin))
    assert service.look(SYSTEM, opened).contents.unknown == ("warga_group",)
    opened.close()


def test_an_address_in_a_file_leads_to_a_page_or_nowhere(context: Flask, tmp_path: Path) -> None:
    exported(CHANNEL, tmp_path / "a.zip")
    for place, (typed, kept) in enumerate(
        (
            ("javascript:alert(1)", ""),
            ("//jahat.example/x", ""),
            ("https://contoh.desa.id/a", "https://contoh.desa.id/a"),
        )
    ):
        path = tmp_path / f"{place}.zip"
        path.write_bytes((tmp_path / "a.zip").read_bytes())
        change = rewritten("commitment_answer", '"proof_link":""', f'"proof_link":"{typed}"')
        from_elsewhere(path, uid=f"{place}b" * 32, change=change)
        copy = taken(path)
        first = (
            select(func.min(CommitmentAnswer.id)).join(CommitmentAnswer.commitment).filter_by(partnership_id=copy.id)
        )
        assert db.session.get_one(CommitmentAnswer, db.session.scalar(first)).proof_link == kept


def test_a_village_takes_over_only_what_it_takes_part_in(context: Flask, tmp_path: Path) -> None:
    exported(CHANNEL, tmp_path / "a.zip")
    path = from_elsewhere(tmp_path / "a.zip", uid="d" * 64)
    stranger = HeldOffice(1, OfficeKind.VILLAGE_OPERATOR, "Operator Ngrogung", ("35.02.19.2001",))
    with pytest.raises(NotAllowed):
        taken(path, Actor(1, "Orang", stranger, (stranger,)))
    with pytest.raises(NotAllowed):
        council = HeldOffice(1, OfficeKind.COUNCIL_MEMBER, "BPD Ngebel", ("35.02.19.2007",))
        taken(path, Actor(1, "Orang", council, (council,)))
    exported(CHANNEL, tmp_path / "own.zip")
    with pytest.raises(Invalid, match="sudah ada"):
        taken(tmp_path / "own.zip")


def test_a_head_takes_a_file_away_and_brings_one_in_a_few_taps(samples: Flask, tmp_path: Path) -> None:
    client = samples.test_client()
    testing.post(client, "/masuk", {"username": "kades.ngebel", "password": people.PASSWORD})
    here = f"/kemitraan/{CHANNEL}/berkas-kemitraan"
    assert f'{here}/unduh"' in client.get(here).text
    download = client.get(f"{here}/unduh")
    assert download.mimetype == "application/zip" and "no-store" in download.headers["Cache-Control"]
    (tmp_path / "a.zip").write_bytes(download.data)
    looked = brought(client, from_elsewhere(tmp_path / "a.zip", uid="c" * 64))
    page = client.get(looked).text
    assert "Saluran irigasi" in page and "Sempu" in page and "Salin ke portal ini" in page
    answer = testing.post(client, looked)
    assert answer.status_code == 303
    copy = answer.headers["Location"].partition("?")[0]
    assert "Disalin dari" in client.get(copy).text
    assert client.get(looked).status_code == 404, "it is not kept longer than it is needed"
    earlier = client.get(f"{copy}/berkas-kemitraan/riwayat-asal").text
    assert 'class="history"' in earlier and "Portal Kemitraan Desa" in earlier
    shown = ("naskah/1", "rencana", "rencana/kesepakatan/2", "usulan", "hasil", "riwayat", "berkas-kemitraan")
    for page_of_it in shown:
        assert client.get(f"{copy}/{page_of_it}").status_code == 200, page_of_it
    again = brought(client, tmp_path / "a.zip")
    assert "sudah ada di sini" in client.get(again).text and testing.post(client, again).status_code == 422
    refused = testing.post(client, "/kemitraan/salinan", {"file": (io.BytesIO(b"PK"), "b.zip")})
    assert refused.status_code == 422 and "rusak" in refused.text


def test_an_operator_writes_and_takes_files_at_the_command_line(
    context: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli_partnerships, "opened_app", lambda: nullcontext(context))
    path, run = tmp_path / "a.zip", CliRunner().invoke
    assert "Saluran irigasi" in run(cli_partnerships.partnership, ["export", str(CHANNEL), str(path)]).output
    assert "sudah ada" in run(cli_partnerships.partnership, ["export", str(CHANNEL), str(path)]).output
    assert "Tidak ada" in run(cli_partnerships.partnership, ["export", "999999", str(tmp_path / "b.zip")]).output
    from_elsewhere(path, uid="7" * 64)
    done = run(cli_partnerships.partnership, ["import", str(path)])
    assert done.exit_code == 0 and "disalin sebagai kemitraan nomor" in done.output
    again = run(cli_partnerships.partnership, ["import", str(path)])
    assert again.exit_code == 1 and "sudah ada di sini" in again.output
    path.write_bytes(b"PK")
    assert "rusak" in run(cli_partnerships.partnership, ["import", str(path)]).output


def brought(client: FlaskClient, path: Path) -> str:
    answer = testing.post(client, "/kemitraan/salinan", {"file": (io.BytesIO(path.read_bytes()), "kemitraan.zip")})
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def counts() -> dict[str, int]:
    return {
        table.name: db.session.scalar(select(func.count()).select_from(table)) or 0
        for table in db.metadata.sorted_tables
        if not table.name.startswith("area")
    }
