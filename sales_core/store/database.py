"""Opening the database, and the two ways to use it: reading, and writing all or nothing.

SQLite: WAL, ``synchronous=FULL`` and an explicit ``BEGIN IMMEDIATE`` before
anything is read that a write depends on; the driver's own transaction handling
is switched off. PostgreSQL: READ COMMITTED; the row of ``data_version``, locked
first, lets one writer in at a time.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, select, update
from sqlalchemy.exc import ArgumentError

from sales_core.errors import DatabaseBusyError, DatabaseUnreachableError
from sales_core.store.driver_faults import told
from sales_core.store.replica import Replica
from sales_core.store.schema import data_version
from sales_core.store.server_connections import server_engine, wait_for_locks

BUSY_SECONDS = 30
"""How long a writer waits for another one before it gives up."""

_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "temp_store=MEMORY",
    "cache_size=-32768",
    "journal_size_limit=67108864",
)


@dataclass
class Turns:
    """What this process has done and seen.

    Attributes:
        done: How often it has written; who sees the same number twice has missed nothing.
        seen: The latest version of the data that it wrote or showed; nothing older is shown.
    """

    done: int = 0
    seen: int = 0


@dataclass(frozen=True)
class Database:
    """An open database; safe to share between threads.

    Attributes:
        engine: SQLAlchemy's engine.
        path: The file of an SQLite database on disk, else None.
        turns: What this process has written and seen so far.
        replica: A copy that questions are asked of, as far as it has come.
        schema_before: The schema that it had before it was opened; None for an empty one.
    """

    engine: Engine
    path: Path | None
    _file_number: int | None = None
    _queue: threading.Lock = field(default_factory=threading.Lock)
    turns: Turns = field(default_factory=Turns)
    replica: Replica | None = None
    schema_before: str | None = None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection for a short look at one consistent state.

        Raises:
            SalesError: The database does not answer.
        """
        with told(), ExitStack() as stack:
            copy = self.replica.enter(stack, self.turns.seen) if self.replica else None
            yield copy or stack.enter_context(self._begun())

    @contextmanager
    def _begun(self) -> Iterator[Connection]:
        reader = self.engine
        if self.engine.dialect.name != "sqlite":  # whose transactions see one state anyway
            reader = self.engine.execution_options(isolation_level="REPEATABLE READ")
        with reader.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self, *, changes_data: bool = True) -> Iterator[Connection]:
        """Give a connection in a transaction that lets no other writer in.

        Everything done with it happens wholly when the block ends, or not at
        all when it raises; ``data_version`` rises with it.

        Args:
            changes_data: Whether anything is changed that an answer may depend on; else
                ``data_version`` stays.

        Raises:
            DatabaseBusyError: Another writer did not finish in time.
            StorageFullError: There is no room on the disk.
            SalesError: The database does not answer.
        """
        writer = self.engine.execution_options(sqlite_begin="IMMEDIATE")
        with told(), self._turn(), writer.connect() as connection, connection.begin():
            wait_for_locks(connection, BUSY_SECONDS)
            raised = update(data_version).values(version=data_version.c.version + int(changes_data))
            connection.execute(raised)  # locks the row where the database has row locks
            version = _version_of(connection)
            yield connection
            self._still_there()
        self.turns.done += changes_data
        self.turns.seen = max(version, self.turns.seen)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Wait until no other thread writes."""
        if not self._queue.acquire(timeout=BUSY_SECONDS):
            raise DatabaseBusyError
        try:
            yield
        finally:
            self._queue.release()

    def data_version(self) -> int:
        """Give the number that every change of the data raises; part of every cache key."""
        with self.reading() as connection:
            version = _version_of(connection)
        self.turns.seen = max(version, self.turns.seen)
        return version

    def finish(self, seconds: float) -> bool:
        """Wait for a write that is under way, and let no other one begin.

        Returns:
            Whether none is under way any more.
        """
        return self._queue.acquire(timeout=seconds)

    def _still_there(self) -> None:
        """Refuse to acknowledge a write into a file that was deleted or replaced meanwhile."""
        if self.path and (not self.path.exists() or self.path.stat().st_ino != self._file_number):
            raise DatabaseUnreachableError(
                f"The database file {self.path} was removed or replaced while the app was running. "
                "Nothing was changed; put the file back and start the app again."
            )

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()
        if self.replica:
            self.replica.engine.dispose()


def _version_of(connection: Connection) -> int:
    version: int = connection.execute(select(data_version.c.version)).scalar_one()
    return version


def open_database(url: str, *, read_url: str | None = None, migrate: bool = True) -> Database:
    """Open a database, making its folder, file and tables at need.

    Args:
        url: SQLAlchemy address, such as ``sqlite:///data/sales.db`` or
            ``postgresql+psycopg://user@host/name``.
        read_url: Address of a copy of a PostgreSQL database that questions are asked of.
        migrate: Whether tables may be made or brought to the newest schema.

    Raises:
        DatabaseUnreachableError: It cannot be opened.
        DatabaseNewerError: A newer version of the app wrote it.
        DatabaseOlderError: It has an older schema, or none, and is not to be changed.
    """
    address = _address(url)
    replica = Replica(_reader(read_url)) if read_url else None
    sqlite = address.get_backend_name() == "sqlite"
    in_memory = address.database in (None, "", ":memory:")
    path = Path(str(address.database)) if sqlite and not in_memory else None
    with told():
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
        engine = _engine(address, path)
        if sqlite:
            _follow_recipe(engine)
        try:
            before = _make_current(engine, path, migrate=migrate)
        except BaseException:
            engine.dispose()
            raise
    number = path.stat().st_ino if path else None
    return Database(engine, path, number, replica=replica, schema_before=before)


def _reader(url: str) -> Engine:
    """Make ready to read a copy, which need not answer yet."""
    address = _address(url, "DATABASE_READ_URL")
    return _engine(address, None)


def _address(url: str, setting: str = "DATABASE_URL") -> URL:
    try:
        address = make_url(url)
        address.get_dialect()
    except (ArgumentError, ImportError) as fault:
        why = f"{setting} is no address of a database that the app knows: {fault}"
        raise DatabaseUnreachableError(why) from fault
    return address


def _engine(address: URL, path: Path | None) -> Engine:
    if path:
        arguments = {"timeout": BUSY_SECONDS, "check_same_thread": False}
        return create_engine(address, connect_args=arguments)
    if address.get_backend_name() == "postgresql":
        return server_engine(address)
    return create_engine(address)


def _follow_recipe(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # the driver must not begin on its own
        for pragma in _PRAGMAS:
            connection.execute("PRAGMA " + pragma)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        how = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
        connection.exec_driver_sql("BEGIN " + how)


def _make_current(engine: Engine, path: Path | None, *, migrate: bool) -> str | None:
    from sales_core.store.migrate import migrate_if_needed  # noqa: PLC0415 - Alembic loads slowly

    return migrate_if_needed(engine, path, allowed=migrate)
