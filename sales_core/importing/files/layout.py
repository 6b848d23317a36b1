"""Finding a file's encoding, delimiter and header from its first bytes."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

from sales_core.importing.files.encodings import HEAD, encoding_told, find_encoding
from sales_core.importing.files.export import SalesExport
from sales_core.importing.files.header_row import Record, find_header
from sales_core.importing.files.table import LINE_LIMIT, Layout
from sales_core.importing.issues import refused

__all__ = ["HEAD", "find_encoding", "find_layout"]

DELIMITERS = ",;\t|"
COLUMNS_LIMIT = 1_000
SAMPLE_ROWS = 2_000
"""Rows whose values tell what a column holds."""

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
    delimiter, records, width = _split(text, quote)
    longest = max(len(record.cells) for record in records)
    if longest > COLUMNS_LIMIT:
        raise refused("columns-limit", found=f"{longest:,}", limit=f"{COLUMNS_LIMIT:,}")
    if longest == 1:
        raise refused("delimiter", found=repr(records[0].cells[0][:60]))
    told = encoding_told(text, encoding)
    if quote == "'":
        told += ("The cells stand in single quotation marks.",)
    at = find_header(records, width)
    if at is None:
        header = tuple(f"column {number}" for number in range(1, width + 1))
        line, body = 0, records
        told += ("No line of the file names its columns.",)
    else:
        header = tuple(cell.strip("\ufeff") for cell in records[at].cells)
        line, body = records[at].line, records[at + 1 :]
        if not body:
            _refuse_unclosed(text, delimiter, quote)
        if not body and not cut:
            raise refused("no-rows")
        if before := [record for record in records[:at] if any(record.cells)]:
            said = f"{len(before)} lines above it are" if len(before) > 1 else "1 line above it is"
            told += (f"The column names stand on line {line}; {said} no rows.",)
    sample = tuple(tuple(record.cells) for record in body if len(record.cells) == len(header))
    return Layout(encoding, delimiter, line, header, sample[:SAMPLE_ROWS], told, quote)


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


def _split(text: str, quote: str) -> tuple[str, list[Record], int]:
    """Find the delimiter under which most of the text is rows of one width.

    Returns:
        The delimiter, the records that are not blank, and their usual width.
    """
    csv.field_size_limit(LINE_LIMIT)
    if said := _SEPARATOR.match(_first_line(text)):
        records = _records(text, said[1], quote)[1:]
        if not records:
            raise refused("no-rows")
        return said[1], records, _usual(records)[0]
    split = {mark: _records(text, mark, quote) for mark in DELIMITERS}
    named = max(DELIMITERS, key=lambda mark: len(split[mark][0].cells))
    width = len(split[named][0].cells)
    if width > 1 and (len(split[named]) == 1 or _usual(split[named])[0] == width):
        return named, split[named], width
    best = max(DELIMITERS, key=lambda mark: _stability(split[mark]))
    return best, split[best], _usual(split[best])[0]


def _records(text: str, delimiter: str, quote: str) -> list[Record]:
    """Give the records that are not blank, each with the line it starts on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quotechar=quote)
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
