"""Calendars that sales exports count their years in, and the Gregorian day of each of their days.

Thai and Taiwanese dates differ from Gregorian ones by the year alone. Solar
Hijri years, of Iran and Afghanistan, begin at Nowruz; which years are leap is
taken from the breaks of Borkowski's rule, which agrees with the official
calendar for every year of 1206 to 1498.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Literal, get_args

Calendar = Literal["gregorian", "buddhist", "minguo", "solar-hijri"]

CALENDARS: tuple[Calendar, ...] = get_args(Calendar)

CALENDAR_NAMES: dict[Calendar, str] = {
    "gregorian": "Gregorian",
    "buddhist": "Thai Buddhist",
    "minguo": "Taiwanese (Minguo)",
    "solar-hijri": "Persian (Solar Hijri)",
}
"""The calendars as people call them."""

EARLIEST, LATEST = date(1980, 1, 1), date(2199, 12, 31)
"""Days outside are taken for a slip of the pen, not for a sale."""

_BUDDHIST, _MINGUO = -543, 1911
"""What makes a year of the calendar a Gregorian one."""

_LAST_SOLAR_YEAR = 1429
"""Behind it a year is rather one of the lunar calendar of Islam, which is ahead by 43."""

_SOLAR_BREAKS = (-61, 9, 38, 199, 426, 686, 756, 818, 1111, 1181, 1210, 1635)
"""Years in which the rhythm of leap years, four and at times five, begins anew."""


def day_of(calendar: Calendar, year: str, month: int, day: int) -> date | None:
    """Give the Gregorian day of a day in a calendar; None where there is none.

    Args:
        calendar: The calendar that the year is counted in.
        year: Its digits as written; two digits stand for the nearest year that they can.
        month: From 1.
        day: From 1.
    """
    number = int(year)
    if calendar == "gregorian":
        return _day(number if len(year) > 2 else _short_year(number), month, day)
    if calendar == "buddhist":
        return _day((number if len(year) > 2 else 2500 + number) + _BUDDHIST, month, day)
    if calendar == "minguo":
        return _day(number + _MINGUO, month, day) if len(year) < 4 else None
    if len(year) < 3:
        number += 1300 if number >= 80 else 1400
    return _in_range(_solar_day(number, month, day))


def _short_year(number: int) -> int:
    """Give the year of two digits: one of those that ``EARLIEST`` begins."""
    return number + (1900 if number >= EARLIEST.year % 100 else 2000)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return _in_range(date(year, month, day))
    except ValueError:
        return None


def _in_range(day: date | None) -> date | None:
    return day if day and EARLIEST <= day <= LATEST else None


def _solar_day(year: int, month: int, day: int) -> date | None:
    if not (EARLIEST.year - 622 <= year <= _LAST_SOLAR_YEAR and 1 <= month <= 12 and day >= 1):
        return None
    before = 31 * (month - 1) if month <= 7 else 186 + 30 * (month - 7)
    found = nowruz(year) + timedelta(days=before + day - 1)
    longest = 31 if month <= 6 else 30
    return found if day <= longest and found < nowruz(year + 1) else None


@lru_cache(256)
def nowruz(year: int) -> date:
    """Give the first day of a Solar Hijri year between 1210 and 1498.

    Example:
        >>> nowruz(1404), nowruz(1403)
        (datetime.date(2025, 3, 21), datetime.date(2024, 3, 20))
    """
    since = year - _SOLAR_BREAKS[-2]
    earlier = sum(_leaps(after - before) for before, after in _PERIODS) - 14
    leaps = earlier + since // 33 * 8 + (since % 33 + 3) // 4
    gregorian = year + 621
    gregorian_leaps = gregorian // 4 - (gregorian // 100 + 1) * 3 // 4 - 150
    return date(gregorian, 3, 20 + leaps - gregorian_leaps)


_PERIODS = tuple(pairwise(_SOLAR_BREAKS[:-1]))


def _leaps(years: int) -> int:
    return years // 33 * 8 + years % 33 // 4
