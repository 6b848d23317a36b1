from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import select

from sales_core.errors import ImportAlreadyUndoneError, ImportNotFoundError
from sales_core.importing.questions import Answers
from sales_core.imports import (
    ImportOptions,
    ImportResult,
    get_import,
    list_imports,
    preview_import,
    rejected_rows,
    stored_rejected_rows,
    undo_import,
)
from sales_core.imports.orders import ChangedOrder
from sales_core.reporting.filters import Filters
from sales_core.reporting.products import products_report
from sales_core.reporting.revenue import revenue_report
from sales_core.store.database import Database
from sales_core.store.import_log import AmountCounts, RowCounts
from sales_core.store.schema import products, sales
from sales_core.store.verify import verify
from sales_core.values.actors import BY_COMMAND
from tests.builders import NOON, Row, export_of, load, mindbody_csv, sale

LATER = datetime(2025, 6, 2, 8, 30, tzinfo=UTC)

TWO_DAYS = mindbody_csv(
    sale(date="3/28/2025", order_id="1", amount="10.125"),
    sale(date="3/28/2025", order_id="1", amount="10.125"),
    sale(date="3/30/2025", order_id="2", item="Cake", amount="4.5"),
    sale(date="3/30/2025", order_id="3", quantity="-1", amount="-5"),
)


def preview(database: Database, content: bytes, **options: Any) -> ImportResult:
    return preview_import(database, export_of(content), ImportOptions(**options), "SGD")


def stored(database: Database) -> set[tuple[Any, ...]]:
    """Give what counts of the stored lines, without the numbers of names and imports."""
    query = select(
        sales.c.sale_date, sales.c.order_id, products.c.name, sales.c.quantity, sales.c.amount,
        sales.c.occurrence,
    ).join(products, products.c.id == sales.c.product_id)  # fmt: skip
    with database.reading() as connection:
        return {tuple(row) for row in connection.execute(query)}


def revenue(database: Database) -> str:
    return str(revenue_report(database, Filters()).figures.revenue)


def test_an_import_tells_what_it_did(database: Database) -> None:
    result = load(database, TWO_DAYS, name="march.csv")
    assert (result.status, result.import_id, result.file) == ("imported", 1, "march.csv")
    assert result.message == "4 of 4 rows were imported."
    assert result.rows == RowCounts(read=4, imported=4)
    assert result.amount == AmountCounts(read=197_500, imported=197_500)
    assert (result.first_date, result.last_date) == (date(2025, 3, 28), date(2025, 3, 30))
    assert result.orders == 2
    assert result.format == "mindbody-sales"
    assert len(result.sha256) == 64
    assert (result.issues, result.questions) == ((), ())
    assert len(stored(database)) == 4
    assert verify(database).clean


def test_the_import_is_listed_with_its_receipt(database: Database) -> None:
    result = load(database, TWO_DAYS, name="march.csv")
    (record,) = list_imports(database)
    assert record == get_import(database, 1)
    assert (record.id, record.file_name, record.imported_by) == (1, "march.csv", "command line")
    assert (record.imported_at, record.undone_at) == (NOON, None)
    assert (record.rows, record.amount, record.orders) == (result.rows, result.amount, 2)
    assert (record.file_sha256, record.file_size) == (result.sha256, len(TWO_DAYS))
    assert record.evidence == result.evidence
    assert result.plan is not None
    assert record.plan == result.plan.as_json() | {"currency": "SGD"}


@pytest.mark.parametrize("again", [load, preview], ids=["import", "preview"])
def test_the_same_file_again_changes_nothing_and_says_by_whom_and_when(
    database: Database, again: Any
) -> None:
    load(database, TWO_DAYS)
    before, version = stored(database), database.data_version()
    result = again(database, TWO_DAYS)
    assert (result.status, result.import_id) == ("already_imported", 1)
    assert result.message == (
        "This file was imported on 2025-05-01 12:00 UTC by command line (import 1). "
        "Nothing was changed."
    )
    assert result.rows == RowCounts(read=4, already_imported=4)
    assert result.amount == AmountCounts(read=197_500, already_imported=197_500)
    assert result.earlier == get_import(database, 1)
    assert (result.orders, result.first_date) == (2, date(2025, 3, 28))
    assert (stored(database), database.data_version()) == (before, version)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_file_that_somebody_else_imports_meanwhile_is_imported_once(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(database, TWO_DAYS)
    monkeypatch.setattr("sales_core.imports.earlier_of", lambda *_: None)  # not there when looked
    assert load(database, TWO_DAYS).status == "already_imported"
    assert len(list_imports(database)) == 1


def test_the_same_lines_in_another_file_are_already_there(database: Database) -> None:
    load(database, TWO_DAYS)
    before = stored(database)
    result = load(database, TWO_DAYS.replace(b"\n", b"\r\n"), name="again.csv")
    assert (result.status, result.import_id) == ("imported", 2)
    assert result.rows == RowCounts(read=4, already_imported=4)
    assert result.message == "0 of 4 rows were imported (4 are already there)."
    assert stored(database) == before


OTHERWISE = [
    pytest.param({"date_order": "dmy"}, id="date-order"),
    pytest.param({"decimal_mark": "comma"}, id="decimal-mark"),
    pytest.param({"columns": {"amount": "Tax"}}, id="column"),
]


@pytest.mark.parametrize("answers", OTHERWISE)
def test_the_same_file_with_other_answers_is_refused(
    database: Database, answers: dict[str, Any]
) -> None:
    load(database, TWO_DAYS)
    before = stored(database)
    for result in (
        load(database, TWO_DAYS, answers=Answers(**answers)),
        preview(database, TWO_DAYS, answers=Answers(**answers)),
    ):
        assert result.status == "refused"
        assert [told.code for told in result.issues] == ["imported-otherwise"]
        assert result.earlier == get_import(database, 1)
    assert stored(database) == before


def test_the_same_file_with_the_same_answers_is_already_there(database: Database) -> None:
    same = Answers("mdy", "point", {"date": "Sale Date"})
    load(database, TWO_DAYS)
    assert load(database, TWO_DAYS, answers=same).status == "already_imported"


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_column_said_in_other_words_is_the_same_answer(database: Database) -> None:
    answers = Answers(columns={"date": "sale date"})
    assert load(database, TWO_DAYS, answers=answers).status == "imported"
    assert load(database, TWO_DAYS, answers=answers).status == "already_imported"


BROKEN = mindbody_csv(sale(), sale(order_id="2", amount="ten"), sale(order_id="3", amount="2.5"))


def test_bad_rows_stop_an_import(database: Database) -> None:
    version = database.data_version()
    result = load(database, BROKEN)
    assert (result.status, result.import_id) == ("refused", None)
    assert result.message == (
        "1 row cannot be read, so nothing was imported. The first is on line 3: 'ten' is not an "
        "amount. Correct them in the file, or choose to leave these rows out."
    )
    assert [(told.code, told.line) for told in result.issues] == [("amount", 3)]
    assert result.rows == RowCounts(read=3, rejected=1)
    assert (stored(database), list_imports(database)) == (set(), [])
    assert database.data_version() == version


def test_bad_rows_can_be_left_out(database: Database) -> None:
    result = load(database, BROKEN, on_bad_rows="skip")
    assert result.status == "imported"
    assert result.message == "2 of 3 rows were imported (1 cannot be read)."
    assert result.rows == RowCounts(read=3, imported=2, rejected=1)
    assert result.amount == AmountCounts(read=125_000, imported=125_000)
    kept = stored_rejected_rows(database, 1)
    assert kept[["line", "column", "value", "code"]].to_numpy().tolist() == [
        [3, "Total Paid w/ Payment Method", "ten", "amount"]
    ]
    assert b"ten" in rejected_rows(database, export_of(BROKEN), ImportOptions(), "SGD").as_csv()


@pytest.mark.parametrize("on_bad_rows", ["stop", "skip"])
@pytest.mark.parametrize(
    ("row", "code"), [(sale(amount="x"), "amount"), (sale(date="Total"), "no-rows")]
)
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_file_without_a_good_row_is_refused(
    database: Database, row: Row, code: str, on_bad_rows: str
) -> None:
    content = mindbody_csv(row, sale(date="Sale Date"))
    result = load(database, content, on_bad_rows=on_bad_rows, answers=Answers(date_order="mdy"))
    assert (result.status, result.issues[0].code) == ("refused", code)
    assert list_imports(database) == []


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("doing", [load, preview], ids=["import", "preview"])
def test_an_open_question_refuses_the_file(database: Database, doing: Any) -> None:
    content = mindbody_csv(sale(date="3/4/2025"), sale(date="4/3/2025"))
    result = doing(database, content)
    assert result.status == "refused"
    assert result.message.startswith("The file needs an answer before it can be read. Nothing in")
    assert [question.choices for question in result.questions] == [("mdy", "dmy")]
    assert list_imports(database) == []
    answered = doing(database, content, answers=Answers(date_order="dmy"))
    assert answered.rows.imported == 2
    assert answered.first_date == date(2025, 3, 4)
    assert answered.evidence[1] == "You said that dates are written day/month/year; 2 of 2 fit."


FIRST = mindbody_csv(
    sale(item="Tea", amount="10"), sale(item="Cake", amount="5"), sale(order_id="2", amount="7")
)
CORRECTED = mindbody_csv(sale(item="Tea", amount="10"), sale(item="Cake", amount="6"))


def test_a_changed_order_is_told_and_kept_beside_the_new_lines(database: Database) -> None:
    load(database, FIRST)
    result = load(database, CORRECTED)
    assert result.rows == RowCounts(read=2, imported=1, already_imported=1)
    assert result.changed_orders == 1
    assert result.changed == (ChangedOrder(date(2025, 3, 28), "Hall", "1", 150_000, 160_000),)
    assert "differ from what is stored" in result.message
    assert result.evidence[0] == (
        "Attention: 1 order is stored with other lines (15 there, 16 in this file, a difference "
        "of 1); both count, unless this file replaces the orders it contains."
    )
    assert revenue(database) == "28"


def test_a_changed_order_can_be_replaced(database: Database) -> None:
    load(database, FIRST)
    result = load(database, CORRECTED, on_changed="replace")
    assert result.rows == RowCounts(read=2, imported=2, replaced=2)
    assert result.amount == AmountCounts(read=160_000, imported=160_000, replaced=150_000)
    assert result.message == (
        "2 of 2 rows were imported. 2 stored lines of the same orders were replaced."
    )
    assert revenue(database) == "23"
    assert verify(database).clean
    undo_import(database, 2, now=LATER, actor=BY_COMMAND)
    assert revenue(database) == "22"


def test_undo_leaves_what_the_other_imports_give(database: Database) -> None:
    load(database, FIRST)
    before, shown = stored(database), products_report(database, Filters()).products
    load(database, mindbody_csv(sale(), sale(date="4/1/2025", item="Pie", unit_price="3")))
    record = undo_import(database, 2, now=LATER, actor=BY_COMMAND)
    assert (record.id, record.undone_at) == (2, LATER)
    assert stored(database) == before
    pd.testing.assert_frame_equal(products_report(database, Filters()).products, shown)
    assert [one.undone_at for one in list_imports(database)] == [LATER, None]
    assert verify(database).clean


def test_a_file_whose_import_was_undone_can_be_imported_again(database: Database) -> None:
    load(database, FIRST)
    undo_import(database, 1, now=LATER, actor=BY_COMMAND)
    assert (stored(database), revenue(database)) == (set(), "0")
    assert load(database, FIRST).import_id == 2
    assert [one.id for one in list_imports(database)] == [2, 1]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_imports_that_are_not_there_or_undone_are_named(database: Database) -> None:
    load(database, FIRST)
    for doing in (get_import, stored_rejected_rows):
        with pytest.raises(ImportNotFoundError, match="There is no import 7"):
            doing(database, 7)
    with pytest.raises(ImportNotFoundError, match="There is no import 7"):
        undo_import(database, 7, now=LATER, actor=BY_COMMAND)
    undo_import(database, 1, now=LATER, actor=BY_COMMAND)
    with pytest.raises(ImportAlreadyUndoneError, match="already undone on 2025-06-02 08:30 UTC"):
        undo_import(database, 1, now=LATER, actor=BY_COMMAND)


def test_a_real_report_is_read_to_the_last_digit(database: Database) -> None:
    path = Path(__file__).parents[2] / "shared" / "corpus" / "mindbody__sales_2025.csv"
    if not path.exists():
        pytest.skip(f"the corpus of real exports is not beside the project ({path.parent})")
    result = load(database, path.read_bytes(), name=path.name)
    assert result.rows == RowCounts(read=1_661, imported=1_661)
    assert result.as_json()["amount"]["imported"] == "64508.628"
    assert (result.first_date, result.last_date) == (date(2025, 3, 1), date(2025, 4, 17))
    assert result.orders == 1_387
    one_day = Filters(date(2025, 3, 6), date(2025, 3, 6))
    assert str(revenue_report(database, one_day).figures.revenue) == "1055.556"
    assert load(database, path.read_bytes()).status == "already_imported"
