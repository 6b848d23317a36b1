"""The daily tables: a cache of the lines, kept in the same transaction, always rebuildable."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    ScalarSelect,
    Table,
    delete,
    func,
    literal,
    select,
    update,
)

from sales_core.store.bulk import bulk_insert
from sales_core.store.canonical import KEPT, merged_products
from sales_core.store.monthly_rollups import roll_up_months
from sales_core.store.rollups import Rollups, roll_up
from sales_core.store.schema import (
    ALL,
    daily_payment_sets,
    daily_product_revenue,
    daily_revenue,
    locations,
    monthly_product_revenue,
    payment_methods,
    products,
)
from sales_core.values.day_arrays import day_array
from sales_core.values.periods import Period, bucket_after, bucket_start, buckets

Runs = Sequence[tuple[date, date]]
"""Days as runs from first to last, both included."""


def write_rollups(connection: Connection, rollups: Rollups) -> None:
    """Write the daily rows of days that have none yet."""
    _write(connection, daily_revenue, rollups.revenue)
    _write(connection, daily_payment_sets, rollups.payment_sets)
    _write(connection, daily_product_revenue, rollups.products)


def refresh_days(connection: Connection, runs: Runs, lines: pd.DataFrame) -> pd.DataFrame:
    """Replace the daily rows of some runs of days.

    Args:
        connection: In a writing transaction.
        runs: The days, as runs from first to last.
        lines: All lines of those days, as ``stored_lines.read_lines`` gives them.

    Returns:
        Their daily rows of products, as ``Rollups.products``.
    """
    for first, last in runs:
        for table in (daily_revenue, daily_payment_sets, daily_product_revenue):
            connection.execute(delete(table).where(*_within(table, first, last)))
    rollups = roll_up(lines, merged_products(connection))
    write_rollups(connection, rollups)
    return rollups.products


def count_lines(connection: Connection, runs: Runs) -> int:
    """Count the lines of some runs of days."""
    daily = daily_revenue.c
    counted = select(func.coalesce(func.sum(daily.lines), 0)).where(
        daily.location_id == ALL, daily.payment_method_id == ALL
    )
    return sum(
        int(connection.execute(counted.where(daily.sale_date.between(first, last))).scalar_one())
        for first, last in runs
    )


def refresh_products(
    connection: Connection, runs: Runs, changed: Sequence[pd.DataFrame], now: datetime
) -> None:
    """Bring the months and the prices of products up to date.

    Args:
        connection: In a writing transaction.
        runs: Days whose daily rows changed, as runs from first to last.
        changed: Their daily rows of products, as ``Rollups.products``.
        now: The moment, in UTC.
    """
    months = _months(runs)
    if not months:
        return
    for first, last in _consecutive(months):
        connection.execute(
            delete(monthly_product_revenue).where(
                monthly_product_revenue.c.location_id.in_(_with_all(locations)),
                monthly_product_revenue.c.month.between(first, last),
            )
        )
    daily = pd.concat([*changed, *_other_days(connection, months, runs)], ignore_index=True)
    _write_months(connection, daily)
    _refresh_prices(connection, now)


def _write_months(connection: Connection, daily: pd.DataFrame) -> None:
    for _, year in daily.groupby(daily["sale_date"].dt.year):
        _write(connection, monthly_product_revenue, roll_up_months(year))


def _refresh_prices(connection: Connection, now: datetime) -> None:
    price = latest_price()
    connection.execute(
        update(products)
        .where(products.c.price.is_distinct_from(price))
        .values(price=price, updated_at=now)
    )


def read_days_of(connection: Connection, numbers: Sequence[int]) -> list[date]:
    """Give the days that have daily rows of some canonical products, ascending."""
    daily = daily_product_revenue.c
    query = select(daily.sale_date).where(
        daily.location_id.in_(select(locations.c.id)), daily.product_id.in_(numbers)
    )
    return sorted(set(connection.execute(query).scalars()))


def replace_products(
    connection: Connection, numbers: Sequence[int], daily: pd.DataFrame, now: datetime
) -> None:
    """Replace all that is kept precomputed of some products: their days, months and prices.

    Args:
        connection: In a writing transaction.
        numbers: The products.
        daily: All their daily rows, as ``Rollups.products``.
        now: The moment, in UTC.
    """
    for table in (daily_product_revenue, monthly_product_revenue):
        connection.execute(
            delete(table).where(
                table.c.location_id.in_(_with_all(locations)), table.c.product_id.in_(numbers)
            )
        )
    _write(connection, daily_product_revenue, daily)
    _write_months(connection, daily)
    _refresh_prices(connection, now)


def latest_price() -> ScalarSelect[int]:
    """Give the query for the latest unit price of a row of ``products``."""
    monthly = monthly_product_revenue.c
    return (
        select(monthly.unit_price)
        .where(
            monthly.location_id == ALL,
            monthly.product_id == products.c.id,
            monthly.unit_price.is_not(None),
        )
        .order_by(monthly.month.desc())
        .limit(1)
        .scalar_subquery()
    )


def forget_unused_names(connection: Connection) -> None:
    """Delete the products, locations and payment methods that no line has any more.

    A product stays without lines if a person said something of it (``canonical.KEPT``):
    undoing an import and making it again must not lose what was merged.
    """
    monthly, daily = monthly_product_revenue.c, daily_revenue.c
    sold = select(monthly.product_id).where(monthly.product_id == products.c.id)
    for table, used in (
        (products, sold.exists() | KEPT),
        (locations, select(daily.location_id).where(daily.location_id == locations.c.id).exists()),
        (
            payment_methods,
            select(daily.payment_method_id)
            .where(daily.location_id == ALL, daily.payment_method_id == payment_methods.c.id)
            .exists(),
        ),
    ):
        connection.execute(delete(table).where(~used))


def _within(table: Table, first: date, last: date) -> list[ColumnElement[bool]]:
    """Say which rows of a daily table belong to a period, in a way that its key finds them."""
    conditions = [table.c.location_id.in_(_with_all(locations))]
    if "payment_method_id" in table.c:
        conditions.append(table.c.payment_method_id.in_(_with_all(payment_methods)))
    if "product_id" in table.c:
        conditions.append(table.c.product_id.in_(select(products.c.id)))
    return [*conditions, table.c.sale_date.between(first, last)]


def _with_all(names: Table) -> CompoundSelect[tuple[int]]:
    return select(names.c.id).union_all(select(literal(ALL)))


def _months(runs: Runs) -> list[Period]:
    """Give the whole months that some runs of days touch."""
    starts = {
        bucket_start(part.start, "month")
        for first, last in runs
        for part in buckets(Period(first, last), "month")
    }
    return [Period(day, bucket_after(day, "month") - timedelta(days=1)) for day in sorted(starts)]


def _consecutive(months: Sequence[Period]) -> Iterator[tuple[date, date]]:
    """Give the first days of the first and last month of each run of months."""
    first = None
    for month, after in zip(months, [*months[1:], None], strict=True):
        first = first or month.start
        if after is None or after.start > month.end + timedelta(days=1):
            yield first, month.start
            first = None


def _other_days(
    connection: Connection, months: Sequence[Period], runs: Runs
) -> Iterator[pd.DataFrame]:
    """Read the daily rows of products of the days of some months that no run has."""
    of_runs = np.concatenate([_days(first, last) for first, last in runs])
    of_months = np.concatenate([_days(month.start, month.end) for month in months])
    days = np.setdiff1d(of_months, of_runs)
    daily = daily_revenue.c
    stored = select(daily.sale_date).where(
        daily.location_id == ALL,
        daily.payment_method_id == ALL,
        daily.sale_date.between(months[0].start, months[-1].end),
    )
    known = day_array(connection.execute(stored).scalars())
    others = np.intersect1d(days, known)
    for run in np.split(others, np.flatnonzero(np.diff(others) > np.timedelta64(1, "D")) + 1):
        if len(run):
            yield read_products(connection, run[0].astype(date), run[-1].astype(date))


def _days(first: date, last: date) -> npt.NDArray[np.datetime64]:
    return np.arange(np.datetime64(first), np.datetime64(last) + np.timedelta64(1, "D"))


def read_products(connection: Connection, first: date, last: date) -> pd.DataFrame:
    """Read the daily rows of products of a period, as ``Rollups.products`` has them."""
    names = [column.name for column in daily_product_revenue.columns]
    query = select(daily_product_revenue).where(*_within(daily_product_revenue, first, last))
    columns: list[Sequence[Any]] = list(zip(*connection.execute(query).all(), strict=True))
    frame = dict(zip(names, columns or [()] * len(names), strict=True))
    made: dict[str, Any] = {
        name: np.array(cells, np.int64)
        for name, cells in frame.items()
        if name not in ("sale_date", "unit_price")
    }
    made["sale_date"] = day_array(frame["sale_date"]).astype("M8[s]")
    made["unit_price"] = pd.array(list(frame["unit_price"]), "Int64")
    return pd.DataFrame(made)


def _write(connection: Connection, table: Table, frame: pd.DataFrame) -> None:
    ordered = frame.sort_values([column.name for column in table.primary_key])
    bulk_insert(connection, table, {str(name): ordered[name] for name in ordered.columns})
