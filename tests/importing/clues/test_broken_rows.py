"""Rows whose numbers do not make the amount, as they do in all others."""

from __future__ import annotations

import pytest

from tests.builders import read


def _attention(header: str, *rows: str) -> list[str]:
    lines = [f"2025-03-{13 + at},{at},{row}" for at, row in enumerate(rows)]
    reading = read("\n".join([f"Date,Order,Item,{header}", *lines, ""]).encode())
    assert reading.questions == ()
    return [each for each in reading.evidence if each.startswith("Attention")]


@pytest.mark.parametrize(
    ("header", "rows", "told"),
    [
        pytest.param(
            "Quantity,Unit Price,Total",
            ["Tea,2,5.00,10.00", "Pie,1,3.00,30.00", "Tea,1,5.00,5.00"],
            "line 3: 3, but 30, 10 times as much",
            id="quantity x price",
        ),
        pytest.param(
            "Qty,Price,Tax,Total",
            ["Tea,2,5.00,1.00,11.00", "Pie,1,3.00,0.30,330.00", "Tea,1,5.00,0.50,5.50"],
            "line 3: 3.3, but 330, 100 times as much",
            id="tax added",
        ),
        pytest.param(
            "Menge,Einzelpreis,Rabatt,MwSt,Gesamt",
            [
                "Tee,2,5.00,1.00,1.71,10.71",
                "Brot,1,3.00,0,0.57,3.57",
                "Saft,3,2.00,0.50,1.05,0.655",
            ],
            "line 4: 6.55, but 0.655, a 10th of it",
            id="discount and tax",
        ),
        pytest.param(
            "Cantidad,Precio,IVA,Importe",
            ["Té,2,5.00,2.10,12.10", "Pan,1,3000.00,0.63,3.63", "Té,1,5.00,1.05,6.05"],
            "line 3: 3000.63, but 3.63, right with a 1000th of Precio",
            id="the price",
        ),
        pytest.param(
            "Price,Qty,Shipping,Total",
            ["Tea,5.00,2,2.00,12.00", "Pie,3.00,1,2.00,50.00", "Tea,5.00,1,2.00,7.00"],
            "line 3: 5, but 50, 10 times as much",
            id="shipping added",
        ),
        pytest.param(
            "Price,Qty,Shipping,Total",
            ["Tea,5.00,2,2.00,12.00", "Pie,3.00,1,200.00,5.00", "Tea,5.00,1,2.00,7.00"],
            "line 3: 203, but 5, right with a 100th of Shipping",
            id="the shipping",
        ),
        pytest.param(
            "Subtotal,Tax,Tip,Total",
            ["Tea,5.00,1.00,0.50,6.50", "Pie,3.00,0.60,1.00,460.00", "Tea,7.00,1.40,2.00,10.40"],
            "line 3: 4.6, but 460, 100 times as much",
            id="subtotal, tax and tip",
        ),
    ],
)
def test_a_row_that_breaks_what_the_others_hold_to_is_told(
    header: str, rows: list[str], told: str
) -> None:
    (said,) = _attention(header, *rows)
    assert told in said


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        pytest.param(
            "Quantity,Unit Price,Total",
            [f"Tea,2,5.00,{9 - at % 2}.00" for at in range(8)],
            id="discounts in most rows",
        ),
        pytest.param(
            "Qty,Price,Tax,Total",
            ["Tea,2,5.00,0.91,10.00", "Pie,1,3.00,0.27,3.00", "Tea,1,5.00,0.45,5.00"],
            id="tax included",
        ),
        pytest.param(
            "Qty,Price,Tax,Total",
            ["Tea,2,5.00,1.00,11.00", "Pie,1,3.00,0.30,4.80", "Tea,1,5.00,0.50,5.50"],
            id="shipping beside the tax",
        ),
        pytest.param(
            "Unit price,Total",
            ["Tea,5.00,5.00", "Pie,3.00,30.00", "Tea,5.00,5.00"],
            id="ten pieces",
        ),
        pytest.param(
            "Unit price,Delivery,Total",
            ["Tea,5.00,0,5.00", "Pie,3.00,0,30.00", "Tea,5.00,2.00,7.00"],
            id="ten pieces, delivered",
        ),
    ],
)
def test_what_may_well_be_is_not_told(header: str, rows: list[str]) -> None:
    assert _attention(header, *rows) == []
