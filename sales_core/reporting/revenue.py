"""Revenue for a period: its figures, and the same by day, week, month, quarter or year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import BigInteger, Connection, Select, cast, func, select

from sales_core.errors import PeriodTooLongError
from sales_core.reporting.daily import by_day
from sales_core.reporting.figures import (
    FIGURES,
    SUMMED,
    Figures,
    figures_of,
    known,
    total,
    with_taxes,
)
from sales_core.reporting.filters import Chosen, Dimension, Filters, choose
from sales_core.reporting.products import products_report
from sales_core.store.database import Database
from sales_core.store.names import name_of_id
from sales_core.store.rollups import STATED
from sales_core.store.schema import ALL, daily_revenue
from sales_core.values.day_arrays import day_array
from sales_core.values.periods import Grain, Period, bucket_ends

__all__ = [
    "LONGEST_ANSWER",
    "Dimension",
    "RevenueReport",
    "breakdown",
    "daily_revenue_of",
    "revenue_report",
]

LONGEST_ANSWER = 40_000
"""Days, weeks, ... of one answer: more than a century of days."""

_DAYS: dict[Grain, int] = {"day": 1, "week": 7, "month": 28, "quarter": 90, "year": 365}


@dataclass(frozen=True)
class RevenueReport:
    """The answer to a question about revenue.

    Attributes:
        start: First day asked for; None without data.
        end: Last day asked for, included.
        figures: Of the whole period.
        periods: With a grain: one row for each day, week, ... of the period, without gaps.
            ``start``, ``end`` (date), ``revenue``, ``gross_sales``, ``refunds`` (int64
            ten-thousandths), ``lines`` (int64), ``orders`` (Int64: NA where not known),
            ``units`` (int64 thousandths), and the figures TAXES (``net_revenue`` and ``tax``
            Int64, NA where no line states a tax).
    """

    start: date | None
    end: date | None
    figures: Figures
    periods: pd.DataFrame | None = field(default=None, compare=False)


def revenue_report(
    database: Database, filters: Filters, grain: Grain | None = None, week_start: int = 0
) -> RevenueReport:
    """Answer a question about revenue.

    Args:
        database: Where the lines are.
        filters: The period and the names it is about.
        grain: By what length of time to split the figures, too.
        week_start: 0 for weeks that start on Monday to 6 for Sunday.

    Raises:
        UnknownNameError: A filter names something that is not there.
        PeriodTooLongError: The period has more than ``LONGEST_ANSWER`` days, weeks, ...
    """
    with database.reading() as connection:
        chosen = choose(connection, filters)
        if grain and chosen.period and chosen.period.days > LONGEST_ANSWER * _DAYS[grain]:
            raise PeriodTooLongError(grain, LONGEST_ANSWER)
        days = by_day(connection, chosen)
    period = chosen.period
    figures = figures_of(total(days))
    if period is None:
        return RevenueReport(filters.start, filters.end, figures, _no_periods() if grain else None)
    periods = _split(days, period, grain, week_start) if grain else None
    return RevenueReport(period.start, period.end, figures, periods)


def daily_revenue_of(database: Database, filters: Filters) -> pd.DataFrame:
    """Give the figures of the days that have lines, as ``daily.by_day`` does."""
    with database.reading() as connection:
        return by_day(connection, choose(connection, filters))


def breakdown(database: Database, filters: Filters, by: Dimension) -> pd.DataFrame:
    """Split the figures of a period by location, payment method or product.

    Returns:
        Grain: one row a name, highest revenue first. ``name`` (str), ``revenue``,
        ``gross_sales``, ``refunds`` (int64 ten-thousandths), ``lines`` (int64),
        ``orders`` (Int64: NA where not known), ``units`` (int64 thousandths). Orders do not
        add up over payment methods and products: one order can have several.
    """
    if by == "product":
        columns = ["name", *FIGURES]
        return products_report(database, filters).products[columns]
    with database.reading() as connection:
        chosen = choose(connection, filters)
        names = name_of_id(connection, by)
        if (
            chosen.products
            or chosen.traits
            or (by == "location" and len(chosen.payment_methods) > 1)
        ):
            rows: Sequence[Any] = _one_by_one(connection, chosen, by, names)
        else:
            rows = connection.execute(_sums_by(chosen, by)).all() if chosen.period else []
    frame = pd.DataFrame(rows, columns=["name", *SUMMED])
    frame["name"] = frame["name"].map(names).astype("str")
    frame["revenue"] = frame["gross_sales"] + frame["refunds"]
    frame = known(frame[frame["lines"] > 0])[["name", *FIGURES]]
    return frame.sort_values(["revenue", "name"], ascending=[False, True], ignore_index=True)


def _sums_by(chosen: Chosen, by: Dimension) -> Select[Any]:
    """Sum the daily rows of each location, or of each payment method."""
    assert chosen.period is not None  # noqa: S101 - the caller looked
    daily = daily_revenue.c
    key = daily.location_id if by == "location" else daily.payment_method_id
    wanted = chosen.locations if by == "location" else chosen.payment_methods
    other = (
        daily.payment_method_id.in_(chosen.payment_method_ids)
        if by == "location"
        else daily.location_id.in_(chosen.location_ids)
    )
    return (
        select(key, *(cast(func.sum(daily[name]), BigInteger) for name in SUMMED))
        .where(
            key.in_(wanted) if wanted else key != ALL,
            other,
            daily.sale_date.between(chosen.period.start, chosen.period.end),
        )
        .group_by(key)
    )


def _one_by_one(
    connection: Connection, chosen: Chosen, by: Dimension, names: Mapping[int, str]
) -> list[tuple[int, ...]]:
    """Ask for each name alone, where no sum of daily rows can count the orders."""
    wanted = (chosen.locations if by == "location" else chosen.payment_methods) or tuple(names)
    rows = []
    for number in wanted:
        only = (number,)
        narrowed = (
            replace(chosen, locations=only)
            if by == "location"
            else replace(chosen, payment_methods=only)
        )
        sums = total(by_day(connection, narrowed))
        rows.append((number, *(sums[name] for name in SUMMED)))
    return rows


def _split(days: pd.DataFrame, period: Period, grain: Grain, week_start: int) -> pd.DataFrame:
    """Sum days to the buckets of a grain, empty ones included."""
    first_days, last_days = bucket_ends(period, grain, week_start)
    starts = day_array(first_days)
    place = np.searchsorted(starts, days["sale_date"].to_numpy().astype("M8[D]"), "right") - 1
    frame: dict[str, Any] = {
        "start": pd.Series(first_days, dtype=object),
        "end": pd.Series(last_days, dtype=object),
    }
    for name in (*FIGURES, "unnumbered", *STATED):
        frame[name] = np.zeros(len(starts), np.int64)
        np.add.at(frame[name], place, days[name].to_numpy())
    return with_taxes(known(pd.DataFrame(frame)))


def _no_periods() -> pd.DataFrame:
    numbers = {name: pd.Series(dtype="int64") for name in (*FIGURES, "unnumbered", *STATED)}
    days = {name: pd.Series(dtype=object) for name in ("start", "end")}
    return with_taxes(known(pd.DataFrame(days | numbers)))
