from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import log

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sales_core.reporting.effect_sentences import ratio_sentence
from sales_core.reporting.effects import DRIVERS, EFFECTS, Effect, SoldProduct, Trade, effects_of

LARGE = 10**15

NOTHING = Trade(0, 0, 0, {})

products = st.builds(
    SoldProduct,
    gross=st.integers(0, LARGE),
    units=st.integers(0, LARGE) | st.sampled_from([0, 1_000]),
    lines=st.integers(1, 10**6),
)
trades = st.builds(
    Trade,
    open_days=st.integers(0, 4_000),
    orders=st.integers(0, 10**6),
    refunds=st.integers(-LARGE, 0),
    products=st.dictionaries(st.sampled_from("ABCDE"), products),
)


def amounts(before: Trade, now: Trade) -> dict[str, int]:
    return {effect.name: effect.amount for effect in effects_of(before, now)}


def moved(before: Trade, now: Trade) -> dict[str, int]:
    return {name: amount for name, amount in amounts(before, now).items() if amount}


def a_month(**said: int) -> Trade:
    """Give 20 open days with 200 orders of 2 lines: 300 Tea at 10 and 100 Cake at 5."""
    tea = SoldProduct(said.get("tea_gross", 30_000_000), said.get("tea_units", 300_000), 300)
    cake = SoldProduct(said.get("cake_gross", 5_000_000), said.get("cake_units", 100_000), 100)
    return Trade(20, 200, -1_000_000, {"Tea": tea, "Cake": cake})


@given(trades, trades)
def test_the_effects_add_up_exactly(before: Trade, now: Trade) -> None:
    found = effects_of(before, now)
    assert tuple(effect.name for effect in found) == EFFECTS
    assert sum(effect.amount for effect in found) == now.revenue - before.revenue
    assert all(type(effect.amount) is int for effect in found)


@given(trades)
def test_where_nothing_changed_no_effect_does_anything(trade: Trade) -> None:
    assert moved(trade, trade) == {}


@given(trades, trades)
def test_the_other_way_round_what_is_not_of_prices_is_negated(before: Trade, now: Trade) -> None:
    there, back = amounts(before, now), amounts(now, before)
    assert there["refunds"] == -back["refunds"]
    assert there["new_products"] == -back["stopped_products"]
    assert there["stopped_products"] == -back["new_products"]


@given(trades)
def test_against_nothing_all_is_new_or_stopped_or_refunded(trade: Trade) -> None:
    gross = trade.revenue - trade.refunds
    assert amounts(NOTHING, trade) == dict.fromkeys(EFFECTS, 0) | {
        "refunds": trade.refunds,
        "new_products": gross,
    }
    assert amounts(trade, NOTHING) == dict.fromkeys(EFFECTS, 0) | {
        "refunds": -trade.refunds,
        "stopped_products": -gross,
    }


@given(trades, st.integers(2, 9))
def test_other_prices_alone_move_only_the_price(trade: Trade, times: int) -> None:
    dearer = {
        name: replace(product, gross=product.gross * times)
        for name, product in trade.products.items()
    }
    assert moved(trade, replace(trade, products=dearer)).keys() <= {"price"}


@given(trades, st.sampled_from(DRIVERS))
def test_one_driver_alone_has_all_of_the_quantity(trade: Trade, driver: str) -> None:
    """Twice as much of everything that follows from one driver, and nothing else."""
    usual = {
        name: replace(product, units=product.units or 1_000, lines=product.lines * 2)
        for name, product in trade.products.items()
    }
    before = replace(trade, open_days=7, orders=70, products=usual)
    more_lines = 1 if driver == "units_per_line" else 2
    now = replace(
        before,
        open_days=14 if driver == "open_days" else 7,
        orders=140 if driver in ("open_days", "orders") else 70,
        products={
            name: SoldProduct(product.gross * 2, product.units * 2, product.lines * more_lines)
            for name, product in usual.items()
        },
    )
    assert moved(before, now).keys() <= {driver}


@given(trades, trades, st.integers(0, LARGE))
def test_a_driver_that_did_not_change_did_nothing(before: Trade, now: Trade, more: int) -> None:
    same_days = replace(now, open_days=before.open_days, refunds=before.refunds)
    assert abs(amounts(before, same_days)["open_days"]) <= 1  # a rest of rounding at most
    assert amounts(before, same_days)["refunds"] == 0
    assert amounts(before, replace(now, refunds=before.refunds + more))["refunds"] == more


@given(trades, trades)
def test_more_of_a_driver_is_never_less_revenue(before: Trade, now: Trade) -> None:
    assume(before.open_days and now.open_days and before.orders and now.orders)
    found = amounts(before, now)
    per_day = [Fraction(trade.orders or 0, trade.open_days) for trade in (before, now)]
    if now.open_days >= before.open_days:
        assert found["open_days"] >= 0
    if per_day[1] >= per_day[0]:
        assert found["orders"] >= 0
    else:
        assert found["orders"] <= 1  # rounded up at most


def test_the_quantity_is_split_by_logarithms() -> None:
    """Twice the open days with half as many orders again on each: 20 x 10 orders, 40 x 15 now."""
    before = a_month()
    now = Trade(
        40,
        600,
        before.refunds,
        {name: SoldProduct(p.gross * 3, p.units * 3, p.lines * 3) for name, p in PAIR.items()},
    )
    found = moved(before, now)
    assert found.keys() == {"open_days", "orders"}
    assert sum(found.values()) == 70_000_000
    assert found["open_days"] == pytest.approx(70_000_000 * log(2) / log(3), abs=1)


def test_drivers_that_cancel_out_are_told_with_both_amounts() -> None:
    """Twice the open days, half the orders on each: the quantity is the same."""
    found = moved(a_month(), replace(a_month(), open_days=40))
    assert found["open_days"] == -found["orders"]
    assert found["open_days"] == pytest.approx(35_000_000 * log(2), abs=1)


def test_dearer_products_instead_of_cheaper_ones_are_mix() -> None:
    """A hundred cups of tea in the place of the hundred cakes, all at their old prices."""
    now = a_month(tea_gross=39_900_000, tea_units=399_000, cake_gross=50_000, cake_units=1_000)
    assert moved(a_month(), now) == {"mix": 4_950_000}


def test_a_product_without_units_has_no_price_to_compare() -> None:
    free = a_month(cake_gross=7_000_000, cake_units=0)
    assert moved(a_month(cake_units=0), free) == {"price": 2_000_000}
    found = amounts(a_month(), free)
    assert (found["price"], found["mix"]) == (2_000_000, 0)


def test_quantity_without_orders_goes_to_the_orders() -> None:
    before = replace(a_month(), open_days=0, orders=0)
    now = a_month(
        tea_gross=60_000_000, tea_units=600_000, cake_gross=10_000_000, cake_units=200_000
    )
    assert moved(before, now) == {"orders": 35_000_000}


def test_each_effect_says_its_two_numbers() -> None:
    now = Trade(
        21, 273, -1_500_000, {"Tea": SoldProduct(33_600_000, 320_000, 310), "Pie": PAIR["Cake"]}
    )
    assert [effect.explanation for effect in effects_of(a_month(), now)] == [
        "Days with orders went from 20 to 21.",
        "Orders per open day went from 10 to 13.",
        "Lines per order of products sold in both periods went from 1.5 to 1.14.",
        "Units per line of products sold in both periods went from 1 to 1.03.",
        PRICE_SENTENCE,
        "At the earlier prices an average unit stayed at 10.",
        "Refunds went from -100 to -150.",
        "Products that sold now and not before: 1, for 500.",
        "Products that sold before and not now: 1, for 500.",
    ]


def test_what_has_no_value_is_a_dash() -> None:
    said = [effect.explanation for effect in effects_of(NOTHING, a_month())]
    assert said[0] == "Days with orders went from 0 to 20."
    assert said[1] == "Orders per open day went from – to 10."
    assert effects_of(NOTHING, NOTHING)[1] == Effect(
        "orders", 0, "Orders per open day stayed at –."
    )


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        (Fraction(62, 5), Fraction(131, 10), "from 12.4 to 13.1"),
        (Fraction(1), Fraction(1001, 1000), "from 1 to 1.001"),
        (Fraction(1, 3), Fraction(2, 3), "from 0.33 to 0.67"),
        (Fraction(1_600_001, 1000), Fraction(1_600_003, 1000), "from 1,600.001 to 1,600.003"),
    ],
)
def test_two_numbers_have_as_many_decimals_as_tell_them_apart(
    before: Fraction, now: Fraction, said: str
) -> None:
    assert said in ratio_sentence("orders", before, now)


PAIR = a_month().products
PRICE_SENTENCE = (
    "What sold in both periods came to 3,360 now; "
    "at the earlier prices it would have come to 3,200."
)
