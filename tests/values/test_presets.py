from __future__ import annotations

from datetime import date

import pytest

from sales_core.values.periods import Period
from sales_core.values.presets import NAMES, preset_of, preset_period, suitable_grain

DATA = Period(date(2023, 5, 3), date(2025, 3, 14))


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("All", "2023-05-03", "2025-03-14"),
        ("Last 7 days", "2025-03-08", "2025-03-14"),
        ("Last 30 days", "2025-02-13", "2025-03-14"),
        ("Today", "2025-03-14", "2025-03-14"),
        ("Yesterday", "2025-03-13", "2025-03-13"),
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
    found = preset_of(period, DATA)
    assert found
    assert preset_period(found, DATA) == period  # 365 days may be 12 months
    assert name in NAMES


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
