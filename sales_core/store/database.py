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
from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, select, update

from sales_core.errors import DatabaseBusyError
from sales_core.store.addresses import path_of, read_address
from sales_core.store.database_file import (
    expect,
    look_at,
    make_private_file,
    put_stray_log_aside,
)
from sales_core.store.driver_faults import told
from sales_core.store.file_connections import file_engine, settle_log
from sales_core.store.replica import Replica
from sales_core.store.schema import HEAD, data_version
from sales_core.store.server_connections import server_engine, wait_for_locks
from sales_core.store.watched_file import WatchedFile

BUSY_SECONDS = 30
"""How long a writer waits for another one before it gives up."""

ANOTHER_FILE = 1 << 40
"""Added to the version of the data for each file that was put in the place of the one before."""


@dataclass
class Turns:
    """What this process has done and seen.

    Attributes:
        done: How often it has written; who sees the same number twice has missed nothing.
        seen: The latest version of the data that it wrote or showed; nothing older is shown.
        taken: How many files it has found in the place of the one before.
    """

    done: int = 0
    seen: int = 0
    taken: int = 0


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
    _file: WatchedFile | None = None
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
        with self._told(), ExitStack() as stack:
            copy = self.replica.enter(stack, self.turns.seen) if self.replica else None
            yield copy or stack.enter_context(self._begun())

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Go on with the file that is there now, and tell what goes wrong as a sentence."""
        with told(self.path):
            if self._file:
                self._file.check()
                if self._file.taken != self.turns.taken:
                    self.turns.taken, self.turns.seen = self._file.taken, 0
            yield

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
        with self._told(), self._turn(), writer.connect() as connection, connection.begin():
            wait_for_locks(connection, BUSY_SECONDS)
            raised = update(data_version).values(version=data_version.c.version + int(changes_data))
            connection.execute(raised)  # locks the row where the database has row locks
            version = _version_of(connection)
            yield connection
            if self._file:
                self._file.must_be_there()
        self._settle(version, changes_data=changes_data)

    def _settle(self, version: int, *, changes_data: bool) -> None:
        """Note a write that is whole, and leave a file that is whole by itself."""
        self.turns.done += changes_data
        self.turns.seen = max(version, self.turns.seen)
        if self._file:
            expect(self._file.path)
            settle_log(self.engine)
            self._file.note()

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
        version = self._version()
        if version < self.turns.seen and self._version() < self.turns.seen and self._file:
            self._file.taken += 1  # an earlier state of it was written over the file
            version = self._version()
        self.turns.seen = max(version, self.turns.seen)
        return version + self.turns.taken * ANOTHER_FILE

    def _version(self) -> int:
        with self.reading() as connection:
            return _version_of(connection)

    def finish(self, seconds: float) -> bool:
        """Wait for a write that is under way, and let no other one begin.

        Returns:
            Whether none is under way any more.
        """
        return self._queue.acquire(timeout=seconds)

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
    address = read_address(url)
    replica = None
    if read_url:  # which need not answer yet
        replica = Replica(server_engine(read_address(read_url, "DATABASE_READ_URL")))
    path = path_of(address)
    with told(path):
        if path is None:
            opened = _on_a_server(address, migrate=migrate)
        else:
            opened = _in_a_file(path, migrate=migrate)
    return replace(opened, replica=replica)


def _on_a_server(address: URL, *, migrate: bool) -> Database:
    engine = server_engine(address)
    try:
        before = _make_current(engine, None, migrate=migrate)
    except BaseException:
        engine.dispose()
        raise
    return Database(engine, None, schema_before=before)


def _in_a_file(path: Path, *, migrate: bool) -> Database:
    before: list[str | None] = []

    def take_up(engine: Engine) -> None:
        look_at(path, _is_known)
        make_private_file(path)
        put_stray_log_aside(path)
        before.append(_make_current(engine, path, migrate=migrate))

    engine, file = file_engine(path, BUSY_SECONDS, take_up)
    try:
        file.check()
    except BaseException:
        engine.dispose()
        raise
    return Database(engine, path, file, schema_before=before[0])


def _is_known(schema: str) -> bool:
    if schema == HEAD:
        return True
    from sales_core.store.migrate import is_known  # noqa: PLC0415 - as below

    return is_known(schema)


def _make_current(engine: Engine, path: Path | None, *, migrate: bool) -> str | None:
    from sales_core.store.migrate import migrate_if_needed  # noqa: PLC0415 - Alembic loads slowly

    return migrate_if_needed(engine, path, allowed=migrate)
