"""The ledger keeps lines exactly as read, and folds them in the order of the imports."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from sales_core.imports import undo_import
from sales_core.store import ledger
from sales_core.store.database import Database
from sales_core.store.ledger import Chunk
from sales_core.store.ledger_days import active_days, days_of_import
from sales_core.store.schema import ledger_chunks
from sales_core.values.actors import BY_COMMAND
from sales_core.values.lines import LINE_COLUMNS, NAMES
from tests.builders import NOON, line, line_frame, load, mindbody_csv, sale
from tests.examples import examples

DAY, NEXT = date(2025, 3, 28), date(2025, 3, 29)

names = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
units = st.integers(-(2**63), 2**63 - 1)
details = st.none() | units
lines = st.lists(
    st.builds(
        line,
        sale_date=st.dates(date(1980, 1, 1), date(2199, 12, 31)),
        order_id=names,
        product=names,
        location=names,
        payment_method=names,
        quantity=units,
        amount=units,
        unit_price=details,
        discount=details,
        tax=details,
    ),
    min_size=1,
    max_size=30,
)


def plain(frame: pd.DataFrame) -> list[tuple[Any, ...]]:
    columns = [[None if pd.isna(cell) else cell for cell in frame[name]] for name in LINE_COLUMNS]
    return list(zip(*columns, strict=True))


@examples(50)
@given(lines)
def test_lines_come_back_as_they_went_in(given_lines: list[dict[str, Any]]) -> None:
    frame = line_frame(*given_lines)
    back = ledger.decode(ledger.encode(frame))
    assert plain(back) == plain(frame)
    for name in LINE_COLUMNS:
        kind = "category" if name in NAMES else frame[name].dtype
        assert back[name].dtype == kind, name


@examples(10)
@given(lines)
def test_the_same_lines_are_the_same_bytes(given_lines: list[dict[str, Any]]) -> None:
    assert ledger.encode(line_frame(*given_lines)) == ledger.encode(line_frame(*given_lines))


def chunk(number: int, *given_lines: dict[str, Any], mode: str = "merge") -> Chunk:
    return Chunk(number, mode, line_frame(*given_lines))


def folded(*chunks: Chunk) -> list[tuple[str, int, int, int]]:
    """Give order, amount, occurrence and import of the lines that a fold leaves."""
    frame = ledger.fold(iter(chunks))
    columns = (frame[name] for name in ("order_id", "amount", "occurrence", "import_id"))
    return sorted(zip(*columns, strict=True))


def test_nothing_folds_into_no_lines() -> None:
    empty = ledger.fold(iter([]))
    assert len(empty) == 0
    assert list(empty.columns) == [*LINE_COLUMNS, "import_id"]


def test_the_first_import_of_a_line_keeps_it() -> None:
    first = chunk(1, line(), line())
    second = chunk(2, line(), line(), line(), line(order_id="2"))
    assert folded(first, second) == [
        ("1", 100_000, 1, 1),
        ("1", 100_000, 2, 1),
        ("1", 100_000, 3, 2),
        ("2", 100_000, 1, 2),
    ]


def test_an_import_that_replaces_takes_its_orders_away_first() -> None:
    first = chunk(1, line(amount=1), line(amount=2), line(order_id="2", amount=3))
    second = chunk(2, line(amount=1), line(amount=9), mode="replace")
    assert folded(first, second) == [("1", 1, 1, 2), ("1", 9, 1, 2), ("2", 3, 1, 1)]


def test_an_order_is_one_of_its_day_and_its_location() -> None:
    first = chunk(1, line(location="Online"), line(sale_date=NEXT), line())
    second = chunk(2, line(amount=5), mode="replace")
    assert folded(first, second) == [("1", 5, 1, 2), ("1", 100_000, 1, 1), ("1", 100_000, 1, 1)]


def test_what_comes_after_a_replacement_is_added_to_it() -> None:
    first, third = chunk(1, line(amount=1)), chunk(3, line(amount=1), line(amount=7))
    second = chunk(2, line(amount=5), mode="replace")
    assert folded(first, second, third) == [("1", 1, 1, 3), ("1", 5, 1, 2), ("1", 7, 1, 3)]


def test_names_that_only_differ_in_their_place_are_told_apart() -> None:
    first = chunk(1, line(product="Tea", location="Cake"))
    second = chunk(2, line(product="Cake", location="Tea"), line(product="Tea", location="Cake"))
    frame = ledger.fold(iter([first, second]))
    found = sorted(zip(frame["product"], frame["location"], frame["import_id"], strict=True))
    assert found == [("Cake", "Tea", 2), ("Tea", "Cake", 1)]


def test_only_active_chunks_of_the_days_are_given_in_the_order_of_the_imports(
    database: Database,
) -> None:
    load(database, mindbody_csv(sale(), sale(date="3/29/2025"), sale(date="4/30/2025")))
    load(database, mindbody_csv(sale(order_id="2")), on_changed="replace")
    load(database, mindbody_csv(sale(order_id="3")))
    load(database, mindbody_csv(sale(date="5/31/2025")))
    undo_import(database, 3, now=NOON, actor=BY_COMMAND)
    with database.reading() as connection:
        found = [
            (chunk.import_id, chunk.mode, [day.date() for day in chunk.lines["sale_date"]])
            for chunk in ledger.active_chunks(connection, [(DAY, DAY), (NEXT, NEXT)])
        ]
        gap = list(ledger.active_chunks(connection, [(date(2025, 4, 1), date(2025, 4, 29))]))
    assert found == [(1, "merge", [DAY, NEXT]), (2, "replace", [DAY])]
    assert gap == []


def test_the_days_of_one_import_are_given_undone_or_not(database: Database) -> None:
    load(database, mindbody_csv(sale(), sale(date="3/29/2025")))
    undo_import(database, 1, now=NOON, actor=BY_COMMAND)
    with database.reading() as connection:
        (days,) = days_of_import(connection, 1)
        assert list(days_of_import(connection, 2)) == []
        assert active_days(connection) == set()
    assert [day.date() for day in days] == [DAY, NEXT]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_the_days_of_a_damaged_chunk_are_those_with_lines_of_its_import(database: Database) -> None:
    load(database, mindbody_csv(sale()))
    load(database, mindbody_csv(sale(), sale(date="3/29/2025"), sale(date="6/1/2025")))
    with database.writing() as connection:
        connection.execute(update(ledger_chunks).values(lines=b"damaged"))
        (first,) = days_of_import(connection, 1)
        (second,) = days_of_import(connection, 2)
        assert active_days(connection) == {DAY, date(2025, 6, 1)}
    assert [day.date() for day in first] == [DAY]
    assert [day.date() for day in second] == [NEXT, date(2025, 6, 1)]
