"""From bytes to a reading: the plan with its evidence, the questions, the faults, the typed lines.

Nothing is stored here and nothing is guessed: what the file cannot prove is a
question, and while one is open there are no lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from sales_core.importing.claims import Said
from sales_core.importing.clues import CLUES_OF_ANY, CLUES_OF_UNDECLARED
from sales_core.importing.deciding import Chosen, decide
from sales_core.importing.example_rows import with_examples
from sales_core.importing.files.export import SalesExport
from sales_core.importing.files.layout import find_layout
from sales_core.importing.files.table import Layout
from sales_core.importing.formats.export_formats import format_title
from sales_core.importing.interpretation.columns import find_format
from sales_core.importing.interpretation.file_currency import currency_of_file
from sales_core.importing.interpretation.first import Interpretation, interpret
from sales_core.importing.interpretation.source import Source
from sales_core.importing.interpretation.unread import unread
from sales_core.importing.issues import FileRefusedError, refused
from sales_core.importing.questions import CANCELLED, Answers, Figures
from sales_core.importing.reading import Reading, counted_up
from sales_core.importing.rows.own_totals import own_totals, totals_told
from sales_core.importing.trying import Read, figures_under, parsed, read_under, with_figures
from sales_core.importing.view import Surroundings, View
from sales_core.importing.vocabulary.header_names import folded

_REFUTING = frozenset(("no-dates", "unreadable-column", "missing-columns"))
"""Faults that say that a file is none of the format whose columns it has."""


def read_export(
    export: SalesExport,
    answers: Answers,
    currency: str | None,
    around: Surroundings | None = None,
    layout: Layout | None = None,
) -> Reading:
    """Read a file: interpret it, let clues speak, decide, and parse it by what was decided.

    Args:
        export: The file.
        answers: What a person has said about it.
        currency: The one currency of the database, an ISO 4217 code; None where it has none yet:
            then it is that of the file.
        around: What is known beside the file.
        layout: Its layout, where somebody has looked for it already.

    Raises:
        FileRefusedError: The file as a whole cannot be read.
    """
    layout = layout or find_layout(export)
    known = find_format(layout.header)
    if known and known.no_sales and not answers.columns:
        raise refused("no-sales", title=known.title, found=known.no_sales)
    likely = around.likely_currencies if around else ()
    found = None if currency else currency_of_file(layout, known, answers, likely)
    source = Source(export, layout, known, currency or "", around.today if around else None)

    def read_in(code: str) -> Reading:
        return replace(_read(replace(source, currency=code), answers, around), currency=code)

    return found.reading(read_in) if found else read_in(source.currency)


def _read(source: Source, answers: Answers, around: Surroundings | None) -> Reading:
    """Read a file as the declared format that it is, unless its values refute that.

    Raises:
        FileRefusedError: The file as a whole cannot be read.
    """
    known = source.known
    try:
        reading = _read_as(source, answers, around)
    except FileRefusedError as fault:
        if known is None or fault.issue.code not in _REFUTING:
            raise
        if undeclared := _undeclared(source, answers, around):
            return undeclared
        raise
    if known and reading.is_refuted:
        return _undeclared(source, answers, around) or reading
    return reading


def _undeclared(source: Source, answers: Answers, around: Surroundings | None) -> Reading | None:
    """Read a file as one of an unknown kind; None where it cannot be read so either."""
    assert source.known is not None  # noqa: S101
    try:
        reading = _read_as(replace(source, known=None), answers, around)
    except FileRefusedError:
        return None
    if reading.is_refuted:
        return None
    told = (
        f"Attention: the columns are those of the {source.known.title}, but their values cannot "
        "be read as its are, so the file is read as one of an unknown kind."
    )
    return replace(reading, evidence=(told, *reading.evidence))


def _read_as(source: Source, answers: Answers, around: Surroundings | None) -> Reading:
    """Read a file as a declared format, or as one of an unknown kind.

    Raises:
        FileRefusedError: The file as a whole cannot be read.
    """
    layout, known, currency = source.layout, source.known, source.currency
    try:
        first = interpret(source, answers)
    except FileRefusedError as fault:
        raise with_figures(source, answers, fault) from fault
    read = parsed(first, first.plan, currency)
    view = View(
        table=first.table,
        plan=first.plan,
        at=first.columns.at,
        cells=read.cells,
        currency=currency,
        known=known,
        rivals=first.columns.rivals,
        chosen=answers.columns,
        around=around or Surroundings(),
    )

    def evaluate(chosen: Chosen) -> Figures | None:
        return figures_under(source, answers, read, chosen)

    decision = decide(_said(first, view), answers.all_choices, evaluate)
    told = (*_told(source, first), *decision.evidence)
    if decision.questions:
        sold = int(np.argmax(view.sales)) if len(view.sales) else 0
        questions = with_examples(decision.questions, first.table, first.columns.at, sold)
        return Reading(
            first.table.sha256, layout, first.plan.format, first.plan.columns, None, told,
            questions, rows_read=first.table.all_rows,
        )  # fmt: skip
    read = read_under(source, answers, read, decision.chosen)
    said = {name: value for name, value in answers.choices.items() if name in decision.chosen}
    read = replace(read, plan=replace(read.plan, choices=said))
    return replace(
        _counted(read, told),
        decided={
            name: choice.label or choice.value.strip() for name, choice in decision.chosen.items()
        },
        cancelled=decision.about.get(CANCELLED, 0),
    )


def _said(first: Interpretation, view: View) -> Iterator[Said]:
    """Give all that clues say of a file, and the forms that its values leave open."""
    yield from first.open
    for clue in CLUES_OF_ANY if view.known else (*CLUES_OF_ANY, *CLUES_OF_UNDECLARED):
        yield from clue(view)


def _told(source: Source, first: Interpretation) -> Iterator[str]:
    """Say what is known of a file before a clue has spoken."""
    plan = first.plan
    headers = plan.columns
    named = ", ".join(
        f"{name.replace('_', ' ')} = {head.strip()}" for name, head in headers.items()
    )
    title = format_title(plan.format)
    sentences = (
        f"{title}: all its columns are there ({named})." if plan.format else f"{title}: {named}.",
        *source.export.told,
        *source.layout.told,
        *first.columns.told,
        *first.evidence,
        source.known.note if source.known else unread(source.layout, _read_places(first)),
    )
    yield from filter(None, sentences)


def _read_places(first: Interpretation) -> set[int]:
    """Give the columns that are those of fields or traits."""
    traits = {folded(header) for header in first.plan.traits.values()}
    header = enumerate(first.table.layout.header)
    return {*first.columns.at.values(), *(at for at, name in header if folded(name) in traits)}


def _counted(read: Read, told: tuple[str, ...]) -> Reading:
    """Give the reading of a file whose plan is decided."""
    table, at = read.first.table, read.first.columns.at
    totals = own_totals(table, read.plan, at, read.cells)
    told += (*totals_told(totals), *read.told)
    return counted_up(table, read.plan, read.settled, read.faults, told, totals=totals)
