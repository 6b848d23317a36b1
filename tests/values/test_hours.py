"""Hours of times of day, alone and behind dates."""

from __future__ import annotations

import pytest

from sales_core.values.hours import hours_of

BEHIND = {
    "2025-03-01T14:32": 14,
    "2025-03-01 14:32:00 +08:00": 14,
    "2025-03-01T09:05:07.123Z": 9,
    "3/1/2025 2:05 PM": 14,
    "Mar 1, 2025, 12:30:15 a.m.": 0,
    "01.03.2025 14:32 Uhr": 14,
    "01/03/2025 14h30": 14,
    "2025年3月1日 下午 2:05": 14,
    "2025-03-01": -1,
    "01.03.2025": -1,
    "2025-03-01 2:30 μ.μ.": -1,  # a half of the day that is not known
    "2025-03-01 31:00": -1,
    "": -1,
}

ALONE = {
    "14:32": 14,
    "14.32": 14,
    "1432": 14,
    "9": 9,
    "2 PM": 14,
    "12:15 AM": 0,
    "午前9:05": 9,
    "오후 11:59": 23,
    "932": -1,
    "25": -1,
    "late": -1,
    "x" * 300 + "14:32": -1,
}


@pytest.mark.parametrize(("text", "hour"), BEHIND.items())
def test_a_time_behind_a_date(text: str, hour: int) -> None:
    assert hours_of([text], alone=False)[0].tolist() == [hour]


@pytest.mark.parametrize(("text", "hour"), ALONE.items())
def test_a_time_alone(text: str, hour: int) -> None:
    assert hours_of([text], alone=True)[0].tolist() == [hour]


def test_many_texts_at_once_say_whether_halves_are_certain() -> None:
    hours, certain = hours_of(["9:00 am", "nothing", "1:00 pm"], alone=True)
    assert (hours.tolist(), certain) == ([9, -1, 13], True)
    assert hours_of(["01:00"], alone=True)[1] is True
    assert hours_of(["1:00"], alone=True)[1] is False
    assert hours_of([], alone=True)[1] is False
