"""The currency is kept with the money, and no setting calls it another."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import Connection, event, select, update

from sales_core.errors import CurrencyDiffersError, DatabaseUnreachableError
from sales_core.settings import Settings
from sales_core.settled import settled
from sales_core.store import database as store
from sales_core.store import migrate
from sales_core.store.currency import currency_of, is_unkept, keep_currency
from sales_core.store.database import Database, open_database
from sales_core.store.schema import imports
from sales_core.store.seals import seal_all
from tests.builders import load, mindbody_csv, sale
from tests.states import assert_clean, raw

EUR = Settings(currency="EUR", currency_is_set=True)
USD = Settings(currency="USD", currency_is_set=True)


def address(database: Database) -> str:
    return database.engine.url.render_as_string(hide_password=False)


@pytest.fixture
def older(database: Database) -> Database:
    """Give a database with lines as the version before left it, brought up to date."""
    load(database, mindbody_csv(sale(), sale(order_id="2", amount="-3.0001"), sale(order_id="")))
    migrate.downgrade(database.engine, "0006")
    open_database(address(database)).close()
    return database


def kept(database: Database) -> str | None:
    with database.reading() as connection:
        return currency_of(connection, None)


def test_an_empty_database_has_the_currency_that_is_set_until_one_is_kept(
    database: Database,
) -> None:
    with database.writing() as connection:
        assert currency_of(connection, None) is None
        assert currency_of(connection, "EUR") == "EUR"
        keep_currency(connection, "EUR")
        keep_currency(connection, "EUR")
        assert currency_of(connection, None) == "EUR"


def test_another_currency_than_the_stored_one_is_refused(database: Database) -> None:
    with database.writing() as connection:
        keep_currency(connection, "EUR")
        with pytest.raises(CurrencyDiffersError, match=r"SALES_CURRENCY is USD, .* in EUR"):
            currency_of(connection, "USD")
        with pytest.raises(CurrencyDiffersError):
            keep_currency(connection, "USD")


def test_an_import_keeps_the_currency_and_another_setting_is_refused(database: Database) -> None:
    load(database, mindbody_csv(sale()))
    assert settled(Settings(), database).currency == "SGD"
    with pytest.raises(CurrencyDiffersError):
        settled(Settings(currency="EUR", currency_is_set=True), database)


def test_without_a_setting_the_stored_currency_counts(database: Database) -> None:
    with database.writing() as connection:
        keep_currency(connection, "EUR")
    assert settled(Settings(), database).currency == "EUR"


def test_a_filled_database_of_before_changes_in_nothing_but_the_place_for_it(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SALES_CURRENCY", "EUR")  # which is nothing to a migration
    load(database, mindbody_csv(sale(), sale(item="Pie", order_id="2", location="Yard")))
    with database.writing() as connection:  # a plan of before does not say what it was read in
        (plan,) = connection.execute(select(imports.c.plan)).scalars()
        plan.pop("currency")
        connection.execute(update(imports).values(plan=plan))
        seal_all(connection)
    was, records = raw(database), raw(database, ["imports", "ledger_chunks"])
    migrate.downgrade(database.engine, "0006")
    open_database(address(database)).close()
    assert (raw(database), raw(database, ["imports", "ledger_chunks"])) == (was, records)
    assert kept(database) is None
    assert_clean(database)


def test_a_database_of_before_keeps_the_currency_that_holds_when_it_is_opened(
    older: Database,
) -> None:
    was = raw(older)
    assert settled(EUR, older).currency == "EUR"
    assert kept(older) == "EUR"
    assert settled(Settings(), older).currency == "EUR"
    with pytest.raises(CurrencyDiffersError):
        settled(USD, older)
    assert raw(older) == was


def test_unset_it_keeps_what_its_money_was_called_until_now(older: Database) -> None:
    assert settled(Settings(), older).currency == "SGD"
    with pytest.raises(CurrencyDiffersError):
        settled(EUR, older)


def test_an_empty_database_keeps_nothing_when_it_is_opened(database: Database) -> None:
    assert settled(EUR, database).currency == "EUR"
    assert settled(USD, database).currency == "USD"
    assert kept(database) is None


def test_it_is_kept_once(older: Database) -> None:
    settled(EUR, older)
    version = older.data_version()
    settled(EUR, older)
    settled(Settings(), older)
    assert older.data_version() == version


def test_of_two_that_open_it_at_once_the_second_is_refused(
    older: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    both_have_looked = Barrier(2, timeout=30)
    looks = iter([True, True])

    def look(connection: Connection) -> bool:
        found = is_unkept(connection)
        if next(looks, False):
            both_have_looked.wait()
        return found

    def open_and_settle(chosen: Settings) -> str:
        opened = open_database(address(older))
        try:
            return settled(chosen, opened).currency
        except CurrencyDiffersError:
            return "refused"
        finally:
            opened.close()

    monkeypatch.setattr("sales_core.settled.is_unkept", look)
    with ThreadPoolExecutor(2) as pool:
        came = set(pool.map(open_and_settle, (EUR, USD)))
    assert came == {kept(older), "refused"}


def test_where_nothing_can_be_written_the_setting_only_holds(older: Database) -> None:
    how = "PRAGMA query_only=ON" if older.path else "SET default_transaction_read_only = on"
    older.engine.dispose()

    @event.listens_for(older.engine, "connect")
    def only_read(connection: Any, _record: object) -> None:
        connection.execute(how)
        if not older.path:
            connection.commit()

    with pytest.raises(DatabaseUnreachableError, match="cannot be written to"), older.writing():
        pass
    assert settled(EUR, older).currency == "EUR"
    assert settled(Settings(), older).currency == "SGD"
    again = open_database(address(older))
    assert kept(again) is None
    again.close()


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_while_another_writes_the_setting_only_holds(
    older: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "BUSY_SECONDS", 0)
    other = open_database(address(older))
    with older.writing():
        assert settled(EUR, other).currency == "EUR"
    assert settled(EUR, other).currency == kept(older) == "EUR"
    other.close()
