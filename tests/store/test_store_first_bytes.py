"""A look at the file of an open database takes no lock away that SQLite has on it."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from sales_core.store.database import Database
from sales_core.store.database_file import make_private_file, read_header
from tests.builders import load, mindbody_csv, sale
from tests.states import assert_clean

sqlite_only = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

VISIT = """
import sqlite3, sys
visitor = sqlite3.connect(sys.argv[1])
visitor.execute("SELECT count(*) FROM sales").fetchone()
visitor.close()
"""
"""Another process that comes and goes: the last one that goes takes the log away."""


@sqlite_only
@pytest.mark.parametrize("look", [read_header, make_private_file])
def test_another_process_leaves_the_log_of_those_who_are_still_there(
    database: Database, look: object
) -> None:
    load(database, mindbody_csv(sale()))
    path = database.path
    assert path
    log = path.with_name(f"{path.name}-wal")
    was = log.stat().st_ino
    assert callable(look)
    look(path)
    subprocess.run([sys.executable, "-c", VISIT, path], check=True)
    assert log.stat().st_ino == was
    load(database, mindbody_csv(sale(order_id="2")))
    with sqlite3.connect(path) as other:
        assert other.execute("SELECT count(*) FROM sales").fetchone() == (2,)
    assert_clean(database)


def test_a_file_in_the_place_of_another_is_the_one_that_is_read(tmp_path: Path) -> None:
    path, other = tmp_path / "one.db", tmp_path / "other.db"
    sqlite3.connect(path).execute("PRAGMA user_version = 7").connection.close()
    sqlite3.connect(other).execute("PRAGMA user_version = 8").connection.close()
    assert read_header(path)[0][60:64] == bytes([0, 0, 0, 7])
    os.replace(other, path)  # noqa: PTH105
    assert read_header(path)[0][60:64] == bytes([0, 0, 0, 8])
    path.unlink()
    assert read_header(path) == (b"", 0)
