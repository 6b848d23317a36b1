"""Numbers of a row that prove each other, and rows that break what all others hold to."""

from __future__ import annotations

import pytest

from tests.builders import read


def taxed(one: str, two: str) -> bytes:
    rows = f"2025-03-13,1,10.00,2.00,{one}\n2025-03-14,2,20.00,4.00,{two}\n"
    return f"Date,No,Net,VAT,Gross\n{rows}".encode()


def test_the_amount_with_tax_is_what_was_paid() -> None:
    reading = read(
        b"Date,No,Net,VAT,Gross\n2025-03-13,1,10.00,2.00,12.00\n2025-03-14,2,20.00,4.00,24.00\n"
    )
    assert (reading.questions, reading.amount_read) == ((), 360_000)
    assert any("Net + VAT = Gross" in each for each in reading.evidence)


def test_amounts_that_do_not_add_up_prove_nothing() -> None:
    reading = read(
        b"Date,No,Net,VAT,Gross\n2025-03-13,1,10.00,2.00,12.00\n2025-03-14,2,20.00,4.00,25.00\n"
    )
    assert [each.code for each in reading.questions] == ["column"]
    assert {each.revenue for each in reading.questions[0].figures if each} == {300_000, 370_000}


def test_a_count_of_any_name_is_the_quantity_where_it_makes_the_amount() -> None:
    rows = ["13,1,Tea,2.00,3,6.00", "14,2,Pie,5.00,1,5.00", "15,3,Cup,2.50,4,10.00"]
    body = "".join(f"2025-03-{row}\n" for row in rows)
    reading = read(f"Date,Order,Item,zz,yy,Total\n{body}".encode())
    assert (reading.questions, reading.columns["quantity"]) == ((), "yy")


@pytest.mark.parametrize(
    ("content", "amount", "said"),
    [
        (
            "Data,N,Vendite lorde,Sconti,Vendite nette\n2025-3-13,1,40,-4,36\n2025-3-14,2,9,0,9\n",
            45,
            "Vendite lorde + Sconti = Vendite nette in every row, so Vendite nette is",
        ),
        (
            "Data,N,Vendite lorde,Sconti,Vendite nette\n2025-3-13,1,40,4,36\n2025-03-14,2,9,0,9\n",
            45,
            "Vendite nette + Sconti = Vendite lorde in every row, so Vendite nette is",
        ),
        (
            ("Date,No,Subtotal,Shipping,Tax,Order total\n2025-03-13,1,40,5,4,49\n"
            "2025-03-14,2,9,0,1,10\n"),
            59,
            "Subtotal + Tax + Shipping = Order total in every row, so Order total is",
        ),
        (
            ("Day,Slip,Thing,Each,Ct,Ext\n2025-03-13,1,A,4.50,3,13.50\n2025-03-14,2,B,7.00,1,7.00\n"
            "2025-03-15,3,A,4.50,2,9.00\n"),
            29.5,
            "Each x Ct = Ext in every row, so the second is the quantity",
        ),
    ],
)  # fmt: skip
def test_what_adds_up_in_every_row_is_no_question(content: str, amount: float, said: str) -> None:
    reading = read(content.encode())
    assert (reading.questions, reading.amount_read) == ((), amount * 10_000)
    assert any(each.startswith(said) for each in reading.evidence)
