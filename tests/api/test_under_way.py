"""Uploads take turns: how many at once, who waits, who is refused, and who is given up."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import anyio
import pytest
from starlette.types import Message, Receive, Scope, Send

from sales_core.api.admission import VISITOR
from sales_core.api.callers import KEY, Caller
from sales_core.api.under_way import Bounds, UploadsUnderWay
from sales_core.values.actors import Actor, Face, Role

PUT = ("PUT", "/_stcore/upload_file/session/file")


class Server:
    """A server whose uploads end when they are told to, and a way to send some to it."""

    def __init__(self, **bounds: Any) -> None:
        self.app = UploadsUnderWay(self._receive, Bounds(**bounds))
        self.begun: list[str] = []
        self.most = 0
        self.under_way = 0
        self.answers: dict[str, tuple[int, Any]] = {}
        self.end = anyio.Event()

    async def _receive(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.begun.append(scope["name"])
        self.under_way += 1
        self.most = max(self.most, self.under_way)
        try:
            message = await receive()
            if message["type"] == "http.request":
                await self.end.wait()
            status = 201 if message["type"] == "http.request" else 400
            await send({"type": "http.response.start", "status": status, "headers": []})
            await send({"type": "http.response.body", "body": b"null"})
        finally:
            self.under_way -= 1

    async def upload(
        self,
        name: str,
        *,
        by: str = "192.168.1.9",
        person: str | None = None,
        to: tuple[str, str] = PUT,
        body: Callable[[], Awaitable[Message]] | None = None,
    ) -> None:
        async def whole() -> Message:
            await anyio.lowlevel.checkpoint()
            return {"type": "http.request", "body": b"x", "more_body": False}

        status, said = 0, b""

        async def send(message: Message) -> None:
            nonlocal status, said
            await anyio.lowlevel.checkpoint()
            status = message.get("status", status)
            said += message.get("body", b"")

        state: dict[str, object] = {KEY: Caller(by)}
        if person:
            state[VISITOR] = Actor(person, Role.IMPORT, Face.PAGES)
        method, path = to
        scope = {"type": "http", "method": method, "path": path, "state": state, "name": name}
        await self.app(scope, body or whole, send)
        self.answers[name] = status, json.loads(said)


def run(live: Callable[[], Awaitable[None]]) -> None:
    anyio.run(live)


async def silence() -> Message:
    await anyio.sleep_forever()
    return {}


async def settle() -> None:
    for _ in range(20):
        await anyio.lowlevel.checkpoint()


@pytest.mark.parametrize(
    ("people", "at_once"),
    [
        (["192.168.1.9"] * 10, 2),
        (["2001:db8::1", "2001:db8::2"] * 5, 2),  # one line of IPv6
        ([f"192.168.1.{number}" for number in range(10)], 3),
    ],
)
def test_so_many_at_once_and_the_rest_wait_in_the_order_they_came(
    people: list[str], at_once: int
) -> None:
    async def live() -> None:
        server = Server(at_once=3, of_one=2)
        async with anyio.create_task_group() as group:
            for number, by in enumerate(people):
                group.start_soon(partial(server.upload, str(number), by=by))
                await settle()
            assert server.under_way == at_once
            server.end.set()
        assert server.most == at_once
        assert server.begun == [str(number) for number in range(10)]
        assert {status for status, _ in server.answers.values()} == {201}

    run(live)


def test_who_is_logged_in_counts_as_a_person_wherever_he_is() -> None:
    async def live() -> None:
        server = Server(at_once=9, of_one=1)
        async with anyio.create_task_group() as group:
            for name, by, person in (
                ("a", "192.168.1.1", "ann@shop.test"),
                ("b", "192.168.1.2", "ann@shop.test"),
                ("c", "192.168.1.1", "bob@shop.test"),
            ):
                group.start_soon(partial(server.upload, name, by=by, person=person))
                await settle()
            assert server.begun == ["a", "c"]
            server.end.set()

    run(live)


@pytest.mark.parametrize(
    "bounds", [{"waiting": 1}, {"waiting_of_one": 1}, {"waiting": 0}, {"patience": 0.01}]
)
def test_who_would_wait_for_too_much_or_has_waited_for_too_long_is_told(
    bounds: dict[str, float],
) -> None:
    async def live() -> None:
        server = Server(at_once=1, of_one=1, **bounds)
        async with anyio.create_task_group() as group:
            for name in ("first", "second"):
                group.start_soon(server.upload, name)
                await settle()
            await server.upload("third")
            server.end.set()
        status, said = server.answers["third"]
        assert status == 429
        assert said["error"].endswith("send it again later.")
        assert server.answers["first"][0] == 201
        await server.upload("later")
        assert server.answers["later"][0] == 201

    run(live)


def test_who_sends_nothing_is_given_up_and_gives_up_his_turn() -> None:
    async def live() -> None:
        server = Server(at_once=1, of_one=1, idle=0.01)
        server.end.set()
        async with anyio.create_task_group() as group:
            group.start_soon(partial(server.upload, "silent", body=silence))
            await settle()
            group.start_soon(server.upload, "next")
        assert server.answers["silent"][0] == 400
        assert server.answers["next"][0] == 201

    run(live)


def test_what_is_whole_may_be_worked_on_for_long() -> None:
    async def live() -> None:
        told: list[Message] = []

        async def works(scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG001
            told.append(await receive())
            with anyio.move_on_after(0.1):
                told.append(await receive())

        async def receive() -> Message:
            if told:
                await anyio.sleep_forever()
            return {"type": "http.request", "body": b"x"}

        async def send(message: Message) -> None:
            raise AssertionError(message)

        scope = {"type": "http", "method": PUT[0], "path": PUT[1], "state": {}}
        await UploadsUnderWay(works, Bounds(idle=0.01))(scope, receive, send)
        assert [each["type"] for each in told] == ["http.request"]

    run(live)


def test_who_goes_while_he_waits_takes_no_turn() -> None:
    async def live() -> None:
        server = Server(at_once=1, of_one=1)
        async with anyio.create_task_group() as group:
            group.start_soon(server.upload, "first")
            await settle()
            with anyio.CancelScope() as gone:
                async with anyio.create_task_group() as inner:
                    inner.start_soon(server.upload, "second")
                    await settle()
                    server.end.set()
                    gone.cancel()
        await server.upload("third")
        assert "third" in server.answers
        assert server.app._begun.total() == 0
        assert server.app._waiting == []

    run(live)


@pytest.mark.parametrize(
    "to",
    [
        ("GET", "/revenue"),
        ("DELETE", PUT[1]),
        ("OPTIONS", PUT[1]),
        ("POST", "/api/notes"),
        ("GET", "/api/import-sales"),
    ],
)
def test_what_is_no_upload_does_not_wait(to: tuple[str, str]) -> None:
    async def live() -> None:
        server = Server(at_once=0)
        server.end.set()
        await server.upload("other", to=to)
        assert server.answers["other"][0] == 201

    run(live)


@pytest.mark.parametrize("path", ["/api/import-sales", "/api/import-sales/"])
def test_files_of_programs_take_turns_as_well(path: str) -> None:
    async def live() -> None:
        server = Server(at_once=0, waiting=0)
        await server.upload("program", to=("POST", path))
        assert server.answers["program"][0] == 429

    run(live)
