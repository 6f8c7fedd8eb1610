"""Whether an uploaded file is a plain Word document: nothing in it runs, reaches out, or bursts when it is unpacked.

A DOCX is a zip of XML. All of it is looked at before any part of it is given to a library.
"""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from xml.etree.ElementTree import ParseError, XMLParser

from ...contracts import Text, say

MOST_BYTES = 2 * 1024 * 1024
MOST_UNPACKED = 20 * 1024 * 1024  # bytes
MOST_PARTS = 200
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_PARTS = ("[Content_Types].xml", "_rels/.rels", "word/document.xml")
_ENDINGS = ("xml", "rels", "png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "emf", "wmf", "svg", "odttf", "ttf")
_RUNS = re.compile(r"vba|macros?/|activex|oleobject|embeddings/|customui", re.IGNORECASE)
_MACRO_TYPE = re.compile(rb"macroEnabled|vbaProject|ms-office\.activeX|oleObject", re.IGNORECASE)
_DECLARES = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_EXTERNAL = re.compile(rb"""TargetMode\s*=\s*["']\s*External""", re.IGNORECASE)
# A link that a reader may click, as in the address line of a letterhead; it is not fetched when the paper is opened.
_LINK = re.compile(rb"""Type\s*=\s*["'][^"']*/hyperlink["']""", re.IGNORECASE)
_LINK_TARGET = re.compile(rb"""Target\s*=\s*["'](https?://|mailto:)""", re.IGNORECASE)
_REACHES_OUT = re.compile(rb"\b(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|LINK|MACROBUTTON|IMPORT|QUOTE\s+\d)\b")
_CODE = re.compile(rb"""<w:instrText\b[^>]*>([^<]*)|<w:fldSimple\b[^>]*\bw:instr\s*=\s*["']([^"']*)""")
_EMBEDS = re.compile(rb"<(?:\w+:)?(altChunk|object|control|OLEObject|subDoc)\b")


def faults_of(content: bytes) -> list[Text]:
    """Sentences about what makes these bytes no document that may become a template; none when it may."""
    if len(content) > MOST_BYTES:
        return [say("Berkas terlalu besar: templat paling besar 2 MB. Kecilkan gambar kop suratnya.")]
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return _names(archive) or _parts(archive)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError):
        return [NO_DOCUMENT]
    except Exception as error:  # a made-up zip raises whatever its unpacker meets, zlib.error among others
        if type(error).__module__ not in ("zlib", "lzma", "struct"):
            raise
        return [NO_DOCUMENT]


NO_DOCUMENT = say("Berkas ini bukan dokumen Word (.docx) yang utuh. Simpan ulang sebagai .docx, lalu pilih lagi.")


def _names(archive: zipfile.ZipFile) -> list[Text]:
    infos = archive.infolist()
    names = [info.filename for info in infos]
    if len(infos) > MOST_PARTS:
        return [say("Berkas ini terdiri atas terlalu banyak bagian (paling banyak %(most)s).", most=MOST_PARTS)]
    if sum(info.file_size for info in infos) > MOST_UNPACKED:
        return [TOO_LARGE]
    if any(info.flag_bits & 1 for info in infos):
        return [say("Berkas ini dikunci dengan kata sandi. Simpan tanpa kata sandi, lalu pilih lagi.")]
    if any(name not in names for name in _PARTS) or len(set(names)) != len(names):
        return [NO_DOCUMENT]
    if any(".." in name or "\\" in name or name.startswith("/") for name in names):
        return [NO_DOCUMENT]
    running = [name for name in names if _RUNS.search(name)]
    if running:
        return [say("Berkas ini berisi makro atau benda tertanam (%(name)s). Hapus dulu.", name=running[0][:80])]
    strange = [name for name in names if not name.endswith("/") and name.rpartition(".")[2].lower() not in _ENDINGS]
    if strange:
        return [say("Bagian “%(name)s” tidak dikenal dalam dokumen Word biasa. Hapus dulu.", name=strange[0][:80])]
    return []


TOO_LARGE = say("Isi berkas ini terlalu besar bila dibuka (paling besar 20 MB). Kecilkan gambarnya.")


def _parts(archive: zipfile.ZipFile) -> list[Text]:
    faults: list[Text] = []
    left = MOST_UNPACKED
    for info in archive.infolist():
        with archive.open(info) as file:
            part = file.read(left + 1)  # what a zip says of its own sizes is not believed
        left -= len(part)
        if left < 0:
            return [TOO_LARGE]
        if info.filename.rpartition(".")[2].lower() in ("xml", "rels", "svg"):
            faults += _of_part(info.filename, part)
    return list(dict.fromkeys(faults))


def _of_part(name: str, part: bytes) -> list[Text]:
    if _DECLARES.search(part) or not _is_well_formed(part):
        return [NO_DOCUMENT]
    if name == "[Content_Types].xml":
        if _MACRO_TYPE.search(part):
            return [say("Berkas ini berisi makro atau benda tertanam (%(name)s). Hapus dulu.", name=name)]
        return [] if MAIN in part else [NO_DOCUMENT]
    if name.endswith(".rels"):
        return [say("Dokumen ini memanggil berkas dari luar. Sisipkan gambarnya ke dalam dokumen.")] * _reaches_out(
            part
        )
    if embedded := _EMBEDS.search(part):
        return [say("Berkas ini berisi benda tertanam (%(name)s). Hapus dulu.", name=embedded[1].decode())]
    codes = b" ".join(b"".join(found) for found in _CODE.findall(part))
    if called := _REACHES_OUT.search(codes):
        return [say("Dokumen ini memakai perintah Word “%(name)s”. Hapus dulu.", name=called[1].decode())]
    return []


def _reaches_out(relations: bytes) -> bool:
    external = [found for found in _RELATION.findall(relations) if _EXTERNAL.search(found)]
    return any(not (_LINK.search(found) and _LINK_TARGET.search(found)) for found in external)


def _is_well_formed(part: bytes) -> bool:
    """Whether this is XML in UTF-8; another encoding would hide from what is searched for above."""
    try:
        part.decode("utf-8-sig")
        if re.search(rb"""^[^>]*encoding\s*=\s*["'](?!utf-8["'])""", part[:200], re.IGNORECASE):
            return False
        parser = XMLParser()
        parser.feed(part)
        parser.close()
    except (UnicodeDecodeError, ParseError, ValueError):
        return False
    return True
