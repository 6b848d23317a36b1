"""Questions asked of a copy: never older than what was written or shown, never stopped by it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import create_engine, insert, make_url, select, text, update

from sales_core.errors import DatabaseUnreachableError
from sales_core.store.database import Database, open_database
from sales_core.store.schema import data_version, locations
from tests.builders import load, mindbody_csv, sale

FIRST, LATER, COPIED = "Hall", "Annex", "Hall of the copy"


@dataclass(frozen=True)
class Pair:
    """A database that has a copy, which catches up when it is told."""

    database: Database
    copy: Database

    def names(self) -> list[str]:
        with self.database.reading() as connection:
            return sorted(connection.execute(select(locations.c.name)).scalars())

    def add(self, number: int, name: str) -> None:
        with self.database.writing() as connection:
            connection.execute(insert(locations).values(id=number, name=name))

    def catch_up(self) -> None:
        with self.copy.engine.begin() as connection:
            connection.execute(update(data_version).values(version=self.database.data_version()))


@pytest.fixture
def pair(postgres_url: str) -> Iterator[Pair]:
    """Give a database with one location, and a copy of it that calls the location otherwise."""
    first = open_database(postgres_url)
    with first.writing() as connection:
        connection.execute(insert(locations).values(id=1, name=FIRST))
    first.close()
    address = make_url(postgres_url)
    name = f"{address.database}_copy"
    run(postgres_url, f'CREATE DATABASE "{name}" TEMPLATE "{address.database}"')
    copy_url = address.set(database=name).render_as_string(hide_password=False)
    copy = open_database(copy_url)
    with copy.engine.begin() as connection:
        connection.execute(update(locations).values(name=COPIED))
    database = open_database(postgres_url, read_url=copy_url)
    yield Pair(database, copy)
    database.close()
    copy.close()
    run(postgres_url, f'DROP DATABASE "{name}" WITH (FORCE)')


def run(url: str, statement: str) -> None:
    server = make_url(url).set(database="postgres")
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


def test_questions_go_to_the_copy(pair: Pair) -> None:
    assert pair.names() == [COPIED]
    assert pair.database.data_version() == 1


def test_what_was_written_here_is_seen_at_once(pair: Pair) -> None:
    pair.add(2, LATER)
    assert pair.names() == [LATER, FIRST]  # the copy has not come that far
    assert pair.database.data_version() == 2
    pair.catch_up()
    assert pair.names() == [COPIED]


def test_what_was_shown_once_is_never_followed_by_something_older(pair: Pair) -> None:
    pair.add(2, LATER)
    shown = open_database(
        pair.database.engine.url.render_as_string(hide_password=False),
        read_url=pair.copy.engine.url.render_as_string(hide_password=False),
    )
    assert shown.data_version() == 1  # another process may be a little behind
    pair.catch_up()
    assert shown.data_version() == 2
    with pair.copy.engine.begin() as connection:
        connection.execute(update(data_version).values(version=1))  # another copy, further behind
    assert shown.data_version() == 2
    shown.close()


def test_a_copy_with_another_schema_is_passed_over(pair: Pair) -> None:
    with pair.copy.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    assert pair.names() == [FIRST]


def test_a_copy_that_does_not_answer_stops_nobody(
    postgres_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    gone = "postgresql+psycopg://nobody@127.0.0.1:9/none?connect_timeout=2"
    database = open_database(postgres_url, read_url=gone)
    load(database, mindbody_csv(sale()))
    for _ in range(3):
        with database.reading() as connection:
            assert connection.execute(select(data_version.c.version)).scalar_one() >= 1
    database.close()
    warned = [each for each in caplog.records if each.name == "sales.replica"]
    assert len(warned) == 1, "it is not asked again and again"


def test_no_write_goes_to_the_copy(pair: Pair) -> None:
    pair.add(2, LATER)
    with pair.copy.reading() as connection:
        assert list(connection.execute(select(locations.c.name)).scalars()) == [COPIED]


def test_an_address_of_a_copy_that_is_none_is_told(postgres_url: str) -> None:
    with pytest.raises(DatabaseUnreachableError, match="DATABASE_READ_URL is no address"):
        open_database(postgres_url, read_url="postgres at home")
