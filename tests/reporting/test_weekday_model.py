from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales_core.reporting.weekday_model import UnusualDay, find_unusual, median_of

MONDAY = date(2024, 1, 1)

BY_WEEKDAY = [80, 70, 90, 100, 130, 160, 120]
"""Revenue of Monday to Sunday (currency units)."""


def days_of(revenue: Sequence[int], start: date = MONDAY) -> pd.DataFrame:
    dates = np.datetime64(start) + np.arange(len(revenue))
    return pd.DataFrame(
        {"sale_date": dates.astype("M8[s]"), "revenue": np.array(revenue, np.int64)}
    )


def weeks(count: int, *last: int) -> list[int]:
    """Give some weeks that are all alike, and some days after them (ten-thousandths)."""
    return [amount * 10_000 for amount in (*BY_WEEKDAY * count, *last)]


def seasonal(seed: int, years: int, noise: float) -> pd.DataFrame:
    """Make days of a shop that grows by a tenth a year and sells a fifth more in summer."""
    random = np.random.default_rng(seed)
    day = np.arange(365 * years)
    level = 1.1 ** (day / 365) * (1 + np.sin(2 * np.pi * day / 365) / 5)
    revenue = np.array(BY_WEEKDAY)[day % 7] * level * np.exp(random.normal(0, noise, len(day)))
    return days_of([int(amount * 10_000) for amount in revenue])


@pytest.mark.parametrize(
    ("noise", "most"), [(0.05, 0.001), (0.1, 0.002), (0.15, 0.005), (0.2, 0.01)]
)
def test_few_ordinary_days_are_called_unusual(noise: float, most: float) -> None:
    found = [len(find_unusual(seasonal(seed, 10, noise))) for seed in range(5)]
    assert sum(found) / (5 * 3_650) < most


@pytest.mark.parametrize(("noise", "least"), [(0.05, 0.98), (0.1, 0.85)])
def test_planted_days_are_found(noise: float, least: float) -> None:
    """Twenty days with twice the revenue and twenty with a quarter, in four years."""
    found = 0
    for seed in range(5):
        days = seasonal(seed, 4, noise)
        places = np.random.default_rng(seed).choice(np.arange(90, len(days)), 40, replace=False)
        days.loc[places[:20], "revenue"] *= 2
        days.loc[places[20:], "revenue"] //= 4
        planted = set(days.loc[places, "sale_date"].dt.date)
        found += len(planted & {one.day for one in find_unusual(days)})
    assert found / 200 >= least


def test_an_unusual_day_comes_with_what_was_expected() -> None:
    assert find_unusual(days_of(weeks(10, 80, 70, 30))) == (
        UnusualDay(date(2024, 3, 13), 300_000, 900_000, 585_000, 1_215_000),
    )


@pytest.mark.parametrize(("wednesday", "unusual"), [(58, 1), (59, 0), (121, 0), (122, 1)])
def test_up_to_35_percent_are_usual_where_all_weeks_were_alike(
    wednesday: int, unusual: int
) -> None:
    assert len(find_unusual(days_of(weeks(10, 80, 70, wednesday)))) == unusual


def test_the_usual_range_is_as_wide_as_days_differ() -> None:
    """Wednesdays of 60, 90 and 120 in turn: their MAD is 30, so that a day of 10 is usual."""
    revenue = weeks(12, 80, 70, 10)
    revenue[2:-1:7] = [600_000, 900_000, 1_200_000] * 4
    assert find_unusual(days_of(revenue)) == ()


@pytest.mark.parametrize(("before", "judged"), [(5, 0), (6, 0), (7, 0), (8, 1), (20, 1)])
def test_with_little_history_nothing_is_said(before: int, judged: int) -> None:
    """Six days of its weekday and fourteen earlier days that were compared are wanted."""
    assert len(find_unusual(days_of(weeks(before, 800)))) == judged


def test_history_ends_half_a_year_back() -> None:
    days = days_of(weeks(60, 800))
    closed = days["sale_date"].between("2024-07-01", "2025-02-20")
    assert find_unusual(days)
    assert find_unusual(days[~closed]) == ()


def test_a_day_that_may_not_be_over_is_not_judged() -> None:
    days = days_of(weeks(10, 800, 700))
    monday, tuesday = (MONDAY + timedelta(days=70 + at) for at in range(2))
    assert [one.day for one in find_unusual(days)] == [monday, tuesday]
    assert [one.day for one in find_unusual(days, complete_until=tuesday)] == [monday, tuesday]
    assert [one.day for one in find_unusual(days, complete_until=monday)] == [monday]
    assert find_unusual(days, complete_until=monday - timedelta(days=1)) == ()


def test_days_without_data_are_left_out_not_zero() -> None:
    days = days_of(weeks(30))
    assert find_unusual(days[days["sale_date"].dt.day_of_week != 2]) == ()
    assert find_unusual(days.drop(index=[100, 101, 150])) == ()


def test_no_days_and_days_of_nothing_are_fine() -> None:
    assert find_unusual(days_of([])) == ()
    assert find_unusual(days_of([0] * 200)) == ()
    assert find_unusual(days_of([-10_000] * 200)) == ()


@given(st.integers(0, 2**32), st.integers(150, 600), st.integers(1, 500))
def test_what_comes_later_changes_nothing_and_half_a_year_twice_is_all_that_counts(
    seed: int, until: int, start: int
) -> None:
    days = seasonal(seed, 2, 0.3)
    found = find_unusual(days)
    last = days["sale_date"].iloc[until].date()
    assert find_unusual(days.iloc[: until + 1]) == tuple(one for one in found if one.day <= last)
    first = days["sale_date"].iloc[start].date()
    known = find_unusual(days.iloc[max(start - 364, 0) :])
    assert [one for one in known if one.day >= first] == [one for one in found if one.day >= first]


@pytest.mark.parametrize("scale", [1, 10**9])
def test_large_amounts_are_exact(scale: int) -> None:
    days = days_of([amount * scale for amount in weeks(10, 800)])
    (found,) = find_unusual(days)
    assert (found.revenue, found.expected) == (8_000_000 * scale, 800_000 * scale)
    assert (found.low, found.high) == (520_000 * scale, 1_080_000 * scale)


@pytest.mark.parametrize(
    ("amounts", "median"), [([], 0), ([5], 5), ([1, 4], 2), ([3, 1, 2], 2), ([-1, 0], -1)]
)
def test_the_median_is_whole(amounts: list[int], median: int) -> None:
    assert median_of(amounts) == median
