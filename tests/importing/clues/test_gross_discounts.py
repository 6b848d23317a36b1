"""Amounts before discounts are asked about where the discounts stand beside them."""

from __future__ import annotations

import pytest

from tests.importing.small_files import asked, read, read_as

ROWS = "2026-03-02,1,Mug,10.00,{a}\n2026-03-13,2,Mug,12.00,0.00\n2026-03-14,3,Cap,15.00,{b}\n"


def _file(header: str, a: str = "-1.00", b: str = "-5.00") -> bytes:
    return (header + "\n" + ROWS.format(a=a, b=b)).encode()


@pytest.mark.parametrize(
    "header",
    [
        "Date,Order,Item,Gross Sales,Discounts",
        "Datum,Belegnummer,Artikel,Bruttoumsatz,Rabatt",
        "Date,Commande,Produit,Montant brut,Remise",
        "Fecha,Pedido,Producto,Importe bruto,Descuento",
        "Date,Order,Item,Gross,Promo",
        "Data,Scontrino,Articolo,Lordo,Buono",
    ],
)
@pytest.mark.parametrize(("a", "b"), [("-1.00", "-5.00"), ("1.00", "5.00")])
def test_gross_amounts_with_discounts_are_asked(header: str, a: str, b: str) -> None:
    reading = read(_file(header, a, b))
    assert [each.code for each in reading.questions] == ["discounts"]
    assert [each.revenue for each in reading.questions[0].figures if each] == [370000, 310000]


def test_money_with_a_minus_beside_a_gross_amount_is_a_discount_whatever_its_name() -> None:
    (question,) = read(_file("Date,Order,Item,Gross Sales,Friends")).questions
    assert question.code == "discounts"
    assert asked(read(_file("Date,Order,Item,Gross Sales,Fees"))) == []
    assert asked(read(_file("Date,Order,Item,Gross Sales,Friends", "1.00", "5.00"))) == []


@pytest.mark.parametrize(("answer", "amount"), [("as-written", 37), ("less", 31)])
def test_a_person_says_what_was_paid(answer: str, amount: int) -> None:
    content = _file("Date,Order,Item,Gross Sales,Discounts")
    reading = read(content, choices={"gross-discounts": answer})
    assert read_as(reading) == (amount, 3)


@pytest.mark.parametrize(
    ("header", "a", "b"),
    [
        pytest.param("Date,Order,Item,Total,Discounts", "-1.00", "-5.00", id="not-called-gross"),
        pytest.param("Date,Order,Item,Gross Sales,Discounts", "0.00", "0.00", id="no-discounts"),
        pytest.param("Date,Order,Item,Gross Sales,Discount %", "10", "5", id="percents"),
    ],
)
def test_other_files_are_not_asked(header: str, a: str, b: str) -> None:
    assert asked(read(_file(header, a, b))) == []


def test_another_column_proves_what_was_paid() -> None:
    content = (
        "Date,Order,Item,Gross Sales,Discounts,Xyz\n2026-03-02,1,Mug,10.00,-1.00,9.00\n"
        "2026-03-13,2,Mug,12.00,0.00,12.00\n2026-03-14,3,Cap,15.00,-5.00,10.00\n"
    )
    assert read_as(read(content.encode())) == (31, 3)


def test_the_arithmetic_of_the_row_proves_that_discounts_are_off() -> None:
    content = (
        "Date,Order,Item,Qty,Unit Price,Gross Amount,Discount\n"
        "2026-03-02,1,Mug,2,5.50,10.00,1.00\n2026-03-13,2,Mug,2,6.00,12.00,0.00\n"
        "2026-03-14,3,Cap,1,20.00,15.00,5.00\n"
    )
    assert read_as(read(content.encode())) == (37, 5)


@pytest.mark.parametrize(("second", "told"), [("5.00", True), ("0.00", False)])
def test_a_discount_of_orders_in_each_of_their_rows_is_told(second: str, *, told: bool) -> None:
    content = (
        "Order,Date,Item,Line amount,Order discount\n1,2026-02-03,Lamp,40.00,5.00\n"
        f"1,2026-02-03,Rug,55.00,{second}\n2,2026-02-14,Lamp,41.00,0.00\n"
    )
    reading = read(content.encode())
    assert (asked(reading), reading.amount_read) == ([], 1_360_000)
    assert told == any("is not taken off" in each for each in reading.evidence)
