"""Writes the sheets of a workbook as CSV; run as a process of its own, never imported.

    python -I workbook_process.py WORKBOOK FOLDER

A crafted workbook of some kilobytes can make the library that reads it ask for
more memory than there is, which ends the process: so this process has limits,
and nothing else runs in it. It tells what it read in a file of JSON.
"""

from __future__ import annotations

import csv
import html
import json
import re
import resource
import sys
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

MEMORY = 2 << 30
CPU_SECONDS = 60
OUTPUT = 512 << 20

_LOOKED_THROUGH = 128 << 20
"""Bytes of a sheet up to which the formats of its cells are looked at."""

_FORMAT = re.compile(r'<numFmt numFmtId="(\d{1,5})" formatCode="([^"]{1,200})"')
_STYLE = re.compile(r'<xf [^>]{0,200}?numFmtId="(\d{1,5})"')
_SIGN = re.compile(r'\[\$([^\]\-]{1,8})(?:-[^\]]{0,20})?\]|"([^"]{1,4})"|(.)')
_SHEET = re.compile(r'<sheet [^>]{0,200}?name="([^"]{1,200})"[^>]{0,200}?r:id="([^"]{1,40})"')
_RELATION = re.compile(r"<Relationship [^>]{1,500}>")
_TARGET = re.compile(r'Target="/?(?:xl/)?([^"]*)"')
_LISTS = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")
_CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})" s="(\d{1,5})"')


def main(workbook: str, folder: str) -> None:
    """Write each visible sheet that holds more than one row as a file, and a list of them."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (OUTPUT, OUTPUT))
    from python_calamine import CalamineWorkbook, SheetVisibleEnum  # noqa: PLC0415 - after limits

    book = CalamineWorkbook.from_path(workbook)
    visible = [
        sheet.name for sheet in book.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible
    ]
    written: list[dict[str, str]] = []
    size = 0
    for number, name in enumerate(visible):
        sheet = book.get_sheet_by_name(name)
        if sheet.total_height < 1 and (written or name != visible[-1]):  # counted from 0
            continue
        path = Path(folder) / f"sheet-{number}"
        with path.open("w", encoding="utf-8", newline="") as stream:
            rows = _rows(sheet, _signs(workbook, name))
            csv.writer(stream, lineterminator="\n").writerows(rows)
            size += stream.tell()
        if size > OUTPUT:
            raise MemoryError
        written.append({"name": name, "file": path.name})
    told = {"visible": len(visible), "sheets": written}
    (Path(folder) / "sheets.json").write_text(json.dumps(told), "utf-8")


def _rows(sheet: object, signs: Mapping[tuple[int, int], str]) -> Iterator[list[str]]:
    """Give the rows from the first one of the sheet on, so that lines are rows."""
    rows = sheet.to_python(skip_empty_area=False)  # type: ignore[attr-defined]
    for number, row in enumerate(rows, 1):
        yield [_text(cell, signs.get((number, at), "")) for at, cell in enumerate(row, 1)]


def _signs(workbook: str, sheet: str) -> Mapping[tuple[int, int], str]:
    """Give the currency that the number format of a cell shows, by its row and column from 1.

    Only formats that name one count: what a spreadsheet shows by its own language is none.
    """
    if not zipfile.is_zipfile(workbook):
        return {}
    with zipfile.ZipFile(workbook) as packed:
        styles = _part(packed, "xl/styles.xml").decode("utf-8", "replace")
        shown = {number: sign for number, code in _FORMAT.findall(styles) if (sign := _sign(code))}
        used = _STYLE.findall(styles[styles.find("<cellXfs") : styles.find("</cellXfs>")])
        by_style = {at: shown[number] for at, number in enumerate(used) if number in shown}
        cells = _CELL.findall(_part(packed, _path(packed, sheet))) if by_style else []
    found = ((row, column, by_style.get(int(style), "")) for column, row, style in cells)
    return {(int(row), _number(column)): sign for row, column, sign in found if sign}


def _part(packed: zipfile.ZipFile, path: str) -> bytes:
    """Give a part of a workbook; nothing where it has none, or one too large to be looked at."""
    try:
        size = packed.getinfo(path).file_size
    except KeyError:
        return b""
    return packed.read(path) if size <= _LOOKED_THROUGH else b""


def _path(packed: zipfile.ZipFile, sheet: str) -> str:
    """Give where the cells of a sheet are in a workbook; "" where it does not say so."""
    book, related = (_part(packed, path).decode("utf-8", "replace") for path in _LISTS)
    wanted = {html.unescape(name): ref for name, ref in _SHEET.findall(book)}.get(sheet)
    for one in _RELATION.findall(related):
        target = _TARGET.search(one)
        if target and f'Id="{wanted}"' in one:
            return f"xl/{target[1]}"
    return ""


def _sign(code: str) -> str:
    """Give the sign of a currency in the first part of a number format: ``#,##0.00 [$€-407]``."""
    of_gains = html.unescape(code).split(";", maxsplit=1)[0].replace("\\", "")
    for named, quoted, other in _SIGN.findall(of_gains):
        if named:
            return str(named).strip()
        for sign in (quoted, other):
            if any(unicodedata.category(each) == "Sc" for each in sign):
                return str(sign).strip()
    return ""


def _number(letters: bytes) -> int:
    """Give the number of a column from its letters: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _text(cell: object, sign: str) -> str:
    """Write a cell as a CSV export would: dates as ISO, numbers without a trailing ``.0``."""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        bare = str(int(cell)) if cell.is_integer() else format(Decimal(repr(cell)), "f")
        return f"{bare} {sign}".strip()
    if isinstance(cell, datetime):
        midnight = cell.time() == time()
        return cell.date().isoformat() if midnight else cell.isoformat(" ", "seconds")
    if isinstance(cell, date | time | timedelta):
        return str(cell)
    return " ".join(str(cell).splitlines())


if __name__ == "__main__":
    main(*sys.argv[1:])
