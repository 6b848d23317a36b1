"""The identities that hold between all reports, checked on what is stored now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import BigInteger, ColumnElement, Connection, cast, func, select

from sales_core.reporting.filters import Filters, choose
from sales_core.reporting.traits import by_value
from sales_core.store.database import Database
from sales_core.store.schema import ALL, daily_product_revenue, daily_revenue, sales
from sales_core.store.traits import kind_ids
from sales_core.values.traits import shown_kind


@dataclass(frozen=True)
class TotalsCheck:
    """The revenue of all data, added up in several ways (ten-thousandths).

    Attributes:
        by_line: The sum of all lines.
        sums: The same by what is added up: "day", "location", "payment method", "product", and each
            kind of what lines say of themselves, such as "category".
    """

    by_line: int
    sums: Mapping[str, int]

    @property
    def agree(self) -> bool:
        """Tell whether all of them are the same."""
        return all(each == self.by_line for each in self.sums.values())


def check_totals(database: Database) -> TotalsCheck:
    """Add the revenue of all data up in every way there is."""
    daily, product = daily_revenue.c, daily_product_revenue.c
    revenue = daily.gross_sales + daily.refunds
    everywhere, anyhow = daily.location_id == ALL, daily.payment_method_id == ALL
    with database.reading() as connection:
        sums = {
            "day": _sum(connection, revenue, everywhere, anyhow),
            "location": _sum(connection, revenue, ~everywhere, anyhow),
            "payment method": _sum(connection, revenue, everywhere, ~anyhow),
            "product": _sum(connection, product.gross_sales + product.refunds),
        }
        everything = choose(connection, Filters())
        for kind, number in kind_ids(connection).items():
            parts = by_value(connection, everything, number, "all")
            sums[shown_kind(kind)] = int(parts["revenue"].sum())
        return TotalsCheck(_sum(connection, sales.c.amount), sums)


def _sum(connection: Connection, amount: ColumnElement[int], *where: ColumnElement[bool]) -> int:
    query = select(cast(func.coalesce(func.sum(amount), 0), BigInteger)).where(*where)
    return connection.execute(query).scalar_one()
