"""Two frames compared exactly: nothing that differs is taken for the same, whatever it is."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales_core.store.differences import differences, frame_of

NAMES = ["day", "name", "number", "maybe"]
ROW = (date(2025, 3, 28), "Tea", 5, None)


def made(rows: list[tuple[Any, ...]]) -> pd.DataFrame:
    """Make a frame as sums are made, not as a database gives it."""
    days, names, numbers, maybe = zip(*rows, strict=True) if rows else ((), (), (), ())
    return pd.DataFrame(
        {
            "day": np.array(days, "M8[D]").astype("M8[s]"),
            "name": pd.Categorical(list(names)),
            "number": np.array(numbers, np.int64),
            "maybe": pd.array(list(maybe), "Int64"),
        }
    )


def told(wanted: list[tuple[Any, ...]], found: list[tuple[Any, ...]]) -> list[tuple[str, str]]:
    given_ = frame_of(found, NAMES)
    return [(state, ", ".join(texts)) for state, texts in differences(made(wanted), given_)]


def test_the_same_rows_in_another_order_are_the_same() -> None:
    other = (date(2025, 3, 29), "Tea", 5, 7)
    assert told([ROW, other], [other, ROW]) == []
    assert told([], []) == []


def test_both_sides_of_a_difference_are_told_in_order() -> None:
    assert told(
        [ROW, (date(2025, 3, 29), "Tea", 5, 7)], [ROW, (date(2025, 3, 29), "Tea", 6, 7)]
    ) == [
        ("is missing", "day 2025-03-29, name Tea, number 5, maybe 7"),
        ("is there but should not be", "day 2025-03-29, name Tea, number 6, maybe 7"),
    ]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        (0, date(2025, 3, 27)),
        (1, "tea"),
        (1, ""),
        (1, None),
        (2, 6),
        (2, 5.5),
        (2, "five"),
        (2, None),
        (3, 0),
        (3, 1),
        (3, "x"),
    ],
)
def test_one_changed_value_is_told_whatever_it_is(column: int, value: object) -> None:
    changed = (*ROW[:column], value, *ROW[column + 1 :])
    assert {state for state, _ in told([ROW], [changed])} == {
        "is missing",
        "is there but should not be",
    }
    more = (date(2025, 4, 1), "Scone", 1, 2)
    assert len(told([ROW, more], [more, changed])) == 2


ROWS = st.tuples(
    st.dates(date(2025, 1, 1), date(2025, 1, 3)),
    st.sampled_from(["Tea", "tea", "Scone", ""]),
    st.integers(-2, 2),
    st.none() | st.integers(-1, 1),
)


@given(st.lists(ROWS, unique=True, max_size=6), st.lists(ROWS, unique=True, max_size=6))
def test_what_is_told_is_what_only_one_has(
    wanted: list[tuple[Any, ...]], found: list[tuple[Any, ...]]
) -> None:
    states = [state for state, _ in told(wanted, found)]
    assert states.count("is missing") == len(set(wanted) - set(found))
    assert states.count("is there but should not be") == len(set(found) - set(wanted))
