"""Everything that is stored, made from the ledger again, one stretch of days after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy import Connection, delete, select

from sales_core.store import product_rollups
from sales_core.store.daily_revenue import DAILY, forget_unused_names
from sales_core.store.days import fold_days, settle
from sales_core.store.ledger_days import active_days
from sales_core.store.names import NameIds
from sales_core.store.schema import ALL, daily_revenue, monthly_product_revenue, products, sales
from sales_core.store.trait_tables import TRAIT_TABLES
from sales_core.values.periods import Period, bucket_start, buckets
from sales_core.values.progress import Progress, no_progress

_MANY = 100_000
"""Lines of a quarter from which on it is folded and compared month by month."""


def fold_everything(
    connection: Connection, now: datetime, progress: Progress = no_progress
) -> None:
    """Make lines, daily rows, months and prices what the ledger says.

    Args:
        connection: In a writing transaction.
        now: The moment, in UTC.
        progress: Is told how many stretches of days are folded, of how many.

    Raises:
        LedgerDamagedError: A chunk of the ledger cannot be read.
    """
    periods = list(stretches(connection))
    for table in (sales, *DAILY, monthly_product_revenue, *TRAIT_TABLES):
        connection.execute(delete(table))
    ids = NameIds(connection, now)
    runs = [(period.start, period.end) for period in periods]
    folded = []
    for done, run in enumerate(runs):
        progress(done, len(runs))
        folded.append(fold_days(connection, [run], ids))
    settle(connection, runs, folded, now)
    every = connection.execute(select(products.c.id)).scalars().all()
    product_rollups.refresh_prices(connection, every, now)
    forget_unused_names(connection)


def stretches(connection: Connection) -> Iterator[Period]:
    """Give the quarters that anything is stored for, in the ledger or anywhere else.

    One with very many lines comes as its months: two kilobytes of memory a line are needed.
    """
    days = active_days(connection)
    for table in (*DAILY, sales):
        days.update(connection.execute(select(table.c.sale_date).distinct()).scalars())
    lines = _lines_by_quarter(connection)
    for start in sorted({bucket_start(day, "quarter") for day in days}):
        quarter = next(buckets(Period(start, date.max), "quarter"))
        yield from buckets(quarter, "month" if lines[start] > _MANY else "quarter")


def _lines_by_quarter(connection: Connection) -> Counter[date]:
    """Count lines by the daily rows; may they be wrong, they only decide what is done at once."""
    daily = daily_revenue.c
    query = select(daily.sale_date, daily.lines).where(
        daily.location_id == ALL, daily.payment_method_id == ALL
    )
    counted: Counter[date] = Counter()
    for day, lines in connection.execute(query):
        counted[bucket_start(day, "quarter")] += lines
    return counted
