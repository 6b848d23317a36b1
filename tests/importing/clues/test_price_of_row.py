"""Prices of whole rows, in columns that are called like those of one piece."""

from __future__ import annotations

import pytest

from tests.builders import read

ITALIAN = """Data,Ordine,Quantità,Descrizione,Prezzo prima di sconto,Sconto,Prezzo (lordo),Imposta
2026-03-24,T1,2,Tè,8.00,0.00,8.00,0.00
2026-03-24,T1,1,Torta,5.00,0.00,5.00,0.00
2026-03-25,T2,2,Caffè,9.00,0.00,9.00,0.00
"""
GROWING = """Date,Receipt,Item,Qty,Price
2026-03-24,1,Tea,2,8.00
2026-03-25,2,Tea,1,4.00
2026-03-25,3,Tea,3,12.00
2026-03-26,4,Cake,2,10.00
2026-03-26,5,Cake,1,5.00
"""
OF_A_PIECE = """Date,Receipt,Item,Qty,Price
2026-03-24,1,Tea,2,4.00
2026-03-25,2,Tea,1,4.00
2026-03-26,4,Cake,2,5.00
"""


@pytest.mark.parametrize(
    ("content", "asked"), [(ITALIAN, True), (GROWING, True), (OF_A_PIECE, False)]
)
def test_prices_that_may_be_those_of_the_row(content: str, *, asked: bool) -> None:
    questions = read(content.encode()).questions
    assert asked == any("price of the whole row" in each.text for each in questions)
