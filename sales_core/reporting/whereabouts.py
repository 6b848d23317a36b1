"""Which files hold a sale: the lines of a day beside every import that brought them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, select

from sales_core.store import ledger
from sales_core.store.database import Database
from sales_core.store.schema import imports
from sales_core.values.keys import row_keys
from sales_core.values.lines import IDENTITY

MOST = 1_000
"""Lines that are told in one answer."""


@dataclass(frozen=True, slots=True)
class Sought:
    """Which lines of a day are looked for; None looks for all.

    Attributes:
        day: Their sale date.
        order_id: Of this order; "" for lines without one.
        product: With this name, as it stands in the files.
        location: Sold there.
        import_id: Counted from this import.
        line: At this line of its file.
    """

    day: date
    order_id: str | None = None
    product: str | None = None
    location: str | None = None
    import_id: int | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Holder:
    """An import that holds a line.

    Attributes:
        import_id: Its number.
        file: Name of its file.
        line: Where the line stands in it.
        counts: Whether the line counts from this import; the others say it again.
    """

    import_id: int
    file: str
    line: int
    counts: bool


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """A line and what holds it; quantity in thousandths, amount in ten-thousandths."""

    day: date
    order_id: str
    product: str
    location: str
    payment_method: str
    quantity: int
    amount: int
    occurrence: int
    holders: tuple[Holder, ...]


@dataclass(frozen=True)
class Found:
    """The lines that were found.

    Attributes:
        lines: At most ``MOST`` of them, by order, product and occurrence.
        count: How many there are.
    """

    lines: tuple[Whereabouts, ...]
    count: int


def whereabouts(database: Database, sought: Sought) -> Found:
    """Find the lines of a day, and for each the active imports that hold it, the first first.

    The ledger of that day alone is read.

    Raises:
        LedgerDamagedError: It cannot be read.
    """
    with database.reading() as connection:
        days = [(sought.day, sought.day)]
        chunks = list(ledger.active_chunks(connection, days))
        files = _names(connection)
    found = _chosen(ledger.fold(iter(chunks)), sought)
    first = found.head(MOST)
    held = [lines for _, lines, _ in ledger.numbered(chunks)]
    holders = _holders(first, held, files) if len(first) else []
    lines = first.astype(dict.fromkeys(("product", "location", "payment_method"), "str"))
    return Found(
        tuple(
            Whereabouts(
                row["sale_date"].date(), row["order_id"], row["product"], row["location"],
                row["payment_method"], int(row["quantity"]), int(row["amount"]),
                int(row["occurrence"]), each,
            )
            for row, each in zip(lines.to_dict("records"), holders, strict=True)
        ),
        len(found),
    )  # fmt: skip


def _names(connection: Connection) -> dict[int, str]:
    rows = connection.execute(select(imports.c.id, imports.c.file_name)).all()
    return {row.id: row.file_name for row in rows}


def _chosen(lines: pd.DataFrame, sought: Sought) -> pd.DataFrame:
    wanted: dict[str, Any] = {
        "order_id": sought.order_id,
        "product": sought.product,
        "location": sought.location,
        "import_id": sought.import_id,
        "source_line": sought.line,
    }
    chosen = np.ones(len(lines), np.bool_)
    for name, value in wanted.items():
        if value is not None:
            chosen &= (lines[name] == value).to_numpy(np.bool_)
    order = ["order_id", "product", "location", "occurrence", "source_line"]
    found = lines[chosen]
    by = found.astype({"product": "str", "location": "str"}).sort_values(order, kind="stable")
    return found.loc[by.index].reset_index(drop=True)


def _holders(
    lines: pd.DataFrame, held: list[pd.DataFrame], files: dict[int, str]
) -> list[tuple[Holder, ...]]:
    """Give who holds each of some lines, in the order of the imports."""
    ours, *theirs = row_keys([lines, *held], IDENTITY)
    place = {key: at for at, key in enumerate(ours.tolist())}
    counts = lines["import_id"].to_numpy()
    found: list[list[Holder]] = [[] for _ in place]
    for frame, keys in zip(held, theirs, strict=True):
        numbers, at_line = frame["import_id"].to_numpy(), frame["source_line"].to_numpy()
        for row in np.flatnonzero(np.isin(keys, ours)).tolist():
            at, number = place[int(keys[row])], int(numbers[row])
            holder = Holder(number, files[number], int(at_line[row]), bool(number == counts[at]))
            found[at].append(holder)
    return [tuple(sorted(each, key=lambda holder: holder.import_id)) for each in found]
