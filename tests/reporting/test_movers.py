from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales_core.reporting.filters import Filters
from sales_core.reporting.movers import MOST, Mover, Movers, movers, movers_of
from sales_core.store.database import Database
from sales_core.values.periods import Period
from tests.builders import load, mindbody_csv, sale

MARCH = Period(date(2025, 3, 1), date(2025, 3, 28))
BEFORE = Period(date(2025, 2, 1), date(2025, 2, 28))
TEN = 100_000


@pytest.mark.parametrize(
    ("lines", "lines_before", "fell"),
    [(3, 4, 0), (0, 6, 0), (0, 7, 1), (90, 100, 0), (60, 100, 1), (9, 5, 0)],
)
def test_a_product_falls_only_by_more_than_chance(lines: int, lines_before: int, fell: int) -> None:
    assert Mover("Tea", lines * TEN, lines_before * TEN, lines, lines_before).fell == fell


def test_a_product_sold_less_often_for_more_has_not_fallen() -> None:
    assert not Mover("Tea", 99 * TEN, 100 * TEN, 50, 100).fell


def test_the_best_come_first_and_of_the_falling_the_one_that_lost_most() -> None:
    now = {"Tea": (50, 5), "Cake": (90, 9), "Bun": (10, 1), "Pie": (20, 2), "Refund": (-5, 1)}
    then = {"Tea": (500, 50), "Cake": (90, 9), "Gone": (900, 90), "Rare": (20, 2)}
    found = movers_of(now, then, "fine")
    assert [one.name for one in found.best] == ["Cake", "Tea", "Pie"]
    assert [one.name for one in found.falling] == ["Gone", "Tea"]
    assert movers_of(now, then, "doubtful").falling == ()


sums = st.dictionaries(
    st.text(max_size=3), st.tuples(st.integers(-(10**9), 10**9), st.integers(0, 500)), max_size=8
)


@given(sums, sums)
def test_what_falls_lost_something_and_had_something(
    now: dict[str, tuple[int, int]], then: dict[str, tuple[int, int]]
) -> None:
    found = movers_of(now, then, "fine")
    assert len(found.best) <= MOST
    assert len(found.falling) <= min(MOST, found.fallen)
    for one in found.falling:
        assert one.revenue < one.before
        assert one.lines_before >= 7


def test_the_database_is_asked_about_both_periods(database: Database) -> None:
    assert movers(database, Filters(), MARCH, BEFORE) == Movers((), (), "too little", 0)
    rows = [
        sale(date=f"{day:%m/%d/%Y}", order_id=str(at), item="Cake" if day >= MARCH.start else "Tea")
        for at, day in enumerate(BEFORE.start + timedelta(days=at) for at in range(56))
    ]
    load(database, mindbody_csv(*rows))
    found = movers(database, Filters(), MARCH, BEFORE)
    assert found.best == (Mover("Cake", 28 * TEN, 0, 28, 0),)
    assert found.falling == (Mover("Tea", 0, 28 * TEN, 0, 28),)
    earlier = Period(date(2025, 1, 4), date(2025, 1, 31))
    assert movers(database, Filters(), BEFORE, earlier).stage == "too little"
