"""Rows grouped by integer columns, and exact sums over each group."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from sales_core.values.arrays import Ints
from sales_core.values.keys import packed


class Groups:
    """Rows grouped by some integer columns: what each group is, and sums over its rows."""

    def __init__(self, **columns: npt.NDArray[np.integer]) -> None:
        self.codes, self.count, self._first = numbered(packed(*columns.values()))
        self.keys = {name: column[self._first] for name, column in columns.items()}

    def sum(self, values: npt.NDArray[np.integer]) -> Ints:
        """Sum one value a row to one a group (int64)."""
        summed = np.zeros(self.count, np.int64)
        if values.any():
            np.add.at(summed, self.codes, values)
        return summed

    def sums(self, columns: Mapping[str, Ints]) -> dict[str, Ints]:
        """Sum several columns, and give them with the keys of the groups."""
        return {name: key.astype(np.int64, copy=False) for name, key in self.keys.items()} | {
            name: self.sum(values) for name, values in columns.items()
        }

    def first(self, values: npt.NDArray[np.integer]) -> npt.NDArray[np.integer]:
        """Give the value of the first row of each group."""
        return values[self._first]


def numbered(keys: Ints) -> tuple[Ints, int, npt.NDArray[np.intp]]:
    """Number keys by first appearance.

    Returns:
        The number of each key, how many there are, and the row where each is first.
    """
    codes, distinct = pd.factorize(keys)
    first = np.empty(len(distinct), np.intp)
    first[codes[::-1]] = np.arange(len(keys) - 1, -1, -1)
    return codes.astype(np.int64, copy=False), len(distinct), first
