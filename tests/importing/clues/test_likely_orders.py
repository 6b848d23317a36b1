"""Orders of day, month and year under which nobody can have sold."""

from __future__ import annotations

from datetime import date

import pytest

from sales_core.importing.inspection import read_export
from sales_core.importing.questions import Answers
from sales_core.importing.reading import Reading
from sales_core.importing.view import Surroundings
from tests.builders import csv_bytes, export_of

TODAY = date(2026, 11, 28)


def _read(*days: str) -> Reading:
    content = csv_bytes(["Date", "Item", "Total"], *([day, "Tea", "1.50"] for day in days))
    return read_export(export_of(content), Answers(), "SGD", Surroundings(TODAY))


@pytest.mark.parametrize(
    ("days", "order"),
    [
        pytest.param(("03/08/19", "04/08/19", "17/01/18", "21/12/17"), "dmy", id="scattered"),
        pytest.param(("25/03/26", "31/03/26", "28/03/26"), "dmy", id="in the future"),
        pytest.param(("22.05.25", "29.05.25", "31.05.25"), "dmy", id="dots"),
    ],
)
def test_days_that_cannot_be_leave_one_order(days: tuple[str, ...], order: str) -> None:
    reading = _read(*days)
    assert reading.plan, reading.questions
    assert reading.plan.date_order == order


@pytest.mark.parametrize(
    "days",
    [("03/04/2026", "05/06/2026"), ("12/05/09", "12/05/10", "12/05/11"), ("03/04/26", "05/06/26")],
)
def test_days_that_may_be_either_are_asked(days: tuple[str, ...]) -> None:
    assert [question.code for question in _read(*days).questions] == ["date-order"]
