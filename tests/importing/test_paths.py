"""Names that are paths, and columns that are empty or hardly filled beside better ones."""

from __future__ import annotations

import pytest

from tests.builders import read


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        (
            "Sale/Date,Sale/Number,Product/Record Name,Quantity,Amount",
            {"date": "Sale/Date", "order_id": "Sale/Number", "item": "Product/Record Name"},
        ),
        (
            "order/date_order,order/order_number,lines/product_id/name,lines/qty,lines/total",
            {"item": "lines/product_id/name", "quantity": "lines/qty", "amount": "lines/total"},
        ),
        (
            "order.created_at,order.id,line_item.name,line_item.quantity,line_item.total_price",
            {
                "date": "order.created_at",
                "order_id": "order.id",
                "item": "line_item.name",
                "quantity": "line_item.quantity",
                "amount": "line_item.total_price",
            },
        ),
        (
            "date,order,product.name,qty,shipping.amount,invoice.total",
            {"item": "product.name", "amount": "invoice.total"},
        ),
    ],
)
def test_what_a_path_speaks_of_is_known(header: str, columns: dict[str, str]) -> None:
    rows = ("2025-03-28,H-1,Tea,2,5.00,5.00", "2025-03-29,H-2,Pie,1,3.00,4.50")
    cells = (",".join(row.split(",")[: header.count(",") + 1]) for row in rows)
    reading = read("\n".join([header, *cells, ""]).encode())
    assert columns.items() <= reading.columns.items()


@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        (
            ",2025-03-28,,T1,5.00\n,2025-03-29,,T2,6.00\n",
            {"date": "Transaction date", "order_id": "Transaction ID"},
        ),
    ],
)
def test_an_empty_column_never_beats_a_filled_one(rows: str, columns: dict[str, str]) -> None:
    header = "Date,Transaction date,Order ID,Transaction ID,Amount\n"
    assert columns.items() <= read((header + rows).encode()).columns.items()


def test_a_column_that_is_mostly_empty_and_repeats_numbers_no_orders() -> None:
    rows = ["1,,10.00", "2,,20.00", "3,AMI20,8.00", "4,AMI20,8.00", "5,,8.00"]
    body = "".join(f"2025-03-1{row}\n" for row in rows)
    assert "order_id" not in read(f"Date,Bon,Prix\n{body}".encode()).columns
