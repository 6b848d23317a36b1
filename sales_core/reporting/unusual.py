"""Unusual days of a question, and which products, places, ways to pay or orders made them so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Literal, NamedTuple

from sqlalchemy import BigInteger, ColumnElement, Connection, cast, func, select

from sales_core.reporting.daily import by_day
from sales_core.reporting.filters import Chosen, Filters, choose, data_range
from sales_core.reporting.matching_lines import matching
from sales_core.reporting.weekday_model import (
    HALF_YEAR,
    HISTORY,
    UnusualDay,
    find_unusual,
    median_of,
)
from sales_core.store.canonical import CANONICAL, shown_names
from sales_core.store.database import Database
from sales_core.store.names import name_of_id
from sales_core.store.schema import products, sales
from sales_core.values.periods import Period

__all__ = ["Reason", "UnusualDay", "explain", "find_unusual", "unusual_days"]

Kind = Literal["product", "location", "payment_method", "order"]

MOST_REASONS = 3


@dataclass(frozen=True)
class Reason:
    """A name whose revenue on an unusual day is far from its usual one (ten-thousandths).

    Attributes:
        kind: What the name is a name of.
        name: The name, or the order id; "" for lines without one.
        amount: Its revenue on the day.
        usual: The median of its revenue on the days the day is compared with. Of an order:
            the median of their orders.
    """

    kind: Kind
    name: str
    amount: int
    usual: int


def unusual_days(
    database: Database, filters: Filters, *, complete_until: date | None = None
) -> tuple[UnusualDay, ...]:
    """Find the unusual days of a period; days before it are compared with, not judged.

    Args:
        database: Where the lines are.
        filters: The period and the names it is about.
        complete_until: Last day that is known to be over and imported whole. None: all but
            the last day of data, whose sales may still be going on.

    Raises:
        UnknownNameError: A filter names something that is not there.
    """
    with database.reading() as connection:
        chosen = choose(connection, filters)
        known = data_range(connection)
        if chosen.period is None or known is None:
            return ()
        start, end = chosen.period.start, chosen.period.end
        days = by_day(connection, _between(chosen, _back(start, 2 * HALF_YEAR), end))
    found = find_unusual(days, complete_until=complete_until or _back(known.end, 1))
    return tuple(one for one in found if one.day >= start)


def explain(database: Database, filters: Filters, unusual: UnusualDay) -> tuple[Reason, ...]:
    """Name what made a day unusual: what is furthest from usual in the same direction.

    A kind of which there is only one name explains nothing and is left out.

    Args:
        database: Where the lines are.
        filters: Those by which the day was found; its period does not matter.
        unusual: The day.

    Returns:
        At most ``MOST_REASONS``, that which differs most first.

    Raises:
        UnknownNameError: A filter names something that is not there.
    """
    day = unusual.day
    with database.reading() as connection:
        chosen = choose(connection, filters)
        earlier = _compared_days(connection, chosen, day)
        rows = _sums(connection, _between(chosen, day, day), [day, *earlier])
        names = {kind: name_of_id(connection, kind) for kind in _KINDS}
        names["product"] = shown_names(connection)
    reasons = [*_of_orders(rows, day)]
    for kind in _KINDS:
        known = names[kind]
        reasons += [
            Reason(kind, known[number], amount, usual)
            for number, amount, usual in _of_names(rows, kind, [day, *earlier])
        ]
    direction = 1 if unusual.revenue > unusual.expected else -1
    apart = [one for one in reasons if (one.amount - one.usual) * direction > 0]
    apart.sort(key=lambda one: (-abs(one.amount - one.usual), one.kind, one.name))
    return tuple(apart[:MOST_REASONS])


_KINDS: tuple[Kind, ...] = ("product", "location", "payment_method")


def _compared_days(connection: Connection, chosen: Chosen, day: date) -> list[date]:
    """Give the days of the same weekday that the model compares a day with."""
    days = by_day(connection, _between(chosen, _back(day, HALF_YEAR), _back(day, 1)))
    dates = [one for one in days["sale_date"].dt.date if one.weekday() == day.weekday()]
    return dates[-HISTORY:]


class _Sum(NamedTuple):
    """What some lines come to that are alike in all that a reason can be; names as numbers."""

    day: date
    order_id: str
    product: int
    location: int
    payment_method: int
    amount: int


def _sums(connection: Connection, chosen: Chosen, days: Sequence[date]) -> list[_Sum]:
    """Sum the lines of some days, whatever the chosen period."""
    line = sales.c
    keys: tuple[ColumnElement[Any], ...] = (
        *(line.sale_date, line.order_id),
        *(CANONICAL.label("product_id"), line.location_id, line.payment_method_id),
    )
    _, *of_names = matching(chosen)
    query = (
        select(*keys, cast(func.sum(line.amount), BigInteger))
        .where(line.sale_date.in_(days), products.c.id == line.product_id, *of_names)
        .group_by(*keys)
    )
    return [_Sum._make(row) for row in connection.execute(query)]


def _of_names(
    rows: Iterable[_Sum], kind: Kind, days: Sequence[date]
) -> Iterator[tuple[int, int, int]]:
    """Give each name's number, its amount of the first day, and the median of the others.

    A day without the name counts as 0.
    """
    amounts: Counter[tuple[int, date]] = Counter()
    for row in rows:
        amounts[getattr(row, kind), row.day] += row.amount
    numbers = sorted({number for number, _ in amounts})
    if len(numbers) < 2:
        return
    today, *earlier = days
    for number in numbers:
        usual = median_of([amounts[number, day] for day in earlier])
        yield number, amounts[number, today], usual


def _of_orders(rows: Iterable[_Sum], day: date) -> Iterator[Reason]:
    """Give the orders of a day beside the median order of the other days.

    Lines without an order id are of no known order.
    """
    amounts: Counter[tuple[date, int, str]] = Counter()
    for row in (row for row in rows if row.order_id):
        amounts[row.day, row.location, row.order_id] += row.amount
    usual = median_of([amount for (when, *_), amount in amounts.items() if when != day])
    for (when, _, order_id), amount in amounts.items():
        if when == day:
            yield Reason("order", order_id, amount, usual)


def _between(chosen: Chosen, start: date, end: date) -> Chosen:
    return replace(chosen, period=Period(start, end))


def _back(day: date, days: int) -> date:
    return day - timedelta(days=min(days, day.toordinal() - 1))
