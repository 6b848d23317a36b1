"""Orders that are stored for days inside a file and are not in it any more."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import numpy as np
import pandas as pd
from sqlalchemy import Connection, select

from sales_core.importing.reading import Reading
from sales_core.imports.orders import VanishedOrder
from sales_core.store.daily_revenue import count_lines
from sales_core.store.schema import imports
from sales_core.store.stored_lines import read_days, runs_of_days, with_names
from sales_core.values.keys import row_keys
from sales_core.values.lines import ORDER
from sales_core.values.money import amount_text

NAMED = 3
"""Orders told one by one in a sentence."""

FAR_MORE = 20
"""Times the lines of a file: more of them on the days between its own are other sales."""


class Vanished:
    """Looks for orders that are stored for days inside a file and are not in it any more.

    Inside are the days between its first and its last, which it may hold in part. An order counts
    as gone only where the file has its location and its payment methods, where it came with a file
    of the same columns, and where the file holds at least as many of the other stored orders: else
    it is another part of the sales and not a later export of the same.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._common = 0
        self._gone: list[pd.DataFrame] = []
        lines = reading.lines
        names = lines.names() if lines else {}
        self._places = frozenset(names.get("location", ()))
        self._methods = frozenset(names.get("payment_method", ()))
        period = lines.period() if lines else None
        self._inside = period and tuple(np.datetime64(day, "D") for day in period)

    def look(self, lines: pd.DataFrame, stored: pd.DataFrame) -> None:
        """Look at a batch.

        Args:
            lines: The batch (``values.lines``).
            stored: What was stored of its days before, with names and ``import_id``.
        """
        if not self._inside:
            return
        first, last = self._inside
        days = stored["sale_date"].to_numpy()
        inside = (days > first) & (days < last) & (stored["order_id"] != "").to_numpy()
        if not inside.any():
            return
        stored = stored[inside]
        ours, theirs = row_keys([lines, stored], ORDER)
        known = np.isin(theirs, ours)
        self._common += len(np.unique(theirs[known]))
        if not known.all():
            self._gone.append(self._orders(stored[~known]))

    def orders(self, connection: Connection) -> list[VanishedOrder]:
        """Give the orders that are gone, by day, once all batches were looked at."""
        self._look_between(connection)
        if not self._gone:
            return []
        gone = pd.concat(self._gone, ignore_index=True)
        numbers = {*gone["first_import"].tolist(), *gone["last_import"].tolist()}
        alike = _alike(connection, numbers, self._reading)
        gone = gone[gone["first_import"].isin(alike) & gone["last_import"].isin(alike)]
        if len(gone) > self._common:
            return []
        return [
            VanishedOrder(
                row["sale_date"].date(),
                row["location"],
                row["order_id"],
                int(row["amount"]),
                int(row["last_import"]),
            )
            for row in gone.sort_values(list(ORDER)).to_dict("records")
        ]

    def _look_between(self, connection: Connection) -> None:
        """Look at the days inside the file of which it has no line at all."""
        lines = self._reading.lines
        if not self._inside or lines is None:
            return
        first, last = self._inside
        every = np.arange(first, last)[1:]
        own = np.unique(lines.cells.days[lines.rows]).astype("M8[D]")
        runs = list(runs_of_days(pd.Series(every[~np.isin(every, own)])))
        most = FAR_MORE * len(lines.rows)
        if runs and 0 < count_lines(connection, runs) <= most:
            stored = with_names(connection, read_days(connection, runs))
            numbered = stored[(stored["order_id"] != "").to_numpy()]
            if len(numbered):
                self._gone.append(self._orders(numbered))

    def _orders(self, lines: pd.DataFrame) -> pd.DataFrame:
        """Sum lines by order, but for orders of which the file can say nothing."""
        frame = lines.astype({"location": "str", "payment_method": "str"})
        frame["here"] = frame["location"].isin(self._places)
        frame["here"] &= frame["payment_method"].isin(self._methods)
        summed = frame.groupby(list(ORDER), as_index=False).agg(
            amount=("amount", "sum"),
            first_import=("import_id", "min"),
            last_import=("import_id", "max"),
            here=("here", "all"),
        )
        return summed[summed["here"]]


def _alike(connection: Connection, numbers: Collection[int], reading: Reading) -> set[int]:
    """Give the imports among some whose files had the format, or else the columns, of this one."""
    plan = reading.plan
    if plan is None:
        return set()
    query = select(imports.c.id, imports.c.plan).where(imports.c.id.in_(numbers))
    ours = plan.as_json()
    name = "format" if ours.get("format") else "header_sha256"
    rows = connection.execute(query).all()
    return {row.id for row in rows if ours.get(name) and row.plan.get(name) == ours[name]}


def vanished_told(vanished: Sequence[VanishedOrder]) -> Iterator[str]:
    """Say that orders are stored which are no longer in a file that holds their days."""
    if not vanished:
        return
    count = len(vanished)
    one = count == 1
    amount = amount_text(sum(each.amount for each in vanished))
    first = ", ".join(f"{each.order_id} on {each.sale_date}" for each in vanished[:NAMED])
    more = f" and {count - NAMED:,} more" if count > NAMED else ""
    numbers = sorted({each.import_id for each in vanished})
    came = f"import{'' if len(numbers) == 1 else 's'} {', '.join(map(str, numbers[:NAMED]))}"
    yield (
        f"Attention: {count:,} {'order' if one else 'orders'} stored for days inside this file "
        f"{'is' if one else 'are'} not in it any more ({amount}: {first}{more}). "
        f"{'It still counts' if one else 'They still count'}, from {came}"
        f"{' and more' if len(numbers) > NAMED else ''}."
    )
