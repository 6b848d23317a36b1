"""Orders that nobody knows are told; numbers that a spreadsheet shortened are no order numbers."""

from __future__ import annotations

import pytest

from tests.builders import csv_bytes, lines_of, mindbody_csv, read, sale

NONE = "Attention: the file has no order numbers, so orders and average order value are not known."


def sold(name: str, *numbers: str) -> bytes:
    """Write a file with a column of numbers, a sale a row."""
    rows = [["2025-01-13", number, "Tea", f"1{at}.00"] for at, number in enumerate(numbers)]
    return csv_bytes(["Date", name, "Item", "Amount"], *rows)


def order_ids(content: bytes) -> list[str]:
    reading = read(content)
    assert not reading.questions
    return list(lines_of(reading)["order_id"])


def test_a_file_without_order_numbers_tells_so() -> None:
    reading = read(csv_bytes(["Date", "Amount"], ["2025-01-13", "10.00"], ["2025-01-13", "9.00"]))
    assert NONE in reading.evidence
    assert NONE not in read(mindbody_csv(sale())).evidence


def test_rows_that_are_alone_on_their_day_and_location_are_orders() -> None:
    header, first = ["Date", "Amount", "Shop"], ["2025-01-13", "10.00", "Hall"]
    for others in ([["2025-01-14", "9.00", "Hall"]], [["2025-01-13", "9.00", "Yard"]]):
        evidence = read(csv_bytes(header, first, *others)).evidence
        assert NONE not in evidence
        assert any(fact.endswith("and counts as one order.") for fact in evidence)
    refund = ["2025-01-13", "-9.00", "Hall"]
    assert NONE not in read(csv_bytes(header, first, refund)).evidence
    assert NONE in read(csv_bytes(header, first, ["2025-01-13", "9.00", "Hall"])).evidence


def test_rows_without_a_number_are_told() -> None:
    evidence = read(sold("Order ID", "A1", "", "A2", "---")).evidence
    assert any(fact.startswith("2 rows have no order number") for fact in evidence)


@pytest.mark.parametrize(
    "numbers",
    [
        ("3.15911E+09", "3.15911E+09", "3.16688E+09"),
        ("2.50601E+11", "2.50602E+11"),
        ("3.15911E+09", "17", "18"),
    ],
)
def test_shortened_numbers_are_no_order_numbers(numbers: tuple[str, ...]) -> None:
    content = sold("Order ID", *numbers)
    assert order_ids(content) == [""] * len(numbers)
    (said,) = (fact for fact in read(content).evidence if "powers of ten" in fact)
    assert said.startswith("Attention: a spreadsheet has shortened order numbers in 'Order ID'")


def test_shortened_numbers_of_a_declared_format_are_none_either() -> None:
    rows = (sale(order_id="3.15911E+09"), sale(order_id="3.15911E+09", item="Pie"))
    assert order_ids(mindbody_csv(*rows)) == ["", ""]


@pytest.mark.parametrize("number", ["12E4", "4E+", "AB-E+12", "9007199254740993"])
def test_what_only_looks_like_it_stays(number: str) -> None:
    assert order_ids(sold("Order ID", number, "x")) == [number, "x"]


def test_a_person_may_say_that_they_are_order_numbers() -> None:
    content = sold("Order ID", "3.15911E+09", "3.16688E+09")
    reading = read(content, columns={"order_id": "Order ID"})
    assert list(lines_of(reading)["order_id"]) == ["3.15911E+09", "3.16688E+09"]
    assert any("powers of ten" in fact for fact in reading.evidence)


@pytest.mark.parametrize(
    "name",
    [
        "Txn ID", "Booking ID", "Reservation No", "Ref", "Confirmation Code", "Buchungsnummer",
        "Belegnr", "Folio", "Référence", "取引番号", "订单号", "Nr paragonu",
    ],
)  # fmt: skip
def test_a_number_that_differs_in_every_row_is_the_order_number(name: str) -> None:
    content = sold(name, "A1", "A7", "A3")
    assert order_ids(content) == ["A1", "A7", "A3"]


@pytest.mark.parametrize(
    "name",
    [
        "SKU", "Phone", "Zip code", "Customer ID", "Row ID", "Line no", "Product code", "Barcode",
        "Kundennummer", "Telefonnummer", "商品番号", "Employee no", "Card number", "Note",
    ],
)  # fmt: skip
def test_numbers_of_something_else_are_none(name: str) -> None:
    assert NONE in read(sold(name, "A1", "A7", "A3")).evidence


@pytest.mark.parametrize(
    ("name", "numbers", "taken"),
    [
        pytest.param("ID", ("1", "2", "3"), False, id="rows counted through"),
        pytest.param("Txn ref", ("A1", "A1", "A2"), True, id="equal ones below each other"),
        pytest.param("Txn ref", ("A1", "A2", "A1"), False, id="equal ones apart"),
        pytest.param("Txn ref", ("A1", "", "A2"), False, id="not in every row"),
        pytest.param("Txn ref", ("A1", "A2"), False, id="too few rows"),
        pytest.param("ID", ("17", "18", "19"), True, id="going on where others ended"),
        pytest.param("Nr", ("17", "17", "18"), True, id="a bare name, each on one day"),
    ],
)
def test_what_numbers_orders(name: str, numbers: tuple[str, ...], taken: bool) -> None:  # noqa: FBT001
    assert order_ids(sold(name, *numbers)) == (list(numbers) if taken else [""] * len(numbers))


def test_kinds_of_tickets_are_no_order_numbers() -> None:
    content = csv_bytes(
        ["Booking ID", "Date", "Ticket", "Amount"],
        ["9", "2026-03-02", "Adult", "8.00"],
        ["9", "2026-03-02", "Child", "4.00"],
        ["10", "2026-03-03", "Adult", "8.00"],
    )
    assert order_ids(content) == ["9", "9", "10"]
