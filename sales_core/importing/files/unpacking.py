"""Taking the text out of a compressed file or a workbook, within limits.

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
from functools import partial
from pathlib import Path

from sales_core.importing.files.export import SalesExport
from sales_core.importing.files.sheets import Sheet, as_one_table
from sales_core.importing.issues import refused
from sales_core.temporary import temporary_folder

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

_ZIPPED = (
    {"[Content_Types].xml", "xl/workbook.xml"},
    {"[Content_Types].xml", "xl/workbook.bin"},
    {"mimetype", "content.xml"},
)
"""What a zip file holds that is a workbook: .xlsx, .xlsb, .ods."""

_OLD = b"\xd0\xcf\x11\xe0"
_OLD_NAMES = tuple(name.encode("utf-16-le") + b"\x00\x00" for name in ("Workbook", "Book"))
"""How the part with the sheets is called in an .xls file."""


@contextmanager
def unpacked(export: SalesExport, sheet: str = "") -> Iterator[SalesExport]:
    """Give an export as text; a file that is not packed is given as it is.

    Args:
        export: The file.
        sheet: Which sheets of a workbook a person has chosen; "" if nobody did.

    Raises:
        FileRefusedError: It holds too much, or cannot be read.
    """
    magic = export.head(4)
    if magic.startswith(b"\x1f\x8b"):
        unpack = _expand
    elif _is_workbook(export, magic):
        unpack = partial(_read_workbook, sheet=sheet)
    else:
        yield export
        return
    with temporary_folder() as folder:
        yield unpack(export, folder)


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


def _is_workbook(export: SalesExport, magic: bytes) -> bool:
    """Tell whether a file with these first bytes is a workbook, zipped or old."""
    if magic == b"PK\x03\x04":
        return _is_zipped_workbook(export)
    return magic == _OLD and _is_old_workbook(export)


def _is_zipped_workbook(export: SalesExport) -> bool:
    """Tell whether a zip file is a workbook; nothing in it is expanded.

    Raises:
        FileRefusedError: It holds too much.
    """
    try:
        with export.open() as stream, zipfile.ZipFile(stream) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as fault:
        raise refused("damaged", found="workbook or other zip file") from fault
    names = {entry.filename for entry in entries}
    if not any(wanted <= names for wanted in _ZIPPED):
        return False
    if len(entries) > _ENTRIES_LIMIT:
        raise refused("expands", limit=_megabytes(EXPANDED_LIMIT))
    _must_be_small(sum(entry.file_size for entry in entries), export.size)
    return True


def _is_old_workbook(export: SalesExport) -> bool:
    """Tell an .xls file from other documents, and from a workbook with a password."""
    before = b""
    for block in export.blocks():
        if any(name in before + block for name in _OLD_NAMES):
            return True
        before = block[-32:]
    return False


def _read_workbook(export: SalesExport, folder: Path, sheet: str) -> SalesExport:
    """Let another process read the workbook: a crafted one can end the process that reads it."""
    workbook = folder / "workbook"
    with workbook.open("wb") as copy:
        copy.writelines(export.blocks())
    command = [sys.executable, "-I", str(_PROGRAM), str(workbook), str(folder)]
    try:
        subprocess.run(  # noqa: S603 - our own program, with paths that we made
            command, cwd=folder, capture_output=True, timeout=SECONDS, check=True
        )
    except subprocess.TimeoutExpired as fault:
        raise refused("resources") from fault
    except subprocess.CalledProcessError as fault:
        if fault.returncode < 0 or b"MemoryError" in fault.stderr:
            raise refused("resources") from fault
        raise refused("damaged", found="workbook") from fault
    read = json.loads((folder / "sheets.json").read_text("utf-8"))
    sheets = [Sheet(each["name"], folder / each["file"]) for each in read["sheets"]]
    if not sheets:
        raise refused("empty")
    text, told = as_one_table(sheets, read["visible"], folder / "text", sheet)
    return SalesExport(export.name, text, told)


def _must_be_small(size: int, packed: int) -> None:
    if size > EXPANDED_LIMIT or (size > RATIO_FROM and size > packed * RATIO_LIMIT):
        raise refused("expands", limit=_megabytes(EXPANDED_LIMIT))


def _megabytes(size: int) -> str:
    return f"{size >> 20} MB"
