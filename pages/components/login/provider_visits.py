"""The way to the provider and back, as Streamlit goes it, with what it leaves out.

Whoever comes back finds the address that he asked for. Who stopped there, or is not let in, reads
so, and is not sent to the provider again: it might answer at once, and so on without an end. A
logout ends the login itself, so that it ends in other tabs and on other servers, too.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http import HTTPStatus

from anyio import to_thread
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components import shared
from components.login import signs, way_back
from components.login.ended import ENDED
from components.login.streamlit_login import CALLBACK, LOG_OUT, claims_in, claims_set
from sales_core.access.entering import entered_by_claims
from sales_core.access.lifetime import LoginEndedError, login_of
from sales_core.access.login_settings import LoginSettings, OpenId
from sales_core.access.vouched import Claims, NotLetInError
from sales_core.errors import SalesError
from sales_core.store.audit import Event, record
from sales_core.values.actors import Actor

COOKIE_LIFE = timedelta(days=31)
"""As long as Streamlit's cookie could be shown again."""

log = logging.getLogger("sales.login")


@dataclass
class _Caught:
    """An answer of Streamlit's, held back until it is decided what is sent."""

    messages: list[Message] = field(default_factory=list)

    async def send(self, message: Message) -> None:
        self.messages.append(message)

    @property
    def status(self) -> int:
        status: int = self.messages[0]["status"]
        return status

    @property
    def headers(self) -> MutableHeaders:
        return MutableHeaders(scope=self.messages[0])

    async def let_go(self, send: Send) -> None:
        for message in self.messages:
            await send(message)


class ProviderVisits:
    """Answers under the addresses of Streamlit's login."""

    def __init__(self, app: ASGIApp, login: LoginSettings, clock: Callable[[], datetime]) -> None:
        self._app = app
        self._login = login
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        way = self._login.way
        if not isinstance(way, OpenId):
            await signs.leading("/")(scope, receive, send)
            return
        if scope["path"] == LOG_OUT:
            if HTTPConnection(scope).headers.get("sec-fetch-site") == "cross-site":
                await signs.leading("/")(scope, receive, send)
                return
            self._end(claims_in(HTTPConnection(scope).cookies, way))
        if scope["path"] == CALLBACK and not {"code", "error"} & _asked(scope):
            # The provider leads here after a logout, too.
            await signs.answer(scope, signs.LOGGED_OUT)(scope, receive, send)
            return
        caught = _Caught()
        await self._app(scope, receive, caught.send)
        own = await to_thread.run_sync(self._instead, scope, caught, way)
        await (own(scope, receive, send) if own else caught.let_go(send))

    def _instead(self, scope: Scope, caught: _Caught, way: OpenId) -> Response | None:
        """Give what is answered instead of Streamlit's answer; None: that, maybe changed."""
        location = caught.headers.get("location", "")
        if scope["path"] == CALLBACK:
            return self._returned(scope, caught, way)
        if scope["path"] == LOG_OUT:
            if location != "/":
                return None
            return _with_cookies(signs.answer(scope, signs.LOGGED_OUT), caught)
        failed = caught.status >= HTTPStatus.BAD_REQUEST
        return signs.answer(scope, signs.NO_ANSWER) if failed else None

    def _returned(self, scope: Scope, caught: _Caught, way: OpenId) -> Response | None:
        connection = HTTPConnection(scope)
        back = way_back.kept(connection)
        claims = claims_set(caught.headers.getlist("set-cookie"), way)
        if not claims:
            return self._returned_without_login(scope, connection, way, back)
        try:
            actor = entered_by_claims(claims, self._login, ENDED, self._clock())
        except LoginEndedError as fault:
            return signs.answer(scope, signs.wrong_clock(str(fault)))
        except NotLetInError as fault:
            log.warning("Not let in: %s", fault)  # where he is led, the gate tells him
        else:
            _tell(actor, Event.LOGGED_IN, self._clock())
        caught.headers["location"] = back
        way_back.forget(caught.headers)
        return None

    def _returned_without_login(
        self, scope: Scope, connection: HTTPConnection, way: OpenId, back: str
    ) -> Response:
        try:  # in another tab it may have succeeded meanwhile
            claims = claims_in(connection.cookies, way)
            entered_by_claims(claims, self._login, ENDED, self._clock())
        except SalesError:
            return signs.answer(scope, signs.not_succeeded(back))
        return signs.leading(back)

    def _end(self, claims: Claims) -> None:
        try:
            login = login_of(claims)
        except LoginEndedError:
            return
        now, longest = self._clock(), max(self._login.longest, COOKIE_LIFE)
        try:
            leaving = entered_by_claims(claims, self._login, ENDED, now)
        except SalesError:  # not let in, or the login has ended before
            leaving = None
        ENDED.end(login.key, login.begun + longest, now)
        if leaving:
            _tell(leaving, Event.LOGGED_OUT, now)


def _asked(scope: Scope) -> set[str]:
    return set(HTTPConnection(scope).query_params)


def _with_cookies(response: Response, caught: _Caught) -> Response:
    """Let an answer of ours set the cookies of Streamlit's."""
    for line in caught.headers.getlist("set-cookie"):
        response.headers.append("set-cookie", line)
    return response


def _tell(actor: Actor, event: Event, now: datetime) -> None:
    """Write down who logged in or out; nobody waits for an import that is being written."""
    log.info("%s %s.", actor.name, event)
    threading.Thread(target=_record, args=(actor, event, now), daemon=True).start()


def _record(actor: Actor, event: Event, now: datetime) -> None:
    try:
        with shared.database().writing(changes_data=False) as connection:
            record(connection, actor, event, f"{actor.name} {event}.", now=now)
    except SalesError as fault:
        log.warning("That %s %s could not be written down: %s", actor.name, event, fault)
