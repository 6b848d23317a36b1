"""Cells over several lines that look like rows of the file: a quotation mark is wrong there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sales_core.importing.files.looks import is_date, is_number, mostly, values_of
from sales_core.importing.files.table import Layout


def row_look(layout: Layout) -> Callable[[str], bool]:
    """Give what tells whether a line looks like a row: dates and numbers stand at their places.

    Args:
        layout: The header, with the first rows of the file.
    """
    width = len(layout.header)
    values = {at: values_of(layout, at) for at in range(width)}
    dates = [at for at, texts in values.items() if texts and mostly(texts, is_date)]
    numbers = [at for at, texts in values.items() if texts and mostly(texts, is_number, 100)]
    telling = bool(dates) or len(numbers) > 1

    def like_row(line: str) -> bool:
        parts = line.split(layout.delimiter)
        if not telling or not layout.least <= len(parts) <= width + layout.surplus:
            return False
        cells = [part.strip(f"{layout.quote} \r\n") for part in parts] + [""] * width
        return all(is_date(cells[at]) for at in dates) and all(
            not cells[at] or is_number(cells[at]) for at in numbers
        )

    return like_row


def swallows(lines: Sequence[str], cells: Sequence[str], like_row: Callable[[str], bool]) -> bool:
    """Tell whether a record over several lines has swallowed other rows.

    Args:
        lines: The lines of the record.
        cells: Its cells.
        like_row: What tells that a line looks like a row.
    """
    # behind a first cell of several lines all other cells of the record follow
    first = bool(cells) and ("\n" in cells[0] or "\r" in cells[0])
    return any(map(like_row, lines[1 : len(lines) - first]))
