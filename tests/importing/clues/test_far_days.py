"""Days far ahead of today, and days in the other day count of spreadsheets."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from sales_core.importing.inspection import read_export
from sales_core.importing.questions import Answers
from sales_core.importing.reading import Reading
from sales_core.importing.view import Surroundings
from tests.builders import csv_bytes, export_of

TODAY = date(2026, 11, 28)


def _read(
    *dates: str, other: tuple[str, ...] = (), choices: Mapping[str, str] | None = None
) -> Reading:
    beside = other or dates
    content = csv_bytes(
        ["Date", "Item", "Total", "Paid"],
        *([day, "Tea", "1.50", paid] for day, paid in zip(dates, beside, strict=True)),
    )
    return read_export(
        export_of(content), Answers(choices=choices or {}), "SGD", Surroundings(TODAY)
    )


def _period(reading: Reading) -> tuple[str, str]:
    assert reading.lines, reading.questions
    first, last = reading.lines.period() or (None, None)
    return str(first), str(last)


def test_years_a_century_late_are_asked() -> None:
    question = _read("2126-03-13", "2126-03-14").questions[0]
    assert question.choices == ("as written", "century")
    assert "13 March 2126" in question.text or "14 March 2126" in question.text
    answered = _read("2126-03-13", "2126-03-14", choices={question.name: "century"})
    assert _period(answered) == ("2026-03-13", "2026-03-14")


def test_a_row_far_ahead_can_be_left_out() -> None:
    question = _read("2026-03-13", "2062-03-14").questions[0]
    assert question.choices == ("as written", "leave")
    answered = _read("2026-03-13", "2062-03-14", choices={question.name: "leave"})
    assert _period(answered) == ("2026-03-13", "2026-03-13")


@pytest.mark.parametrize("day", ["2026-11-29", "2027-11-20", "1999-01-05"])
def test_bookings_and_old_sales_are_not_asked(day: str) -> None:
    assert not _read("2026-03-13", day).questions


def test_the_other_day_count_is_asked_where_another_column_shows_it() -> None:
    own, paid = ("2022-03-12", "2022-03-13"), ("2026-03-13", "2026-03-14")
    question = _read(*own, other=paid).questions[0]
    assert question.choices == ("as written", "shifted")
    assert _period(_read(*own, other=paid, choices={question.name: "shifted"})) == paid
