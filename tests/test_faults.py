"""What must not do harm: a killed process, several at once, another time zone, a lost server.

These are real commands on large files; ``tests.histories`` tries what can go wrong anywhere.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from sales_core.imports import list_imports
from sales_core.sample.writing import write_sample
from sales_core.store.database import Database, open_database
from tests.builders import load, mindbody_csv, sale
from tests.states import answers, assert_clean, raw

pytestmark = pytest.mark.slow
sqlite_only = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
postgresql_only = pytest.mark.parametrize("database", ["postgresql"], indirect=True)

ROOT = Path(__file__).parents[1]
ROWS = 60_000

STOP_AT = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
from sqlalchemy import event
from sales_core.importing.files.export import SalesExport
from sales_core.imports import ImportOptions, import_sales
from sales_core.store import database as store
from sales_core.values.actors import BY_COMMAND
from sales_core.store import file_connections

address, file, moment = sys.argv[1:]
file_connections.WRITING = "cache_size=-500"  # so that pages are written before the commit, too
database = store.open_database(address)
done = 0

def stop(*_):
    print("now", flush=True)
    time.sleep(600)

@event.listens_for(database.engine, "before_cursor_execute")
def count(connection, cursor, statement, parameters, context, executemany):
    global done
    done += statement.startswith("INSERT INTO sales ")
    if moment.isdigit() and done > int(moment):
        stop()

if moment == "commit":
    event.listen(database.engine, "commit", stop)
import_sales(database, SalesExport.on_disk(Path(file)), ImportOptions(), "SGD",
             now=datetime.now(UTC), actor=BY_COMMAND)
stop()
"""
"""Imports a file, and stops for good at a moment: before the n-th statement that inserts lines
(there are two), at the commit, or when all is done but nothing is told yet."""


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("faults") / "big.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        write_sample(stream, ROWS, days=90)
    return path


def address(database: Database) -> str:
    return database.engine.url.render_as_string(hide_password=False)


@contextmanager
def started(
    *command: object, url: str = "", zone: str = "UTC"
) -> Iterator[subprocess.Popen[bytes]]:
    """Start a Python process on a database; it does not outlive the block."""
    process = subprocess.Popen(
        [sys.executable, *map(str, command)],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": url, "TZ": zone},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def answer_of(process: subprocess.Popen[bytes]) -> dict[str, Any]:
    out, err = process.communicate(timeout=300)
    assert process.returncode == 0, err.decode()
    answer: dict[str, Any] = json.loads(out)
    return answer


@sqlite_only
def test_a_killed_import_leaves_nothing_or_all(database: Database, big: Path) -> None:
    load(database, mindbody_csv(sale()))
    was, url = raw(database), address(database)
    database.close()
    for moment in ("0", "1", "commit"):
        with started("-c", STOP_AT, url, big, moment) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"now\n"
        left = open_database(url)
        assert raw(left) == was, moment
        assert len(list_imports(left)) == 1
        assert_clean(left)
        left.close()
    with started("-c", STOP_AT, url, big, "done") as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"now\n"
    with started("-m", "sales_core", "import", big, "--json", url=url) as process:
        answer = answer_of(process)
    assert answer["status"] == "already_imported"
    assert answer["rows"]["already_imported"] == ROWS
    left = open_database(url)
    assert counted(left) == (ROWS + 1, ROWS + 1, ROWS + 1, 2)
    assert_clean(left)
    left.close()


def counted(database: Database) -> tuple[int | None, ...]:
    """Count the lines themselves, by the daily rows and by the ledger, and the imports."""
    with database.reading() as connection:
        query = text(
            "SELECT (SELECT count(*) FROM sales), (SELECT sum(rows) FROM ledger_chunks),"
            " (SELECT sum(lines) FROM daily_revenue WHERE location_id < 0"
            " AND payment_method_id < 0), (SELECT count(*) FROM imports)"
        )
        return tuple(connection.execute(query).one())


def test_an_acknowledged_import_survives_a_kill(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'sales.db'}"
    (tmp_path / "sales.csv").write_bytes(mindbody_csv(sale(), sale(order_id="2")))
    arguments = ("-m", "sales_core", "import", tmp_path / "sales.csv", "--json")
    with started(*arguments, url=url) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"{\n"
        process.kill()
    database = open_database(url)
    assert [record.rows.imported for record in list_imports(database)] == [2]
    assert_clean(database)
    database.close()


def import_at_once(url: str, *paths: Path) -> list[dict[str, Any]]:
    """Import files, each by a process of its own, and give what they answer."""
    with ExitStack() as stack:
        running = [
            stack.enter_context(started("-m", "sales_core", "import", path, "--json", url=url))
            for path in paths
        ]
        return [answer_of(process) for process in running]


def test_different_files_at_once_are_all_imported(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new' / 'sales.db'}"
    expected = open_database(f"sqlite:///{tmp_path / 'expected.db'}")
    paths = [tmp_path / f"{number}.csv" for number in range(4)]
    for number, path in enumerate(paths):
        rows = [sale(order_id=str(at), item=f"Tea {number + at % 3}") for at in range(number, 200)]
        path.write_bytes(mindbody_csv(*rows))
        load(expected, path.read_bytes())
    assert [answer["status"] for answer in import_at_once(url, *paths)] == ["imported"] * 4
    database = open_database(url)
    assert sorted(record.id for record in list_imports(database)) == [1, 2, 3, 4]
    assert answers(database) == answers(expected)
    assert_clean(database)
    for opened in (database, expected):
        opened.close()


def test_one_file_at_once_from_everywhere_is_imported_once(
    database: Database, tmp_path: Path
) -> None:
    url, path = address(database), tmp_path / "sales.csv"
    path.write_bytes(mindbody_csv(*(sale(order_id=str(at)) for at in range(500))))
    found = import_at_once(url, path, path, path, path)
    statuses = sorted(answer["status"] for answer in found)
    assert statuses == ["already_imported"] * 3 + ["imported"]
    assert {answer["import_id"] for answer in found} == {1}
    assert all(
        "command line (import 1)" in answer["message"]
        for answer in found
        if answer["status"] == "already_imported"
    )
    assert len(raw(database)["sales"]) == 500
    assert_clean(database)


def test_days_are_the_same_in_every_time_zone(tmp_path: Path) -> None:
    days = ["3/8/2025", "3/9/2025", "3/10/2025", "11/2/2025", "12/31/2025", "1/1/2026", "2/28/2026"]
    path = tmp_path / "sales.csv"
    path.write_bytes(mindbody_csv(*(sale(date=day, order_id=day) for day in days)))
    found = []
    for zone in ("Asia/Kolkata", "America/New_York"):
        url = f"sqlite:///{tmp_path / zone.replace('/', '-')}.db"
        with started("-m", "sales_core", "import", path, "--json", url=url, zone=zone) as process:
            assert answer_of(process)["first_date"] == "2025-03-08"
        arguments = ("-m", "sales_core", "revenue", "--by", "day", "--json")
        with started(*arguments, url=url, zone=zone) as process:
            found.append(answer_of(process))
    assert found[0] == found[1]
    sold = [period["start"] for period in found[0]["periods"] if period["revenue"] == "10"]
    assert sold == [
        "2025-03-08", "2025-03-09", "2025-03-10", "2025-11-02", "2025-12-31", "2026-01-01",
        "2026-02-28",
    ]  # fmt: skip


def end_sessions(url: str) -> None:
    """Do what a restart of the server does to those who are connected."""
    other = open_database(url)
    with other.engine.begin() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    other.close()


@postgresql_only
def test_a_server_that_restarted_is_used_on(database: Database) -> None:
    load(database, mindbody_csv(sale()))
    end_sessions(address(database))
    assert_clean(database)
    end_sessions(address(database))
    assert load(database, mindbody_csv(sale(order_id="2"))).status == "imported"
