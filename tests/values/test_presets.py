from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales_core.values.periods import Period
from sales_core.values.presets import FIRST, MORE, NAMES, preset_period, suitable_grain

DATA = Period(date(2023, 5, 3), date(2025, 3, 14))


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("All", "2023-05-03", "2025-03-14"),
        ("Last 7 days", "2025-03-08", "2025-03-14"),
        ("Last 30 days", "2025-02-13", "2025-03-14"),
        ("Latest day", "2025-03-14", "2025-03-14"),
        ("Day before", "2025-03-13", "2025-03-13"),
        ("Week to date", "2025-03-10", "2025-03-14"),
        ("Month to date", "2025-03-01", "2025-03-14"),
        ("Quarter to date", "2025-01-01", "2025-03-14"),
        ("Last week", "2025-03-03", "2025-03-09"),
        ("Last month", "2025-02-01", "2025-02-28"),
        ("Last quarter", "2024-10-01", "2024-12-31"),
        ("Last year", "2024-01-01", "2024-12-31"),
        ("Last 6 months", "2024-09-15", "2025-03-14"),
        ("Last 12 months", "2024-03-15", "2025-03-14"),
    ],
)
def test_presets(name: str, start: str, end: str) -> None:
    period = preset_period(name, DATA)
    assert (period.start.isoformat(), period.end.isoformat()) == (start, end)
    assert name in NAMES


@pytest.mark.parametrize(
    ("name", "last", "start"),
    [
        ("Last month", "2026-10-31", "2026-10-01"),
        ("Last month", "2026-10-30", "2026-09-01"),
        ("Last month", "2024-02-29", "2024-02-01"),
        ("Last month", "2024-02-28", "2024-01-01"),
        ("Last week", "2026-11-01", "2026-10-26"),
        ("Last quarter", "2026-09-30", "2026-07-01"),
        ("Last year", "2025-12-31", "2025-01-01"),
    ],
)
def test_what_the_data_reached_the_end_of_is_over(name: str, last: str, start: str) -> None:
    """The last month is October as soon as the data holds its last day."""
    data = Period(date(2020, 1, 1), date.fromisoformat(last))
    assert preset_period(name, data).start == date.fromisoformat(start)


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)), st.sampled_from(NAMES), st.integers(0, 6))
def test_no_preset_reaches_beyond_the_data(last: date, name: str, week_start: int) -> None:
    data = Period(date(1980, 1, 1), last)
    period = preset_period(name, data, week_start)
    assert period.end <= last
    if name.rsplit(maxsplit=1)[-1] in ("days", "months", "date", "day"):
        assert period.end == last


def test_few_presets_come_first_and_none_twice() -> None:
    assert len(FIRST) == 9
    assert not set(FIRST) & set(MORE)


def test_a_week_begins_when_it_is_said_to() -> None:
    assert preset_period("Week to date", DATA, 6).start == date(2025, 3, 9)


@pytest.mark.parametrize(
    ("start", "end", "grain"),
    [
        ("2025-03-01", "2025-03-01", "day"),
        ("2025-03-01", "2025-04-30", "day"),
        ("2025-01-01", "2025-06-30", "week"),
        ("2024-01-01", "2025-12-31", "month"),
        ("2015-01-01", "2025-12-31", "quarter"),
        ("1990-01-01", "2025-12-31", "year"),
    ],
)
def test_suitable_grain(start: str, end: str, grain: str) -> None:
    period = Period(date.fromisoformat(start), date.fromisoformat(end))
    assert suitable_grain(period) == grain
