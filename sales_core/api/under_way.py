"""Uploads take turns: so many at once of one person, so many of all, and the rest wait.

A file that comes in takes memory or disk until it is read, so what is under way has to have a
bound. Who waits costs next to nothing: the body stays where it is sent from. A browser that sends a
folder of files, or a program that sends many, notices no more than that it takes a while; refused
is who would make too many wait, or has waited for too long.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import anyio
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sales_core.access.tries import group_of
from sales_core.api.admission import VISITOR
from sales_core.api.answers import refused
from sales_core.api.callers import caller_of
from sales_core.values.actors import Actor

TOO_MANY = (
    "Too many files are on their way to this server. Nothing was imported; send it again later."
)


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many uploads there may be.

    Attributes:
        at_once: That are received and read at the same time.
        of_one: The same of one person: whoever is logged in, else an address.
        waiting: That wait for their turn.
        waiting_of_one: The same of one person.
        patience: Seconds that one waits before it is refused.
        idle: Seconds without a byte after which one is given up, so that others have its turn; the
            HTTP interface itself has answered before.
    """

    at_once: int = 8
    of_one: int = 4
    waiting: int = 1000
    waiting_of_one: int = 200
    patience: float = 300
    idle: float = 75


@dataclass(eq=False, slots=True)
class _Waiting:
    person: str
    turn: anyio.Event = field(default_factory=anyio.Event)


class TooManyError(Exception):
    """No turn can be had."""


class UploadsUnderWay:
    """An ASGI app in front of whatever receives files; for all else it is not there."""

    def __init__(self, app: ASGIApp, bounds: Bounds | None = None) -> None:
        self._app = app
        self._bounds = bounds or Bounds()
        self._begun: Counter[str] = Counter()
        self._waiting: list[_Waiting] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let an upload through when it is its turn."""
        if not _is_upload(scope):
            await self._app(scope, receive, send)
            return
        try:
            async with self._turn(_person(scope)):
                await self._app(scope, self._awake(receive), send)
        except TooManyError:
            await refused(429, TOO_MANY, {"Retry-After": "60"})(scope, receive, send)

    @asynccontextmanager
    async def _turn(self, person: str) -> AsyncIterator[None]:
        if self._may_begin(person):
            self._begun[person] += 1
        else:
            await self._wait(person)
        try:
            yield
        finally:
            self._end(person)

    async def _wait(self, person: str) -> None:
        own = sum(each.person == person for each in self._waiting)
        if len(self._waiting) >= self._bounds.waiting or own >= self._bounds.waiting_of_one:
            raise TooManyError
        place = _Waiting(person)
        self._waiting.append(place)
        try:
            with anyio.move_on_after(self._bounds.patience):
                await place.turn.wait()
        except BaseException:  # the sender is gone, perhaps just when its turn came
            if place.turn.is_set():
                self._end(person)
            raise
        finally:
            if place in self._waiting:
                self._waiting.remove(place)
        if not place.turn.is_set():
            raise TooManyError

    def _may_begin(self, person: str) -> bool:
        is_free = self._begun.total() < self._bounds.at_once
        return is_free and self._begun[person] < self._bounds.of_one

    def _end(self, person: str) -> None:
        """Count one less, and give a turn to whoever waits for longest and may have it."""
        self._begun -= Counter([person])  # whoever has none is not kept
        for place in list(self._waiting):
            if self._may_begin(place.person):
                self._begun[place.person] += 1
                self._waiting.remove(place)
                place.turn.set()

    def _awake(self, receive: Receive) -> Receive:
        """Give an upload up of which nothing comes any more, as if its sender had gone."""
        is_whole = False

        async def received() -> Message:
            nonlocal is_whole
            message: Message = {"type": "http.disconnect"}
            with anyio.move_on_after(None if is_whole else self._bounds.idle):
                message = await receive()
            is_whole = is_whole or not message.get("more_body", False)
            return message

        return received


def _is_upload(scope: Scope) -> bool:
    if scope["type"] != "http":
        return False
    path, method = scope["path"], scope["method"]
    if method == "POST":
        return bool(path.rstrip("/") == "/api/import-sales")
    return method == "PUT" and "/_stcore/upload_file/" in path


def _person(scope: Scope) -> str:
    visitor = scope.get("state", {}).get(VISITOR)
    return (
        f"by {visitor.name}" if isinstance(visitor, Actor) else group_of(caller_of(scope).address)
    )
