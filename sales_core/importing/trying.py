"""A file under assumptions: as it would be read if a matter were so, or a person had said it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from sales_core.importing.deciding import Chosen, is_readable
from sales_core.importing.example_rows import with_examples
from sales_core.importing.figures import figures_of
from sales_core.importing.interpretation.first import Interpretation, interpret
from sales_core.importing.interpretation.source import Source
from sales_core.importing.issues import FileRefusedError
from sales_core.importing.plan import ImportPlan
from sales_core.importing.questions import Answers, Figures, Question
from sales_core.importing.rows.cells import Cells, parse_cells
from sales_core.importing.rows.faults import Faults
from sales_core.importing.rows.order_level import settled
from sales_core.values.dates import DATE_ORDERS

_MOST = 12
"""Choices up to which each of them is tried."""


@dataclass(frozen=True)
class Read:
    """A file under one interpretation.

    Attributes:
        first: The columns, and how they are written.
        plan: How the rows are read.
        cells: The cells as values, one a row.
        faults: What is wrong with them.
        settled: The same with the discounts and refunds of orders, which are lines beside the rows.
        told: What a person should know about those.
    """

    first: Interpretation
    plan: ImportPlan
    cells: Cells
    faults: Faults
    settled: Cells
    told: tuple[str, ...]


def parsed(first: Interpretation, plan: ImportPlan, currency: str) -> Read:
    """Read a file by one interpretation and a plan."""
    faults = Faults(first.table)
    cells = parse_cells(first.table, plan, first.columns.at, currency, faults)
    whole, told = settled(first.table, plan, cells, faults, currency)
    return Read(first, plan, cells, faults, whole, told)


def read_under(source: Source, answers: Answers, read: Read, chosen: Chosen) -> Read:
    """Read a file under some choices: those about columns are as if a person had said them.

    Raises:
        FileRefusedError: It cannot be read so.
    """
    columns = {name: header for each in chosen.values() for name, header in each.columns.items()}
    first, plan = read.first, read.plan
    if columns:
        said = replace(answers, columns={**answers.columns, **columns})
        first = interpret(source, said)
        plan = first.plan
    changed = plan
    for choice in chosen.values():
        changed = choice.change(changed)
    if changed == read.plan and first is read.first:
        return read
    return parsed(first, changed, source.currency)


def figures_under(source: Source, answers: Answers, read: Read, chosen: Chosen) -> Figures | None:
    """Give what a file comes to under some choices; None where it cannot be read so."""
    try:
        other = read_under(source, answers, read, chosen)
    except FileRefusedError:
        return None
    usual = (read.settled, read.faults)
    return figures_of(other.first.table, other.settled, other.faults, usual)


def with_figures(source: Source, answers: Answers, fault: FileRefusedError) -> FileRefusedError:
    """Show what each choice of the one question of a refused file would make of it.

    Choices that cannot be read are no choices, as long as another one can.
    """
    if len(fault.questions) != 1 or len(fault.questions[0].choices) > _MOST:
        return fault
    (question,) = fault.questions
    tried = [_tried(source, _said(answers, question, choice)) for choice in question.choices]
    figures = [
        figures_of(read.first.table, read.settled, read.faults) if read else None for read in tried
    ]
    good = [at for at, each in enumerate(figures) if each and is_readable(each)]
    read = tried[good[0]] if good else None
    if read is None:
        return fault
    labels = question.labels or tuple(choice.strip() for choice in question.choices)
    asked = replace(
        question,
        choices=tuple(question.choices[at] for at in good),
        labels=tuple(labels[at] for at in good),
        figures=tuple(figures[at] for at in good),
    )
    sold = int(np.argmax(read.cells.amount_known & ~read.cells.ignored))
    first = read.first
    asked_beside_row = with_examples([asked], first.table, first.columns.at, sold)
    return FileRefusedError(fault.issue, fault.header, asked_beside_row)


def _said(answers: Answers, question: Question, choice: str) -> Answers:
    """Answer a question for once."""
    if question.code == "date-order":
        order = next(each for each in DATE_ORDERS if each == choice)
        return replace(answers, date_order=order)
    return replace(answers, columns={**answers.columns, question.field: choice})


def _tried(source: Source, answers: Answers) -> Read | None:
    try:
        first = interpret(source, answers)
        return parsed(first, first.plan, source.currency)
    except FileRefusedError:
        return None
