"""A quick look at a database, cheap enough for every start; ``verify`` looks at everything."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, func, select

from sales_core.store.database import Database
from sales_core.store.schema import ALL, daily_revenue, imports, monthly_product_revenue
from sales_core.store.seals import import_seals
from sales_core.store.verify_file import readable, versions_found_wrong

SMALL = 16 * 1024 * 1024
"""Bytes up to which a file is read through; that takes some twenty milliseconds."""


def self_check(database: Database) -> list[str]:
    """Look whether the sums agree with each other, and a small file is whole; nothing is written.

    It costs the same for ten thousand and for ten million lines.

    Returns:
        What is wrong, a sentence each.
    """
    with database.reading() as connection:
        found = list(readable("A table", versions_found_wrong(connection)))
        found += readable("A table of sums", _sums_found_wrong(connection))
        found += readable("The list of imports", _seals_found_wrong(connection))
        if database.path and database.path.stat().st_size <= SMALL:
            found += readable("The file", _pages_found_wrong(connection))
    return found


def _pages_found_wrong(connection: Connection) -> Iterator[str]:
    said = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
    if said != "ok":
        yield "The database file is damaged; `python -m sales_core verify` says where."


def _sums_found_wrong(connection: Connection) -> Iterator[str]:
    day, month = daily_revenue.c, monthly_product_revenue.c
    by_day = select(func.sum(day.lines), func.sum(day.gross_sales + day.refunds)).where(
        day.location_id == ALL, day.payment_method_id == ALL
    )
    by_month = select(func.sum(month.lines), func.sum(month.gross_sales + month.refunds)).where(
        month.location_id == ALL
    )
    days, months = (connection.execute(query).one() for query in (by_day, by_month))
    if tuple(days) != tuple(months):
        yield (
            "The sums of days and of products differ; `python -m sales_core verify` says where, "
            "and `rebuild` makes them anew."
        )


def _seals_found_wrong(connection: Connection) -> Iterator[str]:
    every, sealed = (
        connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in (imports, import_seals)
    )
    if every != sealed:
        yield f"There are {every:,} imports and {sealed:,} seals of imports."
