"""Who may use the HTTP interface.

Whoever shows a token, in the role of that token; whoever is logged in on the pages, to read; and
where nobody has to log in and no token is set, programs on this machine. ``/health`` is open to
everybody. Decided on the ASGI scope, before a byte of the body is read.
"""

from __future__ import annotations

import hmac
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import anyio
from anyio import to_thread
from starlette.datastructures import Headers
from starlette.types import Scope

from sales_core.access.tokens import Token, id_of, same
from sales_core.access.tries import Tries
from sales_core.api.callers import Refusal, caller_of
from sales_core.settings import Settings
from sales_core.store.api_tokens import find_token, note_used
from sales_core.store.database import Database
from sales_core.values.actors import BY_API, Actor, Face, Role

OPEN_PATHS = {"/health"}

NOBODY_KNOWN = Actor("anybody", Role.SEE, Face.API)

VISITOR = "visitor"
"""Under which name a request has whoever is logged in on the pages in ``scope["state"]``."""

ADVICE = (
    "Make a token (`python -m sales_core token create NAME --role see`, or SALES_API_TOKEN on the "
    "server) and send it as `Authorization: Bearer ...`."
)

LOOKING = anyio.CapacityLimiter(8)
"""Threads that look for tokens; of their own, so that nobody waits for long work to come in."""

NOTING = anyio.CapacityLimiter(1)

NOTED_EVERY = timedelta(minutes=10)
"""How exactly is kept when a token was shown last."""


@dataclass(frozen=True)
class Admission:
    """What is looked at when somebody asks.

    Attributes:
        database: Gives the open database; it may block.
        settings: The token with every right, if any, and whether people log in.
        clock: Tells the moment in UTC.
        seconds: A clock that never goes back.
    """

    database: Callable[[], Database]
    settings: Settings
    clock: Callable[[], datetime]
    seconds: Callable[[], float] = time.monotonic
    _tries: Tries = field(default_factory=Tries)

    async def admitted(self, scope: Scope) -> Actor | Refusal:
        """Tell who asks, or why he may not.

        Args:
            scope: The ASGI scope of an HTTP request that came in by the door.

        Raises:
            SalesError: The database does not answer, and a token has to be looked for there.
        """
        if scope["path"] in OPEN_PATHS:
            return NOBODY_KNOWN
        shown = _shown(Headers(scope=scope))
        if shown is not None:
            return await self._by_token(scope, shown)
        visitor = scope.get("state", {}).get(VISITOR)
        if isinstance(visitor, Actor):
            if scope["method"] == "GET":
                return replace(visitor, face=Face.API)
            return _unknown("What changes something needs a token, a login is not enough.")
        if self.settings.api_token is None and self.settings.login is None:
            return _without_token(scope)
        return _unknown("This needs a token.")

    async def _by_token(self, scope: Scope, shown: str) -> Actor | Refusal:
        address = caller_of(scope).address
        if wait := self._tries.wait(address, self.seconds()):
            return Refusal(
                429,
                "Too many wrong tokens were shown lately. Wait some seconds and try again.",
                {"Retry-After": str(wait)},
            )
        found = await self._found(shown)
        if found is None:
            self._tries.failed(address, self.seconds())
            return _unknown("The token is not known here, or it holds no longer.")
        self._tries.succeeded(address, self.seconds())
        return found

    async def _found(self, shown: str) -> Actor | None:
        set_one = self.settings.api_token
        if set_one is not None and hmac.compare_digest(_bytes(shown), _bytes(set_one)):
            return BY_API
        number = id_of(shown)
        if number is None:
            return None
        token, digest = await to_thread.run_sync(self._kept, number, limiter=LOOKING)
        if not same(shown, digest) or token is None or token.state(self.clock()) != "active":
            return None
        return Actor(token.name, token.role, Face.API)

    def _kept(self, number: str) -> tuple[Token | None, str | None]:
        return find_token(self.database(), number) or (None, None)

    async def note(self, scope: Scope) -> None:
        """Note after the answer that a token was shown, if that was not noted lately."""
        number = id_of(_shown(Headers(scope=scope)) or "")
        if number is not None:
            await to_thread.run_sync(self._note, number, limiter=NOTING)

    def _note(self, number: str) -> None:
        token, _ = self._kept(number)
        now = self.clock()
        if token and (token.used_at is None or now - token.used_at >= NOTED_EVERY):
            note_used(self.database(), number, now=now)


def _shown(headers: Headers) -> str | None:
    """Give the token that is shown; None where none is, "" where it cannot be one."""
    said = headers.getlist("authorization")
    parts = [each.partition(" ") for each in said]
    if not any(scheme.lower() == "bearer" for scheme, _, _ in parts):
        return None
    return parts[0][2].strip() if len(parts) == 1 else ""


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _without_token(scope: Scope) -> Actor | Refusal:
    if caller_of(scope).is_this_machine:
        return BY_API
    return Refusal(
        403,
        "Without a token the API answers only to the machine it runs on, and to nobody where "
        f"there is a proxy. {ADVICE}",
    )


def _unknown(why: str) -> Refusal:
    return Refusal(401, f"{why} {ADVICE}", {"WWW-Authenticate": 'Bearer realm="sales"'})
