"""The rejected rows as a CSV to correct: original columns and text, and what is wrong."""

from __future__ import annotations

import csv
import io

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
    faults: dict[int, list[RowIssue]] = {}
    for one in reading.issues:
        faults.setdefault(one.line, []).append(one)
    rows = raw_rows(export, reading.layout, set(faults))
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    width = len(reading.layout.header)
    writer.writerow([*reading.layout.header, *EXTRA_COLUMNS])
    for line, told in sorted(faults.items()):
        cells = list(rows.get(line, ()))
        cells += [""] * (width - len(cells))
        columns = ", ".join(dict.fromkeys(one.column for one in told if one.column))
        problems = " ".join(one.message for one in told)
        advice = " ".join(dict.fromkeys(one.how_to_fix for one in told))
        writer.writerow([*cells[:width], line, columns, problems, advice])
    return b"\xef\xbb\xbf" + text.getvalue().encode()
