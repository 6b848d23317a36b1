"""All that is stored, as plain data that tests can compare."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Table, delete, select, update

from sales_core.contract.answers import products_answer, revenue_answer
from sales_core.reporting.filters import Filters
from sales_core.reporting.products import products_report
from sales_core.reporting.revenue import revenue_report
from sales_core.store.audit import audit
from sales_core.store.database import Database
from sales_core.store.names import TABLES, name_of_id
from sales_core.store.packed_days import ALIKE, COUNTED, unpack
from sales_core.store.schema import ALL, data_version, metadata
from sales_core.store.verify import verify

Names = dict[str, dict[Any, str]]
Rows = list[tuple[Any, ...]]

PROJECTION = (
    "sales",
    "daily_revenue",
    "daily_product_revenue",
    "packed_days",
    "monthly_product_revenue",
    "products",
    "locations",
    "payment_methods",
)
"""The tables that are made of the ledger."""

_STAMPS = ("id", "created_at", "updated_at")


def raw(database: Database, tables: Sequence[str] = PROJECTION) -> dict[str, Rows]:
    """Give tables exactly as they are, their rows in the order of the key."""
    with database.reading() as connection:
        return {name: _rows(connection, metadata.tables[name]) for name in tables}


def state(database: Database, *leaving_out: str) -> dict[str, list[str]]:
    """Give the projection by name, not by number, and without the moments it was written.

    Args:
        database: What to look at.
        leaving_out: Columns that do not matter.
    """
    with database.reading() as connection:
        names: Names = {
            f"{kind}_id": {ALL: "(all)"} | name_of_id(connection, kind) for kind in TABLES
        }
        names["merged_into"] = {None: "nothing"} | names["product_id"]
        made = {}
        for table_name in PROJECTION:
            table = metadata.tables[table_name]
            columns = [
                column.name
                for column in table.columns
                if column.name not in (*_STAMPS, *leaving_out)
            ]
            made[table_name] = sorted(
                ", ".join(f"{name} {_named(names, name, row[name])}" for name in columns)
                for row in connection.execute(select(table)).mappings()
            )
        return made


def answers(database: Database) -> dict[str, Any]:
    """Give revenue by day and the products, as the command line and the API answer."""
    by_day = revenue_report(database, Filters(), "day")
    return {
        "revenue": revenue_answer(by_day, "SGD"),
        "products": products_answer(products_report(database, Filters())),
    }


def empty(database: Database) -> None:
    """Make a database as it was when it was new."""
    with database.writing() as connection:
        for table in reversed(metadata.sorted_tables):
            if table not in (data_version, audit):  # which is only added to
                connection.execute(delete(table))
    with database.writing() as connection:
        connection.execute(update(data_version).values(version=0))


def assert_clean(database: Database) -> None:
    """Hold that everything stored is what the ledger makes of it."""
    found = verify(database).found
    assert found == []


def _rows(connection: Connection, table: Table) -> Rows:
    query = select(table).order_by(*table.primary_key.columns)
    return [tuple(row) for row in connection.execute(query)]


def _named(names: Names, column: str, value: Any) -> object:
    if column in names:
        return repr(names[column][value])
    if column == "contents":
        return _unpacked(names, value)
    return value


def _unpacked(names: Names, contents: bytes) -> list[str]:
    """Give the combinations of a day, and its baskets of them, by name and in their order."""
    days = unpack([(date(2000, 1, 1), contents)])
    parts = [
        [names[name][number] if name in names else number for number in days.columns[name].tolist()]
        for name in (*ALIKE, *COUNTED)
    ]
    texts = [repr(row) for row in zip(*parts, strict=True)]
    baskets = [
        repr(sorted(texts[member] for member in days.members[days.baskets == at])) + f" x {orders}"
        for at, orders in enumerate(days.basket_orders)
    ]
    return sorted(texts) + sorted(baskets)
