"""A backup is a whole database of one moment, whatever happens meanwhile."""

from __future__ import annotations

import io
import sqlite3
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import insert

from sales_core.errors import BackupError, SalesError
from sales_core.sample.writing import write_sample
from sales_core.store.backup import backup
from sales_core.store.database import Database, open_database
from sales_core.store.schema import locations
from tests.builders import load, mindbody_csv, sale
from tests.states import assert_clean, raw, state

sqlite_only = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def restored(path: Path) -> dict[str, list[str]]:
    database = open_database(f"sqlite:///{path}")
    assert_clean(database)
    found = state(database)
    database.close()
    return found


@sqlite_only
def test_a_backup_is_the_database_again(database: Database, tmp_path: Path) -> None:
    load(database, mindbody_csv(sale(), sale(order_id="2")))
    backup(database, tmp_path / "new folder" / "copy.db")
    assert restored(tmp_path / "new folder" / "copy.db") == state(database)


@sqlite_only
def test_a_backup_has_nothing_that_is_not_committed(database: Database, tmp_path: Path) -> None:
    load(database, mindbody_csv(sale()))
    was = state(database)
    with database.writing() as connection:
        connection.execute(insert(locations).values(id=9, name="Café"))
        backup(database, tmp_path / "copy.db")
    assert restored(tmp_path / "copy.db") == was


@sqlite_only
def test_backups_during_an_import_have_all_of_it_or_nothing(
    database: Database, tmp_path: Path
) -> None:
    load(database, mindbody_csv(sale()))
    stream = io.StringIO(newline="")
    write_sample(stream, 3_000)
    importing = threading.Thread(target=load, args=(database, stream.getvalue().encode()))
    importing.start()
    copies: list[Path] = []
    while importing.is_alive() or len(copies) < 2:
        copies.append(tmp_path / f"copy{len(copies)}.db")
        backup(database, copies[-1])
        time.sleep(0.03)
    importing.join()
    found = [figures_of(copy) for copy in copies]
    assert set(found) <= {(1, 1, 1, 1), (3_001, 3_001, 3_001, 2)}
    assert found == sorted(found)
    backup(database, tmp_path / "last.db")
    assert restored(tmp_path / "last.db") == state(database)


def figures_of(path: Path) -> tuple[int, ...]:
    """Give the lines, the same by the daily rows and by the ledger, and the imports of a copy."""
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    found = connection.execute(
        "SELECT (SELECT count(*) FROM sales), (SELECT sum(rows) FROM ledger_chunks),"
        " (SELECT sum(lines) FROM daily_revenue WHERE location_id = -1 AND payment_method_id = -1),"
        " (SELECT count(*) FROM imports)"
    ).fetchone()
    connection.close()
    return tuple(found)


@sqlite_only
def test_a_backup_writes_over_nothing(database: Database, tmp_path: Path) -> None:
    assert database.path
    (tmp_path / "taken.txt").write_text("mine")
    for path in (tmp_path / "taken.txt", database.path, tmp_path):
        with pytest.raises(BackupError, match="is there already"):
            backup(database, path)
    assert (tmp_path / "taken.txt").read_text() == "mine"


@sqlite_only
@pytest.mark.parametrize("path", ["/proc/copy.db", "{tmp}/file/copy.db"])
def test_a_backup_that_cannot_be_written_is_told(
    database: Database, tmp_path: Path, path: str
) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(SalesError):
        backup(database, Path(path.format(tmp=tmp_path)))


@sqlite_only
def test_the_database_is_used_on_after_a_backup(database: Database, tmp_path: Path) -> None:
    backup(database, tmp_path / "copy.db")
    load(database, mindbody_csv(sale()))
    assert_clean(database)
    assert raw(database)["sales"]


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_postgresql_is_backed_up_by_its_own_tools(database: Database, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="pg_dump"):
        backup(database, tmp_path / "copy.db")
    assert list(tmp_path.iterdir()) == []
