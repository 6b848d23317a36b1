"""The identities that hold between all reports, checked on what is stored now."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import BigInteger, ColumnElement, Connection, cast, func, select

from sales_core.store.database import Database
from sales_core.store.schema import ALL, daily_product_revenue, daily_revenue, sales


@dataclass(frozen=True)
class TotalsCheck:
    """The revenue of all data, added up in five ways (ten-thousandths)."""

    by_line: int
    by_day: int
    by_location: int
    by_payment_method: int
    by_product: int

    @property
    def agree(self) -> bool:
        """Tell whether all of them are the same."""
        parts = (self.by_day, self.by_location, self.by_payment_method, self.by_product)
        return all(part == self.by_line for part in parts)


def check_totals(database: Database) -> TotalsCheck:
    """Add the revenue of all data up in five ways."""
    daily, product = daily_revenue.c, daily_product_revenue.c
    revenue = daily.gross_sales + daily.refunds
    with database.reading() as connection:
        return TotalsCheck(
            by_line=_sum(connection, sales.c.amount),
            by_day=_sum(
                connection, revenue, daily.location_id == ALL, daily.payment_method_id == ALL
            ),
            by_location=_sum(
                connection, revenue, daily.location_id != ALL, daily.payment_method_id == ALL
            ),
            by_payment_method=_sum(
                connection, revenue, daily.location_id == ALL, daily.payment_method_id != ALL
            ),
            by_product=_sum(connection, product.gross_sales + product.refunds),
        )


def _sum(connection: Connection, amount: ColumnElement[int], *where: ColumnElement[bool]) -> int:
    query = select(cast(func.coalesce(func.sum(amount), 0), BigInteger)).where(*where)
    return connection.execute(query).scalar_one()
