"""Watching a folder beside a server, in a thread of its own."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sales_core.imports.watching.loop import watch_folder
from sales_core.imports.watching.taking import Inbox, Taken
from sales_core.store.database import Database

_log = logging.getLogger("sales.watch")

PATIENCE = 30.0
"""Seconds that a server that ends waits for a file that is begun."""


class FolderWatch:
    """A thread that takes what comes into a folder, from ``start`` to ``stop``."""

    def __init__(
        self,
        folder: Path,
        database: Callable[[], Database],
        currency: str | None,
        now: Callable[[], datetime],
    ) -> None:
        self._folder = folder
        self._stop = threading.Event()
        self._open = lambda: Inbox(folder, database(), currency, now, self._stop.is_set)
        self._thread = threading.Thread(target=self._run, name="watch-folder", daemon=True)

    def start(self) -> None:
        """Begin; the folder is made at need."""
        self._thread.start()

    def stop(self) -> None:
        """End, once the file that is begun is finished."""
        self._stop.set()
        self._thread.join(PATIENCE)

    def _run(self) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            watch_folder(self._folder, self._open, self._stop, tell_log)
        except Exception:  # noqa: BLE001 - nobody else would tell it
            _log.exception("The folder %s is not watched any more", self._folder)


def tell_log(taken: Taken) -> None:
    """Write to the log what became of a file."""
    where = f"moved to {taken.place}" if taken.place else "left where it is"
    _log.info("%s: %s. %s", taken.name, where, taken.why or taken.result.message)
