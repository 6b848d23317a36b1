"""The first bytes of a database, read without taking SQLite's locks away.

POSIX takes all locks of a process on a file away as soon as the process closes any descriptor of
that file. A look at the file of an open database, opened and closed, so lets the next process that
comes and goes believe that it is the last, and remove the log that is still written to: what is
acknowledged then is lost. A file that was looked at therefore stays open here.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path

_lock = threading.Lock()
_held: dict[tuple[int, int], int] = {}
"""Descriptors of the files that were looked at, by device and number."""


def first_bytes(path: Path, count: int) -> bytes:
    """Give the first bytes of a file.

    Raises:
        OSError: It cannot be read.
    """
    if os.name != "posix":  # where locks are of a descriptor, and an open file cannot be replaced
        with path.open("rb") as stream:
            return stream.read(count)
    with _lock:
        there = path.stat()
        number = (there.st_dev, there.st_ino)
        if number not in _held:
            _let_go_of_deleted()
            _held[number] = os.open(path, os.O_RDONLY)
        return os.pread(_held[number], count, 0)


def _let_go_of_deleted() -> None:
    """Close the files that are nowhere any more, and keep those that lie elsewhere now."""
    for number, descriptor in list(_held.items()):
        if os.fstat(descriptor).st_nlink == 0:
            os.close(_held.pop(number))
