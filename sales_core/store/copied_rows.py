"""Rows into PostgreSQL by COPY: made column by column in its binary form, and sent.

COPY takes rows that differ in the length of their texts and in what is missing; rows of one
shape are one structured array, whose bytes are sent as they are. ``bulk`` alone asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
from sqlalchemy import BigInteger, Column, Connection, Date, Integer, LargeBinary, Table
from sqlalchemy.exc import DBAPIError

from sales_core.values.arrays import Ints
from sales_core.values.keys import packed

if TYPE_CHECKING:
    from psycopg import Copy, Cursor

Cells: TypeAlias = "pd.Series[Any]"

_BEGIN = b"PGCOPY\n\xff\r\n\0" + bytes(8)
_END = b"\xff\xff"
_DAY_ZERO = np.datetime64("2000-01-01", "D")
_MISSING = -1


@dataclass(frozen=True)
class Copied:
    """Rows as COPY takes them.

    Attributes:
        count: How many rows.
        parts: Their bytes, rows of one shape after the other.
    """

    count: int
    parts: tuple[memoryview, ...]


@dataclass(frozen=True)
class _Field:
    """One column: the bytes that each value takes (-1: it is missing), and the values.

    Numbers and days are ``cells`` as they are sent; of texts ``cells`` are the bytes of all,
    and each begins at its ``start``.
    """

    sizes: Ints
    cells: npt.NDArray[Any]
    starts: Ints | None = None

    def kind(self, size: int) -> npt.DTypeLike:
        """Give the type of values that take a number of bytes."""
        return self.cells.dtype if self.starts is None else f"V{size}"

    def of(self, rows: Ints, size: int) -> npt.NDArray[Any]:
        """Give the values of some rows that take one number of bytes."""
        if self.starts is None:
            found: npt.NDArray[Any] = self.cells[rows]
        else:
            within = self.starts[rows][:, None] + np.arange(size)
            found = self.cells[within].view(self.kind(size))[:, 0]
        return found


def copied(table: Table, columns: Mapping[str, Cells]) -> Copied:
    """Make rows ready to be sent.

    Args:
        table: Where they will go.
        columns: Values by column name, in the order they are sent; NA and None are NULL.

    Raises:
        OverflowError: A number has no room in its column.
    """
    fields = [_field(table.c[name], cells) for name, cells in columns.items()]
    count = len(fields[0].sizes)
    if count == 0:
        return Copied(0, ())
    differing = [field.sizes for field in fields if (field.sizes != field.sizes[0]).any()]
    if not differing:
        return Copied(count, (_rows_of_one_shape(fields, np.arange(count)),))
    shapes = packed(*differing)
    order = np.argsort(shapes, kind="stable")
    ends = np.flatnonzero(np.diff(shapes[order])) + 1
    parts = (_rows_of_one_shape(fields, rows) for rows in np.split(order, ends))
    return Copied(count, tuple(parts))


def send(connection: Connection, into: str, names: Sequence[str], rows: Copied) -> int:
    """Send rows, and give how many there were.

    Args:
        connection: In a writing transaction.
        into: The table.
        names: The columns.
        rows: As ``copied`` makes them.
    """
    with _copying(connection, into, names, "BINARY") as copy:
        copy.write(_BEGIN)
        for part in rows.parts:
            copy.write(part)
        copy.write(_END)
    return rows.count


def send_objects(
    connection: Connection, into: str, names: Sequence[str], rows: Sequence[Mapping[str, Any]]
) -> None:
    """Send rows of Python objects, as ``send`` does."""
    with _copying(connection, into, names, "TEXT") as copy:
        for row in rows:
            copy.write_row([row[name] for name in names])


@contextmanager
def _copying(connection: Connection, into: str, names: Sequence[str], form: str) -> Iterator[Copy]:
    """Begin a COPY in the transaction of a connection; its faults are those of SQLAlchemy."""
    import psycopg  # noqa: PLC0415 - only where PostgreSQL is

    quote = connection.dialect.identifier_preparer.quote
    columns = ", ".join(quote(name) for name in names)
    sql = f"COPY {quote(into)} ({columns}) FROM STDIN (FORMAT {form})"
    try:
        cursor: Cursor = connection.connection.cursor()  # type: ignore[assignment]
        with cursor, cursor.copy(sql) as copy:
            yield copy
    except psycopg.Error as fault:
        lost = bool(connection.connection.driver_connection.closed)  # type: ignore[union-attr]
        if lost:
            connection.invalidate(fault)
        raise DBAPIError.instance(
            sql, None, fault, psycopg.Error, connection_invalidated=lost, dialect=connection.dialect
        ) from fault


def _field(column: Column[Any], cells: Cells) -> _Field:
    if isinstance(column.type, Date):
        days = cells.to_numpy().astype("M8[D]")
        return _numbers((days - _DAY_ZERO).astype(np.int64), np.isnat(days), ">i4")
    if isinstance(column.type, Integer):
        missing = cells.isna().to_numpy(np.bool_)
        whole = cells.array.to_numpy(np.int64, na_value=0) if missing.any() else cells.to_numpy()
        sent = ">i8" if isinstance(column.type, BigInteger) else ">i4"
        return _numbers(whole.astype(np.int64, copy=False), missing, sent)
    return _texts(cells, binary=isinstance(column.type, LargeBinary))


def _numbers(values: Ints, missing: npt.NDArray[np.bool_], sent: str) -> _Field:
    kind = np.dtype(sent)
    room = np.iinfo(kind)
    values = np.where(missing, 0, values) if missing.any() else values
    if len(values) and not room.min <= values.min() <= values.max() <= room.max:
        message = f"A number has no room in {kind.itemsize} bytes: {values.min()}, {values.max()}."
        raise OverflowError(message)
    return _Field(np.where(missing, _MISSING, kind.itemsize), values.astype(kind))


def _texts(cells: Cells, *, binary: bool) -> _Field:
    texts = pa.array(cells, pa.large_binary() if binary else pa.large_string())
    if isinstance(texts, pa.ChunkedArray):
        texts = texts.combine_chunks()
    _, offsets, content = texts.buffers()
    starts = np.frombuffer(offsets, np.int64)[texts.offset : texts.offset + len(texts) + 1]
    missing = texts.is_null().to_numpy(zero_copy_only=False)
    letters = np.frombuffer(content or b"", np.uint8)
    return _Field(np.where(missing, _MISSING, np.diff(starts)), letters, starts[:-1])


def _rows_of_one_shape(fields: Sequence[_Field], rows: Ints) -> memoryview:
    """Lay rows out whose values take the same bytes, each behind the number of its bytes."""
    layout: list[tuple[str, Any]] = [("fields", ">i2")]
    first = int(rows[0])
    for at, field in enumerate(fields):
        layout.append((f"size{at}", ">i4"))
        size = int(field.sizes[first])
        if size > 0:
            layout.append((f"value{at}", field.kind(size)))
    made = np.empty(len(rows), np.dtype(layout))
    made["fields"] = len(fields)
    for at, field in enumerate(fields):
        size = int(field.sizes[first])
        made[f"size{at}"] = size
        if size > 0:
            made[f"value{at}"] = field.of(rows, size)
    return made.view(np.uint8).data
