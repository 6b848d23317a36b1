"""Sums of whole columns: exact whatever the amounts are, of the marked rows alone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales_core.importing.rows import counting
from sales_core.importing.rows.counting import far_days, gained_and_lost

AMOUNTS = st.lists(st.tuples(st.integers(-(2**62), 2**62), st.booleans()), max_size=30)


@given(rows=AMOUNTS, at_once=st.integers(1, 7))
def test_sums_are_those_of_python_in_pieces_of_any_size(
    rows: list[tuple[int, bool]], at_once: int
) -> None:
    amounts = np.array([amount for amount, _ in rows], np.int64)
    counted = np.array([marked for _, marked in rows], np.bool_)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(counting, "_AT_ONCE", at_once)
        gained, lost = gained_and_lost(amounts, counted)
    assert gained == sum(amount for amount, marked in rows if marked and amount > 0)
    assert lost == sum(amount for amount, marked in rows if marked and amount < 0)


def test_a_gap_of_years_is_found_across_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "_AT_ONCE", 2)
    days = np.array([20_000, 19_000, 19_001, 20_001, 19_002], np.int32)
    told = far_days(days)
    assert told == ("Nothing was sold between 2022-01-10 and 2024-10-04: check the years.",)
