"""Every row of a file k times, or the whole file pasted again: rows that would count k times."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from math import gcd

from sales_core.importing.claims import Choice, Matter, as_written
from sales_core.importing.plan import ImportPlan
from sales_core.importing.rows.repeated_rows import row_keys, times_of
from sales_core.importing.view import View

ONCE, ALL = "once", "all"

_LEAST = 3
"""Different rows from which on it is no chance that all of them are there again."""


def claims(view: View) -> Iterator[Matter]:
    """Ask whether rows count once, where every one of them is there the same number of times."""
    layout = view.table.layout
    sample = tuple(row for row in layout.sample if row != layout.header)
    first = Counter(sample)
    numbered = "order_id" in view.at and len(first) >= _LEAST
    if not numbered and not _pasted(sample):  # sales without a number may well be alike
        return
    if len(layout.sample) >= view.table.rows:
        times = gcd(*first.values())
    elif _orders_again(view) and (len(first) < len(sample) or _all(view)):
        times = times_of(row_keys(view.table))
    else:
        times = 1
    if times < 2:
        return
    often = "twice" if times == 2 else f"{times} times"
    yield Matter(
        "repeated",
        "repeated",
        f"Every row of the file is there {often}, as if it had been fetched or pasted {often}. "
        "Does each row count once, or every time?",
        (
            Choice(ONCE, lambda plan: _each_once(plan, times), "Each row once"),
            Choice(ALL, as_written, "Every time"),
        ),
    )


def _pasted(sample: tuple[tuple[str, ...], ...]) -> bool:
    """Tell whether different rows come again as a block: A B A B."""
    half = len(sample) // 2
    return half > 1 and sample[:half] == sample[half : 2 * half] and len(set(sample)) > 1


def _orders_again(view: View) -> bool:
    """Tell whether every order has some number of rows times two or more; cheap to know."""
    ids = view.table.order_ids
    return ids is None or times_of(ids.combine_chunks().dictionary_encode().indices.to_numpy()) > 1


def _all(view: View) -> bool:
    """Tell whether every column was read, so that rows alike in them are alike."""
    read = len(view.table.columns) + (view.table.order_ids is not None)
    return read >= len(view.table.layout.header)


def _each_once(plan: ImportPlan, times: int) -> ImportPlan:
    return replace(plan, times=times)
