"""The same sales in another writing are asked about before they count twice."""

from __future__ import annotations

import pytest

from sales_core.importing.questions import Answers
from sales_core.store.database import Database
from tests.builders import load

ROWS = "Date,Order ID,Item,Total\n2025-03-13,{0},Tea,10.50\n2025-03-13,{1},Pie,5.00\n"


def export(*orders: str) -> bytes:
    """Write three sales of two days with these order numbers."""
    return f"{ROWS.format(*orders)}2025-03-14,{orders[2]},Tea,10.50\n".encode()


SALES, OTHERS = export("17", "18", "19"), export("97", "98", "99")


@pytest.mark.parametrize(
    "again",
    [
        pytest.param(export("17.0", "18.0", "19.0"), id="point-zero"),
        pytest.param(export("0017", "0018", "0019"), id="zeros"),
        pytest.param(b"Day,No,Amount\n2025-03-13,A,15.5\n2025-03-14,B,10.5\n", id="by-order"),
    ],
)
def test_sums_that_are_stored_without_a_known_line_are_asked(
    database: Database, again: bytes
) -> None:
    load(database, SALES)
    asked = load(database, again)
    assert [each.code for each in asked.questions] == ["counted-twice"]
    assert (
        load(database, again, answers=Answers(choices={"counted-twice": "leave"})).rows.imported
        == 0
    )


def test_a_person_may_say_that_they_are_others(database: Database) -> None:
    load(database, SALES)
    both = load(database, OTHERS, answers=Answers(choices={"counted-twice": "both"}))
    assert (both.status, both.rows.imported) == ("imported", 3)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(SALES + b"2025-03-15,20,Tea,10.50\n", id="an-overlapping-export"),
        pytest.param(
            SALES.replace(b",1", b",9").replace(b"5.00", b"6.00"), id="a-day-that-differs"
        ),
        pytest.param(SALES.replace(b"2025-03", b"2025-04"), id="other-days"),
        pytest.param(b"Date,Order ID,Item,Total\n2025-03-14,77,Cup,10.5\n", id="by-chance"),
    ],
)
def test_other_files_are_not_asked_about(database: Database, other: bytes) -> None:
    load(database, SALES)
    assert load(database, other).status == "imported"


def test_days_that_are_left_out_are_ignored(database: Database) -> None:
    load(database, SALES)
    more = OTHERS + b"2025-03-20,50,Tea,1.00\n"
    done = load(database, more, answers=Answers(choices={"counted-twice": "leave"}))
    assert (done.rows.imported, done.rows.ignored) == (1, 3)
