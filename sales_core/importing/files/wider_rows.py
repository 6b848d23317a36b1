"""Rows with more cells than the header: as all rows are, or because cells are cut in two."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sales_core.importing.files.header_row import known_fields
from sales_core.importing.issues import refused

Rows = Sequence[Sequence[str]]

_WHOLE = re.compile(r"[^\w\s]?\s?[-+\u2212]?\d{1,3}")
_REST = re.compile(r"\d{1,2}\D?|\d{3}(?:[.,]\d{1,4})?\D?")
_NUMBERS = frozenset(("amount", "unit_price", "quantity", "discount", "tax", "credit", "debit"))


def few_cells(filled: int, width: int) -> bool:
    """Tell whether a row has so few cells with text that it is a title or a total."""
    return filled <= 2 and filled * 2 <= width


def surplus_of(width: int, rows: Rows) -> int:
    """Give how many empty cells all rows have behind those of the header; 0 if not all have them.

    Args:
        width: Number of names in the header.
        rows: The rows below it that are no titles.
    """
    widths = {len(cells) for cells in rows}
    if len(widths) != 1 or (surplus := widths.pop() - width) <= 0:
        return 0
    return 0 if any(cell.strip() for cells in rows for cell in cells[width:]) else surplus


def without_spare_names(header: tuple[str, ...], rows: Rows) -> tuple[str, ...]:
    """Leave away empty names at the end of a header that most rows have no cell for.

    A row that has text there is wider than it should be.
    """
    least = max((at + 1 for at, name in enumerate(header) if name.strip()), default=len(header))
    fitting = sum(len(cells) == least for cells in rows)
    wider = any(cell.strip() for cells in rows for cell in cells[least:])
    return header[:least] if wider and 2 * fitting > len(rows) else header


def refuse_split_cells(header: Sequence[str], rows: Rows) -> None:
    """Refuse a file of which all rows are wider because one kind of cell is cut in two.

    A number whose decimal comma also separates cells leaves a short number and
    a rest of two or three digits; a name leaves a rest that begins with a blank.

    Raises:
        FileRefusedError: It is such a file.
    """
    width = len(header)
    if not rows or any(len(cells) <= width for cells in rows):
        return
    full = all(any(cell.strip() for cell in cells[width:]) for cells in rows)
    if not full and known_fields((header[-1],)) & _NUMBERS:
        return  # with two cells joined there would be no number left for it
    cut = [at for at in range(width) if _is_cut(at, header, rows, full=full)]
    if cut:
        first = rows[0]
        value = ",".join(cell.strip() for cell in first[cut[0] : cut[0] + 2])
        found = f"{len(first)} cells"
        raise refused("split-cells", found=found, expected=f"{width}", value=value)


def _is_cut(at: int, header: Sequence[str], rows: Rows, *, full: bool) -> bool:
    """Tell whether the cells at a place and those behind them were one.

    Args:
        at: The place.
        header: The names.
        rows: All of them wider than the header.
        full: The cells behind those of the header hold text.
    """
    here = [cells[at].strip() for cells in rows]
    behind = [cells[at + 1] for cells in rows]
    after = known_fields((header[at + 1],)) if at + 1 < len(header) else set()
    numbers = bool(known_fields((header[at],)) & _NUMBERS)
    if numbers and (full or not after & _NUMBERS):
        halves = zip(here, behind, strict=True)
        return all(_WHOLE.fullmatch(one) and _REST.fullmatch(two.strip()) for one, two in halves)
    blanks = all(cell[:1] == " " and cell.strip() for cell in behind)
    return blanks and not numbers and all(here) and _only_blank(at + 1, rows)


def _only_blank(at: int, rows: Rows) -> bool:
    """Tell whether of all filled columns only one has a blank before each cell."""
    others = (place for place in range(len(rows[0])) if place != at)
    return not any(
        all(cells[place][:1] == " " for cells in rows)
        for place in others
        if any(cells[place].strip() for cells in rows)
    )
