"""More ways in which dates, numbers, currencies and quantities are written."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sales_core.importing.issues import FileRefusedError
from tests.builders import lines_of
from tests.importing.small_files import asked, read, read_as, rows
from tests.importing.test_value_styles import MARCH, days


@pytest.mark.parametrize(
    "date",
    [
        "2024.03.{d}.", "{n}. 3. 2024", "2024. 3. {n}.", "2024년 3월 {n}일",
        "2024-Mar-{d}",
        "{d}MAR24", "{d}MAR2024", "202403{d}T101500", "202403{d}101500", "202403{d} 10:15",
        "Fri Mar {d} 10:00:00 2024", "Fri Mar {d} 10:00:00 UTC 2024", "vendredi {n} mars 2024",
        "Friday {d} March 2024", "Fri {d}/03/2024", "{d}/03/2024 (Fri)", "2024/03/{d}(金)",
        "2024年3月{n}日(金)", "2024年3月{n}日 10時15分",
        "2024-03-{d} 오후 3:05:00", "10:15 {d}/03/2024",
        "2024-03-{d} 10:00:00 +0800 SGT",
        "{n} de marzo de 2024 10:15 hs.", "R6.3.{n}", "令和6年3月{n}日", "2024. március {n}.",
        "{n} marca 2024", "{n} Mart 2024", "{n} марта 2024 г.", "{n}. března 2024",
        "{n} Maret 2024",
        "{n}. maaliskuuta 2024", "'2024-03-{d}", '="2024-03-{d}"',
        "Fri Mar {d} 2024 10:00:00 GMT+0100 (Central European Standard Time)",
        "113/03/{d}", "{d}/03/2567", "民國113年3月{n}日", "{n} มี.ค. 2567",
        "Mar. {n}, 2024, noon", "Mar. {n}, 2024, 5 p.m.", "{n} de março de 2024 às 10:54",
    ],
)  # fmt: skip
def test_dates_as_programs_and_people_write_them(date: str) -> None:
    assert days(read(rows("Date;Item;Amount", f"{date};Tea;1.50", 20))) == MARCH


@pytest.mark.parametrize(
    "date",
    ["2024年3月{n}日~2024年3月30日", "2024年3月{n}日締め", "2024-W{d}", "{d}-Mar"],
)  # fmt: skip
def test_ranges_and_weeks_are_no_dates(date: str) -> None:
    with pytest.raises(FileRefusedError):
        read(rows("Date;Item;Amount", f"{date};Tea;1.50", 20))


@pytest.mark.parametrize(
    ("amount", "currency"),
    [
        ("Rs 1,234.50", "INR"), ("Rs. 1,234.50/-", "INR"),
        ("R$ -1.234,50", "BRL"), ("1.234,50 TL", "TRY"),
        ("1 234,50 руб.", "RUB"),
        ("1 234,50 грн", "UAH"), ("KSh 1,234.50", "KES"), ("R 1 234,50", "ZAR"),
        ("S/ 1,234.50", "PEN"),
        ("৳1,234.50", "BDT"), ("1.234,50 Euro", "EUR"), ("1.234,50 lei", "RON"),
        ("kr 1.234,50", "DKK"),
        ("$(1,234.50)", "USD"), ("'1234.50", "SGD"), ('="1234.50"', "SGD"),
    ],
)  # fmt: skip
def test_amounts_with_the_signs_of_many_currencies(amount: str, currency: str) -> None:
    total, _ = read_as(read(rows("Date;Item;Amount", "2024-03-{d};Tea;" + amount), currency))
    assert abs(total) == 12 * Decimal("1234.50")


@pytest.mark.parametrize(
    ("amount", "currency"),
    [
        ("₹1,234/-", "INR"), ("1234:-", "SEK"), ("1234.–", "CHF"), ("1,234円", "JPY"),
        ("￥1,234", "JPY"),
        ("1,234원", "KRW"), ("1.234đ", "VND"), ("Rp 1.234", "IDR"),
    ],
)  # fmt: skip
def test_whole_amounts_of_currencies_that_have_no_decimals(amount: str, currency: str) -> None:
    content = rows("Date;Item;Amount", "2024-03-{d};Tea;" + amount)
    assert read_as(read(content, currency))[0] == 12 * 1234


@pytest.mark.parametrize(
    ("amount", "currency"),
    [("$5.50", "EUR"), ("¥550", "SGD"), ("5,50 kr", "EUR"), ("Rs. 5.50", "SGD"), ("5,50 ₽", "EUR"),
     ("5,50 TL", "EUR"), ("550円", "SGD")],
)  # fmt: skip
def test_a_sign_that_cannot_mean_the_own_currency_refuses_the_file(
    amount: str, currency: str
) -> None:
    with pytest.raises(FileRefusedError) as fault:
        read(rows("Date;Item;Amount", "2024-03-{d};Tea;" + amount), currency)
    assert fault.value.issue.code == "other-currency"


def test_thousands_are_proved_by_whole_numbers_beside_them() -> None:
    below = rows("Date;Item;Amount", "2024-03-{d};Tea;{n}50", 9)
    reading = read(below + b"2024-03-20;Tea;1,200\n")
    assert read_as(reading)[0] == sum(n * 100 + 50 for n in range(1, 10)) + 1200
    above = rows("Date;Item;Amount", "2024-03-{d};Tea;{n}050", 9)
    assert asked(read(above + b"2024-03-20;Tea;1,200\n")) == ["decimal-mark"]
    alone = rows("Date;Item;Amount", "2024-03-{d};Tea;1,2{d}")
    assert asked(read(alone)) == ["decimal-mark"]


def test_quantities_may_bear_the_other_decimal_mark_than_prices() -> None:
    reading = read(rows("Date;Item;Quantity;unit_price", "2024-03-{d};Tea;2.0;0,90 €"), "EUR")
    assert read_as(reading) == (Decimal("21.6"), 24)
    assert reading.plan is not None
    assert reading.plan.from_json(reading.plan.as_json()).mark_of("quantity") == "point"


@pytest.mark.parametrize("quantity", ["2 pcs", "2.000 kg", "2個", "2 x", "$2.00"])
def test_quantities_with_one_unit_are_read(quantity: str) -> None:
    content = rows("Date;Item;Qty;Price;Total", f"2024-03-{{d}};Tea;{quantity};2.50;5.00")
    assert read_as(read(content)) == (60, 24)


def test_quantities_of_several_units_are_no_quantities() -> None:
    content = rows("Date;Item;Qty;Total", "2024-03-{d};Tea;2 kg;5.00")
    content += b"2024-03-20;Tea;2 pcs;5.00\n"
    assert "quantity" not in read(content).columns


def test_dotted_dates_beside_a_decimal_comma_are_day_first() -> None:
    body = "Datum;Artikel;Betrag\n01.03.2024;Tee;1,50\n02.03.2024;Brot;12,00\n"
    reading = read(body.encode())
    assert str(lines_of(reading)["sale_date"].iloc[0])[:10] == "2024-03-01"
    assert any("the amounts have a decimal comma" in told for told in reading.evidence)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("Datum;Artikel;Betrag\n01.03.2024;Tee;1.50\n", id="a decimal point"),
        pytest.param("Datum;Artikel;Betrag\n01.03.2024;Tee;15\n", id="whole numbers"),
        pytest.param("Datum;Artikel;Betrag\n01/03/2024;Tee;1,50\n", id="slashes"),
    ],
)
def test_other_dates_that_prove_nothing_are_asked(body: str) -> None:
    assert [one.code for one in read(body.encode()).questions] == ["date-order"]
