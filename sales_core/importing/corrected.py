"""Reading corrected rows: those of an earlier file that could not be read, by that file's plan.

Nothing is asked and nothing is proved again. Each row says which line of which
file it is, and only lines that the earlier import left out can come.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import cast

import numpy as np
import numpy.typing as npt

from sales_core.importing.files.export import SalesExport
from sales_core.importing.files.layout import HEAD, find_layout
from sales_core.importing.files.table import Layout, Table
from sales_core.importing.files.tables import read_table
from sales_core.importing.formats.as_found import names_of
from sales_core.importing.formats.declarations import Field
from sales_core.importing.issues import FileRefusedError, refused
from sales_core.importing.plan import ImportPlan
from sales_core.importing.reading import Reading, counted_up
from sales_core.importing.rejects import EXTRA_COLUMNS, FILE, LINE, MORE
from sales_core.importing.rows.cells import parse_cells
from sales_core.importing.rows.faults import Faults
from sales_core.importing.rows.fill_down import filled_down
from sales_core.importing.rows.order_level import settled
from sales_core.importing.rows.quantity_units import without_units
from sales_core.importing.vocabulary.header_names import folded


@dataclass(frozen=True)
class Incomplete:
    """An import some of whose rows were left out.

    Attributes:
        file_name: Of its file.
        sha256: Of its file's bytes.
        plan: How its file was read.
        lines: Line numbers of the rows left out.
        import_id: Its number; 0 where it is not made yet.
        came: Which of these lines came since, and with which import.
    """

    file_name: str
    sha256: str
    plan: ImportPlan
    lines: frozenset[int]
    import_id: int = 0
    came: Mapping[int, int] = field(default_factory=dict)

    @property
    def family(self) -> tuple[int, ...]:
        """Give the imports that hold lines of the file."""
        return (self.import_id, *sorted(set(self.came.values())))


def file_of_rows(export: SalesExport) -> str | None:
    """Give the SHA-256 of the file whose rejected rows a file holds; None for any other file.

    Raises:
        FileRefusedError: The rows come from several files.
    """
    if FILE.encode() not in export.head(HEAD).replace(b"\0", b""):
        return None
    try:
        layout = find_layout(export)
    except FileRefusedError:
        return None  # told where the file is read
    if LINE not in layout.header or FILE not in layout.header:
        return None
    at = layout.header.index(FILE)
    named = {cells[at].strip().lower() for cells in layout.sample} - {""}
    if len(named) > 1:
        raise refused("several-files", found=len(named))
    return named.pop() if named else None


def read_corrected(export: SalesExport, whole: Incomplete, currency: str) -> Reading:
    """Read corrected rows as the file was read that they come from.

    Their issues name lines of the corrected file, their lines those of the first.

    Args:
        export: The corrected rows, in the columns of ``importing.rejects``.
        whole: The import that they complete.
        currency: The one currency of the database, an ISO 4217 code.

    Raises:
        FileRefusedError: The file as a whole cannot be read.
    """
    layout = find_layout(export)
    plan = replace(
        whole.plan,
        encoding=layout.encoding,
        delimiter=layout.delimiter,
        header_line=layout.header_line,
    )
    at = {cast("Field", name): _place(layout, header) for name, header in plan.columns.items()}
    table = read_table(export, layout, {*at.values(), *_others(layout, plan)}, at.get("order_id"))
    table = without_units(filled_down(table, plan.fill_down), at)
    if table.rows == 0:
        raise FileRefusedError(table.odd[0].issue) if table.odd else refused("no-rows")
    faults = Faults(table)
    cells = parse_cells(table, plan, at, currency, faults)
    lines = _first_lines(table, whole, faults)
    told = (
        f"These are rejected rows of {whole.file_name!r}, corrected: they are read as that file "
        "was, and nothing is asked again."
    )
    cells, more = settled(table, plan, cells, faults, currency)
    reading = counted_up(table, plan, cells, faults, (told, *layout.told, *more))
    assert reading.lines is not None  # noqa: S101 - nothing is asked
    return replace(reading, lines=replace(reading.lines, table=replace(table, lines=lines)))


def _place(layout: Layout, name: str) -> int:
    """Find a column of the first file again.

    Raises:
        FileRefusedError: It is not there, or is there twice.
    """
    own = [
        (place, header)
        for place, header in enumerate(layout.header)
        if header not in EXTRA_COLUMNS and not header.startswith(MORE)
    ]
    found = [place for place, header in own if folded(header) == folded(name)]
    if len(found) == 1:
        return found[0]
    if found:
        raise refused("duplicate-column", found=repr(name))
    listed = ", ".join(header.strip() for _, header in own)
    raise refused("unknown-column", missing=repr(name), found=listed)


def _others(layout: Layout, plan: ImportPlan) -> set[int]:
    """Give the columns to read beside those of the fields."""
    wanted = {folded(name) for name in names_of(plan) if name}
    wanted |= {folded(name) for name in plan.traits.values()}
    return {
        at
        for at, header in enumerate(layout.header)
        if header in (LINE, FILE) or header.startswith(MORE) or folded(header) in wanted
    }


def _first_lines(table: Table, whole: Incomplete, faults: Faults) -> npt.NDArray[np.int64]:
    """Give the line of each row in the first file, and find the rows that cannot come."""
    header = table.layout.header
    for at, column in table.columns.items():
        if header[at].startswith(MORE):
            texts = enumerate(column.texts)
            faults.add(column, {code: ("misfit", {}) for code, text in texts if text.strip()})
    files = table.columns[header.index(FILE)]
    foreign = {
        code: ("not-rejected", {"found": whole.file_name})
        for code, text in enumerate(files.texts)
        if text.strip().lower() != whole.sha256
    }
    faults.add(files, foreign)
    column = table.columns[header.index(LINE)]
    numbers = [_line_number(text.strip()) for text in column.texts]
    wrong = {
        code: ("not-rejected", {"found": whole.file_name})
        for code, line in enumerate(numbers)
        if line not in whole.lines
    } | {
        code: ("came-before", {"found": whole.came[line]})
        for code, line in enumerate(numbers)
        if line in whole.came
    }
    faults.add(column, wrong)
    lines = np.array(numbers, np.int64)[column.codes]
    again = np.ones(len(lines), np.bool_)
    again[np.unique(lines, return_index=True)[1]] = False
    faults.add_rows(column, again, "line-twice")
    return lines


def _line_number(text: str) -> int:
    """Read a line number; 0, which is none, where it is not one."""
    return int(text) if text.isdecimal() and len(text) < 16 else 0
