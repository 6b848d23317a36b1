"""Daily rows of products summed to months, for lists of products over years."""

from __future__ import annotations

import numpy as np
import pandas as pd

from sales_core.store.rollups import SUMS
from sales_core.store.schema import ALL
from sales_core.values.groups import Groups


def roll_up_months(daily: pd.DataFrame) -> pd.DataFrame:
    """Sum daily rows of products to months.

    Args:
        daily: Grain: day x location x product, as ``Rollups.products``.

    Returns:
        Grain: month x location (also ``ALL``) x product. ``month`` (datetime64[s], its first
        day), SUMS and ``orders`` (int64), ``unit_price`` (Int64; of the last day that has one,
        the highest where locations differ), ``first_sold`` and ``last_sold`` (datetime64[s];
        NaT where it was only refunded).
    """
    both = pd.concat([daily, daily.assign(location_id=ALL)], ignore_index=True)
    day = both["sale_date"].to_numpy()
    month = day.astype("M8[M]")
    each = Groups(
        month=month.astype(np.int64),
        location_id=both["location_id"].to_numpy(),
        product_id=both["product_id"].to_numpy(),
    )
    summed = each.sums({name: both[name].to_numpy() for name in (*SUMS, "orders")})
    months = summed.pop("month").astype("M8[M]").astype("M8[s]")
    made = pd.DataFrame(summed | {"month": months})
    priced = np.flatnonzero(both["unit_price"].notna().to_numpy())
    price = both["unit_price"].array[priced].to_numpy(np.int64)
    order = np.lexsort((price, day[priced]))
    found, known = np.zeros(each.count, np.int64), np.zeros(each.count, np.bool_)
    groups = each.codes[priced][order]
    found[groups], known[groups] = price[order], True
    made["unit_price"] = pd.arrays.IntegerArray(found, ~known)
    sold = np.flatnonzero((both["orders"] + both["unnumbered"]).to_numpy() > 0)
    sold = sold[np.argsort(day[sold], kind="stable")]
    for name, days in (("first_sold", sold[::-1]), ("last_sold", sold)):
        ends = np.full(each.count, np.datetime64("NaT"), "M8[s]")
        ends[each.codes[days]] = day[days]
        made[name] = ends
    return made
