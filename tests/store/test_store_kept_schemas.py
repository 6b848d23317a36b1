"""Files as each version of the app wrote them are brought to the newest schema, and back.

``schemas/`` holds one small database of each schema as SQL, written by the version that had it.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from sales_core.settings import Settings
from sales_core.settled import settled
from sales_core.store import migrate
from sales_core.store.database import Database, open_database
from sales_core.store.schema import HEAD
from tests.builders import load, mindbody_csv, sale
from tests.states import assert_clean, state

SCHEMAS = Path(__file__).with_name("schemas")
KEPT = sorted(path.stem for path in SCHEMAS.glob("*.sql"))

SALES = b"""\
Sale Date,Sale ID,Item name,Location,Item price (excluding tax),Quantity,\
Total Paid w/ Payment Method,Payment Method
3/28/2025,1,Tea,Hall,10,1,10,Cash
3/28/2025,1,Cake,Hall,4.5,2,9,Cash
3/29/2025,2,Tea,Online,12,1,12,Card
4/15/2025,3,Cake,Hall,4.5,-1,-4.5,Cash
"""
"""What each of them had imported."""

KILLED = """
import os, signal, sys
from sqlalchemy import Engine, event
from sales_core.store.database import open_database
import sales_core.store.folding, sales_core.store.migrate, alembic.command, alembic.config

def killed_at(number):
    "Migrate in a process that is killed at a statement; tell whether it came to its end before."
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1] == 0
    sent = 0
    @event.listens_for(Engine, "before_cursor_execute")
    def count(*_):
        nonlocal sent
        sent += 1
        if sent == number:
            os.kill(os.getpid(), signal.SIGKILL)
    open_database(sys.argv[1]).close()
    os._exit(0)

for line in sys.stdin:
    print(killed_at(int(line)), flush=True)
"""
"""Migrates once for each line it is given, and dies at the statement of that number."""


def written(schema: str, path: Path) -> str:
    """Make the database of a schema as it was; give its address."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((SCHEMAS / f"{schema}.sql").read_text(encoding="utf-8"))
        connection.execute("PRAGMA journal_mode = WAL")
    return f"sqlite:///{path}"


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Give a database into which this version has imported the same rows."""
    path = tmp_path_factory.mktemp("kept") / "sales.db"
    with closing(open_database(f"sqlite:///{path}")) as database:
        load(database, SALES)
        yield database


def test_every_schema_has_its_file() -> None:
    assert migrate.known_revisions() == set(KEPT)
    assert KEPT[-1] == HEAD


@pytest.mark.parametrize("schema", KEPT)
def test_a_file_of_each_version_becomes_what_this_version_makes(
    schema: str, tmp_path: Path, fresh: Database
) -> None:
    url = written(schema, tmp_path / "sales.db")
    with closing(open_database(url)) as database:
        assert settled(Settings(currency="SGD"), database).currency == "SGD"
        assert state(database) == state(fresh)
        assert_clean(database)
        load(database, mindbody_csv(sale(order_id="9")))
        assert_clean(database)


@pytest.mark.parametrize("schema", KEPT[:-1])
def test_each_version_is_reached_down_again_and_up(schema: str, tmp_path: Path) -> None:
    with closing(open_database(written(HEAD, tmp_path / "sales.db"))) as database:
        was = state(database)
        migrate.downgrade(database.engine, schema)
        with database.engine.connect() as connection:
            assert migrate.current_revision(connection) == schema
        migrate.upgrade(database.engine)
        assert state(database) == was


@pytest.mark.slow
def test_a_migration_that_is_killed_anywhere_is_done_whole_the_next_time(tmp_path: Path) -> None:
    path = tmp_path / "sales.db"
    url = written(KEPT[0], path)
    was = dumped(path)
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, url],
        cwd=Path(__file__).parents[2],
        env=dict(os.environ),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin
        assert process.stdout
        for number in range(6, 2_000, 60):
            print(number, file=process.stdin, flush=True)
            if process.stdout.readline() == "True\n":
                break
            assert dumped(path) == was, number
        process.stdin.close()
    assert number > 100
    with closing(open_database(url)) as database:
        settled(Settings(currency="SGD"), database)
        assert_clean(database)
    assert (tmp_path / "sales.db.before-0001").exists()


def dumped(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())
