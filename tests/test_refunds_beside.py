"""Refunds beside their sale, imported: later exports, overlaps, replacing, completing, undoing."""

from __future__ import annotations

from datetime import UTC, datetime

from sales_core.importing.files.export import SalesExport
from sales_core.imports import rejected_rows, undo_import
from sales_core.imports.result import ImportOptions
from sales_core.store.database import Database
from sales_core.values.actors import BY_COMMAND
from tests.builders import load
from tests.importing.rows.test_order_level import shop

SOLD = "#1,paid,2025-03-28,1,Cup,10.00,0.00,30.00,"
MORE = "#1,,2025-03-28,1,Hat,20.00,,,"


def export(refund: str, *others: str) -> bytes:
    return shop(SOLD + refund, MORE, *others).encode()


def test_a_later_export_brings_the_refund_and_not_the_sale(database: Database) -> None:
    load(database, export("0.00"))
    later = load(database, export("4.00"))
    assert (later.rows.read, later.rows.imported, later.rows.already_imported) == (3, 1, 2)
    assert (later.amount.read, later.amount.imported) == (260_000, -40_000)
    again = load(database, export("4.00", "#2,paid,2025-03-29,1,Cup,10.00,0.00,10.00,"))
    assert (again.rows.imported, again.amount.imported) == (1, 100_000)


def test_a_refund_that_grew_is_an_order_that_differs(database: Database) -> None:
    load(database, export("4.00"))
    kept = load(database, export("9.00"))
    assert kept.changed_orders == 1
    undo_import(database, kept.import_id or 0, now=datetime.now(UTC), actor=BY_COMMAND)
    replaced = load(database, export("9.00"), on_changed="replace")
    assert (replaced.amount.imported, replaced.amount.replaced) == (210_000, 260_000)


def test_rows_of_an_order_are_left_out_and_come_together(database: Database) -> None:
    broken = shop(SOLD + "30.00", MORE.replace("20.00", "x"), "#2,paid,2025-03-28,1,Cup,5,0,5,")
    content = broken.encode()
    left = load(database, content, on_bad_rows="skip")
    assert (left.rows.imported, left.rows.rejected) == (1, 2)
    rows = rejected_rows(database, SalesExport("sales.csv", content), ImportOptions(), "SGD")
    assert [row.at for row in rows.rows] == [2, 3]
    came = load(database, rows.as_csv().replace(b",x,", b",20.00,"))
    assert (came.completes, came.rows.imported, came.amount.imported) == (1, 4, 0)
