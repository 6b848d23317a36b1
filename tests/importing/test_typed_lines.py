from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales_core.importing.plan import ImportPlan
from sales_core.importing.rows import lines as lines_module
from sales_core.values.lines import CONTENT, IDENTITY, LINE_COLUMNS
from tests.builders import Row, line, line_frame, lines_of, mindbody_csv, read, sale


def identities(content: bytes) -> list[tuple[Any, ...]]:
    frame = lines_of(read(content))
    return list(frame[list(IDENTITY)].itertuples(index=False, name=None))


def test_the_frame_is_as_declared() -> None:
    reading = read(mindbody_csv(sale(discount="---", tax="")))
    assert reading.lines is not None
    (batch,) = reading.lines.batches()
    expected = line_frame(line())
    assert list(batch.columns) == list(LINE_COLUMNS)
    assert batch.dtypes.astype(str).to_dict() == expected.dtypes.astype(str).to_dict()
    pd.testing.assert_frame_equal(batch, expected)


def test_nine_identical_lines_are_nine() -> None:
    storage = sale(item="1 month storage")
    lines = lines_of(read(mindbody_csv(sale(), *[storage] * 5, sale(order_id="2"), *[storage] * 4)))
    nine = lines[lines["product"] == "1 month storage"]
    assert nine["occurrence"].tolist() == list(range(1, 10))
    assert nine["source_line"].tolist() == [3, 4, 5, 6, 7, 9, 10, 11, 12]
    assert lines["occurrence"].tolist().count(1) == 3


@pytest.mark.parametrize(
    "other",
    [{"date": "3/29/2025"}, {"order_id": "2"}, {"item": "Cake"}, {"quantity": "2"},
     {"amount": "10.0001"}, {"location": "Shop"}, {"payment_method": "Card"}],
    ids=lambda other: next(iter(other)),
)  # fmt: skip
def test_what_makes_a_line_another_line(other: Row) -> None:
    lines = lines_of(read(mindbody_csv(sale(), sale(**other), sale())))
    assert lines["occurrence"].tolist() == [1, 1, 2]


@pytest.mark.parametrize(
    "twin",
    [{"date": "03/28/2025"}, {"order_id": " 1 "}, {"item": "Tea "}, {"quantity": "1.00"},
     {"amount": "$10.00"}, {"location": " Hall"}, {"payment_method": "Cash\u00a0"},
     {"unit_price": "9"}, {"discount": "1"}, {"tax": "0.5"}],
    ids=lambda twin: next(iter(twin)),
)  # fmt: skip
def test_what_does_not_make_a_line_another_line(twin: Row) -> None:
    lines = lines_of(read(mindbody_csv(sale(), sale(**twin))))
    assert sorted(lines["occurrence"]) == [1, 2]


ROWS = st.lists(
    st.builds(
        sale,
        date=st.sampled_from(["3/28/2025", "03/28/2025", "3/29/2025"]),
        order_id=st.sampled_from(["1", "2", "---"]),
        item=st.sampled_from(["Tea", "Tea ", "Cake"]),
        quantity=st.sampled_from(["1", "-1"]),
        amount=st.sampled_from(["10", "10.00", "-10"]),
        unit_price=st.sampled_from(["10", "9", "---"]),
    ),
    min_size=1,
    max_size=12,
)


@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(rows: list[Row], random: Any) -> None:
    shuffled = random.sample(rows, len(rows))
    assert sorted(identities(mindbody_csv(*rows))) == sorted(identities(mindbody_csv(*shuffled)))


@given(ROWS, st.randoms(use_true_random=False))
def test_the_price_of_an_occurrence_does_not_depend_on_the_order_of_rows(
    rows: list[Row], random: Any
) -> None:
    shuffled = random.sample(rows, len(rows))
    prices = [
        lines_of(read(mindbody_csv(*some)))
        .assign(unit_price=lambda lines: lines["unit_price"].fillna(-1))[[*IDENTITY, "unit_price"]]
        .itertuples(index=False, name=None)
        for some in (rows, shuffled)
    ]
    assert sorted(prices[0]) == sorted(prices[1])


@given(ROWS)
def test_occurrences_count_each_content_from_one(rows: list[Row]) -> None:
    frame = lines_of(read(mindbody_csv(*rows)))
    seen = Counter(frame[list(CONTENT)].itertuples(index=False, name=None))
    expected = sorted(
        (*content, at) for content, count in seen.items() for at in range(1, count + 1)
    )
    assert sorted(frame[list(IDENTITY)].itertuples(index=False, name=None)) == expected
    assert len(frame) == len(rows)


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_batches_are_whole_days_in_order(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    days = ["3/30/2025", "3/28/2025", "3/29/2025", "3/28/2025", "3/30/2025", "4/2/2025"]
    rows = [sale(date=day, order_id=str(at)) for at, day in enumerate(days * 2)]
    monkeypatch.setattr(lines_module, "BATCH_ROWS", size)
    reading = read(mindbody_csv(*rows))
    assert reading.lines is not None
    batches = [batch["sale_date"].dt.date.tolist() for batch in reading.lines.batches()]
    together = [day for batch in batches for day in batch]
    assert together == sorted(together)
    assert len(together) == 12
    for one, other in pairwise(batches):
        assert set(one).isdisjoint(other)
    assert all(len(batch) <= max(size, 4) + 3 for batch in batches)
    assert reading.lines.period() == (date(2025, 3, 28), date(2025, 4, 2))


def test_occurrences_go_on_where_the_rows_of_a_day_lie_apart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lines_module, "BATCH_ROWS", 2)
    rows = [sale(), sale(date="3/29/2025"), sale(), sale(date="3/29/2025"), sale()]
    assert lines_of(read(mindbody_csv(*rows)))["occurrence"].tolist() == [1, 1, 2, 2, 3]


def test_order_ids_stay_with_their_rows_where_rows_are_left_out() -> None:
    rows = [sale(order_id=f" {at} ", amount="x" if at % 3 == 0 else "1") for at in range(10)]
    lines = lines_of(read(mindbody_csv(*rows)))
    assert lines["order_id"].tolist() == ["1", "2", "4", "5", "7", "8"]
    assert lines["source_line"].tolist() == [3, 4, 6, 7, 9, 10]


def test_names_are_those_of_the_good_rows() -> None:
    reading = read(mindbody_csv(sale(), sale(item="Cake", amount="x"), sale(location="---")))
    assert reading.lines is not None
    names = {kind: sorted(found) for kind, found in reading.lines.names().items()}
    assert names == {
        "product": ["Tea"],
        "location": ["", "Hall"],
        "payment_method": ["Cash"],
        "traits": [""],
    }


def test_without_a_good_row_there_is_no_period() -> None:
    reading = read(mindbody_csv(sale(amount="x")))
    assert reading.lines is not None
    assert reading.lines.period() is None
    assert list(reading.lines.batches()) == []


def test_a_plan_is_plain_data_and_comes_back_from_it() -> None:
    plan = read(mindbody_csv(sale())).plan
    assert plan is not None
    data = plan.as_json()
    assert data["date_format"] == "M/D/Y"
    assert data["columns"]["date"] == "Sale Date"
    assert (data["encoding"], data["delimiter"], data["header_line"]) == ("utf-8", ",", 1)
    assert ImportPlan.from_json(data) == plan
