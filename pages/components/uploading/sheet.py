"""One dropped file on the upload page: what was said about it, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal, cast

import pandas as pd

from components import shared
from components.text import count_text, counted, size_text
from sales_core.importing.files.export import SalesExport
from sales_core.importing.files.layout import find_layout
from sales_core.importing.files.unpacking import unpacked
from sales_core.importing.issues import FileRefusedError, issue
from sales_core.importing.questions import Answers, Cancelled, Question
from sales_core.imports import (
    ImportOptions,
    ImportResult,
    RejectedRows,
    preview_import,
    rejected_rows,
)
from sales_core.values.dates import DateOrder
from sales_core.values.money import DecimalMark

SAMPLES = 3
"""Values shown of a column."""

OnBadRows = Literal["correct", "leave", "stop"]


@dataclass
class Sheet:
    """One dropped file on the desk.

    Attributes:
        export: The file.
        key: Names it among the controls of the page.
        size: Its bytes.
        date_order: As answered.
        decimal_mark: As answered.
        columns: Header by field, as answered.
        cancelled: As answered; None while nobody said, which counts them.
        choices: As answered, by the name of the question.
        keep: Headers of columns that are kept as breakdowns; None while nobody said.
        beside: Plans of files of the same drop that prove what this one does not.
        recall: Whether answers about earlier files of its kind are used.
        on_changed: As answered; None while nobody said.
        on_bad_rows: What is to be done about rows that cannot be read; None while nobody said.
        own_total: What the file should come to, as typed.
        asked: Every question so far by its key, so that an answer can be changed.
        as_in: The file of the same drop whose answer was taken over, by the key of the question.
        grid: The rejected rows as typed in so far.
        corrections: Those of them that are right now, as a file.
        working: Whether its import is under way.
        written: How many of its lines are written.
        lines: How many there are.
        failed: Why its last import failed.
        done: What its import came to.
        likely_currencies: Code and name of what its amounts may be in, the likeliest first.
    """

    export: SalesExport
    key: str
    size: int = 0
    date_order: DateOrder | None = None
    decimal_mark: DecimalMark | None = None
    columns: dict[str, str] = field(default_factory=dict)
    cancelled: Cancelled | None = None
    choices: dict[str, str] = field(default_factory=dict)
    keep: tuple[str, ...] | None = None
    beside: tuple[Mapping[str, Any], ...] = ()
    recall: bool = True
    on_changed: Literal["keep", "replace"] | None = None
    on_bad_rows: OnBadRows | None = None
    own_total: str = ""
    asked: dict[str, Question] = field(default_factory=dict)
    as_in: dict[str, str] = field(default_factory=dict)
    grid: pd.DataFrame | None = None
    corrections: SalesExport | None = None
    working: bool = False
    written: int = 0
    lines: int = 0
    failed: str = ""
    done: ImportResult | None = None
    likely_currencies: tuple[tuple[str, str], ...] = ()
    _previewed: tuple[object, ImportResult] | None = None
    _rejected: tuple[object, RejectedRows] | None = None
    _samples: dict[str, list[str]] | None = None

    @property
    def options(self) -> ImportOptions:
        """Give what was answered so far; rows that cannot be read are left out."""
        columns = dict(self.columns)
        answers = Answers(
            self.date_order,
            self.decimal_mark,
            columns,
            self.cancelled,
            dict(self.choices),
            self.keep,
        )
        on_changed = self.on_changed or "keep"
        return ImportOptions(
            answers, "skip", on_changed, self.recall, self.beside, self.likely_currencies
        )

    def preview(self) -> ImportResult:
        """Tell what importing would do; read anew only if an answer or the data changed."""
        state = self._state()
        if self._previewed is None or self._previewed[0] != state:
            self._previewed = (state, self._read())
        result = self._previewed[1]
        self.asked |= {question.key: question for question in result.questions}
        return result

    @property
    def was_asked(self) -> bool:
        """Whether a person was asked something about it."""
        return bool(self.asked or self.on_bad_rows or self.on_changed)

    @property
    def is_read(self) -> bool:
        """Whether the last preview still holds."""
        return self._previewed is not None and self._previewed[0] == self._state()

    @property
    def last(self) -> ImportResult | None:
        """Give the last preview, as old as it may be."""
        return self._previewed[1] if self._previewed else None

    @property
    def currency(self) -> str:
        """Give what its amounts are read in, an ISO 4217 code; "" while only the file could say."""
        read_in = self.last.currency if self.last else ""
        return read_in or shared.settings().currency_of_imports or ""

    def answer_to(self, question: Question) -> str | None:
        """Give what was answered; None while nobody did."""
        if question.code == "column":
            return self.columns.get(question.field)
        if question.code == "date-order":
            return self.date_order
        if question.code == "decimal-mark":
            return self.decimal_mark
        return self.choices.get(question.key)

    def answer(self, question: Question, choice: str | None) -> None:
        """Note an answer; None takes it back, so that it is asked again."""
        self.as_in.pop(question.key, None)
        if question.code == "date-order":
            self.date_order = cast("DateOrder | None", choice)
        elif question.code == "decimal-mark":
            self.decimal_mark = cast("DecimalMark | None", choice)
        else:
            column = question.code == "column"
            said, key = (self.columns, question.field) if column else (self.choices, question.key)
            said.pop(key, None)
            if choice is not None:
                said[key] = choice

    def rejected(self) -> RejectedRows:
        """Give the rows that cannot be read, as they stand in the file.

        Raises:
            FileRefusedError: The file as a whole cannot be read.
        """
        state = self._state()
        if self._rejected is None or self._rejected[0] != state:
            currency = shared.settings().currency_of_imports
            rows = rejected_rows(shared.database(), self.export, self.options, currency)
            if self._rejected is None or self._rejected[1] != rows:
                self.grid = None
            self._rejected = (state, rows)
        return self._rejected[1]

    def samples(self) -> dict[str, list[str]]:
        """Give the first few different values of each column, by its header."""
        if self._samples is None:
            self._samples = _samples_of(self.export)
        return self._samples

    @property
    def progress(self) -> float:
        """Give how far its import is, from 0 to 1."""
        return min(1.0, self.written / self.lines) if self.lines else 0.0

    @property
    def stage(self) -> str:
        """Say what its import is at."""
        if self.written == 0:
            return "Reading and checking …"
        if self.written < self.lines:
            return f"{count_text(self.written)} of {counted(self.lines, 'line')} written"
        return "All lines are written; adding up …"

    def is_ready(self, result: ImportResult) -> bool:
        """Tell whether nothing is left to ask before importing."""
        return result.status == "preview" and not (result.changed_orders and not self.on_changed)

    def begin(self) -> None:
        """Note that its import is under way."""
        self.working, self.written, self.lines, self.failed = True, 0, 0, ""

    def tell_progress(self, written: int, of: int) -> None:
        """Note how far its import is."""
        self.written, self.lines = written, of

    def end(self, *, done: ImportResult | None = None, failed: str = "") -> None:
        """Note what its import came to."""
        self.done, self.failed, self.working = done, failed, False

    def _state(self) -> object:
        answers = self.options.answers
        version = shared.database().data_version()
        return (repr(answers), self.recall, len(self.beside), version)

    def _read(self) -> ImportResult:
        limit = shared.settings().upload_limit
        if self.export.size > limit:
            told = issue("too-large", found=size_text(self.export.size), limit=size_text(limit))
            message = f"{told.message} {told.how_to_fix}"
            return ImportResult("refused", self.export.name, message, issues=(told,))
        return preview_import(
            shared.database(),
            self.export,
            self.options,
            shared.settings().currency_of_imports,
            today=datetime.now(UTC).date(),
        )


def _samples_of(export: SalesExport) -> dict[str, list[str]]:
    try:
        with unpacked(export) as text:
            layout = find_layout(text)
    except FileRefusedError:
        return {}
    found: dict[str, list[str]] = {}
    for at, header in enumerate(layout.header):
        values = dict.fromkeys(cells[at].strip() for cells in layout.sample)
        found.setdefault(header, [value for value in values if value][:SAMPLES])
    return found
