"""The way in for every request: paths made alike, admission, measuring, and no fault unanswered."""

from __future__ import annotations

import logging
from dataclasses import replace
from time import perf_counter

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sales_core.api import roles
from sales_core.api.admission import Admission
from sales_core.api.answers import RETRY_SECONDS, UNKNOWN, refused
from sales_core.api.callers import Refusal
from sales_core.api.measurements import Measurements
from sales_core.api.request_ids import HEADER, request_id
from sales_core.errors import SalesError

log = logging.getLogger(__name__)


class Entrance:
    """An ASGI app in front of the application, the same for each of its paths."""

    def __init__(self, app: ASGIApp, admission: Admission, measurements: Measurements) -> None:
        self._app = app
        self._admission = admission
        self._measurements = measurements

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope = _made_alike(scope)
        number = request_id(scope)
        status = 0
        started = perf_counter()

        async def send_noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[HEADER] = number
            await send(message)

        try:
            await self._answer(scope, receive, send_noted, number)
        except Exception:
            if not status:  # else the application has logged and answered it, and raised it again
                log.exception("%s %s (request %s)", scope["method"], scope["path"], number)
                await refused(500, UNKNOWN)(scope, receive, send_noted)
        finally:
            route = getattr(scope["route"], "path", "none")
            seconds = perf_counter() - started
            self._measurements.count(route, scope["method"], status, seconds)

    async def _answer(self, scope: Scope, receive: Receive, send: Send, number: str) -> None:
        try:
            found = await self._admission.admitted(scope)
        except SalesError as fault:
            log.error("Nobody can be let in: %s", fault)  # noqa: TRY400 - its sentence says all
            found = Refusal(503, fault.shown, {"Retry-After": RETRY_SECONDS})
        if isinstance(found, Refusal):
            await refused(found.status, found.sentence, found.headers)(scope, receive, send)
            return
        scope["state"] = {**scope.get("state", {}), roles.KEY: replace(found, request=number)}
        await self._app(scope, receive, send)
        await self._note(scope)

    async def _note(self, scope: Scope) -> None:
        """Note that a token was shown; who asked has the answer already."""
        try:
            await self._admission.note(scope)
        except SalesError as fault:
            log.debug("When a token was shown last could not be noted: %s", fault)


def _made_alike(scope: Scope) -> Scope:
    """Undo the mount and a trailing slash; HEAD is GET, the server leaves the body out."""
    return {
        **scope,
        "path": scope["path"].rstrip("/") or "/",
        "root_path": scope.get("app_root_path", scope.get("root_path", "")),
        "method": "GET" if scope["method"] == "HEAD" else scope["method"],
        "route": None,  # the application says which one it took
    }
