"""The door of the real server: before pages, files and live connection, whatever runs below it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.servers import PATIENCE, ROOT, Running, running

pytestmark = pytest.mark.slow

EVIL = {"Host": "evil.example"}
LIVE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "c2FsZXMgc2FsZXMgc2FsZQ==",
    "Sec-WebSocket-Protocol": "streamlit",
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("door")
    with running(folder, f"sqlite:///{folder / 'sales.db'}", "SGD") as server:
        yield server


def ask(server: Running, path: str, method: str = "GET", **headers: str) -> tuple[int, bytes]:
    """Ask, and give the status and the body."""
    connection = HTTPConnection(server.url.removeprefix("http://"), timeout=PATIENCE)
    try:
        connection.request(
            method, path, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )
        answer = connection.getresponse()
        return answer.status, b"" if answer.status == 101 else answer.read()
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("path", "status"),
    [("/", 200), ("/revenue", 200), ("/_stcore/health", 200), ("/api/imports", 200)],
)
def test_what_is_answered_under_our_name_is_refused_under_another(
    server: Running, path: str, status: int
) -> None:
    assert ask(server, path)[0] == status
    refused, body = ask(server, path, **EVIL)
    assert refused == 403
    assert "SALES_HOSTS" in json.loads(body)["error"]


@pytest.mark.parametrize("hosts", [(), ("",), ("localhost", "localhost"), ("localhost.",)])
@pytest.mark.parametrize(("path", "status"), [("/revenue", 400), ("/health", 200)])
def test_a_name_that_is_missing_twice_there_or_ends_in_a_dot(
    server: Running, hosts: tuple[str, ...], path: str, status: int
) -> None:
    connection = HTTPConnection(server.url.removeprefix("http://"), timeout=PATIENCE)
    try:
        connection.putrequest("GET", path, skip_host=True)
        for host in hosts:
            connection.putheader("Host", host)
        connection.endheaders()
        assert connection.getresponse().status == status
    finally:
        connection.close()


@pytest.mark.parametrize("path", ["/health", "/health/"])
def test_health_is_answered_under_any_name(server: Running, path: str) -> None:
    assert ask(server, path, **EVIL)[0] == 200


def test_the_live_connection_asks_for_our_name_and_our_pages(server: Running) -> None:
    own = server.url
    path = "/_stcore/stream"
    assert ask(server, path, **LIVE, Origin=own)[0] == 101
    assert ask(server, path, **LIVE)[0] == 101
    assert ask(server, path, **LIVE, **EVIL)[0] == 403
    assert ask(server, path, **LIVE, Origin="http://evil.example")[0] == 403
    assert ask(server, path, **LIVE, Origin=own, X_Forwarded_For="1.2.3.4")[0] == 403


def test_no_program_on_this_machine_is_believed_to_be_a_proxy(server: Running) -> None:
    status, body = ask(server, "/", X_Forwarded_For="1.2.3.4")
    assert status == 403
    assert "SALES_PROXIES" in json.loads(body)["error"]
    log = server.log.read_text()
    assert "Not let in from 127.0.0.1: This request came through a proxy" in log
    assert "1.2.3.4" not in log


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS"])
def test_a_page_of_another_site_can_send_no_file(server: Running, method: str) -> None:
    path = "/_stcore/upload_file/session/file"
    assert ask(server, path, method, Origin="http://evil.example")[0] == 403


def test_open_to_all_without_a_login_it_does_not_start(tmp_path: Path) -> None:
    own = {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'sales.db'}",
        "STREAMLIT_SERVER_ADDRESS": "0.0.0.0",  # noqa: S104 - what must be refused
        "STREAMLIT_SERVER_PORT": "0",
    }
    done = subprocess.run(
        [sys.executable, "-m", "streamlit", "run", "app.py"],
        cwd=ROOT,
        env={**os.environ, **own},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 1
    assert "SALES_OPEN_TO_NETWORK=without-login" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "sales.db").exists()
