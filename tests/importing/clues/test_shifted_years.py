"""Days in years that another column contradicts."""

from __future__ import annotations

import pytest

from sales_core.importing.reading import Reading
from tests.builders import csv_bytes, read


def _read(header: str, *rows: tuple[str, str], answer: str = "") -> Reading:
    cells = [[day, said, str(at), "Tea", "1.50"] for at, (day, said) in enumerate(rows)]
    choices = {"damage:Date:1904": answer} if answer else {}
    return read(csv_bytes(["Date", header, "Order", "Item", "Total"], *cells), choices=choices)


@pytest.mark.parametrize(
    ("header", "says"),
    [
        pytest.param("Paid", ("2025-03-13", "2025-03-14"), id="the same day"),
        pytest.param("Lieferdatum", ("14.03.2025", "16.03.2025"), id="days later"),
        pytest.param("Weekday", ("Thursday", "Friday"), id="weekdays"),
        pytest.param("Jahr", ("2025", "2025"), id="years"),
        pytest.param("Mes", ("2025-03", "2025-03"), id="year and month"),
    ],
)
@pytest.mark.parametrize(
    "days", [("2021-03-12", "2021-03-13"), ("44267", "44268")], ids=["dates", "numbers"]
)
def test_the_other_day_count_is_asked(
    days: tuple[str, str], header: str, says: tuple[str, str]
) -> None:
    rows = list(zip(days, says, strict=True))
    (question,) = _read(header, *rows).questions
    assert (question.code, question.choices) == ("damage", ("as written", "shifted"))
    lines = _read(header, *rows, answer="shifted").lines
    assert lines
    assert [str(day) for day in lines.period() or ()] == ["2025-03-13", "2025-03-14"]


def test_years_that_are_decades_away_are_told() -> None:
    reading = _read("Year", ("13/03/2005", "2025"), ("14/03/2005", "2025"))
    assert any("years that are 20 after those in 'Date'" in each for each in reading.evidence)


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        pytest.param("Year", [("2025-03-13", "2025"), ("2024-03-14", "2024")], id="right"),
        pytest.param("Vintage", [("2025-03-13", "2015"), ("2025-03-14", "2018")], id="wines"),
        pytest.param("Model", [("2025-03-13", "2024"), ("2025-03-14", "2024")], id="cars"),
        pytest.param("Weekday", [("2025-03-13", "Friday"), ("2025-03-14", "Friday")], id="a slip"),
        pytest.param(
            "Birthday", [("2025-03-13", "1990-03-13"), ("2025-03-14", "1985-07-14")], id="birthdays"
        ),
    ],
)
def test_what_may_well_be_is_not_asked(header: str, rows: list[tuple[str, str]]) -> None:
    reading = _read(header, *rows)
    assert reading.questions == ()
    assert not any(each.startswith("Attention") for each in reading.evidence)
