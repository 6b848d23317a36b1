from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from sales_core.reporting.filters import Filters
from sales_core.reporting.usual_weekday import usual_weekday
from sales_core.store.database import Database
from tests.builders import csv_bytes, load

MONDAY = date(2025, 3, 3)


def sold(database: Database, *weeks: tuple[int, str], numbered: bool = True) -> None:
    """Import one sale on the Monday of each week, and a big one on each Tuesday."""
    header = ["Date", "Order ID", "Amount", "Location"]
    rows = []
    for week, amount in weeks:
        monday = MONDAY + timedelta(weeks=week)
        order = f"m{week}" if numbered else ""
        rows += [[str(monday), order, amount, "North"]]
        rows += [[str(monday), "" if not numbered else f"s{week}", "1", "South"]]
        rows += [[str(monday + timedelta(days=1)), f"t{week}", "999", "North"]]
    load(database, csv_bytes(header, *rows))


@pytest.mark.parametrize(
    ("weeks", "revenue"),
    [
        ([(0, "10"), (1, "30"), (2, "20")], "21"),
        ([(0, "10"), (1, "30"), (2, "20"), (3, "40")], "21"),
        ([(0, "10"), (1, "30")], None),
        ([], None),
    ],
)
def test_the_median_of_the_weekday(
    database: Database, weeks: list[tuple[int, str]], revenue: str | None
) -> None:
    sold(database, *weeks, (len(weeks), "77"))
    found = usual_weekday(database, Filters(), MONDAY + timedelta(weeks=len(weeks)))
    assert (found.figures.revenue if found else None) == (revenue and Decimal(revenue))
    if found:
        assert found.days == tuple(MONDAY + timedelta(weeks=week) for week in range(len(weeks)))
        assert found.figures.orders == 2


def test_it_is_of_the_names_that_are_asked_for(database: Database) -> None:
    sold(database, (0, "10"), (1, "30"), (2, "20"))
    found = usual_weekday(database, Filters(locations=("South",)), MONDAY + timedelta(weeks=3))
    assert found
    assert found.figures.revenue == Decimal(1)
    assert found.figures.average_order_value == Decimal(1)


def test_eight_weeks_count_and_none_after_the_day(database: Database) -> None:
    sold(database, *((week, str(week)) for week in range(20)))
    found = usual_weekday(database, Filters(), MONDAY + timedelta(weeks=15))
    assert found
    assert found.days[0] == MONDAY + timedelta(weeks=7)
    assert found.days[-1] == MONDAY + timedelta(weeks=14)
    assert found.figures.revenue == Decimal(11)


def test_orders_that_are_not_known_are_none(database: Database) -> None:
    sold(database, (0, "10"), (1, "30"), (2, "20"), numbered=False)
    rows = [[str(MONDAY + timedelta(weeks=week)), "", "5", "North"] for week in range(3)]
    load(database, csv_bytes(["Date", "Order ID", "Amount", "Location"], *rows), name="more.csv")
    found = usual_weekday(database, Filters(), MONDAY + timedelta(weeks=3))
    assert found
    assert found.figures.orders is None
    assert found.figures.average_order_value is None
    assert found.figures.why_no_orders
