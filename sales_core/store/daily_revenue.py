"""The daily tables: a cache of the lines, kept in the same transaction, always rebuildable."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

import numpy as np
import pandas as pd
from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Table,
    delete,
    func,
    literal,
    select,
)

from sales_core.store.bulk import Rows, as_rows, insert_rows, on_days, without_defaults
from sales_core.store.canonical import KEPT
from sales_core.store.gone import Gone
from sales_core.store.rollups import Rollups
from sales_core.store.schema import (
    ALL,
    daily_product_revenue,
    daily_revenue,
    locations,
    monthly_product_revenue,
    packed_days,
    payment_methods,
    products,
)
from sales_core.store.trait_tables import daily_traits, trait_kinds
from sales_core.values.ahead import one_ahead
from sales_core.values.keys import row_keys

ROWS_AT_ONCE = 1 << 14
"""Rows of a frame that are made ready at once, each of which takes ten times its memory then."""

DAILY = (daily_revenue, daily_product_revenue, daily_traits, packed_days)
"""All daily tables."""

EPOCH = date(1970, 1, 1)
NUMBERS_AT_ONCE = 5_000
"""Products named in one statement."""

Runs = Sequence[tuple[date, date]]
"""Days as runs from first to last, both included."""


def stored_day_sums(connection: Connection, first: date, last: date) -> dict[int, int]:
    """Give the stored revenue of each day with lines, ten-thousandths by days since 1970."""
    daily = daily_revenue.c
    query = select(daily.sale_date, daily.gross_sales + daily.refunds).where(
        daily.location_id == ALL,
        daily.payment_method_id == ALL,
        daily.sale_date.between(first, last),
    )
    rows = connection.execute(query).all()
    return {(day - EPOCH).days: int(revenue) for day, revenue in rows}


def write_rollups(connection: Connection, rollups: Sequence[Rollups]) -> None:
    """Write the daily rows of days that have none yet.

    All of them at once take two thirds of the time they take batch by batch, because
    the tables are clustered by location and product first and by day last.
    """
    if not rollups:
        return
    write(connection, daily_revenue, [part.revenue for part in rollups])
    write(connection, daily_product_revenue, [part.products for part in rollups])
    write(connection, daily_traits, [part.traits for part in rollups])
    write(connection, packed_days, [part.packed for part in rollups])


def replace_rollups(connection: Connection, rollups: Sequence[Rollups]) -> None:
    """Write daily rows in the place of those of the same days (``Rollups.replaced``)."""
    again = [part for part in rollups if part.replaced]
    if again:
        among = set[int]().union(*(part.gone.products for part in again))
        among.update(*(part.products["product_id"].unique().tolist() for part in again))
        delete_rollups(connection, [run for part in again for run in part.replaced], among)
    write_rollups(connection, rollups)


def delete_rollups(connection: Connection, runs: Runs, among: Collection[int]) -> None:
    """Delete the daily rows of some runs of days.

    Args:
        connection: In a writing transaction.
        runs: The days.
        among: The canonical products that have daily rows there, and maybe others.
    """
    for table in DAILY:
        for chosen in within(connection, table, runs, among):
            connection.execute(delete(table).where(*chosen))


def count_lines(connection: Connection, runs: Runs) -> int:
    """Count the lines of some runs of days."""
    daily = daily_revenue.c
    counted = select(func.coalesce(func.sum(daily.lines), 0)).where(
        daily.location_id == ALL, daily.payment_method_id == ALL
    )
    return sum(
        int(connection.execute(counted.where(days.condition)).scalar_one())
        for days in on_days(connection, daily.sale_date, runs)
    )


def forget_unused_names(connection: Connection) -> None:
    """Delete all products, locations and payment methods that no line has."""
    forget_unused_products(connection)
    forget_unused_places(connection)


def forget_unused_products(connection: Connection, among: Collection[int] | None = None) -> None:
    """Delete the products that no line has any more.

    A product stays without lines if a person said something of it (``canonical.KEPT``):
    undoing an import and making it again must not lose what was merged.

    Args:
        connection: In a writing transaction.
        among: Products that may have no line any more; None for all.
    """
    if among is None:
        among = connection.execute(select(products.c.id)).scalars().all()
    monthly = monthly_product_revenue.c
    for some in batched(among):
        of_some = (monthly.location_id == ALL, monthly.product_id.in_(some))
        sold = select(monthly.product_id).where(*of_some).distinct()
        unsold = set(some).difference(connection.execute(sold).scalars())
        if unsold:
            connection.execute(delete(products).where(products.c.id.in_(unsold), ~KEPT))


def forget_unused_places(connection: Connection, gone: Sequence[Gone] | None = None) -> None:
    """Delete the locations and payment methods that no line has any more.

    What is used is asked first, since Citus cannot do both in one statement.

    Args:
        connection: In a writing transaction.
        gone: Which may have no line any more; None for all.
    """
    daily = daily_revenue.c
    for table, column, other in (
        (locations, daily.location_id, daily.payment_method_id),
        (payment_methods, daily.payment_method_id, daily.location_id),
    ):
        if gone is None:
            among = set(connection.execute(select(table.c.id)).scalars())
        else:
            among = set[int]().union(*(getattr(part, table.name) for part in gone))
        for some in batched(among):
            used = select(column).where(other == ALL, column.in_(some)).distinct()
            unused = set(some).difference(connection.execute(used).scalars())
            if unused:
                connection.execute(delete(table).where(table.c.id.in_(unused)))


def batched(numbers: Collection[int]) -> Iterator[list[int]]:
    """Give numbers in lists that fit into one statement, ascending."""
    ascending = sorted(numbers)
    for at in range(0, len(ascending), NUMBERS_AT_ONCE):
        yield ascending[at : at + NUMBERS_AT_ONCE]


def within(
    connection: Connection, table: Table, runs: Runs, among: Collection[int] | None = None
) -> Iterator[list[ColumnElement[bool]]]:
    """Say which rows of a daily table belong to some days, for one statement after the other.

    Args:
        connection: That of the statements.
        table: The daily table.
        runs: The days, as runs from first to last.
        among: The products that are looked at, where they are few; None for all.
    """
    for days in on_days(connection, table.c.sale_date, runs):
        if connection.dialect.name == "postgresql":  # which plans by what is in the table
            chosen = [days.condition]
            if "product_id" in table.c and among is not None and len(among) <= NUMBERS_AT_ONCE:
                chosen.append(table.c.product_id.in_(sorted(among)))
            yield chosen
        else:
            yield [*_found_by_key(table, days.first, days.last, among), days.condition]


def _found_by_key(
    table: Table, first: date, last: date, among: Collection[int] | None
) -> list[ColumnElement[bool]]:
    """Name what stands before the day in the key of a daily table, so that the key finds it."""
    if table is packed_days:
        return []
    conditions: list[ColumnElement[bool]] = [table.c.location_id.in_(with_all(locations))]
    if "kind_id" in table.c:
        conditions.append(table.c.kind_id.in_(select(trait_kinds.c.id)))
    if "payment_method_id" in table.c:
        conditions.append(table.c.payment_method_id.in_(with_all(payment_methods)))
    if "product_id" in table.c and among is not None and len(among) <= NUMBERS_AT_ONCE:
        conditions.append(table.c.product_id.in_(sorted(among)))
    elif "product_id" in table.c:
        monthly = monthly_product_revenue.c
        sold = select(monthly.product_id).where(
            monthly.location_id == ALL, monthly.month.between(first.replace(day=1), last)
        )
        conditions.append(table.c.product_id.in_(sold))
    return conditions


def with_all(names: Table) -> CompoundSelect[tuple[int]]:
    """Give the query for the numbers of names, ``ALL`` included."""
    return select(names.c.id).union_all(select(literal(ALL)))


def write(connection: Connection, table: Table, frames: Sequence[pd.DataFrame]) -> None:
    """Insert the rows of some frames, in the order of the table's key as far as it is numbers."""
    together = pd.concat(frames, ignore_index=True)
    kept = without_defaults(table, {str(name): together[name] for name in together})
    together = together[list(kept)]
    (keys,) = row_keys([together], [column.name for column in table.primary_key])
    order = np.argsort(keys)
    parts = (order[at : at + ROWS_AT_ONCE] for at in range(0, len(order), ROWS_AT_ONCE))
    dialect = connection.dialect.name
    made = (_rows(table, together.iloc[part], dialect) for part in parts)
    for rows in one_ahead(made, several=len(order) > ROWS_AT_ONCE):
        insert_rows(connection, rows)


def _rows(table: Table, frame: pd.DataFrame, dialect: str) -> Rows:
    return as_rows(table, {str(name): frame[name] for name in frame.columns}, dialect)
