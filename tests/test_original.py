"""An original is checked against its receipt: by its bytes, its ledger and what it comes to."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import update

from sales_core.cli import commands
from sales_core.importing.questions import Answers
from sales_core.imports import ImportOptions, rejected_rows, undo_import
from sales_core.imports.original import OriginalReport, check_original
from sales_core.store.database import Database
from sales_core.store.ledger import decode, encode
from sales_core.store.schema import imports, ledger_chunks
from sales_core.values.actors import BY_COMMAND
from tests.builders import NOON, export_of, load, mindbody_csv, sale

sqlite_only = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

FILE = mindbody_csv(sale(), sale(order_id="2", item="Cake", amount="4.5"))


def check(database: Database, content: bytes = FILE, name: str = "sales.csv") -> OriginalReport:
    return check_original(database, export_of(content, name))


def test_an_original_that_counts_agrees_with_its_receipt(database: Database) -> None:
    load(database, FILE)
    report = check(database, name="copy of it.csv")
    assert report.clean
    assert [each.id for each in report.imports] == [1]
    assert (report.counting, report.unread) == (2, "")
    assert report.agrees == [
        f"Bytes: {len(FILE)}.",
        "Lines in the ledger: 2.",
        "Their amount: 14.5.",
        "Rows read: 2.",
        "Rows rejected: 0.",
        "Rows ignored: 0.",
        "Amount read: 14.5.",
    ]


@sqlite_only
def test_one_that_was_undone_does_not_count(database: Database) -> None:
    load(database, FILE)
    undo_import(database, 1, now=NOON, actor=BY_COMMAND)
    report = check(database)
    assert (report.clean, report.differs, report.counting) == (False, [], 0)
    load(database, FILE)
    again = check(database)
    assert again.clean
    assert [each.id for each in again.imports] == [2, 1]


@sqlite_only
def test_other_bytes_under_the_same_name_are_told(database: Database) -> None:
    load(database, FILE)
    report = check(database, FILE.replace(b"4.5", b"5.5"))
    assert (report.clean, report.imports) == (False, [])
    assert [each.id for each in report.namesakes] == [1]
    assert check(database, FILE + b"\n", "new.csv").namesakes == []


@sqlite_only
def test_lines_that_count_from_an_earlier_import_are_counted_there(database: Database) -> None:
    load(database, mindbody_csv(sale()), name="first.csv")
    load(database, FILE)
    report = check(database)
    assert (report.clean, report.counting) == (True, 1)


@sqlite_only
def test_a_packed_file_is_known_by_its_text(database: Database) -> None:
    load(database, FILE)
    assert check(database, gzip.compress(FILE), "sales.csv.gz").clean


@sqlite_only
def test_what_was_left_out_and_answered_agrees(database: Database) -> None:
    asks = b"Date,Order,Product,Amount\n03/04/2025,1,Tea,3.50\n05/06/2025,2,Pie,x\n"
    load(database, asks, answers=Answers("dmy"), on_bad_rows="skip")
    report = check(database, asks)
    assert report.clean
    assert "Rows rejected: 1." in report.agrees


@sqlite_only
def test_a_completion_is_not_read_by_itself(database: Database) -> None:
    bad = mindbody_csv(sale(), sale(order_id="2", amount="x"))
    load(database, bad, name="bad.csv", on_bad_rows="skip")
    rows = rejected_rows(database, export_of(bad, "bad.csv"), ImportOptions(), "SGD")
    right = rows.as_csv().replace(b",x,", b",4,")
    load(database, right, name="right.csv")
    report = check(database, right)
    assert report.clean
    assert "completes another import" in report.unread


def changed(database: Database, **values: object) -> None:
    with database.engine.begin() as connection:
        connection.execute(update(imports).values(**values))


@sqlite_only
@pytest.mark.parametrize(
    ("column", "told"),
    [
        ("rows_read", "Rows read: 2, by the receipt 7."),
        ("amount_read", "Amount read: 14.5, by the receipt 0.0007."),
        ("file_size", f"Bytes: {len(FILE)}, by the receipt 7."),
        ("rows_imported", "Lines in the ledger: 2, by the receipt 7."),
        ("amount_imported", "Their amount: 14.5, by the receipt 0.0007."),
    ],
)
def test_a_receipt_that_was_changed_is_found(database: Database, column: str, told: str) -> None:
    load(database, FILE)
    changed(database, **{column: 7})
    report = check(database)
    assert not report.clean
    assert told in report.differs


@sqlite_only
def test_a_ledger_that_was_changed_is_found(database: Database) -> None:
    load(database, FILE)
    with database.engine.begin() as connection:
        content = connection.execute(ledger_chunks.select()).one().lines
        lines = decode(content).assign(amount=1)
        connection.execute(update(ledger_chunks).values(lines=encode(lines)))
    assert not check(database).clean
    with database.engine.begin() as connection:
        connection.execute(update(ledger_chunks).values(lines=b"torn"))
    assert not check(database).clean


@sqlite_only
def test_the_command(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", str(database.engine.url))
    path = tmp_path / "sales.csv"
    path.write_bytes(FILE)

    def run(*arguments: object) -> tuple[int, str]:
        done = CliRunner().invoke(commands, ["verify", *map(str, arguments)], standalone_mode=False)
        return done.return_value, done.output

    assert run(path) == (1, "sales.csv was never imported: no import holds these bytes.\n")
    load(database, FILE)
    code, said = run(path)
    assert code == 0
    assert "Import 1: sales.csv, imported 2025-05-01 12:00 UTC by command line; it counts." in said
    assert "2 of its 2 rows count from it." in said
    code, said = run(path, "--json")
    told = json.loads(said)
    assert (code, told["status"], told["active"], told["counting_lines"]) == (0, "agrees", True, 2)
    undo_import(database, 1, now=NOON, actor=BY_COMMAND)
    assert json.loads(run(path, "--json")[1])["status"] == "undone"
    path.write_bytes(FILE.replace(b"Cake", b"Pies"))
    code, said = run(path, "--json")
    assert (code, json.loads(said)["status"], json.loads(said)["same_name"]) == (
        1, "not_imported", [1],
    )  # fmt: skip
    assert "it was changed since" in run(path)[1]
    assert run()[0] == 0
