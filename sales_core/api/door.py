"""The outermost door: what may not come in is answered here, and nothing behind it hears of it.

It stands before the pages, their files, their live connection and the HTTP interface alike.
``/health`` is open under any name: a container and a cluster ask by an address.
"""

from __future__ import annotations

import html
import json
import logging
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from sales_core.access.network import Network
from sales_core.api.admission import OPEN_PATHS
from sales_core.api.callers import KEY, Caller, Refusal, identified

log = logging.getLogger("sales.door")

REMEMBERED = 200
"""How many refusals are told in the log, each kind and address once."""

_PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>This way leads nowhere</title>
<style>:root {{ color-scheme: light dark }} body {{ font: 1rem/1.6 system-ui, sans-serif;
max-width: 36rem; margin: 15vh auto; padding: 0 1.25rem; overflow-wrap: anywhere;
background: #fdfcf9; color: #0c1518 }} h1 {{ font: 600 1.5rem/1.3 Georgia, serif }}
@media (prefers-color-scheme: dark) {{ body {{ background: #0f1516; color: #e9e6de }} }}</style>
<h1>This way leads nowhere</h1><p>{sentence}</p></html>
"""


class Door:
    """An ASGI app in front of everything else; ``address`` is what the server listens on."""

    def __init__(self, app: ASGIApp, network: Network, address: str | None) -> None:
        self._app = app
        self._network = network
        self._reach = network.reach(address)
        self._told: set[tuple[str, str]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request or a WebSocket in, or answer why not."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        found = identified(scope, self._network, self._reach)
        if isinstance(found, Caller):
            await self._app(_known(scope, found), receive, send)
        elif scope["type"] == "http" and (scope["path"].rstrip("/") or "/") in OPEN_PATHS:
            await self._app(_with_caller(scope, Caller()), receive, send)
        else:
            self._tell(scope, found)
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1008, "reason": ""})
            else:
                await _answer(scope, found)(scope, receive, send)

    def _tell(self, scope: Scope, refusal: Refusal) -> None:
        """Write a refusal into the log once, for whoever set up the network in between."""
        told = (str((scope.get("client") or ("",))[0]), refusal.sentence)
        if told not in self._told and len(self._told) < REMEMBERED:
            self._told.add(told)
            log.warning("Not let in from %s: %s", *told)


def _with_caller(scope: Scope, caller: Caller) -> Scope:
    return {**scope, "state": {**scope.get("state", {}), KEY: caller}}


def _known(scope: Scope, caller: Caller) -> Scope:
    """Write what was found into the scope, so that nothing behind the door decides otherwise.

    Host and Origin are written alike: Streamlit compares them letter by letter when a WebSocket
    opens, and where they differ it asks a server in the internet for its own address.
    """
    host = Headers(scope=scope)["host"].lower()
    own = [(b"host", (urlsplit(caller.origin).netloc if caller.origin else host).encode("latin-1"))]
    if caller.origin:
        own.append((b"origin", caller.origin.encode("latin-1")))
    rest = [each for each in scope["headers"] if each[0] not in (b"host", b"origin")]
    scheme = caller.scheme
    changed: dict[str, Any] = {
        "headers": own + rest,
        "client": (caller.address, 0) if caller.through_proxy else scope.get("client"),
        "scheme": scheme.replace("http", "ws") if scope["type"] == "websocket" else scheme,
    }
    return _with_caller({**scope, **changed}, caller)


def _answer(scope: Scope, refusal: Refusal) -> Response:
    headers = {"Cache-Control": "no-store", **refusal.headers}
    if "text/html" in Headers(scope=scope).get("accept", ""):
        page = _PAGE.format(sentence=html.escape(refusal.sentence))
        return Response(page, refusal.status, headers, "text/html")
    body = json.dumps({"error": refusal.sentence})
    return Response(body, refusal.status, headers, "application/json")
