"""What is kept precomputed of products besides their days: their months and latest prices."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from sqlalchemy import (
    Connection,
    and_,
    bindparam,
    delete,
    func,
    select,
    update,
)

from sales_core.store.daily_revenue import (
    NUMBERS_AT_ONCE,
    Runs,
    batched,
    with_all,
    within,
    write,
)
from sales_core.store.monthly_rollups import roll_up_months
from sales_core.store.rollups import Rollups
from sales_core.store.schema import (
    ALL,
    daily_product_revenue,
    daily_revenue,
    locations,
    monthly_product_revenue,
    products,
)
from sales_core.values.day_arrays import day_array
from sales_core.values.periods import Period, bucket_after, bucket_start, buckets


def refresh_products(
    connection: Connection, runs: Runs, changed: Sequence[Rollups], now: datetime
) -> set[int]:
    """Bring the months and the prices of products up to date, of those that changed alone.

    Args:
        connection: In a writing transaction.
        runs: Days whose daily rows changed, as runs from first to last.
        changed: Their daily rows.
        now: The moment, in UTC.

    Returns:
        The products of which anything may have changed.
    """
    daily = [part.products for part in changed]
    months = _months(runs)
    if not months:
        return set()
    touched = set[int]().union(*(part.gone.products for part in changed))
    touched.update(*(part["product_id"].unique().tolist() for part in daily))
    monthly = monthly_product_revenue.c
    many = len(touched) > NUMBERS_AT_ONCE
    if many:  # to look at all of the months is cheaper then
        sold = select(monthly.product_id).where(monthly.location_id == ALL).distinct()
        for first, last in _consecutive(months):
            there = sold.where(monthly.month.between(first, last))
            touched.update(connection.execute(there).scalars())
    if others := _other_days(connection, months, runs):
        daily.append(read_products(connection, others, None if many else touched))
    for first, last in _consecutive(months):
        kept = [monthly.location_id.in_(with_all(locations)), monthly.month.between(first, last)]
        if not many:
            kept.append(monthly.product_id.in_(sorted(touched)))
        connection.execute(delete(monthly_product_revenue).where(*kept))
    _write_months(connection, pd.concat(daily, ignore_index=True))
    refresh_prices(connection, touched, now)
    return touched


def read_days_of(connection: Connection, numbers: Sequence[int]) -> list[date]:
    """Give the days that have daily rows of some canonical products, ascending."""
    daily = daily_product_revenue.c
    query = select(daily.sale_date).where(
        daily.location_id.in_(select(locations.c.id)), daily.product_id.in_(numbers)
    )
    return sorted(set(connection.execute(query).scalars()))


def unclear_places(connection: Connection, first: date, last: date) -> pd.DataFrame:
    """Give the days and locations of a period where a line without an order id is not alone.

    Returns:
        Grain: one row a day and location. ``sale_date`` (datetime64[s]), ``location_id`` (int64).
    """
    daily = daily_revenue.c
    query = select(daily.sale_date, daily.location_id).where(
        daily.location_id.in_(select(locations.c.id)),
        daily.payment_method_id == ALL,
        daily.sale_date.between(first, last),
        daily.unnumbered > 0,
    )
    found = connection.execute(query).all()
    return pd.DataFrame(
        {
            "sale_date": day_array([day for day, _ in found]).astype("M8[s]"),
            "location_id": np.array([place for _, place in found], np.int64),
        }
    )


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
                table.c.location_id.in_(with_all(locations)), table.c.product_id.in_(numbers)
            )
        )
    write(connection, daily_product_revenue, [daily])
    _write_months(connection, daily)
    refresh_prices(connection, numbers, now)


def latest_prices(connection: Connection, numbers: Collection[int]) -> dict[int, int]:
    """Give the latest unit price of those of some products that have one, from their months."""
    monthly = monthly_product_revenue.c
    found: dict[int, int] = {}
    for some in batched(numbers):
        priced = (
            monthly.location_id == ALL,
            monthly.product_id.in_(some),
            monthly.unit_price.is_not(None),
        )
        latest = (
            select(monthly.product_id, func.max(monthly.month).label("month"))
            .where(*priced)
            .group_by(monthly.product_id)
            .subquery()
        )
        both = and_(monthly.product_id == latest.c.product_id, monthly.month == latest.c.month)
        query = select(monthly.product_id, monthly.unit_price).join(latest, both).where(*priced)
        found.update((row.product_id, row.unit_price) for row in connection.execute(query))
    return found


def refresh_prices(connection: Connection, numbers: Collection[int], now: datetime) -> None:
    """Bring the prices of some products up to date."""
    right = latest_prices(connection, numbers)
    price = update(products).where(products.c.id == bindparam("number"))
    for some in batched(numbers):
        kept = select(products.c.id, products.c.price).where(products.c.id.in_(some))
        changed = [
            {"number": number, "price": right.get(number), "updated_at": now}
            for number, found in connection.execute(kept)
            if found != right.get(number)
        ]
        if changed:
            connection.execute(
                price.values(price=bindparam("price"), updated_at=bindparam("updated_at")), changed
            )


def read_products(
    connection: Connection, runs: Runs | None = None, among: Collection[int] | None = None
) -> pd.DataFrame:
    """Read the daily rows of some products, or all, as ``Rollups.products``.

    Args:
        connection: To read with.
        runs: The days, as runs from first to last; None for all days.
        among: The products; None for all.
    """
    names = [column.name for column in daily_product_revenue.columns]
    every = select(daily_product_revenue)
    queries = (
        [every]
        if runs is None
        else [every.where(*some) for some in within(connection, daily_product_revenue, runs, among)]
    )
    rows = [row for query in queries for row in connection.execute(query)]
    columns: list[Sequence[Any]] = list(zip(*rows, strict=True))
    frame = dict(zip(names, columns or [()] * len(names), strict=True))
    made: dict[str, Any] = {
        name: np.array(cells, np.int64)
        for name, cells in frame.items()
        if name not in ("sale_date", "unit_price")
    }
    made["sale_date"] = day_array(frame["sale_date"]).astype("M8[s]")
    made["unit_price"] = pd.array(list(frame["unit_price"]), "Int64")
    return pd.DataFrame(made)


def _write_months(connection: Connection, daily: pd.DataFrame) -> None:
    for _, year in daily.groupby(daily["sale_date"].dt.year):
        write(connection, monthly_product_revenue, [roll_up_months(year)])


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


def _other_days(connection: Connection, months: Sequence[Period], runs: Runs) -> Runs:
    """Give the days of some months that have daily rows and that no run has, as runs."""
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
    parts = np.split(others, np.flatnonzero(np.diff(others) > np.timedelta64(1, "D")) + 1)
    return [(run[0].astype(date), run[-1].astype(date)) for run in parts if len(run)]


def _days(first: date, last: date) -> npt.NDArray[np.datetime64]:
    return np.arange(np.datetime64(first), np.datetime64(last) + np.timedelta64(1, "D"))
