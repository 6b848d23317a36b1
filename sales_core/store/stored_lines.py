"""The lines as stored: inserting those that are not there yet, reading and deleting days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    and_,
    cast,
    delete,
    func,
    select,
    tuple_,
)

from sales_core.store.bulk import Rows, as_rows, insert_rows, on_days, without_defaults
from sales_core.store.names import NameIds, names_of_ids
from sales_core.store.schema import sales
from sales_core.values.day_arrays import day_array
from sales_core.values.lines import NAMES

_READ = (
    "sale_date",
    "order_id",
    "product_id",
    "quantity",
    "amount",
    "location_id",
    "payment_method_id",
    "occurrence",
    "unit_price",
    "import_id",
    "source_line",
    "discount",
    "tax",
    "traits_id",
)

_MAYBE = ("unit_price", "discount", "tax")

_KEYS = 2_000
"""Orders named in one statement."""


@dataclass(frozen=True)
class Inserted:
    """How many lines were added or taken away, and their amounts (ten-thousandths) summed."""

    rows: int
    amount: int


def identified(lines: pd.DataFrame, ids: NameIds, import_id: int | None = None) -> pd.DataFrame:
    """Put numbers in the place of names.

    Args:
        lines: A frame of lines (``values.lines``).
        ids: Numbers of the names; unknown names get one.
        import_id: The import that brings them; None where a column says it.

    Returns:
        A frame as ``read_lines`` gives it, in the order of ``lines``.
    """
    frame = {name: lines[name] for name in _READ if name in lines}
    for kind in NAMES:
        frame[f"{kind}_id"] = pd.Series(ids.column(kind, lines[kind]), lines.index)
    if import_id is not None:
        frame["import_id"] = pd.Series(np.full(len(lines), import_id, np.int64), lines.index)
    return pd.DataFrame(frame, columns=list(_READ), copy=False)


def insert_lines(
    connection: Connection, lines: pd.DataFrame, rows: Rows, *, fresh: bool = False
) -> Inserted:
    """Insert the lines of one import whose identity is not there yet.

    Args:
        connection: In a writing transaction.
        lines: As ``identified`` gives them; whole days, ascending, of one import.
        rows: The same lines, as ``sales_rows`` makes them.
        fresh: Nothing is stored of their days.
    """
    added = insert_rows(connection, rows, skip_existing=not fresh)
    if added == len(lines):
        return Inserted(added, int(lines["amount"].sum()))
    if added == 0:
        return Inserted(0, 0)
    days = lines["sale_date"]
    brought = select(cast(func.coalesce(func.sum(sales.c.amount), 0), BigInteger)).where(
        sales.c.sale_date.between(days.iloc[0].date(), days.iloc[-1].date()),
        sales.c.import_id == int(lines["import_id"].iloc[0]),
    )
    return Inserted(added, connection.execute(brought).scalar_one())


def sales_rows(lines: pd.DataFrame, dialect: str) -> Rows:
    """Make lines, as ``identified`` gives them, ready for the table of a dialect."""
    columns = without_defaults(sales, {name: lines[name] for name in _READ})
    return as_rows(sales, columns, dialect)


def write_lines(connection: Connection, lines: pd.DataFrame) -> None:
    """Insert lines, as ``identified`` gives them, into days that were emptied before."""
    insert_rows(connection, sales_rows(lines, connection.dialect.name))


def read_lines(
    connection: Connection, first: date, last: date, products: Sequence[int] = ()
) -> pd.DataFrame:
    """Read the stored lines of a period, of some products or of all.

    Returns:
        Grain: one row a line, in the order of their identity. ``sale_date``
        (datetime64[s]), ``order_id`` (str), ``unit_price``, ``discount``, ``tax`` (Int64) and the
        other columns of the table as int64; names by number.
    """
    return _read(connection, sales.c.sale_date.between(first, last), products)


def _read(
    connection: Connection, chosen: ColumnElement[bool], products: Sequence[int] = ()
) -> pd.DataFrame:
    query = select(*(sales.c[name] for name in _READ)).where(chosen)
    if products:
        query = query.where(sales.c.product_id.in_(products))
    rows = connection.execute(query.order_by(*sales.primary_key.columns)).all()
    columns: list[Sequence[Any]] = list(zip(*rows, strict=True)) or [()] * len(_READ)
    given = dict(zip(_READ, columns, strict=True))
    frame: dict[str, Any] = {
        name: np.array(given[name], np.int64)
        for name in _READ
        if name not in ("sale_date", "order_id", *_MAYBE)
    }
    frame["sale_date"] = day_array(given["sale_date"]).astype("M8[s]")
    frame["order_id"] = pd.array(list(given["order_id"]), "str")
    for name in _MAYBE:
        frame[name] = pd.array(list(given[name]), "Int64")
    return pd.DataFrame(frame, columns=list(_READ))


def read_days(connection: Connection, runs: Iterable[tuple[date, date]]) -> pd.DataFrame:
    """Read the stored lines of some runs of days, as ``read_lines`` does."""
    chosen = on_days(connection, sales.c.sale_date, runs)
    return pd.concat([_read(connection, days.condition) for days in chosen], ignore_index=True)


def with_names(connection: Connection, lines: pd.DataFrame) -> pd.DataFrame:
    """Put names (category) in the place of numbers; NA where a number has none."""
    named = lines.copy(deep=False)
    for kind in NAMES:
        numbers = named.pop(f"{kind}_id")
        names = names_of_ids(connection, kind, numbers.unique().tolist())
        place = {number: at for at, number in enumerate(names)}
        codes = numbers.map(place).fillna(-1).to_numpy(np.int64)
        categories = pd.Index(list(names.values()), dtype="str")
        named[kind] = pd.Categorical.from_codes(codes, categories)
    return named


def delete_days(connection: Connection, runs: Iterable[tuple[date, date]]) -> None:
    """Delete the lines of some runs of days."""
    for days in on_days(connection, sales.c.sale_date, runs):
        connection.execute(delete(sales).where(days.condition))


def delete_orders(
    connection: Connection, lines: pd.DataFrame, keeping: Sequence[int] = ()
) -> Inserted:
    """Delete the stored lines of all orders that some lines belong to.

    Args:
        connection: In a writing transaction.
        lines: As ``identified`` gives them.
        keeping: Imports whose lines stay.

    Returns:
        How many lines that were, and their amounts summed.
    """
    orders = lines[["sale_date", "location_id", "order_id"]].drop_duplicates()
    days = [day.date() for day in orders["sale_date"]]
    keys = list(zip(days, orders["location_id"].tolist(), orders["order_id"], strict=True))
    rows = amount = 0
    for start in range(0, len(keys), _KEYS):
        some, within = keys[start : start + _KEYS], days[start : start + _KEYS]
        chosen = and_(
            sales.c.sale_date.between(min(within), max(within)),
            tuple_(sales.c.sale_date, sales.c.location_id, sales.c.order_id).in_(some),
            sales.c.import_id.not_in(keeping),
        )
        total = select(func.count(), cast(func.coalesce(func.sum(sales.c.amount), 0), BigInteger))
        count, summed = connection.execute(total.where(chosen)).one()
        rows, amount = rows + count, amount + summed
        connection.execute(delete(sales).where(chosen))
    return Inserted(rows, amount)


def say_the_same(
    connection: Connection, runs: Iterable[tuple[date, date]], lines: pd.DataFrame
) -> bool:
    """Tell whether lines state what the same lines, as stored, state beside their identity.

    Args:
        connection: To read with.
        runs: The days.
        lines: As ``identified`` gives them: all lines of those days.
    """
    stated = [lines["traits_id"], lines["tax"].isna(), lines["discount"].isna()]
    sums = {"amount": "sum", "quantity": "sum", "product_id": "sum", "source_line": "count"}
    ours = lines.groupby([each.to_numpy() for each in stated]).agg(sums)
    line, stored = sales.c, list[tuple[int, ...]]()
    keys = (line.traits_id, line.tax.is_(None), line.discount.is_(None))
    summed = (cast(func.sum(line[name]), BigInteger) for name in ("amount", "quantity"))
    query = select(*keys, *summed, cast(func.sum(line.product_id), BigInteger), func.count())
    for days in on_days(connection, line.sale_date, runs):
        some = query.where(days.condition).group_by(*keys)
        stored += [tuple(map(int, row)) for row in connection.execute(some)]
    theirs = pd.DataFrame(stored).groupby([0, 1, 2]).sum()
    made = {tuple(map(int, key)): tuple(row) for key, *row in ours.itertuples()}
    return made == {tuple(map(int, key)): tuple(row) for key, *row in theirs.itertuples()}


def days_with_lines(connection: Connection, first: date, last: date) -> bool:
    """Tell whether any line of a period is stored."""
    query = select(sales.c.sale_date).where(sales.c.sale_date.between(first, last)).limit(1)
    return connection.execute(query).first() is not None


def runs_of_days(days: pd.Series[pd.Timestamp]) -> Iterator[tuple[date, date]]:
    """Give the runs of consecutive days among some days, first and last day of each."""
    distinct = np.unique(days.to_numpy().astype("datetime64[D]"))
    for run in np.split(distinct, np.flatnonzero(np.diff(distinct) > np.timedelta64(1, "D")) + 1):
        if len(run):
            yield run[0].astype(date), run[-1].astype(date)
