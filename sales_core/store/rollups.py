"""Lines summed to days: the one definition of every figure that is kept precomputed.

A refund line has a negative quantity or a negative amount. An order is counted
where it has a line that is no refund line. Nothing here touches the database.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from sales_core.store.schema import ALL
from sales_core.values.keys import packed

SUMS = ("lines", "gross_sales", "refunds", "units")
"""Figures that add up over days, locations, products and payment methods; orders do not."""


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
        products: Grain: day x location (also ``ALL``) x product. ``product_id``, SUMS,
            ``orders`` (int64), ``unit_price`` (Int64): of the day's last order that has one.
    """

    revenue: pd.DataFrame
    payment_sets: pd.DataFrame
    products: pd.DataFrame


def roll_up(lines: pd.DataFrame) -> Rollups:
    """Sum lines to days.

    Args:
        lines: Grain: one row a line. ``sale_date`` (datetime64[s]), ``order_id`` (str),
            ``product_id``, ``location_id``, ``payment_method_id``, ``quantity``, ``amount``
            (int64), ``unit_price`` (Int64).
    """
    frame = _prepared(lines)
    everywhere = frame.assign(location_id=ALL)
    both = [frame, everywhere]
    any_payment = [part.assign(payment_method_id=ALL) for part in both]
    revenue = pd.concat(
        [
            _summed(part, ["sale_date", "location_id", "payment_method_id"])
            for part in both + any_payment
        ],
        ignore_index=True,
    )
    products = pd.concat([_products(part) for part in both], ignore_index=True)
    return Rollups(revenue, _payment_sets(frame), products)


def _prepared(lines: pd.DataFrame) -> pd.DataFrame:
    """Add what all sums need: sale or refund, and a number for each order."""
    amount, quantity = lines["amount"].to_numpy(), lines["quantity"].to_numpy()
    refund = (amount < 0) | (quantity < 0)
    sequence = order_sequence(lines["order_id"])
    days = lines["sale_date"].to_numpy().astype("datetime64[D]").astype(np.int64)
    return pd.DataFrame(
        {
            "sale_date": lines["sale_date"].to_numpy(),
            "location_id": lines["location_id"].to_numpy(),
            "payment_method_id": lines["payment_method_id"].to_numpy(),
            "product_id": lines["product_id"].to_numpy(),
            "order": packed(days, lines["location_id"].to_numpy(), sequence),
            "sequence": sequence,
            "sale": ~refund,
            "lines": np.ones(len(lines), np.int64),
            "gross_sales": np.where(refund, 0, amount),
            "refunds": np.where(refund, amount, 0),
            "units": quantity,
            "unit_price": lines["unit_price"].array,
        }
    )


def order_sequence(order_ids: pd.Series[str]) -> npt.NDArray[np.int64]:
    """Number order ids in their order: shorter before longer, then by text; equal ids alike.

    For plain numbers that is their numeric order, so later orders come later.
    """
    texts = pa.array(order_ids, pa.string(), from_pandas=True)
    if isinstance(texts, pa.ChunkedArray):
        texts = texts.combine_chunks()
    encoded = texts.dictionary_encode()
    distinct = encoded.dictionary
    table = pa.table({"length": pc.utf8_length(distinct), "text": distinct})
    by_order = pc.sort_indices(table, [("length", "ascending"), ("text", "ascending")]).to_numpy()
    ranks = np.empty(len(by_order), np.int64)
    ranks[by_order] = np.arange(len(by_order))
    return ranks[encoded.indices.to_numpy()] if len(texts) else np.empty(0, np.int64)


def _summed(frame: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Sum by keys and count the orders that have a sale in each group."""
    codes, groups = _grouped(frame, keys)
    sums = frame[list(SUMS)].groupby(codes, sort=False).sum()
    result = pd.concat([groups, sums.reset_index(drop=True)], axis=1)
    sale = frame["sale"].to_numpy()
    groups_and_orders = packed(codes[sale], frame["order"].to_numpy()[sale])
    first = ~pd.Series(groups_and_orders).duplicated().to_numpy()
    result["orders"] = np.bincount(codes[sale][first], minlength=len(groups))
    return result


def _grouped(frame: pd.DataFrame, keys: list[str]) -> tuple[npt.NDArray[np.intp], pd.DataFrame]:
    """Number the groups of some keys by first appearance, and give the keys of each."""
    numbers = [
        frame[key].to_numpy().astype("datetime64[D]").astype(np.int64)
        if key == "sale_date"
        else frame[key].to_numpy()
        for key in keys
    ]
    codes, _ = pd.factorize(packed(*numbers))
    first = np.flatnonzero(~pd.Series(codes).duplicated().to_numpy())
    return codes, frame[keys].iloc[first].reset_index(drop=True)


def _payment_sets(frame: pd.DataFrame) -> pd.DataFrame:
    """Count orders by day, location and set of the payment methods of their sales."""
    sales = frame[frame["sale"]]
    pairs = sales[["order", "payment_method_id", "sale_date", "location_id"]].drop_duplicates(
        ["order", "payment_method_id"]
    )
    pairs = pairs.sort_values(["order", "payment_method_id"], kind="stable")
    names = pairs["payment_method_id"].astype("str")
    several = pairs["order"].duplicated(keep=False)
    orders = pairs.drop_duplicates("order").assign(payment_set=names)
    if several.any():
        joined = names[several].groupby(pairs["order"][several]).agg(",".join)
        found = orders["order"].map(joined)
        orders["payment_set"] = orders["payment_set"].where(found.isna(), found)
    parts = [
        part.groupby(["sale_date", "location_id", "payment_set"], sort=False)
        .size()
        .rename("orders")
        .reset_index()
        for part in (orders, orders.assign(location_id=ALL))
    ]
    return pd.concat(parts, ignore_index=True)


def _products(frame: pd.DataFrame) -> pd.DataFrame:
    keys = ["sale_date", "location_id", "product_id"]
    result = _summed(frame, keys)
    priced = frame[frame["sale"] & frame["unit_price"].notna()]
    last = priced.sort_values(["sequence", "unit_price"], kind="stable").drop_duplicates(
        keys, keep="last"
    )
    return result.merge(last[[*keys, "unit_price"]], on=keys, how="left")
