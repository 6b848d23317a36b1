"""The gate before everything that shows or takes anything: nobody comes by without a login.

Streamlit's login guards only what a page itself looks at; dropped files, files taken away and
the live connection of a page know nothing of it. So it is looked here who comes, for each of them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import anyio
from anyio import to_thread
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from components.login import way_back
from components.login.ended import ENDED
from components.login.provider_visits import ProviderVisits
from components.login.signs import Sign, answer, leading, not_let_in, wants_page
from components.login.streamlit_login import (
    CALLBACK,
    LOG_IN,
    LOG_OUT,
    UPLOADS,
    claims_in,
    log_in_address,
)
from sales_core.access.entering import allowed, entered_by_claims, entered_by_headers
from sales_core.access.lifetime import LoginEndedError
from sales_core.access.login_settings import LoginSettings, OpenId, UserHeader
from sales_core.access.vouched import NotLetInError
from sales_core.api.admission import VISITOR
from sales_core.api.callers import caller_of
from sales_core.errors import SalesError
from sales_core.values.actors import Actor, Role

OPEN = frozenset({"/health", "/health/", "/_stcore/health", "/_stcore/host-config", "/favicon.png"})
"""What shows nothing of anybody, and is asked before anybody has logged in."""

OPEN_BELOW = ("/static/",)

DECIDE_THEMSELVES = ("/api", "/metrics")
"""The HTTP interface also takes tokens; it is told who is logged in."""

LOOKING = anyio.CapacityLimiter(8)
"""Threads of their own, so that nobody waits for long work before he may come in."""


class LoginGate:
    """An ASGI app in front of the pages and the HTTP interface."""

    def __init__(self, app: ASGIApp, login: LoginSettings, clock: Callable[[], datetime]) -> None:
        self._app = app
        self._login = login
        self._clock = clock
        self._visits = ProviderVisits(app, login, clock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let somebody who is logged in and let in come by; send others to log in."""
        path = scope.get("path", "")
        if scope["type"] not in ("http", "websocket") or _is_open(path):
            await self._app(scope, receive, send)
        elif path in (LOG_IN, LOG_OUT, CALLBACK) and scope["type"] == "http":
            await self._visits(scope, receive, send)
        else:
            await self._guarded(scope, receive, send)

    async def _guarded(self, scope: Scope, receive: Receive, send: Send) -> None:
        decides = _is_below(scope["path"], DECIDE_THEMSELVES)
        try:
            visitor = await to_thread.run_sync(self._visitor, scope, limiter=LOOKING)
            if _is_below(scope["path"], (UPLOADS,)):
                allowed(visitor, Role.IMPORT)
        except SalesError as fault:
            if decides:
                await self._app(scope, receive, send)
            elif scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1008, "reason": ""})
            else:
                await self._sent_away(scope, fault)(scope, receive, send)
        else:
            state = {**scope.get("state", {}), VISITOR: visitor}
            await self._app({**scope, "state": state}, receive, send)

    def _visitor(self, scope: Scope) -> Actor:
        """Tell who comes; it may wait for the database."""
        connection = HTTPConnection(scope)
        way = self._login.way
        if isinstance(way, OpenId):
            claims = claims_in(connection.cookies, way)
            return entered_by_claims(claims, self._login, ENDED, self._clock())
        if not caller_of(scope).through_proxy:
            raise NotLetInError(
                "People come in through the proxy that logs them in, and this request did not."
            )
        names = connection.headers.getlist(way.name)
        groups = connection.headers.getlist(way.groups) if way.groups else []
        return entered_by_headers(names, groups, self._login)

    def _sent_away(self, scope: Scope, fault: SalesError) -> Response:
        """Lead a person to the provider; tell everybody else why nothing is answered."""
        way = self._login.way
        if isinstance(fault, LoginEndedError) and isinstance(way, OpenId) and wants_page(scope):
            if not _is_at(scope, way):
                return leading(way.public_url + way_back.asked_for(scope))
            to_provider = leading(log_in_address())
            way_back.keep(to_provider, scope)
            return to_provider
        if isinstance(fault, LoginEndedError):
            return answer(scope, Sign(401, "You are not logged in", str(fault)))
        log_out = way.log_out if isinstance(way, UserHeader) else LOG_OUT
        return answer(scope, not_let_in(str(fault), log_out))


def _is_open(path: str) -> bool:
    return path in OPEN or path.startswith(OPEN_BELOW)


def _is_below(path: str, roots: tuple[str, ...]) -> bool:
    return any(path == root or path.startswith(f"{root}/") for root in roots)


def _is_at(scope: Scope, way: OpenId) -> bool:
    """Tell whether somebody came by the public address, where alone a login is known."""
    host = HTTPConnection(scope).headers.get("host", "").lower()
    return way.public_url.partition("://")[2] == host
