from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest

from sales_core.importing.rows.faults import TOLD
from tests.builders import COLUMNS, csv_bytes, lines_of, mindbody_csv, read, refusal, sale


def small(header: str, *rows: str) -> bytes:
    """Give a file of a header and rows, cells separated by blanks; ``_`` is an empty cell."""
    cells = [["" if cell == "_" else cell for cell in row.split(" ")] for row in rows]
    return csv_bytes(header.split(" "), *cells)


def test_a_line_has_all_its_values() -> None:
    made = sale(
        date="03/01/2025", order_id=" 3971 ", item="Yoga  mat ", location="Studio", unit_price="32",
        quantity="1.5", discount="3.205", tax="2.88", amount="1,234.5678", payment_method="Visa",
    )  # fmt: skip
    (line,) = lines_of(read(mindbody_csv(made, sale()))).head(1).to_dict("records")
    assert line == {
        "sale_date": pd.Timestamp("2025-03-01"),
        "order_id": "3971",
        "product": "Yoga mat",
        "quantity": 1_500,
        "amount": 12_345_678,
        "location": "Studio",
        "payment_method": "Visa",
        "occurrence": 1,
        "unit_price": 320_000,
        "discount": 32_050,
        "tax": 28_800,
        "traits": "",
        "source_line": 2,
    }


def test_columns_that_are_not_there_have_no_value() -> None:
    (line,) = lines_of(read(small("date amount", "2025-03-28 5"))).to_dict("records")
    assert (line["order_id"], line["product"], line["location"], line["payment_method"]) == (
        "",
    ) * 4
    assert line["quantity"] == 1_000
    assert all(pd.isna(line[name]) for name in ("unit_price", "discount", "tax"))


@pytest.mark.parametrize(
    ("quantity", "amount", "expected"),
    [
        pytest.param("2", "20", 2_000, id="as-said"),
        pytest.param("-1", "0", -1_000, id="return-of-nothing"),
        pytest.param("0", "5", 0, id="none"),
        pytest.param("0.25", "5", 250, id="a-part"),
        pytest.param("---", "5", 1_000, id="no-value-is-one-piece"),
        pytest.param("", "-5", -1_000, id="no-value-of-a-refund-is-one-given-back"),
    ],
)
def test_quantities(quantity: str, amount: str, expected: int) -> None:
    lines = lines_of(read(mindbody_csv(sale(quantity=quantity, amount=amount))))
    assert lines["quantity"].tolist() == [expected]


def test_without_a_column_of_quantities_a_refund_is_one_piece_given_back() -> None:
    lines = lines_of(read(small("date amount", "2025-03-28 5", "2025-03-28 -5", "2025-03-28 0")))
    assert lines["quantity"].tolist() == [1_000, -1_000, 1_000]


@pytest.mark.parametrize(
    ("row", "amount"),
    [
        pytest.param("2025-03-28 3 1.25 _", "3.75", id="plain"),
        pytest.param("2025-03-28 3 1.25 1.5", "2.25", id="discount"),
        pytest.param("2025-03-28 -1 12.5 _", "-12.5", id="returned"),
        pytest.param("2025-03-28 0.333 0.3333 _", "0.111", id="rounded-half-even"),
    ],
)
def test_an_amount_is_derived_from_quantity_and_price(row: str, amount: str) -> None:
    reading = read(small("date quantity unit_price discount", row))
    assert reading.plan is not None
    assert reading.plan.amount_from == "quantity x unit price"
    assert Decimal(reading.amount_read) / 10_000 == Decimal(amount)


def test_without_quantity_or_price_there_is_no_amount() -> None:
    content = small(
        "date quantity unit_price", "2025-03-28 _ 5", "2025-03-28 2 _", "2025-03-28 2 5"
    )
    reading = read(content)
    assert [(told.code, told.line) for told in reading.issues] == [
        ("amount-missing", 2),
        ("amount-missing", 3),
    ]


TOO_MUCH = small("date quantity unit_price", "2025-03-28 10000000 1000000", "2025-03-28 1 1")


def test_a_derived_amount_out_of_range_is_a_fault_of_its_row() -> None:
    reading = read(TOO_MUCH)
    assert [told.line for told in reading.issues] == [2]
    assert reading.amount_read == 10_000


def test_a_derived_amount_out_of_range_is_told_as_such() -> None:
    (told,) = read(TOO_MUCH).issues
    assert (told.code, told.column) == ("range", "quantity x unit price")
    assert told.message.startswith("'10000000000000' in quantity x unit price is larger")


def test_rows_of_empty_cells_alone_are_no_rows() -> None:
    assert refusal(b"date,item,amount\n\n,,\n").issue.code == "no-rows"


def test_an_amount_that_is_there_is_not_derived() -> None:
    reading = read(small("date amount quantity unit_price", "2025-03-28 7 2 5"))
    assert (reading.amount_read, reading.rows_rejected) == (70_000, 0)


def test_rounded_amounts_are_counted() -> None:
    content = small("date amount", "2025-03-28 1.00005", "2025-03-28 1.00005", "2025-03-28 1.0001")
    reading = read(content)
    assert reading.amount_read == 10_000 + 10_000 + 10_001
    assert reading.evidence[-1] == "2 amounts had more than 4 decimals and were rounded."


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("---", ""), ("--", ""), ("", ""), ("NA", "NA"), ("null", "null"), ("None", "None"),
        ("007", "007"),
    ],
)  # fmt: skip
def test_no_value_and_names_that_look_like_it(text: str, name: str) -> None:
    made = sale(item=text, location=text, payment_method=text, order_id=text)
    (line,) = lines_of(read(mindbody_csv(made))).to_dict("records")
    assert {line[kind] for kind in ("product", "location", "payment_method", "order_id")} == {name}


def test_white_space_twins_and_composed_letters_are_one_product() -> None:
    items = ("Mineral Water", "Mineral Water ", " Mineral\u00a0 Water", "Cafe\u0301", "Café")
    reading = read(mindbody_csv(*(sale(item=item) for item in items)))
    assert reading.lines is not None
    assert sorted(reading.lines.names()["product"]) == ["Café", "Mineral Water"]


IGNORED = ("Total", "TOTAL:", "Grand total", "Subtotal", "Sum", "Total for 3/28/2025")


@pytest.mark.parametrize("word", [*IGNORED, "Sale Date", " sale_date "])
def test_rows_that_repeat_the_header_or_hold_totals_are_ignored(word: str) -> None:
    other = sale(date=word, amount="999", quantity="many", item="x" * 600)
    reading = read(mindbody_csv(sale(), other, sale()))
    assert (reading.rows_read, reading.rows_ignored, reading.rows_rejected) == (3, 1, 0)
    assert (reading.amount_read, reading.issues) == (200_000, ())
    assert lines_of(reading)["source_line"].tolist() == [2, 4]


PAID = COLUMNS["amount"]


@pytest.mark.parametrize(
    ("fields", "code", "column", "value", "message"),
    [
        ({"date": "2025-02-30"}, "date", "Sale Date", "2025-02-30",
         "'2025-02-30' is not a date in the order month/day/year, in which this file is read."),
        ({"date": " --- "}, "date-missing", "Sale Date", "---", "The row has no date."),
        ({"amount": "ten"}, "amount", PAID, "ten", "'ten' is not an amount."),
        ({"amount": "1 23.50"}, "amount", PAID, "1 23.50", "'1 23.50' is not an amount."),
        ({"amount": "1e3"}, "amount", PAID, "1e3", "'1e3' is not an amount."),
        ({"amount": "NaN"}, "amount", PAID, "NaN", "'NaN' is not an amount."),
        ({"amount": "---"}, "amount-missing", PAID, "---", "The row has no amount."),
        ({"amount": ""}, "amount-missing", PAID, "", "The row has no amount."),
        ({"amount": "1" + "0" * 30}, "range", PAID, "1" + "0" * 30,
         f"'{10**30}' in {PAID} is larger than an amount or quantity of one line can be."),
        ({"quantity": "few"}, "quantity", "Quantity", "few", "'few' is not a quantity."),
        ({"tax": "9 %"}, "number", "Tax", "9 %", "'9 %' in Tax is not a number."),
        ({"discount": "x"}, "number", "Discount amount", "x",
         "'x' in Discount amount is not a number."),
        ({"amount": "5 USD"}, "currency", PAID, "5 USD",
         "The row is in '5 USD'; this database holds SGD."),
        ({"amount": "€5"}, "currency", PAID, "€5", "The row is in '€5'; this database holds SGD."),
        ({"item": "x" * 501}, "length", "Item name", "x" * 79 + "…",
         "The text in Item name has 501 characters; a name has at most 500."),
        ({"order_id": "9" * 501}, "length", "Sale ID", "…",
         "The text in Sale ID has too many characters; a name has at most 500."),
    ],
)  # fmt: skip
def test_a_fault_of_a_row_has_a_code_a_place_and_a_sentence(
    fields: dict[str, str], code: str, column: str, value: str, message: str
) -> None:
    reading = read(mindbody_csv(sale(), sale(**fields), sale()))
    (told,) = reading.issues
    assert (told.code, told.line, told.column, told.value) == (code, 3, column, value)
    assert told.message == message
    assert told.how_to_fix.endswith(".")
    assert (reading.rows_read, reading.rows_rejected) == (3, 1)
    assert lines_of(reading)["source_line"].tolist() == [2, 4]


@pytest.mark.parametrize("text", ["$5", "S$5", "5 SGD", "SGD5"])
def test_signs_of_the_own_or_of_several_currencies_are_no_fault(text: str) -> None:
    assert read(mindbody_csv(sale(amount=text))).amount_read == 50_000


def test_a_column_of_currencies_is_compared_with_the_own() -> None:
    content = small("date amount currency", "3/28/2025 5 SGD", "3/28/2025 5 sgd", "3/28/2025 5 _",
                    "3/28/2025 5 USD")  # fmt: skip
    reading = read(content)
    assert [(told.code, told.line, told.value) for told in reading.issues] == [
        ("currency", 5, "USD")
    ]
    assert (reading.amount_read, reading.amount_rejected) == (200_000, 50_000)


def test_the_longest_name_is_a_name() -> None:
    assert read(mindbody_csv(sale(item="x" * 500, order_id="9" * 500))).rows_rejected == 0


def test_a_row_with_several_faults_is_rejected_once() -> None:
    reading = read(mindbody_csv(sale(), sale(date="x", amount="y", quantity="z")))
    assert {told.code for told in reading.issues} == {"date", "amount", "quantity"}
    assert (reading.rows_rejected, reading.amount_read) == (1, 100_000)


def test_the_amount_of_a_rejected_row_counts_as_rejected() -> None:
    reading = read(mindbody_csv(sale(), sale(date="x", amount="2.5"), sale(amount="x")))
    assert (reading.amount_read, reading.amount_rejected) == (125_000, 25_000)


def test_issues_come_by_line_whatever_is_wrong() -> None:
    content = mindbody_csv(sale(), sale(amount="x"), sale(date="x"), sale(amount="y"))
    lines = content.splitlines()
    reading = read(b"\n".join((*lines[:3], b"too,short", *lines[3:])))
    assert [(told.line, told.code) for told in reading.issues] == [
        (3, "amount"), (4, "columns"), (5, "date"), (6, "amount"),
    ]  # fmt: skip
    assert (reading.rows_read, reading.rows_rejected) == (5, 4)


def test_more_faults_than_are_told_are_counted() -> None:
    bad = [sale(amount="x")] * (TOLD + 5)
    reading = read(mindbody_csv(sale(), *bad, sale(date="x")))
    assert len(reading.issues) == TOLD + 1
    assert reading.rows_rejected == TOLD + 6


def test_amounts_beyond_what_can_be_summed_are_refused() -> None:
    largest = sale(amount="99999999999")
    assert read(mindbody_csv(*[largest] * 9)).amount_read == 99_999_999_999 * 10_000 * 9
    for opposite in ({}, {"amount": "-99999999999"}, {"quantity": "99999999999", "amount": "1"}):
        refused = refusal(mindbody_csv(*[largest] * 5, *[largest | opposite] * 91))
        assert refused.issue.code == "totals-range"


def test_while_a_question_is_open_there_are_no_lines() -> None:
    reading = read(mindbody_csv(sale(date="3/4/2025"), sale(date="4/3/2025", amount="1,234")))
    assert [question.code for question in reading.questions] == ["date-order", "decimal-mark"]
    assert (reading.lines, reading.plan, reading.rows_read) == (None, None, 2)


def test_answers_give_the_lines() -> None:
    content = mindbody_csv(sale(date="3/4/2025"), sale(date="4/3/2025", amount="1,234"))
    reading = read(content, date_order="dmy", decimal_mark="comma")
    lines = lines_of(reading)
    assert lines["amount"].tolist() == [100_000, 12_340]
    assert [f"{day:%Y-%m-%d}" for day in lines["sale_date"]] == ["2025-04-03", "2025-03-04"]
    assert reading.questions == ()


@pytest.mark.parametrize(
    ("content", "amounts"),
    [
        ("Date,Item,Money out,Money in,Balance\n2025-03-01,A,,5.50,10\n2025-03-02,A,5.50,,4.5\n",
         [55_000, -55_000]),
        ("Datum;Text;Soll;Haben\n31.03.2025;Tee;;5,50\n01.04.2025;Tee;-5,50;\n", [55_000, -55_000]),
        ("Date,Debit,Credit\n2025-03-01,,8\n2025-03-02,3,\n2025-03-03,-1,\n",
         [80_000, -30_000, 10_000]),
        ("Date,Debit,Credit\n2025-03-01,2.50,8\n", [55_000]),
    ],
    ids=["two columns", "debits with a minus", "a reversal", "both in one row"],
)  # fmt: skip
def test_the_amount_may_be_credit_minus_debit(content: str, amounts: list[int]) -> None:
    reading = read(content.encode())
    assert reading.plan is not None
    assert reading.plan.amount_from == "credit - debit"
    assert reading.lines is not None
    found = [amount for batch in reading.lines.batches() for amount in batch["amount"]]
    assert found == amounts


def test_a_row_with_neither_credit_nor_debit_has_no_amount() -> None:
    reading = read(b"Date,Debit,Credit\n2025-03-01,,8\n2025-03-02,,\n")
    assert [(told.line, told.code) for told in reading.issues] == [(3, "amount-missing")]


@pytest.mark.parametrize("header", ["Date,Total,Debit,Credit", "Date,Debit,Credit,Amount"])
def test_a_column_of_amounts_comes_before_credit_and_debit(header: str) -> None:
    reading = read(f"{header}\n2025-03-01,8,1,8\n".encode())
    assert reading.plan is not None
    assert reading.plan.amount_from == "column"
    assert not {"credit", "debit"} & reading.columns.keys()


def test_two_columns_of_credits_are_a_question() -> None:
    reading = read(b"Date,Debit,Credit,Money in\n2025-03-01,,8,9\n2025-03-02,3,,\n")
    assert [question.field for question in reading.questions] == ["credit"]


def test_one_side_alone_is_no_amount() -> None:
    fault = refusal(b"Date,Item,Credit\n2025-03-01,Tea,5.5\n")
    assert fault.issue.code == "missing-columns"
