"""A file of which every row is there several times is asked about; sales that are alike are not."""

from __future__ import annotations

import pytest

from tests.builders import read

HEADER = "Date,Order,Product,Amount\n"
TEA, PIE, CUP = "2025-03-13,1,Tea,10\n", "2025-03-14,2,Pie,20\n", "2025-03-15,3,Cup,5\n"


@pytest.mark.parametrize(
    ("rows", "asked"),
    [
        pytest.param([TEA, PIE, CUP, TEA, PIE, CUP], ["repeated"], id="pasted-twice"),
        pytest.param([TEA, TEA, PIE, PIE, CUP, CUP], ["repeated"], id="each-row-twice"),
        pytest.param([TEA, PIE, TEA, PIE], ["repeated"], id="two-rows-pasted"),
        pytest.param([TEA, PIE, CUP] * 900, ["repeated"], id="long"),
        pytest.param([TEA, TEA, PIE, CUP], [], id="one-row-again"),
        pytest.param([TEA, TEA], [], id="two-alike"),
        pytest.param([TEA, TEA, PIE, PIE], [], id="two-pairs"),
    ],
)
def test_rows_that_are_all_there_again(rows: list[str], asked: list[str]) -> None:
    reading = read((HEADER + "".join(rows)).encode())
    assert [each.code for each in reading.questions] == asked


@pytest.mark.parametrize(("answer", "amount", "ignored"), [("once", 45, 4), ("all", 90, 0)])
def test_a_person_says_how_often_they_count(answer: str, amount: int, ignored: int) -> None:
    content = (HEADER + 2 * (TEA + PIE + CUP) + 2 * TEA).encode()
    reading = read(content, choices={"repeated": answer})
    assert (reading.amount_read, reading.rows_ignored) == (amount * 10_000, ignored)
