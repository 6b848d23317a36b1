"""Discounts and refunds that an order says once: shared by its lines, and lines of their own."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales_core.importing.files.export import SalesExport
from sales_core.importing.inspection import read_export
from sales_core.importing.questions import Answers
from sales_core.importing.reading import Reading
from sales_core.values.money import amount_text, quantity_text

SHOP = (
    "Name,Financial Status,Created at,Lineitem quantity,Lineitem name,Lineitem price,"
    "Discount Amount,Subtotal,Refunded Amount\n"
)
STRIPE = (
    "id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Converted Amount,"
    "Refunded date (UTC),Status\n"
)


def read(text: str) -> Reading:
    return read_export(SalesExport("x.csv", text.encode()), Answers(), "EUR")


def lines_of(reading: Reading) -> list[tuple[Any, ...]]:
    assert reading.lines is not None
    return sorted(
        (
            f"{row['sale_date']:%m-%d}",
            row["order_id"],
            row["product"],
            quantity_text(row["quantity"]),
            amount_text(row["amount"]),
        )
        for batch in reading.lines.batches()
        for row in batch.to_dict("records")
    )


def shop(*rows: str) -> str:
    return SHOP + "".join(f"{row}\n" for row in rows)


def stripe(*rows: str) -> str:
    return STRIPE + "".join(f"{row}\n" for row in rows)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            ["#1,paid,2025-03-28,1,Cup,10.00,10.00,20.00,", "#1,,2025-03-28,1,Hat,20.00,,,"],
            [("03-28", "#1", "Cup", "1", "6.67"), ("03-28", "#1", "Hat", "1", "13.33")],
            id="shared by largest remainder",
        ),
        pytest.param(
            ["#1,paid,2025-03-28,1,Cup,10.00,4.00,10.00,"],
            [("03-28", "#1", "Cup", "1", "10")],
            id="a discount on shipping takes nothing off",
        ),
        pytest.param(
            ["#1,paid,2025-03-28,1,Cup,10.00,0.00,10.00,4.00"],
            [("03-28", "#1", "Cup", "0", "-4"), ("03-28", "#1", "Cup", "1", "10")],
            id="a part of one product",
        ),
        pytest.param(
            ["#1,paid,2025-03-28,1,Cup,10.00,0,30.00,4.00", "#1,,2025-03-28,1,Hat,20.00,,,"],
            [
                ("03-28", "#1", "", "0", "-4"),
                ("03-28", "#1", "Cup", "1", "10"),
                ("03-28", "#1", "Hat", "1", "20"),
            ],
            id="a part of several products",
        ),
        pytest.param(
            ["#1,refunded,2025-03-28,2,Cup,10.00,0.00,20.00,25.00"],
            [("03-28", "#1", "Cup", "-2", "-20"), ("03-28", "#1", "Cup", "2", "20")],
            id="all of it with shipping",
        ),
        pytest.param(
            [
                "#1,refunded,2025-03-28,1,Cup,10.00,0.00,30.00,30.00",
                "#1,refunded,2025-03-28,1,Hat,20.00,0.00,30.00,30.00",
            ],
            [
                ("03-28", "#1", "Cup", "-1", "-10"),
                ("03-28", "#1", "Cup", "1", "10"),
                ("03-28", "#1", "Hat", "-1", "-20"),
                ("03-28", "#1", "Hat", "1", "20"),
            ],
            id="said in every row, counted once",
        ),
        pytest.param(
            ["#1,voided,2025-03-28,1,Cup,10.00,0.00,10.00,10.00", "#2,paid,2025-03-28,1,Hat,5,,5,"],
            [("03-28", "#2", "Hat", "1", "5")],
            id="of an order that was never paid",
        ),
    ],
)
def test_orders_of_several_lines(rows: list[str], expected: list[tuple[str, ...]]) -> None:
    assert lines_of(read(shop(*rows))) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            "c1,2025-03-28 10:00:00,20.00,5.00,eur,true,20.00,2025-04-02 10:00:00,Paid",
            [("03-28", "c1", "", "1", "20"), ("04-02", "c1", "", "0", "-5")],
        ),
        (
            "c1,2025-03-28 10:00:00,20.00,20.00,eur,true,20.00,2025-04-02 10:00:00,Refunded",
            [("03-28", "c1", "", "1", "20"), ("04-02", "c1", "", "-1", "-20")],
        ),
        (
            "c1,2025-03-28 10:00:00,20.00,5.00,eur,true,20.00,,Paid",
            [("03-28", "c1", "", "0", "-5"), ("03-28", "c1", "", "1", "20")],
        ),
    ],
)
def test_refunds_count_on_their_day(row: str, expected: list[tuple[str, ...]]) -> None:
    assert lines_of(read(stripe(row))) == expected


def test_a_refund_that_is_larger_than_its_sale_is_told() -> None:
    found = read(stripe("c1,2025-03-28 10:00:00,20.00,500,eur,true,20.00,,Paid"))
    assert any("larger than their sale" in said for said in found.evidence)


def test_orders_that_are_not_paid_yet_are_told_with_their_sum() -> None:
    found = read(shop("#1,pending,2025-03-28,2,Cup,10.25,0.00,20.50,"))
    assert any("not paid yet count (20.50)" in said for said in found.evidence)


def test_a_discount_that_the_subtotal_contradicts_is_told() -> None:
    found = read(shop("#1,paid,2025-03-28,2,Cup,10.00,3.00,25.00,"))
    assert any(said.startswith("Attention: the lines of 1 orders") for said in found.evidence)


@given(
    st.lists(st.integers(0, 9_999), min_size=1, max_size=6).flatmap(
        lambda cents: st.tuples(st.just(cents), st.integers(0, sum(cents)))
    )
)
def test_shares_add_up_to_the_subtotal(order: tuple[list[int], int]) -> None:
    cents, off = order
    prices = [Decimal(each) / 100 for each in cents]
    subtotal = sum(prices) - Decimal(off) / 100
    rows = [f"#1,paid,2025-03-28,1,P{at},{price},,," for at, price in enumerate(prices)]
    rows[0] = f"#1,paid,2025-03-28,1,P0,{prices[0]},{Decimal(off) / 100},{subtotal},"
    found = lines_of(read(shop(*rows)))
    shares = [price - Decimal(line[4]) for price, line in zip(prices, found, strict=True)]
    assert sum(Decimal(line[4]) for line in found) == subtotal
    fair = [price * off / max(sum(cents), 1) for price in prices]
    assert all(
        abs(share - right) < Decimal("0.01") for share, right in zip(shares, fair, strict=True)
    )
