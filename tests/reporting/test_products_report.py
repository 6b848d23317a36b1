from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from sales_core.imports import undo_import
from sales_core.reporting.filters import Filters
from sales_core.reporting.products import products_report
from sales_core.store.database import Database
from sales_core.values.actors import BY_COMMAND
from sales_core.values.periods import Period, buckets
from tests.builders import NOON, Row, load, mindbody_csv, sale

SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

SHOP = mindbody_csv(
    sale(date="1/31/2025", item="Tea", unit_price="3", quantity="2", amount="6"),
    sale(date="2/1/2025", item="Tea", unit_price="4", amount="4", location="Shop"),
    sale(date="2/15/2025", item="Cake", unit_price="5", amount="5"),
    sale(date="2/28/2025", item="Tea", unit_price="9", quantity="-1", amount="-4"),
    sale(date="3/1/2025", item="---", unit_price="---", amount="1.5"),
    sale(date="3/31/2025", item="Pie", unit_price="7", quantity="-1", amount="-7"),
)


def rows(database: Database, **filters: Any) -> dict[str, dict[Any, Any]]:
    found = products_report(database, Filters(**filters)).products.to_dict("records")
    return {row["name"]: row for row in found}


def test_the_products_of_all_data_highest_revenue_first(database: Database) -> None:
    load(database, SHOP)
    report = products_report(database, Filters())
    assert (report.start, report.end) == (date(2025, 1, 31), date(2025, 3, 31))
    columns = ["name", "price", "revenue", "gross_sales", "refunds", "orders", "units", "lines"]
    found = report.products.astype(object).where(report.products.notna(), None)
    assert found[columns].to_numpy().tolist() == [
        ["Tea", 40_000, 60_000, 100_000, -40_000, 2, 2_000, 3],
        ["Cake", 50_000, 50_000, 50_000, 0, 1, 1_000, 1],
        ["", None, 15_000, 15_000, 0, 1, 1_000, 1],
        ["Pie", None, -70_000, 0, -70_000, 0, -1_000, 1],
    ]
    assert found[["first_sold", "last_sold"]].to_numpy().tolist() == [
        [date(2025, 1, 31), date(2025, 2, 1)],
        [date(2025, 2, 15), date(2025, 2, 15)],
        [date(2025, 3, 1), date(2025, 3, 1)],
        [None, None],
    ]


def test_products_of_equal_revenue_come_by_name(database: Database) -> None:
    load(database, mindbody_csv(*(sale(item=item) for item in ("b", "c", "a"))))
    assert list(rows(database)) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2025, 1, 31), date(2025, 2, 1), {"Tea": 100_000}),
        (date(2025, 2, 1), date(2025, 2, 28), {"Tea": 0, "Cake": 50_000}),
        (date(2025, 2, 2), date(2025, 2, 27), {"Cake": 50_000}),
        (date(2025, 1, 1), date(2025, 12, 31),
         {"Tea": 60_000, "Cake": 50_000, "": 15_000, "Pie": -70_000}),
        (date(2025, 1, 15), date(2025, 3, 1), {"Tea": 60_000, "Cake": 50_000, "": 15_000}),
        (date(2025, 2, 28), date(2025, 3, 31), {"Tea": -40_000, "": 15_000, "Pie": -70_000}),
        (date(2025, 4, 1), date(2025, 4, 30), {}),
    ],
    ids=["across-months", "one-month", "within-a-month", "year", "months-and-days",
         "days-and-month", "nothing"],
)  # fmt: skip
@SQLITE
def test_months_and_the_days_around_them_make_any_period(
    database: Database, start: date, end: date, expected: dict[str, int]
) -> None:
    load(database, SHOP)
    found = rows(database, start=start, end=end)
    assert {name: row["revenue"] for name, row in found.items()} == expected


@SQLITE
def test_every_way_to_cut_two_months_gives_the_same_sums(database: Database) -> None:
    load(database, SHOP)
    whole = {name: row["revenue"] for name, row in rows(database).items()}
    for cut in buckets(Period(date(2025, 2, 1), date(2025, 3, 30)), "day"):
        first = rows(database, start=date(2025, 1, 31), end=cut.start)
        second = rows(database, start=date.fromordinal(cut.start.toordinal() + 1))
        summed = {
            name: sum(part[name]["revenue"] for part in (first, second) if name in part)
            for name in first.keys() | second.keys()
        }
        assert summed == whole


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"locations": ("Shop",)}, {"Tea": 40_000}),
        ({"products": ("Tea", "Pie")}, {"Tea": 60_000, "Pie": -70_000}),
        ({"payment_methods": ("Cash",), "locations": ("Hall",), "products": ("Tea",)},
         {"Tea": 20_000}),
    ],
)  # fmt: skip
@SQLITE
def test_filters(database: Database, filters: dict[str, Any], expected: dict[str, int]) -> None:
    load(database, SHOP)
    found = rows(database, **filters)
    assert {name: row["revenue"] for name, row in found.items()} == expected


@pytest.mark.parametrize(
    ("lines", "price"),
    [
        pytest.param([("3/1/2025", "4"), ("2/1/2025", "5")], 40_000, id="latest-day"),
        pytest.param([("3/1/2025", "4"), ("3/2/2025", "---")], 40_000, id="latest-known"),
        pytest.param([("3/1/2025", "---")], None, id="none"),
        pytest.param([("3/1/2025", "0"), ("2/1/2025", "5")], 0, id="free"),
    ],
)
def test_the_price_is_the_latest_one_known(
    database: Database, lines: list[tuple[str, str]], price: int | None
) -> None:
    made: list[Row] = [sale(date=day, unit_price=text) for day, text in lines]
    load(database, mindbody_csv(*made, sale(date="3/28/2025", item="Cake")))
    found = rows(database)["Tea"]["price"]
    assert (None if pd.isna(found) else found) == price


def test_the_price_goes_back_with_an_undone_import(database: Database) -> None:
    load(database, mindbody_csv(sale(date="3/20/2025", unit_price="3")))
    load(database, mindbody_csv(sale(date="3/28/2025", unit_price="4")), name="later.csv")
    assert rows(database)["Tea"]["price"] == 40_000
    undo_import(database, 2, now=NOON, actor=BY_COMMAND)
    assert rows(database)["Tea"]["price"] == 30_000


@SQLITE
def test_without_data_there_are_no_products(database: Database) -> None:
    report = products_report(database, Filters())
    assert (report.start, report.end, len(report.products)) == (None, None, 0)
    asked = products_report(database, Filters(date(2025, 1, 1), date(2025, 1, 31)))
    assert (asked.start, asked.end, len(asked.products)) == (
        date(2025, 1, 1), date(2025, 1, 31), 0,
    )  # fmt: skip


@SQLITE
def test_the_last_day_there_is_can_be_asked_for(database: Database) -> None:
    load(database, SHOP)
    assert list(rows(database, end=date.max)) == ["Tea", "Cake", "", "Pie"]
