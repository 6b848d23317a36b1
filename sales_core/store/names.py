"""Names and their numbers: products, locations and payment methods."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import numpy as np
import numpy.typing as npt
import pandas as pd
from sqlalchemy import Connection, Table, func, insert, select

from sales_core.store.canonical import merged_products
from sales_core.store.schema import locations, payment_methods, products
from sales_core.values.lines import NAMES

TABLES: dict[str, Table] = dict(
    zip(NAMES, (products, locations, payment_methods), strict=True),
)


class NameIds:
    """The numbers of names within one writing transaction; unknown names get one."""

    def __init__(self, connection: Connection, now: datetime) -> None:
        self._connection = connection
        self._now = now
        self._ids = {kind: id_of_name(connection, kind) for kind in NAMES}
        self.merged = merged_products(connection)
        self.dialect = connection.dialect.name

    def of(self, kind: str, names: Iterable[str]) -> list[int]:
        """Give the numbers of names, adding those that are not there yet."""
        names = list(names)
        known = self._ids[kind]
        fresh = [name for name in dict.fromkeys(names) if name not in known]
        if fresh:
            table = TABLES[kind]
            last = self._connection.execute(select(func.max(table.c.id))).scalar() or 0
            stamps = {"created_at": self._now, "updated_at": self._now} if kind == "product" else {}
            added = {name: last + at for at, name in enumerate(fresh, 1)}
            rows = [{"id": number, "name": name, **stamps} for name, number in added.items()]
            self._connection.execute(insert(table), rows)
            known.update(added)
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
    return {name: number for name, number in rows}  # noqa: C416 - rows are no pairs to mypy


def name_of_id(connection: Connection, kind: str) -> dict[int, str]:
    """Give the names of all numbers of a kind."""
    return {number: name for name, number in id_of_name(connection, kind).items()}
