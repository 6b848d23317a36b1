"""Redo is as if nothing had been undone; the preview of an undo is what the undo then does."""

from __future__ import annotations

import json
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text, update

from sales_core.cli import commands
from sales_core.errors import (
    ImportAlreadyUndoneError,
    ImportNotFoundError,
    LedgerDamagedError,
)
from sales_core.importing.files.export import SalesExport
from sales_core.imports import (
    ImportOptions,
    get_import,
    import_sales,
    list_imports,
    preview_undo,
    redo_import,
    rejected_rows,
    undo_import,
)
from sales_core.imports.redoable import RedoRefusedError
from sales_core.store.currency import currency_of
from sales_core.store.database import Database
from sales_core.store.schema import ledger_chunks
from sales_core.store.undone import ImportNotUndoneError
from sales_core.values.actors import BY_COMMAND
from tests.builders import NOON, export_of, load, mindbody_csv, sale
from tests.examples import examples
from tests.states import answers, assert_clean, empty, state

LATER = NOON + timedelta(hours=1)

sqlite_only = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def undo(database: Database, number: int, at: Any = NOON) -> None:
    undo_import(database, number, now=at, actor=BY_COMMAND)


def redo(database: Database, number: int, currency: str | None = "SGD") -> Any:
    return redo_import(database, number, currency, now=LATER, actor=BY_COMMAND)


rows = st.lists(
    st.builds(
        lambda day, order, item, amount: sale(
            date=f"3/{day}/2025", order_id=order, item=item, amount=amount
        ),
        st.integers(27, 29),
        st.sampled_from("12"),
        st.sampled_from(["Tea", "Cake"]),
        st.sampled_from(["10", "-10", "3.5"]),
    ),
    min_size=1,
    max_size=4,
)
files = st.lists(st.tuples(rows, st.sampled_from(["keep", "replace"])), min_size=1, max_size=4)


@sqlite_only
@examples(3)
@given(files=files, random=st.randoms(use_true_random=False))
def test_redo_is_as_if_nothing_had_been_undone(
    database: Database, files: list[tuple[list[dict[str, str]], Any]], random: Random
) -> None:
    empty(database)
    for brought, mode in files:
        load(database, mindbody_csv(*brought), on_changed=mode)
    was, figures = state(database), answers(database)
    made = [record.id for record in list_imports(database)]
    gone = random.sample(made, random.randint(1, len(made)))
    for number in gone:
        preview = preview_undo(database, number)
        undo(database, number)
        assert_previewed(database, preview)
    for number in random.sample(gone, len(gone)):
        redo(database, number)
        assert_clean(database)
    assert state(database) == was
    assert answers(database) == figures


def assert_previewed(database: Database, preview: Any) -> None:
    """Hold that an undo did what its preview said."""
    periods = answers(database)["revenue"]["periods"] or []
    now = {period["start"]: period["revenue"] for period in periods}
    for each in preview.days:
        assert now.get(each.day.isoformat(), "0") == f"{each.after / 10_000:g}"


def test_an_import_that_was_undone_counts_again(database: Database) -> None:
    load(database, mindbody_csv(sale()))
    load(database, mindbody_csv(sale(order_id="2")), name="b.csv")
    was = state(database)
    undo(database, 1)
    record = redo(database, 1)
    assert (record.id, record.undone_at) == (1, None)
    assert get_import(database, 1).undone_at is None
    assert state(database) == was
    assert_clean(database)


@sqlite_only
def test_what_is_not_undone_is_not_redone(database: Database) -> None:
    load(database, mindbody_csv(sale()))
    with pytest.raises(ImportNotUndoneError, match="its lines count"):
        redo(database, 1)
    with pytest.raises(ImportNotFoundError):
        redo(database, 2)
    with pytest.raises(ImportNotFoundError):
        preview_undo(database, 2)


def test_a_file_that_was_imported_again_meanwhile_is_not_redone(database: Database) -> None:
    load(database, mindbody_csv(sale()))
    undo(database, 1)
    assert load(database, mindbody_csv(sale())).import_id == 2
    was = state(database)
    with pytest.raises(RedoRefusedError, match=r"imported again as import 2\. Undo that one"):
        redo(database, 1)
    assert state(database) == was
    undo(database, 2)
    redo(database, 1)
    assert_clean(database)
    with pytest.raises(RedoRefusedError, match="as import 1"):
        redo(database, 2)


@pytest.fixture
def completed(database: Database) -> Database:
    """Give a database with an import, and a second one that completes it."""
    bad = mindbody_csv(sale(), sale(order_id="2", amount="x"))
    load(database, bad, name="bad.csv", on_bad_rows="skip")
    rejected = rejected_rows(database, export_of(bad, "bad.csv"), ImportOptions(), "SGD")
    load(database, rejected.as_csv().replace(b",x,", b",4,"), name="right.csv")
    assert get_import(database, 2).completes == 1
    return database


def test_what_was_undone_with_an_import_comes_back_with_it(completed: Database) -> None:
    was = state(completed)
    assert [one.id for one in preview_undo(completed, 1).completions] == [2]
    undo(completed, 1)
    redo(completed, 1)
    assert [record.undone_at for record in list_imports(completed)] == [None, None]
    assert state(completed) == was
    assert_clean(completed)


@sqlite_only
def test_what_was_undone_before_stays_undone(completed: Database) -> None:
    undo(completed, 2)
    was = state(completed)
    undo(completed, 1, LATER)
    redo(completed, 1)
    assert get_import(completed, 2).undone_at == NOON
    assert state(completed) == was


@sqlite_only
def test_corrected_rows_come_back_only_to_the_import_that_they_complete(
    completed: Database,
) -> None:
    undo(completed, 1)
    with pytest.raises(RedoRefusedError, match="completes import 1, which is undone"):
        redo(completed, 2)


@sqlite_only
def test_rows_that_came_meanwhile_are_not_brought_back_twice(completed: Database) -> None:
    undo(completed, 2)
    bad = mindbody_csv(sale(), sale(order_id="2", amount="x"))
    rejected = rejected_rows(completed, export_of(bad, "bad.csv"), ImportOptions(), "SGD")
    load(completed, rejected.as_csv().replace(b",x,", b",5,"), name="other.csv")
    assert get_import(completed, 3).completes == 1
    was = state(completed)
    with pytest.raises(RedoRefusedError, match="came meanwhile with import 3"):
        redo(completed, 2)
    assert state(completed) == was


@sqlite_only
def test_the_currency_comes_back_with_the_first_import(database: Database) -> None:
    load(database, mindbody_csv(sale()))
    undo(database, 1)
    with pytest.raises(RedoRefusedError, match="amounts are in SGD, those of the database in EUR"):
        redo(database, 1, "EUR")
    redo(database, 1, None)
    with database.reading() as connection:
        assert currency_of(connection, None) == "SGD"


@sqlite_only
def test_amounts_of_another_currency_do_not_come_back(database: Database) -> None:
    load(database, mindbody_csv(sale()))
    undo(database, 1)
    euros = SalesExport("euros.csv", mindbody_csv(sale(order_id="9")))
    import_sales(database, euros, ImportOptions(), "EUR", now=NOON, actor=BY_COMMAND)
    with pytest.raises(RedoRefusedError, match="those of the database in EUR"):
        redo(database, 1, None)


@sqlite_only
def test_lines_that_cannot_be_read_do_not_come_back(database: Database) -> None:
    load(database, mindbody_csv(sale()))
    undo(database, 1)
    with database.engine.begin() as connection:
        connection.execute(update(ledger_chunks).values(lines=b"torn"))
    with pytest.raises(LedgerDamagedError):
        redo(database, 1)
    assert get_import(database, 1).undone_at == NOON


def test_a_preview_says_each_day_now_and_then_and_writes_nothing(database: Database) -> None:
    first, second = sale(), sale(date="3/29/2025", order_id="2", amount="4")
    load(database, mindbody_csv(first))
    load(database, mindbody_csv(first, second), name="both.csv")
    before, version = state(database), database.data_version()
    preview = preview_undo(database, 2)
    assert [(each.day, each.before, each.after) for each in preview.days] == [
        (date(2025, 3, 28), 100_000, 100_000),
        (date(2025, 3, 29), 40_000, 0),
    ]
    assert [each.difference for each in preview.changed] == [-40_000]
    assert (preview.before, preview.after) == (140_000, 100_000)
    assert (state(database), database.data_version()) == (before, version)
    undo(database, 2)
    with pytest.raises(ImportAlreadyUndoneError):
        preview_undo(database, 2)


def run(database: Database, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> str:
    monkeypatch.setenv("DATABASE_URL", str(database.engine.url))
    done = CliRunner().invoke(commands, arguments)
    assert done.exit_code == 0, done.output
    return done.output


@sqlite_only
def test_the_commands(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    load(database, mindbody_csv(sale()))
    load(database, mindbody_csv(sale(), sale(date="3/29/2025", order_id="2")), name="b.csv")
    said = run(database, monkeypatch, "undo", "2", "--dry-run")
    assert "2025-03-29     10     0         -10" in said
    assert "1 more of its day stays as it is." in said
    told = json.loads(run(database, monkeypatch, "undo", "2", "--dry-run", "--json"))
    assert (told["status"], told["difference"], told["unchanged_days"]) == ("preview", "-10", 1)
    assert told["days"] == [
        {"date": "2025-03-29", "revenue_before": "10", "revenue_after": "0", "difference": "-10"}
    ]
    assert "no day would change" in run(database, monkeypatch, "undo", "1", "--dry-run")
    run(database, monkeypatch, "undo", "2")
    assert "counts again" in run(database, monkeypatch, "redo", "2")
    run(database, monkeypatch, "undo", "2")
    assert json.loads(run(database, monkeypatch, "redo", "2", "--json"))["status"] == "redone"


@sqlite_only
def test_an_undo_and_a_redo_are_told_in_the_trail(database: Database) -> None:
    load(database, mindbody_csv(sale()))
    undo(database, 1)
    redo(database, 1)
    with database.reading() as connection:
        told = connection.execute(text("SELECT event, what FROM audit ORDER BY id")).all()
    assert [row[0] for row in told] == ["imported", "undone", "redone"]
    assert told[2][1] == "Import 1 counts again; it had brought 1 line."
