"""A server that is told to end: it says so first, and what is being written is whole or not there.

The server is the real one, in a process of its own.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import httpx2 as httpx
import pytest

from sales_core.reporting.coverage import coverage
from sales_core.store.database import open_database
from sales_core.store.verify import verify
from tests.builders import mindbody_csv, sale

ROOT = Path(__file__).parents[1]
PATIENCE = 60  # seconds

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")


@dataclass(frozen=True)
class Running:
    process: subprocess.Popen[bytes]
    port: int

    def health(self) -> tuple[int, str]:
        """Ask how it is: the status of the answer and what it says; 0 where nobody answers."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/health")
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())["status"]
        except (OSError, HTTPException):
            return 0, ""
        finally:
            connection.close()


@contextmanager
def running(folder: Path, **settings: str) -> Iterator[Running]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = {
        "DATABASE_URL": f"sqlite:///{folder / 'sales.db'}",
        "SALES_CURRENCY": "SGD",
        "STREAMLIT_SERVER_PORT": str(port),
        "STREAMLIT_SERVER_ADDRESS": "127.0.0.1",
    }
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py"],
            cwd=ROOT,
            env={**os.environ, **own, **settings},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        server = Running(process, port)
        try:
            until(lambda: server.health()[0] == 200)
            yield server
        finally:
            process.kill()
            process.wait(PATIENCE)


def upload(server: Running, content: bytes) -> int:
    """Import a file, and give the status of the answer; 0 where there is none."""
    try:
        url = f"http://127.0.0.1:{server.port}/api/import-sales"
        return httpx.post(url, files={"file": ("many.csv", content)}, timeout=PATIENCE).status_code
    except httpx.TransportError:
        return 0


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.05)


def test_told_twice_it_ends_at_once(tmp_path: Path) -> None:
    with running(tmp_path, SALES_LEAVE_SECONDS="900") as server:
        server.process.terminate()
        until(lambda: server.health() == (503, "leaving"))
        server.process.terminate()
        assert server.process.wait(PATIENCE) in (0, -signal.SIGTERM)


def test_it_ends_by_itself_and_an_import_under_way_is_whole_or_not_there(tmp_path: Path) -> None:
    rows = 60_000
    content = mindbody_csv(*(sale(order_id=str(number)) for number in range(rows)))
    with running(tmp_path, SALES_LEAVE_SECONDS="1") as server, ThreadPoolExecutor(1) as beside:
        asked = beside.submit(upload, server, content)
        time.sleep(0.3)  # it is read or written now
        server.process.terminate()
        answered = asked.result()
        assert server.process.wait(PATIENCE) in (0, -signal.SIGTERM)
    database = open_database(f"sqlite:///{tmp_path / 'sales.db'}")
    report = verify(database)
    found = coverage(database)
    database.close()
    assert report.clean
    assert found.lines in {201: (rows,), 0: (0, rows)}[answered]
