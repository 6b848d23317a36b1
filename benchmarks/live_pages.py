"""Pages as a browser runs them: over a live connection, with everything but the drawing."""

from __future__ import annotations

import asyncio
import threading
from time import perf_counter

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.started_app import App

PAGES = ("", "revenue", "products", "imports")
PATIENCE = 120  # seconds
THINKING = 3.0
"""Seconds that a person looks at a page before the next run of it."""


async def reruns(app: App, people: int, done: threading.Event) -> list[float]:
    """Let people open pages and run them again until something is done.

    Returns:
        The seconds of every run but the first of each.
    """
    each = await asyncio.gather(*(_person(app, number, done) for number in range(people)))
    return [seconds for times in each for seconds in times]


async def _person(app: App, number: int, done: threading.Event) -> list[float]:
    page = PAGES[number % len(PAGES)]
    async with websockets.connect(
        f"ws://127.0.0.1:{app.port}/_stcore/stream",
        subprotocols=["streamlit"],  # type: ignore[list-item]
        origin=app.address,  # type: ignore[arg-type]
        max_size=None,
    ) as connection:
        times: list[float] = []
        await _run(connection, page)
        while not done.is_set() or not times:
            times.append(await _run(connection, page))
            await asyncio.sleep(THINKING)
        return times


async def _run(connection: websockets.ClientConnection, page: str) -> float:
    asked = BackMsg()
    asked.rerun_script.query_string = ""
    asked.rerun_script.page_name = page
    started = perf_counter()
    await connection.send(asked.SerializeToString())
    while True:
        said = ForwardMsg()
        said.ParseFromString(await asyncio.wait_for(connection.recv(), PATIENCE))
        if said.WhichOneof("type") == "script_finished":
            return perf_counter() - started
