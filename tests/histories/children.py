"""Processes that do a deed and are killed at some instant of it."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from datetime import datetime
from multiprocessing.connection import Connection
from typing import Any

from sales_core.errors import SalesError
from sales_core.store.database import open_database
from tests.histories.deeds import Deed
from tests.histories.doing import do
from tests.histories.faults import CALLS, at_call, listening, ticking

_PATIENCE = 120  # seconds

processes = multiprocessing.get_context("forkserver")
processes.set_forkserver_preload([__name__])


def killed_while_doing(url: str, deed: Deed, now: datetime, at: int) -> bool | None:
    """Let another process do a deed, and kill it in the midst.

    Args:
        url: Address of the database.
        deed: What is done.
        now: The moment for the process.
        at: When it is killed: while a statement runs, at the commit, or between two statements.

    Returns:
        True if it told that the deed is done; None where it was killed before it could.
    """
    return _told(*_started(_die, url, deed, now, at))


@contextmanager
def doing_meanwhile(url: str, deed: Deed, now: datetime) -> Iterator[Callable[[], bool | None]]:
    """Let another process do a deed while the block runs; what is given waits for its end.

    That gives True if it was done, and None if it was refused, because the database was busy
    or what it meant was not there any more.
    """
    child, ours = _started(_do, url, deed, now)
    assert ours.poll(_PATIENCE)
    ours.recv()  # it is about to begin
    yield lambda: _told(child, ours)


def _started(target: Callable[..., None], *arguments: object) -> tuple[Any, Connection]:
    ours, theirs = processes.Pipe(duplex=False)
    child = processes.Process(target=target, args=(theirs, *arguments))
    child.start()
    theirs.close()
    return child, ours


def _told(child: Any, ours: Connection) -> bool | None:
    try:
        done = bool(ours.recv()) if ours.poll(_PATIENCE) else None
    except EOFError:
        done = None
    child.join(_PATIENCE)
    assert child.exitcode in (0, -signal.SIGKILL), f"the process ended with {child.exitcode}"
    return done


def kill(*_: Any) -> None:
    """End this process as if it had never a chance to tidy up."""
    os.kill(os.getpid(), signal.SIGKILL)


def _die(told: Connection, url: str, deed: Deed, now: datetime, at: int) -> None:
    database = open_database(url)
    how = at % 4
    planted: AbstractContextManager[None] = nullcontext()
    if how == 0:
        planted = listening(database, "commit", kill)
    elif how == 1:
        planted = listening(database, "checkin", kill)
    elif how == 2 and database.path:
        planted = ticking(database, at, kill)
    elif how == 2:
        planted = at_call(database, at % CALLS + 1, kill)
    with planted:
        do(database, deed, now)
    told.send("done")
    if how == 3:
        kill()


def _do(told: Connection, url: str, deed: Deed, now: datetime) -> None:
    database = open_database(url)
    told.send("ready")
    with suppress(SalesError):
        do(database, deed, now)
        told.send("done")
    database.close()
