"""Lines summed to days: the one definition of every figure that is kept precomputed.

A refund line has a negative quantity or a negative amount. An order is counted where it has
a line that is no refund line, and an order id; one without is an order where no other such
line shares its day and location. Nothing here touches the database.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from sales_core.store.canonical import Merged, canonical_of
from sales_core.store.gone import NOTHING_GONE, Gone
from sales_core.store.line_sums import sums_of_lines
from sales_core.store.order_counts import Counted, order_sequence, unnumbered_of
from sales_core.store.packed_days import ORDERED, REFUND, UNNUMBERED, pack
from sales_core.store.schema import ALL
from sales_core.store.trait_rollups import roll_up_traits
from sales_core.store.traits import NO_TRAITS, Members
from sales_core.values.arrays import Ints, Mask
from sales_core.values.groups import Groups, numbered
from sales_core.values.keys import packed, row_keys

SUMS = ("lines", "gross_sales", "refunds", "units", "unnumbered")
"""Figures that add up over days, locations, products and payment methods; orders do not.

``unnumbered`` counts the lines that are no refund lines, have no order id, and are not alone on
their day and location: nobody knows how many orders they are of. One that is alone is one order.
"""

STATED = ("discounts", "tax", "untaxed", "untaxed_revenue")
"""What the lines state, which adds up like SUMS: discounts and taxes, and of the lines that state
no tax how many there are and what they come to."""

DAY_SUMS = (*SUMS, *STATED)
"""What daily tables sum."""

NOTHING_MERGED: Merged = {}


@dataclass(frozen=True)
class Rollups:
    """The rows of the daily tables for some days.

    Attributes:
        revenue: Grain: day x location x payment method, each also ``ALL``.
            ``sale_date`` (datetime64[s]), ``location_id``, ``payment_method_id``,
            DAY_SUMS and ``orders`` (int64; amounts in ten-thousandths, units in thousandths).
        products: Grain: day x location x canonical product. ``product_id``, DAY_SUMS, ``orders``
            (int64), ``unit_price`` (Int64): that of the day's last order which has one.
        traits: Grain: day x location x kind x value (``trait_rollups``).
        packed: Grain: day. ``sale_date``, ``contents`` (bytes): its lines (``packed_days``).
        gone: What had lines on these days, and may have none there now; of products the
            canonical ones.
        replaced: Days, as runs from first to last, whose stored daily rows these take the place of.
    """

    revenue: pd.DataFrame
    products: pd.DataFrame
    traits: pd.DataFrame
    packed: pd.DataFrame
    gone: Gone = NOTHING_GONE
    replaced: tuple[tuple[date, date], ...] = ()

    @property
    def counted(self) -> Counted:
        """Count the orders of all days together."""
        everything = (self.revenue["location_id"] == ALL) & (
            self.revenue["payment_method_id"] == ALL
        )
        whole = self.revenue[everything]
        return Counted(int(whole["orders"].sum()), int(whole["unnumbered"].sum()))


@dataclass(frozen=True)
class _Lines:
    """The columns all sums need, one value a line; ``day`` in days since 1970.

    ``sale`` lines are no refund lines; ``ordered`` ones are sales of a known order.
    """

    day: Ints
    location_id: Ints
    payment_method_id: Ints
    product_id: Ints
    order: Ints
    sale: Mask
    ordered: Mask
    sums: Mapping[str, Ints]


def roll_up(
    lines: pd.DataFrame, merged: Merged = NOTHING_MERGED, members: Members = NO_TRAITS
) -> Rollups:
    """Sum lines to days.

    Args:
        lines: Grain: one row a line. ``sale_date`` (datetime64[s]), ``order_id`` (str),
            ``product_id``, ``location_id``, ``payment_method_id``, ``traits_id``, ``quantity``,
            ``amount`` (int64), ``unit_price``, ``discount``, ``tax`` (Int64).
        merged: Which products count as another one.
        members: The values of the sets of traits of the lines.
    """
    prepared = _prepared(lines, merged)
    by_traits = roll_up_traits(
        (prepared.day, prepared.location_id),
        lines["traits_id"].to_numpy(),
        members,
        prepared.sums,
        (prepared.order, prepared.ordered),
    )
    return Rollups(
        _revenue(prepared), _products(prepared, lines), by_traits, _packed(prepared, lines)
    )


def roll_up_products(lines: pd.DataFrame, merged: Merged, unclear: pd.DataFrame) -> pd.DataFrame:
    """Sum lines of some products to days; ``unclear`` as ``product_rollups.unclear_places``."""
    return _products(_prepared(lines, merged, unclear), lines)


def _prepared(lines: pd.DataFrame, merged: Merged, unclear: pd.DataFrame | None = None) -> _Lines:
    refund = (lines["amount"].to_numpy() < 0) | (lines["quantity"].to_numpy() < 0)
    unnumbered = unnumbered_of(lines, ~refund, ["sale_date", "location_id"], unclear)
    (orders,) = row_keys([lines], ["sale_date", "location_id", "order_id"])
    return _Lines(
        day=lines["sale_date"].to_numpy().astype("M8[D]").astype(np.int64),
        location_id=lines["location_id"].to_numpy(),
        payment_method_id=lines["payment_method_id"].to_numpy(),
        product_id=canonical_of(lines["product_id"].to_numpy(), merged),
        order=numbered(orders)[0],
        sale=~refund,
        ordered=~(refund | unnumbered),
        sums=sums_of_lines(lines, refund, unnumbered),
    )


def _revenue(lines: _Lines) -> pd.DataFrame:
    each = Groups(
        day=lines.day, location_id=lines.location_id, payment_method_id=lines.payment_method_id
    )
    by_payment = each.sums(lines.sums) | {"orders": _orders(each.codes, each.count, lines)}
    place = Groups(day=by_payment["day"], location_id=by_payment["location_id"])
    together = place.sums({name: by_payment[name] for name in lines.sums})
    together["orders"] = _orders(place.codes[each.codes], place.count, lines)
    together["payment_method_id"] = np.full(place.count, ALL, np.int64)
    by_location = {name: np.concatenate([by_payment[name], together[name]]) for name in by_payment}
    return _frame(by_location, _everywhere(by_location, "payment_method_id"))


def _products(lines: _Lines, given: pd.DataFrame) -> pd.DataFrame:
    each = Groups(day=lines.day, location_id=lines.location_id, product_id=lines.product_id)
    frame = _frame(each.sums(lines.sums) | {"orders": _orders(each.codes, each.count, lines)})
    priced = np.flatnonzero(lines.sale & given["unit_price"].notna().to_numpy())
    group = each.codes[priced]
    price = given["unit_price"].array[priced].to_numpy(np.int64)
    found, known = np.zeros(each.count, np.int64), np.zeros(each.count, np.bool_)
    found[group], known[group] = price, True
    differing = np.zeros(each.count, np.bool_)
    differing[group[price != found[group]]] = True
    among = differing[group]  # few: only there the order of the orders counts
    if among.any():
        sequence = order_sequence(given["order_id"].iloc[priced[among]])
        order = np.lexsort((price[among], sequence))
        found[group[among][order]] = price[among][order]
    frame["unit_price"] = pd.arrays.IntegerArray(found, ~known)
    return frame


def _packed(lines: _Lines, given: pd.DataFrame) -> pd.DataFrame:
    """Pack the lines of each day, products as they are in the files."""
    refund, unnumbered = ~lines.sale, lines.sale & ~lines.ordered
    state = np.full(len(refund), ORDERED, np.int64)
    state[refund], state[unnumbered] = REFUND, UNNUMBERED
    numbers = ("product_id", "location_id", "payment_method_id", "traits_id", "quantity", "amount")
    columns = {name: given[name].to_numpy() for name in numbers} | {
        "state": state,
        "discount": lines.sums["discounts"],
        "tax": lines.sums["tax"],
        "untaxed": lines.sums["untaxed"],
    }
    return pack(lines.day, lines.order, columns)


def _orders(group: Ints, count: int, lines: _Lines) -> Ints:
    """Count in each group of lines the orders that have a sale in it."""
    order = lines.order
    if not lines.ordered.all():  # else without a copy of what a day may have a million of
        group, order = group[lines.ordered], order[lines.ordered]
    first = numbered(packed(group, order))[2]
    return np.bincount(group[first], minlength=count).astype(np.int64)


def _everywhere(summed: Mapping[str, npt.NDArray[Any]], name: str) -> dict[str, Ints]:
    """Add sums by day, location and one more column up over all locations."""
    all_places = Groups(**{"day": summed["day"], name: summed[name]})
    sums = {
        column: values
        for column, values in summed.items()
        if column not in ("day", "location_id", name)
    }
    return all_places.sums(sums) | {"location_id": np.full(all_places.count, ALL, np.int64)}


def _frame(*parts: Mapping[str, npt.NDArray[Any]]) -> pd.DataFrame:
    """Make one frame of sums, with the day as a date."""
    columns = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    days = columns.pop("day").astype("M8[D]").astype("M8[s]")
    return pd.DataFrame({"sale_date": days} | columns)
