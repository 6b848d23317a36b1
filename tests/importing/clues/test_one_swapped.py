"""Single rows whose day and month have changed places."""

from __future__ import annotations

import pytest

from tests.builders import csv_bytes, read


def _told(*rows: tuple[str, str]) -> list[str]:
    cells = [[day, order, f"Tea {at}", "1.50"] for at, (day, order) in enumerate(rows)]
    reading = read(csv_bytes(["Date", "Order", "Item", "Total"], *cells))
    return [each for each in reading.evidence if "may have changed places" in each]


def _numbered(*days: str) -> list[tuple[str, str]]:
    return [(day, str(at)) for at, day in enumerate(days)]


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        pytest.param(
            [("2025-03-05", "1"), ("2025-05-03", "1"), ("2025-03-06", "2"), ("2025-03-06", "2")],
            3,
            id="in an order",
        ),
        pytest.param(
            [("05/03/2025", "7"), *[("03/05/2025", "7")] * 2, *[("03/16/2025", "8")] * 2],
            2,
            id="in an order, the rarer day",
        ),
        pytest.param(
            _numbered(
                "05.03.2025", "06.03.2025", "03.07.2025", "08.03.2025", "09.03.2025", "14.03.2025"
            ),
            4,
            id="between its neighbours",
        ),
        pytest.param(
            _numbered("2025-03-14", "2025-03-09", "2025-03-08", "2025-03-06", "2025-05-03"),
            6,
            id="last of a falling row",
        ),
        pytest.param(
            [("2025-03-14", "6"), ("2025-03-05", "2"), ("2025-07-03", "4"), ("2025-03-09", "5"),
             ("2025-03-06", "3"), ("2025-03-01", "1")],
            4,
            id="by the numbers of orders",
        ),
        pytest.param(
            _numbered(*["2025-03-05"] * 3, "2025-05-03", "2025-03-05"), 5, id="a file of one day"
        ),
    ],
)  # fmt: skip
def test_a_row_that_fits_only_once_changed_back_is_told(
    rows: list[tuple[str, str]], line: int
) -> None:
    (said,) = _told(*rows)
    assert said.startswith("Attention: in 1 row ")
    assert f"line {line}: " in said


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(_numbered("2025-04-05", "2025-03-04", "2025-05-03", "2025-03-14"), id="mixed"),
        pytest.param(
            _numbered("2025-01-05", "2025-02-05", "2025-03-05", "2025-04-05", "2025-05-06"),
            id="a day each month",
        ),
        pytest.param(
            [("2025-01-05", "1"), ("2025-03-02", "1"), ("2025-01-06", "2"), ("2025-01-06", "2")],
            id="paid in parts",
        ),
        pytest.param(
            [(day, str(n)) for day in ("2025-03-05", "2025-05-03") for n in (1, 1, 2, 3)],
            id="numbers that begin again each day",
        ),
    ],
)
def test_days_that_may_well_be_are_not_told(rows: list[tuple[str, str]]) -> None:
    assert _told(*rows) == []
