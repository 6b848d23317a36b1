"""Finding a file's encoding, delimiter and header from its first bytes."""

from __future__ import annotations

import codecs
import csv
import io
import re

from sales_core.importing.export import SalesExport
from sales_core.importing.issues import refused
from sales_core.importing.table import Layout

HEAD = 1 << 20
"""Bytes looked at before the file is read as a whole."""

DELIMITERS = ",;\t|"
COLUMNS_LIMIT = 1_000

_LINE_BREAK = re.compile("\r\n|\n|\r")

_OTHER_FILES = (
    (b"PK\x03\x04", "an Excel workbook or another zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
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
            header, or only one column.
    """
    head = export.head(HEAD)
    if not head.strip():
        raise refused("empty")
    for magic, name in _OTHER_FILES:
        if head.startswith(magic):
            raise refused("not-csv", found=name)
    encoding = find_encoding(head)
    text = head.decode(encoding, errors="replace")
    if len(head) == HEAD:  # the last line may be cut
        text = text[: text.rfind("\n") + 1] or text
    start = text.lstrip("\ufeff \t\r\n").lower()
    for opening, name in _OTHER_TEXTS:
        if start.startswith(opening):
            raise refused("not-csv", found=name)
    if "\x00" in text:
        raise refused("binary", line=text[: text.index("\x00")].count("\n") + 1)
    return _find_header(text, encoding)


def find_encoding(head: bytes) -> str:
    """Tell the encoding from a byte order mark or from what the bytes allow.

    Text that is not UTF-8 is taken for Windows-1252, the page that spreadsheets
    of the West save; the evidence of the import shows what it makes of it.
    """
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if head.startswith(mark):
            return name
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head, final=len(head) < HEAD)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _find_header(text: str, encoding: str) -> Layout:
    lines = _LINE_BREAK.split(text)
    header_at = next(at for at, line in enumerate(lines) if line.strip("\ufeff \t"))
    header_text = lines[header_at].lstrip("\ufeff")
    delimiter = max(
        DELIMITERS, key=lambda mark: (_cells(header_text, mark), -DELIMITERS.index(mark))
    )
    reader = csv.reader(io.StringIO("\n".join(lines[header_at:])), delimiter=delimiter)
    header = tuple(cell.strip("\ufeff") for cell in next(reader))
    if len(header) > COLUMNS_LIMIT:
        raise refused("columns-limit", found=f"{len(header):,}", limit=f"{COLUMNS_LIMIT:,}")
    if len(header) == 1:
        raise refused("delimiter", found=repr(header[0][:60]))
    if not any(line.strip() for line in lines[header_at + reader.line_num :]):
        raise refused("no-rows")
    return Layout(encoding, delimiter, header_at + 1, header)


def _cells(line: str, delimiter: str) -> int:
    return len(next(csv.reader([line], delimiter=delimiter), []))
