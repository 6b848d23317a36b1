"""Tables with a column for each day or month: their cells are sums of many sales."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sales_core.importing.files.header_row import Record
from sales_core.importing.files.looks import is_date, is_number
from sales_core.importing.issues import refused
from sales_core.values.names import NO_VALUE

_FEWEST = 3
"""Days or months among the names from which on they are what the columns are."""

_BELOW = 20
"""Rows below the names that are looked at."""

_WORD = re.compile(r"[^\W\d_]{3,12}\.?")
_NUMBERED = re.compile(r"(?:1[0-2]|0?[1-9])\s?[月월]")
_YEAR = " 2024"


def refuse_days_as_columns(records: Sequence[Record], width: int) -> None:
    """Refuse a file of which three columns or more are named by a day or a month.

    Args:
        records: The first records that are not blank.
        width: The usual number of cells.

    Raises:
        FileRefusedError: It is such a file.
    """
    wide = [record.cells for record in records if len(record.cells) == width]
    if len(wide) <= 1:
        return
    names, rows = wide[0], wide[1 : _BELOW + 1]
    days = [at for at, cell in enumerate(names) if _names_days(cell.strip())]
    if len({names[at].strip() for at in days}) < _FEWEST:
        return
    if any(is_number(cell) and at not in days for at, cell in enumerate(names) if cell.strip()):
        return  # a row of data with several dates
    cells = [text for row in rows for at in days if (text := row[at].strip()) not in NO_VALUE]
    if cells and all(map(is_number, cells)):
        raise refused("days-as-columns", found=", ".join(names[at].strip() for at in days[:3]))


def _names_days(cell: str) -> bool:
    """Tell whether a cell is a day, a month of a year, or the name of a month."""
    if is_date(cell) or _NUMBERED.fullmatch(cell):
        return True
    return bool(_WORD.fullmatch(cell) and is_date(cell.rstrip(".") + _YEAR))
