"""Addresses of databases: what is read right, and what is refused with a sentence."""

from __future__ import annotations

import pytest

from sales_core.errors import DatabaseUnreachableError
from sales_core.store.addresses import path_of, read_address

REFUSED = {
    "sqlite://": "in memory",
    "sqlite:///:memory:": "in memory",
    "sqlite:///file::memory:?uri=true": "in memory",
    "sqlite:///file:x?mode=memory&uri=true": "in memory",
    "sqlite:///data/sales.db?mode=ro": "only read",
    "sqlite:///file:data/sales.db?mode=ro&uri=true": "only read",
    "sqlite:///data/sales.db?immutable=1": "only read",
    "sqlite:///file:data/sales.db?uri=true": "names? the file alone|says more",
    "sqlite:///data/sales.db?cache=shared": "says more",
    "nonsense": "is no address",
    "": "is no address",
    "mysql://user:secret@host/sales": "is no address",
    "mssql://user:secret@host/sales": "is no address",
    "postgresql://user:secret@host:port/sales": "is no address",
}


@pytest.mark.parametrize("url", REFUSED)
def test_what_the_app_cannot_use_is_refused_in_a_sentence(url: str) -> None:
    with pytest.raises(DatabaseUnreachableError, match=REFUSED[url]) as told:
        read_address(url)
    assert "secret" not in str(told.value)
    assert told.value.shown == str(told.value)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
@pytest.mark.parametrize(
    "password", ["plain", "p@ss", "p%40ss", "@", "a@b@c", "p:q@r", "se/cret", "p%25w"]
)
def test_servers_are_named_in_every_usual_way(scheme: str, password: str) -> None:
    address = read_address(f"{scheme}://user:{password}@db.example:5433/sales?sslmode=require")
    wanted = password.replace("%40", "@").replace("%25", "%")
    assert (address.drivername, address.username) == ("postgresql+psycopg", "user")
    assert (address.password, address.host, address.port) == (wanted, "db.example", 5433)
    assert (address.database, address.query["sslmode"]) == ("sales", "require")


def test_an_at_behind_the_address_is_no_part_of_the_password() -> None:
    address = read_address("postgres://user:pw@host/sales?application_name=a@b")
    assert (address.host, address.query["application_name"]) == ("host", "a@b")


def test_options_are_joined_and_not_dropped() -> None:
    one = "-c%20search_path%3Dshop"
    other = "-c%20statement_timeout%3D5s"
    address = read_address(f"postgresql://host/sales?options={one}&options={other}")
    assert address.query["options"] == "-c search_path=shop -c statement_timeout=5s"


def test_a_file_is_named_with_what_the_app_sets_itself() -> None:
    address = read_address("sqlite:////srv/data/sales.db?timeout=5")
    assert str(path_of(address)) == "/srv/data/sales.db"
    assert path_of(read_address("postgres://host/sales")) is None
