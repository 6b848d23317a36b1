"""The revenue of several products over time, all of them in one question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from sqlalchemy import CompoundSelect, Connection, Select, select, union_all

from sales_core.reporting.any_filters import sums_of
from sales_core.reporting.filters import Chosen, Filters, choose
from sales_core.store.canonical import canonical_of, merged_products, shown_names
from sales_core.store.database import Database
from sales_core.store.schema import (
    daily_product_revenue,
    locations,
    monthly_product_revenue,
    products,
)
from sales_core.values.day_arrays import day_array
from sales_core.values.periods import Grain, Period, bucket_after, bucket_ends, bucket_start

MOST_BUCKETS = 26
"""So many points a small drawing has at most, as far as a year is not too short for it."""

_DAYS: dict[Grain, int] = {"day": 1, "week": 7, "month": 30, "quarter": 91}


@dataclass(frozen=True)
class ProductSeries:
    """The revenue of products over time.

    Attributes:
        names: The products with lines in the period, in alphabetical order.
        starts: The first day of each bucket, without gaps.
        ends: The last day of each bucket.
        revenue: Of each product (row) in each bucket (column); int64 ten-thousandths.
    """

    names: tuple[str, ...]
    starts: tuple[date, ...]
    ends: tuple[date, ...]
    revenue: npt.NDArray[np.int64] = field(compare=False)

    def frame(self) -> pd.DataFrame:
        """Give one row for each bucket of each product: ``name``, ``start``, ``end``, ``revenue``.

        By name, then by day; names as texts, days as dates, revenue as above.
        """
        names = [name for name in self.names for _ in self.starts]
        return pd.DataFrame(
            {
                "name": pd.array(names, "str"),
                "start": pd.Series(self.starts * len(self.names), dtype=object),
                "end": pd.Series(self.ends * len(self.names), dtype=object),
                "revenue": self.revenue.ravel(),
            }
        )


def series_grain(period: Period) -> Grain:
    """Give the shortest grain that splits a period into few parts."""
    for grain, days in _DAYS.items():
        if period.days <= MOST_BUCKETS * days:
            return grain
    return "year"


def product_series(
    database: Database, filters: Filters, grain: Grain, week_start: int = 0
) -> ProductSeries:
    """Give the revenue of products by day, week, month, quarter or year, without gaps.

    Args:
        database: Where the lines are.
        filters: The period, the products (all, where none is named) and the other names.
        grain: The length of a bucket.
        week_start: 0 for weeks that start on Monday to 6 for Sunday.

    Raises:
        UnknownNameError: A filter names something that is not there.
    """
    with database.reading() as connection:
        chosen = choose(connection, filters)
        if chosen.period is None:
            return ProductSeries((), (), (), np.zeros((0, 0), np.int64))
        rows: Sequence[Any]
        if chosen.payment_methods or chosen.traits:
            rows = _from_packed_days(connection, chosen)
        else:
            rows = connection.execute(_query(chosen, chosen.period, grain)).all()
        names = shown_names(connection)
    starts, ends = bucket_ends(chosen.period, grain, week_start)
    numbers = sorted({row[0] for row in rows}, key=lambda number: names[number])
    place = {number: at for at, number in enumerate(numbers)}
    revenue = np.zeros((len(numbers), len(starts)), np.int64)
    if rows:
        of, days, amounts = zip(*rows, strict=True)
        bucket = np.searchsorted(day_array(starts), day_array(days), "right") - 1
        which = np.array([place[number] for number in of], np.intp)
        np.add.at(revenue, (which, bucket), np.array(amounts, np.int64))
    found = tuple(names[number] for number in numbers)
    return ProductSeries(found, tuple(starts), tuple(ends), revenue)


def _from_packed_days(connection: Connection, chosen: Chosen) -> list[tuple[int, date, int]]:
    """Give product, day and revenue where others than locations and products are chosen, too."""
    merged = merged_products(connection)
    days = sums_of(
        connection,
        chosen,
        ("gross_sales", "refunds"),
        lambda some: canonical_of(some.columns["product_id"], merged),
        ("product_id",),
    )
    revenue = days["gross_sales"] + days["refunds"]
    dates = days["sale_date"].dt.date
    return list(zip(days["key"].tolist(), dates.tolist(), revenue.tolist(), strict=True))


def _query(chosen: Chosen, period: Period, grain: Grain) -> Select[Any] | CompoundSelect[Any]:
    """Give the query for product, day and revenue; whole months stand at their first day."""
    first = bucket_start(period.start, "month")
    if first < period.start:
        first = bucket_after(first, "month")
    after = bucket_start(min(period.end, date.max - timedelta(days=1)) + timedelta(days=1), "month")
    if grain in ("day", "week") or first >= after:
        return _by_day(chosen, period)
    monthly = monthly_product_revenue.c
    months = select(monthly.product_id, monthly.month, monthly.gross_sales + monthly.refunds).where(
        monthly.location_id.in_(chosen.location_ids), monthly.month >= first, monthly.month < after
    )
    if chosen.products:
        months = months.where(monthly.product_id.in_(chosen.products))
    parts = [months]
    if period.start < first:
        parts.append(_by_day(chosen, Period(period.start, first - timedelta(days=1))))
    if after <= period.end:
        parts.append(_by_day(chosen, Period(after, period.end)))
    return union_all(*parts)


def _by_day(chosen: Chosen, period: Period) -> Select[Any]:
    daily = daily_product_revenue.c
    return select(daily.product_id, daily.sale_date, daily.gross_sales + daily.refunds).where(
        daily.location_id.in_(chosen.locations or select(locations.c.id)),
        daily.product_id.in_(chosen.products or select(products.c.id)),
        daily.sale_date.between(period.start, period.end),
    )
