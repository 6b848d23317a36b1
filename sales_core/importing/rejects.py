"""The rejected rows as a CSV to correct: original columns and text, and what is wrong."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from sales_core.importing.careful_reader import raw_rows
from sales_core.importing.export import SalesExport
from sales_core.importing.inspection import read_export
from sales_core.importing.issues import RowIssue
from sales_core.importing.questions import Answers

EXTRA_COLUMNS = ("_line", "_column", "_problem", "_how_to_fix")


def rejected_rows_csv(export: SalesExport, answers: Answers, currency: str) -> bytes:
    """Write the rejected rows of a file, as CSV in UTF-8 with a byte order mark.

    The cells are the file's own text, so that the corrected file can be
    imported; several faults of a row share its line.

    Raises:
        FileRefusedError: The file as a whole cannot be read.
    """
    reading = read_export(export, answers, currency)
    if reading.rejected_lines is None:
        return _csv([reading.layout.header])
    told: dict[int, list[RowIssue]] = {}
    for one in reading.issues:
        told.setdefault(one.line, []).append(one)
    lines = reading.rejected_lines.tolist()
    rows = raw_rows(export, reading.layout, set(lines))
    header = list(reading.layout.header)
    width = max((len(cells) for cells in rows.values()), default=0)
    header += [f"_more_{number}" for number in range(1, width - len(header) + 1)]
    written = [[*header, *EXTRA_COLUMNS]]
    for line in lines:
        cells = list(rows.get(line, ()))
        cells += [""] * (len(header) - len(cells))
        written.append([*cells, str(line), *_explained(told.get(line, []))])
    return _csv(written)


def _explained(told: Sequence[RowIssue]) -> tuple[str, str, str]:
    """Give the columns, the problems and the advice of one row."""
    if not told:
        return "", "The row has a problem that many rows before it have, too.", "See those rows."
    columns = ", ".join(dict.fromkeys(one.column for one in told if one.column))
    problems = " ".join(one.message for one in told)
    return columns, problems, " ".join(dict.fromkeys(one.how_to_fix for one in told))


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()
