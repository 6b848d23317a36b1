from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sales_core.values.keys import packed, row_keys
from sales_core.values.lines import IDENTITY, ORDER
from tests.builders import line, line_frame

INT64 = st.integers(-(2**63), 2**63 - 1)
SMALL = st.integers(-3, 3)


@st.composite
def integer_rows(draw: st.DrawFn) -> list[tuple[int, ...]]:
    columns = [draw(st.sampled_from([SMALL, INT64])) for _ in range(draw(st.integers(1, 5)))]
    return draw(st.lists(st.tuples(*columns), min_size=1, max_size=12))


@given(integer_rows())
@example([(2**63 - 1, 0, 2**63 - 1), (-(2**63), 1, 5), (0, 0, 0), (0, 0, 1)])
def test_packed_compares_as_the_tuples_do(rows: list[tuple[int, ...]]) -> None:
    columns = [np.array(column, np.int64) for column in zip(*rows, strict=True)]
    keys = packed(*columns).tolist()
    assert len(keys) == len(rows)
    for (key, row), (other_key, other_row) in pairwise(sorted(zip(keys, rows, strict=True))):
        assert (key == other_key) == (row == other_row)
        assert row <= other_row


def test_many_wide_columns_are_packed_without_overflow() -> None:
    random = np.random.default_rng(5)
    columns = [random.integers(0, 2**40, 500) for _ in range(9)]
    columns[0] = columns[0] // 2**38  # so that later columns count
    rows = list(zip(*(column.tolist() for column in columns), strict=True))
    order = packed(*columns).argsort(kind="stable").tolist()
    assert order == sorted(range(500), key=rows.__getitem__)


def test_narrow_integers_are_packed() -> None:
    days = np.array([20_000, 0, -20_000], np.int32)
    codes = np.array([1, 0, 1], np.int8)
    assert packed(days, codes).argsort().tolist() == [2, 1, 0]


def test_nothing_packs_to_nothing() -> None:
    assert packed(np.empty(0, np.int64)).tolist() == []
    assert [keys.tolist() for keys in row_keys([line_frame(), line_frame()], IDENTITY)] == [[], []]


NAMES = st.sampled_from(["Tea", "tea", "Te", "", "NA", "null", "é", "e\u0301"])
LINES = st.lists(
    st.builds(
        line,
        sale_date=st.builds(lambda at: date(2025, 2, 27) + timedelta(at), st.integers(0, 3)),
        order_id=NAMES,
        product=NAMES,
        location=NAMES,
        payment_method=NAMES,
        quantity=st.sampled_from([1_000, -1_000]),
        amount=st.sampled_from([0, 10, 10**14]),
    ),
    max_size=10,
)


@given(LINES, LINES, st.sampled_from([IDENTITY, ORDER]))
def test_rows_of_two_frames_have_equal_keys_where_they_are_equal(
    ours: list[dict[str, Any]], theirs: list[dict[str, Any]], columns: tuple[str, ...]
) -> None:
    frames = [line_frame(*ours), line_frame(*theirs)]
    keys = np.concatenate(row_keys(frames, columns)).tolist()
    rows = [row for frame in frames for row in _tuples(frame, columns)]
    key_of = dict(zip(rows, keys, strict=True))
    assert [key_of[row] for row in rows] == keys
    assert len(set(keys)) == len(set(rows))


def test_categories_that_no_row_uses_do_not_matter() -> None:
    tea = line_frame(line(), line(product="Cake")).iloc[:1]
    same = line_frame(line())
    (first,), (second,) = row_keys([tea, same], IDENTITY)
    assert first == second


@pytest.mark.parametrize("column", ["product", "order_id", "amount", "sale_date", "occurrence"])
def test_one_different_column_makes_another_key(column: str) -> None:
    values: dict[str, Any] = {
        "product": "Cake", "order_id": "2", "amount": 1, "sale_date": date(2025, 3, 29),
    }  # fmt: skip
    ours = line_frame(line())
    theirs = line_frame(line(**{column: values[column]})) if column in values else ours.copy()
    if column == "occurrence":
        theirs["occurrence"] = 2
    (first,), (second,) = row_keys([ours, theirs], IDENTITY)
    assert first != second


def _tuples(frame: pd.DataFrame, columns: tuple[str, ...]) -> list[tuple[Any, ...]]:
    texts = frame.astype(dict.fromkeys(("product", "location", "payment_method"), "str"))
    return list(texts[list(columns)].itertuples(index=False, name=None))
