"""Rows that a file holds several times though each of them is meant once."""

from __future__ import annotations

import numpy as np
import pandas as pd

from sales_core.importing.files.table import Table
from sales_core.values.arrays import Ints, Mask

REPEATED_ROWS = "rows that are there again"


def row_keys(table: Table) -> Ints:
    """Number the rows by their content, as far as it was read: alike rows, one number (int64)."""
    frame = {str(place): column.codes for place, column in table.columns.items()}
    if table.order_ids is not None:
        frame["order"] = table.order_ids.combine_chunks().dictionary_encode().indices.to_numpy()
    grouped = pd.DataFrame(frame, copy=False).groupby(list(frame), sort=False)
    keys: Ints = np.asarray(grouped.ngroup(), np.int64)
    return keys


def times_of(keys: Ints) -> int:
    """Give the greatest number of times that every content is there."""
    counts = np.bincount(keys)
    return int(np.gcd.reduce(counts)) if len(counts) else 1


def again(table: Table, times: int) -> Mask:
    """Mark the rows that are there again, where every content is there ``times`` times.

    Of a content that is there ``n * times`` times the first ``n`` rows are left.
    """
    keys = row_keys(table)
    order = np.argsort(keys, kind="stable")
    counts = np.bincount(keys)
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    occurrence = np.empty(len(keys), np.int64)
    occurrence[order] = np.arange(len(keys)) - starts[keys[order]]
    marked: Mask = occurrence >= counts[keys] // times
    return marked
