"""The daily tables: a cache of the lines, kept in the same transaction, always rebuildable."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

import pandas as pd
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    CompoundSelect,
    Connection,
    Date,
    ScalarSelect,
    Table,
    case,
    cast,
    delete,
    func,
    insert,
    literal,
    select,
    update,
)

from sales_core.store.bulk import bulk_insert
from sales_core.store.rollups import SUMS, Rollups, roll_up
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
    months = dict.fromkeys(month for first, last in runs for month in _months(first, last))
    for month in months:
        _refresh_month(connection, month)
    price = latest_price()
    connection.execute(
        update(products)
        .where(products.c.price.is_distinct_from(price))
        .values(price=price, updated_at=now)
    )


def latest_price() -> ScalarSelect[int]:
    """Give the query for the latest unit price of a row of ``products``."""
    daily = daily_product_revenue.c
    return (
        select(daily.unit_price)
        .where(
            daily.location_id == ALL,
            daily.product_id == products.c.id,
            daily.unit_price.is_not(None),
        )
        .order_by(daily.sale_date.desc())
        .limit(1)
        .scalar_subquery()
    )


def months_of_products(connection: Connection) -> pd.DataFrame:
    """Sum all daily rows of products to months, the other way than ``refresh_products`` does.

    Returns:
        Grain: one row a month x location x product, columns as in the table.
    """
    names = [column.name for column in daily_product_revenue.columns]
    rows = connection.execute(select(daily_product_revenue)).all()
    frame = pd.DataFrame(rows, columns=names)
    frame["month"] = [day.replace(day=1) for day in frame["sale_date"]]
    keys = ["location_id", "month", "product_id"]
    sums = frame.groupby(keys)[[*SUMS, "orders"]].sum()
    sold = frame[frame["orders"] > 0].groupby(keys)["sale_date"]
    both = {"first_sold": sold.min(), "last_sold": sold.max()}
    return sums.assign(**both).reset_index()


def forget_unused_names(connection: Connection) -> None:
    """Delete the products, locations and payment methods that no line has any more."""
    for table, daily in (
        (products, daily_product_revenue.c.product_id),
        (locations, daily_revenue.c.location_id),
        (payment_methods, daily_revenue.c.payment_method_id),
    ):
        used = select(daily).where(daily == table.c.id)
        if daily.name != "location_id":
            used = used.where(daily.table.c.location_id == ALL)
        connection.execute(delete(table).where(~used.exists()))


def _insert(connection: Connection, rollups: Rollups) -> None:
    for table, frame in (
        (daily_revenue, rollups.revenue),
        (daily_payment_sets, rollups.payment_sets),
        (daily_product_revenue, rollups.products),
    ):
        ordered = frame.sort_values([column.name for column in table.primary_key])
        bulk_insert(connection, table, {str(name): ordered[name] for name in ordered.columns})


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


def _months(first: date, last: date) -> list[Period]:
    return [
        Period(start, bucket_after(start, "month") - timedelta(days=1))
        for start in (
            bucket_start(part.start, "month") for part in buckets(Period(first, last), "month")
        )
    ]


def _refresh_month(connection: Connection, month: Period) -> None:
    daily, monthly = daily_product_revenue, monthly_product_revenue
    connection.execute(
        delete(monthly).where(
            monthly.c.location_id.in_(_with_all(locations)), monthly.c.month == month.start
        )
    )
    sold = case((daily.c.orders > 0, daily.c.sale_date))
    columns: dict[str, ColumnElement[object]] = {
        "location_id": daily.c.location_id,
        "month": literal(month.start, Date()),
        "product_id": daily.c.product_id,
        **{name: cast(func.sum(daily.c[name]), BigInteger) for name in (*SUMS, "orders")},
        "first_sold": func.min(sold),
        "last_sold": func.max(sold),
    }
    summed = (
        select(*columns.values())
        .where(*_within(daily, month.start, month.end))
        .group_by(daily.c.location_id, daily.c.product_id)
    )
    connection.execute(insert(monthly).from_select(list(columns), summed))
