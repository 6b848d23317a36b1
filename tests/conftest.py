"""What every test may ask for: a database of its own, and its docstring as a file."""

from __future__ import annotations

import inspect
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, configuration, settings
from sqlalchemy import Connection, create_engine, make_url, text
from sqlalchemy import inspect as looked_at

from sales_core.store.database import Database, open_database
from sales_core.store.distribution import distribute, is_distributed
from sales_core.store.migrate import current_revision
from sales_core.store.schema import HEAD, metadata
from tests.examples import as_many
from tests.postgres_servers import POSTGRES, Server, embedded, reached, with_template
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
def sqlite_url(empty_file: Path, tmp_path: Path) -> str:
    """Give the address of an empty SQLite database, ``sales.db`` in the folder of the test."""
    return f"sqlite:///{shutil.copyfile(empty_file, tmp_path / 'sales.db')}"


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the tables once, in a file that those of the tests are copies of."""
    path = tmp_path_factory.mktemp("empty") / "sales.db"
    open_database(f"sqlite:///{path}").close()
    return path


@pytest.fixture
def postgres_url(postgres_server: Server) -> Iterator[str]:
    """Give the address of an empty PostgreSQL database, dropped after the test."""
    server, name = postgres_server, f"sales_test_{os.getpid()}_{next(_number)}"
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
    connection.execute(text("SELECT setval(pg_get_serial_sequence('audit', 'id'), 1, false)"))
    connection.execute(text("UPDATE data_version SET version = 0"))
    return True


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """Give the server that the environment names, or start one for this run."""
    with ExitStack() as stack:
        if given := os.environ.get(POSTGRES):
            server = stack.enter_context(reached(make_url(given)))
        else:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="sales-postgres-"))
            server = stack.enter_context(embedded(Path(folder)))
        stack.enter_context(with_template(server))
        yield server
