"""Which product a product counts as: the one mapping that all figures by product go by.

A product that is merged into another one counts as that one, its *canonical*
product; every other product is its own. Merges never chain. Lines keep the
product they came with.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

import numpy as np
import numpy.typing as npt
from sqlalchemy import ColumnElement, Connection, func, or_, select

from sales_core.store.schema import products

Merged = Mapping[int, int]
"""By the number of each product that is merged: the number of its canonical product."""

CANONICAL: ColumnElement[int] = func.coalesce(products.c.merged_into, products.c.id)
"""The canonical product of a row of ``products``."""

_other = products.alias("other")

KEPT: ColumnElement[bool] = or_(
    products.c.merged_into.is_not(None),
    products.c.display_name.is_not(None),
    products.c.id.in_(select(_other.c.merged_into).where(_other.c.merged_into.is_not(None))),
)
"""Whether a person said something of a row of ``products``; it then stays also without lines."""


def merged_products(connection: Connection) -> dict[int, int]:
    """Give the products that are merged (``Merged``)."""
    query = select(products.c.id, products.c.merged_into).where(products.c.merged_into.is_not(None))
    return {row.id: row.merged_into for row in connection.execute(query)}


def canonical_of(numbers: npt.NDArray[np.int64], merged: Merged) -> npt.NDArray[np.int64]:
    """Give the canonical product of each product (int64)."""
    if not merged or not len(numbers):
        return numbers
    members = np.array(sorted(merged), np.int64)
    targets = np.array([merged[member] for member in sorted(merged)], np.int64)
    place = np.searchsorted(members, numbers).clip(max=len(members) - 1)
    return np.where(members[place] == numbers, targets[place], numbers)


def with_members(numbers: Collection[int], merged: Merged) -> list[int]:
    """Give some canonical products together with those that are merged into them, ascending."""
    return sorted({*numbers, *(member for member, into in merged.items() if into in numbers)})


def shown_names(connection: Connection) -> dict[int, str]:
    """Give the name by which each canonical product is shown; no two are the same.

    That is the name a person gave it, else its name in the files. A given name
    gives way to the name in the files where a file brought another product of that
    very name later.
    """
    query = select(products.c.id, products.c.name, products.c.display_name)
    rows = connection.execute(query.where(products.c.merged_into.is_(None))).all()
    own = {row.id: row.name for row in rows}
    given = {row.id: row.display_name for row in rows if row.display_name}
    while True:
        shown = own | given
        often = Counter(shown.values())
        taken = {number for number, name in given.items() if often[name] > 1}
        if not taken:
            return shown
        given = {number: name for number, name in given.items() if number not in taken}


def product_of_name(connection: Connection) -> dict[str, int]:
    """Give the canonical product of every name: those shown, then those in the files."""
    rows = connection.execute(select(products.c.name, CANONICAL)).all()
    shown = {name: number for number, name in shown_names(connection).items()}
    return {name: number for name, number in rows if name not in shown} | shown
