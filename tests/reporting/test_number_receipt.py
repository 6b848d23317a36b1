from __future__ import annotations

import json
from datetime import date, datetime
from hashlib import sha256
from typing import Any

import pytest
from sqlalchemy import update

from sales_core.errors import UnknownNameError
from sales_core.reporting.figures import DEFINITIONS
from sales_core.reporting.filters import Filters
from sales_core.reporting.number_receipt import number_receipt
from sales_core.store.database import Database
from sales_core.store.schema import daily_revenue
from tests.builders import NOON, load, mindbody_csv, sale

SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

FIRST = mindbody_csv(
    sale(date="3/28/2025", order_id="1", amount="10.1255"),
    sale(date="3/29/2025", order_id="2", item="Café ☕", amount="4", location="Shop"),
)
SECOND = mindbody_csv(
    sale(date="3/28/2025", order_id="1", amount="10.1255"),
    sale(date="3/30/2025", order_id="3", amount="-1", quantity="-1"),
)


def receipt(database: Database, filters: Filters, **said: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(number_receipt(database, filters, "SGD", now=NOON, **said))
    return found


def test_all_it_takes_to_check_a_number_again(database: Database) -> None:
    load(database, FIRST, name="first.csv")
    load(database, SECOND, name="second.csv")
    figures = {
        "revenue": "9.1255",
        "gross_sales": "10.1255",
        "refunds": "-1",
        "orders": "1",
        "units": "0",
        "lines": "2",
        "average_order_value": "9.1255",
        "net_revenue": "9.1255",
        "tax": "0",
        "discounts": "0",
        "lines_without_tax": "0",
        "revenue_without_tax": "0",
    }
    filters = Filters(end=date(2025, 3, 31), locations=("Hall",))
    assert receipt(database, filters) == {
        "made_at": "2025-05-01T12:00:00+00:00",
        "start": "2025-03-28",
        "end": "2025-03-31",
        "range": "both days included",
        "filters": {"locations": ["Hall"], "payment_methods": [], "products": []},
        "currency": "SGD",
        "figures": figures,
        "figures_counted_from_lines": figures,
        "agree": True,
        "definitions": DEFINITIONS,
        "lines": 2,
        "imports": [
            {
                "id": 1,
                "file": "first.csv",
                "sha256": sha256(FIRST).hexdigest(),
                "lines": 1,
                "amount": "10.1255",
            },
            {
                "id": 2,
                "file": "second.csv",
                "sha256": sha256(SECOND).hexdigest(),
                "lines": 1,
                "amount": "-1",
            },
        ],
        "data_version": database.data_version(),
    }


@SQLITE
def test_only_the_time_differs_between_two_receipts(database: Database) -> None:
    load(database, FIRST)
    made = [
        number_receipt(database, Filters(), "SGD", now=moment).decode()
        for moment in (NOON, NOON, datetime(2026, 1, 2, 3, 4, 5, tzinfo=NOON.tzinfo))
    ]
    assert made[0] == made[1]
    lines = zip(*(text.splitlines() for text in made[1:]), strict=True)
    assert [one for one, other in lines if one != other] == [
        '  "made_at": "2025-05-01T12:00:00+00:00",'
    ]


@SQLITE
def test_it_is_readable_text(database: Database) -> None:
    load(database, FIRST)
    assert '"Café ☕"' in number_receipt(
        database, Filters(products=("Café ☕",)), "SGD", now=NOON
    ).decode("utf-8")


@SQLITE
def test_daily_tables_that_say_otherwise_are_told(database: Database) -> None:
    load(database, FIRST)
    with database.writing() as connection:
        connection.execute(update(daily_revenue).values(refunds=daily_revenue.c.refunds - 1))
    found = receipt(database, Filters())
    assert found["agree"] is False
    assert (found["figures"]["revenue"], found["figures_counted_from_lines"]["revenue"]) == (
        "14.1253", "14.1255",
    )  # fmt: skip


@SQLITE
def test_without_data_there_is_a_receipt_of_nothing(database: Database) -> None:
    found = receipt(database, Filters())
    assert (found["start"], found["end"], found["lines"], found["imports"]) == (None, None, 0, [])
    assert found["figures"]["average_order_value"] is None
    assert found["agree"] is True
    with pytest.raises(UnknownNameError, match="no product 'Tea'"):
        receipt(database, Filters(products=("Tea",)))
