"""Sums of whole columns: exact whatever the amounts are, of the marked rows alone."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales_core.importing.clues import swapped_days
from sales_core.importing.files.table import Column
from sales_core.importing.rows.counting import far_days, gained_and_lost
from sales_core.values import arrays

AMOUNTS = st.lists(st.tuples(st.integers(-(2**62), 2**62), st.booleans()), max_size=30)


@given(rows=AMOUNTS, at_once=st.integers(1, 7))
def test_sums_are_those_of_python_in_pieces_of_any_size(
    rows: list[tuple[int, bool]], at_once: int
) -> None:
    amounts = np.array([amount for amount, _ in rows], np.int64)
    counted = np.array([marked for _, marked in rows], np.bool_)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(arrays, "_BLOCK", at_once)
        gained, lost = gained_and_lost(amounts, counted)
    assert gained == sum(amount for amount, marked in rows if marked and amount > 0)
    assert lost == sum(amount for amount, marked in rows if marked and amount < 0)


def test_a_gap_of_years_is_found_across_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrays, "_BLOCK", 2)
    days = np.array([20_000, 19_000, 19_001, 20_001, 19_002], np.int32)
    told = far_days(days)
    assert told == ("Nothing was sold between 2022-01-10 and 2024-10-04: check the years.",)


@given(days=st.lists(st.integers(0, 5), max_size=30), at_once=st.integers(1, 7))
def test_days_and_texts_are_counted_alike_in_pieces_of_any_size(
    days: list[int], at_once: int
) -> None:
    numbers = np.array(days, np.int64)
    known = [day for day in days if day]
    column = Column("Day", list("abcdef"), numbers.astype(np.int16))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(arrays, "_BLOCK", at_once)
        way = swapped_days._way(numbers)
        counts = column.counts.tolist()
    assert way == sum(abs(day - before) for before, day in pairwise(known))
    assert counts == [days.count(day) for day in range(6)]
