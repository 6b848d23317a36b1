from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sales_core.values.dates import (
    DATE_ORDERS,
    EARLIEST,
    LATEST,
    DateOrder,
    parse_day,
    possible_dates,
    read_date,
)

DAYS = st.dates(EARLIEST, LATEST)

MARCH_22 = date(2025, 3, 22)
FIRST_OF_MARCH = date(2025, 3, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("3/22/2025", {"mdy": MARCH_22}, id="month-first"),
        pytest.param("03/22/2025", {"mdy": MARCH_22}, id="month-first-padded"),
        pytest.param("22/3/2025", {"dmy": MARCH_22}, id="day-first"),
        pytest.param("22.03.2025", {"dmy": MARCH_22}, id="points"),
        pytest.param("22-3-2025", {"dmy": MARCH_22}, id="hyphens"),
        pytest.param("22 3 2025", {"dmy": MARCH_22}, id="blanks"),
        pytest.param("Mar-22-25", dict.fromkeys(DATE_ORDERS, MARCH_22), id="word-and-short-year"),
        pytest.param(
            "22 de marzo de 2025 10:00 hs.", dict.fromkeys(DATE_ORDERS, MARCH_22), id="spanish-hour"
        ),
        pytest.param("2025-03-22", {"ymd": MARCH_22}, id="iso"),
        pytest.param("2025-3-22", {"ymd": MARCH_22}, id="iso-not-padded"),
        pytest.param("2025/03/22", {"ymd": MARCH_22}, id="year-first-slashes"),
        pytest.param(
            "03/01/2025", {"mdy": FIRST_OF_MARCH, "dmy": date(2025, 1, 3)}, id="day-or-month"
        ),
        pytest.param("3/1/2025", {"mdy": FIRST_OF_MARCH, "dmy": date(2025, 1, 3)}, id="not-padded"),
        pytest.param("3/3/2025", {"mdy": date(2025, 3, 3), "dmy": date(2025, 3, 3)}, id="same"),
        pytest.param("3/22/25", {"mdy": MARCH_22}, id="two-digit-year"),
        pytest.param(
            "10/11/12",
            {"mdy": date(2012, 10, 11), "dmy": date(2012, 11, 10), "ymd": date(2010, 11, 12)},
            id="anything-goes",
        ),
        pytest.param(
            "25/03/22", {"ymd": MARCH_22, "dmy": date(2022, 3, 25)}, id="short-year-first"
        ),
        pytest.param("2/29/2024", {"mdy": date(2024, 2, 29)}, id="leap-day"),
        pytest.param("12/31/2199", {"mdy": date(2199, 12, 31)}, id="latest"),
        pytest.param("1980-01-01", {"ymd": date(1980, 1, 1)}, id="earliest"),
        pytest.param("  3/22/2025 ", {"mdy": MARCH_22}, id="blanks-around"),
    ],
)
def test_orders_that_numbers_allow(text: str, expected: dict[DateOrder, date]) -> None:
    assert possible_dates(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Mar 22, 2025", "March 22, 2025", "March 22 2025", "Mar. 22, 2025", "MARCH 22, 2025",
        "March 22nd, 2025", "22 Mar 2025", "22-Mar-2025", "22-Mar-25", "22 March 2025",
        "22. March 2025", "22/Mar/2025", "22nd March 2025", "Saturday, March 22, 2025",
        "Sat, 22 Mar 2025", "Sat., 22 Mar 2025", "22 mar 2025 14:05", "Mar 22, 2025 2:05 PM",
    ],
)  # fmt: skip
def test_a_month_as_a_word_has_one_reading_in_every_order(text: str) -> None:
    assert possible_dates(text) == dict.fromkeys(DATE_ORDERS, MARCH_22)


@pytest.mark.parametrize(
    "time",
    [
        " 14:05", " 14:05:59", " 14:05:59.123", " 14:05:59,123", "T14:05:59Z", "T23:30-05:00",
        "T23:59:59.999+0800", " 00:00:00 +0000", " 2:05 PM", " 02:05pm", " 2:05:06 a.m.",
        ", 14:05", "  14.05", " 14:05 UTC", "T23:30:00.000Z",
    ],
)  # fmt: skip
def test_a_time_behind_never_moves_the_day(time: str) -> None:
    assert possible_dates("2025-03-22" + time) == {"ymd": MARCH_22}
    assert possible_dates("3/22/2025" + time) == {"mdy": MARCH_22}


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "---", "n/a", "Total", "Sale Date", "45292", "1735689600000", "20250322",
        "2024-02-30", "2/30/2024", "2/29/2025", "0/1/2025", "1/0/2025", "13/13/2025", "32/1/2025",
        "2025-13-01", "2025-00-10", "2025-22-3", "0024-03-22", "03/22/0024", "9999-12-31",
        "12/31/1979", "1/1/2200", "3/22/202", "3/22/20255", "322/1/2025", "2025-03", "3/2025",
        "3/22", "3/22-2025", "3/22/2025/1", "2025-03-22x", "x2025-03-22", "3/22/2025 moon",
        "22 Foo 2025", "Foo 22, 2025", "32 Mar 2025", "Mar 2025", "22 Mar",
        "March 2025", "-3/22/2025", "3//2025", "2025-03-22 14",
    ],
)  # fmt: skip
def test_a_text_that_is_no_day_has_no_reading(text: str) -> None:
    assert possible_dates(text) == {}


@pytest.mark.parametrize(
    ("names", "month"),
    [
        ("Jan January", 1), ("Feb February", 2), ("Mar March", 3), ("Apr April", 4), ("May", 5),
        ("Jun June", 6), ("Jul July", 7), ("Aug August", 8), ("Sep Sept September", 9),
        ("Oct October", 10), ("Nov November", 11), ("Dec December", 12),
    ],
)  # fmt: skip
def test_names_of_months(names: str, month: int) -> None:
    for name in names.split():
        assert read_date(f"{name} 7, 2025", "dmy") == date(2025, month, 7)
        assert read_date(f"7-{name.upper()}-25", "mdy") == date(2025, month, 7)


@given(DAYS, st.sampled_from("/.- "), st.sampled_from(["02", ""]), st.sampled_from(["", " 9:05"]))
@example(date(2024, 2, 29), "/", "02", "")
def test_a_day_is_read_back_in_the_order_it_was_written(
    day: date, sign: str, padding: str, time: str
) -> None:
    month, number, year = f"{day.month:{padding}}", f"{day.day:{padding}}", str(day.year)
    written: dict[DateOrder, str] = {
        "mdy": sign.join((month, number, year)),
        "dmy": sign.join((number, month, year)),
        "ymd": sign.join((year, month, number)),
    }
    for order, text in written.items():
        assert read_date(text + time, order) == day


@given(DAYS)
def test_what_allows_two_orders_has_no_day_above_the_twelfth(day: date) -> None:
    readings = possible_dates(f"{day.month}/{day.day}/{day.year}")
    assert ("dmy" in readings) == (day.day <= 12)


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_days_far_away_are_slips_of_the_pen(day: date) -> None:
    found = possible_dates(f"{day.month}/{day.day}/{day.year:04}")
    assert ("mdy" in found) == (EARLIEST <= day <= LATEST)


@pytest.mark.parametrize("text", ["3/22/5", "22.3.5"])
def test_a_year_of_one_digit_is_no_year(text: str) -> None:
    assert possible_dates(text) == {}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-03-05", date(2025, 3, 5)),
        ("2025-3-5", date(2025, 3, 5)),
        (" 2025-03-05 ", date(2025, 3, 5)),
        ("0001-01-01", date(1, 1, 1)),
        ("9999-12-31", date(9999, 12, 31)),
    ],
)
def test_parse_day(text: str, day: date) -> None:
    assert parse_day(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "", "2025-03", "2025-02-30", "2025-13-01", "2025-00-01", "0000-01-01", "3/5/2025",
        "2025/03/05", "20250305", "2025-03-05T00:00", "2025-3-5x", "25-3-5", "٢٠٢٥-٠٣-٠٥",
        "yesterday", "2025-03--5",
    ],
)  # fmt: skip
def test_parse_day_refuses_what_is_no_such_day(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse_day(text)
