"""Prices, discounts and directions of money that a file does not make plain are asked for."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.importing.small_files import asked, read, read_as, rows

DAY = "2024-03-{d},Tea"


@pytest.mark.parametrize(
    ("header", "row", "field"),
    [
        pytest.param("Unit Price,Xyz", "2.50,{n}", "quantity", id="price-of-one-piece"),
        pytest.param("Price,Count", "2.50,{n}", "quantity", id="count"),
        pytest.param("Nights,Rate", "{k},80.50", "quantity", id="nights"),
        pytest.param("Price,Amount", "2.50,{k}", "quantity", id="amount-counts"),
        pytest.param("Price,Sales", "250,{k}", "quantity", id="sales-count"),
        pytest.param("Quantity,Net Price", "{k},2.50", "unit_price", id="net-price"),
        pytest.param("Quantity,Unit Price,Xyz", "3,2.00,5.{d}", "amount", id="near-product"),
        pytest.param("Qty,Price,Discount", "1,9.90,{k}0", "discount_percent", id="steps-of-5"),
        pytest.param("Qty,Price,Total", "{k},{n}.50,{n}.50", "amount", id="total-of-one-piece"),
        pytest.param("Qty,Price,Final Price", "{k},{n}.50,{n}.00", "amount", id="final-price"),
        pytest.param("Qty,Price,Total", "-1,{n}.50,{n}.50", "refunds", id="minus-in-pieces-only"),
        pytest.param(
            "Price (net),Price (gross)", "{n}.00,{n}.50", "amount", id="price-with-and-without-tax"
        ),
    ],
)
def test_what_a_price_may_mean_otherwise_is_asked(header: str, row: str, field: str) -> None:
    content = rows(f"Date,Item,{header}", f"{DAY},{row}")
    assert asked(read(content)) == [field]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        pytest.param("Price,Amount", "{n}.50,{n}.50", id="amount-is-the-price"),
        pytest.param("Quantity,List Price,Price", "{k},12.00,10.00", id="list-price"),
        pytest.param("Quantity,Unit Price,Xyz", "1,{n}.00,{n}.00", id="equal-product"),
        pytest.param("Quantity,Unit Price,Profit", "2,{n}.00,{n}.75", id="profit"),
        pytest.param("Quantity,Unit Price,Rating", "2,{n}.00,{k}", id="rating"),
        pytest.param("Qty,Price,Discount", "1,9.90,{k}.20", id="discount-in-money"),
    ],
)
def test_plain_prices_raise_no_question(header: str, row: str) -> None:
    assert asked(read(rows(f"Date,Item,{header}", f"{DAY},{row}"))) == []


def test_the_quantity_answered_is_multiplied() -> None:
    content = rows("Date,Item,Unit Price,Xyz", f"{DAY},2.00,{{n}}")
    assert read_as(read(content, columns={"quantity": "Xyz"})) == (156, 78)
    assert read_as(read(content, columns={"quantity": "none"})) == (24, 12)


@pytest.mark.parametrize(
    ("header", "discount", "expected"),
    [
        ("Discount %", "10", "216"), ("Discount", "10%", "216"), ("discount_pct", "10", "216"),
        ("Rabatt (%)", "12.5", "210"), ("Discount", "-2.25", "213"),
    ],
)  # fmt: skip
def test_discounts_are_taken_off_as_percents_or_as_money(
    header: str, discount: str, expected: str
) -> None:
    content = rows(f"Date,Item,Quantity,Unit Price,{header}", f"{DAY},2,10.00,{discount}")
    assert read_as(read(content)) == (Decimal(expected), 24)


def test_percents_are_no_discount_in_money_where_the_amount_is_there() -> None:
    content = rows("Date,Item,Qty,Price,Discount %,Total", f"{DAY},2,10.00,10,18.00")
    reading = read(content)
    assert read_as(reading) == (216, 24)
    assert not {"discount", "discount_percent"} & reading.columns.keys()


def test_discounts_of_one_or_less_are_asked_and_taken_as_answered() -> None:
    content = rows("Date,Item,Quantity,Unit Price,Discount", f"{DAY},2,10.00,0.1")
    assert asked(read(content)) == ["discount_percent"]
    assert read_as(read(content, columns={"discount_percent": "Discount"}))[0] == 216
    assert read_as(read(content, columns={"discount_percent": "none"}))[0] == Decimal("238.8")


def test_a_percent_beyond_100_is_a_fault_of_its_row() -> None:
    content = rows("Date,Item,Qty,Price,Discount %", f"{DAY},1,10.00,{{n}}0")
    reading = read(content)
    assert [issue.value for issue in reading.issues] == ["110", "120"]


def test_an_account_of_hardly_any_credits_is_asked() -> None:
    content = rows("Date,Item,Debit,Credit", f"{DAY},7.50,")
    assert asked(read(content)) == ["amount"]
    assert read_as(read(content, columns={"amount": "Debit"}))[0] == 90


def test_a_column_without_a_name_is_no_discount() -> None:
    content = rows(",Date,Item,Quantity,Unit Price", "{n},2024-03-{d},Tea,2,10.00")
    assert read_as(read(content)) == (240, 24)


@pytest.mark.parametrize(("currency", "expected"), [("SGD", 18), ("USD", 12), ("EUR", None)])
def test_the_amount_in_the_own_currency_is_taken(currency: str, expected: int | None) -> None:
    content = rows("Date,Item,Amount SGD,Amount USD", f"{DAY},1.50,1.00")
    reading = read(content, currency)
    assert asked(reading) == ([] if expected else ["amount"])
    assert expected is None or read_as(reading)[0] == expected
