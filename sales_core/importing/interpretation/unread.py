"""Columns that are not read: told, and a reason to refuse where one of them is needed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sales_core.importing.files.looks import is_date, values_of
from sales_core.importing.files.table import Layout
from sales_core.importing.formats.declarations import ExportFormat, Field
from sales_core.importing.interpretation.columns import (
    amount_source,
    find_columns,
    listed,
    missing_columns,
)
from sales_core.importing.issues import FileRefusedError, issue


def refuse_unreadable(
    layout: Layout, known: ExportFormat | None, chosen: Mapping[str, str], at: Mapping[Field, int]
) -> None:
    """Refuse a file with a column that is needed, by its name, but holds something else.

    Args:
        layout: The header and the first rows.
        known: The declared export format, if it is one.
        chosen: Header by field, from a person.
        at: Position of each field's column as far as its values agree with it.

    Raises:
        FileRefusedError: There is such a column.
    """
    named = find_columns(layout.header, known, chosen)
    for name in _needed(named, at):
        place = named.get(name)
        values = [] if place is None or place in at.values() else values_of(layout, place)
        if place is not None and values:
            header = layout.header[place]
            told = issue(
                "unreadable-column",
                column=header,
                missing=name.replace("_", " "),
                found=values[0][:60],
            )
            raise FileRefusedError(
                told, layout.header, missing_columns(layout.header, at).questions
            )


def unread(layout: Layout, read: Iterable[int]) -> str:
    """Say which columns with values are not read; "" without any."""
    taken = set(read)
    others = [
        header
        for at, header in enumerate(layout.header)
        if at not in taken and (header.strip() or values_of(layout, at))
    ]
    return f"Not read: {listed(tuple(others))}." if others else ""


def _needed(named: Mapping[Field, int], at: Mapping[Field, int]) -> list[Field]:
    """Give the fields without which no amount or day is known."""
    needed: list[Field] = [] if "date" in at else ["date"]
    if amount_source(at) is None:
        return [*needed, "amount", "quantity", "unit_price"]
    if at.get("amount", -1) == named.get("unit_price"):  # taken for one piece a row
        needed.append("quantity")
    return needed


def refuse_dates_above(layout: Layout, at: Mapping[Field, int]) -> None:
    """Refuse a file without a column of dates whose dates stand alone above its rows.

    A person may still say that a column holds them.

    Raises:
        FileRefusedError: It is such a file.
    """
    alone = [cells[0] for row in layout.sample if len(cells := [*filter(str.strip, row)]) == 1]
    above = [line.partition(":")[2] or line for line in layout.above]
    if found := next((text.strip() for text in (*alone, *above) if is_date(text.strip())), ""):
        told, asked = issue("dates-above", found=found[:60]), missing_columns(layout.header, at)
        raise FileRefusedError(told, layout.header, asked.questions)
