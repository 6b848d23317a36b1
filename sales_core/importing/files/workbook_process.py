"""Writes the sheets of a workbook as CSV; run as a process of its own, never imported.

    python -I workbook_process.py WORKBOOK FOLDER

A crafted workbook of some kilobytes can make the library that reads it ask for
more memory than there is, which ends the process: so this process has limits,
and nothing else runs in it. It tells what it read in a file of JSON.
"""

from __future__ import annotations

import csv
import json
import resource
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

MEMORY = 2 << 30
CPU_SECONDS = 60
OUTPUT = 512 << 20


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
            csv.writer(stream, lineterminator="\n").writerows(_rows(sheet))
            size += stream.tell()
        if size > OUTPUT:
            raise MemoryError
        written.append({"name": name, "file": path.name})
    told = {"visible": len(visible), "sheets": written}
    (Path(folder) / "sheets.json").write_text(json.dumps(told), "utf-8")


def _rows(sheet: object) -> Iterator[list[str]]:
    """Give the rows from the first one of the sheet on, so that lines are rows."""
    for row in sheet.to_python(skip_empty_area=False):  # type: ignore[attr-defined]
        yield [_text(cell) for cell in row]


def _text(cell: object) -> str:
    """Write a cell as a CSV export would: dates as ISO, numbers without a trailing ``.0``."""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else format(Decimal(repr(cell)), "f")
    if isinstance(cell, datetime):
        midnight = cell.time() == time()
        return cell.date().isoformat() if midnight else cell.isoformat(" ", "seconds")
    if isinstance(cell, date | time | timedelta):
        return str(cell)
    return " ".join(str(cell).splitlines())


if __name__ == "__main__":
    main(*sys.argv[1:])
