"""The careful way to read a file: any encoding, quoted line breaks, rows that do not fit.

Every row gets the line number of the CSV reader's own counter. A row with too
few or too many cells is set aside whole, never shifted into the columns.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator

import numpy as np
import pyarrow as pa

from sales_core.importing.export import SalesExport
from sales_core.importing.issues import issue, refused
from sales_core.importing.looks import is_date, is_number
from sales_core.importing.row_rules import TITLE, TOTAL, is_total
from sales_core.importing.table import Column, Layout, OddRow, Table

CELL_LIMIT = 1 << 20
"""Characters one cell may have; an unclosed quotation mark grows beyond it."""


_SEPARATORS = re.compile(r"[;\t|].*[;\t|]|,.*,")


def read_carefully(
    export: SalesExport, layout: Layout, wanted: Iterable[int], order_id: int | None
) -> Table:
    """Read any delimited text, row by row.

    Args:
        export: The file.
        layout: Its encoding, delimiter and header.
        wanted: Positions of the columns to read.
        order_id: Position of the column of order ids, kept as one text a row.

    Raises:
        FileRefusedError: The text cannot be decoded, or a quotation mark is
            never closed.
    """
    positions = [at for at in wanted if at != order_id]
    code_of: list[dict[str, int]] = [{} for _ in positions]
    codes: list[list[int]] = [[] for _ in positions]
    order_ids: list[str] = []
    lines: list[int] = []
    odd: list[OddRow] = []
    blank = 0
    titles: Counter[str] = Counter()
    width = len(layout.header)
    least = max((at + 1 for at, name in enumerate(layout.header) if name.strip()), default=width)
    for line, cells, quote_fault in _records(export, layout):
        if quote_fault:
            odd.append(OddRow(issue("quote", line=line), tuple(cells)))
        elif not any(cell.strip() for cell in cells):
            blank += bool(cells)
        elif kind := _furniture(cells, width):
            titles[kind] += 1
        elif len(cells) < least or any(cell.strip() for cell in cells[width:]):
            fault = issue("columns", line=line, found=len(cells), expected=width)
            odd.append(OddRow(fault, tuple(cells)))
        else:
            cells.extend([""] * (width - len(cells)))
            lines.append(line)
            for at, known, column in zip(positions, code_of, codes, strict=True):
                column.append(known.setdefault(cells[at], len(known)))
            if order_id is not None:
                order_ids.append(cells[order_id])
    columns = {
        at: Column(layout.header[at], list(known), np.array(column, np.int32))
        for at, known, column in zip(positions, code_of, codes, strict=True)
    }
    return Table(
        layout=layout,
        rows=len(lines),
        columns=columns,
        order_ids=None
        if order_id is None
        else pa.chunked_array([pa.array(order_ids, pa.string())]),
        lines=np.array(lines, np.int64),
        odd=tuple(odd),
        blank=blank,
        sha256=export.sha256(),
        titles=titles,
    )


def raw_rows(export: SalesExport, layout: Layout, lines: set[int]) -> dict[int, tuple[str, ...]]:
    """Give the cells, as written, of the rows that start on these lines.

    Raises:
        FileRefusedError: As ``read_carefully``.
    """
    return {line: tuple(cells) for line, cells, _ in _records(export, layout) if line in lines}


def _furniture(cells: list[str], width: int) -> str:
    """Tell what a row of one or two cells with another width than the header is, if no sale."""
    filled = [cell for cell in cells if cell.strip()]
    if len(cells) == width or len(filled) > 2 or len(filled) * 2 > width:
        return ""
    if any(map(is_total, filled)):
        return TOTAL
    title = len(filled) == 1 and not _SEPARATORS.search(filled[0])
    return TITLE if title and not is_date(filled[0]) and not is_number(filled[0]) else ""


def _records(export: SalesExport, layout: Layout) -> Iterator[tuple[int, list[str], bool]]:
    """Give the first line, the cells and whether a quotation mark is wrong, of each record."""
    csv.field_size_limit(CELL_LIMIT)
    with export.open() as stream:
        text = io.TextIOWrapper(stream, encoding=layout.encoding, newline="")
        taken: list[str] = []
        reader = csv.reader(_noted(text, taken), delimiter=layout.delimiter, strict=True)
        start = 1
        while True:
            taken.clear()
            try:
                cells = next(reader)
            except StopIteration:
                return
            except UnicodeDecodeError as fault:
                line = _undecodable_line(export, layout.encoding)
                found = f"{layout.encoding}, {fault.reason}"
                raise refused("encoding", line=line, found=found) from fault
            except csv.Error as fault:
                ended = "end of data" in str(fault) or "field limit" in str(fault)
                if ended or len(taken) > 1:  # rows behind the mark must not be lost
                    raise refused("unclosed-quote", line=start) from fault
                lenient = csv.reader(taken, delimiter=layout.delimiter)
                yield start, next(lenient, []), True
                start = reader.line_num + 1
                continue
            if start > layout.header_line:
                yield start, cells, False
            start = reader.line_num + 1


def _noted(lines: Iterable[str], taken: list[str]) -> Iterator[str]:
    """Give lines on, and note them: a record that cannot be told apart is still shown."""
    for line in lines:
        taken.append(line)
        yield line


def _undecodable_line(export: SalesExport, encoding: str) -> int:
    """Find the first line that the encoding cannot be; texts are decoded in blocks elsewhere."""
    with export.open() as stream:
        for number, line in enumerate(stream, start=1):
            try:
                line.decode(encoding)
            except UnicodeDecodeError:
                return number
    return 1
