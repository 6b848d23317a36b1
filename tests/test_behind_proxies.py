"""Real proxies before the door: who counts as whom, by the configurations that the docs give."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from http.client import HTTPConnection
from ipaddress import ip_network
from pathlib import Path
from socket import create_connection

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send
from websockets.sync.client import connect
from websockets.typing import Origin

from sales_core.access.network import Network
from sales_core.api import Door
from sales_core.api.callers import caller_of
from tests.proxies import PATIENCE, free_port, proxy
from tests.servers import ROOT

pytestmark = pytest.mark.slow

DOCS = (ROOT / "docs" / "behind-a-proxy.md").read_text()
NAME = "sales.example.com"
VISITOR = "127.0.0.9"
FORGED = {"X-Forwarded-For": "6.6.6.6"}

LISTED = Network(frozenset({NAME}), None, (ip_network("127.0.0.1"),), open_without_login=True)
NAMED = Network(frozenset({NAME}), open_without_login=True)
SETTINGS = {"none": Network(), "named": NAMED, "listed": LISTED}

NGINX = (
    "server {{ listen 127.0.0.1:{port}; location / {{ proxy_pass http://127.0.0.1:{app}; {}}} }}"
)
HAPROXY = """
defaults
    mode http
    timeout connect 5s
    timeout client 9s
    timeout server 9s
frontend front
    bind 127.0.0.1:{port}
    {}
    default_backend app
backend app
    server app 127.0.0.1:{app}
"""
NEWER = "proxy_http_version 1.1; "
HOST = "proxy_set_header Host $http_host; "
ADDED = "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; "


def documented(program: str) -> str:
    """Give the configuration of the docs, with the ports of a test and without https."""
    kind = {"caddy": "caddyfile"}.get(program, program)
    (text,) = re.findall(rf"```{kind}\n(.*?)```", DOCS, re.DOTALL)
    text = text.replace("{", "{{").replace("}", "}}").replace(":8501", ":{app}")
    text = re.sub(r"(?m)^ *ssl_.*\n", "", text)
    for secure, plain in (
        ("listen 443 ssl;", "listen 127.0.0.1:{port};"),
        ("bind :443 ssl crt /etc/haproxy/sales.pem", "bind 127.0.0.1:{port}"),
        (f"{NAME} {{{{", f"http://{NAME}:{{port}} {{{{\nbind 127.0.0.1"),
    ):
        text = text.replace(secure, plain)
    assert "{port}" in text
    return text


SETUPS = {
    "nginx with nothing but `proxy_pass`": ("nginx", NGINX.replace("{}", "")),
    "nginx with nothing but `proxy_pass`, HTTP/1.1": ("nginx", NGINX.replace("{}", NEWER)),
    "nginx that hands on Host alone": ("nginx", NGINX.replace("{}", HOST)),
    "nginx with `$proxy_add_x_forwarded_for`": ("nginx", NGINX.replace("{}", HOST + ADDED)),
    "nginx as above": ("nginx", documented("nginx")),
    "Caddy as above": ("caddy", documented("caddy")),
    "HAProxy with nothing": ("haproxy", HAPROXY.replace("{}", "")),
    "HAProxy with `option forwardfor`": ("haproxy", HAPROXY.replace("{}", "option forwardfor")),
    "HAProxy as above": ("haproxy", documented("haproxy")),
}


async def behind(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer as whom a request counts."""
    body = json.dumps(asdict(caller_of(scope))).encode()
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.accept"})
        await send({"type": "websocket.send", "bytes": body})
        await send({"type": "websocket.close", "code": 1000})
    elif scope["type"] == "http":
        headers = [(b"content-type", b"application/json")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})


@contextmanager
def door(network: Network) -> Iterator[int]:
    """Run a server that is nothing but the door; gives its port."""
    port = free_port()
    app = Door(behind, network, "127.0.0.1")
    config = uvicorn.Config(
        app, port=port, lifespan="off", log_config=None, proxy_headers=False, ws="websockets-sansio"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        deadline = time.monotonic() + PATIENCE
        while not server.started:
            assert time.monotonic() < deadline
            time.sleep(0.01)
        yield port
    finally:
        server.should_exit = True
        thread.join(PATIENCE)


@pytest.fixture(scope="module")
def doors() -> Iterator[dict[str, int]]:
    with ExitStack() as stack:
        yield {how: stack.enter_context(door(network)) for how, network in SETTINGS.items()}


def seen(port: int, headers: dict[str, str]) -> str:
    """Tell in words as whom a visitor counts who asks a proxy."""
    connection = HTTPConnection("127.0.0.1", port, PATIENCE, source_address=(VISITOR, 0))
    try:
        connection.request("GET", "/", headers={"Host": f"{NAME}:{port}", **headers})
        answer = connection.getresponse()
        said = json.loads(answer.read())
    finally:
        connection.close()
    if "error" in said:
        which = re.search("SALES_PROXIES|SALES_HOSTS", said["error"])
        return f"refused ({which[0]})" if which else "refused"
    if said["is_this_machine"]:
        return "**this machine**"
    words = {VISITOR: "the visitor", "127.0.0.1": "the proxy", "6.6.6.6": "**whom he says**"}
    return words[said["address"]]


@pytest.mark.parametrize("setup", SETUPS)
def test_who_counts_as_whom_is_as_the_docs_say(
    setup: str, doors: dict[str, int], tmp_path: Path
) -> None:
    program, text = SETUPS[setup]
    found = []
    for how, app in doors.items():
        port = free_port()
        folder = tmp_path / how
        folder.mkdir()
        with proxy(program, text.format(port=port, app=app), port, folder):
            found += [seen(port, {}), *([seen(port, FORGED)] if how == "listed" else [])]
            if how == "listed" and setup.endswith("as above"):
                look_at_live_connection(port)
    row = f"| {setup} | {' | '.join(found)} |"
    assert row in DOCS, row


def test_the_proxy_of_several_servers(doors: dict[str, int], tmp_path: Path) -> None:
    text = (ROOT / "deploy" / "nginx.conf").read_text()
    text = text.partition("http {")[2].rpartition("}")[0]
    port = free_port()
    text = re.sub(r"server app\d:8501 ", f"server 127.0.0.1:{doors['listed']} ", text)
    text = text.replace("listen 80;", f"listen 127.0.0.1:{port};")
    with proxy("nginx", text, port, tmp_path):
        assert seen(port, {}) == seen(port, FORGED) == "the visitor"
        look_at_live_connection(port)


def look_at_live_connection(port: int) -> None:
    """Look that a page of ours has its live connection through the proxy."""
    origin = f"http://{NAME}:{port}"
    with connect(
        f"ws://{NAME}:{port}/_stcore/stream",
        sock=create_connection(("127.0.0.1", port), PATIENCE),
        origin=Origin(origin),
        proxy=None,
    ) as live:
        assert json.loads(live.recv(PATIENCE))["origin"] == origin
