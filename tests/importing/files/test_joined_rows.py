"""A lone cell that holds a date and a number is a row, not a title."""

from __future__ import annotations

import pytest

from sales_core.importing.files.joined_rows import is_row


@pytest.mark.parametrize(
    ("cell", "width"),
    [
        ("2025-03-27 A1 Carrot cake 1 3.25", 5),
        ("2025-03-27:A1:Cake:1:3.25", 5),
        ("27 Mar 2025 Cake 3.25", 3),
        ("2025-03-283.25", 2),
        ('23/02/2025 03:30 1 HK-57 $46.01 Jacket "Warm for all the year." www.example.com', 9),
        ("23.02.2025 Jacke 46,01 bar", 4),
    ],
)
def test_cells_in_one(cell: str, width: int) -> None:
    assert is_row(cell, width)


@pytest.mark.parametrize(
    ("cell", "width"),
    [
        ("Monday, 3 March 2025", 2),
        ("2025-03-27", 2),
        ("Sales of March 2025", 3),
        ("-----", 2),
        ("2025-03-01 - 2025-03-31", 3),
        ("Shop 7", 2),
        ("03.02.2025 Montag 12 Bons", 4),
        ("", 2),
    ],
)
def test_titles(cell: str, width: int) -> None:
    assert not is_row(cell, width)
