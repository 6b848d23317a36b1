"""Figures for any filters at once, from the packed days: no daily table holds them.

Nothing here reads a line: what is asked of the lines themselves (``matching_lines``) proves it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date

import numpy as np
import pandas as pd
from sqlalchemy import Connection, select

from sales_core.reporting.figures import DAY_SUMMED
from sales_core.reporting.filters import Chosen
from sales_core.store.packed_days import REFUND, UNNUMBERED, PackedDays, unpack
from sales_core.store.schema import packed_days
from sales_core.store.traits import Members, members_of
from sales_core.values.arrays import Ints, Mask
from sales_core.values.groups import Groups

Key = Callable[[PackedDays], Ints]
"""Gives a number for each combination; what has the same one is summed together."""

_DAYS_AT_ONCE = 400
"""Days unpacked at once: some 20 MB of a shop with three thousand lines a day."""

Columns = Mapping[str, Ints]

_ADDED: dict[str, tuple[Collection[str], Callable[[Columns], Ints]]] = {
    "lines": ((), lambda of: of["lines"]),
    "gross_sales": (
        ("amount", "state"),
        lambda of: np.where(of["state"] == REFUND, 0, of["amount"] * of["lines"]),
    ),
    "refunds": (
        ("amount", "state"),
        lambda of: np.where(of["state"] == REFUND, of["amount"] * of["lines"], 0),
    ),
    "units": (("quantity",), lambda of: of["quantity"] * of["lines"]),
    "orders": ((), lambda of: of["alone"]),
    "unnumbered": (("state",), lambda of: np.where(of["state"] == UNNUMBERED, of["lines"], 0)),
    "discounts": (("discount",), lambda of: of["discount"] * of["lines"]),
    "tax": (("tax",), lambda of: of["tax"] * of["lines"]),
    "untaxed": (("untaxed",), lambda of: of["untaxed"] * of["lines"]),
    "untaxed_revenue": (
        ("untaxed", "amount"),
        lambda of: of["untaxed"] * of["amount"] * of["lines"],
    ),
}
"""What each sum looks at, and what a combination adds to it; orders of several combinations are
counted apart."""


def sums_of(
    connection: Connection,
    chosen: Chosen,
    sums: Sequence[str] = DAY_SUMMED,
    key: Key | None = None,
    of: Collection[str] = (),
) -> pd.DataFrame:
    """Sum the lines of a question by day, and by something else.

    Args:
        connection: To read with.
        chosen: The question.
        sums: Which of DAY_SUMMED.
        key: By what else they are summed, if by anything.
        of: What the key looks at (``packed_days.ALIKE``).

    Returns:
        Grain: one row a day (ascending) and key with lines. ``sale_date`` (datetime64[s]),
        ``key`` (int64; 0 without one), the sums (int64). Orders add up over days, not over keys.
    """
    wanted = {*of, *(name for each in sums for name in _ADDED[each][0]), *_filtered(chosen)}
    made = [
        _summed(days, _matching(connection, days, chosen), sums, key)
        for days in _unpacked(connection, chosen, wanted)
    ]
    empty = {name: pd.Series(dtype="int64") for name in ("key", *sums)}
    return pd.concat([pd.DataFrame({"sale_date": pd.Series(dtype="M8[s]")} | empty), *made])


def value_of(connection: Connection, kind: int) -> Key:
    """Give the key that is the value of a kind of traits (``UNSAID`` for none)."""

    def found(days: PackedDays) -> Ints:
        sets = days.columns["traits_id"]
        return _values(members_of(connection, np.unique(sets)), kind, sets)

    return found


def _values(members: Members, kind: int, sets: Ints) -> Ints:
    if kind not in members.by_kind:
        return np.zeros(len(sets), np.int64)
    return members.of_lines(kind, sets)


def _filtered(chosen: Chosen) -> Iterator[str]:
    """Give what the filters look at."""
    for name in ("location", "payment_method", "product"):
        if getattr(chosen, f"{name}s"):
            yield f"{name}_id"
    if chosen.traits:
        yield "traits_id"


def _unpacked(
    connection: Connection, chosen: Chosen, wanted: Collection[str]
) -> Iterator[PackedDays]:
    if chosen.period is None:
        return
    stored = packed_days.c
    query = select(stored.sale_date, stored.contents).where(
        stored.sale_date.between(chosen.period.start, chosen.period.end)
    )
    answer = connection.execution_options(yield_per=_DAYS_AT_ONCE).execute(
        query.order_by(stored.sale_date)
    )
    for rows in answer.partitions():
        days: list[tuple[date, bytes]] = [(row.sale_date, row.contents) for row in rows]
        yield unpack(days, wanted)


def _matching(connection: Connection, days: PackedDays, chosen: Chosen) -> Mask:
    found = np.ones(len(days.day), np.bool_)
    for name in ("location", "payment_method", "product"):
        if numbers := getattr(chosen, f"{name}s"):
            found &= np.isin(days.columns[f"{name}_id"], numbers)
    if chosen.traits:
        sets = days.columns["traits_id"]
        members = members_of(connection, np.unique(sets))
        for kind, values in chosen.traits:
            found &= np.isin(_values(members, kind, sets), values)
    return found


def _summed(days: PackedDays, found: Mask, sums: Sequence[str], key: Key | None) -> pd.DataFrame:
    some = np.flatnonzero(found)
    keys = np.zeros(len(days.day), np.int64) if key is None else key(days)
    groups = Groups(day=days.day[some], key=keys[some])
    columns = {name: values[some] for name, values in days.columns.items()}
    made = groups.sums({name: _ADDED[name][1](columns) for name in sums})
    if "orders" in made:
        group = np.full(len(found), -1, np.int64)
        group[some] = groups.codes
        made["orders"] += _baskets_with(days, group, groups.count)
    dates = made.pop("day").astype("M8[D]").astype("M8[s]")
    frame = pd.DataFrame({"sale_date": dates} | made)
    return frame.sort_values(["sale_date", "key"], ignore_index=True)


def _baskets_with(days: PackedDays, group: Ints, count: int) -> Ints:
    """Count for each group of combinations the orders of the baskets that hold any of it.

    Args:
        days: The baskets.
        group: The group of each combination, -1 for none.
        count: How many groups there are.
    """
    held = group[days.members]
    inside = held >= 0
    pairs = days.baskets[inside] * count + held[inside]
    if np.any(pairs[1:] < pairs[:-1]):
        pairs = np.sort(pairs)
    pairs = pairs[np.diff(pairs, prepend=-1) > 0]
    orders = np.zeros(count, np.int64)
    if len(pairs):
        basket, groups = np.divmod(pairs, count)
        np.add.at(orders, groups, days.basket_orders[basket])
    return orders
