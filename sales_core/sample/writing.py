"""Writes sample exports of an invented studio, in the layout of Mindbody's Sales report.

The rows show what real exports do to a reader: dates padded and not, identical lines in one sale,
refunds, a split payment, amounts with three decimals, names that differ by a blank. The clock plays
no part: the last day is always LAST_DAY, and the same arguments give the same bytes.

Money is ``Decimal`` from the price list to the text. Chance comes from ``Random.random`` alone, the
one method whose sequence Python promises to keep.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import NamedTuple, TextIO, TypeVar

from sales_core.sample import studio
from sales_core.sample.studio import Product

T = TypeVar("T")

LAST_DAY = date(2026, 10, 31)
DEFAULT_ROWS = 2_500
DEFAULT_SEED = 1031
SHORTEST_DAYS = (LAST_DAY - date(2025, 8, 31)).days  # fourteen months
LONGEST_DAYS = (LAST_DAY - date(2016, 10, 31)).days  # ten years
TAX_RATE = Decimal("0.09")
HEADER = (
    "Sale Date,Client ID,Sale ID,Item name,Batch #,Sales Notes,Location,Notes,Color,Size,"
    "Item price (excluding tax),Quantity,Subtotal (excluding tax),Discount %,Discount amount,"
    "Tax,Item Total,Total Paid w/ Payment Method,Payment Method\n"
)

DECK_SIZE = 1_000
REFUND_SHARE = 0.014
FIRST_SALE_ID = 20_418
FIRST_CLIENT_ID = 7_400_100


@dataclass(frozen=True)
class Line:
    """One row after its date, client and sale; ``text`` ends with the line's end."""

    product: Product
    place: str
    method: str
    quantity: int = 1
    discount: int = 0  # per cent
    not_paid_here: Decimal = Decimal(0)
    batch: str = "---"
    sales_notes: str = ""
    notes: str = ""

    def text(self) -> str:
        """Print the row as the report does: a refund's per cent is negative, like its amounts."""
        price = Decimal(self.product.price)
        subtotal = price * self.quantity
        discount = subtotal * self.discount / 100
        tax = (subtotal - discount) * TAX_RATE
        total = subtotal - discount + tax
        percent = Decimal(self.discount if self.quantity > 0 else -self.discount)
        money = (percent, discount, tax, total, total - self.not_paid_here)
        words = (self.product.name, self.batch, self.sales_notes, self.place, self.notes)
        cells = [*map(_cell, words), self.product.color, self.product.size]
        cells += [_number(price), str(self.quantity), _number(subtotal), *map(_number, money)]
        return ",".join([*cells, self.method]) + "\n"


_SOLD = {product.name: product for product in studio.PRODUCTS}
_SCHOOL_CHILD = Line(_SOLD["Kids Club Trial"], studio.HALL, studio.CARD, notes="School, class 3")
_LESSONS = _SOLD["Private Lesson 5 Pack"]
_BY_CARD = Line(_LESSONS, studio.HALL, studio.CARD, not_paid_here=Decimal(150))
_BY_TRANSFER = replace(
    _BY_CARD,
    method=studio.PAYNOW,
    not_paid_here=Decimal("275.1"),
    sales_notes='Split payment: 150 by transfer, "rest by card"',
)
SPECIAL_ORDERS = (
    (date(2026, 6, 6), (_SCHOOL_CHILD,) * 9),  # nine equal lines are nine lines, not one
    (date(2026, 7, 11), (_BY_CARD, _BY_TRANSFER)),  # one sold item, listed for both payments
)


def write_sample(
    stream: TextIO, rows: int = DEFAULT_ROWS, seed: int = DEFAULT_SEED, *, days: int | None = None
) -> None:
    """Write a sample export with exactly ``rows`` rows under its header, oldest day first.

    Memory stays constant, one day is held at a time. From 2,000 rows on every quirk is there.

    Args:
        stream: Where the text goes; open files as UTF-8 with ``newline=""``, lines end with LF.
        rows: How many rows. More rows reach further back, then make the days denser.
        seed: Chooses what was bought when.
        days: How many days up to LAST_DAY; by default fourteen months to ten years, by the rows.
    """
    if rows < 0:
        message = f"A sample cannot have {rows} rows: give 0 or more."
        raise ValueError(message)
    if days is None:
        days = min(max(SHORTEST_DAYS, SHORTEST_DAYS * rows // DEFAULT_ROWS), LONGEST_DAYS)
    till = _Till(random=Random(seed).random, clients=400 + rows // 50)  # noqa: S311 - not a secret
    stream.write(HEADER)
    for day, count in _rows_per_day(rows, days, till.random):
        stream.writelines(till.sell(day, count))


def _rows_per_day(rows: int, days: int, random: Callable[[], float]) -> Iterator[tuple[date, int]]:
    calendar = [LAST_DAY - timedelta(days=back) for back in reversed(range(days))]
    weights = [
        0 if studio.is_closed(day) else studio.busyness(day, number) * int(82 + 36 * random())
        for number, day in enumerate(calendar)
    ]
    whole, so_far, given = sum(weights), 0, 0
    for day, weight in zip(calendar, weights, strict=True):
        so_far += weight
        count = rows * so_far // whole - given
        given += count
        if count:
            yield day, count


class _Deck(NamedTuple):
    """Ready-made orders of one season: drawing one costs a look-up, not a calculation."""

    orders: list[tuple[str, ...]]
    refundable: list[Line]


@dataclass
class _Till:
    """Where orders are rung up: keeps the running numbers of sales and refund batches."""

    random: Callable[[], float]
    clients: int
    sale_id: int = FIRST_SALE_ID
    refunds: int = 0
    special: deque[tuple[date, tuple[Line, ...]]] = field(
        default_factory=lambda: deque(SPECIAL_ORDERS)
    )
    decks: dict[tuple[object, ...], _Deck] = field(default_factory=dict)

    def sell(self, day: date, count: int) -> list[str]:
        """Give the ``count`` rows of one day; the last order is cut where the day is full."""
        random, orders, refundable = self.random, *self._deck(day)
        head = f"{_date_text(day)},"
        rows: list[str] = []
        while len(rows) < count:
            self.sale_id += 1 if random() < 0.9 else 2
            client = FIRST_CLIENT_ID + int(random() * random() * self.clients)
            sale = f"{head}{client},{self.sale_id},"
            if random() < REFUND_SHARE:
                order = self._refund(refundable[int(random() * len(refundable))])
            elif self._has_room_for_special(day, count - len(rows)):
                order = tuple(line.text() for line in self.special.popleft()[1])
            else:
                order = orders[int(random() * DECK_SIZE)]
            rows += [sale + line for line in order]
        return rows[:count]

    def _has_room_for_special(self, day: date, room: int) -> bool:
        return bool(self.special) and self.special[0][0] <= day and len(self.special[0][1]) <= room

    def _refund(self, sold: Line) -> tuple[str, ...]:
        """Take a line back; every fifth was part of a pass: no money moves, no method is named."""
        self.refunds += 1
        if self.refunds % 5 == 0:
            free = sold.product._replace(price="0")
            return (Line(free, sold.place, "", quantity=-1).text(),)
        return (replace(sold, quantity=-sold.quantity, batch=str(self.refunds)).text(),)

    def _deck(self, day: date) -> _Deck:
        products = tuple(p for p in studio.PRODUCTS if p.first <= day <= p.last)
        weekend, december = day.weekday() >= 5, day.month == 12
        key = (weekend, december, products)
        if key not in self.decks:
            self.decks[key] = _make_deck(products, self.random, weekend=weekend, december=december)
        return self.decks[key]


def _make_deck(
    products: Sequence[Product], random: Callable[[], float], *, weekend: bool, december: bool
) -> _Deck:
    weights = [(p, p.december if december else 1) for p in products]
    chances = {
        studio.HALL: {p: p.hall * weight for p, weight in weights},
        studio.CAFE: {p: p.cafe * weight for p, weight in weights},
        studio.ONLINE: {p: p.online * weight for p, weight in weights},
    }
    extras = {p: p.extra for p in products}
    orders: list[tuple[str, ...]] = []
    refundable: list[Line] = []
    for _ in range(DECK_SIZE):
        place = _pick(studio.PLACES_AT_WEEKENDS if weekend else studio.PLACES, random)
        method = _pick(studio.PAYMENTS[place], random)
        bought = [_pick(chances[place], random)]
        while random() < (0.42 if place != studio.ONLINE else 0.12) and len(bought) < 5:
            bought.append(_pick(extras if place == studio.HALL else chances[place], random))
        lines = [_line(product, place, method, random) for product in bought]
        orders.append(tuple(line.text() for line in lines))
        refundable += [line for line in lines[:1] if line.method != studio.COMP]
    return _Deck(orders, refundable)


def _line(product: Product, place: str, method: str, random: Callable[[], float]) -> Line:
    price = Decimal(product.price)
    quantity, discount = 1, 0
    if price < 30 and random() < 0.14:
        quantity = 2 if random() < 0.8 else 3
    if price >= 15 and random() < 0.1:
        discount = 10 if random() < 0.7 else 20
    if place == studio.HALL and (not price or (price < 30 and random() < 0.02)):
        method, discount = studio.COMP, 100 if price else 0
    notes = _pick(dict.fromkeys(studio.NOTES, 1), random) if random() < 0.015 else ""
    return Line(product, place, method, quantity, discount, sales_notes=notes)


def _pick(chances: Mapping[T, int], random: Callable[[], float]) -> T:
    """Choose one by its chance, in whole numbers so that every machine chooses the same."""
    target = int(random() * sum(chances.values()))
    for choice, chance in chances.items():
        target -= chance
        if target < 0:
            return choice
    message = "Nothing to choose from: every chance is 0."
    raise ValueError(message)


def _date_text(day: date) -> str:
    """Pad only up to the 12th, as a day-first spreadsheet leaves a month-first column."""
    if day.day <= 12:
        return f"{day.month:02}/{day.day:02}/{day.year}"
    return f"{day.month}/{day.day}/{day.year}"


def _number(amount: Decimal) -> str:
    """Write an amount without an exponent, trailing zeros or a minus before zero."""
    return f"{(amount + 0).normalize():f}"


def _cell(text: str) -> str:
    if "," in text or '"' in text:
        return '"' + text.replace('"', '""') + '"'
    return text
