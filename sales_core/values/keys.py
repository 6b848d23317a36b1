"""Several integer columns as one, to sort, group and compare rows by all of them at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]


def packed(*columns: npt.NDArray[np.integer]) -> Ints:
    """Make one int64 of several integer columns that sorts as they do, the first counting most.

    Rows get the same number exactly where all columns are equal. The numbers
    mean nothing beyond this call.

    Example:
        >>> packed(np.array([2, 1, 1]), np.array([5, 9, 7])).argsort().tolist()
        [2, 1, 0]
    """
    result = np.zeros(len(columns[0]), np.int64)
    if len(result) == 0:
        return result
    size = 1
    for column in columns:
        ranks, count = _ranks(column)
        if size * count >= 2**62:
            result, size = _ranks(result)
        result = result * count + ranks
        size *= count
    return result


def _ranks(column: npt.NDArray[np.integer]) -> tuple[Ints, int]:
    """Give values as numbers from 0 in the same order, and how many numbers there can be."""
    low, high = int(column.min()), int(column.max())
    if high - low < 2**20:
        return column.astype(np.int64) - low, high - low + 1
    distinct, ranks = np.unique(column, return_inverse=True)
    return ranks.astype(np.int64), len(distinct)
