"""Runs many `portal` commands from one warm process: each is a fork that starts with everything imported.

A command of its own process takes most of its time to import; a hundred of them would be
minutes. What a command sees is the same: its own arguments, environment, input and exit code.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

WARM = (
    "portal", "portal.ops.setup", "portal.ops.restore", "portal.ops.doctor", "portal.villages.areas", "portal.demo",
    "portal.web.htmx_copy", "plugins.bilateral", "plugins.multilateral", "plugins.sector", "alembic.autogenerate",
    "alembic.runtime.environment", "sqlalchemy.dialects.sqlite",
)  # fmt: skip
LONGEST = 180  # seconds for one command


class Zygote:
    """The warm process, as its parent sees it."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.ops.zygote"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def run(self, words: list[str], given: str | None, environ: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
        """Run one command to its end."""
        assert self._process.stdin is not None and self._process.stdout is not None
        with tempfile.TemporaryDirectory(prefix="portal-command-") as folder:
            (Path(folder) / "0").write_text(given or "")
            request = {"words": words, "environ": dict(environ), "folder": folder}
            self._process.stdin.write(json.dumps(request) + "\n")
            self._process.stdin.flush()
            code = int(self._process.stdout.readline())
            printed, complained = ((Path(folder) / name).read_text() for name in "12")
        return subprocess.CompletedProcess(words, code, printed, complained)

    def end(self) -> None:
        """Let it go."""
        self._process.communicate()


def main() -> None:
    """The warm process: a line of JSON in, an exit code out."""
    for name in WARM:
        __import__(name)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _become(json.loads(line))
        _pid, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _become(request: dict[str, object]) -> None:
    """Be one command, and never come back."""
    from portal.cli import main as portal

    signal.alarm(LONGEST)
    folder = Path(str(request["folder"]))
    for number, flags in enumerate((os.O_RDONLY, os.O_WRONLY | os.O_CREAT, os.O_WRONLY | os.O_CREAT)):
        os.dup2(os.open(folder / str(number), flags, 0o600), number)
    sys.stdin = open(0, closefd=False)  # noqa: SIM115 (the parent's was read ahead)
    os.environ.clear()
    os.environ.update(request["environ"])  # type: ignore[call-overload]
    code: object = 1
    try:
        portal(args=list(request["words"]), prog_name="portal")  # type: ignore[call-overload]
    except SystemExit as end:
        code = end.code
    except BaseException:
        sys.excepthook(*sys.exc_info())
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else 0 if code is None else 1)


if __name__ == "__main__":
    main()
