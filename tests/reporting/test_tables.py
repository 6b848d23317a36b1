from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from sales_core.reporting import tables
from sales_core.reporting.files.csv_file import write_csv
from sales_core.reporting.files.typed_table import TypedTable
from sales_core.reporting.filters import Filters
from sales_core.reporting.product_story import price_history, product_stories
from sales_core.reporting.revenue import revenue_report
from sales_core.store.database import Database
from sales_core.values.periods import Period
from tests.builders import load, mindbody_csv, sale

SHOP = mindbody_csv(
    sale(date="3/28/2025", item="Tea", amount="10.125", location="Hall"),
    sale(date="3/30/2025", item="Cake", amount="4.5", payment_method="Card", order_id="2"),
    sale(date="3/30/2025", item="Tea", amount="-2", quantity="-1", location="Shop", order_id="3"),
)

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def test_daily_revenue_has_every_day(database: Database) -> None:
    load(database, SHOP)
    written = write_csv(tables.daily_table(database, Filters())).decode("utf-8-sig").split()
    assert written[0].endswith(",net_revenue,tax,discounts,lines_without_tax,revenue_without_tax")
    assert [",".join(row.split(",")[:7]) for row in written] == [
        "date,revenue,gross_sales,refunds,orders,units,lines",
        "2025-03-28,10.125,10.125,0,1,1,1",
        "2025-03-29,0,0,0,0,0,0",
        "2025-03-30,2.5,4.5,-2,1,0,2",
    ]


def test_daily_revenue_of_nothing_is_its_header(database: Database) -> None:
    assert len(write_csv(tables.daily_table(database, Filters())).splitlines()) == 1


def test_every_table_adds_up_to_the_same(database: Database) -> None:
    load(database, SHOP)
    every = Filters()
    found = [
        tables.daily_table(database, every),
        tables.series_table(revenue_report(database, every, "week"), "week"),
        tables.breakdown_table(database, every, "location"),
        tables.breakdown_table(database, every, "payment_method"),
        tables.breakdown_table(database, every, "product"),
        tables.weekday_table(database, every, 0),
        tables.stories_table(product_stories(database, every, None)),
        tables.days_table(database, Period(date(2025, 3, 28), date(2025, 3, 30))),
    ]
    assert {sum(revenue_of(table)) for table in found} == {Decimal("12.625")}
    rows = tables.lines_table(database, every)
    (amounts,) = [column.values for column in rows.columns if column.name == "amount"]
    assert sum(each for each in amounts if isinstance(each, Decimal)) == Decimal("12.625")


def test_titles_are_names_of_sheets_and_differ(database: Database) -> None:
    load(database, SHOP)
    report = revenue_report(database, Filters(), "quarter")
    tea = Filters(products=("Tea",))
    titles = [
        table.title
        for table in (
            tables.daily_table(database, Filters()),
            tables.series_table(report, "quarter"),
            tables.summary_table(report, Filters(), "SGD"),
            tables.unusual_table(database, Filters()),
            tables.changes_table(database, Filters(), Filters()),
            tables.price_table(price_history(database, tea)),
            tables.lines_table(database, Filters()),
        )
    ]
    assert len(set(titles)) == len(titles)
    assert max(map(len, titles)) <= 31


def revenue_of(table: TypedTable) -> list[Decimal]:
    (column,) = [each for each in table.columns if each.name == "revenue"]
    return [each for each in column.values if isinstance(each, Decimal)]
