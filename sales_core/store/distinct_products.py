"""What a person said is not one product, though the names hardly differ.

Kept by shown name, so that it outlives the undo of an import, and so that a product
that is given another name is looked at anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import combinations

from sqlalchemy import Connection, delete, insert, select

from sales_core.store.audit import Event, record
from sales_core.store.database import Database
from sales_core.store.schema import distinct_products
from sales_core.values.actors import Actor

Pair = tuple[str, str]
"""Two different names, in alphabetical order."""


def pairs_of(names: Iterable[str]) -> frozenset[Pair]:
    """Give every two of some names.

    Example:
        >>> sorted(pairs_of(["Tea", "Tee", "Tea"]))
        [('Tea', 'Tee')]
    """
    return frozenset(combinations(sorted(set(names)), 2))


def distinct_pairs(connection: Connection) -> frozenset[Pair]:
    """Give all names that were said to be different products, in pairs."""
    query = select(distinct_products.c.name, distinct_products.c.other_name)
    return frozenset((name, other) for name, other in connection.execute(query))


def keep_distinct(database: Database, names: Iterable[str], *, now: datetime, actor: Actor) -> None:
    """Note that no two of some names are one product.

    Args:
        database: Where it is kept.
        names: The names the products are shown by.
        now: The moment, in UTC.
        actor: Who says so.
    """
    with database.writing() as connection:
        new = pairs_of(names) - distinct_pairs(connection)
        rows = [
            {"name": name, "other_name": other, "created_at": now} for name, other in sorted(new)
        ]
        if rows:
            connection.execute(insert(distinct_products), rows)
            what = f"{_pairs(len(rows))} noted as different products."
            record(connection, actor, Event.TOLD_APART, what, now=now)


def forget_distinct(database: Database, *, now: datetime, actor: Actor) -> None:
    """Forget all that was said to be different products."""
    with database.writing() as connection:
        rows = connection.execute(delete(distinct_products)).rowcount
        what = f"{_pairs(rows)} no longer noted as different products."
        record(connection, actor, Event.TOLD_APART, what, now=now)


def _pairs(count: int) -> str:
    return "1 pair of names was" if count == 1 else f"{count:,} pairs of names were"
