"""Several columns as one of integers, to sort, group and compare rows by all of them at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from sales_core.values.arrays import Ints


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
        if count == 1:
            continue
        if size * count >= 2**62:
            result, size = _ranks(result)
        result *= count  # in place: a day may have a million rows
        result += ranks
        size *= count
    return result


def row_keys(frames: Sequence[pd.DataFrame], columns: Sequence[str]) -> list[Ints]:
    """Number the rows of some frames so that equal rows, in any of them, have equal numbers.

    Args:
        frames: With the columns; each a date, a text, a category of texts or an integer.
        columns: What counts.

    Returns:
        One int64 array a frame, one number a row; they mean nothing beyond this call.
    """
    lengths = [len(frame) for frame in frames]
    made = packed(*(_numbers([frame[name] for frame in frames]) for name in columns))
    return np.split(made, np.cumsum(lengths)[:-1])


def _numbers(parts: Sequence[pd.Series[Any]]) -> npt.NDArray[np.integer]:
    """Number the values of some series of one kind alike."""
    kind = parts[0].dtype
    if isinstance(kind, pd.CategoricalDtype):
        place: dict[str, int] = {}
        numbered = []
        for part in parts:
            places = [place.setdefault(name, len(place)) for name in part.cat.categories]
            numbered.append(np.array(places, np.int64)[part.cat.codes.to_numpy()])
        return _together(numbered)
    if kind.kind == "M":
        return _together([part.to_numpy().astype("M8[D]").view(np.int64) for part in parts])
    if kind.kind == "i":
        return _together([part.to_numpy() for part in parts])
    texts = [chunk for part in parts for chunk in _chunks(part)]
    encoded = pa.chunked_array(texts, pa.large_string()).combine_chunks().dictionary_encode()
    codes: npt.NDArray[np.integer] = encoded.indices.to_numpy()
    return codes


def _together(parts: Sequence[npt.NDArray[np.integer]]) -> npt.NDArray[np.integer]:
    return parts[0] if len(parts) == 1 else np.concatenate(parts)


def _chunks(texts: pd.Series[str]) -> list[pa.Array]:
    made = pa.array(texts, pa.large_string(), from_pandas=True)
    return list(made.chunks) if isinstance(made, pa.ChunkedArray) else [made]


def _ranks(column: npt.NDArray[np.integer]) -> tuple[Ints, int]:
    """Give values as numbers from 0 in the same order, and how many numbers there can be."""
    low, high = int(column.min()), int(column.max())
    if high - low < 2**20:
        return np.subtract(column, low, dtype=np.int64), high - low + 1
    ranks, distinct = pd.factorize(column, sort=True)
    return ranks.astype(np.int64, copy=False), len(distinct)
