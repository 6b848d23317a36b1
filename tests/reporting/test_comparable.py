from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales_core.reporting.comparable import Comparable, comparable, comparable_by, known_runs
from sales_core.store.database import Database
from sales_core.values.periods import Period
from tests.builders import csv_bytes, load

FIRST = date(2025, 1, 1)


def days(first: int, last: int) -> Period:
    return Period(FIRST + timedelta(days=first), FIRST + timedelta(days=last))


@pytest.mark.parametrize(
    ("covered", "runs"),
    [
        ([], []),
        ([(0, 5), (6, 9)], [(0, 9)]),
        ([(0, 5), (12, 19)], [(0, 19)]),  # six days: a file ended on a day off
        ([(0, 5), (13, 19)], [(0, 5), (13, 19)]),  # a week that nobody imported
        ([(10, 20), (0, 5), (3, 12)], [(0, 20)]),
        ([(0, 30), (5, 9)], [(0, 30)]),
    ],
)
def test_known_days(covered: list[tuple[int, int]], runs: list[tuple[int, int]]) -> None:
    assert known_runs(days(*one) for one in covered) == tuple(days(*one) for one in runs)


@pytest.mark.parametrize(
    ("period", "before", "found"),
    [
        ((30, 59), (0, 29), Comparable("fine", 30, 30, earlier=True)),
        ((28, 57), (-2, 27), Comparable("doubtful", 28, 30, earlier=True)),
        ((15, 44), (-15, 14), Comparable("doubtful", 15, 30, earlier=True)),
        ((14, 43), (-16, 13), Comparable("too little", 14, 30, earlier=True)),
        ((-243, 60), (-547, -244), Comparable("too little", 0, 304, earlier=True)),
        ((60, 99), (20, 59), Comparable("doubtful", 39, 40, earlier=False)),
        ((90, 119), (60, 89), Comparable("too little", 9, 30, earlier=False)),
    ],
)
def test_stages(period: tuple[int, int], before: tuple[int, int], found: Comparable) -> None:
    assert comparable_by([days(0, 98)], days(*period), days(*before)) == found


@given(
    st.lists(st.tuples(st.integers(0, 200), st.integers(0, 60)), max_size=6),
    st.tuples(st.integers(-20, 220), st.integers(0, 90)),
    st.tuples(st.integers(-20, 220), st.integers(0, 90)),
)
def test_more_imports_never_make_it_less(
    covered: list[tuple[int, int]], period: tuple[int, int], before: tuple[int, int]
) -> None:
    runs = [days(start, start + length) for start, length in covered]
    asked = [days(start, start + length) for start, length in (period, before)]
    fewer = comparable_by(known_runs(runs[1:]), asked[0], asked[1])
    found = comparable_by(known_runs(runs), asked[0], asked[1])
    assert 0 <= found.known <= found.days
    assert found.known / found.days >= fewer.known / fewer.days
    assert (found.stage == "fine") is (found.known == found.days)


def test_an_undone_import_is_not_known(database: Database) -> None:
    load(database, csv_bytes(["Date", "Amount"], ["2025-01-01", "1"], ["2025-01-31", "2"]))
    january = Period(date(2025, 1, 1), date(2025, 1, 31))
    assert comparable(database, january, january).stage == "fine"
    assert comparable(database, january, Period(date(2024, 12, 1), FIRST)).known == 1
