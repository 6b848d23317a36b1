"""The lines of each day as columns, packed: what questions with any filters are answered from.

The lines of a day are alike in many things. Each *combination* of all that figures and filters
look at is kept once, with the number of its lines. Orders do not add up, so those that hold
several combinations are kept too: each *basket*, a set of combinations, with the number of its
orders. Both are sorted by what they are, so that the same lines always give the same bytes.

A question of ten years and ten million lines looks at a million combinations this way, in
columns, and not at the lines one by one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

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
_HEAD = np.dtype([("form", "u1"), ("counts", "<u4", 3), ("widths", "u1", len(_ARRAYS))])
"""How many combinations, baskets and members of baskets there are, and the width of each array."""
_COUNTED_BY = [0] * len((*ALIKE, *COUNTED)) + [1] * len(_BASKET) + [2]
"""By which of them the values of each array are counted."""
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
    contents = [held for _, held in rows]
    counts, widths, starts = _heads(rows)
    before = np.cumsum(counts, axis=0) - counts
    needed = [*wanted, *COUNTED, *_BASKET, "members"]
    out = {
        name: _joined(contents, counts[:, at], widths[:, at], starts[:, at])
        for at, name in enumerate(_ARRAYS)
        if name in needed
    }
    combinations, members = counts[:, 0], counts[:, -1]
    return PackedDays(
        day=np.repeat(day_array(day for day, _ in rows).astype(np.int64), combinations),
        columns={name: out[name] for name in (*wanted, *COUNTED)},
        basket_orders=out["orders"],
        baskets=np.repeat(np.arange(len(out["size"])), out["size"]),
        members=out["members"] + np.repeat(before[:, 0], members),
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
    day_of = np.searchsorted(starts, members, "right") - 1
    arrays = columns | {
        "size": size,
        "orders": np.array([orders for _, orders in baskets], np.int64),
        "members": members - starts[day_of],
    }
    bounds = {name: np.append(starts, count) for name in columns}
    bounds |= {name: np.searchsorted(firsts, np.append(starts, count)) for name in _BASKET}
    bounds["members"] = np.searchsorted(day_of, np.arange(len(starts) + 1))
    written = [_each_part(arrays[name], bounds[name]) for name in _ARRAYS]
    sizes = [np.diff(bounds[name]).tolist() for name in ("lines", "size", "members")]
    for of_day, *parts in zip(zip(*sizes, strict=True), *written, strict=True):
        widths, pieces = zip(*parts, strict=True)
        head = np.array((_FORM, of_day, widths), _HEAD)
        yield b"".join((head.tobytes(), *pieces))


def _each_part(values: Ints, bounds: npt.NDArray[np.integer]) -> Iterator[tuple[int, bytes]]:
    """Write an array day by day, each day in as few bytes a value as it needs, and say which."""
    needed = np.zeros(len(bounds) - 1, np.int64)
    filled = np.diff(bounds) > 0
    if filled.any():
        begins = bounds[:-1][filled]
        low, high = np.minimum.reduceat(values, begins), np.maximum.reduceat(values, begins)
        for kind in _WIDTHS[:-1]:
            room = np.iinfo(kind)
            needed[filled] += (low < room.min) | (high > room.max)
    widths = needed.tolist()
    written = {width: values.astype(_WIDTHS[width]).tobytes() for width in set(widths)}
    for width, (begin, end) in zip(widths, pairwise(bounds.tolist()), strict=True):
        size = 1 << width
        yield width, written[width][begin * size : end * size]


def _heads(rows: Sequence[tuple[date, bytes]]) -> tuple[Ints, Ints, Ints]:
    """Read how many values each array of each day has, the width of each, and where it starts."""
    begun = [bytes(held or b"")[: _HEAD.itemsize].ljust(_HEAD.itemsize, b"\0") for _, held in rows]
    heads = np.frombuffer(b"".join(begun), _HEAD)
    counts = heads["counts"].astype(np.int64)[:, _COUNTED_BY]
    widths = heads["widths"].astype(np.int64)
    known = (heads["form"] == _FORM) & (widths < len(_WIDTHS)).all(axis=1)
    sizes = counts << np.minimum(widths, len(_WIDTHS) - 1)
    lengths = np.array([len(held or b"") for _, held in rows], np.int64)
    whole = known & (_HEAD.itemsize + sizes.sum(axis=1) == lengths)
    if not whole.all():
        raise DailyRowsDamagedError(rows[int(np.argmin(whole))][0])
    return counts, widths, _HEAD.itemsize + np.cumsum(sizes, axis=1) - sizes


def _joined(contents: Sequence[bytes], counts: Ints, widths: Ints, starts: Ints) -> Ints:
    """Give an array of all days, by how many values each day has, their width and their place."""
    joined = np.empty(counts.sum(), np.int64)
    ends = starts + (counts << widths)
    for width, kind in enumerate(_WIDTHS):
        some = np.flatnonzero(widths == width)
        spans = zip(some.tolist(), starts[some].tolist(), ends[some].tolist(), strict=True)
        pieces = b"".join([contents[day][start:end] for day, start, end in spans])
        there = slice(None) if len(some) == len(widths) else np.repeat(widths == width, counts)
        joined[there] = np.frombuffer(pieces, kind)
    return joined
