"""Templates are read and filled in a process of their own, which is ended when it takes too long or too much."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ...contracts import Text, say
from . import facts

CHILD = Path(__file__).with_name("child.py")
SECONDS = 15  # of the clock; the child's own bound is in seconds of work
AT_ONCE = 2
_places = threading.BoundedSemaphore(AT_ONCE)


class NotFilled(Exception):
    """A template could not be read or filled; `faults` are sentences for people."""

    def __init__(self, *faults: Text) -> None:
        super().__init__(*(str(fault) for fault in faults))
        self.faults = faults


def faults_in(template: bytes) -> list[Text]:
    """What is wrong with the placeholders of a document, each with its paragraph; `NotFilled` when it is unreadable."""
    found, _nothing = _run(template, {"fill": False})
    return [told(fault) for fault in found]


def fill(template: bytes, values: Mapping[str, Any], body: bytes, title: str) -> bytes:
    """The DOCX that a template gives with these facts and the paper's own text; raises `NotFilled`."""
    task = {"fill": True, "facts": dict(values), "title": title}
    found, content = _run(template, task, body)
    if found or content is None:
        raise NotFilled(*(told(fault) for fault in found))
    return content


def told(fault: Mapping[str, Any]) -> Text:
    """A fault as a sentence: where it stands, what stands there, what is wrong, what may be meant."""
    said = _WRONG[fault["code"]]
    what = say(said.text, name=fault["name"])
    if not fault["part"]:
        return what
    if fault["near"]:
        what = say("%(what)s Mungkin maksudnya: %(near)s.", what=what, near=fault["near"])
    where = _PARTS[fault["part"].rstrip("0123456789")]
    return say(
        "%(where)s, paragraf %(number)s (“%(there)s”): %(what)s",
        where=where, number=fault["paragraph"], there=fault["text"] or "…", what=what,
    )  # fmt: skip


_PARTS = {
    "document": say("Isi dokumen"),
    "header": say("Kepala halaman"),
    "footer": say("Kaki halaman"),
    "footnotes": say("Catatan kaki"),
}
_WRONG = {
    "unknown": say("nama “%(name)s” tidak dikenal."),
    "listed": say("“%(name)s” ada pada tiap butir daftar: tulis di antara for dan endfor, seperti contohnya."),
    "private": say("nama “%(name)s” tidak boleh dipakai."),
    "forbidden": say("“%(name)s” tidak boleh dipakai dalam templat."),
    "filter": say("pengubah “%(name)s” tidak dikenal."),
    "not_text": say("“%(name)s” berisi beberapa hal, jadi tidak dapat ditulis langsung; sebut bagiannya."),
    "not_list": say("“%(name)s” bukan daftar, jadi tidak dapat diulang dengan for."),
    "nested": say("pengulangan di dalam pengulangan paling banyak dua tingkat."),
    "prefix": say("tulis tanpa huruf “%(name)s” di depan namanya."),
    "alone": say("“%(name)s” berdiri sendiri dalam satu paragraf di isi dokumen, tanpa kata lain."),
    "twice": say("“%(name)s” dipakai lebih dari sekali; cukup satu kali."),
    "syntax": say(
        "penulisan ini tidak dapat dibaca. Periksa tanda kurung kurawal, dan bahwa tiap for atau if ditutup."
    ),
}


def _run(
    template: bytes, task: Mapping[str, Any], body: bytes | None = None
) -> tuple[list[dict[str, Any]], bytes | None]:
    if not _places.acquire(timeout=SECONDS):
        raise NotFilled(say("Portal sedang mengerjakan templat lain. Coba lagi sebentar lagi."))
    try:
        with tempfile.TemporaryDirectory(prefix="templat-") as name:
            folder = Path(name)
            whole = {**task, "schema": facts.SCHEMA, "filters": facts.FILTER_NAMES, "path": sys.path}
            (folder / "task.json").write_text(json.dumps(whole), "utf-8")
            (folder / "template.docx").write_bytes(template)
            if body is not None:
                (folder / "body.docx").write_bytes(body)
            _wait_for_child(folder)
            return _result(folder)
    finally:
        _places.release()


def _wait_for_child(folder: Path) -> None:
    command = [sys.executable, "-I", str(CHILD), str(folder)]
    try:
        subprocess.run(
            command,
            timeout=SECONDS,
            check=False,
            cwd=folder,
            env={"LANG": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired as error:
        raise NotFilled(TOO_LONG) from error


TOO_LONG = say("Templat ini terlalu lama atau terlalu besar untuk diisi, jadi dihentikan. Tidak ada yang berubah.")


def _result(folder: Path) -> tuple[list[dict[str, Any]], bytes | None]:
    """What the child left; one that was ended, or died, left nothing."""
    report, made = folder / "result.json", folder / "result.docx"
    if not report.exists():
        raise NotFilled(TOO_LONG)
    return json.loads(report.read_text("utf-8")), made.read_bytes() if made.exists() else None
