from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import Phase, given
from hypothesis import strategies as st

from sales_core.errors import UnknownNameError
from sales_core.imports import undo_import
from sales_core.reporting.effects import EFFECTS
from sales_core.reporting.filters import Filters
from sales_core.reporting.revenue import revenue_report
from sales_core.reporting.what_changed import Change, what_changed
from sales_core.store.database import Database
from sales_core.values.actors import BY_COMMAND
from tests.builders import NOON, load, mindbody_csv, sale
from tests.examples import examples
from tests.reporting.by_hand import questions, sold_lines

SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

MARCH = (date(2025, 3, 1), date(2025, 3, 31))
APRIL = (date(2025, 4, 1), date(2025, 4, 30))

SHOP = mindbody_csv(
    sale(date="3/28/2025", order_id="1", item="Tea", quantity="2", amount="20"),
    sale(date="3/28/2025", order_id="1", item="Tea", quantity="-1", amount="-10"),
    sale(date="3/29/2025", order_id="2", item="Cake", amount="5", location="Shop"),
    sale(date="4/1/2025", order_id="3", item="Tea", quantity="2", amount="24"),
    sale(date="4/2/2025", order_id="4", item="Pie", amount="7", payment_method="Card"),
    sale(date="4/3/2025", order_id="5", item="Cake", quantity="-1", amount="-5"),
)


def moved(change: Change) -> dict[str, int]:
    assert [effect.name for effect in change.effects] == list(EFFECTS)
    return {effect.name: effect.amount for effect in change.effects if effect.amount}


def test_refund_lines_are_no_units_of_a_price(database: Database) -> None:
    """Two cups for 20 and one given back, then two for 24: the price rose from 10 to 12."""
    load(database, SHOP)
    change = what_changed(database, Filters(*APRIL), Filters(*MARCH))
    assert moved(change) == {
        "price": 40_000,
        "refunds": 50_000,
        "new_products": 70_000,
        "stopped_products": -50_000,
    }
    assert change.difference == 110_000
    assert change.now == revenue_report(database, Filters(*APRIL)).figures
    assert change.before == revenue_report(database, Filters(*MARCH)).figures


@SQLITE
def test_a_product_only_refunded_now_has_stopped(database: Database) -> None:
    load(database, SHOP)
    cake = ("Cake",)
    change = what_changed(database, Filters(*APRIL, products=cake), Filters(*MARCH, products=cake))
    assert moved(change) == {"refunds": -50_000, "stopped_products": -50_000}


@SQLITE
def test_a_period_without_lines_is_fine(database: Database) -> None:
    empty, whole = Filters(date(2020, 1, 1), date(2020, 1, 31)), Filters()
    assert moved(what_changed(database, whole, empty)) == {}
    load(database, SHOP)
    assert moved(what_changed(database, whole, empty)) == {
        "refunds": -150_000,
        "new_products": 560_000,
    }
    assert moved(what_changed(database, empty, whole)) == {
        "refunds": 150_000,
        "stopped_products": -560_000,
    }


@SQLITE
def test_an_unknown_name_is_told(database: Database) -> None:
    load(database, SHOP)
    with pytest.raises(UnknownNameError, match="no product 'Coffee'"):
        what_changed(database, Filters(products=("Coffee",)), Filters())


@examples(8, phases=[Phase.explicit, Phase.generate])  # shrinking takes minutes
@given(st.data())
def test_any_two_periods_add_up_to_the_difference_of_their_figures(
    database: Database, data: st.DataObject
) -> None:
    lines = data.draw(sold_lines())
    result = load(database, mindbody_csv(*(one.row() for one in lines)))
    assert result.import_id is not None
    try:
        for _ in range(4):
            question: dict[str, Any] = data.draw(questions(lines))
            days = data.draw(questions(lines))
            other = question | {"start": days["start"], "end": days["end"]}
            change = what_changed(database, Filters(**question), Filters(**other))
            assert sum(effect.amount for effect in change.effects) == change.difference
            assert change.now == revenue_report(database, Filters(**question)).figures
            assert change.before == revenue_report(database, Filters(**other)).figures
            told = change.now.revenue - change.before.revenue
            assert told * 10_000 == change.difference
    finally:
        undo_import(database, result.import_id, now=NOON, actor=BY_COMMAND)
