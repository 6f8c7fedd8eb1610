"""A form changes its own fields, whatever else is sent along with it (A6)."""

from __future__ import annotations

import re
from typing import Any

import pytest
from contracts.pages import Form, crawl
from contracts.world import World, rows
from sqlalchemy import JSON, Boolean, Date, DateTime, Integer, Numeric

from portal import testing
from portal.db import db

pytestmark = pytest.mark.sqlite  # the same on both databases
POISON: tuple[tuple[type, str], ...] = (
    (Boolean, "y"), (Integer, "7770777"), (Numeric, "7770777"), (Date, "1999-09-09"), (DateTime, "1999-09-09T00:00"),
    (JSON, '{"racun": "racun"}'),
)  # fmt: skip
TRACES = re.compile(r"racun|7770777|1999, 9, 9|1999-09-09")
# Switches that the forms themselves may turn: a step locks what it relied on, a village shows its partnership, a
# plan that changes is no longer (or is now) what another plan is too.
TURNED = {
    ("gate_record", "locked"), ("gate_record", "closed"), ("partnership", "is_public"), ("overlap_finding", "is_found"),
}  # fmt: skip


def poison() -> dict[str, str]:
    """A value for the name of every column there is."""
    found: dict[str, str] = {}
    for table in db.metadata.tables.values():
        for column in table.columns:
            kind = getattr(column.type, "impl", column.type)
            value = next((value for base, value in POISON if isinstance(kind, base)), "racun")
            found.setdefault(column.name, value)
    return found


@pytest.mark.parametrize("role", ("operator", "head", "third_party", "administrator"))
def test_A6_a_form_changes_its_own_fields_and_nothing_else(own_world: World, role: str) -> None:
    world = own_world
    columns, saved = poison(), []
    before = rows(world.app)
    for form in forms_of(world, role):
        own = {item.name for item in form.fields}
        extra = {name: value for name, value in columns.items() if name not in own}
        answer = testing.post(world.client(role), form.action, {**extra, **form.filled(), "reason": "contoh"})
        assert answer.status_code < 500, form.action
        if answer.status_code < 400:
            saved.append(form.action)
    after = rows(world.app)
    found = [f"{name}: {row}" for name, lines in after.items() for row in lines if TRACES.search(repr(row))]
    assert found == [], f"{role}, through one of {saved}"
    assert turned(before, after) <= TURNED
    assert len(saved) >= 3, f"only {saved} were saved: this tests nothing"


def forms_of(world: World, role: str) -> list[Form]:
    """One form of each shape that this role meets, but those that end the sign-in or the seat."""
    found: dict[str, Form] = {}
    own = world.ids["own"]
    things = (f"/kemitraan/{own['partnership_id']}", f"/organisasi/{own['organisation']}", f"/desa/{own['village']}")
    starts = ("/", "/akun", *things, "/undangan", "/admin")
    for page, _answer in crawl(world.client(role), starts, most=150):
        for form in page.forms:
            shape = re.sub(r"\d+", "0", form.action)
            if form.method == "post" and not form.action.startswith(("/keluar", "/akun/sesi", "/admin/orang")):
                found.setdefault(shape, form)
    return sorted(found.values(), key=lambda form: "/arsip" in form.action)  # what is put away cannot be edited


def turned(before: dict[str, list[dict[str, Any]]], after: dict[str, list[dict[str, Any]]]) -> set[tuple[str, str]]:
    """The yes/no columns of rows that were there before and are different now."""
    keys = {name: [column.name for column in table.primary_key] for name, table in db.metadata.tables.items()}
    found = set()
    for name, lines in after.items():
        old = {tuple(row[key] for key in keys[name]): row for row in before[name]}
        for row in lines:
            was = old.get(tuple(row[key] for key in keys[name]), {})
            found |= {
                (name, key) for key, value in row.items() if isinstance(value, bool) and was.get(key, value) != value
            }
    return found
