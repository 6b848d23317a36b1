"""Calendars: each day becomes the right Gregorian one, and only days that exist."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales_core.values.calendars import EARLIEST, LATEST, Calendar, day_of, nowruz
from sales_core.values.date_calendars import is_day, possible_calendars
from sales_core.values.dates import DateStyle, read_date

MARCH_25 = date(2025, 3, 25)


@pytest.mark.parametrize(
    ("calendar", "year", "month", "day", "expected"),
    [
        ("gregorian", "2025", 3, 25, MARCH_25),
        ("gregorian", "25", 3, 25, MARCH_25),
        ("gregorian", "99", 3, 25, date(1999, 3, 25)),
        ("gregorian", "2568", 3, 25, None),
        ("buddhist", "2568", 3, 25, MARCH_25),
        ("buddhist", "68", 3, 25, MARCH_25),
        ("buddhist", "2567", 2, 29, date(2024, 2, 29)),
        ("buddhist", "2568", 2, 29, None),
        ("buddhist", "2025", 3, 25, None),
        ("minguo", "114", 3, 25, MARCH_25),
        ("minguo", "98", 12, 31, date(2009, 12, 31)),
        ("minguo", "2025", 3, 25, None),
        ("solar-hijri", "1404", 1, 5, MARCH_25),
        ("solar-hijri", "1403", 12, 30, date(2025, 3, 20)),
        ("solar-hijri", "1402", 12, 30, None),
        ("solar-hijri", "1404", 6, 31, date(2025, 9, 22)),
        ("solar-hijri", "1404", 7, 31, None),
        ("solar-hijri", "1404", 13, 1, None),
        ("solar-hijri", "1404", 1, 0, None),
        ("solar-hijri", "1447", 1, 5, None),
        ("solar-hijri", "2025", 1, 5, None),
    ],
)
def test_days_of_calendars(
    calendar: Calendar, year: str, month: int, day: int, expected: date | None
) -> None:
    assert day_of(calendar, year, month, day) == expected


def test_the_first_days_of_solar_years_are_those_of_the_official_calendar() -> None:
    on_20_march = {1375, 1379, 1383, 1387, 1391, 1395, 1399, 1403, 1407, 1408, 1411, 1412}
    on_21_march = {1370, 1374, 1376, 1377, 1380, 1390, 1398, 1400, 1401, 1402, 1404, 1405, 1406}
    assert all(nowruz(year) == date(year + 621, 3, 20) for year in on_20_march)
    assert all(nowruz(year) == date(year + 621, 3, 21) for year in on_21_march)


def test_days_of_solar_years_follow_each_other_without_a_gap() -> None:
    found = [
        day
        for year in range(1359, 1430)
        for month in range(1, 13)
        for number in range(1, 32)
        if (day := day_of("solar-hijri", str(year), month, number))
    ]
    assert found == [found[0] + timedelta(days=step) for step in range(len(found))]
    assert (found[0], found[-1]) == (date(1980, 3, 21), date(2051, 3, 20))


@given(st.dates(EARLIEST, LATEST))
def test_years_of_four_digits_are_those_of_one_calendar(day: date) -> None:
    written = f"{day.year}/{day.month}/{day.day}"
    assert [found.calendar for found in possible_calendars([written])] == ["gregorian"]


@pytest.mark.parametrize(
    ("texts", "calendars"),
    [
        (["25/03/2568", "26/03/2568"], ["buddhist"]),
        (["25/03/68", "26/03/68"], ["gregorian", "buddhist"]),
        (["25 มี.ค. 68"], ["gregorian", "buddhist"]),
        (["25 มีนาคม พ.ศ. 2568"], ["buddhist"]),
        (["25 มีนาคม ค.ศ. 2025"], ["gregorian"]),
        (["114/03/25"], ["minguo"]),
        (["98/12/31", "100/01/02"], ["minguo"]),
        (["99/12/31"], ["gregorian"]),
        (["民國114年3月25日"], ["minguo"]),
        (["令和7年3月25日", "R7.3.25"], ["gregorian"]),
        (["1404/01/05"], ["solar-hijri"]),
        (["۱۴۰۴/۰۱/۰۵", "۱۴۰۴/۱/۶"], ["solar-hijri"]),
        (["5 فروردین 1404"], ["solar-hijri"]),
        (["04/01/05"], ["gregorian"]),
        (["25/03/25", "26/03/25"], ["gregorian"]),
        (["2025-03-25 10:00", "2025-03-26 11:00", "total"], ["gregorian"]),
        (["2025-03", "2025-04"], ["gregorian"]),
        (["tea", ""], []),
        ([], []),
    ],
)
def test_calendars_that_a_column_allows(texts: list[str], calendars: list[str]) -> None:
    assert [found.calendar for found in possible_calendars(texts)] == calendars


def test_each_calendar_shows_its_days() -> None:
    gregorian, buddhist = possible_calendars(["25/03/68", "26/03/68"])
    assert (gregorian.first, gregorian.last) == (date(2068, 3, 25), date(2068, 3, 26))
    assert (buddhist.first, buddhist.last) == (MARCH_25, date(2025, 3, 26))
    assert (buddhist.texts, buddhist.name) == (2, "Thai Buddhist")


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("25/03/2568", DateStyle("dmy", "buddhist")),
        ("25/03/68", DateStyle("dmy", "buddhist")),
        ("25680325", DateStyle("compact", "buddhist")),
        ("114/03/25", DateStyle("ymd", "minguo")),
        ("1140325", DateStyle("compact", "minguo")),
        ("1404/01/05 10:30", DateStyle("ymd", "solar-hijri")),
        ("05-01-1404", DateStyle("dmy", "solar-hijri")),
        ("۵ فروردین ۱۴۰۴", DateStyle("dmy", "solar-hijri")),
        ("14040105", DateStyle("compact", "solar-hijri")),
        ("令和7年3月25日(火)", DateStyle("ymd")),
    ],
)
def test_dates_of_a_known_calendar(text: str, style: DateStyle) -> None:
    assert read_date(text, style) == MARCH_25
    assert is_day(text) or style.form == "compact"


@pytest.mark.parametrize("text", ["25/03/2568", "1404/01/05", "114/03/25", "民國114年3月25日"])
def test_another_calendar_is_never_taken_without_being_asked_for(text: str) -> None:
    assert read_date(text, "dmy") is None
    assert read_date(text, "ymd") is None


@given(
    st.sampled_from(["mdy", "dmy", "ymd", "mdy-iso", "month", "compact"]),
    st.sampled_from(["gregorian", "buddhist", "minguo", "solar-hijri"]),
    st.sampled_from(["", "hr", "th", "fil"]),
)
def test_a_style_is_stored_and_read_back(form: str, calendar: str, language: str) -> None:
    style = DateStyle(form, calendar, language)  # type: ignore[arg-type]
    assert DateStyle.from_json(style.as_json()) == style


@pytest.mark.parametrize("text", ["", "x", "D/M/Y (hebrew, he)", "D/M/Y (buddhist, th, x)"])
def test_a_text_that_is_no_style_is_refused(text: str) -> None:
    with pytest.raises(KeyError):
        DateStyle.from_json(text)
