"""The file of an open database: whether it is still the one that was opened.

One ``stat`` at the beginning of a transaction tells. A file that was put in the place of
another is taken up; the log that belongs to the one before must not be played into it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from sales_core.store.database_file import is_ours, put_log_aside, read_header
from sales_core.store.file_faults import DatabaseFileError

_Seen = tuple[int, int, int, int]
"""Device and number of a file, its size, and when it was written last."""


class WatchedFile:
    """What is known of the file at a path while it is open.

    Attributes:
        path: Where it is.
        taken: How often another file was found in its place.
    """

    def __init__(self, path: Path, let_go: Callable[[], None], take_up: Callable[[], None]) -> None:
        """Begin with no file.

        Args:
            path: Where it is.
            let_go: Closes the connections to the file of before.
            take_up: Looks at the file that is there now and makes it current.
        """
        self.path = path
        self.taken = 0
        self._let_go = let_go
        self._take_up = take_up
        self._lock = threading.RLock()
        self._seen: _Seen | None = None
        self._log: tuple[int, int] | None = None
        self._gone = False

    def check(self) -> None:
        """Go on with the file that is there now, whether or not it is the one of before.

        Raises:
            DatabaseFileError: There is none, or none that can be used.
        """
        if self._seen is not None and self._state() == self._seen:
            self._gone = False
            return
        with self._lock:
            now = self._state()
            if self._seen is None or now is None or now != self._seen:
                self._look_again(now)

    def note(self) -> None:
        """Keep how the file is after a write of ours; another one is not taken for it."""
        now = self._state()
        if now and self._seen and now[:2] == self._seen[:2]:
            self._seen = now

    def must_be_the_same(self) -> None:
        """Refuse a connection to a file that nobody has looked at.

        Raises:
            DatabaseFileError: It is another one than was looked at.
        """
        now = self._state()
        if self._seen is not None and (now is None or now[:2] != self._seen[:2]):
            raise DatabaseFileError("replaced", self.path)

    def note_log(self) -> None:
        """Keep which log belongs to the file; for a connection that has just been made."""
        with suppress(OSError):
            found = self._log_path().stat()
            self._log = found.st_dev, found.st_ino

    def must_be_there(self) -> None:
        """Refuse to acknowledge a write into a file that was deleted or replaced meanwhile.

        Raises:
            DatabaseFileError: It was.
        """
        self.must_be_the_same()
        if self._state() != self._seen and not is_ours(read_header(self.path)[0]):
            raise DatabaseFileError("replaced", self.path)

    def _look_again(self, now: _Seen | None) -> None:
        before = self._seen
        if before is None:  # it is opened for the first time, or again after it could not be
            self._take_up()
            self._seen = self._state()
            return
        if now is None:
            self._gone = True
            self._let_go()
            read_header(self.path)  # tells that it is missing, if it held anything
        header, size = read_header(self.path) if now else (b"", 0)
        same = now is not None and now[:2] == before[:2] and not (self._gone and now != before)
        if now and same and is_ours(header):
            if size < before[2] and size < _pages(header):
                self._let_go()
                raise DatabaseFileError("cut-off", self.path)
            self._let_go()  # another process may have written over it
            self._seen, self._gone = now, False
            return
        self._let_go()
        self._put_log_aside()
        self._seen, self._gone = None, False
        self.taken += 1
        self._take_up()
        self._seen = self._state()

    def _state(self) -> _Seen | None:
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns

    def _put_log_aside(self) -> None:
        """Keep the log of the file that was here away from the one that is here now."""
        with suppress(OSError):
            log = self._log_path().stat()
            if (log.st_dev, log.st_ino) == self._log:
                put_log_aside(self.path)

    def _log_path(self) -> Path:
        return self.path.with_name(f"{self.path.name}-wal")


def _pages(header: bytes) -> int:
    """Give the bytes that a database of our page size should have."""
    page = int.from_bytes(header[16:18])
    return int.from_bytes(header[28:32]) * (65536 if page == 1 else page)
