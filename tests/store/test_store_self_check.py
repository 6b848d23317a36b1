"""The quick look at every start finds sums that differ and a file that is not whole."""

from __future__ import annotations

import pytest

from sales_core.imports import undo_import
from sales_core.store.database import Database
from sales_core.store.schema import metadata
from sales_core.store.self_check import self_check
from sales_core.store.verify import rebuild
from sales_core.values.actors import BY_COMMAND
from tests.builders import NOON, load, mindbody_csv, sale
from tests.states import assert_clean, raw, state

sqlite_only = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

PLANTED = {
    "UPDATE daily_revenue SET gross_sales = gross_sales + 1": "The sums of days and of products",
    "DELETE FROM monthly_product_revenue": "The sums of days and of products",
    "DELETE FROM import_seals": "1 imports and 0 seals",
    "UPDATE data_version SET version = 0": "The version of the data is 0",
    "UPDATE alembic_version SET version_num = '0003'": "its schema is 0003",
}


def test_a_database_as_it_should_be_passes(database: Database) -> None:
    assert self_check(database) == []
    load(database, mindbody_csv(sale(), sale(order_id="2", amount="-4", quantity="-1")))
    assert self_check(database) == []
    undo_import(database, 1, now=NOON, actor=BY_COMMAND)
    assert self_check(database) == []


@sqlite_only
@pytest.mark.parametrize("statement", PLANTED)
def test_what_differs_is_told(database: Database, statement: str) -> None:
    load(database, mindbody_csv(sale()))
    with database.engine.begin() as connection:
        connection.exec_driver_sql(statement)
    (found,) = self_check(database)
    assert PLANTED[statement] in found


@sqlite_only
def test_a_spoilt_page_of_a_small_file_is_told(database: Database) -> None:
    load(database, mindbody_csv(*(sale(order_id=str(at)) for at in range(300))))
    assert database.path
    with database.engine.connect() as connection:
        query = "SELECT rootpage FROM sqlite_master WHERE name = 'ledger_chunks'"
        root = connection.exec_driver_sql(query).scalar_one()
    database.close()
    whole = database.path.read_bytes()
    at = (root - 1) * 4096
    database.path.write_bytes(whole[:at] + b"\xa5" * 4096 + whole[at + 4096 :])
    assert any("damaged" in found for found in self_check(database))


DERIVED = (
    "sales", "daily_revenue", "daily_product_revenue", "monthly_product_revenue", "packed_days",
    "daily_traits", "traits", "trait_kinds", "trait_values", "trait_members",
    "products", "locations", "payment_methods",
)  # fmt: skip


def test_the_ledger_alone_makes_a_database_equal_to_the_original(database: Database) -> None:
    load(database, mindbody_csv(sale(), sale(order_id="2", item="Cake", location="Yard")))
    load(database, mindbody_csv(sale(order_id="3", date="4/15/2025", payment_method="Card")))
    load(database, b"Date,Order ID,Product,Category,Amount\n2025-05-01,7,Mug,Hot,11.00\n")
    load(database, mindbody_csv(sale(order_id="9")), name="undone.csv")
    undo_import(database, 4, now=NOON, actor=BY_COMMAND)
    kept = [name for name in metadata.tables if name not in (*DERIVED, "audit", "data_version")]
    was, rest = state(database), raw(database, kept)
    with database.writing() as connection:
        for name in DERIVED:
            connection.execute(metadata.tables[name].delete())
    rebuild(database, now=NOON, actor=BY_COMMAND)
    assert state(database) == was
    assert raw(database, kept) == rest
    assert_clean(database)
