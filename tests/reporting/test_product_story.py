from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales_core.reporting.filters import Filters
from sales_core.reporting.product_series import MOST_BUCKETS, product_series, series_grain
from sales_core.reporting.product_story import STAGES, price_history, product_stories
from sales_core.reporting.products import products_report
from sales_core.reporting.what_changed import what_changed
from sales_core.store.database import Database
from sales_core.store.product_identity import merge_products
from sales_core.values.actors import BY_COMMAND
from sales_core.values.dates import LATEST
from sales_core.values.periods import GRAINS, Period
from tests.builders import NOON, load, mindbody_csv, sale
from tests.examples import examples
from tests.reporting.by_hand import DAYS, Sold, by_key, sold_lines, within
from tests.reporting.by_hand import KEYS as BUCKETS
from tests.states import empty

SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

FEBRUARY, MARCH = (
    Period(date(2025, 2, 1), date(2025, 2, 28)),
    Period(date(2025, 3, 1), date(2025, 3, 31)),
)

SHOP = mindbody_csv(
    sale(date="1/5/2025", item="Tea", amount="10"),
    sale(date="1/5/2025", item="Returning", amount="8"),
    *(
        sale(date="2/14/2025", item=item, amount="100", quantity="10")
        for item in ("Tea", "Growing", "Falling", "Steady", "Edge", "Stopped", "Only back")
    ),
    sale(date="3/14/2025", item="Tea", amount="100"),
    sale(date="3/14/2025", item="Growing", amount="110.01"),
    sale(date="3/14/2025", item="Falling", amount="89.99"),
    sale(date="3/14/2025", item="Steady", amount="100"),
    sale(date="3/14/2025", item="Edge", amount="110"),
    sale(date="3/14/2025", item="New", amount="1", quantity="3"),
    sale(date="3/15/2025", item="New", amount="-1", quantity="-3"),
    sale(date="3/14/2025", item="Returning", amount="8"),
    sale(date="3/15/2025", item="Only back", amount="-100", quantity="-10"),
)


def stories(
    database: Database, period: Period, before: Period | None, **names: Any
) -> dict[str, dict[Any, Any]]:
    filters = Filters(period.start, period.end, **names)
    frame = product_stories(database, filters, before).products
    return {row["name"]: row for row in frame.to_dict("records")}


def test_the_stages(database: Database) -> None:
    load(database, SHOP)
    found = stories(database, MARCH, FEBRUARY)
    assert {name: row["stage"] for name, row in found.items()} == {
        "Tea": "steady",
        "Growing": "growing",
        "Falling": "falling",
        "Steady": "steady",
        "Edge": "steady",
        "Stopped": "stopped",
        "Only back": "stopped",
        "New": "new",
        "Returning": "growing",
    }
    assert {row["stage"] for row in found.values()} == set(STAGES)


def test_the_change_is_exact_and_its_percentage_none_from_nothing(database: Database) -> None:
    load(database, SHOP)
    found = stories(database, MARCH, FEBRUARY)
    said = {
        name: (row["before"], row["change"], row["percent"])
        for name, row in found.items()
        if name in ("Growing", "Returning", "Stopped", "Only back")
    }
    assert said == {
        "Growing": (1_000_000, 100_100, Decimal("10.0")),
        "Returning": (0, 80_000, None),
        "Stopped": (1_000_000, -1_000_000, Decimal("-100.0")),
        "Only back": (1_000_000, -2_000_000, Decimal("-200.0")),
    }
    stopped = found["Stopped"]
    assert (stopped["revenue"], stopped["first_sold"], stopped["last_ever"]) == (
        0, None, date(2025, 2, 14),
    )  # fmt: skip
    assert found["Tea"]["first_ever"] == date(2025, 1, 5)


@SQLITE
def test_the_average_price_leaves_refunds_out(database: Database) -> None:
    load(database, SHOP)
    found = stories(database, MARCH, FEBRUARY)
    assert found["New"]["average_price"] == 3_333
    assert pd.isna(found["Only back"]["average_price"])
    assert pd.isna(found["Stopped"]["average_price"])
    assert stories(database, FEBRUARY, None)["Tea"]["average_price"] == 100_000


@SQLITE
def test_nothing_to_compare_with(database: Database) -> None:
    load(database, SHOP)
    found = stories(database, MARCH, None)
    assert {row["stage"] for row in found.values()} == {"new", None}
    assert all(pd.isna(row["before"]) and row["percent"] is None for row in found.values())
    report = products_report(database, Filters(MARCH.start, MARCH.end)).products
    assert list(found) == list(report["name"])


@SQLITE
def test_days_before_all_data_are_nothing_to_compare_with(database: Database) -> None:
    load(database, SHOP)
    nothing = Period(date(2001, 1, 1), date(2001, 3, 31))
    found = stories(database, MARCH, nothing)
    assert {row["stage"] for row in found.values()} == {"new", None}


@SQLITE
def test_what_the_data_begin_with_is_not_new(database: Database) -> None:
    load(database, SHOP)
    whole = Period(date(2024, 1, 1), date(2025, 3, 31))
    assert {row["stage"] for row in stories(database, whole, None).values()} == {None}


@SQLITE
def test_without_data_there_is_no_story(database: Database) -> None:
    assert len(product_stories(database, Filters(), None).products) == 0
    assert stories(database, MARCH, FEBRUARY) == {}
    assert len(price_history(database, Filters())) == 0
    assert len(product_series(database, Filters(), "day").frame()) == 0


def test_merged_products_have_one_story(database: Database) -> None:
    load(database, SHOP)
    merge_products(database, ["New", "Stopped"], "Tea", now=NOON, actor=BY_COMMAND)
    found = stories(database, MARCH, FEBRUARY)["Tea"]
    assert (found["before"], found["revenue"], found["average_price"]) == (
        2_000_000, 1_000_000, 252_500,
    )  # fmt: skip
    change = what_changed(
        database, Filters(MARCH.start, MARCH.end), Filters(FEBRUARY.start, FEBRUARY.end)
    )
    assert sum(effect.amount for effect in change.effects) == change.difference
    by_name = {effect.name: effect.amount for effect in change.effects}
    assert by_name["stopped_products"] == -1_000_000  # "Only back" alone
    paid = stories(database, MARCH, FEBRUARY, payment_methods=("Cash",), products=("New",))
    assert paid.keys() == {"Tea"}
    assert paid["Tea"]["revenue"] == 1_000_000


def test_the_history_of_a_price(database: Database) -> None:
    days = [("3/1", "3"), ("3/2", "3"), ("3/4", "3.5"), ("3/5", ""), ("3/20", "3.5"), ("3/21", "3")]
    load(
        database,
        mindbody_csv(
            *(sale(date=f"{day}/2025", unit_price=price) for day, price in days),
            sale(date="3/21/2025", unit_price="99", item="Cake"),
            sale(date="3/21/2025", unit_price="2", location="Online"),
        ),
    )
    found = price_history(database, Filters(products=("Tea",)))
    assert found.to_numpy().tolist() == [
        [date(2025, 3, 1), date(2025, 3, 2), 30_000, 2],
        [date(2025, 3, 4), date(2025, 3, 20), 35_000, 2],
        [date(2025, 3, 21), date(2025, 3, 21), 30_000, 1],
    ]
    online = Filters(products=("Tea",), locations=("Online",))
    assert price_history(database, online)["unit_price"].tolist() == [20_000]
    later = Filters(date(2025, 3, 20), LATEST, products=("Tea",))
    assert price_history(database, later)["unit_price"].tolist() == [35_000, 30_000]


def test_a_small_drawing_has_few_points() -> None:
    start = date(2024, 1, 31)
    for days in (1, 26, 27, 182, 183, 365, 780, 781, 2_366, 2_367, 9_000):
        end = date.fromordinal(start.toordinal() + days - 1)
        grain = series_grain(Period(start, end))
        parts = by_key(start, end, BUCKETS[grain], [])
        assert len(parts) <= MOST_BUCKETS + 2
    assert series_grain(Period(start, start)) == "day"


def test_series_are_as_by_hand(database: Database) -> None:
    @examples(8)
    @given(lines=sold_lines(), data=st.data())
    def holds(lines: list[Sold], data: st.DataObject) -> None:
        empty(database)
        if load(database, mindbody_csv(*(one.row() for one in lines))).status != "imported":
            return
        start, end = sorted(data.draw(st.sampled_from(DAYS)) for _ in range(2))
        paid = data.draw(st.sampled_from([(), ("Cash", "Card")]))
        there = {one.payment_method for one in lines}
        paid = tuple(name for name in paid if name in there)
        for grain in GRAINS:
            filters = Filters(start, end, payment_methods=paid)
            found = product_series(database, filters, grain).frame()
            for name, part in found.groupby("name"):
                mine = within(lines, start, end, products=(str(name),), payment_methods=paid)
                wanted = by_key(start, end, BUCKETS[grain], mine)
                assert list(zip(part["start"], part["end"], strict=True)) == [
                    (first, last) for first, last, _ in wanted
                ]
                revenue = [int(sums.revenue * 10_000) for *_, sums in wanted]
                assert part["revenue"].tolist() == revenue
            kept = within(lines, start, end, payment_methods=paid)
            assert set(found["name"]) == {one.product for one in kept}

    holds()
