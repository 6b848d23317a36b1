"""The careful way to read a file: any encoding, quoted line breaks, rows that do not fit.

Every row gets the line number of the CSV reader's own counter. A row with too
few or too many cells is set aside whole, never shifted into the columns.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import cast

import numpy as np
import pyarrow as pa

from sales_core.importing.files.export import SalesExport
from sales_core.importing.files.header_row import names_columns
from sales_core.importing.files.joined_rows import is_row
from sales_core.importing.files.looks import is_date, is_number
from sales_core.importing.files.quoted_rows import row_look, swallows
from sales_core.importing.files.table import (
    ASIDE_KEPT,
    LINE_LIMIT,
    TITLE,
    TOTAL,
    Column,
    Layout,
    OddRow,
    Table,
)
from sales_core.importing.files.wider_rows import few_cells
from sales_core.importing.issues import issue, refused
from sales_core.importing.vocabulary.languages import says
from sales_core.importing.vocabulary.total_names import is_total

_SEPARATORS = re.compile(r"[;\t|].*[;\t|]|,.*,")


@dataclass
class _Aside:
    """Rows of a few cells that are no rows of the table: how many, their totals, what they say."""

    titles: Counter[str] = field(default_factory=Counter)
    totals: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def add(self, line: int, kind: str, cells: list[str]) -> None:
        filled = tuple(cell for cell in cells if cell.strip())
        self.titles[kind] += 1
        if kind == TOTAL:
            self.totals.append((line, filled))
        if len(self.texts) < ASIDE_KEPT:
            self.texts.append(" ".join(map(str.strip, filled)))


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
        FileRefusedError: The text cannot be decoded, a line of it is too
            long, a quotation mark is never closed, or another table follows.
    """
    positions = [at for at in wanted if at != order_id]
    code_of: list[dict[str, int]] = [{} for _ in positions]
    codes: list[list[int]] = [[] for _ in positions]
    order_ids: list[str] = []
    lines: list[int] = []
    odd: list[OddRow] = []
    blank = 0
    aside = _Aside()
    width = len(layout.header)
    for line, cells, wrong in _records(export, layout):
        if wrong:
            odd.append(OddRow(issue(wrong, line=line), tuple(cells)))
        elif not any(cell.strip() for cell in cells):
            blank += bool(cells)
        elif kind := _furniture(cells, width):
            aside.add(line, kind, cells)
        elif (fitted := layout.fitted(cells)) is None:
            if names_columns(cells):
                raise refused("two-tables", line=line, found=", ".join(cells)[:80])
            fault = issue("columns", line=line, found=len(cells), expected=width)
            odd.append(OddRow(fault, tuple(cells)))
        else:
            lines.append(line)
            for at, known, column in zip(positions, code_of, codes, strict=True):
                column.append(known.setdefault(fitted[at], len(known)))
            if order_id is not None:
                order_ids.append(fitted[order_id])
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
        titles=aside.titles,
        totals=tuple(aside.totals),
        order_id=order_id,
        aside=tuple(aside.texts),
    )


def raw_rows(export: SalesExport, layout: Layout, lines: set[int]) -> dict[int, tuple[str, ...]]:
    """Give the cells, as written, of the rows that start on these lines.

    Raises:
        FileRefusedError: As ``read_carefully``.
    """
    found: dict[int, tuple[str, ...]] = {}
    for line, cells, _ in _records(export, layout):
        if len(found) == len(lines):
            break
        if line in lines:
            found[line] = tuple(cells)
    return found


def _furniture(cells: list[str], width: int) -> str:
    """Tell what a row of few cells with another width than the header is, if no sale."""
    filled = [cell for cell in cells if cell.strip()]
    if len(cells) < width and any(says(cell, "footers") for cell in filled):
        return TITLE
    if len(cells) == width or not few_cells(len(filled), width):
        return ""
    if any(map(is_total, filled)):
        return TOTAL
    title = len(filled) == 1 and not _SEPARATORS.search(filled[0])
    title = title and not is_row(filled[0], width)
    return TITLE if title and not is_date(filled[0]) and not is_number(filled[0]) else ""


def _records(export: SalesExport, layout: Layout) -> Iterator[tuple[int, list[str], str]]:
    """Give the first line, the cells, and the code of what is wrong with it, of each record."""
    csv.field_size_limit(LINE_LIMIT)
    like_row = row_look(layout)
    with export.open() as stream:
        text = io.TextIOWrapper(stream, encoding=layout.encoding, newline="")
        taken: list[str] = []
        reader = csv.reader(_noted(text, taken), **layout.dialect, strict=True)
        start = 1
        while True:
            taken.clear()
            wrong = ""
            try:
                cells = next(reader)
            except StopIteration:
                return
            except UnicodeDecodeError as fault:
                line = _undecodable_line(export, layout.encoding)
                found = f"{layout.encoding}, {fault.reason}"
                raise refused("encoding", line=line, found=found) from fault
            except csv.Error as fault:
                if "end of data" in str(fault) or len(taken) > 1:  # no row behind it may be lost
                    raise refused("unclosed-quote", line=start) from fault
                cells, wrong = _row_of(taken, layout)
            if len(taken) > 1 and swallows(taken, cells, like_row):
                wrong = "quoted-rows"
            if start > layout.header_line:
                yield start, cells, wrong
            start = reader.line_num + 1


def _row_of(lines: list[str], layout: Layout) -> tuple[list[str], str]:
    """Read a row that is no strict CSV: marks behind backslashes are right, others are wrong."""
    if f"\\{layout.quote}" in lines[0]:
        with suppress(csv.Error, StopIteration):
            cells = next(csv.reader(lines, **layout.dialect, escapechar="\\", strict=True))
            if len(cells) == len(layout.header):
                return cells, ""
    return next(csv.reader(lines, **layout.dialect), []), "quote"


def _noted(text: io.TextIOWrapper, taken: list[str]) -> Iterator[str]:
    """Give lines on, and note them: a record that cannot be told apart is still shown."""
    number = 0
    while line := text.readline(LINE_LIMIT + 1):
        number += 1
        if len(line) > LINE_LIMIT:
            raise refused("line-length", line=number, limit=f"{LINE_LIMIT:,}")
        if "\x00" in line:
            raise refused("binary", line=number)
        taken.append(line)
        yield line


def _undecodable_line(export: SalesExport, encoding: str) -> int:
    """Find the first line that the encoding cannot be; texts are decoded in blocks elsewhere."""
    number = 1
    with export.open() as stream:
        text = io.TextIOWrapper(stream, encoding, errors=_MARKING, newline="")
        while part := text.readline(LINE_LIMIT):
            if _UNDECODABLE in part:
                break
            number += part.endswith(("\n", "\r"))
    return number


_MARKING = "sales-mark"
_UNDECODABLE = "\udcff"
"""What no text holds stands where the bytes are none."""


def _marked(fault: UnicodeError) -> tuple[str, int]:
    return _UNDECODABLE, cast("UnicodeDecodeError", fault).end


codecs.register_error(_MARKING, _marked)
