"""The file of an SQLite database before SQLite touches it: whose it is, whether it is whole.

A file is only looked at here. What belongs to another program stays as it is to the last byte,
so nothing that writes, not even a pragma, comes before this look.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing, suppress
from errno import EDQUOT, EFBIG, ENOSPC
from pathlib import Path

from sales_core.errors import DatabaseNewerError
from sales_core.store.file_faults import DatabaseFileError
from sales_core.store.first_bytes import first_bytes

APPLICATION = 0x53616C65
"""Marks a file as one of this app, in SQLite's header (``application_id``): "Sale"."""

PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700
"""What the owner may do, and nobody else."""

NO_ROOM = (ENOSPC, EDQUOT, EFBIG)
"""What a full disk is called."""

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
_OURS = {"alembic_version", "imports", "ledger_chunks", "sales"}
"""Tables by which a file of a version before the mark is known."""


def make_private_file(path: Path) -> None:
    """Make an empty file for its owner alone, with the folders above it; one that is there stays.

    SQLite gives its log and its index the rights of the file.

    Raises:
        DatabaseFileError: It cannot be made.
        OSError: The disk is full.
    """
    try:
        missing = [folder for folder in path.parents if not folder.exists()]
        for folder in reversed(missing):
            folder.mkdir(PRIVATE_FOLDER, exist_ok=True)
        with suppress(FileExistsError):  # one that is there is not opened: see ``first_bytes``
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, PRIVATE_FILE))
    except OSError as fault:
        if fault.errno in NO_ROOM:
            raise
        raise DatabaseFileError("folder", path) from fault


def note_of(path: Path) -> Path:
    """Give the note that says that a database is expected at a path."""
    return path.with_name(f"{path.name}-expected")


def expect(path: Path) -> None:
    """Leave the note beside a database that holds something; where it cannot be, there is none."""
    note = note_of(path)
    if note.exists():
        return
    said = (
        f"{path.name} holds data. While this note is here, no empty database is begun in its "
        "place. To begin anew, remove this note.\n"
    )
    try:
        make_private_file(note)
        note.write_text(said, encoding="utf-8")
    except (OSError, DatabaseFileError):
        return


def put_stray_log_aside(path: Path) -> None:
    """Keep the log of another file away from one that has none, as a backup has none.

    Where a backup was copied into the place of a database whose process was killed, SQLite would
    play the log of that database into it.
    """
    log = path.with_name(f"{path.name}-wal")
    if log.exists() and read_header(path)[0][18:20] == b"\x01\x01":
        put_log_aside(path)


def put_log_aside(path: Path) -> None:
    """Keep a log away from the file it lies beside and does not belong to."""
    log = path.with_name(f"{path.name}-wal")
    log.replace(log.with_name(f"{log.name}.of-the-file-before"))
    path.with_name(f"{path.name}-shm").unlink(missing_ok=True)


def look_at(path: Path, is_known: Callable[[str], bool]) -> None:
    """Look whether a file can be the database, and touch nothing.

    Args:
        path: Where it is; a file that is not there yet is none to complain of, unless one is
            expected there.
        is_known: Whether this version of the app knows a schema.

    Raises:
        DatabaseFileError: It cannot be used as it is.
        DatabaseNewerError: A newer version of the app wrote it.
    """
    header, size = read_header(path)
    if not size:
        return
    if _is_cut_off(header, size) and not _log_size(path):
        raise DatabaseFileError("cut-off", path)
    mark = int.from_bytes(header[68:72])
    if mark not in (0, APPLICATION):
        raise DatabaseFileError("of-another-program", path)
    tables, schema = _looked_into(path)
    if mark != APPLICATION and tables and not tables >= _OURS:
        raise DatabaseFileError("of-another-program", path)
    if schema is not None and not is_known(schema):
        raise DatabaseNewerError(schema)


def read_header(path: Path) -> tuple[bytes, int]:
    """Give the first bytes of a database and the size of its file; nothing of one to be made.

    Raises:
        DatabaseFileError: There is no database, or none that may be written to.
    """
    try:
        kind = path.stat()
        if not stat.S_ISREG(kind.st_mode):
            raise DatabaseFileError("no-file", path)
        header = first_bytes(path, _HEADER)
    except FileNotFoundError:
        if note_of(path).exists():
            raise DatabaseFileError("missing", path) from None
        return b"", 0
    except NotADirectoryError:
        raise DatabaseFileError("folder", path) from None
    except PermissionError:
        raise DatabaseFileError("unreadable", path) from None
    if not header and note_of(path).exists():
        raise DatabaseFileError("empty", path)
    if header and not header.startswith(_MAGIC):
        raise DatabaseFileError("no-database", path)
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise DatabaseFileError("read-only", path)
    return header, kind.st_size


def is_ours(header: bytes) -> bool:
    """Tell whether a header may be that of a database this app has open, which keeps a log.

    The mark of one that is new may still be in that log.
    """
    return int.from_bytes(header[68:72]) in (0, APPLICATION) and header[18:20] == b"\x02\x02"


def _is_cut_off(header: bytes, size: int) -> bool:
    """Tell whether a file is smaller than its own header says."""
    if len(header) < _HEADER:
        return True
    page = int.from_bytes(header[16:18])
    known = header[24:28] == header[92:96]  # else no program has written how many pages there are
    return known and size < int.from_bytes(header[28:32]) * (65536 if page == 1 else page)


def _log_size(path: Path) -> int:
    try:
        return path.with_name(f"{path.name}-wal").stat().st_size
    except OSError:
        return 0


def _looked_into(path: Path) -> tuple[set[str], str | None]:
    """Give the tables of a file and the schema it says; as immutable, SQLite writes nothing.

    What is still in the log is not seen so. A file whose tables all are there is looked at
    as one that is only read: that adds at most an empty log and its index beside it.
    """
    for how in ("mode=ro&immutable=1", "mode=ro"):
        try:
            with closing(sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True)) as looking:
                names = "SELECT name FROM sqlite_master WHERE type = 'table'"
                tables = {name for (name,) in looking.execute(names)}
                said = None
                if tables >= _OURS:
                    query = "SELECT version_num FROM alembic_version"
                    said = (looking.execute(query).fetchone() or [None])[0]
        except sqlite3.DatabaseError as fault:
            if not _log_size(path) or how == "mode=ro":
                name = getattr(fault, "sqlite_errorname", "")
                if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
                    raise DatabaseFileError("damaged", path) from fault
                return set(), None  # busy, or a log that only a writer can mend: SQLite decides
            continue
        if tables or not _log_size(path):
            return tables, said
    return tables, said
