"""What became of each product: new, growing, falling, stopped or steady; and its prices."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from typing import Any, Literal

import numpy as np
import pandas as pd
from sqlalchemy import Connection, func, select

from sales_core.reporting.comparison import percent_change
from sales_core.reporting.figures import FIGURES
from sales_core.reporting.filters import Filters, choose, data_range
from sales_core.reporting.products import sold_products
from sales_core.reporting.what_changed import refund_lines
from sales_core.store.canonical import shown_names
from sales_core.store.database import Database
from sales_core.store.schema import (
    daily_product_revenue,
    locations,
    monthly_product_revenue,
    products,
)
from sales_core.values.money import QUANTITY_SCALE, divided
from sales_core.values.periods import Period

Stage = Literal["new", "growing", "falling", "stopped", "steady"]

STEADY_PERCENT = 10
"""A change of revenue of at most so many percent is no change."""

STAGES: dict[Stage, str] = {
    "new": "Sold for the first time ever in the period; what the data begin with is not new.",
    "growing": "Revenue more than 10 % above that of the comparison, or from nothing.",
    "falling": "Revenue more than 10 % below that of the comparison.",
    "stopped": "Sold in the days compared with, and not in the period.",
    "steady": "Revenue within 10 % of that of the comparison.",
}
"""Definitions of the stages. A product has the first that fits: new, stopped, then the others."""

STORY_DEFINITIONS = {
    "average_price": "Gross sales / units of the lines that are not refund lines; none without.",
    "change": "Revenue - revenue of the days compared with.",
    "percent": "The change in percent of the revenue before; none from zero or below.",
    "first_ever": "The first day the product was ever sold at the chosen locations.",
    "last_ever": "The last day the product was ever sold at the chosen locations.",
}
"""What the figures of a story mean."""


@dataclass(frozen=True)
class ProductStories:
    """What became of the products.

    Attributes:
        start: First day asked for; None without data.
        end: Last day asked for, included.
        products: Grain: one row a product with lines in the period or in the days compared
            with, highest revenue first. The columns of ``ProductsReport.products``, and
            ``average_price`` (Int64 ten-thousandths, half to even), ``before`` and ``change``
            (Int64 ten-thousandths; NA without a comparison), ``percent`` (Decimal or None),
            ``first_ever``, ``last_ever`` (date or None), ``stage`` (a key of ``STAGES``, None
            without a comparison unless new).
    """

    start: date | None
    end: date | None
    products: pd.DataFrame = field(compare=False)


def product_stories(database: Database, filters: Filters, before: Period | None) -> ProductStories:
    """Tell what became of the products of a question.

    Args:
        database: Where the lines are.
        filters: The period and the names it is about.
        before: The days to compare with; None compares with nothing, and so do days before
            the first one of the data.

    Raises:
        UnknownNameError: A filter names something that is not there.
    """
    with database.reading() as connection:
        chosen = choose(connection, filters)
        frame = sold_products(connection, chosen)
        refunded = refund_lines(connection, chosen)
        ever = _ever_sold(connection, chosen.location_ids)
        known = data_range(connection)
        earlier = None
        if before and known and before.end >= known.start:  # earlier nothing is known
            earlier = sold_products(connection, replace(chosen, period=before))
    if earlier is not None:
        frame = _with_those_of(frame, earlier)
    frame["average_price"] = pd.array(
        [
            _average_price(gross, units - refunded.get(name, (0, 0))[1])
            for name, gross, units in _rows(frame, "name", "gross_sales", "units")
        ],
        "Int64",
    )
    for at, column in enumerate(("first_ever", "last_ever")):
        days = [ever.get(name, (None, None))[at] for name in frame["name"]]
        frame[column] = pd.Series(days, dtype=object)
    _compare(frame, earlier)
    period = chosen.period
    could_be_new = period if period and known and period.start > known.start else None
    frame["stage"] = pd.Series(
        [
            "new" if _within(first, could_be_new) else _stage(*sums)
            for first, *sums in _rows(frame, "first_ever", *_SUMS)
        ],
        dtype=object,
    )
    frame = frame.drop(columns="sold_before")
    return ProductStories(
        period.start if period else filters.start, period.end if period else filters.end, frame
    )


_SUMS = ("first_sold", "revenue", "before", "sold_before")


def _rows(frame: pd.DataFrame, *columns: str) -> list[tuple[Any, ...]]:
    """Give some columns row by row, as plain Python; missing numbers are None."""
    cells = ([None if cell is pd.NA else cell for cell in frame[name].tolist()] for name in columns)
    return list(zip(*cells, strict=True))


def _with_those_of(frame: pd.DataFrame, earlier: pd.DataFrame) -> pd.DataFrame:
    """Add the products that only the earlier days have, with nothing sold."""
    gone = earlier[~earlier["name"].isin(set(frame["name"]))].copy()
    gone[list(FIGURES)] = 0
    gone[["first_sold", "last_sold"]] = None
    both = [frame, gone.sort_values("name")]
    return pd.concat([part for part in both if len(part)] or [frame], ignore_index=True)


def _compare(frame: pd.DataFrame, earlier: pd.DataFrame | None) -> None:
    """Put what the earlier days came to beside each product."""
    if earlier is None:
        for name in ("before", "change"):
            frame[name] = pd.array([None] * len(frame), "Int64")
        for name in ("percent", "sold_before"):
            frame[name] = pd.Series([None] * len(frame), dtype=object)
        return
    by_name = earlier.set_index("name")
    found = frame["name"].map(by_name["revenue"]) if len(by_name) else pd.Series(0, frame.index)
    frame["before"] = found.astype("Int64").fillna(0)
    sold = dict(zip(earlier["name"], earlier["first_sold"], strict=True))
    frame["sold_before"] = pd.Series([sold.get(name) for name in frame["name"]], dtype=object)
    frame["change"] = frame["revenue"].astype("Int64") - frame["before"]
    percents = [percent_change(now, was) for now, was in _rows(frame, "revenue", "before")]
    frame["percent"] = pd.Series(percents, dtype=object)


def _within(day: date | None, period: Period | None) -> bool:
    return day is not None and period is not None and period.start <= day <= period.end


def _stage(
    sold: date | None, revenue: int, before: int | None, sold_before: date | None
) -> Stage | None:
    if before is None:
        return None
    if sold is None and sold_before is not None:
        return "stopped"
    if abs(revenue - before) * 100 <= abs(before) * STEADY_PERCENT:
        return "steady"
    return "growing" if revenue > before else "falling"


def _average_price(gross: int, units: int) -> int | None:
    """Divide ten-thousandths by thousandths of a piece, half to even."""
    return divided(gross * QUANTITY_SCALE, units) if units > 0 else None


def _ever_sold(
    connection: Connection, location_ids: tuple[int, ...]
) -> dict[str, tuple[date | None, date | None]]:
    """Give the first and last day on which each product was ever sold, by shown name."""
    monthly = monthly_product_revenue.c
    query = (
        select(monthly.product_id, func.min(monthly.first_sold), func.max(monthly.last_sold))
        .where(monthly.location_id.in_(location_ids))
        .group_by(monthly.product_id)
    )
    names = shown_names(connection)
    return {names[number]: (first, last) for number, first, last in connection.execute(query)}


def price_history(database: Database, filters: Filters) -> pd.DataFrame:
    """Give the prices a product had, as far as its lines say one.

    A day has one price: that of its last order with one (between locations the highest).

    Args:
        database: Where the lines are.
        filters: One product, and the period and locations looked at; payment methods,
            what lines say of themselves and further products are not looked at.

    Returns:
        Grain: one row for each run of days at the same price, ascending. ``start``, ``end``
        (date: the first and last day it was sold at that price), ``unit_price`` (int64
        ten-thousandths), ``days`` (int64: on how many days it was seen).

    Raises:
        UnknownNameError: A filter names something that is not there.
    """
    daily = daily_product_revenue.c
    with database.reading() as connection:
        chosen = choose(connection, filters)
        query = (
            select(daily.sale_date, func.max(daily.unit_price))
            .where(
                daily.location_id.in_(chosen.locations or select(locations.c.id)),
                daily.product_id.in_(chosen.products or select(products.c.id)),
                daily.unit_price.is_not(None),
            )
            .group_by(daily.sale_date)
            .order_by(daily.sale_date)
        )
        if chosen.period:
            query = query.where(daily.sale_date.between(chosen.period.start, chosen.period.end))
        days = connection.execute(query).all()
    runs = [list(run) for _, run in groupby(days, key=lambda row: row[1])]
    return pd.DataFrame(
        {
            "start": pd.Series([run[0][0] for run in runs], dtype=object),
            "end": pd.Series([run[-1][0] for run in runs], dtype=object),
            "unit_price": np.array([run[0][1] for run in runs], np.int64),
            "days": np.array([len(run) for run in runs], np.int64),
        }
    )
