"""Where a sale has no order number nobody knows the orders, in whatever way they are asked for."""

from __future__ import annotations

import json
from datetime import date

import pandas as pd
import pytest

from sales_core.contract.answers import products_answer, revenue_answer
from sales_core.reporting.comparison import compare
from sales_core.reporting.daily import by_day
from sales_core.reporting.download import products_csv, revenue_csv, summary_csv
from sales_core.reporting.effects import DRIVERS_WITHOUT_ORDERS
from sales_core.reporting.filters import Filters, choose
from sales_core.reporting.number_receipt import number_receipt
from sales_core.reporting.products import products_report
from sales_core.reporting.revenue import breakdown, revenue_report
from sales_core.reporting.weekdays import weekday_pattern
from sales_core.reporting.what_changed import what_changed
from sales_core.store.database import Database
from sales_core.values.periods import Period
from tests.builders import NOON, load, mindbody_csv, sale

NUMBERED = date(2025, 3, 28)
UNKNOWN = date(2025, 3, 29)


@pytest.fixture
def sold(database: Database) -> Database:
    """A day with numbers, and one where a sale has none."""
    load(
        database,
        mindbody_csv(
            sale(),
            sale(order_id="2", item="Pie"),
            sale(order_id="", amount="-10", quantity="-1"),
            sale(order_id="3", date="3/29/2025", payment_method="Card"),
            sale(order_id="", date="3/29/2025"),
            sale(order_id="", date="3/29/2025", location="Yard"),
        ),
    )
    return database


def orders(database: Database, **filters: object) -> int | None:
    found = revenue_report(database, Filters(**filters)).figures  # type: ignore[arg-type]
    assert (found.orders is None) == bool(found.why_no_orders)
    assert found.orders or found.average_order_value is None
    return found.orders


def test_only_the_questions_that_touch_such_a_line_have_no_orders(sold: Database) -> None:
    assert orders(sold) is None
    assert orders(sold, start=NUMBERED, end=NUMBERED) == 2  # a refund is no order anyway
    assert orders(sold, start=UNKNOWN, end=UNKNOWN) is None
    assert orders(sold, payment_methods=("Card",)) == 1
    assert orders(sold, payment_methods=("Card", "Cash")) is None
    assert orders(sold, products=("Pie",)) == 1
    assert orders(sold, products=("Tea",)) is None
    assert orders(sold, products=("Pie", "Tea")) is None
    assert orders(sold, products=("Tea",), payment_methods=("Card",)) == 1


def test_the_only_sale_of_a_day_and_location_is_one_order(sold: Database) -> None:
    assert orders(sold, locations=("Yard",)) == 1
    assert orders(sold, locations=("Yard",), products=("Tea",)) == 1
    assert orders(sold, locations=("Yard",), payment_methods=("Cash",)) == 1
    assert orders(sold, locations=("Yard",), products=("Tea",), payment_methods=("Cash",)) == 1
    load(sold, mindbody_csv(sale(order_id="", date="3/29/2025", location="Yard", item="Pie")))
    assert orders(sold, locations=("Yard",)) is None
    assert orders(sold, locations=("Yard",), products=("Tea",), payment_methods=("Cash",)) is None


def test_parts_have_them_where_they_are_known(sold: Database) -> None:
    report = revenue_report(sold, Filters(), "day")
    assert report.periods is not None
    assert list(report.periods["orders"]) == [2, pd.NA]
    for by, wanted in (
        ("product", {"Pie": 1, "Tea": None}),
        ("payment_method", {"Card": 1, "Cash": None}),
        ("location", {"Hall": None, "Yard": 1}),
    ):
        parts = breakdown(sold, Filters(), by)  # type: ignore[arg-type]
        pairs = zip(parts["name"], parts["orders"], strict=True)
        assert {name: None if pd.isna(count) else count for name, count in pairs} == wanted
    earlier = compare(sold, Filters(UNKNOWN, UNKNOWN), Period(NUMBERED, NUMBERED), "day")
    assert earlier.figures.orders == 2
    with sold.reading() as connection:
        pattern = weekday_pattern(by_day(connection, choose(connection, Filters())))
    assert list(pattern["orders"]) == [0, 0, 0, 0, 2, pd.NA, 0]


def test_faces_write_nothing(sold: Database) -> None:
    report, products = revenue_report(sold, Filters(), "day"), products_report(sold, Filters())
    answer = revenue_answer(report, "SGD")
    assert (answer["orders"], answer["average_order_value"]) == (None, None)
    assert [period["orders"] for period in answer["periods"]] == [2, None]
    assert [each["orders"] for each in products_answer(products)["products"]] == [None, 1]
    assert json.loads(json.dumps(answer)) == answer
    assert b"orders,\r\n" in summary_csv(report, Filters(), "SGD")
    assert b"2025-03-29,2025-03-29,30,30,0,,3,3" in revenue_csv(report)
    assert products_csv(products).count(b",,") >= 1
    receipt = json.loads(number_receipt(sold, Filters(), "SGD", now=NOON))
    assert receipt["agree"]
    assert receipt["figures"]["orders"] is None


def test_products_are_sold_on_days_without_order_numbers_too(sold: Database) -> None:
    products = products_report(sold, Filters()).products.set_index("name")
    assert products.loc["Tea", "last_sold"] == UNKNOWN


def test_what_changed_does_without_orders(sold: Database) -> None:
    change = what_changed(sold, Filters(UNKNOWN, UNKNOWN), Filters(NUMBERED, NUMBERED))
    names = tuple(effect.name for effect in change.effects)
    assert names[:3] == DRIVERS_WITHOUT_ORDERS
    assert sum(effect.amount for effect in change.effects) == change.difference == 200_000
