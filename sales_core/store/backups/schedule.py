"""Backups beside a server, in a thread of their own: an hour is the most that can be lost."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sales_core.errors import SalesError
from sales_core.store.backups.folder import Backup, BackupFolder
from sales_core.store.backups.making import make_backup, version_of
from sales_core.store.database import Database

EVERY = timedelta(minutes=50)
"""How long after a backup the next one is due: with its making, it is whole within the hour."""

OLD = timedelta(hours=2)
"""Without a backup for so long although something changed, something is wrong."""

LOOK = 60.0
"""Seconds between two looks whether one is due."""

PATIENCE = 60.0
"""Seconds that a server that ends waits for a backup that is begun."""

_log = logging.getLogger("sales.backups")


@dataclass(frozen=True, slots=True)
class BackupState:
    """How it stands with the backups of a database.

    Attributes:
        latest: The newest one; None where there is none.
        count: How many there are.
        failed: Why the last one could not be made, fit to be shown; "" where it could.
        changed: Whether there is something that no backup has.
        is_old: Whether it is for longer than it should be, or the last backup failed.
    """

    latest: Backup | None = None
    count: int = 0
    failed: str = ""
    changed: bool = False
    is_old: bool = False


class Backups:
    """A thread that backs up what changed, from ``start`` to ``stop``."""

    def __init__(
        self,
        folder: Path,
        database: Callable[[], Database],
        now: Callable[[], datetime],
    ) -> None:
        self._folder = folder
        self._database = database
        self._now = now
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._kept: int | None = None
        self._due_since: datetime | None = None
        self._failed = ""

    def start(self) -> None:
        """Begin; the first look comes after a while, when the first pages are served."""
        self._stop.clear()
        self._thread = threading.Thread(target=self._run, name="backups", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End, once a backup that is begun is whole."""
        self._stop.set()
        if self._thread:
            self._thread.join(PATIENCE)

    def state(self) -> BackupState | None:
        """Tell how it stands; None where the database is no file, so that others back it up."""
        opened = self._database()
        if opened.path is None:
            return None
        every = BackupFolder(self._folder, opened.path).backups()
        latest = next(iter(every), None)
        late = self._due_since is not None and self._now() - self._due_since > OLD
        changed = not self._is_kept(opened.data_version(), latest)
        return BackupState(latest, len(every), self._failed, changed, late or bool(self._failed))

    def look(self) -> Backup | None:
        """Back up if something changed and it is time.

        Raises:
            SalesError: It cannot be done.
        """
        opened, now = self._database(), self._now()
        if opened.path is None:
            return None
        version = opened.data_version()
        folder = BackupFolder(self._folder, opened.path)
        latest = next(iter(folder.backups()), None)
        if self._is_kept(version, latest):
            self._due_since = None
            return None
        self._due_since = self._due_since or now
        if latest and timedelta(0) <= now - latest.made_at < EVERY:
            return None
        made = make_backup(opened, folder, now)
        self._kept, self._due_since, self._failed = version, None, ""
        return made

    def _is_kept(self, version: int, latest: Backup | None) -> bool:
        """Tell whether a version of the data is in a backup; that of a new database needs none."""
        if self._kept is None and latest:  # a server of before has made it
            self._kept = version_of(latest.path)
        return version in (0, self._kept)

    def _run(self) -> None:
        while not self._stop.wait(LOOK):
            try:
                if made := self.look():
                    _log.info("Backed up to %s (%d bytes)", made.path, made.size)
            except SalesError as fault:
                self._tell(fault.shown, fault)
            except Exception as fault:  # noqa: BLE001 - nobody else would tell it
                _log.exception("A backup failed")
                self._tell("The last backup failed; the log of the server says why.", fault)

    def _tell(self, shown: str, fault: Exception) -> None:
        if shown != self._failed:  # not once a minute
            _log.error("No backup could be made: %s", fault)
        self._failed = shown
