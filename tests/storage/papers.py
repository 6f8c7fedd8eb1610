"""PDFs as scanners, offices and attackers make them."""

from __future__ import annotations

import io
import random
import zlib
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream


def made(change: Callable[[Pdf], object] = lambda pdf: None, **options: object) -> bytes:
    """A page, changed."""
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        change(pdf)
        content = io.BytesIO()
        pdf.save(content, **options)
        return content.getvalue()


def scan(number: int) -> bytes:
    """A megabyte of picture, as a scanner writes it: every sequence of three bytes may stand in it."""

    def picture(pdf: Pdf) -> None:
        pixels = Stream(pdf, random.Random(number).randbytes(1_000_000))
        pixels.Type, pixels.Subtype, pixels.ColorSpace = Name.XObject, Name.Image, Name.DeviceGray
        pixels.Width, pixels.Height, pixels.BitsPerComponent = 1000, 1000, 8
        pdf.pages[0].Resources = Dictionary(XObject=Dictionary(Im0=pixels))

    return made(picture)


def office() -> bytes:
    """As LibreOffice exports: it opens on the first page's top, and tells readers the title."""

    def opened(pdf: Pdf) -> None:
        pdf.Root.OpenAction = Array([pdf.pages[0].obj, Name.XYZ, None, None, 0])
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        pdf.Root.Lang = "id-ID"

    return made(opened)


def script(pdf: Pdf) -> None:
    """Something runs when the file is opened."""
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def launch(pdf: Pdf) -> None:
    """A link on the page starts a program."""
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=Dictionary(S=Name.Launch, F="calc.exe"))
    pdf.pages[0].Annots = Array([link])


def embedded(pdf: Pdf) -> None:
    """Another file inside."""
    pdf.attachments["a.exe"] = b"MZ" * 50


def form(pdf: Pdf) -> None:
    """A form that only one maker's reader knows, and that may hold scripts."""
    pdf.Root.AcroForm = Dictionary(XFA=Stream(pdf, b"<xdp/>"), Fields=[])


def film(pdf: Pdf) -> None:
    """A film or a game on the page."""
    pdf.pages[0].Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.RichMedia, Rect=[0, 0, 9, 9])])


def calls_home(pdf: Pdf) -> None:
    """An address is asked for when the page is shown."""
    pdf.pages[0].AA = Dictionary(O=Dictionary(S=Name.URI, URI="https://contoh.id/"))


def named_scripts(pdf: Pdf) -> None:
    """Scripts that belong to the whole file."""
    action = Dictionary(S=Name.JavaScript, JS=Stream(pdf, b"app.alert(1)"))
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=["a", action]))


HIDDEN = pikepdf.ObjectStreamMode.generate
PLAIN = pikepdf.ObjectStreamMode.disable
LOCK = pikepdf.Encryption(owner="a", user="b")
OPEN_LOCK = pikepdf.Encryption(owner="a", user="")
ACTING = {
    "a script": made(script),
    "a script with a name in disguise": made(script, object_stream_mode=PLAIN).replace(
        b"/JavaScript", b"/Java#53cript"
    ),
    "a script in an object stream": made(named_scripts, object_stream_mode=HIDDEN),
    "a program to start": made(launch),
    "a file inside": made(embedded),
    "a form of scripts": made(form),
    "a film": made(film),
    "a call home": made(calls_home),
}


def many_pages(pdf: Pdf) -> None:
    """More pages than a paper of a village has."""
    for _number in range(300):
        pdf.add_blank_page()


def bomb() -> bytes:
    """A script in an object stream that fills the memory before it is read."""
    packed = zlib.compress(b"1 0 <</S/JavaScript>>" + b" " * 300_000_000, 9)
    parts = {
        2: b"<</Type/Catalog/Pages 3 0 R/X 1 0 R>>",
        3: b"<</Type/Pages/Kids[5 0 R]/Count 1>>",
        5: b"<</Type/Page/Parent 3 0 R/MediaBox[0 0 9 9]>>",
        4: b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed),
    }
    written, places = b"%PDF-1.5\n", {}
    for number, part in parts.items():
        places[number] = len(written)
        written += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    end = len(written)
    rows = [(0, 0, 255), (2, 4, 0), *((1, places[number], 0) for number in (2, 3, 4, 5)), (1, end, 0)]
    table = b"".join(bytes([kind]) + place.to_bytes(4, "big") + bytes([last]) for kind, place, last in rows)
    head = b"<</Type/XRef/Size 7/W[1 4 1]/Root 2 0 R/Length %d>>" % len(table)
    return written + b"6 0 obj\n%s stream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (head, table, end)
