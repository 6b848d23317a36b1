"""Finding the line that names the columns, below titles and preambles; some files have none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import get_args

from sales_core.importing.files.looks import is_date, is_number
from sales_core.importing.formats.declarations import Field
from sales_core.importing.formats.export_formats import signatures
from sales_core.importing.vocabulary.header_names import folded, key
from sales_core.importing.vocabulary.languages import field_names

LINES = 60
"""Lines among which the column names must stand."""


@dataclass(frozen=True)
class Record:
    """One record of a file: the line it starts on, counted from 1, and its cells."""

    line: int
    cells: list[str]


def find_header(records: Sequence[Record], width: int) -> int | None:
    """Find the record that names the columns.

    It is the first one with known names; else the first of the usual width
    that does not look like the data below it.

    Args:
        records: The first records that are not blank.
        width: The usual number of cells.

    Returns:
        Its position; None where the first record of the usual width is data.
    """
    named = _named(records, width)
    if named is not None:
        return named
    unknown: int | None = None
    for at, record in enumerate(records[:LINES]):
        filled = sum(bool(cell.strip()) for cell in record.cells)
        if filled < 2 or len(record.cells) != width:
            continue
        if not known_fields(tuple(record.cells)) and _is_data(record.cells):
            return unknown
        if unknown is None:
            unknown = at
    return unknown if unknown is not None else _widest(records, width)


def _named(records: Sequence[Record], width: int) -> int | None:
    """Find the first record with known names that no whole row of data stands above."""
    for at, record in enumerate(records[:LINES]):
        fields = known_fields(tuple(record.cells))
        filled = [cell for cell in record.cells if cell.strip()]
        telling = fields & {"date", "amount", "quantity", "unit_price"}
        if len(fields) > 1 and telling and not any(map(is_date, filled)):
            return at
        whole = len(filled) == width > 2
        if whole and any(map(is_date, filled)) and any(map(is_number, filled)):
            return None
    return None


def names_columns(cells: Sequence[str]) -> bool:
    """Tell whether some cells name the columns of a table: the date of a sale, and another."""
    fields = set() if _is_data(cells) else known_fields(tuple(cells))
    return "date" in fields and len(fields) > 1


def known_fields(cells: tuple[str, ...]) -> set[str]:
    """Tell which fields some cells name."""
    names = {folded(cell) for cell in cells}
    if any(signature <= names for signature, _ in signatures()):
        return {"date", "amount"}
    known = _fields_by_key()
    return {known[name] for cell in cells if (name := key(cell)) in known}


@cache
def _fields_by_key() -> dict[str, str]:
    return {
        name.replace(" ", ""): field
        for field in get_args(Field)
        for name in reversed(field_names(field))
    }


def _is_data(cells: Sequence[str]) -> bool:
    """Tell data from names: names hold no dates, and hardly numbers."""
    filled = [cell for cell in cells if cell.strip()]
    return any(map(is_date, filled)) or any(map(is_number, filled))


def _widest(records: Sequence[Record], width: int) -> int:
    return next((at for at, record in enumerate(records) if len(record.cells) == width), 0)
