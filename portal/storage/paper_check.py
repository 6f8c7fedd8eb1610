"""Looks through a PDF for what can act. Runs alone, in a process with little memory and time and no secrets.

`python -P paper_check.py < file.pdf` ends with one of the codes below. qpdf reads what
strangers made: a file that exhausts or breaks it takes only this process down. A file
that qpdf had to mend comes back mended on standard output, so that every reader sees
what was looked at here; others stay as they are, with their electronic signatures.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Iterator
from io import BytesIO

import pikepdf

HARMLESS, BROKEN, LOCKED, ACTIVE, LARGE = range(10, 15)
MOST_PAGES = 300
MOST_OBJECTS = 200_000
MEMORY, INFLATED = 400 * 2**20, 100 * 2**20  # bytes
SECONDS = 15

ACTING_KEYS = {"/JS", "/JavaScript", "/XFA", "/EmbeddedFiles", "/EF", "/RichMediaContent", "/RichMediaSettings"}
ACTING_VALUES = {
    "/S": {"/JavaScript", "/Launch", "/RichMediaExecute", "/Rendition"},
    "/Type": {"/EmbeddedFile"},
    "/Subtype": {"/RichMedia", "/FileAttachment", "/3D"},
}
STARTS = {"/GoTo", "/Named"}  # what may happen by itself: showing a place in the same file


class _TooMany(Exception):
    """More in it than we look at."""


def verdict(content: bytes) -> tuple[int, bytes]:
    """What the file is, and the mended file when it needed mending."""
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            if pdf.is_encrypted:
                return LOCKED, b""
            if not pdf.pages:
                return BROKEN, b""
            if len(pdf.pages) > MOST_PAGES:
                return LARGE, b""
            if any(_acts(item) for item in _everything(pdf)):
                return ACTIVE, b""
            warnings = pdf.get_warnings()  # asking empties the list
            if any("limit exceeded" in warning for warning in warnings):
                return LARGE, b""  # a part was not read, so it was not looked at
            return HARMLESS, _written_anew(pdf) if warnings else b""
    except pikepdf.PasswordError:
        return LOCKED, b""
    except (_TooMany, MemoryError):
        return LARGE, b""
    except Exception:  # whatever a made-up file brings about
        return BROKEN, b""


def _everything(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every dictionary of the file, also those inside other things."""
    waiting: list[pikepdf.Object] = [pdf.trailer, *pdf.objects]
    looked_at = 0
    while waiting:
        looked_at += 1
        if looked_at > MOST_OBJECTS:
            raise _TooMany
        item = waiting.pop()
        if isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)):
            yield item
            inside = [value for _name, value in item.items()]
        elif isinstance(item, pikepdf.Array):
            inside = list(item)
        else:
            continue
        waiting += [part for part in inside if isinstance(part, pikepdf.Object) and not part.is_indirect]


def _acts(item: pikepdf.Object) -> bool:
    """Whether this dictionary is, or names, something that can act."""
    keys = set(item.keys())
    if keys & ACTING_KEYS:
        return True
    if any(str(item[key]) in ACTING_VALUES[key] for key in keys & ACTING_VALUES.keys()):
        return True
    if "/OpenAction" in keys and not _only_shows(item["/OpenAction"]):
        return True
    return "/AA" in keys and not all(_only_shows(action) for action in _values(item["/AA"]))


def _only_shows(action: object) -> bool:
    """Whether what happens by itself is no more than to show a place in the file."""
    if not isinstance(action, pikepdf.Dictionary):
        return True  # a destination
    return str(action.get("/S")) in STARTS and "/Next" not in action


def _values(dictionary: object) -> list[object]:
    return [value for _name, value in dictionary.items()] if isinstance(dictionary, pikepdf.Dictionary) else []


def _written_anew(pdf: pikepdf.Pdf) -> bytes:
    made = BytesIO()
    pdf.save(made)
    return made.getvalue()


def main() -> int:
    """Read the file from standard input, within the limits."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    pikepdf.settings.set_qpdf_limits(flate_max_memory=INFLATED, run_length_max_memory=INFLATED, doc_max_warnings=1000)
    code, mended = verdict(sys.stdin.buffer.read())
    sys.stdout.buffer.write(mended)
    return code


if __name__ == "__main__":
    sys.exit(main())
