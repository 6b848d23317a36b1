"""The daily tables: a cache of the lines, kept in the same transaction, always rebuildable."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    ScalarSelect,
    Table,
    delete,
    literal,
    select,
    update,
)

from sales_core.store.bulk import bulk_insert
from sales_core.store.rollups import Rollups, roll_up, roll_up_months
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
from sales_core.store.stored_lines import read_lines
from sales_core.values.periods import Period, bucket_after, bucket_start, buckets


def write_days(connection: Connection, lines: pd.DataFrame) -> None:
    """Write the daily rows of days that have none yet.

    Args:
        connection: In a writing transaction.
        lines: All lines of those days, as ``stored_lines.read_lines`` gives them.
    """
    _insert(connection, roll_up(lines))


def refresh_days(connection: Connection, runs: Iterable[tuple[date, date]]) -> pd.DataFrame:
    """Recompute the daily rows of some runs of days from their lines.

    Returns:
        The lines of those days, as ``stored_lines.read_lines`` gives them.
    """
    found = []
    for first, last in runs:
        for table in (daily_revenue, daily_payment_sets, daily_product_revenue):
            connection.execute(delete(table).where(*_within(table, first, last)))
        found.append(read_lines(connection, first, last))
    lines = pd.concat(found, ignore_index=True)
    if len(lines):
        _insert(connection, roll_up(lines))
    return lines


def refresh_products(
    connection: Connection, runs: Iterable[tuple[date, date]], now: datetime
) -> None:
    """Bring everything that is derived from the daily rows up to date for some runs of days.

    These are the months of products, the price of products, and the names that
    no line has any more.
    """
    for first, last in _years_of_months(runs):
        _refresh_months(connection, first, last)
    price = latest_price()
    connection.execute(
        update(products)
        .where(products.c.price.is_distinct_from(price))
        .values(price=price, updated_at=now)
    )


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
    """Delete the products, locations and payment methods that no line has any more."""
    monthly, daily = monthly_product_revenue.c, daily_revenue.c
    for table, used in (
        (products, select(monthly.product_id).where(monthly.product_id == products.c.id)),
        (locations, select(daily.location_id).where(daily.location_id == locations.c.id)),
        (
            payment_methods,
            select(daily.payment_method_id).where(
                daily.location_id == ALL, daily.payment_method_id == payment_methods.c.id
            ),
        ),
    ):
        connection.execute(delete(table).where(~used.exists()))


def _insert(connection: Connection, rollups: Rollups) -> None:
    _write(connection, daily_revenue, rollups.revenue)
    _write(connection, daily_payment_sets, rollups.payment_sets)
    _write(connection, daily_product_revenue, rollups.products)


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


def _years_of_months(runs: Iterable[tuple[date, date]]) -> Iterator[tuple[date, date]]:
    """Give the months that runs of days touch: first and last, at most a year of them at once."""
    months = sorted(
        {
            bucket_start(part.start, "month")
            for first, last in runs
            for part in buckets(Period(first, last), "month")
        }
    )
    for _, within in groupby(months, key=lambda month: month.year):
        year = list(within)
        yield year[0], year[-1]


def _refresh_months(connection: Connection, first: date, last: date) -> None:
    """Sum the daily rows of products to the months from one to another."""
    monthly = monthly_product_revenue
    connection.execute(
        delete(monthly).where(
            monthly.c.location_id.in_(_with_all(locations)),
            monthly.c.month.between(first, last),
        )
    )
    end = bucket_after(last, "month") - timedelta(days=1)
    daily = read_products(connection, first, end)
    if len(daily):
        _write(connection, monthly, roll_up_months(daily))


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
    made["sale_date"] = np.array(frame["sale_date"], "datetime64[D]").astype("datetime64[s]")
    made["unit_price"] = pd.array(list(frame["unit_price"]), "Int64")
    return pd.DataFrame(made)


def _write(connection: Connection, table: Table, frame: pd.DataFrame) -> None:
    ordered = frame.sort_values([column.name for column in table.primary_key])
    bulk_insert(connection, table, {str(name): ordered[name] for name in ordered.columns})
