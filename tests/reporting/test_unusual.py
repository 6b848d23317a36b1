from __future__ import annotations

from datetime import date, timedelta

import pytest

from sales_core.reporting.filters import Filters
from sales_core.reporting.unusual import Reason, UnusualDay, explain, unusual_days
from sales_core.store.database import Database
from sales_core.store.product_identity import merge_products
from sales_core.values.actors import BY_COMMAND
from tests.builders import NOON, Row, load, mindbody_csv, sale

SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

LAST = date(2025, 3, 28)
DAYS = [LAST - timedelta(days=back) for back in range(80, -1, -1)]
PARTY = DAYS[-5]


def a_day(day: date) -> list[Row]:
    """Give two cups of tea in the hall, by card and in cash, and a cake in the shop."""
    said = f"{day.month}/{day.day}/{day.year}"
    return [
        sale(date=said, order_id="1", amount="10", payment_method="Card"),
        sale(date=said, order_id="2", amount="10"),
        sale(date=said, order_id="3", item="Cake", location="Shop", amount="20"),
    ]


@pytest.fixture
def shop(database: Database) -> Database:
    """Give 80 days that are alike but for a party and a last day that has just begun."""
    said = f"{PARTY.month}/{PARTY.day}/{PARTY.year}"
    rows = [row for day in DAYS[:-1] for row in a_day(day)]
    rows += [sale(date=said, order_id="9", item="Buffet", amount="500", payment_method="Card")]
    rows += a_day(LAST)[:1]
    load(database, mindbody_csv(*rows))
    return database


EXPECTED = UnusualDay(PARTY, 5_400_000, 400_000, 260_000, 540_000)


def test_the_last_day_of_data_may_not_be_over(shop: Database) -> None:
    assert unusual_days(shop, Filters()) == (EXPECTED,)
    begun = UnusualDay(LAST, 100_000, 400_000, 260_000, 540_000)
    assert unusual_days(shop, Filters(), complete_until=LAST) == (EXPECTED, begun)
    assert unusual_days(shop, Filters(), complete_until=DAYS[-6]) == ()


@SQLITE
def test_days_before_the_period_are_compared_with_and_not_judged(shop: Database) -> None:
    assert unusual_days(shop, Filters(start=PARTY)) == (EXPECTED,)
    assert unusual_days(shop, Filters(PARTY, PARTY)) == (EXPECTED,)
    assert unusual_days(shop, Filters(start=PARTY + timedelta(days=1))) == ()
    assert unusual_days(shop, Filters(end=PARTY - timedelta(days=1))) == ()


@SQLITE
def test_only_the_chosen_names_count(shop: Database) -> None:
    assert unusual_days(shop, Filters(locations=("Shop",))) == ()
    by_card = Filters(payment_methods=("Card",))
    assert [one.revenue for one in unusual_days(shop, by_card)] == [5_100_000]


def test_the_reasons_are_what_differs_most(shop: Database) -> None:
    assert explain(shop, Filters(), EXPECTED) == (
        Reason("location", "Hall", 5_200_000, 200_000),
        Reason("payment_method", "Card", 5_100_000, 100_000),
        Reason("product", "Buffet", 5_000_000, 0),
    )


@SQLITE
def test_a_kind_with_one_name_is_no_reason(shop: Database) -> None:
    reasons = explain(shop, Filters(locations=("Hall",), payment_methods=("Card",)), EXPECTED)
    assert reasons == (
        Reason("product", "Buffet", 5_000_000, 0),
        Reason("order", "9", 5_000_000, 100_000),
    )


@SQLITE
def test_reasons_of_a_weak_day_are_what_is_missing(shop: Database) -> None:
    (_, begun) = unusual_days(shop, Filters(), complete_until=LAST)
    assert explain(shop, Filters(), begun) == (
        Reason("payment_method", "Cash", 0, 300_000),
        Reason("location", "Shop", 0, 200_000),
        Reason("product", "Cake", 0, 200_000),
    )


@SQLITE
def test_without_data_no_day_is_unusual(database: Database) -> None:
    assert unusual_days(database, Filters()) == ()
    assert unusual_days(database, Filters(LAST, LAST)) == ()
    assert explain(database, Filters(), EXPECTED) == ()


@SQLITE
def test_merged_products_are_one_reason(shop: Database) -> None:
    merge_products(shop, ["Cake", "Buffet"], "Tea", now=NOON, actor=BY_COMMAND)
    assert {reason.name for reason in explain(shop, Filters(), EXPECTED)} >= {"Hall", "Card"}
    assert "product" not in {reason.kind for reason in explain(shop, Filters(), EXPECTED)}
