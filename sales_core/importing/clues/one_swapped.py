"""Single rows whose day and month have changed places: those of an order, or of an order of days.

The other rows of its order have the day with both changed back; or all other rows
run in order of their days, and this one fits in only with both changed back.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np
import pyarrow.compute as pc

from sales_core.importing.claims import Told
from sales_core.importing.rows.mended_days import MendedDays, numbers_of_orders
from sales_core.importing.view import View
from sales_core.values.arrays import Ints
from sales_core.values.dates import read_date

_ROWS = 200_000
"""Rows up to which orders and neighbours are looked at."""

_LEAST = 4
"""Days that must be in order."""

_FEW = 5
"""Of so many rows one may jump out of the order."""

_NEAR, _FAR = 7, 31
"""Days between a row and its neighbours, with day and month changed back and as written."""

_SHOWN = 3
_TWO = 2
_NEVER = 2**31


def claims(view: View) -> Iterator[Told]:
    """Tell of rows that only their own day speaks against."""
    column = view.column("date")
    order = view.plan.date_order
    if column is None or order in ("serial", "compact", "month") or view.table.rows > _ROWS:
        return
    days = MendedDays(column, [read_date(text, view.plan.date_style) for text in column.texts])
    if not days.moved:
        return
    written, changed = days.rows(mended=False), days.rows(mended=True)
    rows = np.flatnonzero(view.sales & (written > 0))
    if not (written != changed)[rows].any():
        return
    found = _in_orders(view, rows, written, changed)
    if not len(found):
        found = _in_one_day(rows, written, changed)
    if not len(found):
        found = _in_rows(rows, written, changed)
    if not len(found) and (numbers := numbers_of_orders(view.table)) is not None:
        found = _in_rows(rows[np.argsort(numbers[rows], kind="stable")], written, changed)
    if not len(found):
        return
    count = len(found)
    lines = view.table.line_of(found[:_SHOWN]).tolist()
    shown = "; ".join(
        f"line {line}: {date.fromordinal(one)} is written, {date.fromordinal(other)} would fit"
        for line, one, other in zip(
            lines, written[found].tolist(), changed[found].tolist(), strict=False
        )
    )
    where = "1 row" if count == 1 else f"{count:,} rows"
    yield Told(
        f"Attention: in {where} day and month may have changed places: the rows beside have "
        f"another day ({shown}). The days count as they are written.",
        count,
    )


def _in_orders(view: View, rows: Ints, written: Ints, changed: Ints) -> Ints:
    """Find rows whose day is that of the other rows of their order once it is changed back.

    Orders have one day in such a file: there are others of several rows, and hardly
    any has two days that differ otherwise.
    """
    nothing = np.zeros(0, np.int64)
    if view.table.order_ids is None:
        return nothing
    ids = pc.utf8_trim_whitespace(view.table.order_ids.combine_chunks())
    named = rows[pc.not_equal(ids, "").to_numpy(zero_copy_only=False)[rows]]
    orders = ids.dictionary_encode().indices.to_numpy()[named]
    pairs, sizes = np.unique(np.stack([orders, written[named]]), axis=1, return_counts=True)
    days_of = np.bincount(pairs[0])
    several = np.flatnonzero(days_of > 1)
    same = int(np.count_nonzero((days_of[pairs[0]] == 1) & (sizes > 1)))
    if not 0 < len(several) <= same:
        return nothing
    found: list[Ints] = []
    for order in several.tolist():
        at = np.flatnonzero(pairs[0] == order)
        own = named[orders == order]
        odd = own[written[own] == pairs[1][at[::-1][np.argmin(sizes[at[::-1]])]]]
        usual = own[written[own] != written[odd[0]]]
        if len(at) == _TWO and (changed[odd] == written[usual[0]]).all():
            found.append(odd)
    return np.sort(np.concatenate(found)) if 2 * len(found) > len(several) else nothing


def _in_one_day(rows: Ints, written: Ints, changed: Ints) -> Ints:
    """Find the few rows of a file of one day that have another one, and that day changed back."""
    days, counts = np.unique(written[rows], return_counts=True)
    if len(days) != _TWO or _FEW * int(counts.min()) > len(rows):
        return np.zeros(0, np.int64)
    odd: Ints = rows[written[rows] == days[counts.argmin()]]
    return odd if (changed[odd] == days[counts.argmax()]).all() else odd[:0]


def _in_rows(rows: Ints, written: Ints, changed: Ints) -> Ints:
    """Find the few rows that jump out of the order of days, and fit in once changed back."""
    for way in (1, -1):
        own, meant = way * written[rows], way * changed[rows]
        before, after = np.append(-_NEVER, own[:-1]), np.append(own[1:], _NEVER)
        fits = (before <= meant) & (meant <= after)
        near = np.minimum(meant - before, after - meant) <= _NEAR
        far = np.minimum(np.abs(own - before), np.abs(own - after)) > _FAR
        odd = fits & near & far
        if not odd.any() or _FEW * int(np.count_nonzero(odd)) > len(rows):
            continue
        left = own[~odd]
        if len(np.unique(left)) >= _LEAST and (np.diff(left) >= 0).all():
            return np.sort(rows[odd])
    return np.zeros(0, np.int64)
