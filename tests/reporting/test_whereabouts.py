"""Every line leads to all files that hold it, and to the one that it counts from."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from click.testing import CliRunner

from sales_core.cli import commands
from sales_core.imports import ImportOptions, rejected_rows, undo_import
from sales_core.reporting import whereabouts as module
from sales_core.reporting.whereabouts import Found, Sought, whereabouts
from sales_core.store.database import Database
from sales_core.values.actors import BY_COMMAND
from tests.builders import NOON, export_of, load, mindbody_csv, sale

DAY = date(2025, 3, 28)

sqlite_only = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

TEA, CAKE = sale(), sale(order_id="2", item="Cake", location="Shop")
OTHER_DAY = sale(date="3/29/2025", order_id="3")


@pytest.fixture
def filled(database: Database) -> Database:
    load(database, mindbody_csv(TEA, CAKE, OTHER_DAY), name="first.csv")
    load(database, mindbody_csv(OTHER_DAY, TEA, TEA), name="second.csv")
    load(database, mindbody_csv(TEA, sale(order_id="9")), name="third.csv")
    return database


def held(found: Found) -> list[list[tuple[int, str, int, bool]]]:
    return [
        [(each.import_id, each.file, each.line, each.counts) for each in line.holders]
        for line in found.lines
    ]


def test_a_line_is_held_by_every_import_that_brought_it(filled: Database) -> None:
    found = whereabouts(filled, Sought(DAY, order_id="1"))
    assert [(line.product, line.occurrence, line.amount) for line in found.lines] == [
        ("Tea", 1, 100_000),
        ("Tea", 2, 100_000),
    ]
    assert held(found) == [
        [(1, "first.csv", 2, True), (2, "second.csv", 3, False), (3, "third.csv", 2, False)],
        [(2, "second.csv", 4, True)],
    ]


@sqlite_only
def test_what_is_undone_holds_nothing(filled: Database) -> None:
    undo_import(filled, 1, now=NOON, actor=BY_COMMAND)
    found = whereabouts(filled, Sought(DAY))
    assert held(found) == [
        [(2, "second.csv", 3, True), (3, "third.csv", 2, False)],
        [(2, "second.csv", 4, True)],
        [(3, "third.csv", 3, True)],
    ]


def test_a_file_that_replaces_an_order_is_what_it_counts_from(database: Database) -> None:
    load(database, mindbody_csv(TEA, CAKE), name="first.csv")
    load(database, mindbody_csv(TEA), name="second.csv", on_changed="replace")
    found = whereabouts(database, Sought(DAY, product="Tea"))
    assert held(found) == [[(1, "first.csv", 2, False), (2, "second.csv", 2, True)]]


@sqlite_only
def test_corrected_rows_are_numbered_on_from_their_file(database: Database) -> None:
    bad = mindbody_csv(TEA, TEA | {"amount": "x"})
    load(database, bad, name="bad.csv", on_bad_rows="skip")
    rows = rejected_rows(database, export_of(bad, "bad.csv"), ImportOptions(), "SGD")
    load(database, rows.as_csv().replace(b",x,", b",10,"), name="right.csv")
    found = whereabouts(database, Sought(DAY))
    assert [line.occurrence for line in found.lines] == [1, 2]
    assert held(found) == [[(1, "bad.csv", 2, True)], [(2, "right.csv", 3, True)]]


@sqlite_only
@pytest.mark.parametrize(
    ("asked", "orders"),
    [
        ({}, ["1", "1", "2", "9"]),
        ({"product": "Cake"}, ["2"]),
        ({"location": "Shop"}, ["2"]),
        ({"product": "Cake", "location": "Hall"}, []),
        ({"order_id": ""}, []),
        ({"import_id": 1, "line": 3}, ["2"]),
        ({"import_id": 3}, ["9"]),
    ],
)
def test_lines_are_found_by_what_they_say(
    filled: Database, asked: dict[str, Any], orders: list[str]
) -> None:
    assert [line.order_id for line in whereabouts(filled, Sought(DAY, **asked)).lines] == orders


@sqlite_only
def test_a_day_without_sales_has_none(filled: Database) -> None:
    assert whereabouts(filled, Sought(date(2020, 1, 1))) == Found((), 0)


@sqlite_only
def test_more_lines_than_an_answer_holds_are_counted(
    filled: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST", 2)
    found = whereabouts(filled, Sought(DAY))
    assert (len(found.lines), found.count) == (2, 4)


@sqlite_only
def test_the_command_tells_them(filled: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", str(filled.engine.url))

    def run(*arguments: str) -> str:
        done = CliRunner().invoke(commands, ["where", "2025-03-28", *arguments])
        assert done.exit_code == 0, done.output
        return done.output

    said = run("--order", "1")
    assert "first.csv line 2 (import 1, counts); second.csv line 3 (import 2)" in said
    told = json.loads(run("--product", "Cake", "--json"))
    assert told == {
        "date": "2025-03-28",
        "currency": "SGD",
        "lines": [
            {
                "order_id": "2",
                "product": "Cake",
                "location": "Shop",
                "payment_method": "Cash",
                "quantity": "1",
                "amount": "10",
                "occurrence": 1,
                "files": [{"import_id": 1, "file": "first.csv", "line": 3, "counts": True}],
            }
        ],
        "left_out": 0,
    }
    assert "no such sale" in run("--order", "none")
