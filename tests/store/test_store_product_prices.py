"""What an import asks of products: it follows the products of its months, not what is stored."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import event, select

from sales_core.imports import undo_import
from sales_core.store.database import Database
from sales_core.store.schema import products
from sales_core.store.verify import verify
from sales_core.values.actors import BY_COMMAND
from tests.builders import NOON, load, mindbody_csv, sale


def prices(database: Database) -> dict[str, int | None]:
    with database.reading() as connection:
        rows = connection.execute(select(products.c.name, products.c.price)).all()
    return {row.name: row.price for row in rows}


def test_prices_follow_imports_in_any_order_and_their_undo(database: Database) -> None:
    load(database, mindbody_csv(sale(date="3/28/2025", unit_price="10"), sale(item="Cup")))
    later = load(database, mindbody_csv(sale(date="5/28/2025", order_id="2", unit_price="12")))
    load(database, mindbody_csv(sale(date="1/28/2025", order_id="3", unit_price="8")))
    assert prices(database) == {"Tea": 120_000, "Cup": 100_000}
    undo_import(database, later.import_id or 0, now=NOON, actor=BY_COMMAND)
    assert prices(database) == {"Tea": 100_000, "Cup": 100_000}
    assert verify(database).clean


def test_a_product_that_only_an_undone_import_had_is_forgotten(database: Database) -> None:
    load(database, mindbody_csv(sale()))
    gone = load(database, mindbody_csv(sale(date="4/28/2025", item="Cup")))
    undo_import(database, gone.import_id or 0, now=NOON, actor=BY_COMMAND)
    assert prices(database) == {"Tea": 100_000}


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_no_statement_of_an_import_looks_at_products_of_other_months(database: Database) -> None:
    many = [sale(date="3/28/2025", item=f"Cup {number}") for number in range(300)]
    load(database, mindbody_csv(*many))
    seen: list[Any] = []

    def note(*statement: Any) -> None:
        if "monthly_product_revenue" in statement[2] or "UPDATE products" in statement[2]:
            seen.append(statement[3])

    event.listen(database.engine, "before_cursor_execute", note)
    load(database, mindbody_csv(sale(date="5/28/2025", order_id="2", item="Cup 7")))
    assert seen
    assert max(len(parameters) for parameters in seen) < 30
