from __future__ import annotations

from typing import get_args

import pytest

from sales_core.importing.formats.declarations import NUMERIC, Field
from sales_core.importing.formats.export_formats import export_formats, format_title
from sales_core.importing.interpretation.columns import (
    FIELDS,
    amount_source,
    find_columns,
    find_format,
    listed,
    missing_columns,
)
from sales_core.importing.issues import FileRefusedError
from sales_core.importing.vocabulary.header_names import folded
from sales_core.importing.vocabulary.languages import field_names
from tests.builders import COLUMNS, csv_bytes, mindbody_csv, read, refusal, sale

MINDBODY = tuple(COLUMNS.values())


def named(header: tuple[str, ...], **chosen: str) -> dict[Field, str]:
    """Give the header of each field."""
    found = find_columns(header, find_format(header), chosen)
    return {field: header[at] for field, at in found.items()}


@pytest.mark.parametrize(
    "header",
    [
        pytest.param(MINDBODY, id="as-declared"),
        pytest.param(tuple(reversed(MINDBODY)), id="another-order"),
        pytest.param(("Client ID", *MINDBODY, "Notes"), id="more-columns"),
        pytest.param(tuple(f" {name.upper()} " for name in MINDBODY), id="case-and-blanks"),
        pytest.param(tuple(name.replace(" ", "_") for name in MINDBODY), id="underscores"),
    ],
)
def test_a_mindbody_report_is_told_from_its_columns(header: tuple[str, ...]) -> None:
    known = find_format(header)
    assert known is not None
    assert known.name == "mindbody-sales"
    found = named(header)
    assert {field: folded(name) for field, name in found.items()} == {
        field: folded(name) for field, name in COLUMNS.items()
    }


@pytest.mark.parametrize("lacking", ["Sale Date", "Sale ID", "Item name", COLUMNS["amount"]])
def test_a_report_without_a_column_of_the_signature_is_another_kind(lacking: str) -> None:
    assert find_format(tuple(name for name in MINDBODY if name != lacking)) is None


def test_the_amount_of_a_mindbody_report_is_what_was_paid() -> None:
    header = (*MINDBODY, "Item Total", "Amount")
    assert named(header)["amount"] == "Total Paid w/ Payment Method"


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        pytest.param(
            ("Date", "Product", "Qty", "Price"),
            {"date": "Date", "item": "Product", "quantity": "Qty", "unit_price": "Price"},
            id="usual-names",
        ),
        pytest.param(
            (" order_date ", "ORDER ID", "\ufeffRevenue"),
            {"date": " order_date ", "order_id": "ORDER ID", "amount": "\ufeffRevenue"},
            id="written-otherwise",
        ),
        pytest.param(
            ("Total", "Amount", "Order Date", "Date"),
            {"date": "Date", "amount": "Amount"},
            id="the-best-known-name-counts",
        ),
        pytest.param(("d\u0430te", "amount"), {"amount": "amount"}, id="cyrillic-a"),
        pytest.param(("constructor", "__proto__", "select"), {}, id="words-of-programs"),
    ],
)
def test_usual_names_of_columns_are_known(
    header: tuple[str, ...], expected: dict[Field, str]
) -> None:
    assert named(header) == expected


def test_a_column_that_was_said_counts() -> None:
    header = ("Date", "Amount", "Net Amount", "Booked On")
    found = named(header, amount=" net_amount", date="Booked On")
    assert found == {"date": "Booked On", "amount": "Net Amount"}
    assert named(MINDBODY, amount="Tax")["amount"] == "Tax"


def test_an_unknown_column_is_refused_with_what_there_is() -> None:
    fault = refusal(csv_bytes(["date", "amount"], ["2025-03-28", "5"]), columns={"amount": "Paid"})
    assert fault.issue.code == "unknown-column"
    assert fault.issue.message == "There is no column 'Paid'. The file has: date, amount."


@pytest.mark.parametrize("header", [["date", "Amount", "amount "], ["date", "amount", "AMOUNT"]])
def test_a_column_that_is_there_twice_is_refused(header: list[str]) -> None:
    fault = refusal(csv_bytes(header, ["2025-03-28", "5", "6"]))
    assert fault.issue.code == "duplicate-column"
    assert repr(header[1]) in fault.issue.message


def test_a_column_that_no_field_needs_may_be_there_twice() -> None:
    content = csv_bytes(["date", "note", "amount", "note"], ["2025-03-28", "a", "5", "b"])
    assert read(content).rows_rejected == 0


def test_naming_one_of_two_equal_columns_does_not_help() -> None:
    with pytest.raises(FileRefusedError, match="more than once"):
        find_columns(("date", "amount", "amount"), None, {"amount": "amount"})


def test_missing_columns_are_all_told_and_asked_for() -> None:
    fault = refusal(csv_bytes(["when", "", "what"], ["soon", "x", "Tea"]))
    assert fault.issue.code == "missing-columns"
    assert fault.issue.message == (
        "No column for date and amount was found. The file has: when, (no name), what."
    )
    assert fault.header == ("when", "", "what")
    asked = {question.field: question for question in fault.questions}
    assert asked.keys() == {"date", "amount"}
    for question in asked.values():
        assert question.code == "column"
        assert question.choices == ("when", "what")
    assert asked["date"].text == "Which column holds the date of a sale?"
    assert asked["date"].as_json()["field"] == "date"


@pytest.mark.parametrize(
    ("header", "lacking"),
    [
        (["date", "item"], ["amount"]),
        (["item", "amount"], ["date"]),
        (["date", "quantity"], ["amount"]),
    ],
)
def test_only_what_is_missing_is_asked_for(header: list[str], lacking: list[str]) -> None:
    row = {"date": "2025-03-28", "item": "Tea", "amount": "5", "quantity": "2"}
    fault = refusal(csv_bytes(header, [row[name] for name in header]))
    assert [question.field for question in fault.questions] == lacking


def test_an_amount_that_can_be_derived_is_not_missing() -> None:
    fault = refusal(csv_bytes(["when", "quantity", "price"], ["soon", "2", "5"]))
    assert [question.field for question in fault.questions] == ["date"]


def test_answered_columns_make_a_file_readable() -> None:
    content = csv_bytes(["when", "paid"], ["3/28/2025", "5"])
    reading = read(content, columns={"date": "when", "amount": "paid"})
    assert reading.columns == {"date": "when", "amount": "paid"}
    assert reading.amount_read == 50_000


@pytest.mark.parametrize(
    ("fields", "source"),
    [
        (("date", "amount", "quantity", "unit_price"), "column"),
        (("date", "quantity", "unit_price"), "quantity x unit price"),
        (("date", "quantity"), None),
        (("date",), None),
    ],
)
def test_where_the_amount_comes_from(fields: tuple[Field, ...], source: str | None) -> None:
    assert amount_source({field: at for at, field in enumerate(fields)}) == source


def test_a_long_header_is_listed_in_short() -> None:
    said = listed(tuple(f"column {at}" for at in range(40)))
    assert said.startswith("column 0, column 1, ")
    assert said.endswith("column 24 and 15 more")
    assert len(listed(("x" * 5_000,))) == 60
    assert missing_columns(("x",), {}).header == ("x",)


def test_the_format_is_told_with_its_title() -> None:
    reading = read(mindbody_csv(sale()))
    assert reading.format == "mindbody-sales"
    assert reading.evidence[0].startswith("Mindbody Sales report: all its columns are there (date")
    other = read(csv_bytes(["date", "amount"], ["2025-03-28", "5"]))
    assert other.format is None
    assert other.evidence[0] == "Sales export: date = date, amount = amount."
    assert format_title("mindbody-sales") == "Mindbody Sales report"
    assert format_title("long-forgotten") == format_title(None) == "Sales export"


def test_declarations_are_consistent() -> None:
    assert get_args(Field) == FIELDS
    assert set(NUMERIC) < set(FIELDS)
    names = [name for field in FIELDS for name in field_names(field)]
    assert len(names) == len(set(names))
    assert all(name == folded(name) for name in names)
    for known in export_formats():
        assert "date" in known.columns
        assert amount_source(dict.fromkeys(known.columns, 0))
        assert find_format(known.signatures[0]) == known


def test_the_final_price_is_the_amount_and_what_is_net_of_tax_is_not() -> None:
    reading = read(b"Date,Item,Quantity,Final price (SGD),Net\n2025-03-14,Mug,2,20.00,16.67\n")
    assert reading.columns["amount"] == "Final price (SGD)"


def test_a_class_that_was_paid_for_is_a_product() -> None:
    reading = read(b"Booking,Class Date,Class,Price Paid\n7,28/03/2025 18:00,Yoga,12.00\n")
    assert (reading.columns["item"], reading.columns["amount"]) == ("Class", "Price Paid")


def test_a_shortened_discount_is_taken_off() -> None:
    reading = read(b"Date,Qty,Price,Disc\n2025-03-14,1,50.00,5.00\n")
    assert (reading.columns["discount"], reading.amount_read) == ("Disc", 450_000)


def test_one_name_with_and_without_tax_is_a_question() -> None:
    reading = read(b"Date,Total (inc tax),Total (ex tax)\n2025-03-14,25.00,23.50\n")
    assert [(question.code, question.field) for question in reading.questions] == [
        ("column", "amount")
    ]


@pytest.mark.parametrize(
    ("header", "said"),
    [("Status", "storniert"), ("Order State", "cancelled"), ("订单状态", "已取消")],
)
def test_cancelled_rows_are_told_and_left_out_where_someone_says_so(header: str, said: str) -> None:
    file = f"Date,Total,{header}\n2025-03-14,25.00,ok\n2025-03-15,3,{said}\n".encode()
    counted = read(file)
    told = f"Attention: rows with {said} in {header!r} count like the others."
    assert told in counted.evidence
    assert (counted.rows_ignored, counted.cancelled) == (0, 1)
    left = read(file, cancelled="leave")
    assert told not in left.evidence
    assert "Rows that are no sales: 1 cancelled orders (3)." in left.evidence
    assert (left.rows_ignored, left.cancelled, left.amount_read) == (1, 1, 250_000)


def test_declined_rows_are_left_out_and_no_question() -> None:
    reading = read(b"Date,Total,Status\n2025-03-14,25.00,paid\n2025-03-15,3,Declined\n")
    assert (reading.rows_ignored, reading.cancelled) == (1, 0)
    assert not any("count like" in told for told in reading.evidence)
