"""Totals of whole orders that stand in each of their rows are asked about, not counted twice."""

from __future__ import annotations

import pytest

from tests.builders import read

HEADER = "Date,Order ID,Item,Qty,Price,Total\n"


@pytest.mark.parametrize(
    ("rows", "fields"),
    [
        pytest.param(
            ["28,1,Mug,2,16.00,51.00", "28,1,Fern,1,14.00,51.00", "29,2,Mug,1,16.00,16.00"],
            ["amount"],
            id="one-order-whose-rows-differ",
        ),
        pytest.param(
            ["28,1,Mug,1,10.00,10.90", "28,1,Mug,1,10.00,10.90", "29,2,Mug,1,10.00,10.90"],
            [],
            id="the-same-item-twice-with-tax",
        ),
        pytest.param(
            ["28,1,Mug,2,16.00,32.00", "28,1,Fern,1,14.00,14.00", "29,2,Mug,1,16.00,16.00"],
            [],
            id="amounts-of-rows",
        ),
        pytest.param(
            ["28,1,Mug,2,16.00,14.00", "28,1,Fern,1,14.00,14.00", "29,2,Mug,1,16.00,16.00"],
            [],
            id="a-row-that-comes-to-its-amount",
        ),
    ],
)
def test_totals_of_orders_are_asked_about_where_prices_prove_them(
    rows: list[str], fields: list[str]
) -> None:
    reading = read((HEADER + "".join(f"2025-03-{row}\n" for row in rows)).encode())
    assert [each.field for each in reading.questions] == fields


def test_without_the_total_the_rows_are_quantity_times_price() -> None:
    content = HEADER + "2025-03-28,1,Mug,2,16.00,51.00\n2025-03-28,1,Fern,1,14.00,51.00\n"
    reading = read(content.encode(), columns={"amount": "none"})
    assert (reading.questions, reading.amount_read) == ((), 460_000)


@pytest.mark.parametrize(
    ("rows", "fields"),
    [
        pytest.param(["28,1,Mug,36.00,59.00", "28,1,Nuts,14.00,59.00"], ["amount"], id="repeated"),
        pytest.param(["28,1,Mug,36.00,40.00", "28,1,Nuts,14.00,19.00"], [], id="its-own"),
        pytest.param(["28,1,Mug,14.00,19.00", "28,1,Nuts,14.00,19.00"], [], id="the-same-price"),
        pytest.param(["28,1,Mug,36.00,59.00", "28,2,Nuts,14.00,59.00"], [], id="two-orders"),
    ],
)
def test_totals_of_orders_are_asked_about_where_other_money_proves_them(
    rows: list[str], fields: list[str]
) -> None:
    header = "Date,Order ID,Item,Gross Amount,Total Amount\n"
    reading = read((header + "".join(f"2025-03-{row}\n" for row in rows)).encode())
    assert [each.field for each in reading.questions] == fields
