"""What comes of identical lines, and of a file that comes again; see ``tests.histories``, too."""

from __future__ import annotations

from typing import Literal

import pytest

from sales_core.imports import ImportOptions, preview_import, undo_import
from sales_core.store.database import Database
from sales_core.values.actors import BY_COMMAND
from tests.builders import NOON, export_of, load, mindbody_csv, sale
from tests.histories.doing import seen
from tests.states import assert_clean, raw

Mode = Literal["keep", "replace"]


def stored(database: Database) -> int:
    """Count the lines that are there."""
    return len(seen(database)[1].lines)


def test_nine_identical_lines_stay_nine(database: Database) -> None:
    load(database, mindbody_csv(*(sale() for _ in range(9))))
    load(database, mindbody_csv(*(sale() for _ in range(4))))
    assert stored(database) == 9
    load(database, mindbody_csv(*(sale() for _ in range(11))))
    assert stored(database) == 11


def test_a_file_may_come_again_after_its_import_was_undone(database: Database) -> None:
    content = mindbody_csv(sale(), sale(order_id="2"))
    first = load(database, content)
    assert first.import_id is not None
    undo_import(database, first.import_id, now=NOON, actor=BY_COMMAND)
    again = load(database, content)
    assert (again.status, again.rows.imported) == ("imported", 2)
    assert again.import_id != first.import_id
    assert_clean(database)


@pytest.mark.parametrize("mode", ["keep", "replace"])
def test_a_preview_counts_what_the_import_then_does(database: Database, mode: Mode) -> None:
    load(database, mindbody_csv(sale(), sale(item="Cake"), sale(order_id="2")))
    content = mindbody_csv(sale(), sale(amount="12"), sale(order_id="3"))
    options = ImportOptions(on_changed=mode)
    preview = preview_import(database, export_of(content), options, "SGD")
    result = load(database, content, on_changed=mode)
    assert (preview.rows, preview.amount) == (result.rows, result.amount)


def test_an_import_tells_the_changed_orders_that_its_preview_told(database: Database) -> None:
    load(database, mindbody_csv(sale(), sale(item="Cake")))
    content = mindbody_csv(sale())
    preview = preview_import(database, export_of(content), ImportOptions(), "SGD")
    result = load(database, content)
    assert preview.changed_orders == result.changed_orders == 1


def test_a_file_with_the_same_lines_changes_nothing(database: Database) -> None:
    load(database, mindbody_csv(sale(), sale(order_id="2")))
    was = raw(database)
    result = load(database, mindbody_csv(sale(order_id="2"), sale()))
    assert (result.status, result.rows.already_imported) == ("imported", 2)
    assert result.changed_orders == 0
    assert raw(database) == was
