"""Files that complete an import: rows it left out, corrected, read as that import was read.

Whatever was left out of a file and comes later counts as if the file had been
right from the start: lines are numbered on from those of the file, and undoing
its import undoes what completes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd
from sqlalchemy import Connection

from sales_core.errors import DatabaseBusyError
from sales_core.importing.corrected import Incomplete, file_of_rows, read_corrected
from sales_core.importing.files.export import SalesExport
from sales_core.importing.issues import FileRefusedError, RowIssue
from sales_core.importing.plan import ImportPlan
from sales_core.importing.questions import Answers
from sales_core.importing.reading import Reading
from sales_core.importing.rejects import RejectedRows
from sales_core.importing.view import Surroundings
from sales_core.imports import counted_twice
from sales_core.imports.counted_twice import settle_twice
from sales_core.imports.remember import read_remembering
from sales_core.imports.result import ImportOptions, ImportResult, Remembered
from sales_core.store import import_log, ledger
from sales_core.store.currency import currency_of
from sales_core.store.import_log import ImportRecord, Mode
from sales_core.store.stored_lines import runs_of_days
from sales_core.values.currencies import DEFAULT_CURRENCY


@dataclass(frozen=True)
class Completes:
    """The import that a file completes, and how that one treats the orders it contains."""

    whole: Incomplete
    mode: Mode

    @property
    def family(self) -> tuple[int, ...]:
        """Give the imports that hold lines of the same file."""
        return self.whole.family

    def numbered(self, connection: Connection, lines: pd.DataFrame) -> pd.DataFrame:
        """Number the occurrences of lines on from those of the import they complete."""
        runs = list(runs_of_days(lines["sale_date"]))
        family = ledger.active_chunks(connection, runs, self.whole.import_id)
        return ledger.continued(lines, (chunk.lines for chunk in family))


@dataclass(frozen=True)
class Brought:
    """A file as it was read.

    Attributes:
        reading: What it holds.
        answers: All answers it was read with.
        remembered: Those of them that were remembered.
        completes: The import whose rejected rows it brings.
    """

    reading: Reading
    answers: Answers
    remembered: Remembered | None = None
    completes: Completes | None = None

    def told(self, result: ImportResult) -> ImportResult:
        """Add to a result what its file was read with."""
        return replace(
            result,
            answers=self.answers,
            remembered=self.remembered,
            completes=self.completes.whole.import_id if self.completes else None,
            currency=self.reading.currency,
        )


def read_file(
    connection: Connection,
    export: SalesExport,
    options: ImportOptions,
    currency: str | None,
    around: Surroundings | None = None,
) -> Brought:
    """Read any file: corrected rows as the file they come from, others by themselves.

    Args:
        connection: To read with.
        export: The file.
        options: What the user chose.
        currency: That of the database, an ISO 4217 code; None where none is set: then the one that
            is kept counts, or else that of the file.
        around: What is known beside the file.

    Raises:
        CurrencyDiffersError: Another one is kept.
        FileRefusedError: The file as a whole cannot be read.
    """
    currency = currency_of(connection, currency)
    named = file_of_rows(export)
    if named and (completes := find_incomplete(connection, named, export)):
        code = currency or DEFAULT_CURRENCY
        rows = replace(read_corrected(export, completes.whole, code), currency=code)
        return Brought(rows, Answers(), completes=completes)
    reading, answers, remembered = read_remembering(connection, export, options, currency, around)
    if named:
        told = (
            "These are rejected rows of a file that is not imported, so they are read as a file "
            "of their own; import that file first to have them complete it."
        )
        reading = replace(reading, evidence=(*reading.evidence, told))
    elif options.on_changed != "replace":
        answer = options.answers.choices.get(counted_twice.NAME)
        reading, question = settle_twice(connection, reading, answer)
        if question:
            reading = replace(reading, lines=None, plan=None, questions=(question,))
    return Brought(reading, answers, remembered)


def find_incomplete(connection: Connection, sha256: str, export: SalesExport) -> Completes | None:
    """Find the active import of a file whose rejected rows another file brings.

    Args:
        connection: To read with.
        sha256: Of the first file's bytes.
        export: The other file; what came with itself does not count as come.
    """
    record = import_log.active_record(connection, sha256)
    if record is None or record.completes:
        return None
    whole = Incomplete(
        file_name=record.file_name,
        sha256=record.file_sha256,
        plan=ImportPlan.from_json(record.plan),
        lines=import_log.rejected_lines(connection, record.id),
        import_id=record.id,
        came=_came(connection, record.id, but=export.sha256()),
    )
    return Completes(whole, record.mode)


def still_missing(connection: Connection, reading: Reading, rows: RejectedRows) -> RejectedRows:
    """Take away the rejected rows of a file that came since it was imported."""
    record = import_log.active_record(connection, reading.sha256)
    if record is None or record.completes:
        return rows
    came = _came(connection, record.id)
    return replace(rows, rows=tuple(row for row in rows.rows if row.at not in came))


def _came(connection: Connection, import_id: int, but: str = "") -> dict[int, int]:
    """Tell which rejected lines of an import came since, and with which import.

    Args:
        connection: To read with.
        import_id: The import.
        but: SHA-256 of a file whose own lines do not count.
    """
    return {
        line: other.id
        for other in import_log.completions_of(connection, import_id)
        if other.file_sha256 != but
        for line in ledger.source_lines(connection, other.id)
    }


def unchanged(
    connection: Connection, completes: Completes | None, export: SalesExport
) -> Completes | None:
    """Give back what a file completes if it is still as it was when the file was read.

    Raises:
        DatabaseBusyError: It was undone meanwhile, or other rows of it came.
    """
    if completes and find_incomplete(connection, completes.whole.sha256, export) != completes:
        raise DatabaseBusyError
    return completes


def incomplete_of(reading: Reading, file_name: str) -> Incomplete:
    """Give the import that a reading would become, with the lines it would leave out."""
    assert reading.plan is not None  # noqa: S101 - nothing is left to ask
    assert reading.rejected_lines is not None  # noqa: S101
    lines = frozenset(reading.rejected_lines.tolist())
    return Incomplete(file_name, reading.sha256, reading.plan, lines)


def completions(records: Sequence[ImportRecord], import_id: int) -> list[ImportRecord]:
    """Give the active imports of a list that complete one import, oldest first."""
    found = [one for one in records if one.completes == import_id and one.undone_at is None]
    return sorted(found, key=lambda one: one.id)


def check_corrections(
    preview: ImportResult, rows: RejectedRows, corrections: SalesExport
) -> tuple[RowIssue, ...]:
    """Tell what is still wrong with corrected rows of a file that is not imported yet.

    Args:
        preview: What importing the file would do.
        rows: Its rejected rows.
        corrections: Some of them, corrected, in the columns of ``rows``.
    """
    if preview.plan is None:
        return ()
    lines = frozenset(row.at for row in rows.rows)
    whole = Incomplete(preview.file, preview.sha256, preview.plan, lines)
    try:
        return read_corrected(corrections, whole, preview.currency).issues
    except FileRefusedError as fault:
        return (fault.issue,)
