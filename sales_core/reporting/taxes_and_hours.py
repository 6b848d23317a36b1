"""Taxes by month and rate, and the hours of the days of the week; see ``traits``."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from sales_core.reporting.figures import DAY_SUMMED, FIGURES, SUMMED, TAXES, known, with_taxes
from sales_core.reporting.filters import Filters, choose, kind_number
from sales_core.reporting.traits import by_value
from sales_core.store.database import Database
from sales_core.store.trait_tables import UNSAID
from sales_core.store.traits import kind_ids, value_names
from sales_core.values.traits import HOUR, TAX_RATE

_LAST = Decimal(1_000)
"""Where lines without a rate stand, behind all rates."""


def tax_table(database: Database, filters: Filters) -> pd.DataFrame:
    """Sum taxes by month and rate of tax.

    Returns:
        Grain: month x rate, ascending. ``month`` (date, its first day), ``rate`` (str, percent;
        "" where a line says none), ``revenue`` (int64 ten-thousandths), ``lines`` (int64) and
        TAXES.

    Raises:
        UnknownNameError: A filter names something that is not there.
    """
    with database.reading() as connection:
        chosen = choose(connection, filters)
        number = kind_ids(connection).get(TAX_RATE, 0)
        frame = by_value(connection, chosen, number, "day")
        names = value_names(connection, number) | {UNSAID: ""}
    frame["month"] = pd.to_datetime(frame["sale_date"]).dt.to_period("M").dt.start_time.dt.date
    summed = frame.groupby(["month", "value_id"], as_index=False)[[*DAY_SUMMED, "revenue"]].sum()
    summed["rate"] = summed["value_id"].map(names).astype("str")
    rates = [Decimal(rate) if rate else _LAST for rate in summed["rate"]]
    summed["order"] = pd.Series(rates, summed.index, dtype=object)
    summed = with_taxes(summed).sort_values(["month", "order"], ignore_index=True)
    return summed[["month", "rate", "revenue", "lines", *TAXES]]


def busy_hours(database: Database, filters: Filters) -> pd.DataFrame:
    """Sum the hours of the days of the week.

    Returns:
        Grain: weekday x hour with lines, ascending. ``weekday`` (int64, Monday 1 to Sunday 7),
        ``hour`` (str, "09"; "" for lines without a time), FIGURES, and ``days`` (int64): on how
        many days with sales of that weekday.

    Raises:
        UnknownNameError: A filter names something that is not there, or no line has a time.
    """
    with database.reading() as connection:
        chosen = choose(connection, filters)
        number = kind_number(connection, HOUR)
        frame = by_value(connection, chosen, number, "day")
        names = value_names(connection, number) | {UNSAID: ""}
    frame = frame[frame["lines"] > 0]
    day = pd.to_datetime(frame["sale_date"])
    frame = frame.assign(weekday=(day.dt.day_of_week + 1).astype("int64"))
    days = frame.groupby("weekday")["sale_date"].nunique()
    summed = frame.groupby(["weekday", "value_id"], as_index=False)[[*SUMMED, "revenue"]].sum()
    summed["hour"] = summed["value_id"].map(names).astype("str")
    summed["days"] = summed["weekday"].map(days).astype("int64")
    ordered = known(summed).sort_values(["weekday", "hour"], ignore_index=True)
    return ordered[["weekday", "hour", *FIGURES, "days"]]
