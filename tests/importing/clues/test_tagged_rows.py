"""A sale that stands there once for each of its tags or categories is told."""

from __future__ import annotations

import pytest

from tests.builders import read


@pytest.mark.parametrize(
    ("name", "values", "told"),
    [
        ("Tag", ("gift", "blue", "gift", "sale", "new"), True),
        ("Schlagwort", ("a", "b", "a", "c", "c"), True),
        ("Category", ("Home", "Light", "Home", "Light", "Home"), True),
        ("Seat", ("A1", "A2", "B1", "B2", "C1"), False),
        ("Size", ("S", "M", "S", "M", "L"), False),
        ("Category", ("Home", "Home", "Light", "Light", "Home"), False),
    ],
)
def test_rows_alike_in_all_but_a_tag(name: str, values: tuple[str, ...], *, told: bool) -> None:
    sold = (
        "2026-04-27,1,Vase,38.00",
        "2026-04-27,1,Vase,38.00",
        "2026-04-28,2,Cup,16.50",
        "2026-04-28,2,Cup,16.50",
        "2026-04-29,3,Cup,16.50",
    )
    rows = (f"{row},{value}\n" for row, value in zip(sold, values, strict=True))
    reading = read(f"Date,Order,Item,Amount,{name}\n{''.join(rows)}".encode())
    assert reading.questions == ()
    assert told == any("alike in all but" in each for each in reading.evidence)
