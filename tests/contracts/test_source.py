"""What the source may not hold, whoever writes it: looked up in the code itself."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from portal.db import Archivable, Base, Versioned

pytestmark = pytest.mark.sqlite
ROOT = Path(__file__).parents[2]
MODULES = sorted(path for room in ("portal", "plugins") for path in (ROOT / room).rglob("*.py"))
LONGEST = 300

# Longer than LONGEST, and why that is the better way.
LONG = {
    "portal/contracts.py": "every value that hooks return, to be read on one page",
    "portal/partnerships/path.py": "the lawful path: one table of data, read from the first state to the last",
    "portal/partnerships/rules.py": "the rules of the path, on one vocabulary of plain values",
}
# Written by a generator, or sample data.
DATA = ("portal/migrations/versions/", "plugins/multilateral/migrations/versions/", "portal/demo/")

# Where SQL is put together from parts, and why nobody's input can be among them.
SQL_FROM_PARTS = {
    "portal/migrate.py": "names of our own tables, quoted, and a constant",
    "portal/ops/doctor.py": "names of pragmas from a constant",
    "portal/ops/backup.py": "names of our own tables",
    "portal/ops/restore.py": "names of our own tables",
    "portal/testing.py": "names of our own tables and test databases",
    "portal/villages/search_index.py": "names of our own tables",
}

# Where text becomes HTML without being escaped, and why it is safe there.
MARKUP = {
    "portal/accounts/second_step.py": "a QR code drawn by segno from an address of ours",
    "portal/documents/portable/pages.py": "pages of a file; every value is put in by format, which escapes it",
    "portal/partnerships/showing.py": "a panel's HTML, escaped by its own template",
    "portal/villages/sections.py": "a section's HTML, escaped by its own template",
    "portal/web/assets.py": "our own stylesheet",
    "portal/web/forms.py": "a hidden field with a random number",
    "portal/web/markdown.py": "what people wrote, made from Markdown without HTML and cleaned before it was stored",
    "portal/web/svg.py": "names of elements and attributes of our own; what is in them is escaped",
}

# Models without a version, and why two people cannot overwrite each other there.
NEVER_EDITED = {
    "IssuedFile": "kept once with its paper; a signed scan is only ever replaced by another",
    "NumberYear": "counts on under a lock, for whoever comes next",
    "ApiToken": "made once and withdrawn once; a use is noted beside that",
    "Area": "official; replaced as a whole by each release",
    "AreaText": "made anew by each load of areas",
    "AreaWord": "made anew by each load of areas",
    "Attachment": "added and put away, never edited",
    "DecisionRule": "a meeting adopts another version beside it",
    "EarlierEvent": "append-only",
    "Event": "append-only",
    "Invitation": "made, used or withdrawn, each once",
    "LoginSession": "one browser's own",
    "Office": "a seat is made once; who sits in it are its terms",
    "OfficeTerm": "given and ended; its end is decided by the row as it is, not by a form opened earlier",
    "OptionAnswer": "a party's later word stands beside its earlier one",
    "OptionConsent": "a head's yes, given and taken back",
    "OptionServes": "written with its option, whose words stay",
    "Party": "chosen when a partnership begins",
    "GoalLink": "set as a whole with the thing it belongs to, which has a version",
    "MeasurementPart": "written as a whole with its measurement, which has a version",
    "RolledMeasure": "made at its first result",
    "RolledPart": "a summary, made anew from what was reported",
    "Rollup": "a summary, made anew from what was reported",
    "Submission": "a key that is written once",
    "Throttle": "counters, locked while they are counted",
    "Delivery": "claimed and settled by the sender alone",
    "Notice": "written once; its person marks it as read",
    "NoticeChoice": "one person's own, set as a whole",
    "NoticeCursor": "moved by the teller alone",
    "PostVersion": "what a post said before, kept as it was",
    "PostFile": "put beside a post and taken back, each once",
    "Paper": "put beside a meeting and taken back, each once",
    "PartnershipCopy": "written once, when the copy is taken",
    "Correction": "the old beside the new, kept as it was said",
    "SpokenWord": "every answer to a proposal; rows are only added",
    "Attendance": "a line of a hall's list: written, or taken off while the minutes are open",
    "Confirmation": "a party's word in one round; its later word replaces it as long as the round is open",
    "DateChoice": "offered with its search",
    "DateAnswer": "a party's own; its later word replaces it",
    "Mandate": "given and ended, each once",
    "Candidate": "named with its election, which is versioned",
    "Elector": "a line of the roll, marked once",
    "Ballot": "in the box, and nobody's",
}

ASKS_FOR_HTMX = {"portal/web/answers.py", "portal/web/headers.py", "portal/testing.py", "templates/errors/error.html"}
STATUS_SETTERS = {"portal/partnerships/steps.py", "portal/partnerships/service.py"}
FOR_RULES = {"flask", "flask_babel", "flask_login", "flask_sqlalchemy", "flask_wtf", "pluggy", "sqlalchemy", "wtforms"}


def name_of(path: Path) -> str:
    """A file's path in the repository."""
    return path.relative_to(ROOT).as_posix()


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Every call in a module with the last part of what is called."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = node.func
            yield called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", ""), node


def imports(path: Path) -> Iterator[str]:
    """The names of what a module imports, as they are written."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


def test_a_module_fits_on_a_few_screens() -> None:
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    too_long = {name for name, lines in lengths.items() if lines > LONGEST and not name.startswith(DATA)}
    assert too_long <= set(LONG) <= set(lengths)


def test_I2_sql_is_never_put_together_from_parts() -> None:
    found = set()
    for path in MODULES:
        for called, call in calls(path):
            if called in ("text", "exec_driver_sql") and call.args and _is_assembled(call.args[0]):
                found.add(name_of(path))
    assert found <= set(SQL_FROM_PARTS)


def _is_assembled(node: ast.expr) -> bool:
    if isinstance(node, (ast.JoinedStr, ast.BinOp)):
        return True
    return isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("format", "join", "replace")


def test_I3_text_becomes_html_unescaped_in_few_named_places() -> None:
    found = {name_of(path) for path in MODULES for called, _call in calls(path) if called == "Markup"}
    assert found == set(MARKUP)
    templates = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "plugins").rglob("*.html")]
    pattern = re.compile(r"\|\s*safe\b|autoescape|\bMarkup\b")
    assert [name_of(path) for path in templates if pattern.search(path.read_text(encoding="utf-8"))] == []


def test_nothing_runs_text_as_code() -> None:
    forbidden = {"eval", "exec", "compile", "system", "popen", "render_template_string"}
    found = [
        f"{name_of(path)}: {called}"
        for path in MODULES
        for called, call in calls(path)
        if (called in forbidden and not _compiles_no_code(call))
        or any(keyword.arg == "shell" and getattr(keyword.value, "value", False) for keyword in call.keywords)
    ]
    assert found == []
    unsafe = {"pickle", "marshal", "shelve", "dill", "cPickle"}
    assert [name_of(path) for path in MODULES if unsafe & {name.partition(".")[0] for name in imports(path)}] == []


def _compiles_no_code(call: ast.Call) -> bool:
    """Regular expressions, and papers: typst's language reads no files but its own and runs nothing."""
    return isinstance(call.func, ast.Attribute) and getattr(call.func.value, "id", "") in ("re", "typst")


def test_rules_and_contracts_are_plain_values_and_functions() -> None:
    plain = [path for path in MODULES if path.name.endswith("rules.py") or path.name == "contracts.py"]
    assert len(plain) >= 4
    mixed = [name_of(path) for path in plain if FOR_RULES & {name.partition(".")[0] for name in imports(path)}]
    assert mixed == []
    assert [name_of(path) for path in plain if {"..db", ".db", "..clock", ".clock"} & set(imports(path))] == []


def test_plugins_import_the_sdk_and_nothing_else_of_the_portal() -> None:
    for path in (ROOT / "plugins").rglob("*.py"):
        ours = {name for name in imports(path) if name.partition(".")[0] in ("portal", "plugins")}
        assert ours <= {"portal.sdk"}, name_of(path)


def test_a_partnerships_status_is_set_in_two_places_only() -> None:
    pattern = re.compile(r"\bpartnership\.status\s*=[^=]|Partnership\)?\.status\s*:|update\(Partnership\)")
    found = {name_of(path) for path in MODULES if pattern.search(path.read_text(encoding="utf-8"))}
    assert found <= STATUS_SETTERS


def test_A8_only_the_vocabulary_of_pages_asks_whether_htmx_is_asking() -> None:
    texts = [*MODULES, *(ROOT / "templates").rglob("*.html"), *(ROOT / "plugins").rglob("*.html")]
    asking = {name_of(path) for path in texts if "HX-Request" in path.read_text(encoding="utf-8")}
    assert asking <= ASKS_FOR_HTMX


def test_C3_every_model_that_people_edit_carries_a_version(the_app: Flask) -> None:
    models = [mapper.class_ for mapper in Base.registry.mappers if mapper.class_.__module__.startswith("portal")]
    assert {model.__name__ for model in models if not issubclass(model, Versioned)} == set(NEVER_EDITED)


# Where something may go altogether, and why nobody can rely on it.
TAKEN_BACK = {
    "portal/monitoring/indicators/service.py": "a target or a share that is no more; the history says what it was",
    "portal/monitoring/rollups/service.py": "a summary of what is not there any more, made anew from what was reported",
    "portal/partnerships/party_lists.py": "a party on a list that nobody was sent yet, without any record",
}


def test_records_that_others_rely_on_are_archived_and_never_deleted(the_app: Flask) -> None:
    kept = {mapper.class_.__name__ for mapper in Base.registry.mappers if issubclass(mapper.class_, Archivable)}
    assert kept >= {"Organisation", "Potential", "Need", "Attachment"}
    kept |= {"Partnership", "Party", "GateRecord", "Agreement", "Person", "Office", "OfficeTerm", "Event", "Area"}
    kept |= {"Body", "Seat", "DecisionRule"}
    pattern = re.compile(rf"delete\((?:{'|'.join(kept)})\b|session\.delete\(")
    assert {name_of(path) for path in MODULES if pattern.search(path.read_text(encoding="utf-8"))} == set(TAKEN_BACK)


def test_the_rooms_look_down_only() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    ran = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout[-3000:]


def test_every_room_but_the_plugins_own_page_is_closed_to_plugins() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    (closed,) = (
        set(item["forbidden_modules"]) for item in contracts if item["name"] == "Plugins import portal.sdk only"
    )
    (layers,) = (" ".join(item["layers"]) for item in contracts if item["name"] == "Rooms look down only")
    rooms = {
        path.stem for path in (ROOT / "portal").iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()
    }
    rooms -= {"__init__"}
    assert closed == {f"portal.{room}" for room in rooms - {"sdk"}}
    assert rooms - {"sdk"} <= set(re.findall(r"\w+", layers))
