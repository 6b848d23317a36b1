"""Verify finds every single changed value that anything can prove; the others are listed here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Column, Connection, Integer, Table, select, update

from sales_core.imports import undo_import
from sales_core.store.database import Database, open_database
from sales_core.store.product_identity import merge_products
from sales_core.store.schema import metadata
from sales_core.store.verify import verify_state
from sales_core.values.actors import BY_COMMAND
from tests.builders import NOON, load, mindbody_csv, sale

SAID = "a person or program said it, and nothing else knows"

UNPROVABLE_TABLES = {
    "settings": SAID,
    "notes": SAID,
    "saved_views": SAID,
    "remembered_answers": SAID,
    "distinct_products": SAID,
    "api_tokens": SAID,
    "ended_logins": SAID,
    "audit": "what was done is only written there; its triggers keep it from being changed",
    "waiting_files": "it lies in a folder outside the database, and is looked for anew",
}

UNPROVABLE = {
    "products.created_at": "when a product was first seen: no line has the moment of its import",
    "products.updated_at": "when its price changed last: the same",
    "products.display_name": SAID,
    "data_version.version": "it only has to rise; one that is too low is found",
}
"""Columns whose values nothing can prove, and why."""

CATEGORIES = b"""Date,Order ID,Product,Category,Staff,Tax,Amount
2025-03-02,7,Mug,Hot,Ann,1.00,11.00
2025-03-02,8,Cup,,Ben,0.50,5.50
"""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Give a database with something in every table that can be proved."""
    path = tmp_path_factory.mktemp("values") / "sales.db"
    with closing(open_database(f"sqlite:///{path}")) as database:
        first = [sale(order_id=str(at), item=f"Tea {at % 4}") for at in range(12)]
        load(database, mindbody_csv(*first, sale(order_id="13", amount="-4", quantity="-1")))
        load(database, mindbody_csv(sale(order_id="1", amount="12", unit_price="12", item="Cake")))
        bad = mindbody_csv(
            sale(order_id="20", location="Yard", payment_method="Card", date="3/15/2025"),
            sale(amount="ten"),
            sale(date="never"),
        )
        load(database, bad, on_bad_rows="skip")
        load(database, CATEGORIES)
        load(database, mindbody_csv(sale(order_id="30")), name="undone.csv")
        undo_import(database, 5, now=NOON, actor=BY_COMMAND)
        merge_products(database, ["Tea 1"], into="Tea 2", now=NOON, actor=BY_COMMAND)
        yield database


@contextmanager
def in_vain(database: Database) -> Iterator[Connection]:
    """Give a transaction that is taken back."""
    with database.engine.connect() as connection:
        changing = connection.begin()
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        yield connection
        changing.rollback()


def another(value: Any, *, key: bool) -> Any:
    """Give a value that a column could have instead of its own."""
    if isinstance(value, bytes):
        middle = len(value) // 2
        return value[:middle] + bytes([value[middle] ^ 1]) + value[middle + 1 :]
    if isinstance(value, dict | list):
        return {"other": 1} if isinstance(value, dict) else [*value, "other"]
    if isinstance(value, int):
        return value + (1_000 if key else 1)  # no other row has that key
    return f"{value}x" if isinstance(value, str) else value + timedelta(days=1)


def _first(column: Column[Any]) -> Any:
    return 1 if isinstance(column.type, Integer) else NOON


PROVABLE = [
    (table, column)
    for table in metadata.sorted_tables
    for column in table.columns
    if table.name not in UNPROVABLE_TABLES
]


@pytest.mark.parametrize(
    ("table", "column"), PROVABLE, ids=[f"{table.name}.{column.name}" for table, column in PROVABLE]
)
def test_a_changed_value_is_found(filled: Database, table: Table, column: Column[Any]) -> None:
    with in_vain(filled) as connection:
        keys = table.primary_key.columns
        every = connection.execute(select(table).order_by(*keys)).mappings().all()
        filled_in = [row for row in every if row[column.name] is not None]
        row = (filled_in or every)[len(filled_in or every) // 2]
        value = another(row[column.name], key=column.primary_key) if filled_in else _first(column)
        here = [key == row[key.name] for key in keys]
        connection.execute(update(table).where(*here).values({column.name: value}))
        found = verify_state(connection).found
    assert bool(found) != (f"{table.name}.{column.name}" in UNPROVABLE), (value, found)


@pytest.mark.parametrize(
    "table",
    [each for each in metadata.sorted_tables if each.name not in UNPROVABLE_TABLES],
    ids=str,
)
def test_a_missing_row_is_found(filled: Database, table: Table) -> None:
    with in_vain(filled) as connection:
        connection.exec_driver_sql(f"DELETE FROM {table.name}")  # noqa: S608
        assert verify_state(connection).found


def test_the_list_of_what_nothing_can_prove_names_what_there_is() -> None:
    assert UNPROVABLE_TABLES.keys() <= metadata.tables.keys()
    known = {f"{table.name}.{column.name}" for table, column in PROVABLE}
    assert UNPROVABLE.keys() <= known


def test_nothing_is_found_where_nothing_changed(filled: Database) -> None:
    with in_vain(filled) as connection:
        assert verify_state(connection).found == []
