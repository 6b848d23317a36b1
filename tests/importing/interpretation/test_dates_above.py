"""Dates that stand above their rows, in no column, are refused with that reason."""

from __future__ import annotations

import pytest

from tests.builders import refusal


@pytest.mark.parametrize(
    "text",
    [
        "Item,Quantity,Amount\n2025-03-03,,\nTea,1,4.00\n2025-03-04,,\nTea,2,8.00\n",
        "Date: 2025-03-03\n\nItem,Quantity,Amount\nTea,1,4.00\nCake,2,8.00\n",
    ],
)
def test_dates_above_their_rows_are_refused_with_that_reason(text: str) -> None:
    assert refusal(text.encode()).issue.code == "dates-above"


def test_a_file_without_any_date_lacks_a_column() -> None:
    text = "Sales\n\nItem,Quantity,Amount\nTea,1,4.00\nCake,2,8.00\n"
    assert refusal(text.encode()).issue.code == "missing-columns"
