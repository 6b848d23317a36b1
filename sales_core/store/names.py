"""Names and their numbers: products, locations, payment methods and sets of traits."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from operator import itemgetter
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from sqlalchemy import ColumnElement, Connection, Table, func, select

from sales_core.store.bulk import insert_records
from sales_core.store.canonical import merged_products
from sales_core.store.schema import locations, payment_methods, products
from sales_core.store.trait_tables import traits
from sales_core.store.traits import NO_TRAITS, Members, add_members, members_of
from sales_core.values.lines import NAMES

TABLES: dict[str, Table] = dict(
    zip(NAMES, (products, locations, payment_methods, traits), strict=True),
)


_GIVEN: dict[str, dict[str, int]] = {"traits": {"": 0}}
"""Names that have a number without being in a table: lines that say nothing more."""

NAMES_AT_ONCE = 5_000
"""Names, or numbers, in one statement; more are looked up in all that are there."""


class NameIds:
    """The numbers of names within one writing transaction; unknown names get one.

    Only names that are asked for are looked up, so that an import costs what it brings.
    ``members`` are the values of the sets of traits among them.
    """

    def __init__(self, connection: Connection, now: datetime) -> None:
        self._connection = connection
        self._now = now
        self._ids: dict[str, dict[str, int]] = {kind: dict(_GIVEN.get(kind, {})) for kind in NAMES}
        self.merged = merged_products(connection)
        self.members: Members = NO_TRAITS
        self.dialect = connection.dialect.name

    def of(self, kind: str, names: Iterable[str]) -> list[int]:
        """Give the numbers of names, adding those that are not there yet."""
        names = list(names)
        known, table = self._ids[kind], TABLES[kind]
        unknown = [name for name in dict.fromkeys(names) if name not in known]
        known.update(_looked_up(self._connection, table, table.c.name, unknown))
        fresh = [name for name in unknown if name not in known]
        if fresh:
            last = self._connection.execute(select(func.max(table.c.id))).scalar() or 0
            stamps = {"created_at": self._now, "updated_at": self._now} if kind == "product" else {}
            added = {name: last + at for at, name in enumerate(fresh, 1)}
            rows = [{"id": number, "name": name, **stamps} for name, number in added.items()]
            insert_records(self._connection, table, rows)
            known.update(added)
            if kind == "traits":
                add_members(self._connection, added)
        if kind == "traits" and unknown:
            self.members = members_of(self._connection, known.values())
        return [known[name] for name in names]

    def column(self, kind: str, names: pd.Series[str]) -> npt.NDArray[np.int64]:
        """Give the number of each name of a category column (int64, one a row)."""
        codes = names.cat.codes.to_numpy()
        used = np.flatnonzero(np.bincount(codes))
        numbers = np.zeros(len(names.cat.categories), np.int64)
        numbers[used] = self.of(kind, names.cat.categories[used])
        return numbers[codes]


def id_of_name(connection: Connection, kind: str) -> dict[str, int]:
    """Give the numbers of all names of a kind."""
    table = TABLES[kind]
    rows = connection.execute(select(table.c.name, table.c.id))
    return dict(_GIVEN.get(kind, {})) | {name: number for name, number in rows}  # noqa: C416 - rows are no pairs to mypy


def name_of_id(connection: Connection, kind: str) -> dict[int, str]:
    """Give the names of all numbers of a kind."""
    return {number: name for name, number in id_of_name(connection, kind).items()}


def names_of_ids(connection: Connection, kind: str, numbers: Collection[int]) -> dict[int, str]:
    """Give the names of some numbers of a kind, ascending; not of those that have none."""
    table = TABLES[kind]
    found = _looked_up(connection, table, table.c.id, sorted(numbers)) | _GIVEN.get(kind, {})
    return {number: name for name, number in sorted(found.items(), key=itemgetter(1))}


def _looked_up(
    connection: Connection, table: Table, column: ColumnElement[Any], wanted: Collection[Any]
) -> dict[str, int]:
    if not wanted:
        return {}
    query = select(table.c.name, table.c.id)
    if len(wanted) <= NAMES_AT_ONCE:
        query = query.where(column.in_(wanted))
    return {name: number for name, number in connection.execute(query)}  # noqa: C416
