"""The row of the file beside a question: the first one that its choices read otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np

from sales_core.importing.files.careful_reader import raw_rows
from sales_core.importing.files.export import SalesExport
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
    questions: Iterable[Question],
    export: SalesExport,
    table: Table,
    at: Mapping[Field, int],
    usual: int,
) -> tuple[Question, ...]:
    """Give questions with a row of the file each.

    Args:
        questions: What is asked, with figures.
        export: The file.
        table: Its columns as read.
        at: Position of each field's column.
        usual: The row for questions whose choices read all rows alike.
    """
    asked = list(questions)
    rows = [_row(question, usual) for question in asked]
    if table.rows == 0:
        return tuple(asked)
    lines = {row: int(table.line_of(np.array([row]))[0]) for row in set(rows)}
    raw = raw_rows(export, table.layout, set(lines.values()))
    return tuple(
        replace(question, example=_example(question, lines[row], raw[lines[row]], table, at))
        if lines[row] in raw
        else question
        for question, row in zip(asked, rows, strict=True)
    )


def _row(question: Question, usual: int) -> int:
    found = [each.differs for each in question.figures if each and each.differs is not None]
    return min(found, default=usual)


def _example(
    question: Question, line: int, cells: tuple[str, ...], table: Table, at: Mapping[Field, int]
) -> ExampleRow:
    header = table.layout.header
    about = {place for place, name in enumerate(header) if _is_about(question, name)}
    about |= {at[name] for name in _ABOUT.get(question.code, ()) if name in at}
    about |= {at[name] for name in at if name == question.field}
    fields = [at[name] for name in _SHOWN if name in at and at[name] not in about]
    places = sorted([*sorted(about)[:_MOST], *fields][:_MOST])
    shown = [place for place in places if place < len(cells)]
    return ExampleRow(
        line,
        tuple((header[place].strip(), cells[place].strip()) for place in shown),
        frozenset(header[place].strip() for place in shown if place in about),
    )


def _is_about(question: Question, name: str) -> bool:
    """Tell whether a question names a column: as a choice, in its key or in its words."""
    said = name.strip()
    keys = question.name.split(":")[1:]
    return bool(said) and (name in question.choices or said in keys or repr(said) in question.text)
