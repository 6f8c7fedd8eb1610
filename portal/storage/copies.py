"""Files that another portal made harmless already: looked at again, and taken as they are or not at all.

A copy has the fingerprint that is on record for it, so nothing of it may be written anew.
"""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from ..contracts import say
from . import papers, pictures
from .refusal import Refused

ENDINGS = {
    "image/jpeg": ".jpg",
    "application/pdf": ".pdf",
    "application/octet-stream": ".docx",  # as `storage.MADE` keeps them
}
MOST_PARTS, MOST_BYTES = 1000, 50 * 2**20  # of a DOCX
_ACTS = re.compile(r"vba|macro|activex|embeddings|\.bin$", re.I)
_OUTSIDE = re.compile(rb"<Relationship\b[^>]*>")


def ending_of(content: bytes, media_type: str) -> str:
    """The ending of a file's name, when it is what it says and harmless as it is; `Refused` otherwise."""
    checks = {"image/jpeg": _is_plain_photo, "application/pdf": _is_plain_pdf}
    check = checks.get(media_type, _is_plain_docx)
    if media_type not in ENDINGS or not check(content):
        raise Refused(say("Satu berkas terlampir bukan foto, PDF, atau surat yang aman, jadi tidak dapat diterima."))
    return ENDINGS[media_type]


def _is_plain_photo(content: bytes) -> bool:
    """A JPEG as the portal makes them: small, without what a camera adds, and nothing behind its end."""
    from PIL import Image  # it is large, and few requests need it

    try:
        with Image.open(BytesIO(content), formats=("JPEG",)) as image:
            small = max(image.size) <= pictures.LONGEST_SIDE
            if small:
                image.load()
            return small and not image.getexif() and content.endswith(b"\xff\xd9")
    except Exception:  # decoders raise whatever a made-up file brings about
        return False


def _is_plain_pdf(content: bytes) -> bool:
    return papers.harmless(content) == content


def _is_plain_docx(content: bytes) -> bool:
    """A DOCX without macros, embedded files, or anything that is fetched from elsewhere when it is opened."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            parts = package.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
                return False
            if any(_ACTS.search(part.filename) for part in parts) or "word/document.xml" not in package.namelist():
                return False
            links = [package.read(part) for part in parts if part.filename.endswith(".rels")]
    except Exception:  # whatever a made-up file brings about
        return False
    outside = [tag for text in links for tag in _OUTSIDE.findall(text) if b"External" in tag]
    return all(b"/hyperlink" in tag for tag in outside)
