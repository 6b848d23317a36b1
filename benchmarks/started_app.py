"""The app on a free port of its own, as long as a block lasts."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path

from benchmarks.measure import ROOT

PATIENCE = 60  # seconds


@dataclass(frozen=True)
class App:
    """A server that answers: its port and the number of its process."""

    port: int
    process: int

    @property
    def address(self) -> str:
        """Give the address of its pages."""
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str) -> float:
        """Ask for something, and give the seconds until the whole answer was there.

        Raises:
            ValueError: It was refused.
        """
        started = time.perf_counter()
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
        finally:
            connection.close()
        if answer.status != HTTPStatus.OK:
            message = f"{path} was answered with {answer.status}"
            raise ValueError(message)
        return time.perf_counter() - started

    def megabytes(self) -> float:
        """Give the memory that it holds now; Linux alone tells."""
        said = Path(f"/proc/{self.process}/status").read_text("utf-8")
        return int(said.split("VmRSS:")[1].split()[0]) / 1024


@contextmanager
def started_app() -> Iterator[App]:
    """Start the app on the database of the environment, and wait until it answers."""
    port = _free_port()
    settings = {
        "STREAMLIT_SERVER_PORT": str(port),
        "STREAMLIT_SERVER_ADDRESS": "127.0.0.1",
        "STREAMLIT_SERVER_HEADLESS": "true",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py"],
        cwd=ROOT,
        env={**os.environ, **settings},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    app = App(port, process.pid)
    try:
        _wait_for(app)
        yield app
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(app: App) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            app.get("/health")
        except (OSError, ValueError):
            time.sleep(0.02)
        else:
            return
    message = f"/health did not answer within {PATIENCE} seconds."
    raise TimeoutError(message)
