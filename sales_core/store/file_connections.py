"""Connections to an SQLite database: the recipe that every one of them follows."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event

from sales_core.store.watched_file import WatchedFile

READING, WRITING = "cache_size=-2048", "cache_size=-32768"
"""What a connection keeps of the file, in KB: there are many, and what each keeps stays with it."""

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "temp_store=MEMORY",
    READING,
    "journal_size_limit=67108864",
)


KEPT = 8
"""Connections that are kept open: to open one takes longer than most questions."""

MOST = 64
"""Connections at once; so many threads may ask, and none waits for another's connection."""


def file_engine(
    path: Path, busy_seconds: float, take_up: Callable[[Engine], None]
) -> tuple[Engine, WatchedFile]:
    """Make ready to connect to a file.

    Args:
        path: Where it is; a file that is not there is never made by connecting.
        busy_seconds: How long a writer waits for another one.
        take_up: Looks at the file that is there and makes it current, whenever it is another one.
    """

    def connect() -> sqlite3.Connection:
        file.must_be_the_same()
        made = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=rw",
            uri=True,
            timeout=busy_seconds,
            check_same_thread=False,
        )
        try:
            file.must_be_the_same()
        except BaseException:
            made.close()
            raise
        return made

    def take() -> None:
        take_up(engine)
        settle_log(engine)

    engine = create_engine(
        f"sqlite:///{path}", creator=connect, pool_size=KEPT, max_overflow=MOST - KEPT
    )
    file = WatchedFile(path, engine.dispose, take)
    _follow_recipe(engine, file)
    return engine, file


def _follow_recipe(engine: Engine, file: WatchedFile) -> None:
    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # the driver must not begin on its own
        for pragma in PRAGMAS:
            connection.execute("PRAGMA " + pragma)
        connection.execute("PRAGMA schema_version").fetchone()  # opens the log
        file.note_log()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        how = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
        if how == "IMMEDIATE":
            connection.info[WRITING] = True
            connection.exec_driver_sql(f"PRAGMA {WRITING}")
        connection.exec_driver_sql("BEGIN " + how)

    @event.listens_for(engine, "checkin")
    def give_back(connection: Any, record: Any) -> None:
        if connection and record.info.pop(WRITING, None):
            connection.execute(f"PRAGMA {READING}")
            connection.execute("PRAGMA shrink_memory")


def settle_log(engine: Engine) -> None:
    """Write what is in the log into the file, so that it is whole by itself.

    A copy that somebody puts over the file of a running app would else be mixed with the log.
    What readers still need stays in the log; so does everything where the disk is full.
    """
    with suppress(sqlite3.Error), closing(engine.raw_connection()) as raw:
        raw.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
