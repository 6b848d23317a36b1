"""Lines summed to days: the one definition of every figure that is kept precomputed.

A refund line has a negative quantity or a negative amount. An order is counted
where it has a line that is no refund line. Nothing here touches the database.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from sales_core.store.schema import ALL
from sales_core.values.keys import packed

SUMS = ("lines", "gross_sales", "refunds", "units")
"""Figures that add up over days, locations, products and payment methods; orders do not."""

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Rollups:
    """The rows of the daily tables for some days.

    Attributes:
        revenue: Grain: day x location x payment method, each also ``ALL``.
            ``sale_date`` (datetime64[s]), ``location_id``, ``payment_method_id``,
            SUMS and ``orders`` (int64; amounts in ten-thousandths, units in thousandths).
        payment_sets: Grain: day x location (also ``ALL``) x set of payment methods of an
            order's lines that are no refund lines. ``payment_set`` (numbers joined by
            commas, ascending), ``orders`` (int64).
        products: Grain: day x location x product. ``product_id``, SUMS, ``orders`` (int64),
            ``unit_price`` (Int64): that of the day's last order which has one.
    """

    revenue: pd.DataFrame
    payment_sets: pd.DataFrame
    products: pd.DataFrame


@dataclass(frozen=True)
class _Lines:
    """The columns all sums need, one value a line."""

    day: Ints
    location: Ints
    payment: Ints
    product: Ints
    order: Ints
    sequence: Ints
    sale: npt.NDArray[np.bool_]
    sums: pd.DataFrame
    price: pd.Series[int]


def roll_up(lines: pd.DataFrame) -> Rollups:
    """Sum lines to days.

    Args:
        lines: Grain: one row a line. ``sale_date`` (datetime64[s]), ``order_id`` (str),
            ``product_id``, ``location_id``, ``payment_method_id``, ``quantity``, ``amount``
            (int64), ``unit_price`` (Int64).
    """
    prepared = _prepared(lines)
    return Rollups(_revenue(prepared), _payment_sets(prepared), _products(prepared))


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
    month = daily["sale_date"].to_numpy().astype("datetime64[M]").astype("datetime64[s]")
    each = daily.assign(month=month)
    both = pd.concat([each, each.assign(location_id=ALL)], ignore_index=True)
    codes, _ = pd.factorize(
        packed(
            both["month"].to_numpy().astype("datetime64[M]").astype(np.int64),
            both["location_id"].to_numpy(),
            both["product_id"].to_numpy(),
        )
    )
    made = both.loc[_first_of(codes), ["location_id", "month", "product_id"]]
    made = made.reset_index(drop=True)
    made[[*SUMS, "orders"]] = both[[*SUMS, "orders"]].groupby(codes).sum()
    priced = np.flatnonzero(both["unit_price"].notna().to_numpy())
    day = both["sale_date"].to_numpy()
    price = both["unit_price"].array[priced].to_numpy(np.int64)
    priced = priced[np.lexsort((price, day[priced]))]
    last = pd.Series(both["unit_price"].array[priced], codes[priced])
    made["unit_price"] = last[~last.index.duplicated(keep="last")].astype("Int64")
    sold = both["orders"].to_numpy() > 0
    days = both["sale_date"][sold].groupby(codes[sold])
    made["first_sold"], made["last_sold"] = days.min(), days.max()
    return made


def order_sequence(order_ids: pd.Series[str]) -> Ints:
    """Number order ids in their order: shorter before longer, then by text; equal ids alike.

    For plain numbers that is their numeric order, so later orders come later.
    """
    texts = pa.array(order_ids, pa.string(), from_pandas=True)
    if isinstance(texts, pa.ChunkedArray):
        texts = texts.combine_chunks()
    if pc.all(pc.match_substring_regex(texts, r"^[1-9][0-9]{0,17}$")).as_py():
        numbers: Ints = texts.cast(pa.int64()).to_numpy()
        return numbers
    encoded = texts.dictionary_encode()
    distinct = encoded.dictionary
    table = pa.table({"length": pc.utf8_length(distinct), "text": distinct})
    by_order = pc.sort_indices(table, [("length", "ascending"), ("text", "ascending")]).to_numpy()
    ranks = np.empty(len(by_order), np.int64)
    ranks[by_order] = np.arange(len(by_order))
    return ranks[encoded.indices.to_numpy()]


def _prepared(lines: pd.DataFrame) -> _Lines:
    amount, quantity = lines["amount"].to_numpy(), lines["quantity"].to_numpy()
    refund = (amount < 0) | (quantity < 0)
    sequence = order_sequence(lines["order_id"])
    day = lines["sale_date"].to_numpy().astype("datetime64[D]").astype(np.int64)
    location = lines["location_id"].to_numpy()
    sums = {
        "lines": np.ones(len(lines), np.int64),
        "gross_sales": np.where(refund, 0, amount),
        "refunds": np.where(refund, amount, 0),
        "units": quantity,
    }
    return _Lines(
        day=day,
        location=location,
        payment=lines["payment_method_id"].to_numpy(),
        product=lines["product_id"].to_numpy(),
        order=pd.factorize(packed(day, location, sequence))[0].astype(np.int64),
        sequence=sequence,
        sale=~refund,
        sums=pd.DataFrame(sums, copy=False),
        price=lines["unit_price"].reset_index(drop=True),
    )


def _revenue(lines: _Lines) -> pd.DataFrame:
    place, keys = ["sale_date", "location_id"], ["sale_date", "location_id", "payment_method_id"]
    each = _summed(lines, "payment_method_id", lines.payment)
    sold = np.flatnonzero(lines.sale)
    at = sold[_first_of(lines.order[sold])]
    orders = pd.DataFrame(
        {"sale_date": _days(lines.day[at]), "location_id": lines.location[at], "orders": 1}
    )
    orders = orders.groupby(place, as_index=False, sort=False)["orders"].sum()
    together = each.assign(payment_method_id=ALL)
    together = together.groupby(keys, as_index=False, sort=False)[list(SUMS)].sum()
    together = together.merge(orders, on=place, how="left").fillna({"orders": 0})
    by_location = pd.concat([each, together.astype({"orders": "int64"})], ignore_index=True)
    everywhere = by_location.assign(location_id=ALL)
    everywhere = everywhere.groupby(keys, as_index=False, sort=False)[[*SUMS, "orders"]].sum()
    return pd.concat([by_location, everywhere], ignore_index=True)


def _products(lines: _Lines) -> pd.DataFrame:
    keys = ["sale_date", "location_id", "product_id"]
    priced = np.flatnonzero(lines.sale & lines.price.notna().to_numpy())
    prices = pd.DataFrame(
        {
            "sale_date": _days(lines.day[priced]),
            "location_id": lines.location[priced],
            "product_id": lines.product[priced],
            "unit_price": lines.price.iloc[priced].array,
        }
    )
    order = np.lexsort((prices["unit_price"].to_numpy(np.int64), lines.sequence[priced]))
    last = prices.iloc[order].drop_duplicates(keys, keep="last")
    return _summed(lines, "product_id", lines.product).merge(last, on=keys, how="left")


def _payment_sets(lines: _Lines) -> pd.DataFrame:
    """Count orders by day, location and set of the payment methods of their sales."""
    sold = np.flatnonzero(lines.sale)
    pairs = packed(lines.order[sold], lines.payment[sold])
    first = sold[_first_of(pairs)]
    order, payment = lines.order[first], lines.payment[first]
    several = np.bincount(order, minlength=1)[order] > 1
    names: dict[int, str] = {}
    pairs_of_several = zip(order[several].tolist(), payment[several].tolist(), strict=True)
    for number, members in groupby(sorted(pairs_of_several), key=lambda pair: pair[0]):
        names[number] = ",".join(str(method) for _, method in members)
    distinct, codes = np.unique(payment, return_inverse=True)
    sets = distinct.astype(str).astype(object)[codes]
    one = _first_of(order)
    sets[several] = [names[number] for number in order[several].tolist()]
    at = first[one]
    each = pd.DataFrame(
        {
            "sale_date": _days(lines.day[at]),
            "location_id": lines.location[at],
            "payment_set": pd.Categorical(sets[one]),
        }
    )
    keys = list(each.columns)
    counted = each.groupby(keys, as_index=False, sort=False, observed=True).size()
    counted = counted.rename(columns={"size": "orders"}).astype({"payment_set": "str"})
    everywhere = counted.assign(location_id=ALL)
    everywhere = everywhere.groupby(keys, as_index=False, sort=False)["orders"].sum()
    return pd.concat([counted, everywhere], ignore_index=True)


def _summed(lines: _Lines, name: str, column: Ints) -> pd.DataFrame:
    """Sum by day, location and one column, and count the orders with a sale in each group."""
    codes, _ = pd.factorize(packed(lines.day, lines.location, column))
    at = np.flatnonzero(_first_of(codes))
    sold = np.flatnonzero(lines.sale)
    counted = sold[_first_of(packed(codes[sold], lines.order[sold]))]
    keys = {
        "sale_date": _days(lines.day[at]),
        "location_id": lines.location[at],
        name: column[at],
    }
    result = pd.DataFrame(keys)
    result[list(SUMS)] = lines.sums.groupby(codes, sort=True).sum()
    result["orders"] = np.bincount(codes[counted], minlength=len(at))
    return result


def _first_of(keys: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
    """Mark the first row of each key."""
    first: npt.NDArray[np.bool_] = ~pd.Series(keys).duplicated().to_numpy()
    return first


def _days(day: Ints) -> npt.NDArray[np.datetime64]:
    return day.astype("datetime64[D]").astype("datetime64[s]")
