from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales_core.values.calendars import EARLIEST, LATEST
from sales_core.values.chosen_days import (
    NoSuchDaysError,
    first_choice,
    read_choice,
    read_days,
    text_of_days,
    text_of_preset,
)
from sales_core.values.periods import Period
from sales_core.values.presets import NAMES, preset_period

DATA = Period(date(2025, 9, 2), date(2026, 10, 31))
DAYS = st.dates(EARLIEST, LATEST)


@given(st.sampled_from(NAMES), st.integers(0, 6), DAYS)
def test_a_preset_rolls_with_the_data(name: str, week_start: int, last: date) -> None:
    data = Period(min(last, EARLIEST), last)
    found = read_choice(text_of_preset(name), data, week_start)
    assert found.preset == name
    assert found.period == preset_period(name, data, week_start)
    assert not found.exchanged


@given(DAYS, DAYS)
def test_free_days_are_read_as_they_are_written(one: date, other: date) -> None:
    period = Period(min(one, other), max(one, other))
    found = read_choice(text_of_days(period), DATA)
    assert (found.period, found.preset, found.exchanged) == (period, None, False)
    reversed_days = read_days(f"{period.end}..{period.start}")
    assert reversed_days.period == period
    assert reversed_days.exchanged is (period.days > 1)


def test_one_day_may_stand_alone() -> None:
    assert read_choice("2026-01-15", DATA).period == Period(date(2026, 1, 15), date(2026, 1, 15))


@pytest.mark.parametrize(
    "text",
    ["", "..", "foo", "yesterday", "2026-02-31", "2026-02-31..2026-03-01", "2026-01-01..",
     "..2026-01-01", "2026-01-01...2026-01-02", "0001-01-01..2026-01-01", "2026-01-01..9999-12-31",
     "Last 30 days", "last-31-days", "٢٠٢٦-٠١-٠١", "2026-01-01..2026-01-02..2026-01-03"],
)  # fmt: skip
def test_what_says_no_days_is_told(text: str) -> None:
    with pytest.raises(NoSuchDaysError):
        read_choice(text, DATA)


@given(st.text(max_size=40))
def test_no_text_does_harm(text: str) -> None:
    try:
        found = read_choice(text, DATA)
    except NoSuchDaysError:
        return
    assert EARLIEST <= found.period.start <= found.period.end


@pytest.mark.parametrize(("days", "first"), [(1, "all"), (31, "all"), (32, "last-30-days")])
def test_a_first_month_is_shown_whole(days: int, first: str) -> None:
    data = Period(DATA.start, DATA.start + timedelta(days=days - 1))
    assert first_choice(data) == first
