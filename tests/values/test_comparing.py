from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales_core.values.comparing import (
    COMPARISONS,
    Comparison,
    beside,
    compared_with,
    offered_for,
    stepped,
    text_of_comparison,
)
from sales_core.values.periods import (
    GRAINS,
    Grain,
    Period,
    add_months,
    bucket_after,
    bucket_start,
    buckets,
)

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


def period(text: str) -> Period:
    start, _, end = text.partition(" ")
    return Period(date.fromisoformat(start), date.fromisoformat(end or start))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    start, length = draw(DAYS), draw(st.integers(0, 1500))
    return Period(start, start + timedelta(days=length))


@pytest.mark.parametrize(
    ("shown", "before"),
    [
        ("2025-04-17", "2025-04-16"),
        ("2025-04-01", "2025-03-31"),  # a day, though it is a month to date, too
        ("2025-04-07 2025-04-13", "2025-03-31 2025-04-06"),  # a week
        ("2024-04-01 2024-04-07", "2024-03-25 2024-03-31"),  # a week that begins a month
        ("2025-04-07 2025-04-09", "2025-03-31 2025-04-02"),  # a week to date
        ("2025-04-01 2025-04-17", "2025-03-01 2025-03-17"),  # a month to date
        ("2025-03-01 2025-03-30", "2025-02-01 2025-02-28"),  # as far as February goes
        ("2025-04-01 2025-04-30", "2025-03-01 2025-03-31"),  # a month
        ("2025-04-01 2025-05-10", "2025-01-01 2025-02-10"),  # a quarter to date
        ("2025-04-01 2025-06-30", "2025-01-01 2025-03-31"),  # a quarter
        ("2025-01-01 2025-08-15", "2024-01-01 2024-08-15"),  # a year to date
        ("2024-01-01 2024-12-31", "2023-01-01 2023-12-31"),  # a year
        ("2025-04-11 2025-04-20", "2025-04-01 2025-04-10"),  # so many days
    ],
)
def test_previous_period(shown: str, before: str) -> None:
    assert compared_with(period(shown), "previous period") == period(before)


@pytest.mark.parametrize(
    ("shown", "weekdays", "dates"),
    [
        ("2025-04-17", "2024-04-18", "2024-04-17"),
        ("2025-03-01 2025-03-31", "2024-03-02 2024-04-01", "2024-03-01 2024-03-31"),
        ("2024-02-29", "2023-03-02", "2023-02-28"),
        ("2025-02-01 2025-02-28", "2024-02-03 2024-03-01", "2024-02-01 2024-02-29"),
        ("2025-01-01 2025-12-31", "2024-01-01 2024-12-31", "2024-01-01 2024-12-31"),
        ("2024-05-01 2025-06-15", "2022-05-01 2023-06-15", "2022-05-01 2023-06-15"),
    ],
)
def test_previous_year(shown: str, weekdays: str, dates: str) -> None:
    assert compared_with(period(shown), "previous year") == period(weekdays)
    assert compared_with(period(shown), "previous year, same dates") == period(dates)


@given(periods(), st.sampled_from(COMPARISONS), st.integers(0, 6))
def test_a_comparison_lies_before_and_shares_no_day(
    shown: Period, kind: Comparison, week_start: int
) -> None:
    before = compared_with(shown, kind, week_start)
    if kind in ("none", "other days", "usual weekday"):
        assert before is None
    else:
        assert before
        assert before.end < shown.start
        assert abs(before.days - shown.days) <= 4


@given(DAYS, st.integers(1, 30), st.sampled_from(GRAINS[:4]))
def test_a_step_back_and_forward_again_is_where_it_began(
    day: date, count: int, grain: Grain
) -> None:
    start = bucket_start(day, grain)
    end = start
    for _ in range(1 if grain in ("day", "week") else count):
        end = bucket_after(end, grain)
    shown = Period(start, end - timedelta(days=1))
    assert stepped(stepped(shown, -1), 1) == shown
    assert stepped(shown, 1).start == end


@given(periods(), st.sampled_from(GRAINS), st.sampled_from(COMPARISONS[2:5]))
def test_no_day_of_a_comparison_stands_beside_two(
    shown: Period, grain: Grain, kind: Comparison
) -> None:
    before = compared_with(shown, kind)
    assert before
    tiles, others = list(buckets(shown, grain)), list(buckets(before, grain))
    placed = beside(tiles, shown, before, others)
    assert len(placed) == len(tiles)
    pairs = [pair for pair in zip(tiles, placed, strict=True) if not is_leap_day(pair[0])]
    found = [one for _, one in pairs if one]
    assert all(a.end < b.start for a, b in pairwise(found))
    assert all(before.start <= one.start and one.end <= before.end for one in found)


def test_months_stand_beside_months_and_days_beside_days() -> None:
    shown, before = period("2025-03-01 2025-04-30"), period("2025-01-01 2025-02-28")
    months = beside(list(buckets(shown, "month")), shown, before, list(buckets(before, "month")))
    assert months == [period("2025-01-01 2025-01-31"), period("2025-02-01 2025-02-28")]
    days = beside(list(buckets(shown, "day")), shown, before, list(buckets(before, "day")))
    assert days[0] == period("2025-01-01")
    assert days[-2:] == [None, None]  # February is over


def is_leap_day(tile: Period) -> bool:
    """Tell of 29 February: in a year that has none, it stands beside the 28th as that does."""
    return tile.days == 1 and (tile.start.month, tile.start.day) == (2, 29)


@given(periods(), st.sampled_from(("previous year, same dates", "other days")), st.integers(1, 6))
def test_each_day_stands_beside_its_own_date(shown: Period, kind: Comparison, years: int) -> None:
    other = Period(*(add_months(day, -12 * years) for day in (shown.start, shown.end)))
    before = compared_with(shown, kind, other=other)
    assert before
    tiles, others = list(buckets(shown, "day")), list(buckets(before, "day"))
    placed = beside(tiles, shown, before, others)
    for tile, one in zip(tiles, placed, strict=True):
        assert one
        date_then = (one.start.month, one.start.day)
        assert date_then == ((2, 28) if is_leap_day(tile) and one.start.day == 28 else date_then)
        if not is_leap_day(tile):
            assert date_then == (tile.start.month, tile.start.day)
    covered = {day for one in placed if one for day in (one.start, one.end)}
    assert covered == {day for one in others for day in (one.start, one.end)}


@pytest.mark.parametrize(
    ("shown", "before", "day", "then"),
    [
        ("2024-02-01 2024-03-31", "2023-02-01 2023-03-31", "2024-02-28", "2023-02-28"),
        ("2024-02-01 2024-03-31", "2023-02-01 2023-03-31", "2024-02-29", "2023-02-28"),
        ("2024-02-01 2024-03-31", "2023-02-01 2023-03-31", "2024-03-01", "2023-03-01"),
        ("2025-02-01 2025-03-31", "2024-02-01 2024-03-31", "2025-02-28", "2024-02-28 2024-02-29"),
        ("2025-02-01 2025-03-31", "2024-02-01 2024-03-31", "2025-03-01", "2024-03-01"),
        ("2024-01-01 2024-12-31", "2023-01-01 2023-12-31", "2024-12-31", "2023-12-31"),
    ],
)
def test_the_29th_of_february_stands_with_the_28th(
    shown: str, before: str, day: str, then: str
) -> None:
    tiles, others = (list(buckets(period(one), "day")) for one in (shown, before))
    placed = beside(tiles, period(shown), period(before), others)
    assert placed[tiles.index(period(day))] == period(then)


@pytest.mark.parametrize("grain", ["day", "week", "month", "quarter"])
@pytest.mark.parametrize(
    ("shown", "before"),
    [
        ("2025-01-15 2025-04-20", "2024-01-15 2024-04-20"),
        ("2024-02-29 2024-04-05", "2023-02-28 2023-04-05"),
        ("2025-02-01 2025-02-28", "2024-02-01 2024-02-29"),
    ],
)
def test_buckets_of_a_year_earlier_hold_all_of_its_days(
    shown: str, before: str, grain: Grain
) -> None:
    tiles, others = (list(buckets(period(one), grain)) for one in (shown, before))
    placed = beside(tiles, period(shown), period(before), others)
    assert sum(one.days for one in placed if one) == period(before).days


def test_a_single_day_can_be_compared_with_its_weekday() -> None:
    assert offered_for(period("2025-04-17"))[0] == "usual weekday"
    assert offered_for(period("2025-04-17 2025-04-18"))[0] == "previous period"
    assert compared_with(period("2025-04-17"), "usual weekday") is None
    assert len({text_of_comparison(each) for each in COMPARISONS}) == len(COMPARISONS)


def test_other_days_are_those_that_are_said() -> None:
    other = period("2020-01-01 2020-01-31")
    assert compared_with(period("2025-04-17"), "other days", other=other) == other


def test_there_is_no_time_before_the_first_day() -> None:
    assert compared_with(Period(date(1, 1, 1), date(1, 1, 31)), "previous period") is None
    assert compared_with(Period(date(1, 1, 1), date(1, 1, 31)), "previous year") is None
