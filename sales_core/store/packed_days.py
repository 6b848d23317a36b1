"""The lines of each day as columns, packed: what questions with any filters are answered from.

The lines of a day are alike in many things. Each *combination* of all that figures and filters
look at is kept once, with the number of its lines. Orders do not add up, so those that hold
several combinations are kept too: each *basket*, a set of combinations, with the number of its
orders. Both are sorted by what they are, so that the same lines always give the same bytes.

A question of ten years and ten million lines looks at a million combinations this way, in
columns, and not at the lines one by one.
"""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from sales_core.errors import DailyRowsDamagedError
from sales_core.values.arrays import Ints
from sales_core.values.day_arrays import day_array
from sales_core.values.keys import packed

REFUND, ORDERED, UNNUMBERED = 0, 1, 2
"""States of a line: a refund line; a sale of a known order; a sale of nobody knows which order."""

ALIKE = (
    "product_id",
    "location_id",
    "payment_method_id",
    "traits_id",
    "state",
    "quantity",
    "amount",
    "discount",
    "tax",
    "untaxed",
)
"""What lines of a combination are alike in (int64): products as lines have them, merged or not;
discount and tax are 0 where a line states none, and ``untaxed`` is 1 where it states no tax."""

COUNTED = ("lines", "alone")
"""Of each combination the number of its lines, and of the orders that hold no other one."""

_BASKET = ("size", "orders")
_ARRAYS = (*ALIKE, *COUNTED, *_BASKET, "members")

_WIDTHS = tuple(np.dtype(f"<i{size}") for size in (1, 2, 4, 8))
_HEAD = struct.Struct(f"<BIII{len(_ARRAYS)}B")
"""Form, how many combinations, baskets and members of baskets, and the width of each array."""
_FORM = 1

_MEMBER = np.dtype(">u4")
"""As bytes it sorts as the numbers do."""


@dataclass(frozen=True)
class PackedDays:
    """Days unpacked.

    Attributes:
        day: Days since 1970, one a combination, ascending.
        columns: ALIKE, as far as they were asked for, and COUNTED (int64, one a combination).
        basket_orders: How many orders have each basket (int64).
        baskets: The basket of each member, ascending (int64).
        members: Positions of combinations, ascending within a basket (int64).
    """

    day: Ints
    columns: Mapping[str, Ints]
    basket_orders: Ints
    baskets: Ints
    members: Ints


def pack(day: Ints, order: Ints, columns: Mapping[str, Ints]) -> pd.DataFrame:
    """Pack the lines of some days.

    Args:
        day: Days since 1970, one a line.
        order: Which order each line is of, one number an order, from 0.
        columns: ALIKE, one value a line.

    Returns:
        Grain: one row a day, ascending. ``sale_date`` (datetime64[s]), ``contents`` (bytes).
    """
    code, first = _combinations(packed(day, *(columns[name] for name in ALIKE)))
    ordered = columns["state"] == ORDERED
    alone, baskets = _baskets(order[ordered], code[ordered], len(first))
    found = {name: columns[name][first] for name in ALIKE}
    found["lines"] = np.bincount(code, minlength=len(first))
    found["alone"] = alone
    days = day[first]
    starts = np.flatnonzero(np.diff(days, prepend=days[:1] - 1))
    contents = np.empty(len(starts), object)
    contents[:] = list(_each_day(starts, found, baskets))
    dates = days[starts].astype("M8[D]").astype("M8[s]")
    return pd.DataFrame({"sale_date": dates, "contents": pd.Series(contents, dtype=object)})


def unpack(
    rows: Sequence[tuple[date, bytes]], wanted: Collection[str] = frozenset(ALIKE)
) -> PackedDays:
    """Unpack some days.

    Args:
        rows: Day and contents, ascending.
        wanted: Which of ALIKE are needed.

    Raises:
        DailyRowsDamagedError: The contents of a day cannot be read.
    """
    heads = [_head(day, contents) for day, contents in rows]
    sizes = np.array([head[:3] for head in heads], np.int64).reshape(-1, 3)
    ends = np.cumsum(sizes, axis=0)
    starts = ends - sizes
    totals = dict(zip(_ARRAYS, _counts(sizes.sum(axis=0).tolist()), strict=True))
    needed = [*wanted, *COUNTED, *_BASKET, "members"]
    out = {name: np.empty(totals[name], np.int64) for name in needed}
    for (_, contents), head, at in zip(rows, heads, starts.tolist(), strict=True):
        place = _HEAD.size
        into = _counts(at)
        for name, to, count, width in zip(_ARRAYS, into, _counts(head), head[3:], strict=True):
            kind = _WIDTHS[width]
            if name in out:
                out[name][to : to + count] = np.frombuffer(contents, kind, count, place)
            place += count * kind.itemsize
    days = (day_array(day for day, _ in rows)).astype(np.int64)
    return PackedDays(
        day=np.repeat(days, sizes[:, 0]),
        columns={name: out[name] for name in (*wanted, *COUNTED)},
        basket_orders=out["orders"],
        baskets=np.repeat(np.arange(len(out["size"])), out["size"]),
        members=out["members"] + np.repeat(starts[:, 0], sizes[:, 2]),
    )


def _combinations(keys: Ints) -> tuple[Ints, npt.NDArray[np.intp]]:
    """Number lines by their combination, in its order, and give the first line of each."""
    found, distinct = pd.factorize(keys)
    order = np.argsort(distinct)
    rank = np.empty(len(distinct), np.int64)
    rank[order] = np.arange(len(distinct))
    code: Ints = rank[found]
    first = np.empty(len(distinct), np.intp)
    first[code[::-1]] = np.arange(len(keys) - 1, -1, -1)
    return code, first


def _baskets(order: Ints, code: Ints, count: int) -> tuple[Ints, list[tuple[bytes, int]]]:
    """Count the orders by what they hold.

    Returns:
        How many hold one combination alone, for each; and each basket of several, as the bytes
        of its members (``_MEMBER``), ascending, with the number of its orders.
    """
    pairs = np.unique(order * count + code)
    orders, members = np.divmod(pairs, max(count, 1))
    bounds = np.flatnonzero(np.diff(orders, prepend=-1, append=-1))
    size = np.diff(bounds)
    alone = np.bincount(members[bounds[:-1][size == 1]], minlength=count)
    content, width = members.astype(_MEMBER).tobytes(), _MEMBER.itemsize
    several = size > 1
    spans = zip(
        (bounds[:-1][several] * width).tolist(), (bounds[1:][several] * width).tolist(), strict=True
    )
    return alone, sorted(Counter(content[begin:end] for begin, end in spans).items())


def _each_day(
    starts: npt.NDArray[np.intp], columns: dict[str, Ints], baskets: list[tuple[bytes, int]]
) -> Iterator[bytes]:
    """Give the contents of each day, by where its combinations start."""
    if not len(starts):
        return
    count = len(columns["lines"])
    size = np.array([len(held) // _MEMBER.itemsize for held, _ in baskets], np.int64)
    members = np.frombuffer(b"".join(held for held, _ in baskets), _MEMBER).astype(np.int64)
    firsts = members[np.cumsum(size) - size]
    of_day = np.searchsorted(starts, members, "right") - 1
    arrays = columns | {
        "size": size,
        "orders": np.array([orders for _, orders in baskets], np.int64),
        "members": members - starts[of_day],
    }
    bounds = {name: np.append(starts, count) for name in columns}
    bounds |= {name: np.searchsorted(firsts, np.append(starts, count)) for name in _BASKET}
    bounds["members"] = np.searchsorted(of_day, np.arange(len(starts) + 1))
    written = {name: _Written(arrays[name], bounds[name]) for name in _ARRAYS}
    for at in range(len(starts)):
        pieces = [written[name].of(at) for name in _ARRAYS]
        sizes = (bounds[name][at + 1] - bounds[name][at] for name in ("lines", "size", "members"))
        widths = (width for width, _ in pieces)
        yield _HEAD.pack(_FORM, *sizes, *widths) + b"".join(piece for _, piece in pieces)


class _Written:
    """An array of all days, each day's part written in as few bytes a value as it needs."""

    def __init__(self, values: Ints, bounds: npt.NDArray[np.integer]) -> None:
        self._bounds = bounds.tolist()
        self._values = {3: values.astype(_WIDTHS[3])}
        filled = np.diff(bounds) > 0
        needed = np.zeros(len(bounds) - 1, np.int64)
        begins = bounds[:-1][filled]
        if len(begins):
            low, high = np.minimum.reduceat(values, begins), np.maximum.reduceat(values, begins)
            for width, kind in enumerate(_WIDTHS[:3], 1):
                room = np.iinfo(kind)
                needed[filled] = np.where(
                    (low < room.min) | (high > room.max), width, needed[filled]
                )
        self._needed = needed.tolist()
        for width in set(self._needed):
            self._values[width] = values.astype(_WIDTHS[width])

    def of(self, at: int) -> tuple[int, bytes]:
        """Give the width and the bytes of a day."""
        width = self._needed[at]
        return width, self._values[width][self._bounds[at] : self._bounds[at + 1]].tobytes()


def _head(day: date, contents: bytes) -> tuple[int, ...]:
    """Read how many there are of everything, and how wide it is."""
    try:
        form, *head = _HEAD.unpack_from(contents)
        sizes = zip(_counts(head), head[3:], strict=True)
        length = _HEAD.size + sum(count * _WIDTHS[width].itemsize for count, width in sizes)
    except (struct.error, TypeError, IndexError):
        form, length, head = 0, -1, []
    if form != _FORM or length != len(contents):
        raise DailyRowsDamagedError(day)
    return tuple(head)


def _counts(of: Sequence[Any]) -> list[int]:
    """Give how many values each array has, by those of combinations, baskets and members."""
    return [of[0]] * len((*ALIKE, *COUNTED)) + [of[1]] * len(_BASKET) + [of[2]]
