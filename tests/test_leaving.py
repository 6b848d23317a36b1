"""A server that is told to end: it says so first, and what is being written is whole or not there.

The server is the real one, in a process of its own.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2 as httpx
import pytest

from sales_core.reporting.coverage import coverage
from sales_core.store.database import open_database
from sales_core.store.verify import verify
from tests.builders import mindbody_csv, sale
from tests.servers import PATIENCE, Running, running

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")


def database_of(folder: Path) -> str:
    return f"sqlite:///{folder / 'sales.db'}"


def upload(server: Running, content: bytes) -> int:
    """Import a file, and give the status of the answer; 0 where there is none."""
    try:
        url = f"{server.url}/api/import-sales"
        return httpx.post(url, files={"file": ("many.csv", content)}, timeout=PATIENCE).status_code
    except httpx.TransportError:
        return 0


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.05)


def test_told_twice_it_ends_at_once(tmp_path: Path) -> None:
    with running(tmp_path, database_of(tmp_path), "SGD", SALES_LEAVE_SECONDS="900") as server:
        server.process.terminate()
        until(lambda: server.health() == (503, "leaving"))
        server.process.terminate()
        assert server.process.wait(PATIENCE) in (0, -signal.SIGTERM)


def test_it_ends_by_itself_and_an_import_under_way_is_whole_or_not_there(tmp_path: Path) -> None:
    rows = 60_000
    content = mindbody_csv(*(sale(order_id=str(number)) for number in range(rows)))
    with (
        running(tmp_path, database_of(tmp_path), "SGD", SALES_LEAVE_SECONDS="1") as server,
        ThreadPoolExecutor(1) as beside,
    ):
        asked = beside.submit(upload, server, content)
        time.sleep(0.3)  # it is read or written now
        server.process.terminate()
        answered = asked.result()
        assert server.process.wait(PATIENCE) in (0, -signal.SIGTERM)
    database = open_database(database_of(tmp_path))
    report = verify(database)
    found = coverage(database)
    database.close()
    assert report.clean
    assert found.lines in {201: (rows,), 0: (0, rows)}[answered]
