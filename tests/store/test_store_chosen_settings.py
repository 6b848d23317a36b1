from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import insert

from sales_core.settings import Settings
from sales_core.settled import settled
from sales_core.store.chosen_settings import (
    ChosenSettingError,
    ChosenSettings,
    change_setting,
    chosen_settings,
)
from sales_core.store.database import Database
from sales_core.store.kept_tables import settings
from sales_core.values.actors import BY_COMMAND
from tests.builders import NOON, load, mindbody_csv, sale

SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def found(database: Database) -> ChosenSettings:
    with database.reading() as connection:
        return chosen_settings(connection)


def test_what_nobody_chose_is_none(database: Database) -> None:
    assert found(database) == ChosenSettings()


def test_what_is_chosen_is_kept_exactly_and_can_go_back(database: Database) -> None:
    for name, value in {
        "number_form": "de-CH",
        "date_form": "ymd",
        "week_start": "6",
        "currency": "chf",
        "monthly_goal": Decimal("12000.0500"),
    }.items():
        change_setting(database, name, value, now=NOON, actor=BY_COMMAND)
    assert found(database) == ChosenSettings("de-CH", "ymd", 6, "CHF", Decimal("12000.05"))
    before = database.data_version()
    for name in ("number_form", "date_form", "week_start", "currency", "monthly_goal"):
        change_setting(database, name, None, now=NOON, actor=BY_COMMAND)
    assert found(database) == ChosenSettings()
    assert database.data_version() > before  # what pages have kept is asked anew


@SQLITE
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("colour", "red"),
        ("number_form", "de_CH; DROP TABLE"),
        ("number_form", "x" * 500),
        ("date_form", "dym"),
        ("week_start", 7),
        ("week_start", "12"),
        ("week_start", ""),
        ("currency", "XXQ"),
        ("monthly_goal", "much"),
        ("monthly_goal", "NaN"),
        ("monthly_goal", "-1"),
        ("monthly_goal", "0"),
        ("monthly_goal", "1e30"),
    ],
)
def test_what_no_setting_can_be_is_told_and_changes_nothing(
    database: Database, name: str, value: Any
) -> None:
    with pytest.raises(ChosenSettingError):
        change_setting(database, name, value, now=NOON, actor=BY_COMMAND)
    assert found(database) == ChosenSettings()


@SQLITE
def test_a_value_of_another_version_counts_as_none(database: Database) -> None:
    with database.writing() as connection:
        rows = [("week_start", "Tuesday"), ("theme", "dark"), ("number_form", "fr")]
        for name, value in rows:
            connection.execute(insert(settings).values(name=name, value=value, changed_at=NOON))
    assert found(database) == ChosenSettings(number_form="fr")


def test_the_currency_of_an_empty_database_is_what_was_chosen(database: Database) -> None:
    change_setting(database, "currency", "EUR", now=NOON, actor=BY_COMMAND)
    now = settled(Settings(), database)
    assert (now.currency, now.currency_of_imports) == ("EUR", "EUR")
    outside = settled(Settings(currency="USD", currency_is_set=True), database)
    assert outside.currency == "USD"


def test_with_imports_the_currency_stays(database: Database) -> None:
    load(database, mindbody_csv(sale()))
    with pytest.raises(ChosenSettingError, match="SGD"):
        change_setting(database, "currency", "EUR", now=NOON, actor=BY_COMMAND)
    change_setting(database, "currency", "SGD", now=NOON, actor=BY_COMMAND)
    assert settled(Settings(), database).currency == "SGD"
