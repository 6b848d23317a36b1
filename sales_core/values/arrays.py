"""Names of the arrays that figures are held in, and a long one looked at in blocks."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
"""Exact money in ten-thousandths, quantities, places and codes."""

Mask = npt.NDArray[np.bool_]
"""Which rows."""

Days = npt.NDArray[np.int32]
"""Days since 1970-01-01."""

_BLOCK = 1 << 18


def blocks(count: int) -> Iterator[slice]:
    """Give the places of an array, so many at once that what is made of them is soon gone again.

    What is made of all of a column of ten million rows at once takes 80 MB.
    """
    for start in range(0, count, _BLOCK):
        yield slice(start, min(start + _BLOCK, count))
