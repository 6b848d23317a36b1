"""The real server, as README.md starts it, in a process of its own."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PATIENCE = 60  # seconds


@dataclass(frozen=True)
class Running:
    process: subprocess.Popen[bytes]
    url: str
    log: Path

    def health(self) -> tuple[int, str]:
        """Ask how it is: the status of the answer and what it says; 0 where nobody answers."""
        connection = HTTPConnection(self.url.removeprefix("http://"), timeout=5)
        try:
            connection.request("GET", "/health")
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())["status"]
        except (OSError, HTTPException):
            return 0, ""
        finally:
            connection.close()


@contextmanager
def running(folder: Path, database_url: str, currency: str, **settings: str) -> Iterator[Running]:
    """Run the app on a port of its own until the block ends; its log lies in the folder.

    In settings ``{url}`` stands for its address.
    """
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    given = {name: value.replace("{url}", url) for name, value in settings.items()}
    own = {
        "DATABASE_URL": database_url,
        "SALES_CURRENCY": currency,
        "STREAMLIT_SERVER_PORT": str(port),
        "STREAMLIT_SERVER_ADDRESS": "127.0.0.1",
    }
    path = folder / "log"
    with path.open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py"],
            cwd=ROOT,
            env={**os.environ, **own, **given},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        server = Running(process, url, path)
        try:
            _wait_for(server)
            yield server
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(server: Running) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and server.process.poll() is None:
        if server.health()[0] == 200:
            return
        time.sleep(0.1)
    pytest.fail(f"The app did not start:\n{server.log.read_text()}")
