"""The file for a hall without signal: one HTML file with everything in it, to be typed in or printed.

It is only ever downloaded. Its script and style stand in it, each allowed by its hash and nothing else: it
loads nothing, sends nothing, and runs no text that people typed.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from flask import render_template
from flask_babel import gettext as _
from markupsafe import Markup

from . import sheet_file

TEMPLATE = "coordination/meetings/papers/hall.html"


def made(context: Mapping[str, Any]) -> tuple[str, str]:
    """The file for the sheets' context of a meeting, and the policy it is to be served with."""
    style, script = _part("hall.css"), _part("hall.js")
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'; "
        "form-action 'none'"
    )
    body = render_template(TEMPLATE, **context)
    title = Markup.escape(context["meeting"].title)
    return (
        '<!doctype html>\n<html lang="id">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n{body}\n"
        f'<script type="application/json" id="from">{_as_json(_from(context))}</script>\n'
        f"<script>{script}</script>\n</body>\n</html>\n",
        policy,
    )


def _from(context: Mapping[str, Any]) -> dict[str, Any]:
    """What the script knows of the meeting: from which version the file was made, and who is expected."""
    meeting = context["meeting"]
    return {
        "format": sheet_file.FORMAT,
        "meeting": meeting.id,
        "version": meeting.version,
        "expected": [_expected(village) for village in context["villages"]],
        "words": {
            "nameless": _("Ada yang dicentang hadir tetapi namanya kosong."),
            "outcome": _("Acara # sudah ditulisi; pilih hasilnya."),
            "decision": _("Acara # diputuskan; tulis keputusannya."),
            "count": _("Acara #: jumlah suara ditulis dengan angka, 0 sampai 999."),
            "saved": _("Tersimpan sebagai berkas. Bawa ke tempat yang ada sinyal, lalu unggah di halaman rapat."),
        },
    }


def _expected(village: Any) -> dict[str, Any]:
    answer = village.expected
    return {
        "party": village.party.id,
        "name": answer.person_name if answer else "",
        "mandate": answer.mandate_number if answer else "",
        "here": False,
    }


def _as_json(whole: dict[str, Any]) -> str:
    """JSON that cannot end the element it stands in."""
    text = json.dumps(whole, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _part(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
