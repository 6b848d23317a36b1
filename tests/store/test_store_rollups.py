"""Every precomputed figure against plain Python over the lines."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from sales_core.store.monthly_rollups import roll_up_months
from sales_core.store.order_counts import order_sequence
from sales_core.store.rollups import STATED, roll_up
from sales_core.store.schema import ALL
from sales_core.store.trait_tables import UNSAID
from sales_core.store.traits import Members
from tests.examples import examples

DAYS = [date(2025, 3, 31), date(2025, 4, 1), date(2025, 4, 2)]


@dataclass(frozen=True)
class Line:
    day: date
    order: str
    product: int
    place: int
    method: int
    quantity: int
    amount: int
    price: int | None
    tax: int | None = None
    discount: int | None = None
    kind: int = 0
    other: int = 0

    @property
    def sold(self) -> bool:
        return self.quantity >= 0 and self.amount >= 0


@dataclass
class Sums:
    lines: int = 0
    gross_sales: int = 0
    refunds: int = 0
    units: int = 0
    unnumbered: int = 0
    discounts: int = 0
    tax: int = 0
    untaxed: int = 0
    untaxed_revenue: int = 0
    orders: set[tuple[Any, ...]] = field(default_factory=set)

    def add(self, line: Line) -> None:
        self.lines += 1
        self.units += line.quantity
        self.discounts += line.discount or 0
        self.tax += line.tax or 0
        if line.tax is None:
            self.untaxed += 1
            self.untaxed_revenue += line.amount
        if line.sold:
            self.gross_sales += line.amount
            if line.order:
                self.orders.add((line.day, line.place, line.order))
            else:
                self.unnumbered += 1
        else:
            self.refunds += line.amount

    def figures(self) -> tuple[int, ...]:
        orders = len(self.orders)
        return self.lines, self.gross_sales, self.refunds, self.units, orders, self.unnumbered

    def of_day(self) -> tuple[int, ...]:
        stated = (self.discounts, self.tax, self.untaxed, self.untaxed_revenue)
        return (*self.figures(), *stated)


lines = st.lists(
    st.builds(
        Line,
        st.sampled_from(DAYS),
        st.sampled_from(["9", "10", "a", ""]),
        st.integers(1, 3),
        st.integers(1, 2),
        st.integers(1, 3),
        st.sampled_from([1_000, -1_000, 500, 0]),
        st.sampled_from([100_000, 1, 0, -50_000, 10**15]),
        st.sampled_from([None, 100_000, 120_000, 0]),
        st.sampled_from([None, 9_000, 0, -1]),
        st.sampled_from([None, 5_000, 10**14]),
        st.integers(0, 2),
        st.integers(0, 1),
    ),
    max_size=14,
)


def named(sold: list[Line]) -> list[Line]:
    """Give a sale without a number one where it is the only sale of its day and location."""
    places = Counter((line.day, line.place) for line in sold if line.sold)
    return [
        replace(line, order="only")
        if line.sold and not line.order and places[line.day, line.place] == 1
        else line
        for line in sold
    ]


def frame_of(given_lines: Iterable[Line]) -> pd.DataFrame:
    rows = list(given_lines)
    return pd.DataFrame(
        {
            "sale_date": np.array([row.day for row in rows], "M8[D]").astype("M8[s]"),
            "order_id": pd.array([row.order for row in rows], "str"),
            "product_id": np.array([row.product for row in rows], np.int64),
            "location_id": np.array([row.place for row in rows], np.int64),
            "payment_method_id": np.array([row.method for row in rows], np.int64),
            "quantity": np.array([row.quantity for row in rows], np.int64),
            "amount": np.array([row.amount for row in rows], np.int64),
            "unit_price": pd.array([row.price for row in rows], "Int64"),
            "tax": pd.array([row.tax for row in rows], "Int64"),
            "discount": pd.array([row.discount for row in rows], "Int64"),
            "traits_id": np.array([row.kind + 10 * row.other for row in rows], np.int64),
        }
    )


def rows_of(frame: pd.DataFrame, *columns: str) -> list[tuple[Any, ...]]:
    """Give rows as plain values, days as dates and missing values as None."""
    made = [[_plain(value) for value in frame[name]] for name in columns]
    return sorted(zip(*made, strict=True), key=repr)


def _plain(value: Any) -> Any:
    if pd.isna(value):
        return None
    return value.date() if isinstance(value, pd.Timestamp) else value


FIGURES = ("lines", "gross_sales", "refunds", "units", "orders", "unnumbered")

MEMBERS = Members({7: {1: 71, 11: 71, 2: 72, 12: 72}, 8: {10: 81, 11: 81, 12: 81}})
"""A line has a value of the kind 7 where its ``kind`` is not 0, and one of 8 by its ``other``."""


@examples(40)
@given(lines)
def test_daily_revenue_is_the_sum_of_the_lines(sold: list[Line]) -> None:
    wanted: dict[tuple[Any, ...], Sums] = defaultdict(Sums)
    for line in named(sold):
        for place in (line.place, ALL):
            for method in (line.method, ALL):
                wanted[line.day, place, method].add(line)
    revenue = roll_up(frame_of(sold)).revenue
    found = rows_of(revenue, "sale_date", "location_id", "payment_method_id", *FIGURES, *STATED)
    assert found == sorted(((*key, *sums.of_day()) for key, sums in wanted.items()), key=repr)


def price_of(sold: Iterable[Line]) -> int | None:
    """Give the price of the last order that has one; in one order the highest."""
    priced = [line for line in sold if line.sold and line.price is not None]
    last = max(priced, key=lambda line: (len(line.order), line.order, line.price), default=None)
    return last.price if last else None


@examples(40)
@given(lines)
def test_daily_products_are_the_sum_of_the_lines(sold: list[Line]) -> None:
    wanted: dict[tuple[Any, ...], list[Line]] = defaultdict(list)
    for line in named(sold):
        wanted[line.day, line.place, line.product].append(line)
    products = roll_up(frame_of(sold)).products
    columns = ("sale_date", "location_id", "product_id", *FIGURES, *STATED, "unit_price")
    assert rows_of(products, *columns) == sorted(
        ((*key, *summed(group).of_day(), price_of(group)) for key, group in wanted.items()),
        key=repr,
    )


@examples(40)
@given(lines)
def test_months_are_the_sum_of_their_days(sold: list[Line]) -> None:
    wanted: dict[tuple[Any, ...], list[Line]] = defaultdict(list)
    for line in named(sold):
        for place in (line.place, ALL):
            wanted[line.day.replace(day=1), place, line.product].append(line)
    months = roll_up_months(roll_up(frame_of(sold)).products)
    columns = ("month", "location_id", "product_id", *FIGURES, "unit_price")
    assert rows_of(months, *columns, "first_sold", "last_sold") == sorted(
        ((*key, *summed(group).figures(), *month_of(group)) for key, group in wanted.items()),
        key=repr,
    )


@examples(40)
@given(lines)
def test_daily_traits_are_the_sum_of_the_lines(sold: list[Line]) -> None:
    wanted: dict[tuple[Any, ...], Sums] = defaultdict(Sums)
    for kind, values in MEMBERS.by_kind.items():
        said = {(line.day, line.place) for line in sold if line.kind + 10 * line.other in values}
        for line in named(sold):
            if (line.day, line.place) in said:
                value = values.get(line.kind + 10 * line.other, UNSAID)
                wanted[line.day, line.place, kind, value].add(line)
    rows = roll_up(frame_of(sold), members=MEMBERS).traits
    key = ("sale_date", "location_id", "kind_id", "value_id")
    found = rows_of(rows, *key, *FIGURES, *STATED)
    assert found == sorted(((*at, *sums.of_day()) for at, sums in wanted.items()), key=repr)


def summed(group: Iterable[Line]) -> Sums:
    sums = Sums()
    for line in group:
        sums.add(line)
    return sums


def month_of(group: list[Line]) -> tuple[int | None, date | None, date | None]:
    """Give the last price (between locations the highest), the first and the last day sold."""
    days = sorted({line.day for line in group if line.sold})
    priced = [line.day for line in group if line.sold and line.price is not None]
    prices = [
        price_of(line for line in group if line.place == place and line.day == max(priced))
        for place in {line.place for line in group}
        if priced
    ]
    price = max((found for found in prices if found is not None), default=None)
    return price, days[0] if days else None, days[-1] if days else None


def test_no_lines_make_no_rows() -> None:
    rollups = roll_up(frame_of([]))
    assert len(rollups.revenue) == len(rollups.packed) == len(rollups.products) == 0
    assert len(roll_up_months(rollups.products)) == 0


def test_order_ids_follow_each_other_as_their_numbers_do() -> None:
    ids = pd.Series(["10", "9", "100", "9", "a"], dtype="str")
    assert order_sequence(ids).tolist() == [2, 0, 3, 0, 1]


def test_sums_beyond_32_bits_are_exact() -> None:
    many = [Line(DAYS[0], "1", 1, 1, 1, 10**14, 10**15, None)] * 50
    assert roll_up(frame_of(many)).revenue["gross_sales"].tolist() == [50 * 10**15] * 4
    assert roll_up(frame_of(many)).products["units"].tolist() == [50 * 10**14]
