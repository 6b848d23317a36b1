"""The rejected rows of a file: original columns and text, what is wrong, and a CSV to correct.

The CSV says of each row which line of which file it is, so that the corrected
file can complete the import of that file (``importing.corrected``).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from sales_core.importing.files.careful_reader import raw_rows
from sales_core.importing.files.export import SalesExport
from sales_core.importing.issues import RowIssue, issue
from sales_core.importing.reading import Reading
from sales_core.importing.vocabulary.header_names import folded

LINE, FILE = "_line", "_file"
"""Columns that say which row it is: its line, and the SHA-256 of its file."""

EXTRA_COLUMNS = (LINE, "_column", "_problem", "_how_to_fix", FILE)

MORE = "_more_"
"""Columns with this start and a number hold what does not fit the header."""

TO_CLEAR = "clear this cell when the row is right"
"""Stands in a column of what does not fit, where a row has too few cells or a stray mark."""


@dataclass(frozen=True)
class RejectedRow:
    """One row that cannot be read.

    Attributes:
        at: Its line number in the file at hand.
        line: Its line number in the file it came from first, as text.
        file: SHA-256 of that file.
        cells: As written, one for each column of ``RejectedRows.header``.
        issues: What is wrong with it.
    """

    at: int
    line: str
    file: str
    cells: tuple[str, ...]
    issues: tuple[RowIssue, ...]


@dataclass(frozen=True)
class RejectedRows:
    """The rejected rows of a file, by line, and the columns of their cells."""

    header: tuple[str, ...]
    rows: tuple[RejectedRow, ...]

    def as_csv(self) -> bytes:
        """Write the rows as CSV in UTF-8 with a byte order mark; faults of a row share its line."""
        if not self.rows:
            return _csv([self.header])
        written = [(*row.cells, row.line, *_explained(row.issues), row.file) for row in self.rows]
        return _csv([(*self.header, *EXTRA_COLUMNS), *written])


def rejected_rows(export: SalesExport, reading: Reading) -> RejectedRows:
    """Give the rejected rows of a file as they stand in it.

    Cells that only the first row of an order holds are filled in, so that a row
    says by itself what it is.

    Args:
        export: The file.
        reading: The same file, read.

    Raises:
        FileRefusedError: The file cannot be read to its end.
    """
    header = reading.layout.header
    extra = {name: header.index(name) for name in EXTRA_COLUMNS if name in header}
    extra = extra if LINE in extra and FILE in extra else {}
    own = [at for at in range(len(header)) if at not in extra.values()]
    names = [header[at] for at in own]
    if reading.rejected_lines is None or len(reading.rejected_lines) == 0:
        return RejectedRows(tuple(names), ())
    told: dict[int, list[RowIssue]] = {}
    for one in reading.issues:
        told.setdefault(one.line, []).append(one)
    lines = reading.rejected_lines.tolist()
    raw = raw_rows(export, reading.layout, set(lines))
    filled = _filled_down(reading)
    odd = {row.issue.line for row in reading.odd}
    places = [at for at, name in enumerate(names) if name.startswith(MORE)]
    width = max(max(map(len, raw.values())) - len(header), bool(odd) and not places)
    places += range(len(names), len(names) + width)
    names += [f"{MORE}{number}" for number in range(len(places) - width + 1, len(places) + 1)]
    rows = []
    for line in lines:
        written = list(raw[line]) + [""] * (len(header) - len(raw[line]))
        for at, text in filled.get(line, ()):
            written[at] = text
        cells = [written[at] for at in own] + written[len(header) :]
        cells += [""] * (len(names) - len(cells))
        if line in odd and not any(cells[at].strip() for at in places):
            cells[places[0]] = TO_CLEAR
        first = written[extra[LINE]] if extra else str(line)
        file = written[extra[FILE]] if extra else reading.sha256
        rows.append(RejectedRow(line, first, file, tuple(cells), tuple(told.get(line, ()))))
    return RejectedRows(tuple(names), tuple(rows))


def _filled_down(reading: Reading) -> dict[int, list[tuple[int, str]]]:
    """Give the cells that were filled from the row above, by line: position and text."""
    plan, lines = reading.plan, reading.lines
    if plan is None or lines is None or not plan.fill_down or reading.rejected_lines is None:
        return {}
    table = lines.table
    wanted = {folded(name) for name in plan.fill_down}
    numbers = table.line_of(np.arange(table.rows))
    rows = np.flatnonzero(np.isin(numbers, reading.rejected_lines))
    return {
        line: [
            (at, column.texts[column.codes[row]])
            for at, column in table.columns.items()
            if folded(column.header) in wanted
        ]
        for line, row in zip(numbers[rows].tolist(), rows.tolist(), strict=True)
    }


def _explained(told: Sequence[RowIssue]) -> tuple[str, str, str]:
    """Give the columns, the problems and the advice of one row."""
    told = told or (issue("alike"),)
    columns = ", ".join(dict.fromkeys(one.column for one in told if one.column))
    problems = " ".join(one.message for one in told)
    return columns, problems, " ".join(dict.fromkeys(one.how_to_fix for one in told))


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()
