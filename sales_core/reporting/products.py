"""What sold: the products of a period with their price, revenue, units and orders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import BigInteger, Connection, Select, case, cast, func, select

from sales_core.reporting.any_filters import sums_of
from sales_core.reporting.figures import FIGURES, SUMMED, known
from sales_core.reporting.filters import Chosen, Filters, choose
from sales_core.store.canonical import canonical_of, merged_products, shown_names
from sales_core.store.database import Database
from sales_core.store.schema import (
    daily_product_revenue,
    locations,
    monthly_product_revenue,
    products,
)
from sales_core.values.dates import LATEST
from sales_core.values.periods import Period, bucket_after, bucket_start


@dataclass(frozen=True)
class _Sums:
    """Stored sums of a product (``figures.SUMMED``), and the first and last day it was sold."""

    columns: tuple[int, ...]
    first: date | None
    last: date | None

    def __add__(self, other: _Sums | None) -> _Sums:
        if other is None:
            return self
        return _Sums(
            tuple(map(sum, zip(self.columns, other.columns, strict=True))),
            min((day for day in (self.first, other.first) if day), default=None),
            max((day for day in (self.last, other.last) if day), default=None),
        )


@dataclass(frozen=True)
class ProductsReport:
    """The answer to a question about products.

    Attributes:
        start: First day asked for; None without data.
        end: Last day asked for, included.
        products: Grain: one row a product with lines in the period, highest revenue first.
            Products that are merged are one product. ``name`` (str, as it is shown, "" for
            lines without a product), ``price`` (Int64 ten-thousandths, the latest known, NA
            where none is), ``revenue``, ``gross_sales``, ``refunds``
            (int64 ten-thousandths), ``units`` (int64 thousandths), ``orders`` (Int64: NA where
            not known), ``lines`` (int64), ``first_sold``, ``last_sold``
            (date; None where it was only refunded).
    """

    start: date | None
    end: date | None
    products: pd.DataFrame = field(compare=False)


def products_report(database: Database, filters: Filters) -> ProductsReport:
    """Answer a question about products.

    Args:
        database: Where the lines are.
        filters: The period and the names it is about.

    Raises:
        UnknownNameError: A filter names something that is not there.
    """
    with database.reading() as connection:
        chosen = choose(connection, filters)
        frame = sold_products(connection, chosen)
    period = chosen.period
    return ProductsReport(
        period.start if period else filters.start, period.end if period else filters.end, frame
    )


def sold_products(connection: Connection, chosen: Chosen) -> pd.DataFrame:
    """Give the products of a question, as ``ProductsReport.products``."""
    names = shown_names(connection)
    prices = connection.execute(select(products.c.id, products.c.price)).all()
    rows = _rows(connection, chosen) if chosen.period else []
    summed: dict[int, _Sums] = {}
    for number, *sums, first, last in rows:
        summed[number] = _Sums(tuple(sums), first, last) + summed.get(number)
    found = [(names[key], price, summed[key]) for key, price in prices if key in summed]
    frame = pd.DataFrame(
        {
            "name": pd.array([name for name, _, _ in found], "str"),
            "price": pd.array([price for _, price, _ in found], "Int64"),
            **{
                name: np.array([sums.columns[at] for _, _, sums in found], np.int64)
                for at, name in enumerate(SUMMED)
            },
            "first_sold": pd.Series([sums.first for _, _, sums in found], dtype=object),
            "last_sold": pd.Series([sums.last for _, _, sums in found], dtype=object),
        }
    )
    frame["revenue"] = frame["gross_sales"] + frame["refunds"]
    frame = frame.sort_values(["revenue", "name"], ascending=[False, True], ignore_index=True)
    return known(frame)[["name", "price", *FIGURES, "first_sold", "last_sold"]]


def _rows(connection: Connection, chosen: Chosen) -> Sequence[Any]:
    """Give sums by product: of whole months, and of the days before and after them."""
    assert chosen.period is not None  # noqa: S101 - the caller looked
    if chosen.payment_methods or chosen.traits:
        return _from_packed_days(connection, chosen)
    start, end = chosen.period.start, chosen.period.end
    if start > LATEST:
        return []
    first_month = bucket_start(start, "month")
    if first_month < start:
        first_month = bucket_after(first_month, "month")
    after_last = bucket_start(min(end, LATEST) + timedelta(days=1), "month")
    if first_month >= after_last:
        return connection.execute(_from_days(chosen, chosen.period)).all()
    rows = list(connection.execute(_from_months(chosen, first_month, after_last)))
    if start < first_month:
        before = Period(start, first_month - timedelta(days=1))
        rows += connection.execute(_from_days(chosen, before))
    if after_last <= end:
        rows += connection.execute(_from_days(chosen, Period(after_last, end)))
    return rows


def _from_months(chosen: Chosen, first: date, after: date) -> Select[Any]:
    monthly = monthly_product_revenue.c
    query = select(
        monthly.product_id,
        *(cast(func.sum(monthly[name]), BigInteger) for name in SUMMED),
        func.min(monthly.first_sold),
        func.max(monthly.last_sold),
    ).where(
        monthly.location_id.in_(chosen.location_ids),
        monthly.month >= first,
        monthly.month < after,
    )
    if chosen.products:
        query = query.where(monthly.product_id.in_(chosen.products))
    return query.group_by(monthly.product_id)


def _from_days(chosen: Chosen, period: Period) -> Select[Any]:
    daily = daily_product_revenue.c
    sold = case((daily.orders + daily.unnumbered > 0, daily.sale_date))
    wanted = chosen.products or select(products.c.id)
    places = chosen.locations or select(locations.c.id)
    return (
        select(
            daily.product_id,
            *(cast(func.sum(daily[name]), BigInteger) for name in SUMMED),
            func.min(sold),
            func.max(sold),
        )
        .where(
            daily.location_id.in_(places),
            daily.product_id.in_(wanted),
            daily.sale_date.between(period.start, period.end),
        )
        .group_by(daily.product_id)
    )


def _from_packed_days(connection: Connection, chosen: Chosen) -> list[tuple[Any, ...]]:
    """Give sums by product where others than locations and products are chosen, too."""
    merged = merged_products(connection)
    days = sums_of(
        connection,
        chosen,
        SUMMED,
        lambda some: canonical_of(some.columns["product_id"], merged),
        ("product_id",),
    )
    sold = days["sale_date"].where(days["orders"] + days["unnumbered"] > 0)
    by_product = days.assign(sold=sold).groupby("key")
    summed = by_product[list(SUMMED)].sum()
    first, last = (
        getattr(by_product["sold"], which)().dt.date.astype(object) for which in ("min", "max")
    )
    return [
        (
            number,
            *map(int, sums),
            None if pd.isna(begun) else begun,
            None if pd.isna(ended) else ended,
        )
        for number, sums, begun, ended in zip(
            summed.index.tolist(), summed.itertuples(index=False), first, last, strict=True
        )
    ]
