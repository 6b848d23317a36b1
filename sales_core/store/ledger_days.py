"""Which days the ledger holds, without its lines; also where a chunk of it is damaged."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from sqlalchemy import Connection, select

from sales_core.errors import LedgerDamagedError
from sales_core.store.schema import imports, ledger_chunks, sales


def days_of_import(connection: Connection, import_id: int) -> Iterator[pd.Series[pd.Timestamp]]:
    """Give the days of each chunk of one import (datetime64[s]), each once.

    Of a chunk that is damaged they are the days on which lines of the import
    are stored: on all others, other imports have brought the same lines.
    """
    chunk = ledger_chunks.c
    numbers = select(chunk.number).where(chunk.import_id == import_id).order_by(chunk.number)
    for number in connection.execute(numbers).scalars().all():
        query = select(chunk.first_date, chunk.last_date, chunk.lines)
        found = connection.execute(
            query.where(chunk.import_id == import_id, chunk.number == number)
        )
        first, last, content = found.one()
        try:
            days = _days_of(content)
        except LedgerDamagedError:
            within = select(sales.c.sale_date).where(
                sales.c.sale_date.between(first, last), sales.c.import_id == import_id
            )
            stored = connection.execute(within.distinct()).scalars().all()
            days = pd.Series(np.array(stored, "M8[D]").astype("M8[s]"))
        yield days.drop_duplicates()


def active_days(connection: Connection) -> set[date]:
    """Give all days of active imports; of a damaged chunk those that are recorded of it."""
    chunk = ledger_chunks.c
    query = (
        select(chunk.first_date, chunk.last_date, chunk.lines)
        .join(imports, imports.c.id == chunk.import_id)
        .where(imports.c.undone_at.is_(None))
        .execution_options(yield_per=10)
    )
    found: set[date] = set()
    for first, last, content in connection.execute(query):
        try:
            found.update(day.date() for day in _days_of(content).unique())
        except LedgerDamagedError:
            found |= {first, last}
    return found


def _days_of(content: bytes) -> pd.Series[pd.Timestamp]:
    """Read only the days (datetime64[s]) of lines back from Parquet.

    Raises:
        LedgerDamagedError: The bytes are not what ``encode`` writes.
    """
    try:
        days = pq.read_table(io.BytesIO(content), columns=["sale_date"])["sale_date"]
        return pd.Series(days.to_numpy().astype("M8[s]"))
    except (pa.ArrowException, OSError, KeyError) as fault:
        raise LedgerDamagedError from fault
