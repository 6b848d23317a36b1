"""A sales export as columns of codes: each distinct text once, and which row holds which.

A column of a million cells has a few thousand texts, so everything that is
decided about texts is decided once for each of them. Only the order ids,
which hardly repeat, are kept as one text a row.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from sales_core.importing.issues import RowIssue
from sales_core.importing.vocabulary.header_names import folded
from sales_core.values.arrays import blocks

Codes = npt.NDArray[np.int16] | npt.NDArray[np.int32]

ASIDE_KEPT = 50
"""Lines between and below the rows whose text is kept."""

BLANK, REPEATED, TITLE, TOTAL = "blank rows", "repeated headers", "titles", "totals"
"""What rows are that are no sales by their shape."""

FILLED = "…"
"""Stands for any order id where it only matters whether there is one."""

LINE_LIMIT = 1 << 22
"""Characters one line may have, and one cell over several lines."""


@dataclass(frozen=True)
class Column:
    """One column: ``texts`` (each distinct cell as written) and ``codes`` (one a row)."""

    header: str
    texts: list[str]
    codes: Codes

    @cached_property
    def counts(self) -> npt.NDArray[np.int64]:
        """How many rows hold each text (int64, one a text)."""
        counts = np.zeros(len(self.texts), np.int64)
        for rows in blocks(len(self.codes)):
            counts += np.bincount(self.codes[rows], minlength=len(self.texts))
        return counts

    def rows_with(self, chosen: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
        """Mark the rows (bool, one a row) that hold one of the chosen texts (bool, one a text)."""
        return chosen[self.codes]


@dataclass(frozen=True)
class OddRow:
    """A row that is not like the header says: kept as read, never shifted into the columns."""

    issue: RowIssue
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Layout:
    """How the bytes of a file become rows of cells.

    Attributes:
        encoding: Python's name of the encoding.
        delimiter: One character.
        header_line: Line number of the header, from 1; 0 where the file has none.
        header: The column names as written.
        sample: The first rows that have as many cells as the header.
        told: What a person should know about how the layout was found.
        above: The lines above the header, as text.
        quote: The quotation mark, one character.
        surplus: Empty cells that every row has behind those of the header.
        skip_blanks: A quotation mark opens a cell behind a blank, too.
    """

    encoding: str
    delimiter: str
    header_line: int
    header: tuple[str, ...]
    sample: tuple[tuple[str, ...], ...] = field(default=(), compare=False, repr=False)
    told: tuple[str, ...] = field(default=(), compare=False, repr=False)
    quote: str = '"'
    surplus: int = 0
    skip_blanks: bool = False
    above: tuple[str, ...] = field(default=(), compare=False, repr=False)

    @cached_property
    def least(self) -> int:
        """Give how many cells a row has at least: one for each name."""
        named = (at + 1 for at, name in enumerate(self.header) if name.strip())
        return max(named, default=len(self.header))

    @cached_property
    def fingerprint(self) -> str:
        """Hash the names and the order of the columns (SHA-256); "" where there are no names."""
        if not self.header_line:
            return ""
        names = "\x1f".join(folded(name) for name in self.header)
        return hashlib.sha256(names.encode(errors="surrogatepass")).hexdigest()

    def fitted(self, cells: Sequence[str]) -> list[str] | None:
        """Give one cell for each name of the header; None where the row does not fit.

        A row with more cells is never shifted: only the empty ones that every
        row of the file has behind it are left away.
        """
        width = len(self.header)
        if len(cells) == width + self.surplus:
            return None if any(cell.strip() for cell in cells[width:]) else list(cells[:width])
        if self.surplus or not self.least <= len(cells) <= width:
            return None
        return [*cells, *[""] * (width - len(cells))]

    @property
    def dialect(self) -> dict[str, Any]:
        """Give how cells are written, as ``csv.reader`` takes it."""
        return {
            "delimiter": self.delimiter,
            "quotechar": self.quote,
            "skipinitialspace": self.skip_blanks,
        }


@dataclass(frozen=True)
class Table:
    """The columns of a file that matter.

    Attributes:
        layout: How the file was read.
        rows: Number of rows with the right number of cells.
        columns: By position in the header.
        order_ids: The column of order ids, one text a row, where there is one.
        lines: Line number in the file of each row (int64); None where row i
            stands on line ``layout.header_line + 1 + i``.
        odd: Rows that do not fit the header.
        blank: Number of rows without any text.
        sha256: Of the file's bytes, in hexadecimal.
        titles: How many rows that do not fit the header are no rows at all, by what they are.
        totals: Line number and cells with text of those among them that are totals.
        order_id: Position of the column of order ids.
        aside: What the first ``ASIDE_KEPT`` of ``titles`` say.
    """

    layout: Layout
    rows: int
    columns: Mapping[int, Column]
    order_ids: pa.ChunkedArray | None
    lines: npt.NDArray[np.int64] | None
    odd: tuple[OddRow, ...]
    blank: int
    sha256: str
    titles: Mapping[str, int] = field(default_factory=dict)
    totals: tuple[tuple[int, tuple[str, ...]], ...] = ()
    order_id: int | None = None
    aside: tuple[str, ...] = ()

    def column(self, place: int) -> Column | None:
        """Give a column that was read; that of order ids only says where one is: "…" or ""."""
        if place != self.order_id or self.order_ids is None:
            return self.columns.get(place)
        trimmed = pc.utf8_trim_whitespace(self.order_ids)
        filled = pc.not_equal(trimmed, "").combine_chunks().to_numpy(zero_copy_only=False)
        return Column(self.layout.header[place], ["", FILLED], filled.astype(np.int16))

    @property
    def set_aside(self) -> int:
        """Give how many rows are no sales by their shape alone."""
        return self.blank + sum(self.titles.values())

    @property
    def all_rows(self) -> int:
        """Give how many rows there are under the header, those that do not fit it included."""
        return self.rows + len(self.odd) + self.set_aside

    def line_of(self, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Give the line numbers in the file of rows counted from 0."""
        if self.lines is None:
            return rows + (self.layout.header_line + 1)
        return self.lines[rows]
