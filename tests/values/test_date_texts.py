"""Dates as frameworks, browsers and people write them, with words and times around."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales_core.values.date_calendars import is_day
from sales_core.values.date_texts import date_text
from sales_core.values.dates import possible_dates, read_month

MARCH_22 = date(2025, 3, 22)


@pytest.mark.parametrize(
    "text",
    [
        "Mar. 22, 2025, noon", "March 22, 2025, midnight", "Mar. 22, 2025, 5 p.m.",
        "March 22, 2025, 5:30 a.m.", "22 de Março de 2025 às 10:54",
        "22 de marzo de 2025 a las 10:54", "22. März 2025, 20:33 Uhr", "22. März 2025 um 20.33 Uhr",
        "Sat Mar 22 2025 10:00:00 GMT+0100 (Central European Standard Time)",
        "Sat Mar 22 2025 10:00:00 GMT-0700 (heure d’été du Pacifique)",
        "Sat, 22 Mar 2025 10:00:00 GMT", "Sat Mar 22 10:00:00 CET 2025", "22 Marzo 2025 12:00",
        "sabato 22 marzo 2025 alle 12:00", "samedi 22 mars 2025 à 10h30", "22 mars 2025 à 10 h 30",
        "lørdag den 22. marts 2025 kl. 14.05", "zaterdag 22 maart 2025 om 14:05",
        "2025. március 22., szombat", "2025 m. kovo 22 d.", "2025. gada 22. marts",
        "2025(e)ko martxoaren 22(a)", "22 tháng 3, 2025", "2025年3月22日星期六",
        "2025年3月22日(土) 10時30分", "2025년 3월 22일 토요일 오후 2:05", "令和7年3月22日",
        "三月 22 2025",
        "22 במרץ 2025", "22 مارس 2025", "٢٢ مارس ٢٠٢٥", "22 มี.ค. 2025", "22nd of March 2025",
        "the 22nd March 2025", "14:05 22 March 2025", "22 MARS 2025", "22-mar-2025",
        "Mar 22 2025 14:05:09 GMT-0700", "22 March 2025 10:00:00 +0000 UTC",
    ],
)  # fmt: skip
def test_worded_dates(text: str) -> None:
    assert set(possible_dates(text).values()) == {MARCH_22}
    assert len(possible_dates(text)) == 3
    assert is_day(text)


@pytest.mark.parametrize(
    "text",
    [
        "\u200f22/03/2025\u200f", "\u206822/03/2025\u2069", "\ufeff22/03/2025",
        "22\u200f/03\u200f/2025",
        "22/\u200d03/2025", "٢٢/٠٣/٢٠٢٥", "۲۲/۰۳/۲۰۲۵", "२२/०३/२०२५", "๒๒/๐๓/๒๐๒๕",
        "２２/０３/２０２５",
        "22.03.2025 kl. 14.05", "Sat 22/03/2025", "22/03/2025 samedi", "22/03/2025, 5 p.m.",
        "22.03.2025 um 14:05 Uhr", "14:05 22/03/2025", "22. 3. 2025", "22/03/2025 10h30",
    ],
)  # fmt: skip
def test_numbers_with_words_marks_and_digits_of_all_scripts(text: str) -> None:
    assert possible_dates(text) == {"dmy": MARCH_22}


@pytest.mark.parametrize(
    "text",
    [
        "Total March 2025", "Tea 22 March 2025", "22 March 2025 Tea", "22-24 March 2025",
        "March 22, 2025 - March 24, 2025", "22 March April 2025", "22 March", "March 2025",
        "22 March 2025 14", "22 March 2025 25.10", "22 March 2025 10:00 11:00", "$22 March 2025",
        "22 March 2025%", "Order 22/03/2025", "22/03/2025 & 23/03/2025", "22 33 March 2025",
        "March", "Sat", "noon", "5 p.m.", "12345 March 2025", "1.2.3.4", "22 2025 March 7 8 9 10",
    ],
)  # fmt: skip
def test_texts_that_say_more_or_less_than_a_day(text: str) -> None:
    assert possible_dates(text) == {}


@pytest.mark.parametrize(
    "text",
    ["March 2025", "Mar '25", "2025 March", "mars 2025", "3/2025", "2025年3月", "มีนาคม 2025"],
)
def test_months_of_a_year(text: str) -> None:
    assert read_month(text) == date(2025, 3, 1)


@given(st.text(alphabet="0123 .,:/-年月tTmM'(+é\u200f\u0e31", max_size=250))
def test_any_text_is_a_date_or_none(text: str) -> None:
    assert isinstance(possible_dates(text), dict)
    assert is_day(text) in (True, False)


@pytest.mark.parametrize(
    "piece", [" ", "1", "a", "1 ", "é", "1/", "(", "Mar ", "\u200f", "1:00 ", "'"]
)
def test_a_long_text_takes_no_longer_than_its_length(piece: str) -> None:
    def seconds(count: int) -> float:
        texts = [f"{piece * count}{number}" for number in range(5)]
        start = time.perf_counter()
        for text in texts:
            assert not possible_dates(text)
            assert read_month(text) is None
        return time.perf_counter() - start

    seconds(100)
    short, long = (min(seconds(count) for _ in range(3)) for count in (20_000, 160_000))
    assert long < 8 * 4 * short + 0.05


@pytest.mark.parametrize(
    ("text", "day"),
    [("2025-W12-6", MARCH_22), ("2025W126", MARCH_22), ("2020-W53-5", date(2021, 1, 1))],
)
def test_days_of_iso_weeks(text: str, day: date) -> None:
    assert possible_dates(text) == {"ymd": day}


@pytest.mark.parametrize("text", ["2025-W53-1", "2025-W00-1", "2025-W12-8", "2025-W12"])
def test_days_that_no_iso_week_has(text: str) -> None:
    assert possible_dates(text) == {}


def test_nothing_beyond_the_longest_text_is_looked_at() -> None:
    assert date_text("March 22, 2025" + " " * 1000) is not None
    assert date_text("March 22, 2025" + " ," * 200) is None
