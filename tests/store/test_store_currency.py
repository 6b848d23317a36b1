from __future__ import annotations

import pytest

from sales_core.errors import CurrencyDiffersError
from sales_core.settings import Settings
from sales_core.settled import settled
from sales_core.store.currency import currency_of, keep_currency
from sales_core.store.database import Database
from tests.builders import load, mindbody_csv, sale


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
