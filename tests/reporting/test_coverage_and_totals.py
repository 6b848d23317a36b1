from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func, select, update

from sales_core.imports import undo_import
from sales_core.reporting.coverage import coverage
from sales_core.reporting.figures import DEFINITIONS, Figures
from sales_core.reporting.proof import check_totals
from sales_core.store.database import Database
from sales_core.store.schema import daily_product_revenue, daily_revenue, sales
from sales_core.store.trait_tables import daily_traits
from sales_core.values.actors import BY_COMMAND
from tests.builders import NOON, load, mindbody_csv, sale

SHOP = mindbody_csv(
    sale(date="3/28/2025", item="tea", location="---", amount="10"),
    sale(date="3/28/2025", item="Zebra", payment_method="card", amount="2"),
    sale(date="3/30/2025", item="apple", amount="-0.5"),
)

SAYING = b"""Date,Order ID,Product,Category,Sales channel,Total
2025-03-01,1,Latte,Coffee,Shop,10.00
2025-03-02,2,Cake,,Online,5.00
2025-03-03,3,Cake,,,-5.50
"""


def test_what_data_there_is(database: Database) -> None:
    load(database, SHOP)
    load(database, SHOP.replace(b"\n", b"\r\n"), name="again.csv")
    found = coverage(database)
    assert (found.first_date, found.last_date) == (date(2025, 3, 28), date(2025, 3, 30))
    assert (found.days_with_lines, found.lines, found.imports) == (2, 3, 2)
    assert found.products == ("apple", "tea", "Zebra")
    assert found.locations == ("", "Hall")
    assert found.payment_methods == ("card", "Cash")


def test_without_data_there_is_none(database: Database) -> None:
    found = coverage(database)
    assert (found.first_date, found.last_date, found.days_with_lines) == (None, None, 0)
    assert (found.lines, found.imports, found.products) == (0, 0, ())
    totals = check_totals(database)
    assert (totals.by_line, totals.agree) == (0, True)


def test_an_undone_import_leaves_no_trace(database: Database) -> None:
    load(database, SHOP)
    undo_import(database, 1, now=NOON, actor=BY_COMMAND)
    found = coverage(database)
    assert (found.lines, found.imports, found.locations) == (0, 0, ())


def test_all_ways_to_add_up_give_one_total(database: Database) -> None:
    load(database, SHOP)
    totals = check_totals(database)
    assert (totals.by_line, totals.agree) == (115_000, True)
    ways = ("day", "location", "payment method", "product")
    assert dict(totals.sums) == dict.fromkeys(ways, 115_000)


def test_what_lines_say_adds_up_to_the_same_total(database: Database) -> None:
    load(database, SAYING)
    totals = check_totals(database)
    assert {"category", "channel"} <= totals.sums.keys()
    assert totals.agree
    with database.writing() as connection:
        daily = daily_traits.c
        last = select(func.max(daily.value_id)).scalar_subquery()
        wrong = update(daily_traits).where(daily.value_id == last)
        connection.execute(wrong.values(gross_sales=daily.gross_sales + 1))
    assert not check_totals(database).agree


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("table", [sales, daily_revenue, daily_product_revenue], ids=str)
def test_a_planted_difference_is_found(database: Database, table: object) -> None:
    load(database, SHOP)
    assert table in (sales, daily_revenue, daily_product_revenue)
    with database.writing() as connection:
        if table is sales:
            connection.execute(update(sales).values(amount=sales.c.amount + 1))
        else:
            daily = daily_revenue if table is daily_revenue else daily_product_revenue
            wrong = daily.c.sale_date == date(2025, 3, 30)
            connection.execute(update(daily).where(wrong).values(refunds=0))
    assert not check_totals(database).agree


def test_every_figure_has_a_definition() -> None:
    assert DEFINITIONS.keys() == Figures.__dataclass_fields__.keys()
    assert all(said.endswith(".") for said in DEFINITIONS.values())
