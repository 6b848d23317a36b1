"""Prices and months of products, through imports and undos."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest
from sqlalchemy import select

from sales_core.errors import SalesError
from sales_core.importing.files.export import SalesExport
from sales_core.imports import ImportOptions, import_sales, undo_import
from sales_core.reporting.filters import Filters
from sales_core.reporting.revenue import revenue_report
from sales_core.store.database import Database
from sales_core.store.schema import products
from sales_core.values import money
from sales_core.values.actors import BY_COMMAND
from tests.builders import NOON, Row, load, mindbody_csv, sale
from tests.states import assert_clean, raw

sqlite_only = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def prices(database: Database) -> dict[str, int | None]:
    with database.reading() as connection:
        rows = connection.execute(select(products.c.name, products.c.price))
        return {name: price for name, price in rows}  # noqa: C416 - rows are no pairs to mypy


PRICES: dict[str, tuple[list[Row], int | None]] = {
    "the latest day": ([sale(unit_price="10"), sale(date="3/29/2025", unit_price="12.5")], 125_000),
    "no refund": (
        [sale(unit_price="10"), sale(date="3/29/2025", unit_price="99", quantity="-1")],
        100_000,
    ),
    "no negative amount": (
        [sale(unit_price="10"), sale(date="3/29/2025", unit_price="99", amount="-1")],
        100_000,
    ),
    "the last order of the day": (
        [sale(order_id="10", unit_price="10"), sale(order_id="9", unit_price="12")],
        100_000,
    ),
    "the highest of one order": (
        [sale(unit_price="10"), sale(unit_price="12", amount="12")],
        120_000,
    ),
    "the highest between locations": (
        [sale(unit_price="10"), sale(unit_price="12", location="Online")],
        120_000,
    ),
    "the last that was said": (
        [sale(unit_price="10"), sale(date="3/29/2025", unit_price="")],
        100_000,
    ),
    "of a month before": ([sale(unit_price="10"), sale(date="4/2/2025", unit_price="")], 100_000),
    "of the later month": ([sale(unit_price="10"), sale(date="4/2/2025", unit_price="0")], 0),
    "none where none is said": ([sale(unit_price="")], None),
    "none where all came back": ([sale(unit_price="10", quantity="-1")], None),
}


@sqlite_only
@pytest.mark.parametrize("case", PRICES)
def test_the_price_of_a_product(database: Database, case: str) -> None:
    rows, wanted = PRICES[case]
    load(database, mindbody_csv(*rows))
    assert prices(database) == {"Tea": wanted}
    assert_clean(database)


@pytest.mark.parametrize("order", list(permutations(range(3))))
@sqlite_only
def test_the_price_does_not_depend_on_the_order_of_imports(
    database: Database, order: tuple[int, ...]
) -> None:
    files = [
        mindbody_csv(sale(unit_price="11", order_id="8")),
        mindbody_csv(sale(unit_price="12", order_id="9")),
        mindbody_csv(sale(unit_price="10", date="2/1/2025")),
    ]
    for at in order:
        load(database, files[at])
    assert prices(database) == {"Tea": 120_000}


def test_undoing_gives_the_price_before(database: Database) -> None:
    load(database, mindbody_csv(sale(unit_price="10")))
    load(database, mindbody_csv(sale(unit_price="12", date="4/30/2025")))
    assert prices(database) == {"Tea": 120_000}
    undo_import(database, 2, now=NOON, actor=BY_COMMAND)
    assert prices(database) == {"Tea": 100_000}


def test_a_product_remembers_when_its_price_changed(database: Database) -> None:
    def load_at(days: int, *rows: Row) -> None:
        export = SalesExport("sales.csv", mindbody_csv(*rows))
        moment = NOON + timedelta(days=days)
        import_sales(database, export, ImportOptions(), "SGD", now=moment, actor=BY_COMMAND)

    def stamps() -> tuple[Any, ...]:
        with database.reading() as connection:
            row = connection.execute(select(products.c.created_at, products.c.updated_at)).one()
        return tuple((moment - NOON).days for moment in row)

    load_at(0, sale())
    load_at(1, sale(order_id="2"))
    assert stamps() == (0, 0)
    load_at(2, sale(order_id="3", unit_price="11"))
    assert stamps() == (0, 2)


def test_months_are_right_wherever_an_import_touches_them(database: Database) -> None:
    days = ["1/1/2025", "1/31/2025", "3/1/2025", "3/15/2025", "3/31/2025", "5/1/2025"]
    load(database, mindbody_csv(*(sale(date=day) for day in days)))
    was = raw(database)
    touching = [
        ["3/15/2025"],
        ["1/31/2025", "3/2/2025", "6/1/2025"],
        ["2/1/2025", "2/28/2025"],
    ]
    for number, brought in enumerate(touching, 2):
        load(database, mindbody_csv(*(sale(date=day, order_id="2") for day in brought)))
        assert_clean(database)
        undo_import(database, number, now=NOON, actor=BY_COMMAND)
        assert raw(database) == was


@sqlite_only
@pytest.mark.parametrize("field", ["amount", "quantity"])
def test_sums_never_wrap(database: Database, monkeypatch: pytest.MonkeyPatch, field: str) -> None:
    """Few large numbers stand for many that are just within the limit of one line."""
    monkeypatch.setattr(money, "LARGEST", 10**15)
    monkeypatch.setattr("sales_core.values.number_text.LARGEST", 10**15)
    largest = {"amount": "100000000000000", "quantity": "1000000000000000"}[field]
    imported = 0
    for number in range(3):
        rows = [sale(order_id=f"{number}-{at}") | {field: largest} for at in range(4)]
        with suppress(SalesError):
            imported += load(database, mindbody_csv(*rows)).rows.imported
    figures = revenue_report(database, Filters()).figures
    assert {"amount": figures.revenue, "quantity": figures.units}[field] == imported * int(largest)
