"""The amount of an order that stands in each of its rows is asked about and can count once."""

from __future__ import annotations

import pytest

from tests.builders import read

HEADER = "Date,Order ID,Product,Attendee,Total\n"


@pytest.mark.parametrize(
    ("rows", "asked"),
    [
        pytest.param(
            ["1,Standard,a,50", "1,Standard,b,50", "2,Standard,c,25", "3,Standard,d,50",
             "3,Standard,e,50"],
            ["repeated-amount"],
            id="alike-but-dearer-with-more-rows",
        ),
        pytest.param(
            ["1,Tea,a,30", "1,Pie,b,30", "2,Tea,c,45", "2,Cup,d,45"],
            ["repeated-amount"],
            id="two-orders-of-several-items",
        ),
        pytest.param(
            ["1,Tea,a,30", "1,Pie,b,30", "2,Tea,c,9", "3,Pie,d,12"],
            ["repeated-amount"],
            id="one-order-of-items-that-cost-less-elsewhere",
        ),
        pytest.param(
            ["1,Tea,a,30", "1,Pie,b,30", "2,Tea,c,30", "3,Cup,d,12"], [], id="items-of-one-price"
        ),
        pytest.param(
            ["1,Tea,a,25", "1,Tea,b,25", "2,Pie,c,30", "2,Pie,d,30", "3,Tea,e,25"],
            [],
            id="each-item-has-its-price",
        ),
        pytest.param(["1,Tea,a,25", "1,Tea,b,25", "2,Tea,c,25"], [], id="one-price-for-all"),
        pytest.param(["1,Tea,a,25", "1,Pie,b,30", "2,Tea,c,25"], [], id="amounts-of-rows"),
        pytest.param([",Tea,a,25", ",Pie,b,25", ",Cup,c,25"], [], id="no-numbers"),
    ],
)  # fmt: skip
def test_totals_of_orders(rows: list[str], asked: list[str]) -> None:
    reading = read((HEADER + "".join(f"2025-03-28,{row}\n" for row in rows)).encode())
    assert [each.name for each in reading.questions] == asked


@pytest.mark.parametrize("name", ["Bestellwert", "Total do pedido", "Sipariş tutarı"])
def test_a_column_that_is_called_the_total_of_the_order(name: str) -> None:
    rows = ["1,Tea,a,30", "1,Pie,b,30", "2,Tea,c,12"]
    content = HEADER.replace("Total", name) + "".join(f"2025-03-28,{row}\n" for row in rows)
    assert [each.name for each in read(content.encode()).questions] == ["repeated-amount"]


@pytest.mark.parametrize(("answer", "amount"), [("once", 125), ("row", 225)])
def test_a_person_says_whether_they_count_once(answer: str, amount: int) -> None:
    rows = ["1,S,a,50", "1,S,b,50", "2,S,c,25", "3,S,d,50", "3,S,e,50"]
    content = (HEADER + "".join(f"2025-03-28,{row}\n" for row in rows)).encode()
    reading = read(content, choices={"repeated-amount": answer})
    assert reading.amount_read == amount * 10_000
