"""Figures by day for any filter: from the daily tables wherever they can say it exactly.

Sums add up over days, locations, payment methods and products. Orders do not
add up over payment methods and products, so: all payment methods, and each one
alone, have their own rows; one product, and one category, member of staff and the like, has its
own rows. Several of a kind at once, or several of these filters together, are counted from the
packed days (``any_filters``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import ColumnElement, Connection, Select, select

from sales_core.reporting.any_filters import sums_of
from sales_core.reporting.figures import DAY_SUMMED
from sales_core.reporting.filters import Chosen
from sales_core.store.schema import (
    daily_product_revenue,
    daily_revenue,
    locations,
)
from sales_core.store.trait_tables import UNSAID, daily_traits
from sales_core.values.day_arrays import day_array


def by_day(connection: Connection, chosen: Chosen) -> pd.DataFrame:
    """Give the figures of each day that has lines.

    Returns:
        Grain: one row a day with lines, ascending. ``sale_date`` (datetime64[s]),
        ``revenue``, ``gross_sales``, ``refunds`` (int64 ten-thousandths), ``orders``,
        ``lines``, ``unnumbered`` (int64), ``units`` (int64 thousandths), and what lines state
        (``store.rollups.STATED``, int64). The orders are those
        that are known: whether they are all, ``unnumbered`` says (``figures.known``).
    """
    if chosen.period is None:
        return _frame([])
    if needs_packed_days(chosen):
        packed = sums_of(connection, chosen).drop(columns="key")
        return packed.assign(revenue=packed["gross_sales"] + packed["refunds"])
    daily: Any
    which: tuple[ColumnElement[bool], ...]
    if chosen.traits:
        daily = daily_traits.c
        ((kind, (value,)),) = chosen.traits
        places = chosen.locations or select(locations.c.id)
        which = (daily.kind_id == kind, daily.location_id.in_(places), daily.value_id == value)
    elif chosen.products:
        daily = daily_product_revenue.c
        places = chosen.locations or select(locations.c.id)
        which = (daily.location_id.in_(places), daily.product_id.in_(chosen.products))
    else:
        daily = daily_revenue.c
        which = (
            daily.location_id.in_(chosen.location_ids),
            daily.payment_method_id.in_(chosen.payment_method_ids),
        )
    query: Select[Any] = select(daily.sale_date, *(daily[name] for name in DAY_SUMMED)).where(
        *which, daily.sale_date.between(chosen.period.start, chosen.period.end)
    )
    frame = _frame(connection.execute(query).all())
    if not frame["sale_date"].is_unique:
        frame = frame.groupby("sale_date", as_index=False).sum()
    return frame.sort_values("sale_date", ignore_index=True)


def needs_packed_days(chosen: Chosen) -> bool:
    """Tell whether no table of sums by day has rows for a question."""
    if chosen.traits:
        several = len(chosen.traits) > 1 or len(chosen.traits[0][1]) > 1
        unsaid = any(UNSAID in values for _, values in chosen.traits)
        return several or unsaid or bool(chosen.products or chosen.payment_methods)
    if chosen.products:
        return bool(chosen.payment_methods or chosen.several_products)
    return len(chosen.payment_methods) > 1


def _frame(rows: Sequence[Any]) -> pd.DataFrame:
    columns = list(zip(*rows, strict=True)) or [()] * (1 + len(DAY_SUMMED))
    frame: dict[str, Any] = {"sale_date": day_array(columns[0]).astype("M8[s]")}
    for name, values in zip(DAY_SUMMED, columns[1:], strict=True):
        frame[name] = np.array(values, np.int64)
    frame["revenue"] = frame["gross_sales"] + frame["refunds"]
    return pd.DataFrame(frame)
