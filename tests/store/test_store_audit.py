"""The audit trail: written with what it tells, and only ever added to."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from sales_core.errors import SalesError
from sales_core.store import migrate
from sales_core.store.audit import LONGEST, Event, audit, record
from sales_core.store.database import Database
from sales_core.values.actors import BY_COMMAND, Actor, Face, Role
from tests.builders import NOON

ANNA = Actor("anna@example.org", Role.IMPORT, Face.PAGES, "r-1")


def note(database: Database, what: str = "Something was done.", actor: Actor = ANNA) -> None:
    with database.writing() as connection:
        record(connection, actor, Event.SETTING, what, now=NOON, import_id=3)


def rows(database: Database) -> list[dict[str, Any]]:
    with database.reading() as connection:
        return [dict(row) for row in connection.execute(select(audit)).mappings()]


def test_a_row_says_who_did_what_when_by_which_face_and_request(database: Database) -> None:
    note(database)
    assert rows(database) == [
        {
            "id": 1,
            "at": NOON,
            "actor": "anna@example.org",
            "role": "import",
            "face": "pages",
            "request": "r-1",
            "event": "setting",
            "what": "Something was done.",
            "import_id": 3,
        }
    ]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_what_is_told_is_one_visible_line_of_bounded_length(database: Database) -> None:
    note(database, "a\n\u202eb" + "c" * 600, Actor("x\0y" * 600, Role.SEE, Face.API))
    (row,) = rows(database)
    assert row["what"] == ("a b" + "c" * 600)[:LONGEST]
    assert row["actor"] == ("xy" * 600)[:LONGEST]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_nothing_is_told_of_what_was_not_done(database: Database) -> None:
    with (  # noqa: PT012 - what raises is the end of the block
        pytest.raises(ZeroDivisionError),
        database.writing() as connection,
    ):
        record(connection, ANNA, Event.SETTING, "Never.", now=NOON)
        raise ZeroDivisionError
    assert rows(database) == []


AGAINST = {
    "update": update(audit).values(actor="somebody else"),
    "delete": delete(audit),
    "delete one": delete(audit).where(audit.c.id == 1),
}


@pytest.mark.parametrize("statement", AGAINST.values(), ids=AGAINST)
def test_rows_are_neither_changed_nor_deleted(database: Database, statement: Any) -> None:
    note(database)
    before = rows(database)
    with (
        pytest.raises((SalesError, DBAPIError), match="only added to"),
        database.writing() as connection,
    ):
        connection.execute(statement)
    assert rows(database) == before


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("verb", ["INSERT OR REPLACE", "REPLACE"])
def test_sqlite_does_not_replace_a_row(database: Database, verb: str) -> None:
    note(database)
    columns = "id, at, actor, role, face, request, event, what"
    values = "1, '2020-01-01 00:00:00', 'x', 'see', 'API', '', 'setting', 'x'"
    with pytest.raises(DBAPIError, match="only added to"), database.writing() as connection:
        connection.exec_driver_sql(f"{verb} INTO audit ({columns}) VALUES ({values})")
    assert rows(database)[0]["actor"] == ANNA.name


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_postgresql_does_not_empty_it(database: Database) -> None:
    note(database)
    with pytest.raises((SalesError, DBAPIError)), database.writing() as connection:
        connection.execute(text("TRUNCATE audit"))
    assert len(rows(database)) == 1


def test_it_goes_with_its_triggers_when_migrated_down_and_comes_back_with_them(
    database: Database,
) -> None:
    note(database)
    migrate.downgrade(database.engine, "0012")
    migrate.upgrade(database.engine)
    note(database)
    with pytest.raises((SalesError, DBAPIError)), database.writing() as connection:
        connection.execute(delete(audit))
    assert len(rows(database)) == 1


def test_what_changes_no_answer_leaves_the_version_of_the_data(database: Database) -> None:
    before, turns = database.data_version(), database.turns.done
    with database.writing(changes_data=False) as connection:
        record(connection, BY_COMMAND, Event.LOGGED_IN, "Logged in.", now=NOON)
    assert database.data_version() == before
    assert database.turns.done == turns
    assert len(rows(database)) == 1


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_row_keeps_the_number_that_it_is_given(database: Database) -> None:
    note(database)
    with database.writing() as connection:
        values = {key: value for key, value in rows(database)[0].items() if key != "id"}
        connection.execute(insert(audit).values(**values, id=9))
    note(database)
    assert [row["id"] for row in rows(database)] == [1, 9, 10]
