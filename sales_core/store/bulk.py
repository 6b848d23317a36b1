"""Many rows into a table in few statements: the one place where dialects differ.

SQLite takes statements of 64 rows, which run 1.4 times as fast as one statement
a row. PostgreSQL takes them by COPY (``copied_rows``), five times as fast as statements
in a pipeline; rows that may be there already come through a temporary table, since COPY
cannot leave any out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from sqlalchemy import (
    ARRAY,
    Column,
    ColumnElement,
    Connection,
    Date,
    Select,
    Table,
    and_,
    any_,
    bindparam,
    column,
    func,
    insert,
    literal,
    select,
)
from sqlalchemy import table as named
from sqlalchemy.dialects import sqlite

from sales_core.store.copied_rows import Cells, Copied, copied, send, send_objects

ROWS_PER_STATEMENT = 64

_STATEMENTS = 128
"""Statements handed to the driver at once."""

_MANY = 1 << 17
"""Rows that are not made ready at once: they would take 250 bytes each."""

_PIECE = ROWS_PER_STATEMENT * _STATEMENTS


@dataclass(frozen=True)
class Rows:
    """Rows made ready for a table.

    Attributes:
        table: Where they go.
        names: Columns in the order of the table.
        cells: Python objects, one row a row (object array); for PostgreSQL what COPY takes; the
            columns where there are so many rows that they are made ready piece by piece.
    """

    table: Table
    names: tuple[str, ...]
    cells: npt.NDArray[Any] | Copied | Mapping[str, Cells]


@dataclass(frozen=True)
class SomeDays:
    """Days for one statement: the first, the last, and the condition that a day is among them."""

    first: date
    last: date
    condition: ColumnElement[bool]


def as_rows(table: Table, columns: Mapping[str, Cells], dialect: str) -> Rows:
    """Make rows ready, which takes longer than it takes to insert them.

    Args:
        table: Where they will go.
        columns: Values by column name, all of one length; NA and None are NULL.
        dialect: Name of the database's dialect.
    """
    names = tuple(column.name for column in table.columns if column.name in columns)
    if dialect == "postgresql":
        return Rows(table, names, copied(table, {name: columns[name] for name in names}))
    count = len(columns[names[0]])
    if count > _MANY:
        return Rows(table, names, columns)
    cells = np.empty((count, len(names)), object)
    for at, name in enumerate(names):
        text_dates = dialect == "sqlite" and isinstance(table.c[name].type, Date)
        cells[:, at] = _objects(columns[name], text_dates=text_dates)
    return Rows(table, names, cells)


def without_defaults(table: Table, columns: Mapping[str, Cells]) -> dict[str, Cells]:
    """Leave columns away that the table fills by itself: of NULL, and of its own zeros."""
    return {name: cells for name, cells in columns.items() if not _is_default(table.c[name], cells)}


def _is_default(column: Column[Any], cells: Cells) -> bool:
    if column.server_default is not None:
        return cells.dtype == "int64" and not cells.to_numpy().any()
    return bool(column.nullable and cells.dtype == "Int64" and cells.isna().all())


def insert_rows(connection: Connection, rows: Rows, *, skip_existing: bool = False) -> int:
    """Insert rows in the order given.

    Args:
        connection: In a transaction.
        rows: As ``as_rows`` makes them.
        skip_existing: Leave out rows whose key is there already.

    Returns:
        How many rows were inserted.
    """
    if isinstance(rows.cells, Copied):
        return _copy(connection, rows, rows.cells, skip_existing=skip_existing)
    if isinstance(rows.cells, Mapping):
        return sum(
            insert_rows(connection, piece, skip_existing=skip_existing)
            for piece in _pieces(rows, rows.cells, connection.dialect.name)
        )
    if len(rows.cells) == 0:
        return 0
    size = ROWS_PER_STATEMENT
    whole = len(rows.cells) - len(rows.cells) % size
    many = rows.cells[:whole].reshape(-1, size * len(rows.names))
    inserted = _run(connection, _sql(rows.table, rows.names, size, skip_existing), many)
    one = _sql(rows.table, rows.names, 1, skip_existing)
    return inserted + _run(connection, one, rows.cells[whole:])


def _pieces(rows: Rows, columns: Mapping[str, Cells], dialect: str) -> Iterator[Rows]:
    for start in range(0, len(columns[rows.names[0]]), _PIECE):
        piece = {name: columns[name][start : start + _PIECE] for name in rows.names}
        yield as_rows(rows.table, piece, dialect)


def insert_records(
    connection: Connection, table: Table, records: Sequence[Mapping[str, Any]]
) -> None:
    """Insert rows that are Python objects, all with the same columns; none may be none."""
    if connection.dialect.name == "postgresql" and len(records) > ROWS_PER_STATEMENT:
        send_objects(connection, table.name, list(records[0]), records)
    else:
        connection.execute(insert(table), list(records))


def on_days(
    connection: Connection, day: ColumnElement[date], runs: Iterable[tuple[date, date]]
) -> list[SomeDays]:
    """Say that a day is in some runs, for one statement after the other.

    SQLite finds each run by itself at once. PostgreSQL plans every statement anew, and reads a
    whole table where it finds no better way, so that one statement has all runs.

    Args:
        connection: That of the statements.
        day: The column.
        runs: From first to last day, both included.
    """
    joined = _joined(runs)
    if len(joined) < 2 or connection.dialect.name != "postgresql":
        return [SomeDays(*run, day.between(*run)) for run in joined]
    days = [
        first + timedelta(more) for first, last in joined for more in range((last - first).days + 1)
    ]
    among = and_(day.between(days[0], days[-1]), day == any_(literal(days, ARRAY(Date))))
    return [SomeDays(days[0], days[-1], among)]


def _joined(runs: Iterable[tuple[date, date]]) -> list[tuple[date, date]]:
    """Make one run of those that touch each other."""
    joined: list[tuple[date, date]] = []
    for first, last in sorted(runs):
        if joined and first <= joined[-1][1] + timedelta(1):
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined


def _copy(connection: Connection, rows: Rows, cells: Copied, *, skip_existing: bool) -> int:
    if cells.count == 0:
        return 0
    if not skip_existing:
        return send(connection, rows.table.name, rows.names, cells)
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - loads slowly, SQLite needs none

    beside = f"incoming_{rows.table.name}"
    connection.exec_driver_sql(
        f"CREATE TEMPORARY TABLE IF NOT EXISTS {beside} "
        f"(LIKE {rows.table.name} INCLUDING DEFAULTS) ON COMMIT DROP"
    )
    connection.exec_driver_sql(f"TRUNCATE {beside}")  # of the batch before
    send(connection, beside, rows.names, cells)
    sent: Select[*tuple[Any, ...]] = select(*(column(name) for name in rows.names)).select_from(
        named(beside)
    )
    added = postgresql.insert(rows.table).from_select(rows.names, sent).on_conflict_do_nothing()
    key = next(iter(rows.table.primary_key.columns))
    counted = added.returning(key).cte("added")  # Citus counts what was sent as inserted
    return connection.execute(select(func.count()).select_from(counted)).scalar_one()


def _run(connection: Connection, sql: str, rows: npt.NDArray[Any]) -> int:
    if len(rows) == 0:
        return 0
    done, width = 0, rows.shape[1]
    for start in range(0, len(rows), _STATEMENTS):  # so that few rows are in memory twice
        cells = iter(rows[start : start + _STATEMENTS].ravel().tolist())
        some = list(zip(*[cells] * width, strict=True))
        done += connection.exec_driver_sql(sql, some).rowcount
    return done


@cache
def _sql(table: Table, names: tuple[str, ...], rows: int, skip_existing: bool) -> str:  # noqa: FBT001 - a key of the cache
    """Write the statement for a number of rows, with places in the order of the names."""
    statement = sqlite.insert(table).values({name: bindparam(name) for name in names})
    if skip_existing:
        statement = statement.on_conflict_do_nothing()
    one = str(statement.compile(dialect=sqlite.dialect()))
    places = "(" + ", ".join("?" * len(names)) + ")"
    return one.replace(places, ", ".join([places] * rows))


def _objects(series: pd.Series[Any], *, text_dates: bool) -> Any:
    """Give a column as Python objects: exact ints, texts, dates (ISO texts for SQLite), None."""
    if series.dtype.kind == "M":
        codes, days = pd.factorize(series.to_numpy())
        made: list[Any] = days.astype("M8[D]").tolist()
        if text_dates:
            made = [day.isoformat() for day in made]
        return np.array([*made, None], object)[codes]  # a missing day has the code -1
    if series.dtype == "Int64":
        return series.array.to_numpy(object, na_value=None)
    if text_dates:
        return [day.isoformat() if isinstance(day, date) else None for day in series]
    return series.to_numpy(object)
