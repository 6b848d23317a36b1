"""Amounts that are a factor away from quantity x price in every row are asked."""

from __future__ import annotations

import pytest

from tests.builders import read


@pytest.mark.parametrize(
    ("header", "amounts", "often"),
    [
        ("Date,Order,Item,Qty,Unit price,Total", ("1050", "375", "525"), "100 times"),
        ("Datum,Bon,Artikel,Menge,Einzelpreis,Betrag", ("105", "37.5", "52.5"), "10 times"),
        ("Date,Order,Item,Qty,Unit price,Total", ("10500", "3750", "5250"), "1000 times"),
        ("Date,Order,Item,Qty,Unit price,Total", ("10.50", "3.75", "5.25"), ""),
        ("Date,Order,Item,Qty,Unit price,Total", ("9.45", "3.38", "4.73"), ""),
    ],
)
def test_amounts_of_another_scale_than_prices(
    header: str, amounts: tuple[str, ...], often: str
) -> None:
    first = ("2026-04-02,1,Tea,2,5.25", "2026-04-13,2,Pie,1,3.75", "2026-04-14,3,Tea,1,5.25")
    rows = "".join(f"{row},{amount}\n" for row, amount in zip(first, amounts, strict=True))
    reading = read(f"{header}\n{rows}".encode())
    asked = [each for each in reading.questions if "in every row" in each.text]
    assert [often in each.text for each in asked] == [True] * bool(often)
    for question in asked:
        assert [each.revenue for each in question.figures if each] != []
