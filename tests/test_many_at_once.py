"""Sixteen processes at once on one PostgreSQL, one of them killed; and what a pooler allows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import NullPool, create_engine, event, text

from sales_core.errors import DatabaseUnreachableError
from sales_core.imports import list_imports, undo_import
from sales_core.store.database import Database, open_database
from sales_core.values.actors import BY_COMMAND
from tests.builders import NOON, Row, load, mindbody_csv, sale
from tests.states import answers, assert_clean
from tests.test_faults import STOP_AT, answer_of, started

pytestmark = pytest.mark.slow
postgresql_only = pytest.mark.parametrize("database", ["postgresql"], indirect=True)

PROCESSES = 16


def sales_of(number: int) -> list[Row]:
    """Give some days that the files before and after have, too, and some lines that repeat."""
    return [
        sale(
            date=f"3/{number + day + 13}/2025",
            order_id=f"{number + day}-{order // 2}",
            item=f"Tea {order % 3}",
            amount=f"{order + 1}.25",
            unit_price=f"{order + 1}.25",
            location=("Hall", "Online")[order % 2],
        )
        for day in range(4)
        for order in range(25)
    ]


def test_sixteen_processes_at_once_and_one_is_killed(postgres_url: str, tmp_path: Path) -> None:
    expected = open_database(f"sqlite:///{tmp_path / 'expected.db'}")
    paths = [tmp_path / f"{number}.csv" for number in range(PROCESSES)]
    for number, path in enumerate(paths):
        path.write_bytes(mindbody_csv(*sales_of(number)))
        load(expected, path.read_bytes())
    with ExitStack() as stack:
        killed = stack.enter_context(started("-c", STOP_AT, postgres_url, paths[0], "commit"))
        assert killed.stdout is not None
        assert killed.stdout.readline() == b"now\n"  # it has written all, and keeps the others out
        running = [
            stack.enter_context(
                started("-m", "sales_core", "import", path, "--json", url=postgres_url)
            )
            for path in paths[1:]
        ]
        killed.kill()
        found = [answer_of(process) for process in running]
        with started("-m", "sales_core", "import", paths[0], "--json", url=postgres_url) as process:
            found.append(answer_of(process))
    assert [answer["status"] for answer in found] == ["imported"] * PROCESSES
    database = open_database(postgres_url)
    lines = sum(answer["rows"]["imported"] for answer in found)
    assert lines == 25 * (PROCESSES + 3)
    assert answers(database) == answers(expected)
    assert_clean(database)
    for opened in (database, expected):
        opened.close()


def test_processes_that_make_the_tables_at_once_wait_for_each_other(
    postgres_url: str, tmp_path: Path
) -> None:
    database = open_database(postgres_url)
    with database.engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    paths = [tmp_path / f"{number}.csv" for number in range(4)]
    for number, path in enumerate(paths):
        path.write_bytes(mindbody_csv(sale(order_id=str(number))))
    with ExitStack() as stack:
        running = [
            stack.enter_context(
                started("-m", "sales_core", "import", path, "--json", url=postgres_url)
            )
            for path in paths
        ]
        assert {answer_of(process)["status"] for process in running} == {"imported"}
    assert_clean(database)
    database.close()


@contextmanager
def another_connection_each_time(url: str) -> Iterator[Database]:
    """Open a database as behind a pooler that gives each transaction another connection."""
    opened = open_database(url)
    engine = create_engine(
        opened.engine.url, poolclass=NullPool, connect_args={"prepare_threshold": None}
    )
    yield Database(engine, None)
    opened.close()


@postgresql_only
def test_every_transaction_may_have_another_connection(database: Database) -> None:
    url = database.engine.url.render_as_string(hide_password=False)
    left: list[tuple[object, ...]] = []
    with another_connection_each_time(url) as pooled:

        @event.listens_for(pooled.engine, "close")
        def look(connection: object, _record: object) -> None:
            cursor = connection.cursor()  # type: ignore[attr-defined]
            cursor.execute(
                "SELECT current_setting('lock_timeout'), count(*) FROM pg_prepared_statements"
            )
            left.append(cursor.fetchone())

        first = load(pooled, mindbody_csv(*sales_of(0)))
        load(pooled, mindbody_csv(*sales_of(1)))
        undo_import(pooled, first.import_id or 0, now=NOON, actor=BY_COMMAND)
        assert_clean(pooled)
        assert len([one for one in list_imports(pooled) if one.undone_at]) == 1
    assert set(left) == {("0", 0)}


@postgresql_only
def test_statements_are_prepared_where_the_address_says_so(database: Database) -> None:
    url = database.engine.url.update_query_dict({"prepare_threshold": "0"})
    prepared = open_database(url.render_as_string(hide_password=False))
    prepared.data_version()
    with prepared.reading() as connection:
        kept = connection.execute(text("SELECT count(*) FROM pg_prepared_statements")).scalar_one()
        connection.exec_driver_sql("DO $$ BEGIN EXECUTE 'DEALLOCATE ALL'; END $$")
    try:
        assert kept > 0
        with pytest.raises(DatabaseUnreachableError, match="leave prepare_threshold out"):
            prepared.data_version()
    finally:
        prepared.close()


@postgresql_only
def test_a_threshold_that_is_no_number_is_told(database: Database) -> None:
    url = database.engine.url.update_query_dict({"prepare_threshold": "often"})
    with pytest.raises(DatabaseUnreachableError, match="a number or none"):
        open_database(url.render_as_string(hide_password=False))
