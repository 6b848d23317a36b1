"""Verify finds whatever is not as the ledger says, and names it; rebuild makes it so again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from sqlalchemy import event, select, update

from sales_core.imports import undo_import
from sales_core.store import folding, ledger
from sales_core.store.database import Database
from sales_core.store.schema import ledger_chunks
from sales_core.store.seals import checksum
from sales_core.store.verify import TOLD, rebuild, verify
from sales_core.values.actors import BY_COMMAND
from tests.builders import NOON, load, mindbody_csv, sale
from tests.states import assert_clean, raw, state

sqlite_only = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


TRAITS = b"""Date,Order ID,Product,Category,Tax,Amount
2025-05-01,7,Mug,Hot,1.00,11.00
2025-05-01,8,Cup,,0.50,5.50
"""


def fill(database: Database) -> None:
    """Import twice: two months, two places, two products, refunds, a changed order."""
    load(
        database,
        mindbody_csv(
            sale(),
            sale(item="Cake", payment_method="Card", amount="4.5"),
            sale(order_id="2", location="Online", date="3/29/2025"),
            sale(order_id="3", item="Cake", amount="-4.5", quantity="-1", date="4/15/2025"),
        ),
    )
    load(database, mindbody_csv(sale(), sale(unit_price="12", amount="12", date="4/16/2025")))
    load(database, TRAITS)


def plant(database: Database, *statements: str) -> None:
    with database.writing() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


EXTRA_LINE = """
    INSERT INTO sales SELECT sale_date, '99', product_id, quantity, amount, location_id,
    payment_method_id, occurrence, unit_price, import_id, source_line, discount, tax, traits_id
    FROM sales
    WHERE order_id = '2'
"""

PLANTED = {
    "a changed amount": (
        "UPDATE sales SET amount = amount + 1 WHERE order_id = '2'",
        "A line is there but should not be: sale_date 2025-03-29, order_id 2",
    ),
    "a changed unit price": (
        "UPDATE sales SET unit_price = 5 WHERE order_id = '2'",
        "unit_price 5, ",
    ),
    "a changed source": (
        "UPDATE sales SET source_line = 77 WHERE order_id = '2'",
        "source_line 77",
    ),
    "a changed import": ("UPDATE sales SET import_id = 5 WHERE order_id = '2'", "import_id 5"),
    "a missing line": (
        "DELETE FROM sales WHERE order_id = '2'",
        "A line is missing: sale_date 2025-03-29, order_id 2",
    ),
    "an extra line": (
        EXTRA_LINE,
        "A line is there but should not be: sale_date 2025-03-29, order_id 99",
    ),
    "a line of a day before all others": (
        "UPDATE sales SET sale_date = '2024-12-31' WHERE order_id = '2'",
        "should not be: sale_date 2024-12-31",
    ),
    "a changed daily row": (
        "UPDATE daily_revenue SET units = units + 1",
        "A row of daily_revenue is there but should not be: location_id -1",
    ),
    "a missing daily row": (
        "DELETE FROM daily_revenue WHERE payment_method_id = -1",
        "A row of daily_revenue is missing",
    ),
    "a daily row of a day without lines": (
        "INSERT INTO daily_revenue VALUES (-1, -1, '2025-07-01', 1, 1, 0, 1, 1, 0, 0, 0, 0, 0)",
        "is there but should not be: location_id -1, payment_method_id -1, sale_date 2025-07-01",
    ),
    "a changed packed day": (
        "UPDATE packed_days SET contents = (SELECT max(contents) FROM packed_days)",
        "A row of packed_days is missing: sale_date 2025-0",
    ),
    "a missing packed day": ("DELETE FROM packed_days", "A row of packed_days is missing"),
    "a changed day of a product": (
        "UPDATE daily_product_revenue SET orders = 5 WHERE location_id = 1",
        "A row of daily_product_revenue is there but should not be",
    ),
    "a changed month": (
        "UPDATE monthly_product_revenue SET last_sold = '2025-03-01'",
        "last_sold 2025-03-01",
    ),
    "a missing month": (
        "DELETE FROM monthly_product_revenue WHERE month = '2025-04-01'",
        "A row of monthly_product_revenue is missing",
    ),
    "a wrong price": (
        "UPDATE products SET price = 1 WHERE name = 'Tea'",
        "The price of 'Tea' is 1, by its lines 120000",
    ),
    "a changed tax": ("UPDATE sales SET tax = 5 WHERE order_id = '2'", "tax 5"),
    "a tax of a day": (
        "UPDATE daily_revenue SET tax = tax + 1 WHERE location_id = -1",
        "A row of daily_revenue is there but should not be",
    ),
    "discounts of a product": (
        "UPDATE daily_product_revenue SET discounts = discounts + 1",
        "A row of daily_product_revenue is there but should not be",
    ),
    "a line of other traits": ("UPDATE sales SET traits_id = 77", "traits"),
    "a trait of a day": (
        "UPDATE daily_traits SET orders = orders + 1",
        "A row of daily_traits is there but should not be",
    ),
    "a missing trait of a day": ("DELETE FROM daily_traits", "A row of daily_traits is missing"),
    "a set without its values": ("DELETE FROM trait_members", "lacks category 'Hot'"),
    "a renamed value": (
        "UPDATE trait_values SET name = 'Cold' WHERE name = 'Hot'",
        "has category 'Cold' but does not say so",
    ),
    "a missing price": (
        "UPDATE products SET price = NULL WHERE name = 'Tea'",
        "The price of 'Tea' is None",
    ),
}
"""What can go wrong with what is made of the ledger: a statement, and what is told of it."""

BROKEN = {
    "a lost chunk": (
        "DELETE FROM ledger_chunks WHERE import_id = 1",
        "The receipt of import 1 does not match its ledger",
    ),
    "a miscounted chunk": (
        "UPDATE ledger_chunks SET rows = rows + 1 WHERE import_id = 2",
        "The lines of import 2 ('sales.csv') from 2025-03-28 to 2025-04-16 are not as recorded",
    ),
    "a missummed chunk": (
        "UPDATE ledger_chunks SET amount = 0 WHERE import_id = 2",
        "The lines of import 2 ('sales.csv') from 2025-03-28 to 2025-04-16 are not as recorded",
    ),
    "rows of a receipt": (
        "UPDATE imports SET rows_imported = rows_imported - 1 WHERE id = 1",
        "The receipt of import 1 does not match its ledger",
    ),
    "rows of a receipt that do not add up": (
        "UPDATE imports SET rows_read = rows_read + 1 WHERE id = 1",
        "The receipt of import 1 does not match its ledger",
    ),
    "an amount of a receipt": (
        "UPDATE imports SET amount_imported = 0, amount_read = 0 WHERE id = 1",
        "The receipt of import 1 does not match its ledger",
    ),
    "an import that is only said to be undone": (
        "UPDATE imports SET undone_at = imported_at WHERE id = 1",
        "A line is there but should not be: sale_date 2025-03-28",
    ),
}
"""What can go wrong with the ledger itself, which nothing can make again."""


@sqlite_only
@pytest.mark.parametrize("what", PLANTED)
def test_a_planted_difference_is_found_and_named(database: Database, what: str) -> None:
    fill(database)
    was = raw(database)
    statement, told = PLANTED[what]
    plant(database, statement)
    found = verify(database).found
    assert any(told in sentence for sentence in found), found
    rebuild(database, now=NOON, actor=BY_COMMAND)
    assert raw(database) == was


@sqlite_only
@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_ledger_is_found_and_named(database: Database, what: str) -> None:
    fill(database)
    statement, told = BROKEN[what]
    plant(database, statement)
    found = verify(database).found
    assert any(told in sentence for sentence in found), found


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_postgresql_is_verified_in_the_same_way(database: Database) -> None:
    fill(database)
    was = raw(database)
    plant(database, *(statement for statement, _ in PLANTED.values()))
    found = verify(database).found
    assert any("A line is missing" in sentence for sentence in found)
    assert any("A row of monthly_product_revenue is missing" in sentence for sentence in found)
    rebuild(database, now=NOON, actor=BY_COMMAND)
    assert_clean(database)
    assert raw(database) == was


@sqlite_only
def test_a_chunk_with_other_lines_is_found(database: Database) -> None:
    fill(database)
    with database.writing() as connection:
        chunk = ledger_chunks.c
        query = select(chunk.lines).where(chunk.import_id == 1)
        lines = ledger.decode(connection.execute(query).scalar_one())
        lines["order_id"] = lines["order_id"].replace("2", "20")
        changed = update(ledger_chunks).where(chunk.import_id == 1)
        content = ledger.encode(lines)
        connection.execute(changed.values(lines=content, sha256=checksum(content)))
    found = "; ".join(verify(database).found)
    assert "A line is missing: sale_date 2025-03-29, order_id 20" in found
    assert "A line is there but should not be: sale_date 2025-03-29, order_id 2," in found


@sqlite_only
@pytest.mark.parametrize("content", [b"", b"no Parquet", None])
def test_a_chunk_that_cannot_be_read_is_found(database: Database, content: bytes | None) -> None:
    fill(database)
    with database.writing() as connection:
        chunk = ledger_chunks.c
        whole = connection.execute(select(chunk.lines).where(chunk.import_id == 1)).scalar_one()
        half = bytes(whole[: len(whole) // 2])
        changed = update(ledger_chunks).where(chunk.import_id == 1)
        connection.execute(changed.values(lines=half if content is None else content))
    assert any("import 1" in sentence for sentence in verify(database).found)


@sqlite_only
def test_an_import_whose_chunk_cannot_be_read_can_be_undone(database: Database) -> None:
    load(database, mindbody_csv(sale(order_id="7")))
    was = state(database)
    load(database, mindbody_csv(sale(), sale(date="4/15/2025")))
    plant(database, "UPDATE ledger_chunks SET lines = x'00' WHERE import_id = 2")
    undo_import(database, 2, now=NOON, actor=BY_COMMAND)
    assert state(database) == was


@sqlite_only
def test_a_chunk_that_is_said_to_be_of_other_days_is_found(database: Database) -> None:
    fill(database)
    plant(database, "UPDATE ledger_chunks SET first_date = '2025-03-29' WHERE import_id = 1")
    assert verify(database).found


@sqlite_only
@pytest.mark.parametrize("column", ["amount", "quantity", "tax", "source_line", "traits_id"])
@pytest.mark.parametrize("value", ["{} + 0.5", "'about 7'"])
def test_a_number_of_a_line_that_is_no_whole_number_is_found(
    database: Database, column: str, value: str
) -> None:
    fill(database)
    changed = value.format(f"coalesce({column}, 0)")
    plant(database, f"UPDATE sales SET {column} = {changed} WHERE import_id = 3")  # noqa: S608
    assert any("no whole number" in sentence for sentence in verify(database).found)


@sqlite_only
@pytest.mark.parametrize("table", ["products", "locations", "payment_methods"])
def test_lines_whose_name_is_missing_are_found(database: Database, table: str) -> None:
    fill(database)
    plant(database, f"DELETE FROM {table} WHERE id = 1")  # noqa: S608 - a constant
    assert any("has no name" in sentence for sentence in verify(database).found)


@sqlite_only
@pytest.mark.parametrize("table", ["locations", "payment_methods"])
def test_names_without_lines_are_found(database: Database, table: str) -> None:
    fill(database)
    plant(database, f"INSERT INTO {table} VALUES (99, 'Nowhere')")  # noqa: S608 - a constant
    assert any("Nowhere" in sentence for sentence in verify(database).found)


def test_verifying_counts_and_changes_nothing(database: Database) -> None:
    assert verify(database).checked == {"imports": 0}
    fill(database)
    undo_import(database, 1, now=NOON, actor=BY_COMMAND)
    was, version = raw(database), database.data_version()
    report = verify(database)
    assert report.clean
    assert report.differences == ()
    assert report.checked == {"imports": 3, "lines": 4, "daily rows": 21}
    assert (raw(database), database.data_version()) == (was, version)


@sqlite_only
@pytest.mark.parametrize("work", [verify, partial(rebuild, now=NOON, actor=BY_COMMAND)])
def test_years_without_lines_cost_nothing(
    database: Database, work: Callable[[Database], object]
) -> None:
    """One mistyped year is enough to make a range of years without a line."""
    load(database, mindbody_csv(sale(date="3/28/2016"), sale()))
    statements: list[None] = []
    event.listen(database.engine, "before_cursor_execute", lambda *_: statements.append(None))
    work(database)
    assert len(statements) < 100


@sqlite_only
def test_many_differences_are_counted(database: Database) -> None:
    fill(database)
    plant(database, *(statement for statement, _ in PLANTED.values()))
    report = verify(database)
    assert len(report.found) > TOLD
    assert len(report.differences) == TOLD + 1
    assert report.differences[-1] == f"And {len(report.found) - TOLD} more."
    assert not report.clean


def test_rebuilding_an_empty_database_makes_an_empty_database(database: Database) -> None:
    report = rebuild(database, now=NOON, actor=BY_COMMAND)
    assert (report.imports, report.lines, report.days) == (0, 0, 0)
    assert_clean(database)


def test_rebuilding_counts_what_it_made(database: Database) -> None:
    fill(database)
    report = rebuild(database, now=NOON, actor=BY_COMMAND)
    assert (report.imports, report.lines, report.days) == (3, 7, 5)


@sqlite_only
def test_a_quarter_of_many_lines_is_compared_month_by_month(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = ("1/2/2025", "3/28/2025", "4/1/2025", "12/31/2025")
    load(database, mindbody_csv(*(sale(date=day, order_id=day) for day in (*days, "3/29/2025"))))
    before = raw(database)
    monkeypatch.setattr(folding, "_MANY", 2)
    with database.reading() as connection:
        found = [(each.start, each.end) for each in folding.stretches(connection)]
    assert found == [
        (date(2025, 1, 1), date(2025, 1, 31)),
        (date(2025, 2, 1), date(2025, 2, 28)),
        (date(2025, 3, 1), date(2025, 3, 31)),
        (date(2025, 4, 1), date(2025, 6, 30)),
        (date(2025, 10, 1), date(2025, 12, 31)),
    ]
    assert_clean(database)
    rebuild(database, now=NOON, actor=BY_COMMAND)
    assert raw(database) == before
