"""Days far ahead of today."""

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


def _read(*dates: str, choices: Mapping[str, str] | None = None) -> Reading:
    content = csv_bytes(["Date", "Item", "Total"], *([day, "Tea", "1.50"] for day in dates))
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
