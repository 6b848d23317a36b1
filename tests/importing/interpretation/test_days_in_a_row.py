"""A daily export of the first days of a month: days in a row, or one day of every month."""

from __future__ import annotations

import pytest

from sales_core.importing.reading import Reading
from tests.builders import csv_bytes, read

SIX = range(4, 10)


def file_of(texts: list[str], sales: int) -> Reading:
    """Read a file with some sales on each date, in no order."""
    rows = [
        [text, f"{(at * 7 + each * 5) % 97}", "Tea", "4.50"]
        for at, text in enumerate(texts)
        for each in range(sales)
    ]
    return read(csv_bytes(["Sold", "Order", "Item", "Amount"], *rows[::2], *rows[1::2]))


@pytest.mark.parametrize(
    ("texts", "form"),
    [
        ([f"11/{day:02}/2024" for day in SIX], "mdy"),
        ([f"{day:02}/11/2024" for day in SIX], "dmy"),
        ([f"{day}-11-2024 1{day}:30" for day in SIX], "dmy"),
    ],
)
def test_sales_on_days_in_a_row_are_taken_as_such_and_told(texts: list[str], form: str) -> None:
    reading = file_of(texts, 6)
    assert not reading.questions
    assert reading.plan is not None
    assert reading.plan.date_order == form
    assert "date-order" not in reading.plan.proved  # other files shall not rest on it
    told = [fact for fact in reading.evidence if fact.startswith("Attention: dates are taken as")]
    assert ["6 of 6 days" in fact for fact in told] == [True]


@pytest.mark.parametrize(
    ("texts", "sales"),
    [
        ([f"11/{day:02}/2024" for day in SIX], 2),  # so few may be bills of every month
        ([f"01/{day:02}/2024" for day in SIX], 9),  # or sums of months, on the first
        ([f"11/{day:02}/2024" for day in (1, 3, 5, 7, 9, 11)], 9),
        ([f"11/{day:02}/2024" for day in range(5, 9)], 9),
    ],
)
def test_what_may_be_days_of_months_is_asked(texts: list[str], sales: int) -> None:
    assert [question.code for question in file_of(texts, sales).questions] == ["date-order"]
