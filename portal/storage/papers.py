"""PDFs: looked through by `paper_check`, in a process of its own, before one is taken."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

from ..contracts import Sentence, say
from .refusal import Refused

_CHECK = Path(__file__).with_name("paper_check.py")
_LONGEST = 30.0  # seconds; the check itself may compute for fifteen
_HARMLESS = 10
_one_at_a_time = threading.Lock()  # each check may take much memory


def harmless(content: bytes) -> bytes:
    """The PDF as it is, or mended where readers would have to mend it; `Refused` when it can act."""
    if b"%%EOF" not in content[-2048:]:
        raise Refused(_sentence(11))
    code, mended = _look_through(content)
    if code != _HARMLESS:
        raise Refused(_sentence(code))
    return mended or content


def _look_through(content: bytes) -> tuple[int, bytes]:
    # What reads strangers' files has no need to know the portal's keys and passwords.
    environ = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
    with _one_at_a_time:
        try:
            done = subprocess.run(
                [sys.executable, "-P", str(_CHECK)],
                input=content,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environ,
                timeout=_LONGEST,
            )
        except subprocess.TimeoutExpired:
            return 14, b""
    return done.returncode, done.stdout


def _sentence(code: int) -> Sentence:
    """What a person is told for each verdict; any other code means that the file broke or outlasted the check."""
    return {
        11: say("PDF ini rusak atau tidak lengkap. Buat ulang, lalu pilih lagi."),
        12: say("PDF ini terkunci sandi. Simpan tanpa sandi, lalu pilih lagi."),
        13: say("PDF ini berisi perintah yang dapat dijalankan. Cetak ulang sebagai PDF biasa."),
    }.get(code, say("PDF ini terlalu besar atau rumit isinya. Pindai atau cetak ulang sebagai PDF biasa."))
