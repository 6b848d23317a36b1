"""The figures once more, from the rows of a file in plain Python, by the rules as they are told.

Nothing here uses the app: a refund line has a negative quantity or a negative amount; the lines
that share date, location and order id are an order; it counts if it has a line that is no refund.
Where such a line has no order id, nobody knows how many orders there are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pandas as pd
from hypothesis import strategies as st

from tests.builders import Row, sale

LineFilter = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Sold:
    """A line as somebody would read it off the file.

    ``alone`` says that it is the only sale of its day and location, and so one order.
    """

    day: date
    order_id: str
    product: str
    location: str
    payment_method: str
    quantity: Decimal
    amount: Decimal
    price: Decimal | None
    alone: bool = False

    @property
    def refund(self) -> bool:
        return self.quantity < 0 or self.amount < 0

    @property
    def order(self) -> tuple[date, str, str]:
        return self.day, self.location, self.order_id

    def row(self) -> Row:
        """Write the line as a row of an export."""
        return sale(
            date=f"{self.day.month}/{self.day.day}/{self.day.year}",
            order_id=self.order_id or "---",
            item=self.product or "---",
            location=self.location or "---",
            payment_method=self.payment_method or "",
            quantity=str(self.quantity),
            amount=str(self.amount),
            unit_price="" if self.price is None else str(self.price),
        )


@dataclass(frozen=True)
class Sums:
    """What some lines come to."""

    revenue: Decimal
    gross_sales: Decimal
    refunds: Decimal
    orders: int | None
    units: Decimal
    lines: int


def sums(lines: Iterable[Sold]) -> Sums:
    """Sum lines."""
    kept = list(lines)
    gross = sum((one.amount for one in kept if not one.refund), Decimal(0))
    refunds = sum((one.amount for one in kept if one.refund), Decimal(0))
    sold = [one for one in kept if not one.refund]
    orders = {one.order for one in sold}
    known = all(one.order_id or one.alone for one in sold)
    return Sums(
        revenue=gross + refunds,
        gross_sales=gross,
        refunds=refunds,
        orders=len(orders) if known else None,
        units=sum((one.quantity for one in kept), Decimal(0)),
        lines=len(kept),
    )


def sums_of(row: dict[Any, Any]) -> Sums:
    """Read a row of a report, which is in stored units, as sums."""
    money = {name: Decimal(row[name]) / 10_000 for name in ("revenue", "gross_sales", "refunds")}
    return Sums(
        **money,
        orders=None if pd.isna(row["orders"]) else int(row["orders"]),
        units=Decimal(row["units"]) / 1_000,
        lines=int(row["lines"]),
    )


def within(
    lines: Iterable[Sold],
    start: date,
    end: date,
    *,
    locations: Sequence[str] = (),
    payment_methods: Sequence[str] = (),
    products: Sequence[str] = (),
) -> list[Sold]:
    """Keep the lines of a period, both days included, and of some names; none means all."""
    return [
        one
        for one in lines
        if start <= one.day <= end
        and (not locations or one.location in locations)
        and (not payment_methods or one.payment_method in payment_methods)
        and (not products or one.product in products)
    ]


def days(start: date, end: date) -> list[date]:
    """Give all days of a period."""
    return [start + timedelta(at) for at in range((end - start).days + 1)]


def by_key(
    start: date, end: date, key: Callable[[date], Any], lines: Sequence[Sold]
) -> list[tuple[date, date, Sums]]:
    """Split a period at each change of a key of its days, and sum the lines of each part."""
    parts: dict[Any, list[date]] = {}
    for day in days(start, end):
        parts.setdefault(key(day), []).append(day)
    return [(part[0], part[-1], sums(within(lines, part[0], part[-1]))) for part in parts.values()]


KEYS: dict[str, Callable[[date], Any]] = {
    "day": lambda day: day,
    "week": lambda day: day.isocalendar()[:2],
    "month": lambda day: (day.year, day.month),
    "quarter": lambda day: (day.year, (day.month + 2) // 3),
    "year": lambda day: day.year,
}
"""What the days of a bucket share, by grain."""

DAYS = [
    date(2024, 2, 29), date(2024, 12, 29), date(2024, 12, 30), date(2024, 12, 31),
    date(2025, 1, 1), date(2025, 1, 31), date(2025, 2, 1), date(2025, 3, 31), date(2025, 4, 1),
]  # fmt: skip
PRODUCTS = ["Tea", "Cake", "NA", ""]
LOCATIONS = ["Hall", "Shop", ""]
PAYMENT_METHODS = ["Cash", "Card", "Voucher", ""]


@st.composite
def sold_lines(draw: st.DrawFn) -> list[Sold]:
    """Draw some lines, the first of them on a day that tells the day from the month."""
    line = st.builds(
        _priced,
        day=st.sampled_from(DAYS),
        order_id=st.sampled_from(["1", "NA", ""]),
        product=st.sampled_from(PRODUCTS),
        location=st.sampled_from(LOCATIONS),
        payment_method=st.sampled_from(PAYMENT_METHODS),
        quantity=st.sampled_from(["1", "1", "2", "0.5", "-1", "0"]).map(Decimal),
        amount=st.sampled_from(["10", "3.75", "0", "0.0001", "12.5", "-4.25", "-10"]).map(Decimal),
    )
    first = sale_of(DAYS[0])
    lines = [first, *draw(st.lists(line, max_size=14))]
    places = Counter((one.day, one.location) for one in lines if not one.refund)
    return [replace(one, alone=places[one.day, one.location] == 1) for one in lines]


def sale_of(day: date) -> Sold:
    """Give a cup of tea for 12.50, sold on a day."""
    return Sold(day, "1", "Tea", "Hall", "Cash", Decimal(1), Decimal("12.50"), None)


def _priced(**values: Any) -> Sold:
    """Make a line; the price is one for each product and day, so that there is one latest price."""
    day, product = values["day"], values["product"]
    price = Decimal(DAYS.index(day) * 10 + PRODUCTS.index(product)) + Decimal("0.25")
    unknown = values["order_id"] == "" and day.month == 1
    return Sold(**values, price=None if unknown else price)


def names(pool: list[str], lines: list[Sold], kind: str) -> st.SearchStrategy[tuple[str, ...]]:
    """Draw none, some or all of the names that the lines have."""
    there = [name for name in pool if name in {getattr(one, kind) for one in lines}]
    return st.lists(st.sampled_from(there), unique=True).map(tuple)


@st.composite
def questions(draw: st.DrawFn, lines: list[Sold]) -> dict[str, Any]:
    """Draw the period and names of a question about some lines."""
    start, end = sorted((draw(st.sampled_from(DAYS)), draw(st.sampled_from(DAYS))))
    chosen: dict[str, Any] = {"start": start, "end": end}
    for kind, pool in (
        ("location", LOCATIONS), ("payment_method", PAYMENT_METHODS), ("product", PRODUCTS),
    ):  # fmt: skip
        chosen[f"{kind}s"] = draw(st.just(()) | names(pool, lines, kind))
    return chosen
