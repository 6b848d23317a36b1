"""The row of the file beside a question: the first one that its choices read otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np

from sales_core.importing.files.table import Table
from sales_core.importing.formats.declarations import NUMERIC, Field
from sales_core.importing.questions import ExampleRow, Question, QuestionCode

_SHOWN: tuple[Field, ...] = (
    "date", "order_id", "item", "quantity", "unit_price", "discount", "amount", "credit", "debit",
)  # fmt: skip
"""Fields that tell a person which sale a row is."""

_MOST = 8
"""Cells of a row that are shown."""

_ABOUT: Mapping[QuestionCode, tuple[Field, ...]] = {
    "date-order": ("date",),
    "calendar": ("date",),
    "language": ("date",),
    "decimal-mark": tuple(NUMERIC),
}
"""Fields that a question is about whatever it says."""


def with_examples(
    questions: Iterable[Question], table: Table, at: Mapping[Field, int], usual: int
) -> tuple[Question, ...]:
    """Give questions with a row of the file each.

    Args:
        questions: What is asked, with figures.
        table: The columns of the file as read.
        at: Position of each field's column.
        usual: The row for questions whose choices read all rows alike.
    """
    return tuple(
        replace(question, example=_example(question, row, table, at))
        if (row := _row(question, usual)) < table.rows
        else question
        for question in questions
    )


def _row(question: Question, usual: int) -> int:
    found = [each.differs for each in question.figures if each and each.differs is not None]
    return min(found, default=usual)


def _example(question: Question, row: int, table: Table, at: Mapping[Field, int]) -> ExampleRow:
    header = table.layout.header
    about = {place for place, name in enumerate(header) if _is_about(question, name)}
    about |= {at[name] for name in _ABOUT.get(question.code, ()) if name in at}
    about |= {at[name] for name in at if name == question.field}
    fields = [at[name] for name in _SHOWN if name in at and at[name] not in about]
    places = sorted([*sorted(about)[:_MOST], *fields][:_MOST])
    cells = {
        place: _cell(table, place, row, is_order=place == at.get("order_id")) for place in places
    }
    return ExampleRow(
        int(table.line_of(np.array([row]))[0]),
        tuple((header[place].strip(), cell) for place, cell in cells.items() if cell is not None),
        frozenset(header[place].strip() for place in cells if place in about),
    )


def _cell(table: Table, place: int, row: int, *, is_order: bool) -> str | None:
    """Give a cell as written; None of a column that was not read."""
    if column := table.columns.get(place):
        return str(column.texts[column.codes[row]]).strip()
    if is_order and table.order_ids is not None:
        return str(table.order_ids[row].as_py()).strip()
    return None


def _is_about(question: Question, name: str) -> bool:
    """Tell whether a question names a column: as a choice, in its key or in its words."""
    said = name.strip()
    keys = question.name.split(":")[1:]
    return bool(said) and (name in question.choices or said in keys or repr(said) in question.text)
