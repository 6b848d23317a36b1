from __future__ import annotations

from typing import Any

import pytest

from sales_core.importing.questions import Answers
from sales_core.imports import import_sales, preview_import, rejected_rows, undo_import
from sales_core.imports.result import ImportOptions, ImportResult
from sales_core.store.database import Database
from sales_core.values.actors import BY_COMMAND
from tests.builders import NOON, export_of

HEADER = "Date,Total\n"
MARCH = f"{HEADER}03/04/2025,1.50\n05/04/2025,2\n".encode()
APRIL = f"{HEADER}07/05/2025,4\n08/05/2025,ten\n".encode()
PROVEN = f"{HEADER}05/31/2025,8\n".encode()
CUPS = b"When,Paid,Cups\n2025-05-01,3,2\n"


def do(database: Database, content: bytes, name: str = "a.csv", **options: Any) -> ImportResult:
    chosen = ImportOptions(on_bad_rows="skip", **options)
    return import_sales(
        database, export_of(content, name), chosen, "SGD", now=NOON, actor=BY_COMMAND
    )


def test_the_next_file_of_that_header_asks_nothing(database: Database) -> None:
    assert do(database, MARCH).status == "refused"
    first = do(database, MARCH, "march.csv", answers=Answers(date_order="dmy"))
    assert (first.status, first.remembered) == ("imported", None)
    second = do(database, APRIL, "april.csv")
    assert (second.status, str(second.first_date)) == ("imported", "2025-05-07")
    assert second.remembered is not None
    assert second.remembered.answers == Answers(date_order="dmy")
    assert second.remembered.file_name == "march.csv"
    assert "Answered as for 'march.csv' on 2025-05-01: dates have the day first." in second.evidence


def test_a_preview_shows_what_is_remembered(database: Database) -> None:
    do(database, MARCH, answers=Answers(date_order="dmy"))
    shown = preview_import(database, export_of(APRIL), ImportOptions(), "SGD")
    assert (shown.status, shown.answers.date_order) == ("preview", "dmy")
    assert shown.remembered is not None


def test_what_is_remembered_can_be_left_aside(database: Database) -> None:
    do(database, MARCH, answers=Answers(date_order="dmy"))
    asked = do(database, APRIL, recall=False)
    assert [question.code for question in asked.questions] == ["date-order"]


def test_what_is_said_now_holds_and_is_remembered_instead(database: Database) -> None:
    do(database, MARCH, answers=Answers(date_order="dmy"))
    other = do(database, APRIL, answers=Answers(date_order="mdy"))
    assert str(other.first_date) == "2025-07-05"
    undo_import(database, other.import_id or 0, now=NOON, actor=BY_COMMAND)
    assert str(do(database, APRIL).first_date) == "2025-07-05"


def test_what_a_file_proves_is_not_overruled(database: Database) -> None:
    do(database, MARCH, answers=Answers(date_order="dmy"))
    proven = do(database, PROVEN)
    assert (str(proven.first_date), proven.remembered) == ("2025-05-31", None)


def test_columns_are_remembered(database: Database) -> None:
    do(database, CUPS, answers=Answers(columns={"amount": "Cups"}))
    again = preview_import(
        database, export_of(CUPS.replace(b"3,2", b"3,5")), ImportOptions(), "SGD"
    )
    assert (again.columns["amount"], again.amount.read) == ("Cups", 50_000)
    assert again.remembered is not None
    assert again.remembered.answers.columns == {"amount": "Cups"}


def test_another_header_is_not_answered(database: Database) -> None:
    do(database, MARCH, answers=Answers(date_order="dmy"))
    assert do(database, APRIL.replace(b"Total", b"Amount")).status == "refused"


def test_a_file_that_is_not_imported_teaches_nothing(database: Database) -> None:
    bad = MARCH.replace(b"1.50", b"much").replace(b"2\n", b"more\n")
    assert do(database, bad, answers=Answers(date_order="dmy")).status == "refused"
    assert do(database, MARCH).questions


def test_rejected_rows_are_those_of_the_remembered_reading(database: Database) -> None:
    do(database, MARCH, answers=Answers(date_order="dmy"))
    written = rejected_rows(database, export_of(APRIL), ImportOptions(), "SGD").as_csv()
    assert b"ten" in written
    assert b"07/05/2025" not in written


def test_an_order_that_a_file_excludes_is_asked_anew(database: Database) -> None:
    do(database, MARCH, answers=Answers(date_order="mdy"))
    asked = do(database, f"{HEADER}25/03/12,4\n26/03/12,5\n".encode())
    (question,) = asked.questions
    assert question.choices == ("dmy", "ymd")
    assert asked.remembered is None


def test_what_is_remembered_is_told_in_words_without_codes(database: Database) -> None:
    content = b"When,Price,Count\n03/04/2025,3.50,1\n04/05/2025,2.80,3\n"
    said = Answers("dmy", columns={"date": "When", "amount": "Price", "quantity": "none"})
    assert do(database, content, answers=said).status == "imported"
    again = do(database, content.replace(b"3.50", b"4.50"))
    assert again.remembered is not None
    assert again.remembered.words == (
        "'When' is the date",
        "'Price' is the amount",
        "no column holds the quantity",
        "dates have the day first",
    )


PAID = b"Date,Order,Total,Amount Paid\n2025-04-14,1,40.00,40.00\n2025-04-15,2,120.00,100.00\n"


@pytest.mark.parametrize("paid", [(b"", b""), (b"x", b"y")], ids=["empty", "no amounts"])
def test_a_column_that_holds_nothing_this_time_is_left_aside(
    database: Database, paid: tuple[bytes, bytes]
) -> None:
    first = do(database, PAID, "april.csv", answers=Answers(columns={"amount": "Amount Paid"}))
    assert first.amount.imported == 1_400_000
    content = PAID.replace(b"-04-", b"-05-")
    content = content.replace(b"40.00,40.00", b"40.00," + paid[0]).replace(b"100.00", paid[1])
    second = preview_import(database, export_of(content), ImportOptions(), "SGD")
    assert (second.columns["amount"], second.amount.imported) == ("Total", 1_600_000)
    assert second.evidence[0].startswith("Attention: columns that were said for 'april.csv'")
    assert second.remembered is None


def test_a_remembered_choice_never_beats_a_proof(database: Database) -> None:
    header = b"Date,Order,Before,Refunded,Amount\n"
    open_file = header + b"2025-03-14,1,45,0,40\n2025-03-15,2,130,20,120\n2025-03-17,3,9,5,8\n"
    proof = header + b"2025-04-14,1,40,0,40\n2025-04-15,2,120,20,100\n2025-04-17,3,9,5,4\n"
    (question,) = do(database, open_file).questions
    said = Answers(choices={question.key: "subtract"})
    assert do(database, open_file, answers=said).amount.imported == 1_430_000
    assert do(database, proof).amount.imported == 1_440_000
