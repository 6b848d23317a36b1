"""Proving what a file's columns mean and how they are written; what is not proved is asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from sales_core.importing.clues.date_forms import prove_date_form
from sales_core.importing.clues.doubts import doubts
from sales_core.importing.clues.evidence import Proof, prove_decimal_mark
from sales_core.importing.clues.grouping import own_mark
from sales_core.importing.clues.witnesses import order_from_witnesses
from sales_core.importing.files.looks import is_number, mostly, shown
from sales_core.importing.files.table import Column, Table
from sales_core.importing.formats.declarations import NUMERIC, ExportFormat, Field
from sales_core.importing.interpretation.column_looks import Columns
from sales_core.importing.questions import Answers, Question
from sales_core.values.dates import LETTERS, DateForm, possible_dates
from sales_core.values.money import DecimalMark, NumberTextError, read_number
from sales_core.values.names import NO_VALUE

_ASKED_FIELDS: tuple[Field, ...] = ("date", "amount", "credit", "debit")


_DOTTED = re.compile(r"\d{1,2}\.\d{1,2}\.\d{2,4}\b")


@dataclass(frozen=True)
class Proofs:
    """What was proved, why, and what is left to ask; without questions the rest counts."""

    date_form: DateForm
    decimal_mark: DecimalMark
    decimal_marks: Mapping[str, DecimalMark]
    evidence: tuple[str, ...]
    questions: tuple[Question, ...]


def prove(
    table: Table,
    columns: Columns,
    answers: Answers,
    currency: str,
    everything: Callable[[], Table],
    *,
    known: ExportFormat | None = None,
) -> Proofs:
    """Prove the form of dates and numbers, and that no other column is as good.

    Args:
        table: The columns of the fields, and their rivals.
        columns: Which is which.
        answers: What a person has said.
        currency: The one currency of the database, an ISO 4217 code.
        everything: Reads all columns of the file; they are witnesses in need.
        known: The export format, which may say how it writes what the values leave open.

    Raises:
        FileRefusedError: The dates cannot be read in any one form.
    """
    at = columns.at
    questions = [
        question
        for name in _ASKED_FIELDS
        if name in columns.rivals and (question := _rivals(table, name, columns.rivals[name]))
    ]
    if not columns.declared:
        questions += doubts(table, at, answers.columns)
    dates = table.columns[at["date"]]
    order = prove_date_form(dates, answers.date_order)
    marks = _other_marks(table, at, answers.decimal_mark)
    numeric = [table.columns[at[name]] for name in NUMERIC if name in at and name not in marks]
    mark = prove_decimal_mark(numeric, answers.decimal_mark, currency)
    if order.question or mark.question:
        order, mark = _with_witnesses(everything(), at["date"], order, mark)
    if order.question and mark.found == "comma":
        order = _dotted(dates, order)
    if known:
        order, mark = _as_usual(known, order, mark)
    questions += [proof.question for proof in (order, mark) if proof.question]
    return Proofs(
        order.found or "ymd", mark.found or "point", marks,
        (order.evidence, mark.evidence, *_marks_told(table, at, marks)), tuple(questions),
    )  # fmt: skip


def _other_marks(
    table: Table, at: Mapping[Field, int], answer: DecimalMark | None
) -> dict[str, DecimalMark]:
    """Find the columns that are written with the other mark than the money of the file."""
    fields: tuple[Field, ...] = (*NUMERIC, "discount_percent")
    own = {name: own_mark(table.columns[at[name]].texts) for name in fields if name in at}
    source: Field = next(name for name in ("amount", "unit_price", "credit") if name in at)
    lead = answer or own[source]
    others: dict[str, DecimalMark] = {
        str(name): mark for name, mark in own.items() if lead and mark and mark != lead
    }
    others.pop(source, None)
    return others


def _marks_told(
    table: Table, at: Mapping[Field, int], marks: Mapping[str, DecimalMark]
) -> Iterator[str]:
    for name, mark in marks.items():
        header = next(table.layout.header[at[field]] for field in at if field == name).strip()
        yield f"The column {header!r} is written with a decimal {mark}, unlike the amounts."


def _dotted(dates: Column, order: Proof[DateForm]) -> Proof[DateForm]:
    """Take dates with dots as day first beside a decimal comma: no language writes both M.D.Y."""
    texts = [text.strip() for text in dates.texts if text.strip()]
    if order.question and "dmy" in order.question.choices and all(map(_DOTTED.match, texts)):
        said = "their numbers are parted by dots, and the amounts have a decimal comma"
        return Proof("dmy", f"Dates are taken as {LETTERS['dmy']}: {said}.")
    return order


def _as_usual(
    known: ExportFormat, order: Proof[DateForm], mark: Proof[DecimalMark]
) -> tuple[Proof[DateForm], Proof[DecimalMark]]:
    """Take what the values leave open as the system writes it everywhere."""
    if order.question and known.date_order in order.question.choices:
        said = f"Dates are taken as {LETTERS[known.date_order]}, as {known.title} writes them."
        order = Proof(known.date_order, said)
    if mark.question and known.decimal_mark:
        said = f"Decimals are taken to be written with a {known.decimal_mark}, as {known.title} is."
        mark = Proof(known.decimal_mark, said)
    return order, mark


def _with_witnesses(
    wide: Table, at: int, order: Proof[DateForm], mark: Proof[DecimalMark]
) -> tuple[Proof[DateForm], Proof[DecimalMark]]:
    """Look for proof in the columns that no field needs."""
    if order.question:
        order = order_from_witnesses(wide, at, order.question.choices) or order
    if mark.question:
        others = [one for one in wide.columns.values() if mostly(_values(one), is_number, 95)]
        mark = replaced if (replaced := prove_decimal_mark(others, None)).found else mark
    return order, mark


def _rivals(table: Table, name: Field, places: tuple[int, ...]) -> Question | None:
    """Ask which of several columns is meant, unless they say the same in every row."""
    first = table.columns[places[0]]
    if all(_equal(name, first, table.columns[place]) for place in places[1:]):
        return None
    header = table.layout.header
    choices = [f"{header[at].strip()} ({shown(table.layout, at)})" for at in places]
    return Question(
        "column",
        f"More than one column can hold the {name} of a sale: {'; '.join(choices)}. "
        "Which is right?",
        tuple(header[at] for at in places),
        name,
    )


def _equal(name: Field, first: Column, other: Column) -> bool:
    pairs = np.unique(np.stack([first.codes, other.codes]), axis=1).T.tolist()
    read = possible_dates if name == "date" else _number
    return all(
        first.texts[one].strip() == other.texts[two].strip()
        or (read(first.texts[one]) and read(first.texts[one]) == read(other.texts[two]))
        for one, two in pairs
    )


def _number(text: str) -> object:
    try:
        return (read_number(text).value,)
    except NumberTextError:
        return None


def _values(column: Column) -> list[str]:
    return [text.strip() for text in column.texts if text.strip() not in NO_VALUE]
