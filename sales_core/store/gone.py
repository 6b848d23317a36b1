"""Names that may have no line any more, after lines of some days changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from sales_core.store.bulk import on_days
from sales_core.store.schema import sales


@dataclass(frozen=True)
class Gone:
    """Names, by number, that had lines on some days and may have none there any more."""

    products: frozenset[int] = frozenset()
    locations: frozenset[int] = frozenset()
    payment_methods: frozenset[int] = frozenset()


NOTHING_GONE = Gone()


def names_of_days(connection: Connection, runs: Iterable[tuple[date, date]]) -> Gone:
    """Give the names of the stored lines of some days, as what may be gone from there soon."""
    found: set[tuple[int, int, int]] = set()
    query = select(sales.c.product_id, sales.c.location_id, sales.c.payment_method_id).distinct()
    for days in on_days(connection, sales.c.sale_date, runs):
        found.update(map(tuple, connection.execute(query.where(days.condition))))
    return Gone(*(frozenset(numbers) for numbers in zip(*found, strict=True)))
