"""Reading a file with what was answered about earlier files of the same header.

A remembered column is taken as if it were said again. A remembered order of
dates or decimal mark is taken only where the file leaves the question open: what
a file proves is never overruled by memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import Connection

from sales_core.importing.claims import NO_COLUMN
from sales_core.importing.files.export import SalesExport
from sales_core.importing.files.layout import find_layout
from sales_core.importing.inspection import read_export
from sales_core.importing.interpretation.form_questions import COMES_FIRST
from sales_core.importing.issues import FileRefusedError
from sales_core.importing.questions import CANCELLED_WORDS, OF_ONE_FILE, Answers
from sales_core.importing.reading import Reading
from sales_core.importing.view import Surroundings
from sales_core.imports.result import ImportOptions, Remembered
from sales_core.imports.siblings import siblings_of
from sales_core.store import remembered_answers


def read_remembering(
    connection: Connection,
    export: SalesExport,
    options: ImportOptions,
    currency: str | None,
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
    read = partial(
        _read,
        connection,
        export,
        currency=currency,
        around=around or Surroundings(),
        beside=options.beside,
    )
    if kept is None:
        return read(said), said, None
    try:
        found = _recalling(read, said, kept)
        if not kept.answers.columns or not _is_hopeless(found[0]):
            return found
    except FileRefusedError:
        if not kept.answers.columns:
            raise
    reading, answers, used = _recalling(read, said, _without_columns(kept))
    told = (
        f"Attention: columns that were said for {_named(kept)} hold nothing here that can be read, "
        "so what was said of them is left aside."
    )
    return replace(reading, evidence=(*reading.evidence, told)), answers, used


def _is_hopeless(reading: Reading) -> bool:
    """Tell whether rows are there, and not one can be read."""
    return reading.lines is not None and len(reading.lines.rows) == 0 and reading.rows_rejected > 0


def _without_columns(kept: Remembered) -> Remembered:
    return replace(kept, answers=replace(kept.answers, columns={}))


def _named(kept: Remembered) -> str:
    return f"{kept.file_name!r} on {kept.answered_at:%Y-%m-%d}"


def _recalling(
    read: Callable[[Answers], Reading], said: Answers, kept: Remembered
) -> tuple[Reading, Answers, Remembered | None]:
    """Read a file with what is said, and with what is remembered where that is not said.

    Raises:
        FileRefusedError: As ``read_export``.
    """
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
        keep=kept.answers.keep if said.keep is None else said.keep,
    )
    reading = read(answers)
    left = {question.code: question.choices for question in reading.questions}
    date_order, decimal_mark = kept.answers.date_order, kept.answers.decimal_mark
    date_order = date_order if date_order in left.get("date-order", ()) else None
    decimal_mark = decimal_mark if decimal_mark in left.get("decimal-mark", ()) else None
    if date_order or decimal_mark:
        answers = replace(
            answers,
            date_order=answers.date_order or date_order,
            decimal_mark=answers.decimal_mark or decimal_mark,
        )
        reading = read(answers)
    counted = cancelled if reading.cancelled else None
    applied = {k: v for k, v in choices.items() if k in reading.decided}
    keep = kept.answers.keep if said.keep is None else None
    used = Answers(date_order, decimal_mark, columns, counted, applied, keep)
    if used == Answers():
        return reading, answers, None
    words = tuple(_in_words(used, reading.decided))
    told = f"Answered as for {_named(kept)}: {'; '.join(words)}."
    reading = replace(reading, evidence=(*reading.evidence, told))
    return reading, answers, replace(kept, answers=used, words=words)


def _read(
    connection: Connection,
    export: SalesExport,
    answers: Answers,
    *,
    currency: str | None,
    around: Surroundings,
    beside: tuple[Mapping[str, Any], ...],
) -> Reading:
    """Read a file, with what other files of its header proved."""
    layout = find_layout(export)
    siblings = siblings_of(connection, layout.fingerprint, beside)
    known = replace(around, siblings=siblings)
    return read_export(export, answers, currency, known, layout)


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
    keep = answers.get("keep")
    said = Answers(**{**answers, "keep": None if keep is None else tuple(keep)})
    return Remembered(said, file_name, answered_at)


def _as_json(answers: Answers) -> Mapping[str, Any]:
    return {
        "date_order": answers.date_order,
        "decimal_mark": answers.decimal_mark,
        "columns": dict(answers.columns),
        "cancelled": answers.cancelled,
        "keep": answers.keep,
        "choices": {k: v for k, v in answers.choices.items() if k.split(":")[0] not in OF_ONE_FILE},
    }


def _in_words(answers: Answers, labels: Mapping[str, str]) -> Iterator[str]:
    """Write answers as a person would say them; choices as they were offered."""
    for name, header in answers.columns.items():
        if header == NO_COLUMN:
            yield f"no column holds the {name.replace('_', ' ')}"
        else:
            yield f"{header.strip()!r} is the {name.replace('_', ' ')}"
    if answers.date_order:
        yield f"dates have the {COMES_FIRST[answers.date_order]} first"
    if answers.decimal_mark:
        yield f"numbers have a decimal {answers.decimal_mark}"
    if answers.cancelled:
        yield f"cancelled orders {CANCELLED_WORDS[answers.cancelled]}"
    if answers.keep:
        yield f"kept as breakdowns: {', '.join(map(repr, answers.keep))}"
    for name in answers.choices:
        about = f" for {name.split(':')[1]!r}" if ":" in name else ""
        yield f"“{labels[name]}”{about}"
