"""A table with a column for each day or month is refused with that reason."""

from __future__ import annotations

import pytest

from tests.builders import refusal


@pytest.mark.parametrize(
    "text",
    [
        "Item,2025-03-01,2025-03-02,2025-03-03\nTea,1,2,3\nCake,4,5.5,6\n",
        "Item;Januar;Februar;März;April\nTee;1,50;2;3;\n",
        "Sales by month\n\nItem,Jan,Feb,Mar\nTea,1,2,3\n",
        "Prodotto;gen 2025;feb 2025;mar 2025\nTè;1,50;2;3\n",
        "商品,1月,2月,3月\n茶,100,200,300\n",
        "Item,03/2025,04/2025,05/2025,Total\nTea,1,2,3,6\n",
    ],
)
def test_days_as_columns_are_refused_with_that_reason(text: str) -> None:
    assert refusal(text.encode()).issue.code == "days-as-columns"


def test_rows_of_data_with_several_dates_are_something_else() -> None:
    row = "2025-03-01,2025-03-02,2025-03-03,Tea,4.00\n"
    assert refusal((row + row.replace("-03-", "-04-")).encode()).issue.code == "no-header"
