from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales_core.importing.rows.own_totals import stated_total
from tests.builders import csv_bytes, read

HEADER = ["Date", "Order", "Item", "Amount"]
ROWS = [
    ["2025-03-28", "1", "Tea", "10.125"],
    ["2025-03-28", "2", "Cake", "-2.5"],
    ["2025-03-29", "3", "Tea", "3"],
]


def totals(*rows: list[str], header: list[str] = HEADER) -> list[tuple[int, int, bool]]:
    found = read(csv_bytes(header, *rows)).totals
    return [(total.line, total.difference, total.agrees) for total in found]


def test_a_file_without_totals_has_none() -> None:
    assert totals(*ROWS) == []


@pytest.mark.parametrize(
    ("text", "difference", "agrees"),
    [
        pytest.param("10.625", 0, True, id="exact"),
        pytest.param("10.63", -50, True, id="rounded to a hundredth"),
        pytest.param("10.64", -150, False, id="differs"),
        pytest.param("11", -3750, False, id="whole numbers are exact"),
    ],
)
def test_the_total_at_the_end_is_for_all_rows(text: str, difference: int, *, agrees: bool) -> None:
    assert totals(*ROWS, ["", "", "Grand total", text]) == [(5, difference, agrees)]


def test_a_total_of_few_cells_counts_too() -> None:
    header, wide = [*HEADER, "Location"], [[*row, "Hall"] for row in ROWS]
    assert totals(*wide, ["Total", "10.625"], header=header) == [(5, 0, True)]


def test_totals_of_sections_are_for_the_rows_since_the_last_one() -> None:
    rows = [*ROWS[:2], ["", "", "Subtotal", "7.625"], ROWS[2], ["", "", "Subtotal", "4"]]
    assert totals(*rows) == [(4, 0, True), (6, -10_000, False)]
    told = read(csv_bytes(HEADER, *rows)).evidence
    assert told[-3:-1] == (
        "Attention: the file's own total on line 6 is 4; its rows come to 3, which is 1 less.",
        "The rows agree with the file's own total on line 4.",
    )


def test_totals_that_agree_are_counted() -> None:
    rows = [*ROWS[:2], ["", "", "Subtotal", "7.625"], ROWS[2], ["", "", "Total", "10.63"]]
    told = read(csv_bytes(HEADER, *rows)).evidence
    assert "The rows agree with 2 totals that the file states itself." in told


def test_amounts_that_are_derived_have_no_totals() -> None:
    header = ["Date", "Item", "Quantity", "Unit price"]
    rows = [["2025-03-28", "Tea", "2", "3.50"], ["2025-03-29", "Cake", "1", "4.20"]]
    assert totals(*rows, ["", "Total", "3", "7.70"], header=header) == []


def test_a_total_that_is_no_amount_is_left_alone() -> None:
    assert totals(*ROWS, ["", "", "Total", ""]) == []


@given(st.integers(-(10**12), 10**12), st.integers(-(10**6), 10**6))
def test_a_total_that_is_said_is_compared_exactly(summed: int, off: int) -> None:
    plan = read(csv_bytes(HEADER, *ROWS)).plan
    assert plan is not None
    sign = "-" if summed + off < 0 else ""
    whole, rest = divmod(abs(summed + off), 10_000)
    found = stated_total(f" {sign}{whole}.{rest:04} ", plan, summed)
    assert found is not None
    assert (found.difference, found.agrees) == (-off, off == 0)
    assert stated_total("about ten", plan, summed) is None
