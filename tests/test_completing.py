"""Rows that were left out come later, corrected, as if the file had been right from the start."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from sales_core.errors import DatabaseBusyError
from sales_core.importing.questions import Answers
from sales_core.importing.rejects import LINE, RejectedRows
from sales_core.imports import (
    ImportOptions,
    ImportResult,
    complete,
    get_import,
    import_sales,
    list_imports,
    preview_import,
    rejected_rows,
    stored_rejected_rows,
    undo_import,
)
from sales_core.imports.complete import check_corrections
from sales_core.store.database import Database
from sales_core.store.import_log import RowCounts
from sales_core.store.schema import sales
from sales_core.store.verify import rebuild
from sales_core.values.actors import BY_COMMAND, ON_THE_PAGES
from tests.builders import COLUMNS, NOON, Row, csv_bytes, export_of, load, mindbody_csv, sale
from tests.examples import examples
from tests.states import answers, assert_clean, empty, raw, state
from tests.test_invariants import ANSWERS, Mode, bring, modes, row, rows

sqlite = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

TEA, CAKE = sale(), sale(order_id="2", item="Cake", amount="7")
BROKEN = mindbody_csv(TEA, TEA | {"amount": "ten"}, CAKE | {"date": "soon"}, CAKE)
RIGHT = mindbody_csv(TEA, TEA, CAKE, CAKE)


def left_out(database: Database, content: bytes, **options: Any) -> RejectedRows:
    return rejected_rows(database, export_of(content), ImportOptions(**options), "SGD")


def corrected(rows: RejectedRows, correct: Callable[[int, Row], Row | None]) -> bytes:
    """Write rejected rows as a person would give them back.

    Args:
        rows: The rows.
        correct: Gives the right row for a line of the file; None leaves it out.
    """
    table = list(csv.reader(io.StringIO(rows.as_csv().decode("utf-8-sig"), newline="")))
    header, written = table[0], []
    for cells in table[1:]:
        by_header = dict(zip(header, cells, strict=True))
        right = correct(int(by_header[LINE]), by_header)
        if right is not None:
            given = {COLUMNS[field]: text for field, text in right.items()}
            more = {name: "" for name in header if name.startswith("_more_")}
            written.append(list((by_header | more | given).values()))
    return csv_bytes(header, *written)


def both(line: int, _: Row) -> Row:
    return {3: TEA, 4: CAKE}[line]


def only(*lines: int) -> Callable[[int, Row], Row | None]:
    return lambda line, row: both(line, row) if line in lines else None


def identities(database: Database) -> list[tuple[Any, ...]]:
    with database.reading() as connection:
        query = select(sales.c.order_id, sales.c.amount, sales.c.occurrence, sales.c.source_line)
        return sorted(map(tuple, connection.execute(query)))


def test_corrected_rows_complete_the_import(database: Database) -> None:
    load(database, BROKEN, name="march.csv", on_bad_rows="skip")
    content = corrected(left_out(database, BROKEN), both)
    told = preview_import(database, export_of(content), ImportOptions(), "SGD")
    result = load(database, content, name="march_rejected.csv")
    assert (told.status, told.completes, told.rows) == ("preview", 1, RowCounts(2, 2))
    assert (result.status, result.completes, result.rows) == ("imported", 1, RowCounts(2, 2))
    assert result.evidence[0].startswith("These are rejected rows of 'march.csv', corrected")
    assert result.changed_orders == told.changed_orders == 0
    assert get_import(database, 2).completes == 1
    assert identities(database) == [
        ("1", 100_000, 1, 2), ("1", 100_000, 2, 3), ("2", 70_000, 1, 5), ("2", 70_000, 2, 4),
    ]  # fmt: skip
    assert_clean(database)
    was = raw(database)
    rebuild(database, now=NOON, actor=BY_COMMAND)
    assert raw(database) == was


@sqlite
def test_the_same_corrected_file_twice_is_already_imported(database: Database) -> None:
    load(database, BROKEN, on_bad_rows="skip")
    content = corrected(left_out(database, BROKEN), both)
    load(database, content)
    assert load(database, content).status == "already_imported"
    assert len(identities(database)) == 4


@sqlite
def test_the_corrected_file_needs_no_answer_of_its_own(database: Database) -> None:
    unclear = mindbody_csv(sale(date="3/4/2025"), sale(date="4/3/2025", amount="ten"))
    load(database, unclear, on_bad_rows="skip", answers=Answers(date_order="dmy"))
    rows = left_out(database, unclear, answers=Answers(date_order="dmy"))
    result = load(database, corrected(rows, lambda *_: sale(date="4/3/2025")))
    assert (result.status, str(result.first_date)) == ("imported", "2025-03-04")


@sqlite
def test_rows_that_are_still_wrong_stay_rejected_and_complete_the_same_import(
    database: Database,
) -> None:
    load(database, BROKEN, on_bad_rows="skip")
    half = corrected(left_out(database, BROKEN), lambda line, _: TEA if line == 3 else {})
    assert load(database, half).status == "refused"
    assert load(database, half, on_bad_rows="skip").rows == RowCounts(2, 1, rejected=1)
    again = left_out(database, half)
    assert [(row.line, row.cells[0]) for row in again.rows] == [("4", "soon")]
    rest = corrected(again, both)
    assert rest.splitlines()[0] == half.splitlines()[0]
    assert load(database, rest).completes == 1
    assert [one.completes for one in list_imports(database)] == [1, 1, None]
    assert len(identities(database)) == 4
    assert_clean(database)


@sqlite
def test_a_row_that_came_comes_only_once_until_it_is_undone(database: Database) -> None:
    load(database, BROKEN, on_bad_rows="skip")
    rows = left_out(database, BROKEN)
    load(database, corrected(rows, only(3)))
    assert [row.line for row in left_out(database, BROKEN).rows] == ["4"]
    again = corrected(rows, both)
    told = load(database, again, on_bad_rows="skip")
    assert [(one.code, one.line) for one in told.issues] == [("came-before", 2)]
    undo_import(database, 2, now=NOON, actor=BY_COMMAND)
    assert_clean(database)
    undo_import(database, 3, now=NOON, actor=BY_COMMAND)
    assert load(database, again).rows == RowCounts(2, 2)
    assert len(identities(database)) == 4


def test_undoing_the_import_undoes_what_completes_it(database: Database) -> None:
    load(database, mindbody_csv(sale(order_id="9")))
    before = state(database)
    load(database, BROKEN, on_bad_rows="skip")
    alone = state(database)
    content = corrected(left_out(database, BROKEN), both)
    load(database, content)
    undo_import(database, 3, now=NOON, actor=BY_COMMAND)
    assert state(database) == alone
    load(database, content)
    undo_import(database, 2, now=NOON, actor=BY_COMMAND)
    assert state(database) == before
    assert [one.undone_at is None for one in list_imports(database)] == [False, False, False, True]
    assert_clean(database)


@sqlite
def test_rows_of_a_file_that_is_not_imported_are_a_file_of_their_own(database: Database) -> None:
    content = corrected(left_out(database, BROKEN), both)
    result = load(database, content)
    assert (result.status, result.completes) == ("imported", None)
    assert "rejected rows of a file that is not imported" in result.evidence[-1]


@sqlite
def test_a_row_that_did_not_fit_does_not_pass_unseen(database: Database) -> None:
    lines = mindbody_csv(sale(), sale(), sale()).decode().splitlines()
    short, stray = "3/28/2025,5,Tea,Hall,10,1,0,0,10", '3/28/2025,6,"Te"a,Hall,10,1,0,0,10,Cash'
    content = "\n".join([*lines[:2], short, stray, *lines[2:], ""]).encode()
    load(database, content, on_bad_rows="skip")
    rows = left_out(database, content)
    assert load(database, rows.as_csv()).status == "refused"
    assert [one.code for one in load(database, rows.as_csv()).issues] == ["misfit", "misfit"]
    right = corrected(rows, lambda line, _: sale(order_id=str(line)))
    assert load(database, right).rows == RowCounts(2, 2)


@sqlite
def test_every_rejected_line_can_come_back(database: Database) -> None:
    many = [sale(order_id=str(at), amount="x") for at in range(1_100)]
    content = mindbody_csv(sale(), *many)
    load(database, content, on_bad_rows="skip")
    assert set(stored_rejected_rows(database, 1)["line"]) == set(range(3, 1_103))
    rows = left_out(database, content)
    result = load(database, corrected(rows, lambda line, _: sale(order_id=f"c{line}")))
    assert result.rows == RowCounts(1_100, 1_100)


@sqlite
def test_a_cell_that_only_the_first_row_of_an_order_holds_is_filled_in(database: Database) -> None:
    content = (
        b"Name,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Taxes,Total,Created at,"
        b"Lineitem quantity,Lineitem name,Lineitem price,Lineitem discount,Payment Method\n"
        b"#1,a@b.c,paid,2025-03-28 10:00:00 +0000,SGD,20,0,0,20,2025-03-28 10:00:00 +0000,"
        b"1,Tea,10,0,Cash\n"
        b"#1,a@b.c,,,,,,,,,1,Cake,ten,0,\n"
        b"#2,a@b.c,paid,2025-03-29 10:00:00 +0000,SGD,5,0,0,5,2025-03-29 10:00:00 +0000,"
        b"1,Tea,5,0,Cash\n"
    )
    assert load(database, content, on_bad_rows="skip").rows.rejected == 1
    rows = left_out(database, content)
    fixed = rows.as_csv().replace(b",ten,", b",10,")
    assert load(database, fixed).rows == RowCounts(1, 1)


def test_corrections_given_with_the_file_complete_it_at_once(database: Database) -> None:
    options = ImportOptions(on_bad_rows="skip")
    preview = preview_import(database, export_of(BROKEN), options, "SGD")
    rows = left_out(database, BROKEN)
    wrong = export_of(corrected(rows, lambda *_: sale(amount="eleven")), "corrections.csv")
    assert [one.code for one in check_corrections(preview, rows, wrong)] == ["amount"] * 2
    refused = _import(database, BROKEN, wrong)
    assert (refused.status, list_imports(database)) == ("refused", [])

    right = export_of(corrected(rows, both), "corrections.csv")
    assert check_corrections(preview, rows, right) == ()
    result = _import(database, BROKEN, right)
    assert result.completion is not None
    assert (result.import_id, result.completion.import_id) == (1, 2)
    assert get_import(database, 2).completes == 1
    told = result.whole
    assert (told.rows.adds_up, told.amount.adds_up, told.rows.rejected) == (True, True, 0)
    assert (told.rows.imported, told.amount.read) == (4, told.amount.imported)
    whole = identities(database)
    empty(database)
    load(database, RIGHT)
    assert [line[:3] for line in identities(database)] == [line[:3] for line in whole]


@sqlite
def test_a_file_of_bad_rows_alone_can_be_corrected_at_once(database: Database) -> None:
    content = mindbody_csv(sale(amount="ten"))
    preview = preview_import(database, export_of(content), ImportOptions(), "SGD")
    assert (preview.sample, preview.written) == (None, None)
    rows = left_out(database, content)
    result = _import(database, content, export_of(corrected(rows, lambda *_: sale()), "c.csv"))
    assert (result.status, len(identities(database))) == ("imported", 1)
    assert_clean(database)
    undo_import(database, 2, now=NOON, actor=BY_COMMAND)
    undo_import(database, 1, now=NOON, actor=BY_COMMAND)
    assert identities(database) == []
    assert_clean(database)


@sqlite
def test_progress_counts_the_lines(database: Database) -> None:
    told: list[tuple[int, int]] = []
    _import(database, RIGHT, None, lambda written, of: told.append((written, of)))
    assert told == [(4, 4)]


def _import(
    database: Database,
    content: bytes,
    corrections: Any,
    progress: Callable[[int, int], None] = lambda *_: None,
) -> ImportResult:
    options = ImportOptions(on_bad_rows="skip")
    return import_sales(
        database, export_of(content), options, "SGD", now=NOON, actor=ON_THE_PAGES,
        corrections=corrections, progress=progress,
    )  # fmt: skip


DAMAGE: dict[str, Callable[[Row], Row]] = {
    "amount": lambda right: right | {"amount": "x"},
    "date": lambda right: right | {"date": "x"},
    "both": lambda right: right | {"date": "x", "tax": "y"},
}


@examples(5)
@given(
    first=st.tuples(rows, modes),
    brought=st.lists(st.tuples(row, st.sampled_from([None, *DAMAGE])), min_size=2, max_size=10),
    mode=modes,
    random=st.randoms(use_true_random=False),
)
def test_leaving_out_and_completing_is_importing_the_right_file(
    database: Database,
    first: tuple[list[Row], Mode],
    brought: list[tuple[Row, str | None]],
    mode: Mode,
    random: Random,
) -> None:
    brought[0] = (brought[0][0], None)
    brought[1] = (brought[1][0], brought[1][1] or "amount")
    right = [each for each, _ in brought]
    empty(database)
    bring(database, mindbody_csv(*first[0]), first[1])
    was = state(database)
    bring(database, mindbody_csv(*right, sale(order_id="new")), mode)
    wanted, figures = comparable(database), answers(database)

    empty(database)
    bring(database, mindbody_csv(*first[0]), first[1])
    broken = mindbody_csv(
        *(DAMAGE[how](each) if how else each for each, how in brought), sale(order_id="new")
    )
    load(database, broken, answers=ANSWERS, on_changed=mode, on_bad_rows="skip")
    rows = left_out(database, broken, answers=ANSWERS)
    some = {each.line for each in rows.rows if random.random() < 0.5}
    for chosen in (some, {each.line for each in rows.rows} - some):
        part = replace(rows, rows=tuple(each for each in rows.rows if each.line in chosen))
        if chosen:
            result = load(database, corrected(part, lambda line, _: right[line - 2]))
            assert (result.status, result.rows.adds_up) == ("imported", True)
            assert result.completes == 2
        assert_clean(database)
    assert comparable(database) == wanted
    assert answers(database) == figures

    undo_import(database, 3, now=NOON, actor=BY_COMMAND)
    assert_clean(database)
    undo_import(database, 2, now=NOON, actor=BY_COMMAND)
    assert state(database) == was


def comparable(database: Database) -> tuple[Any, Any]:
    """Give all lines and sums; identical lines may have changed places."""
    moved = ("import_id", "source_line", "occurrence")
    lines = state(database, "unit_price", "import_id", "source_line")["sales"]
    return state(database, *moved), lines


@sqlite
def test_an_import_that_changes_while_its_corrected_rows_are_read_is_left_alone(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(database, BROKEN, on_bad_rows="skip")
    content = corrected(left_out(database, BROKEN), both)
    read_file = complete.read_file

    def undone_meanwhile(*given: Any) -> complete.Brought:
        brought = read_file(*given)
        undo_import(database, 1, now=NOON, actor=BY_COMMAND)
        return brought

    monkeypatch.setattr("sales_core.imports.read_file", undone_meanwhile)
    with pytest.raises(DatabaseBusyError, match="Nothing was changed"):
        load(database, content)
    assert identities(database) == []


@sqlite
def test_completions_are_listed_oldest_first(database: Database) -> None:
    load(database, BROKEN, on_bad_rows="skip")
    rows = left_out(database, BROKEN)
    for line in (4, 3):
        load(database, corrected(rows, only(line)))
    listed = complete.completions(list_imports(database), 1)
    assert [one.id for one in listed] == [2, 3]
    undo_import(database, 2, now=NOON, actor=BY_COMMAND)
    assert [one.id for one in complete.completions(list_imports(database), 1)] == [3]


@sqlite
def test_corrections_that_cannot_be_read_at_all_are_told(database: Database) -> None:
    rows = left_out(database, BROKEN)
    preview = preview_import(database, export_of(BROKEN), ImportOptions(), "SGD")
    empty_file = export_of(corrected(rows, only()))
    assert [one.code for one in check_corrections(preview, rows, empty_file)] == ["no-rows"]
    asking = preview_import(database, export_of(b""), ImportOptions(), "SGD")
    assert check_corrections(asking, rows, empty_file) == ()


SPOILT = [
    pytest.param(lambda text: text.replace("Sale Date", "Day"), "unknown-column", id="renamed"),
    pytest.param(
        lambda text: text.replace("Location", "Sale Date"), "duplicate-column", id="twice"
    ),
    pytest.param(lambda text: text.replace("\n", "\n,,,,\n", 1)[: text.index("\n") + 6], "no-rows",
                 id="blank"),
]  # fmt: skip


@sqlite
@pytest.mark.parametrize(("spoil", "code"), SPOILT)
def test_a_corrected_file_whose_columns_are_spoilt_is_refused(
    database: Database, spoil: Callable[[str], str], code: str
) -> None:
    options = ImportOptions()
    rows = left_out(database, BROKEN)
    preview = preview_import(database, export_of(BROKEN), options, "SGD")
    content = spoil(corrected(rows, both).decode()).encode()
    assert [one.code for one in check_corrections(preview, rows, export_of(content))] == [code]


@sqlite
@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"Date,Amount,_file\n2025-03-28,3,x\n2025-03-29,4,x\n", id="without lines"),
        pytest.param(b"Date,Amount,_line,_file\n2025-03-28,3,2,\n2025-03-29,4,3,\n", id="nameless"),
        pytest.param(b"%PDF _file", id="no CSV"),
    ],
)
def test_a_file_that_only_looks_like_corrected_rows_is_read_by_itself(
    database: Database, content: bytes
) -> None:
    assert load(database, content).completes is None


@sqlite
def test_corrected_rows_of_corrected_rows_complete_the_first_file(database: Database) -> None:
    load(database, BROKEN, on_bad_rows="skip")
    half = corrected(left_out(database, BROKEN), lambda line, _: TEA if line == 3 else {})
    load(database, half, on_bad_rows="skip")
    named = mindbody_csv(sale()).decode().splitlines()
    sha256 = get_import(database, 2).file_sha256
    false = f"{named[0]},_line,_file\n{named[1]},3,{sha256}\n".encode()
    assert load(database, false).completes is None
