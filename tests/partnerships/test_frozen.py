"""A signed text stays as it is: the portal refuses a change, the database does, and the audit proves it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from flask import current_app
from partnership_walk import Walk
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from portal import events
from portal.db import db, is_postgresql
from portal.partnerships import agreement_rules as rules
from portal.partnerships import agreements
from portal.partnerships.models import Agreement
from portal.partnerships.things import thing_of

Begin = Callable[..., Walk]


def run(statement: str) -> None:
    """What someone at the database's console would do."""
    db.session.rollback()
    with db.engine.execution_options(portal_write=True).begin() as connection:
        connection.execute(text(statement))


@contextmanager
def disarmed(trigger: str) -> Iterator[None]:
    """The table without the trigger that guards it, as an intruder with the database's password would have it."""
    if not is_postgresql():
        run(f"DROP TRIGGER {trigger}")  # each test has its own copy of the database
        yield
        return
    run(f"ALTER TABLE agreement DISABLE TRIGGER {trigger}")
    try:
        yield
    finally:
        run(f"ALTER TABLE agreement ENABLE TRIGGER {trigger}")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE agreement SET frozen_text = 'lain'",
        "UPDATE agreement SET content = '{}'",
        "UPDATE agreement SET sha256 = NULL",
        "UPDATE agreement SET number = 9",
        "DELETE FROM agreement",
    ],
)
def test_L4_the_database_itself_refuses_to_change_a_frozen_agreement(begin: Begin, statement: str) -> None:
    begin().to_signing()
    with pytest.raises(DatabaseError, match="frozen agreement"):
        run(statement)


@pytest.mark.sqlite
@pytest.mark.parametrize("key", ["id", "number"])
def test_L4_a_frozen_agreement_cannot_be_replaced_by_another(begin: Begin, key: str) -> None:
    begin().to_signing()
    columns = [column.name for column in Agreement.__table__.columns]
    put = {**{name: name for name in columns}, "frozen_text": "'lain'", "id": "id" if key == "id" else "NULL"}
    put["number"] = "number + 1" if key == "id" else "number"
    with pytest.raises(DatabaseError, match="frozen agreement"):
        run(
            f"INSERT OR REPLACE INTO agreement ({', '.join(columns)}) "
            f"SELECT {', '.join(put[name] for name in columns)} FROM agreement"
        )


def test_a_draft_can_be_changed(begin: Begin) -> None:
    walk = begin()
    walk.to_drafting()
    walk.write(scope="satu")
    walk.write(scope="dua")
    assert walk.partnership.agreements[0].content["scope"] == "dua"


@pytest.mark.parametrize("column", ["frozen_text", "content"])
def test_L5_one_changed_byte_is_found(begin: Begin, column: str) -> None:
    walk = begin()
    walk.to_active()
    cast = "::text" if is_postgresql() else ""
    back = "::json" if is_postgresql() and column == "content" else ""
    with disarmed("agreement_frozen_update"):
        run(f"UPDATE agreement SET {column} = replace({column}{cast}, 'irigasi', 'drainase'){back}")
    assert agreements.audit() == ["Naskah nomor 1 tidak sama dengan yang dibekukan."]
    assert not agreements.is_genuine(walk.partnership.agreements[0])


def test_a_removed_agreement_is_missed(begin: Begin) -> None:
    begin().to_active()
    with disarmed("agreement_frozen_delete"):
        run("DELETE FROM agreement")
    assert agreements.audit() == ["Naskah nomor 1 tidak sama dengan yang dibekukan."]


def test_every_step_stands_in_the_history_in_order(begin: Begin) -> None:
    walk = begin()
    walk.to_active()
    kinds = [event.kind for event in reversed(events.history("partnership", walk.id, limit=200))]
    taken = [kind for kind in kinds if kind.startswith("step.")]
    assert taken[0] == "step.convene_deliberation" and taken[-1] == "step.start"
    assert events.verify().intact


def test_an_article_has_a_number_and_that_of_a_sectors_clause_only_once_the_text_is_frozen(begin: Begin) -> None:
    content = {"clauses": [{"label": "Debit air", "text": "40 liter"}]}
    assert rules.clause_at(rules.clause_id(7, 9)) == (7, 9)
    assert str(rules.clause_label(content, False, 8)) == "Penyelesaian perselisihan"
    assert rules.clause_label(content, False, 9) is None and rules.clause_label(content, True, 9) == "Debit air"
    assert rules.clause_label(content, True, 10) is None and rules.clause_label(content, True, 0) is None
    walk = begin()
    walk.to_signing()
    version = db.session.query(Agreement.id).filter_by(partnership_id=walk.id, number=1).scalar()
    with current_app.test_request_context():
        found = thing_of(walk.partnership, "clause", rules.clause_id(version, 5))
        assert found is not None and found.url.endswith("/naskah/1#pasal-5")
        assert str(found.title) == "Pasal 5 naskah versi 1: Hak dan kewajiban"
        assert thing_of(walk.partnership, "clause", rules.clause_id(version + 1, 5)) is None
