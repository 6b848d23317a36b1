"""The door answers what may not come in, and what comes in is handed on as it was found to be."""

from __future__ import annotations

import logging
from ipaddress import ip_network
from typing import Any

import pytest
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocketDisconnect

from sales_core.access.network import Network
from sales_core.api import Door
from sales_core.api.callers import Caller, caller_of

NAMED = Network(hosts=frozenset({"sales.test"}), proxies=(ip_network("10.0.0.2"),))

LIVE = "ws://sales.test/_stcore/stream"


class Behind:
    """What stands behind the door: it keeps what came in."""

    def __init__(self) -> None:
        self.came: list[Scope] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.came.append(scope)
        if scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.accept"})
            await send({"type": "websocket.close", "code": 1000})
            return
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"in"})

    @property
    def headers(self) -> dict[str, str]:
        return {name.decode(): value.decode() for name, value in self.came[-1]["headers"]}


@pytest.fixture
def behind() -> Behind:
    return Behind()


def client_of(behind: Behind, address: str = "8.8.8.8", host: str = "sales.test") -> TestClient:
    door = Door(behind, NAMED, None)
    return TestClient(door, base_url=f"http://{host}", client=(address, 50_000))


@pytest.mark.parametrize(
    "path", ["/", "/revenue", "/static/js/index.js", "/_stcore/upload_file", "/media/x", "/api"]
)
def test_nothing_behind_it_hears_of_what_may_not_come_in(behind: Behind, path: str) -> None:
    client = client_of(behind, host="evil.example")
    for method in ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"):
        assert client.request(method, path).status_code == 403
    assert behind.came == []


def test_the_live_connection_has_the_same_door(behind: Behind) -> None:
    for host, headers in (
        ("evil.example", {}),
        ("sales.test", {"Origin": "http://evil.example"}),
        ("sales.test", {"X-Forwarded-For": "1.2.3.4"}),
    ):
        client = client_of(behind, host=host)
        with (
            pytest.raises(WebSocketDisconnect),
            client.websocket_connect(f"ws://{host}/_stcore/stream", headers=headers),
        ):
            pass
    assert behind.came == []
    with client_of(behind).websocket_connect(LIVE):
        assert behind.came


def test_a_person_gets_a_page_and_a_program_gets_json(behind: Behind) -> None:
    client = client_of(behind, host="evil.example")
    page = client.get("/", headers={"Accept": "text/html"})
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "SALES_HOSTS" in page.text
    told = client.get("/", headers={"Accept": "*/*"})
    assert "evil.example" in told.json()["error"]
    assert page.headers["cache-control"] == told.headers["cache-control"] == "no-store"


def test_no_text_of_a_request_becomes_part_of_the_page(behind: Behind) -> None:
    headers = {"Accept": "text/html", "Origin": "<script>alert(1)</script>"}
    page = client_of(behind).get("/", headers=headers)
    assert page.status_code == 403
    assert "<script>" not in page.text


@pytest.mark.parametrize("path", ["/health", "/health/"])
@pytest.mark.parametrize(
    ("host", "headers"),
    [
        ("10.1.2.3:8501", {}),
        ("sales.test", {"X-Forwarded-For": "1.2.3.4"}),
        ("sales.test", {"Origin": "http://evil.example"}),
    ],
)
def test_health_is_open_to_whoever_asks(
    behind: Behind, path: str, host: str, headers: dict[str, str]
) -> None:
    assert client_of(behind, host=host).get(path, headers=headers).text == "in"
    assert caller_of(behind.came[-1]) == Caller()


def test_only_health_is_open(behind: Behind) -> None:
    client = client_of(behind, host="evil.example")
    for path in ("/health/x", "/healthy", "//health", "/_stcore/health", "/x/../health/../api"):
        assert client.get(path).status_code == 403


def test_a_request_through_a_proxy_is_handed_on_as_that_of_who_asked(behind: Behind) -> None:
    client = client_of(behind, address="10.0.0.2")
    headers = {"X-Forwarded-For": "8.8.4.4", "X-Forwarded-Proto": "https"}
    client.get("/", headers=headers)
    scope = behind.came[-1]
    assert scope["client"] == ("8.8.4.4", 0)
    assert scope["scheme"] == "https"
    assert caller_of(scope) == Caller("8.8.4.4", scheme="https", through_proxy=True)
    with client.websocket_connect(LIVE, headers=headers):
        assert behind.came[-1]["scheme"] == "wss"
        assert caller_of(behind.came[-1]) == caller_of(scope)


def test_host_and_origin_are_handed_on_written_alike(behind: Behind) -> None:
    headers = {"Host": "Sales.TEST:80", "Origin": "http://sales.test"}
    client = client_of(behind)
    client.post("/_stcore/upload_file", headers=headers)
    assert behind.headers["origin"] == "http://sales.test"
    assert behind.headers["host"] == "sales.test"
    assert caller_of(behind.came[-1]).origin == "http://sales.test"
    with client.websocket_connect(LIVE, headers=headers):
        assert behind.headers["origin"] == "http://sales.test"
        assert behind.headers["host"] == "sales.test"


def test_each_kind_of_refusal_is_told_in_the_log_once(
    behind: Behind, caplog: pytest.LogCaptureFixture
) -> None:
    client = client_of(behind, host="evil.example")
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            client.get("/")
        for number in range(400):
            client.get("/", headers={"Host": f"evil{number}.example"})
    assert caplog.text.count("under the name evil.example.") == 1
    assert len(caplog.records) <= 200


def test_what_is_neither_request_nor_live_connection_passes(behind: Behind) -> None:
    began: list[Any] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        began.append(scope["type"])
        await receive()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await send({"type": "lifespan.shutdown.complete"})

    with TestClient(Door(app, NAMED, None)):
        assert began == ["lifespan"]
    assert behind.came == []
