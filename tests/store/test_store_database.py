"""Opening, reading and writing: all or nothing, one writer at a time, faults told in a sentence."""

from __future__ import annotations

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import ExitStack, closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import IntegrityError

from sales_core.errors import DatabaseBusyError, DatabaseUnreachableError
from sales_core.store import database as store
from sales_core.store.backup import backup
from sales_core.store.database import Database, open_database
from sales_core.store.schema import ledger_chunks, locations
from sales_core.store.verify import verify
from tests.builders import load, mindbody_csv, sale
from tests.states import assert_clean, raw

sqlite_only = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

HOLD = """
import sys, time
from sales_core.store.database import open_database
with open_database(sys.argv[1]).writing():
    print("holding", flush=True)
    time.sleep(float(sys.argv[2]))
"""


class PlantedError(Exception):
    pass


def add_place(database: Database, number: int) -> None:
    with database.writing() as connection:
        connection.execute(insert(locations).values(id=number, name=f"Place {number}"))


def places(database: Database) -> list[int]:
    with database.reading() as connection:
        return list(connection.execute(select(locations.c.id).order_by(locations.c.id)).scalars())


@sqlite_only
def test_every_connection_follows_the_recipe(database: Database, tmp_path: Path) -> None:
    backup(database, tmp_path / "copy.db")
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
    }
    with database.reading() as one, database.reading() as other, database.writing() as writer:
        for connection in (one, other, writer):
            driver: Any = connection.connection.dbapi_connection
            assert driver.isolation_level is None
            for pragma, value in wanted.items():
                assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value, pragma


@pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
def test_foreign_keys_are_held(database: Database) -> None:
    chunk = {"import_id": 7, "number": 0, "rows": 0, "amount": 0, "lines": b""}
    days = dict.fromkeys(("first_date", "last_date"), date(2025, 3, 28))
    with pytest.raises(IntegrityError), database.writing() as connection:
        connection.execute(insert(ledger_chunks).values(**chunk, **days))


def test_a_write_that_fails_leaves_nothing(database: Database) -> None:
    version = database.data_version()

    def write_and_fail() -> None:
        with database.writing() as connection:
            connection.execute(insert(locations).values(id=1, name="Hall"))
            raise PlantedError

    with pytest.raises(PlantedError):
        write_and_fail()
    assert places(database) == []
    assert database.data_version() == version
    add_place(database, 2)
    assert places(database) == [2]


def test_readers_see_one_state_and_never_half_a_write(database: Database) -> None:
    with database.reading() as reader:
        query = select(locations.c.id)
        assert reader.execute(query).all() == []
        with database.writing() as connection:
            connection.execute(insert(locations).values(id=1, name="Hall"))
            assert places(database) == []
        assert places(database) == [1]
        assert reader.execute(query).all() == []


def test_threads_write_one_after_the_other(database: Database) -> None:
    version = database.data_version()
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda number: add_place(database, number), range(30)))
    assert places(database) == list(range(30))
    assert database.data_version() == version + 30


@pytest.mark.slow
def test_a_writer_waits_for_another_process(database: Database) -> None:
    url = database.engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-c", HOLD, url, "0.6"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"holding\n"
        version = database.data_version()
        add_place(database, 1)
        assert other.wait() == 0
    assert places(database) == [1]
    assert database.data_version() == version + 2


@sqlite_only
def test_a_database_that_stays_busy_is_told(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "BUSY_SECONDS", 0.2)
    other = open_database(str(database.engine.url))
    with database.writing():
        with pytest.raises(DatabaseBusyError, match="try again"):
            add_place(other, 1)
        assert places(other) == []
    add_place(other, 1)
    other.close()


@sqlite_only
def test_a_thread_that_waits_too_long_is_told(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "BUSY_SECONDS", 0.2)
    with ThreadPoolExecutor(1) as beside:
        with database.writing():
            waiting = beside.submit(add_place, database, 1)
            wait([waiting], timeout=1.5)
        assert isinstance(waiting.exception(), DatabaseBusyError)


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_busy_postgresql_is_told(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "BUSY_SECONDS", 0.2)
    other = open_database(database.engine.url.render_as_string(hide_password=False))
    told: list[BaseException] = []

    def write() -> None:
        try:
            add_place(other, 1)
        except DatabaseBusyError as error:
            told.append(error)

    writer = threading.Thread(target=write)
    with database.writing():
        writer.start()
        writer.join(1.5)
    writer.join()
    other.close()
    assert told


def test_the_folder_is_made_at_need(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "sales.db"
    database = open_database(f"sqlite:///{path}")
    assert database.path == path
    assert_clean(database)
    database.close()
    assert path.stat().st_size > 0


def no_folder(path: Path) -> None:
    path.parent.rmdir()
    path.parent.write_text("a file where the folder should be")


def text_file(path: Path) -> None:
    path.write_text("Sale Date,Client ID\n" * 400)


def broken_header(path: Path) -> None:
    open_database(f"sqlite:///{path}").close()
    path.write_bytes(b"\x00" * 100 + path.read_bytes()[100:])


def cut_off(path: Path) -> None:
    open_database(f"sqlite:///{path}").close()
    path.write_bytes(path.read_bytes()[:9000])


@pytest.mark.parametrize("spoil", [no_folder, text_file, broken_header, cut_off, Path.mkdir])
def test_a_path_that_is_no_database_is_told_and_left_alone(tmp_path: Path, spoil: object) -> None:
    path = tmp_path / "data" / "sales.db"
    path.parent.mkdir()
    assert callable(spoil)
    spoil(path)
    content = path.read_bytes() if path.is_file() else None
    with pytest.raises(DatabaseUnreachableError) as told:
        open_database(f"sqlite:///{path}")
    assert str(told.value).endswith((".", ")."))
    assert "Traceback" not in str(told.value)
    assert (path.read_bytes() if path.is_file() else None) == content


@pytest.mark.parametrize(
    "url",
    [
        "nonsense",
        "",
        "mysterydb://somewhere/sales",
        "postgresql+psycopg://nobody@127.0.0.1:1/none",
    ],
)
def test_an_address_that_leads_nowhere_is_told(url: str) -> None:
    with pytest.raises(DatabaseUnreachableError):
        open_database(url)


@sqlite_only
def test_no_spoilt_page_goes_unnoticed(database: Database, tmp_path: Path) -> None:
    path, size = database.path, 4096
    assert path
    load(database, mindbody_csv(*(sale(order_id=str(number)) for number in range(300))))
    database.close()
    whole = path.read_bytes()
    for start in range(0, len(whole), size):
        spoilt = tmp_path / f"spoilt{start}.db"
        spoilt.write_bytes(whole[:start] + b"\xa5" * size + whole[start + size :])
        assert "damaged" in told_of(f"sqlite:///{spoilt}"), start // size


def told_of(url: str) -> str:
    try:
        with closing(open_database(url)) as database:
            return "; ".join(verify(database).found)
    except DatabaseUnreachableError as error:
        return str(error)


@sqlite_only
def test_what_is_on_disk_is_there_after_opening_again(database: Database) -> None:
    load(database, mindbody_csv(sale()))
    was = raw(database)
    database.close()
    again = open_database(str(database.engine.url))
    assert raw(again) == was
    again.close()


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_connection_keeps_little_of_the_file_unless_it_writes(database: Database) -> None:
    def kept(connection: Connection) -> int:
        return int(connection.exec_driver_sql("PRAGMA cache_size").scalar_one())

    with database.reading() as connection:
        before = kept(connection)
    with database.writing() as connection:
        assert kept(connection) < 4 * before < 0  # kilobytes, which SQLite writes with a minus
    with database.reading() as connection:
        assert kept(connection) == before


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_forty_that_read_at_once_wait_for_nobody(database: Database) -> None:
    with ExitStack() as stack:
        held = [stack.enter_context(database.reading()) for _ in range(40)]
        assert len(held) == 40
