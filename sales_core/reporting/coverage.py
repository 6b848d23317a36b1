"""What data there is: its days, its names, how many lines and imports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select

from sales_core.reporting.filters import data_range
from sales_core.store.canonical import shown_names
from sales_core.store.database import Database
from sales_core.store.names import id_of_name
from sales_core.store.schema import ALL, daily_revenue, imports, monthly_product_revenue


@dataclass(frozen=True)
class Coverage:
    """What data there is.

    Attributes:
        first_date: First day with lines; None without data.
        last_date: Last day with lines.
        days_with_lines: How many days have any.
        lines: How many lines are stored.
        imports: How many imports are active.
        locations: Names, in alphabetical order; "" for lines without one.
        payment_methods: Names, in alphabetical order; "" for lines without one.
        products: Names as they are shown, in alphabetical order; "" for lines without one.
    """

    first_date: date | None
    last_date: date | None
    days_with_lines: int
    lines: int
    imports: int
    locations: tuple[str, ...]
    payment_methods: tuple[str, ...]
    products: tuple[str, ...]


def coverage(database: Database) -> Coverage:
    """Tell what data there is."""
    daily = daily_revenue.c
    with database.reading() as connection:
        known = data_range(connection)
        days, lines = connection.execute(
            select(func.count(), func.coalesce(func.sum(daily.lines), 0)).where(
                daily.location_id == ALL, daily.payment_method_id == ALL
            )
        ).one()
        active = connection.execute(
            select(func.count()).select_from(imports).where(imports.c.undone_at.is_(None))
        ).scalar_one()
        names = [
            tuple(sorted(known_names, key=str.casefold))
            for known_names in (
                id_of_name(connection, "location"),
                id_of_name(connection, "payment_method"),
                _products(connection),
            )
        ]
    return Coverage(
        known.start if known else None,
        known.end if known else None,
        int(days),
        int(lines),
        active,
        *names,
    )


def _products(connection: Connection) -> list[str]:
    """Give the names of products that have lines; some may be known that have none any more."""
    monthly = monthly_product_revenue.c
    sold = select(monthly.product_id).where(monthly.location_id == ALL).distinct()
    numbers = set(connection.execute(sold).scalars())
    return [name for number, name in shown_names(connection).items() if number in numbers]
