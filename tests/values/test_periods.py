from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sales_core.values.periods import (
    GRAINS,
    Grain,
    Period,
    PeriodReversedError,
    bucket_after,
    bucket_start,
    buckets,
)

DAYS = st.dates(date(1900, 1, 1), date(2300, 1, 1))
PERIODS = st.builds(
    lambda start, days: Period(start, start + timedelta(days)), DAYS, st.integers(0, 1_500)
)
GRAIN = st.sampled_from(GRAINS)
WEEK_START = st.integers(0, 6)


@pytest.mark.parametrize(
    ("grain", "start", "after"),
    [
        ("day", date(2024, 2, 29), date(2024, 3, 1)),
        ("week", date(2024, 2, 26), date(2024, 3, 4)),
        ("month", date(2024, 2, 1), date(2024, 3, 1)),
        ("quarter", date(2024, 1, 1), date(2024, 4, 1)),
        ("year", date(2024, 1, 1), date(2025, 1, 1)),
    ],
)
def test_the_bucket_of_a_leap_day(grain: Grain, start: date, after: date) -> None:
    assert bucket_start(date(2024, 2, 29), grain) == start
    assert bucket_after(start, grain) == after


@pytest.mark.parametrize(
    ("week_start", "start"),
    [(0, date(2025, 3, 17)), (5, date(2025, 3, 22)), (6, date(2025, 3, 16))],
    ids=["monday", "saturday", "sunday"],
)
def test_a_week_starts_where_it_is_told_to(week_start: int, start: date) -> None:
    assert bucket_start(date(2025, 3, 22), "week", week_start) == start  # a Saturday


@pytest.mark.parametrize(
    ("grain", "expected"),
    [
        ("month", ["2024-12-30 2024-12-31", "2025-01-01 2025-01-31", "2025-02-01 2025-02-02"]),
        ("quarter", ["2024-12-30 2024-12-31", "2025-01-01 2025-02-02"]),
        ("year", ["2024-12-30 2024-12-31", "2025-01-01 2025-02-02"]),
    ],
)
def test_the_first_and_last_bucket_are_cut_short(grain: Grain, expected: list[str]) -> None:
    found = buckets(Period(date(2024, 12, 30), date(2025, 2, 2)), grain)
    assert [f"{tile.start} {tile.end}" for tile in found] == expected


@given(PERIODS, GRAIN, WEEK_START)
@example(Period(date(2024, 2, 29), date(2024, 2, 29)), "year", 6)
def test_buckets_tile_a_period_without_gap_or_overlap(
    period: Period, grain: Grain, week_start: int
) -> None:
    tiles = list(buckets(period, grain, week_start))
    days = [tile.start + timedelta(at) for tile in tiles for at in range(tile.days)]
    assert days == [period.start + timedelta(at) for at in range(period.days)]


@given(PERIODS, GRAIN, WEEK_START)
def test_two_days_share_a_bucket_where_they_share_its_start(
    period: Period, grain: Grain, week_start: int
) -> None:
    for tile in buckets(period, grain, week_start):
        starts = {bucket_start(day, grain, week_start) for day in (tile.start, tile.end)}
        assert len(starts) == 1
        assert bucket_after(starts.pop(), grain) > tile.end


@given(DAYS, GRAIN, WEEK_START)
def test_a_bucket_holds_its_day(day: date, grain: Grain, week_start: int) -> None:
    start = bucket_start(day, grain, week_start)
    assert start <= day < bucket_after(start, grain)
    assert bucket_start(start, grain, week_start) == start


@given(PERIODS, WEEK_START)
def test_a_week_has_seven_days_and_starts_on_its_day(period: Period, week_start: int) -> None:
    for tile in list(buckets(period, "week", week_start))[1:-1]:
        assert tile.days == 7
        assert tile.start.weekday() == week_start


def test_both_ends_belong_to_a_period() -> None:
    assert Period(date(2025, 3, 1), date(2025, 3, 31)).days == 31
    assert Period(date(2025, 3, 1), date(2025, 3, 1)).days == 1


def test_a_reversed_period_is_refused_with_both_days() -> None:
    with pytest.raises(PeriodReversedError) as refused:
        Period(date(2025, 3, 2), date(2025, 3, 1))
    assert str(refused.value) == (
        "The period starts on 2025-03-02 and ends before that, on 2025-03-01. "
        "Exchange the two days."
    )


@pytest.mark.parametrize("grain", GRAINS)
def test_the_last_day_there_is_can_be_asked_for(grain: Grain) -> None:
    period = Period(date(9999, 12, 1), date.max)
    assert [tile.end for tile in buckets(period, grain)][-1] == date.max


def test_the_first_day_there_is_can_be_asked_for() -> None:
    period = Period(date.min, date(1, 1, 20))
    assert next(iter(buckets(period, "week", 6))).start == date.min
