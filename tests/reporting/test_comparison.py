from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from sales_core.reporting.comparison import compare, percent_change
from sales_core.reporting.filters import Filters
from sales_core.reporting.revenue import daily_revenue_of, revenue_report
from sales_core.reporting.weekdays import weekday_pattern
from sales_core.store.database import Database
from sales_core.values.comparing import Comparison, compared_with
from sales_core.values.money import amount_decimal
from sales_core.values.periods import GRAINS, Grain, Period
from tests.builders import load, mindbody_csv, sale

SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

SHOP = mindbody_csv(
    *(
        sale(date=f"{month}/{day}/{year}", order_id=f"{year}{month:02}{day:02}", amount=f"{day}.5")
        for year in (2024, 2025)
        for month in (1, 2, 3)
        for day in range(1, 29, 2 if year == 2024 else 3)
    )
)


def test_a_comparison_is_the_report_of_the_earlier_days(database: Database) -> None:
    load(database, SHOP)
    shown = Period(date(2025, 3, 1), date(2025, 3, 17))
    before = compared_with(shown, "previous year")
    assert before
    found = compare(database, Filters(shown.start, shown.end), before)
    earlier = Filters(before.start, before.end)
    assert found.figures == revenue_report(database, earlier).figures
    assert found.days_with_lines == len(daily_revenue_of(database, earlier))


@SQLITE
@pytest.mark.parametrize("grain", GRAINS)
@pytest.mark.parametrize("kind", ["previous period", "previous year"])
def test_what_stands_beside_the_buckets_adds_up(
    database: Database, grain: Grain, kind: Comparison
) -> None:
    load(database, SHOP)
    shown = Period(date(2025, 3, 1), date(2025, 3, 17))
    before = compared_with(shown, kind)
    assert before
    found = compare(database, Filters(shown.start, shown.end), before, grain)
    assert found.periods is not None
    assert amount_decimal(int(found.periods["revenue"].sum())) == found.figures.revenue
    assert len(found.periods) == {"day": 17, "week": 4}.get(grain, 1)


@SQLITE
def test_a_bucket_with_nothing_beside_it_has_no_figures(database: Database) -> None:
    load(database, SHOP)
    shown, before = Period(date(2025, 3, 1), date(2025, 3, 31)), Period(*FEBRUARY)
    found = compare(database, Filters(shown.start, shown.end), before, "day").periods
    assert found is not None
    assert found["start"].iloc[-3:].tolist() == [None] * 3
    assert found["revenue"].isna().sum() == 3


@SQLITE
def test_before_the_first_day_of_data_nothing_is_known(database: Database) -> None:
    load(database, mindbody_csv(sale(date="2/14/2025"), sale(date="3/14/2025", order_id="2")))
    shown, before = Period(date(2025, 3, 1), date(2025, 3, 28)), Period(*FEBRUARY)
    found = compare(database, Filters(shown.start, shown.end), before, "day").periods
    assert found is not None
    assert found["revenue"].isna().tolist() == [True] * 13 + [False] * 15


FEBRUARY = (date(2025, 2, 1), date(2025, 2, 28))


@SQLITE
def test_a_weekday_is_averaged_over_its_days_with_sales(database: Database) -> None:
    rows = [
        sale(date="3/3/2025", order_id="1", amount="10"),  # a Monday
        sale(date="3/10/2025", order_id="2", amount="11.0001"),
        sale(date="3/24/2025", order_id="3", amount="0"),
        sale(date="3/9/2025", order_id="4", amount="-5", quantity="-1"),  # a Sunday
    ]
    load(database, mindbody_csv(*rows))
    pattern = weekday_pattern(daily_revenue_of(database, Filters()))
    assert pattern["weekday"].tolist()[0] == "Monday"
    assert pattern["days"].tolist() == [3, 0, 0, 0, 0, 0, 1]
    assert pattern["average"].tolist()[0] == 70_000
    assert pattern["average"].tolist()[-1] == -50_000
    assert pattern["average"].isna().sum() == 5
    assert weekday_pattern(daily_revenue_of(database, Filters()), 6)["weekday"][0] == "Sunday"


@pytest.mark.parametrize(
    ("now", "before", "change"),
    [
        (110, 100, "10.0"),
        (Decimal("90.5"), Decimal(100), "-9.5"),
        (0, 100, "-100.0"),
        (1, 3, "-66.7"),
        (5, 0, None),
        (5, -4, None),
        (None, 5, None),
        (5, None, None),
    ],
)
def test_percent_change(now: Any, before: Any, change: str | None) -> None:
    assert percent_change(now, before) == (Decimal(change) if change else None)
