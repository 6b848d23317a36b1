"""Taking the text out of a compressed file or an Excel workbook, within limits.

What is inside is read like any CSV, and counts as the file: the same text in
another wrapping is the same file.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sales_core.importing.files.export import SalesExport
from sales_core.importing.issues import refused

EXPANDED_LIMIT = 256 << 20
"""Bytes that a compressed file or a workbook may hold."""

RATIO_LIMIT = 200
"""How many times its own size a file may hold, once that is more than ``RATIO_FROM`` bytes.

Sales exports shrink to a fifth or a tenth; a bomb shrinks to a four-hundredth.
"""

RATIO_FROM = 16 << 20

SECONDS = 60
"""How long reading a workbook may take."""

_BLOCK = 1 << 18
_ENTRIES_LIMIT = 1_000
_PROGRAM = Path(__file__).with_name("workbook_process.py")


@contextmanager
def unpacked(export: SalesExport) -> Iterator[SalesExport]:
    """Give an export as text; a file that is not packed is given as it is.

    Raises:
        FileRefusedError: It holds too much, or cannot be read.
    """
    magic = export.head(4)
    if magic.startswith(b"\x1f\x8b"):
        unpack = _expand
    elif magic == b"PK\x03\x04" and _is_workbook(export):
        unpack = _read_workbook
    else:
        yield export
        return
    with TemporaryDirectory(prefix="sales-") as folder:
        yield unpack(export, Path(folder))


def _expand(export: SalesExport, folder: Path) -> SalesExport:
    target = folder / "text"
    size = 0
    try:
        with export.open() as packed, gzip.open(packed) as stream, target.open("wb") as text:
            while block := stream.read(_BLOCK):
                size += len(block)
                _must_be_small(size, export.size)
                text.write(block)
    except (gzip.BadGzipFile, EOFError, zlib.error) as fault:
        raise refused("damaged", found="compressed file") from fault
    return SalesExport(export.name, target, ("The file was compressed.",))


def _is_workbook(export: SalesExport) -> bool:
    """Tell whether a zip file is an Excel workbook; nothing in it is expanded.

    Raises:
        FileRefusedError: It holds too much.
    """
    try:
        with export.open() as stream, zipfile.ZipFile(stream) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as fault:
        raise refused("damaged", found="Excel workbook or other zip file") from fault
    if not {"[Content_Types].xml", "xl/workbook.xml"} <= {entry.filename for entry in entries}:
        return False
    if len(entries) > _ENTRIES_LIMIT:
        raise refused("expands", limit=_megabytes(EXPANDED_LIMIT))
    _must_be_small(sum(entry.file_size for entry in entries), export.size)
    return True


def _read_workbook(export: SalesExport, folder: Path) -> SalesExport:
    """Let another process read the workbook: a crafted one can end the process that reads it."""
    workbook, text, about = folder / "book.xlsx", folder / "text", folder / "about.json"
    with workbook.open("wb") as copy:
        copy.writelines(export.blocks())
    command = [sys.executable, "-I", str(_PROGRAM), str(workbook), str(text), str(about)]
    try:
        subprocess.run(  # noqa: S603 - our own program, with paths that we made
            command, cwd=folder, capture_output=True, timeout=SECONDS, check=True
        )
    except subprocess.TimeoutExpired as fault:
        raise refused("resources") from fault
    except subprocess.CalledProcessError as fault:
        if fault.returncode < 0 or b"MemoryError" in fault.stderr:
            raise refused("resources") from fault
        raise refused("damaged", found="Excel workbook") from fault
    if not about.exists():
        raise refused("empty")
    read = json.loads(about.read_text("utf-8"))
    others = read["sheets"] - 1
    more = f"; its {others} other sheets are not read" if others > 1 else ""
    more = "; its other sheet is not read" if others == 1 else more
    return SalesExport(export.name, text, (f"Sheet {read['sheet']!r} of a workbook{more}.",))


def _must_be_small(size: int, packed: int) -> None:
    if size > EXPANDED_LIMIT or (size > RATIO_FROM and size > packed * RATIO_LIMIT):
        raise refused("expands", limit=_megabytes(EXPANDED_LIMIT))


def _megabytes(size: int) -> str:
    return f"{size >> 20} MB"
