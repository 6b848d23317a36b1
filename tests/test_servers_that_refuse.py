"""What PostgreSQL refuses is told in a sentence of ours, without its host, its SQL or its words."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from sqlalchemy import URL, create_engine, make_url, text

from sales_core.errors import DatabaseUnreachableError
from sales_core.store.database import open_database
from tests.builders import load, mindbody_csv, sale

ROLE = "sales_test_guest"
SIGN = "p@ss:w/rd"


@pytest.fixture
def guest(postgres_url: str) -> Iterator[URL]:
    """Give the address of somebody who may only connect."""
    admin = create_engine(postgres_url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"DROP ROLE IF EXISTS {ROLE}"))
        connection.execute(text(f"CREATE ROLE {ROLE} LOGIN PASSWORD '{SIGN}'"))
    yield make_url(postgres_url).set(username=ROLE, password=SIGN)
    with admin.connect() as connection:
        connection.execute(text(f"DROP OWNED BY {ROLE}"))
        connection.execute(text(f"DROP ROLE {ROLE}"))
    admin.dispose()


def told(url: URL) -> str:
    """Give the sentence that pages and the API show."""
    with pytest.raises(DatabaseUnreachableError) as fault:
        open_database(url.render_as_string(hide_password=False)).close()
    shown = fault.value.shown
    for word in ("SELECT", "INSERT", "psycopg", "FATAL", "ERROR", str(url.host), ROLE, "p@ss"):
        assert word not in shown
    return shown


def test_a_user_without_rights_is_told(guest: URL) -> None:
    assert "lacks the right" in told(guest)


def test_a_user_who_may_only_read_is_told_when_something_is_written(
    guest: URL, postgres_url: str
) -> None:
    with closing(open_database(postgres_url)) as database, database.engine.begin() as connection:
        connection.execute(text(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {ROLE}"))
    with (
        closing(open_database(guest.render_as_string(hide_password=False))) as database,
        pytest.raises(DatabaseUnreachableError, match="cannot be written to"),
    ):
        load(database, mindbody_csv(sale()))


def test_a_database_that_only_lets_itself_be_read_is_told(postgres_url: str) -> None:
    options = "-c default_transaction_read_only=on"
    url = make_url(postgres_url).update_query_dict({"options": options})
    with (
        closing(open_database(url.render_as_string(hide_password=False))) as database,
        pytest.raises(DatabaseUnreachableError, match="only lets itself be read"),
    ):
        load(database, mindbody_csv(sale()))


def test_a_database_that_is_not_there_is_told(postgres_url: str) -> None:
    assert "no such database" in told(make_url(postgres_url).set(database="nowhere"))


def test_a_server_that_does_not_answer_is_told() -> None:
    nobody = make_url("postgresql+psycopg://somebody:secret@127.0.0.1:1/sales")
    assert told(nobody).startswith("The database cannot be used at the moment.")


def test_several_first_starts_at_once_make_one_database(postgres_url: str) -> None:
    admin = create_engine(postgres_url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    admin.dispose()

    def start(_: int) -> None:
        open_database(postgres_url).close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(start, range(4)))
    with closing(open_database(postgres_url)) as database:
        assert load(database, mindbody_csv(sale())).status == "imported"


def test_an_address_in_the_old_style_is_as_good(postgres_url: str) -> None:
    old = make_url(postgres_url).set(drivername="postgres")
    open_database(old.render_as_string(hide_password=False)).close()
