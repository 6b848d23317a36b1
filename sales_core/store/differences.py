"""Two frames of rows compared exactly: which rows only one of them has, and what they say.

Columns are compared as what they are, whole numbers, days and texts, and by what they would be
written as where the two frames hold different kinds of things: nothing that was changed in a
database is lost in converting it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from sales_core.values.day_arrays import day_array
from sales_core.values.keys import packed

Ints = npt.NDArray[np.int64]


def frame_of(rows: Sequence[Sequence[Any]], names: Sequence[str]) -> pd.DataFrame:
    """Make a frame of rows as a database gives them.

    Returns:
        Columns of whole numbers as int64, or Int64 where some are missing, of days as
        datetime64[s], of texts as str, and any other as the objects they are.
    """
    columns: list[Sequence[Any]] = list(zip(*rows, strict=True)) or [()] * len(names)
    return pd.DataFrame({name: _column(cells) for name, cells in zip(names, columns, strict=True)})


def differences(wanted: pd.DataFrame, found: pd.DataFrame) -> Iterator[tuple[str, list[str]]]:
    """Give the rows that only one of two frames has, in the order of their texts.

    Args:
        wanted: How it should be.
        found: How it is; with the same columns.

    Yields:
        "is missing" or "is there but should not be", and the texts of the row.
    """
    columns = list(wanted.columns)
    codes = [each for name in columns for each in _numbered(wanted[name], found[name])]
    ours, theirs = np.split(packed(*codes), [len(wanted)])
    if np.array_equal(np.sort(ours), np.sort(theirs)):
        return
    lacking, added = ~np.isin(ours, theirs), ~np.isin(theirs, ours)
    both = [_texts(wanted[lacking]), _texts(found[added])]
    states = ("is missing", "is there but should not be")
    told = [part.assign(state=state) for part, state in zip(both, states, strict=True)]
    for row in pd.concat(told).sort_values([*columns, "state"]).itertuples(index=False):
        yield row[-1], [f"{name} {text}" for name, text in zip(columns, row, strict=False)]


def _column(cells: Sequence[Any]) -> Any:
    kinds = set(map(type, cells))
    if kinds == {int}:
        return np.array(cells, np.int64)
    if kinds == {int, type(None)}:
        return pd.array(list(cells), "Int64")
    if kinds == {str}:
        return pd.array(list(cells), "str")
    if kinds == {date}:
        return day_array(cells).astype("M8[s]")
    return pd.Series(list(cells), dtype=object)


def _numbered(one: pd.Series[Any], other: pd.Series[Any]) -> Iterator[Ints]:
    """Number the values of two columns alike: one or two arrays that are equal where they are."""
    kinds = {_kind(one), _kind(other)}
    if kinds == {"day"}:
        yield np.concatenate(
            [part.to_numpy().astype("M8[D]").view(np.int64) for part in (one, other)]
        )
    elif kinds == {"number"}:
        missing = [part.isna().to_numpy(np.bool_) for part in (one, other)]
        values = [part.array.to_numpy(np.int64, na_value=0) for part in (one, other)]
        yield np.concatenate(values)
        yield np.concatenate(missing).astype(np.int64)
    else:
        if kinds != {"text"}:
            one, other = (_written(part) for part in (one, other))
        texts = [chunk for part in (one, other) for chunk in _chunks(part)]
        coded = pa.chunked_array(texts, pa.large_string()).combine_chunks().dictionary_encode()
        yield coded.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)


def _kind(column: pd.Series[Any]) -> str:
    if column.dtype.kind == "M":
        return "day"
    if column.dtype.kind == "i":
        return "number"
    return "other" if column.dtype == object else "text"


def _chunks(texts: pd.Series[Any]) -> list[pa.Array]:
    made = pa.array(texts.astype("str"), pa.large_string(), from_pandas=True)
    return list(made.chunks) if isinstance(made, pa.ChunkedArray) else [made]


def _texts(frame: pd.DataFrame) -> pd.DataFrame:
    """Write all cells as texts."""
    return pd.DataFrame({name: _written(frame[name]) for name in frame.columns}, dtype="str")


def _written(column: pd.Series[Any]) -> pd.Series[Any]:
    if column.dtype.kind == "M":
        days: pd.Series[Any] = column.dt.strftime("%Y-%m-%d").fillna("")
        return days
    return column.astype(object).map(_text).astype("str")


def _text(cell: Any) -> str:
    if isinstance(cell, bytes):  # too long to be told
        return hashlib.sha256(cell).hexdigest()[:16]
    return "" if pd.isna(cell) else str(cell)
