"""The watcher of statements finds the shapes that stopped the app on Citus, and no others."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from sales_core.store.database import Database
from tests import statements
from tests.statements import what_citus_refuses

REFUSED = [
    "UPDATE products SET price=(SELECT max(unit_price) FROM monthly_product_revenue)",
    "DELETE FROM locations WHERE NOT (EXISTS (SELECT 1 \nFROM daily_revenue))",
    "INSERT INTO payment_methods (id, name) SELECT 1, '' FROM sales",
    "SELECT 1 FROM sales JOIN ledger_chunks ON ledger_chunks.import_id = sales.import_id",
    "DELETE FROM sales WHERE import_id IN (SELECT import_id FROM rejected_rows)",
    "UPDATE sales SET tax=0, location_id=2 WHERE location_id = 1",
]

TAKEN = [
    "UPDATE products SET price=%(price)s WHERE products.id = %(number)s",
    "SELECT 1 FROM sales, products WHERE products.id = sales.product_id",
    "SELECT 1 FROM ledger_chunks JOIN imports ON imports.id = ledger_chunks.import_id",
    "DELETE FROM trait_kinds WHERE id NOT IN (SELECT kind_id FROM trait_values)",
    "DELETE FROM daily_revenue WHERE location_id IN (SELECT id FROM locations)",
    (
        "WITH added AS (INSERT INTO sales (amount) SELECT amount FROM incoming_sales RETURNING 1) "
        "SELECT count(*) FROM added"
    ),
    "UPDATE sales SET tax=0 WHERE location_id = 1",
    "UPDATE products SET display_name='FROM sales'",
]


@pytest.mark.parametrize("statement", REFUSED)
def test_what_citus_refuses_is_found(statement: str) -> None:
    assert what_citus_refuses(statement)


@pytest.mark.parametrize("statement", TAKEN)
def test_what_citus_takes_is_let_through(statement: str) -> None:
    assert what_citus_refuses(statement) == ""


def test_every_statement_of_the_app_is_looked_at(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = {True: "it is one", False: ""}
    which = ("data_version", "ledger_chunks")
    monkeypatch.setattr(
        statements, "what_citus_refuses", lambda text: found[any(name in text for name in which)]
    )
    with pytest.raises(AssertionError, match="Citus refuses"):
        database.data_version()
    with database.engine.connect() as connection:
        assert connection.execute(text(REFUSED[3])).all() == []  # asked by a test
