"""Days packed as columns say of their lines what plain Python counts, in the same bytes always."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text, update

from sales_core.errors import DailyRowsDamagedError
from sales_core.store import migrate
from sales_core.store.database import Database
from sales_core.store.packed_days import ALIKE, ORDERED, REFUND, UNNUMBERED, pack, unpack
from sales_core.store.schema import ledger_chunks
from tests.builders import load, mindbody_csv, sale
from tests.examples import examples
from tests.states import raw

LARGEST = 10**15

lines = st.lists(
    st.tuples(
        st.integers(-400, 400),  # days since 1970
        st.integers(0, 3),  # order
        st.sampled_from([1, 2, 200, 70_000]),
        st.integers(1, 2),
        st.sampled_from([1, 300]),
        st.sampled_from([0, 40_000]),
        st.sampled_from([REFUND, ORDERED, UNNUMBERED]),
        st.sampled_from([1_000, -1_000, 0, 127, 128, -128, -129]),
        st.sampled_from([0, 100_000, -50_000, LARGEST, -LARGEST, 2**31]),
        st.sampled_from([0, 5_000]),
        st.sampled_from([0, 1]),
        st.sampled_from([0, 1]),
    ),
    max_size=30,
)
Line = tuple[int, ...]


def packed_of(given_lines: list[Line]) -> list[tuple[date, bytes]]:
    numbers = {key: at for at, key in enumerate({line[:2]: 0 for line in given_lines})}
    order = np.array([numbers[line[:2]] for line in given_lines], np.int64)
    columns = np.array(given_lines, np.int64).reshape(-1, 12).T
    frame = pack(columns[0], order, dict(zip(ALIKE, columns[2:], strict=True)))
    return [(day.date(), contents) for day, contents in frame.itertuples(index=False)]


@examples(60)
@given(lines)
def test_packed_days_hold_what_lines_are_alike_in_and_what_orders_hold(sold: list[Line]) -> None:
    days = unpack(packed_of(sold))
    rows = [days.day.tolist(), *(days.columns[name].tolist() for name in (*ALIKE, "lines"))]
    found = {key[:-1]: key[-1] for key in zip(*rows, strict=True)}
    assert found == Counter((line[0], *line[2:]) for line in sold)
    assert list(found) == sorted(found)

    held: dict[Any, set[Line]] = defaultdict(set)
    for line in sold:
        if line[6] == ORDERED:
            held[line[:2]].add((line[0], *line[2:]))
    keys = list(found)
    baskets = {
        frozenset(keys[member] for member in days.members[days.baskets == at]): orders
        for at, orders in enumerate(days.basket_orders.tolist())
    }
    alone = days.columns["alone"].tolist()
    baskets |= {frozenset([key]): orders for key, orders in zip(keys, alone, strict=True) if orders}
    assert baskets == Counter(frozenset(each) for each in held.values())


@examples(30)
@given(lines, st.randoms(use_true_random=False))
def test_the_same_lines_are_the_same_bytes_in_any_order(sold: list[Line], random: Random) -> None:
    shuffled = sold.copy()
    random.shuffle(shuffled)
    assert packed_of(shuffled) == packed_of(sold)
    apart = [
        each
        for day in sorted({line[0] for line in sold})
        for each in packed_of([line for line in sold if line[0] == day])
    ]
    assert apart == packed_of(sold)


def test_only_what_is_asked_for_is_unpacked() -> None:
    days = unpack(packed_of([(5, 0, 1, 2, 3, 0, ORDERED, 1_000, 70, 0, 0, 1)]), {"amount"})
    assert {name: column.tolist() for name, column in days.columns.items()} == {
        "amount": [70],
        "lines": [1],
        "alone": [1],
    }


@pytest.mark.parametrize(
    "harm",
    [
        lambda _: b"",
        lambda contents: contents[:-1],
        lambda contents: contents + b"\0",
        lambda contents: b"\x07" + contents[1:],
        lambda contents: contents[:13] + b"\x63" + contents[14:],
        lambda _: None,
    ],
    ids=["empty", "cut", "longer", "another form", "no width", "nothing"],
)
def test_a_damaged_day_is_named_and_the_way_to_mend_it(harm: Any) -> None:
    day, contents = packed_of([(0, 0, 1, 2, 3, 0, ORDERED, 1_000, 70, 0, 0, 1)])[0]
    with pytest.raises(DailyRowsDamagedError, match=r"1970-01-01 is damaged.*rebuild"):
        unpack([(day, harm(contents))])


def test_days_are_packed_when_a_database_of_before_is_migrated(database: Database) -> None:
    """From the lines, whether or not the ledger can still be read; and taken back again."""
    rows = [sale(order_id="1"), sale(order_id="1", payment_method="Visa"), sale(order_id="2")]
    load(database, mindbody_csv(*rows, sale(order_id=""), sale(order_id="", date="5/2/2025")))
    before = raw(database, ["packed_days"])
    migrate.downgrade(database.engine, "0015")
    sets = text("SELECT location_id, sale_date, payment_set, orders FROM daily_payment_sets")
    with database.writing() as connection:
        found = sorted(
            (row.location_id, str(row.sale_date), len(row.payment_set.split(",")), row.orders)
            for row in connection.execute(sets)
        )
        connection.execute(update(ledger_chunks).values(lines=b"damaged"))
    assert found == [
        (place, *more)
        for place in (-1, 1)
        for more in (("2025-03-28", 1, 1), ("2025-03-28", 2, 1), ("2025-05-02", 1, 1))
    ]
    migrate.upgrade(database.engine)
    assert raw(database, ["packed_days"]) == before
