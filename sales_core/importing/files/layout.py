"""Finding a file's encoding, delimiter and header from its first bytes."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass, replace

from sales_core.importing.files.days_as_columns import refuse_days_as_columns
from sales_core.importing.files.encodings import HEAD, encoding_told, find_encoding
from sales_core.importing.files.export import SalesExport
from sales_core.importing.files.header_row import Record, find_header
from sales_core.importing.files.table import LINE_LIMIT, Layout
from sales_core.importing.files.wider_rows import (
    few_cells,
    refuse_split_cells,
    surplus_of,
    without_spare_names,
)
from sales_core.importing.issues import refused

__all__ = ["HEAD", "find_encoding", "find_layout"]

DELIMITERS = ",;\t|"
COLUMNS_LIMIT = 1_000
SAMPLE_ROWS = 2_000
"""Rows whose values tell what a column holds."""

_TITLE = 200
"""Characters of a line above the header that are kept."""

_SEPARATOR = re.compile(r'^\ufeff?"?sep=(.)"?\s*$', re.IGNORECASE)

_SINGLE_QUOTED = re.compile(r"^\ufeff?'[^']*'(?:[,;\t|]'[^']*')+$")

_OTHER_FILES = (
    (b"PK\x03\x04", "a zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook, or one with a password"),
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"SQLite format 3", "a database"),
)
_OTHER_TEXTS = (
    ("<!doctype html", "a web page"),
    ("<html", "a web page"),
    ("<?xml", "an XML document"),
    ("{", "JSON"),
    ("[", "JSON"),
)


def find_layout(export: SalesExport) -> Layout:
    """Find how the bytes become rows, from the first mebibyte.

    Raises:
        FileRefusedError: The file is empty, is no CSV, has no rows under its
            header, a quotation mark in it that is never closed, or only one
            column.
    """
    head = export.head(HEAD)
    if not head.strip():
        raise refused("empty")
    for magic, name in _OTHER_FILES:
        if head.startswith(magic):
            raise refused("not-csv", found=name)
    encoding = find_encoding(head)
    text = head.decode(encoding, errors="replace")
    cut = len(head) == HEAD
    if cut:  # the last line may not be whole
        text = text[: max(text.rfind("\n"), text.rfind("\r")) + 1] or text
    start = text.lstrip("\ufeff \t\r\n").lower()
    if not start:
        raise refused("empty")
    for opening, name in _OTHER_TEXTS:
        if start.startswith(opening):
            raise refused("not-csv", found=name)
    if "\x00" in text:
        raise refused("binary", line=_line_at(text, text.index("\x00")))
    return _find_header(text, encoding, cut=cut)


def _find_header(text: str, encoding: str, *, cut: bool) -> Layout:
    """Find the delimiter and the header; rows may follow behind a text that is cut."""
    quote = "'" if _SINGLE_QUOTED.match(_first_line(text).strip()) else '"'
    split = _split(text, quote)
    records = split.records
    longest = max(len(record.cells) for record in records)
    if longest > COLUMNS_LIMIT:
        raise refused("columns-limit", found=f"{longest:,}", limit=f"{COLUMNS_LIMIT:,}")
    if longest == 1:
        raise refused("delimiter", found=repr(records[0].cells[0][:60]))
    refuse_days_as_columns(records, split.width)
    told = encoding_told(text, encoding)
    if quote == "'":
        told += ("The cells stand in single quotation marks.",)
    at = find_header(records, split.width)
    if at is None:
        header = tuple(f"column {number}" for number in range(1, split.width + 1))
        line, body = 0, records
        told += ("No line of the file names its columns.",)
    else:
        header = tuple(cell.strip("\ufeff") for cell in records[at].cells)
        line, body = records[at].line, records[at + 1 :]
        if not body:
            _refuse_unclosed(text, split.delimiter, quote)
        if not body and not cut:
            raise refused("no-rows")
        if before := [record for record in records[:at] if any(record.cells)]:
            said = f"{len(before)} lines above it are" if len(before) > 1 else "1 line above it is"
            told += (f"The column names stand on line {line}; {said} no rows.",)
    below = [record for record in (body[:-1] if cut else body) if tuple(record.cells) != header]
    rows = _whole_rows(below, len(header))
    header = without_spare_names(header, rows)
    refuse_split_cells(header, rows)
    layout = Layout(
        encoding, split.delimiter, line, header, (), told, quote,
        surplus_of(len(header), rows), split.skip_blanks,
    )  # fmt: skip
    fitted = (layout.fitted(record.cells) for record in body)
    sample = tuple(tuple(cells) for cells in fitted if cells is not None)
    above = tuple(" ".join(record.cells)[:_TITLE] for record in records[: at or 0])
    return replace(layout, sample=sample[:SAMPLE_ROWS], above=above)


def _whole_rows(records: list[Record], width: int) -> list[list[str]]:
    """Give the rows that are neither blank nor titles and totals of a few cells."""
    filled = ((record.cells, sum(map(bool, map(str.strip, record.cells)))) for record in records)
    return [
        cells
        for cells, count in filled
        if count > 1 and (len(cells) >= width or not few_cells(count, width))
    ]


def _first_line(text: str) -> str:
    return next(line for line in text.splitlines() if line.strip("\ufeff \t"))


def _line_at(text: str, place: int) -> int:
    before = text[:place]
    return before.count("\n") + before.count("\r") - before.count("\r\n") + 1


def _refuse_unclosed(text: str, delimiter: str, quote: str) -> None:
    """Refuse a text of which a quotation mark has swallowed the rows."""
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=delimiter, quotechar=quote, strict=True)
    start = 1
    try:
        for _ in reader:
            start = reader.line_num + 1
    except csv.Error as fault:
        raise refused("unclosed-quote", line=start) from fault


@dataclass(frozen=True)
class _Split:
    """A text taken apart: its records that are not blank, and their usual width."""

    delimiter: str
    records: list[Record]
    skip_blanks: bool = False

    @property
    def width(self) -> int:
        return _usual(self.records)[0]


def _split(text: str, quote: str) -> _Split:
    """Find the delimiter under which most of the text is rows of one width."""
    csv.field_size_limit(LINE_LIMIT)
    if said := _SEPARATOR.match(_first_line(text)):
        split = _split_by(text, said[1], quote)
        if not split.records[1:]:
            raise refused("no-rows")
        return replace(split, records=split.records[1:])
    splits = [_split_by(text, mark, quote) for mark in DELIMITERS]
    named = max(splits, key=lambda split: len(split.records[0].cells))
    width = len(named.records[0].cells)
    if width > 1 and (len(named.records) == 1 or named.width == width):
        return named
    return max(splits, key=lambda split: _stability(split.records))


def _split_by(text: str, delimiter: str, quote: str) -> _Split:
    """Take a text apart; a quotation mark behind a blank opens a cell where all rows fit so."""
    plain = _Split(delimiter, _records(text, delimiter, quote))
    if f"{delimiter} {quote}" not in text or not any(
        cell.lstrip(" ").startswith(quote) and cell.startswith(" ")
        for record in plain.records
        for cell in record.cells
    ):
        return plain
    marked = _Split(delimiter, _records(text, delimiter, quote, strict=True), skip_blanks=True)
    whole = marked.records[-1].line >= plain.records[-1].line
    fits = _usual(marked.records)[1] >= _usual(plain.records)[1]
    return marked if whole and fits else plain


def _records(text: str, delimiter: str, quote: str, *, strict: bool = False) -> list[Record]:
    """Give the records that are not blank, each with the line it starts on.

    Args:
        text: The text.
        delimiter: What separates cells.
        quote: The quotation mark.
        strict: End at the first fault; blanks before a cell are no part of it.
    """
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=delimiter,
        quotechar=quote,
        skipinitialspace=strict,
        strict=strict,
    )
    found: list[Record] = []
    start = 1
    while len(found) < SAMPLE_ROWS:
        try:
            cells = next(reader)
        except (StopIteration, csv.Error):
            break
        if any(cell.strip("\ufeff \t\xa0") for cell in cells) or len(cells) > 1:
            found.append(Record(start, cells))
        start = reader.line_num + 1
    return found or [Record(1, [text[:60]])]


def _usual(records: list[Record]) -> tuple[int, int]:
    """Give the most frequent width of more than one cell, and how many records have it."""
    widths = Counter(len(record.cells) for record in records if len(record.cells) > 1)
    return max(widths.items(), key=lambda pair: (pair[1], pair[0]), default=(1, 0))


def _stability(records: list[Record]) -> tuple[int, int]:
    width, rows = _usual(records)
    return rows * rows * (width - 1) // len(records), width
