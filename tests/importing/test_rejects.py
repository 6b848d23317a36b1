from __future__ import annotations

import csv
import io

from sales_core.importing.rejects import EXTRA_COLUMNS, rejected_rows
from tests.builders import COLUMNS, export_of, mindbody_csv, read, sale


def csv_of(content: bytes, **answers: str) -> bytes:
    return rejected_rows(export_of(content), read(content, **answers)).as_csv()


def rejected(content: bytes, **answers: str) -> list[dict[str, str]]:
    written = csv_of(content, **answers)
    assert written.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"), newline=""), strict=True))


def test_rejected_rows_have_their_columns_and_text_and_what_is_wrong() -> None:
    bad = sale(amount=" ten ", item='Tea, "green"\nfor two', order_id="007")
    (row,) = rejected(mindbody_csv(sale(), bad, sale()))
    assert list(row) == [*COLUMNS.values(), *EXTRA_COLUMNS]
    assert {name: row[name] for name in COLUMNS.values()} == {
        COLUMNS[field]: text for field, text in bad.items()
    }
    assert row["_line"] == "3"
    assert row["_column"] == "Total Paid w/ Payment Method"
    assert row["_problem"] == "'ten' is not an amount."
    assert row["_how_to_fix"] == "Write a number such as 1234.50."


def test_several_faults_of_a_row_share_its_line() -> None:
    rows = rejected(mindbody_csv(sale(), sale(date="x", amount="y", tax="z"), sale(amount="---")))
    assert [row["_line"] for row in rows] == ["3", "4"]
    assert rows[0]["_column"] == "Total Paid w/ Payment Method, Tax, Sale Date"
    assert rows[0]["_problem"].count(".") == 3


def test_rows_that_are_too_short_keep_their_cells_and_their_place() -> None:
    content = mindbody_csv(sale(), sale()).rstrip() + b"\n3/28/2025,2,Tea\n"
    (row,) = rejected(content)
    assert list(row.values())[:4] == ["3/28/2025", "2", "Tea", ""]
    assert (row["_line"], row["_column"]) == ("4", "")


def test_rows_that_are_too_long_keep_all_their_cells() -> None:
    content = mindbody_csv(sale()) + b"3/28/2025,2,Tea, green,Hall,10,1,0,0,10,Cash\n"
    assert b"Cash" in csv_of(content).splitlines()[1]


def test_rows_with_a_wrong_quotation_mark_keep_their_text() -> None:
    content = mindbody_csv(sale()) + b'\n3/28/2025,2,"Tea"x,Hall,10,1,0,0,10,Cash\n'
    (row,) = rejected(content)
    assert row["Sale Date"] == "3/28/2025"


def test_every_rejected_row_is_written() -> None:
    content = mindbody_csv(sale(), *(sale(order_id=str(at), amount="x") for at in range(1_200)))
    assert len(rejected(content)) == read(content).rows_rejected == 1_200


def test_without_a_fault_there_is_only_the_header() -> None:
    assert rejected(mindbody_csv(sale())) == []


def test_while_a_question_is_open_nothing_is_rejected() -> None:
    assert rejected(mindbody_csv(sale(date="3/4/2025"), sale(amount="x", date="4/3/2025"))) == []


def test_the_corrected_file_can_be_imported() -> None:
    content = mindbody_csv(sale(), sale(amount="ten", order_id="2"))
    written = csv_of(content)
    corrected = read(written.replace(b",ten,", b",10,"))
    assert (corrected.format, corrected.rows_read, corrected.rows_rejected) == (
        "mindbody-sales", 1, 0,
    )  # fmt: skip


def test_the_answers_decide_what_is_rejected() -> None:
    content = mindbody_csv(sale(date="3/4/2025"), sale(date="4/3/2025"), sale(date="3/22/2025"))
    assert rejected(content) == []
    (row,) = rejected(content, date_order="dmy")
    assert row["_line"] == "4"
