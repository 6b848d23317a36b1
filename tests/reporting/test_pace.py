from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales_core.reporting.filters import Filters
from sales_core.reporting.pace import Heading, Pace, goal_reached, pace, pace_of
from sales_core.reporting.pace_model import Estimate, expect, missing_days, rounded
from sales_core.reporting.revenue import daily_revenue_of
from sales_core.store.database import Database
from sales_core.values.periods import Period
from tests.builders import load, mindbody_csv, sale

SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

TEN = 100_000
"""Stored units of ten of the currency."""

FIRST = date(2025, 1, 6)  # a Monday


def frame(amounts: list[int | None], first: date = FIRST) -> pd.DataFrame:
    """Give days in a row; None for a day without lines."""
    there = [(at, amount) for at, amount in enumerate(amounts) if amount is not None]
    dates = np.datetime64(first) + np.array([at for at, _ in there], np.int64)
    return pd.DataFrame(
        {
            "sale_date": dates.astype("M8[s]"),
            "revenue": np.array([amount for _, amount in there], np.int64),
        }
    )


def told(amounts: list[int | None], first: date = FIRST, *, covered: bool = True) -> Pace:
    known = Period(first, first + timedelta(days=len(amounts) - 1))
    return pace_of(frame(amounts, first), [known] if covered else [], known)


def days_until(last: date, first: date = FIRST) -> int:
    return (last - first).days + 1


def test_a_month_is_set_against_the_same_days_of_the_month_before() -> None:
    found = told([TEN] * days_until(date(2025, 5, 17)))
    assert (found.month.end, found.so_far.end) == (date(2025, 5, 31), date(2025, 5, 17))
    assert found.before == Period(date(2025, 4, 1), date(2025, 4, 17))
    assert (found.revenue, found.revenue_before) == (17 * TEN, 17 * TEN)
    assert found.heading
    assert (found.heading.revenue, found.heading.low, found.heading.high) == (31 * TEN,) * 3
    assert found.days_left == 14


@pytest.mark.parametrize(
    ("last", "before"),
    [
        (date(2025, 3, 30), Period(date(2025, 2, 1), date(2025, 2, 28))),
        (date(2025, 3, 31), Period(date(2025, 2, 1), date(2025, 2, 28))),
        (date(2025, 4, 30), Period(date(2025, 3, 1), date(2025, 3, 31))),
        (date(2025, 4, 1), Period(date(2025, 3, 1), date(2025, 3, 1))),
    ],
)
def test_the_same_days_where_months_differ_in_length(last: date, before: Period) -> None:
    assert told([TEN] * days_until(last)).before == before


def test_each_weekday_to_come_counts_as_its_own_weekday() -> None:
    week: list[int | None] = [TEN, TEN, TEN, TEN, 5 * TEN, 9 * TEN, None]
    amounts = (week * 30)[: days_until(date(2025, 6, 26))]  # a Thursday; Fri to Mon are left
    found = told(amounts)
    assert found.heading
    assert found.heading.revenue == found.revenue + (5 + 9 + 0 + 1) * TEN


@pytest.mark.parametrize(
    ("amounts", "why"),
    [
        ([TEN] * days_until(date(2025, 5, 31)), "The month is over."),
        ([TEN] * days_until(date(2025, 2, 10)), "Too little before it"),
        ([TEN] * days_until(date(2025, 1, 20)), "Too little before it"),
        ([-TEN] * days_until(date(2025, 5, 17)), "Too little before it"),
    ],
)
def test_where_nothing_can_be_said_the_reason_is(amounts: list[int | None], why: str) -> None:
    found = told(amounts)
    assert found.heading is None
    assert found.why.startswith(why)


def test_days_that_are_not_imported_are_the_reason() -> None:
    amounts: list[int | None] = [TEN] * days_until(date(2025, 5, 17))
    amounts[-5] = amounts[-6] = None
    assert told(amounts, covered=False).why == "2 days of the month so far are not imported."
    assert told(amounts, covered=True).heading  # imported, and nothing was sold


def test_a_weekday_that_is_never_sold_on_is_not_missing() -> None:
    week: list[int | None] = [TEN] * 6 + [None]
    found = told((week * 30)[: days_until(date(2025, 5, 17))], covered=False)
    assert found.heading
    sundays = sum(date(2025, 5, day).weekday() == 6 for day in range(18, 32))
    assert found.heading.revenue == found.revenue + (14 - sundays) * TEN


def test_nothing_before_the_data_is_compared_with() -> None:
    assert told([TEN] * days_until(date(2025, 2, 10))).revenue_before is None
    assert told([TEN] * 60, date(2025, 3, 20)).revenue_before == 18 * TEN


def test_a_range_holds_what_it_is_the_range_of() -> None:
    steps = np.array([TEN, 2 * TEN] * 100, np.int64)  # the weekdays alternate from week to week
    found = expect(steps, np.ones(200, np.bool_), 10)
    assert found
    assert found.low <= found.expected <= found.high
    assert found.tries > 100


amounts = st.lists(st.integers(-(10**12), 10**13), min_size=1, max_size=300)


@given(amounts, st.data())
def test_an_estimate_is_ordered_and_scales_with_the_amounts(
    days: list[int], data: st.DataObject
) -> None:
    ahead = data.draw(st.integers(1, 30))
    known = np.array(data.draw(st.lists(st.booleans(), min_size=len(days), max_size=len(days))))
    revenue = np.where(known, np.array(days, np.int64), 0)
    found = expect(revenue, known, ahead)
    if found:
        assert found.low <= found.expected <= found.high
        assert found.expected > 0
    assert 0 <= missing_days(revenue, known, 0) <= int((~known).sum())


@given(st.integers(1, 10**11), st.integers(80, 300), st.integers(1, 30))
def test_what_never_varies_is_expected_exactly(amount: int, days: int, ahead: int) -> None:
    found = expect(np.full(days, amount, np.int64), np.ones(days, np.bool_), ahead)
    assert found
    assert found == Estimate(amount * ahead, amount * ahead, amount * ahead, found.tries)


@given(st.integers(-(10**15), 10**15), st.integers(0, 10**15))
def test_rounding_stays_within_a_tenth_of_the_range(amount: int, width: int) -> None:
    down, near, up = (rounded(amount, width, up=way) for way in (False, None, True))
    assert down <= near <= up
    assert down <= amount <= up
    assert up - down <= max(100, width // 10)


@SQLITE
def test_of_four_of_five_days_of_the_sample_the_month_came_to_what_was_said(
    database: Database,
) -> None:
    sample = (Path(__file__).parents[2] / "sales.csv").read_bytes()
    load(database, sample, now=datetime(2026, 11, 1, tzinfo=UTC))
    days = daily_revenue_of(database, Filters())
    dates = days["sale_date"].dt.date.tolist()
    by_day = dict(zip(dates, days["revenue"].tolist(), strict=True))
    within = []
    for last in dates:
        end = last.replace(day=monthrange(last.year, last.month)[1])
        if end > dates[-1]:
            break
        known = Period(dates[0], last)
        found = pace_of(days[days["sale_date"].dt.date <= last], [known], known)
        if found.heading:
            came = sum(amount for day, amount in by_day.items() if found.month.start <= day <= end)
            within.append(found.heading.low <= came <= found.heading.high)
    assert len(within) > 300
    assert 0.78 <= sum(within) / len(within) <= 0.88


def test_the_database_is_asked_about_the_chosen_names_alone(database: Database) -> None:
    assert pace(database, Filters()) is None
    first = date(2025, 1, 1)
    days = [first + timedelta(days=at) for at in range(days_until(date(2025, 4, 10), first))]
    rows = [
        sale(
            date=f"{day.month}/{day.day}/{day.year}",
            order_id=str(at),
            location="Hall" if at % 2 else "Shop",
        )
        for at, day in enumerate(days)
    ]
    load(database, mindbody_csv(*rows))
    whole = pace(database, Filters(date(2025, 2, 1), date(2025, 2, 3)))
    assert whole
    assert (whole.revenue, whole.revenue_before) == (10 * TEN, 10 * TEN)
    assert whole.heading == Heading(30 * TEN, 30 * TEN, 30 * TEN, whole.heading.tries)  # type: ignore[union-attr]
    hall = pace(database, Filters(locations=("Hall",)))
    assert hall
    assert hall.revenue == 5 * TEN
    assert hall.heading
    assert hall.heading.low <= 15 * TEN <= hall.heading.high


@pytest.mark.parametrize(
    ("goal", "last", "percent", "missing", "outlook"),
    [
        ("170", 17, 100, "0", "reached"),
        ("100", 17, 170, "0", "reached"),
        ("310", 17, 54, "140", "likely"),
        ("310.01", 17, 54, "140.01", "unlikely"),
        ("400", 31, 77, "90", "missed"),
    ],
)
def test_a_goal_is_reached_missed_or_headed_for(
    goal: str, last: int, percent: int, missing: str, outlook: str
) -> None:
    found = goal_reached(told([TEN] * days_until(date(2025, 5, last))), Decimal(goal))
    assert (found.percent, found.missing, found.outlook) == (percent, Decimal(missing), outlook)


def test_of_a_goal_nothing_is_foretold_where_nothing_is_of_the_month() -> None:
    few = told([TEN] * days_until(date(2025, 1, 20)))
    assert goal_reached(few, Decimal(1_000)).outlook == "unknown"
    back = told([-TEN] * 40)
    assert goal_reached(back, Decimal(10)).percent < 0
    assert goal_reached(back, Decimal(10)).part == 0
