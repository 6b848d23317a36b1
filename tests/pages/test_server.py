from __future__ import annotations

import gc
import sys
import tempfile
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import anyio
import anyio.from_thread
import pytest
from components import shared
from components.security_headers import SecurityHeaders, content_policy
from components.uploading import kept
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket

from app import lifespan
from sales_core.imports import list_imports
from sales_core.temporary import PREFIX


async def echo(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text(await socket.receive_text())
    await socket.close()


def plain(_request: object) -> PlainTextResponse:
    return PlainTextResponse("ok", headers={"X-Frame-Options": "SAMEORIGIN"})


SITE = SecurityHeaders(Starlette(routes=[Route("/", plain), WebSocketRoute("/ws", echo)]))


def test_every_response_keeps_the_page_to_itself() -> None:
    for path, status in (("/", 200), ("/missing", 404)):
        answer = TestClient(SITE).get(path)
        assert answer.status_code == status
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"] == content_policy()


def test_what_a_route_says_itself_stays() -> None:
    assert TestClient(SITE).get("/").headers["X-Frame-Options"] == "SAMEORIGIN"


def test_web_sockets_pass_unchanged() -> None:
    with TestClient(SITE).websocket_connect("/ws") as socket:
        socket.send_text("hello")
        assert socket.receive_text() == "hello"


def test_policy_allows_nothing_from_elsewhere_and_no_inline_script_but_its_own() -> None:
    policy = dict(part.split(" ", 1) for part in content_policy().split("; "))
    assert policy["default-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == policy["object-src"] == "'none'"
    assert "'sha256-" in policy["script-src"]
    assert "'unsafe-inline'" not in policy["script-src"]
    assert "http" not in content_policy()


def test_what_is_there_for_good_is_imported_before_and_left_out_of_collections(app: Any) -> None:
    async def serve() -> None:
        async with lifespan(app):
            assert "components.uploading.card" in sys.modules
            assert gc.get_freeze_count() > 100_000

    with anyio.from_thread.start_blocking_portal() as elsewhere:  # a browser's loop may run here
        elsewhere.call(serve)
    assert gc.get_freeze_count() == 0


def test_dropped_files_end_with_the_server_and_those_of_a_killed_one_at_the_start(
    app: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left = tmp_path / f"{PREFIX}left"
    left.mkdir(mode=0o700)
    (left / "export").write_bytes(b"sales")

    def there() -> list[Path]:
        return list(tmp_path.glob(f"{PREFIX}*"))

    async def serve() -> None:
        async with lifespan(app):
            assert there() == []
            (kept.new_desk().folder / "export").write_bytes(b"sales")
            assert len(there()) == 1

    kept.clear_all()  # those of other tests lie elsewhere
    with anyio.from_thread.start_blocking_portal() as elsewhere:
        elsewhere.call(serve)
    assert there() == []


def test_a_folder_is_watched_beside_the_server_by_setting(
    app: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "a.csv").write_bytes(b"Date,Order,Amount\n2025-03-28,1,2.00\n")
    monkeypatch.setattr("app.settings", replace(shared.settings(), watch_folder=folder))

    async def serve() -> None:
        async with lifespan(app):
            with anyio.fail_after(60):
                while not (folder / "done" / "a.csv").exists():  # noqa: ASYNC110
                    await anyio.sleep(0.1)

    with anyio.from_thread.start_blocking_portal() as elsewhere:
        elsewhere.call(serve)
    assert [record.imported_by for record in list_imports(shared.database())] == ["watched folder"]
    assert "watch-folder" not in {thread.name for thread in threading.enumerate()}
