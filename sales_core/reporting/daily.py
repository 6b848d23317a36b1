"""Figures by day for any filter: from the daily tables wherever they can say it exactly.

Sums add up over days, locations, payment methods and products. Orders do not
add up over payment methods and products, so: all payment methods, and each one
alone, have their own rows; several payment methods are counted from the sets of
payment methods; one product, and one category, member of staff and the like, has its own rows.
Only several products at once, or several of these filters together, are counted from the lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import BigInteger, ColumnElement, Connection, Select, cast, func, select

from sales_core.reporting.figures import DAY_SUMMED
from sales_core.reporting.filters import Chosen
from sales_core.reporting.matching_lines import matching, sums_of_order
from sales_core.store.schema import (
    daily_payment_sets,
    daily_product_revenue,
    daily_revenue,
    locations,
    sales,
)
from sales_core.store.trait_tables import UNSAID, daily_traits
from sales_core.values.day_arrays import day_array
from sales_core.values.periods import Period


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
    if counted_from_lines(chosen):
        return _frame(connection.execute(_from_lines(chosen)).all())
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
    if len(chosen.payment_methods) > 1:
        orders = _orders_of_sets(connection, chosen, chosen.period)
        frame["orders"] = frame["sale_date"].map(orders).fillna(0).astype("int64")
    return frame.sort_values("sale_date", ignore_index=True)


def counted_from_lines(chosen: Chosen) -> bool:
    """Tell whether no daily table has rows for a question, so that its lines are counted."""
    if chosen.traits:
        several = len(chosen.traits) > 1 or len(chosen.traits[0][1]) > 1
        unsaid = any(UNSAID in values for _, values in chosen.traits)
        return several or unsaid or bool(chosen.products or chosen.payment_methods)
    return bool(chosen.products and (chosen.payment_methods or chosen.several_products))


def _orders_of_sets(connection: Connection, chosen: Chosen, period: Period) -> pd.Series[int]:
    """Count the orders of each day that any of the chosen payment methods paid for."""
    sets = daily_payment_sets.c
    query = select(sets.sale_date, sets.payment_set, sets.orders).where(
        sets.location_id.in_(chosen.location_ids),
        sets.sale_date.between(period.start, period.end),
    )
    rows = pd.DataFrame(connection.execute(query).all(), columns=["day", "set", "orders"])
    wanted = {str(number) for number in chosen.payment_methods}
    meeting = [text for text in rows["set"].unique() if wanted & set(text.split(","))]
    rows = rows[rows["set"].isin(meeting)]
    return rows.groupby(rows["day"].astype("datetime64[s]"))["orders"].sum()


def _from_lines(chosen: Chosen) -> Select[Any]:
    """Ask the lines themselves, where no daily table can count the orders."""
    line = sales.c
    by_order = (
        select(line.sale_date, *sums_of_order())
        .where(*matching(chosen))
        .group_by(line.sale_date, line.location_id, line.order_id)
        .subquery()
    )
    summed = (cast(func.sum(by_order.c[name]), BigInteger) for name in DAY_SUMMED)
    return (
        select(by_order.c.sale_date, *summed)
        .group_by(by_order.c.sale_date)
        .order_by(by_order.c.sale_date)
    )


def _frame(rows: Sequence[Any]) -> pd.DataFrame:
    columns = list(zip(*rows, strict=True)) or [()] * (1 + len(DAY_SUMMED))
    frame: dict[str, Any] = {"sale_date": day_array(columns[0]).astype("M8[s]")}
    for name, values in zip(DAY_SUMMED, columns[1:], strict=True):
        frame[name] = np.array(values, np.int64)
    frame["revenue"] = frame["gross_sales"] + frame["refunds"]
    return pd.DataFrame(frame)
