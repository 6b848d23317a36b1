"""Rows that are the sum of others are totals, whatever they are called; chance is asked."""

from __future__ import annotations

import pytest

from tests.builders import read

HEADER = "Date,Order,Product,Amount\n"


@pytest.mark.parametrize(
    ("rows", "asked", "amount"),
    [
        pytest.param(["3,1,Tea,10", "3,2,Pie,20", "4,,Alles,30"], ["totals"], None, id="one-total"),
        pytest.param(["4,,,30", "3,1,Tea,10", "3,2,Pie,20"], ["totals"], None, id="above-its-rows"),
        pytest.param(
            ["3,1,Tea,10", "3,2,Pie,20", "3,,Tag,30", "4,3,Tea,5", "4,4,Pie,7", "4,,Tag,12"],
            [],
            42,
            id="a-total-for-each-day",
        ),
        pytest.param(
            ["3,1,Tea,10", "3,2,Pie,20", "3,,x,30", "4,3,Tea,5", "4,4,Pie,7", "4,,x,12", "4,,x,42"],
            [],
            42,
            id="and-one-for-all",
        ),
        pytest.param(
            [
                "3,1,Tea,1",
                "3,2,Pie,2",
                "3,,Total May,3",
                "4,3,Tea,5",
                "4,4,Pie,7",
                "4,,Total June,12",
            ],
            [],
            15,
            id="each-with-a-name-of-its-own",
        ),
        pytest.param(
            ["3,,All,30", "3,1,Tea,10", "3,2,Pie,20", "4,,All,12", "4,3,Tea,5", "4,4,Pie,7"],
            [],
            42,
            id="above-the-rows-of-each-day",
        ),
        pytest.param(["3,1,Tea,10", "3,2,Pie,20", "4,3,Cup,30"], [], 60, id="a-sale-by-chance"),
        pytest.param(["3,1,Tea,10", "3,,Pie,20", "4,3,Cup,40"], [], 70, id="no-sum"),
        pytest.param(["3,,Tea,10", "3,,Pie,20", "4,,Cup,30"], [], 60, id="no-numbers-at-all"),
        pytest.param(["3,1,Tea,0", "3,2,Pie,0", "4,,Cup,0"], [], 0, id="nothing-is-no-sum"),
    ],
)
def test_sums_of_other_rows(rows: list[str], asked: list[str], amount: int | None) -> None:
    reading = read((HEADER + "".join(f"2025-03-1{row}\n" for row in rows)).encode())
    assert [each.code for each in reading.questions] == asked
    if amount is not None:
        assert reading.amount_read == amount * 10_000


def test_a_person_says_what_a_sum_is() -> None:
    content = (HEADER + "2025-03-13,1,Tea,10\n2025-03-13,2,Pie,20\n2025-03-14,,Alles,30\n").encode()
    (question,) = read(content).questions
    shown = {
        each: figures and figures.revenue
        for each, figures in zip(question.choices, question.figures, strict=True)
    }
    assert shown == {"leave": 300_000, "count": 600_000}
    assert read(content, choices={question.name: "leave"}).amount_read == 300_000
    assert read(content, choices={question.name: "count"}).amount_read == 600_000


@pytest.mark.parametrize(("pieces", "asked"), [("4", ["totals"]), ("1", [])])
def test_a_last_row_that_sums_pieces_and_money_is_asked(pieces: str, asked: list[str]) -> None:
    rows = ["3,Tea,1,40", "4,Pie,2,110", "5,Cup,1,41", f"6,February,{pieces},191"]
    content = "Date,Item,Qty,Amount\n" + "".join(f"2025-03-1{row}\n" for row in rows)
    assert [each.code for each in read(content.encode()).questions] == asked
