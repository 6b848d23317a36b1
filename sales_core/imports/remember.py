"""Reading a file with what was answered about earlier files of the same header.

A remembered column is taken as if it were said again. A remembered order of
dates or decimal mark is taken only where the file leaves the question open: what
a file proves is never overruled by memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from sales_core.importing.files.export import SalesExport
from sales_core.importing.files.layout import find_layout
from sales_core.importing.inspection import read_export
from sales_core.importing.questions import CANCELLED_WORDS, Answers
from sales_core.importing.reading import Reading
from sales_core.importing.view import Surroundings
from sales_core.imports.result import ImportOptions, Remembered
from sales_core.imports.siblings import siblings_of
from sales_core.store import remembered_answers
from sales_core.values.dates import LETTERS

_OF_ONE_FILE = frozenset(["counted-twice", "damage", "repeated"])
"""Questions about one file, whose answers say nothing about the next."""


def read_remembering(
    connection: Connection,
    export: SalesExport,
    options: ImportOptions,
    currency: str,
    around: Surroundings | None = None,
) -> tuple[Reading, Answers, Remembered | None]:
    """Read a file, and let memory answer what is open.

    Returns:
        The reading, all answers it was read with, and those of them that were remembered.

    Raises:
        FileRefusedError: As ``read_export``.
    """
    said = options.answers
    kept = _recalled(connection, export) if options.recall else None
    around = around or Surroundings()
    if kept is None:
        return _read(connection, export, said, currency, around), said, None
    columns = {
        name: header for name, header in kept.answers.columns.items() if name not in said.columns
    }
    cancelled = None if said.cancelled else kept.answers.cancelled
    choices = {k: v for k, v in kept.answers.choices.items() if k not in said.choices}
    answers = replace(
        said,
        columns={**columns, **said.columns},
        cancelled=said.cancelled or cancelled,
        choices={**choices, **said.choices},
    )
    reading = _read(connection, export, answers, currency, around)
    open_questions = {question.code for question in reading.questions}
    date_order = kept.answers.date_order if "date-order" in open_questions else None
    decimal_mark = kept.answers.decimal_mark if "decimal-mark" in open_questions else None
    if date_order or decimal_mark:
        answers = replace(
            answers,
            date_order=answers.date_order or date_order,
            decimal_mark=answers.decimal_mark or decimal_mark,
        )
        reading = _read(connection, export, answers, currency, around)
    counted = cancelled if reading.cancelled else None
    applied = {k: v for k, v in choices.items() if k in reading.decided}
    words = tuple(reading.decided[name] for name in applied)
    used = Answers(date_order, decimal_mark, columns, counted, applied)
    if used == Answers():
        return reading, answers, None
    earlier = f"{kept.file_name!r} on {kept.answered_at:%Y-%m-%d}"
    told = f"Answered as for {earlier}: {_in_words(used, words)}."
    reading = replace(reading, evidence=(*reading.evidence, told))
    return reading, answers, replace(kept, answers=used, words=words)


def _read(
    connection: Connection,
    export: SalesExport,
    answers: Answers,
    currency: str,
    around: Surroundings,
) -> Reading:
    """Read a file, with what earlier files of its header proved if it matters."""
    reading = read_export(export, answers, currency, around)
    siblings = siblings_of(connection, reading)
    if not siblings:
        return reading
    return read_export(export, answers, currency, replace(around, siblings=siblings))


def remember(
    connection: Connection,
    reading: Reading,
    options: ImportOptions,
    answers: Answers,
    *,
    file_name: str,
    now: datetime,
) -> None:
    """Keep the answers of a file that is imported, if anything was said about it.

    Args:
        connection: In a writing transaction.
        reading: The file, as read with the answers.
        options: What was said now.
        answers: All answers it was read with.
        file_name: Its name.
        now: The moment, in UTC.
    """
    if options.answers == Answers() or not reading.layout.header_line:
        return
    remembered_answers.remember(
        connection, reading.layout.fingerprint, _as_json(answers), file_name, now
    )


def _recalled(connection: Connection, export: SalesExport) -> Remembered | None:
    if not remembered_answers.are_there_any(connection):
        return None
    layout = find_layout(export)
    if not layout.header_line:
        return None
    kept = remembered_answers.recall(connection, layout.fingerprint)
    if kept is None:
        return None
    answers, file_name, answered_at = kept
    return Remembered(Answers(**answers), file_name, answered_at)


def _as_json(answers: Answers) -> Mapping[str, Any]:
    return {
        "date_order": answers.date_order,
        "decimal_mark": answers.decimal_mark,
        "columns": dict(answers.columns),
        "cancelled": answers.cancelled,
        "choices": {k: v for k, v in answers.choices.items() if k not in _OF_ONE_FILE},
    }


def _in_words(answers: Answers, choices: Iterable[str]) -> str:
    said = [f"{name} = {header.strip()}" for name, header in answers.columns.items()]
    if answers.date_order:
        said.append(f"dates are {LETTERS[answers.date_order]}")
    if answers.decimal_mark:
        said.append(f"decimal {answers.decimal_mark}")
    if answers.cancelled:
        said.append(f"cancelled orders {CANCELLED_WORDS[answers.cancelled]}")
    return ", ".join([*said, *(f"{words!r}" for words in choices)])
