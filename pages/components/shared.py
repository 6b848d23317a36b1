"""The one open database of this process, shared by the pages and the HTTP interface.

Nothing here knows Streamlit: the server opens the database before any page runs.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sales_core.errors import SalesError
from sales_core.settings import Settings
from sales_core.settled import settled
from sales_core.store.backups.schedule import Backups
from sales_core.store.database import Database, open_database

PATIENCE = 60.0
"""Seconds that a server that ends waits for a write; what is not whole by then is undone."""


class _Shared:
    """The settings and the database of this process; opened when first needed."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.chosen: Settings | None = None
        self.settled: tuple[int, Settings] | None = None
        self.database: Database | None = None
        self.backups: Backups | None = None


_shared = _Shared()


def use(settings: Settings) -> None:
    """Say which settings hold from now on; a database that is open is let go."""
    close()
    with _shared.lock:
        _shared.chosen = settings


def back_up_with(backups: Backups | None) -> None:
    """Say who backs up the database; None: nobody does here."""
    _shared.backups = backups


def back_up(folder: Path | None, now: Callable[[], datetime]) -> Backups | None:
    """Make what backs up the database of this process; None where there is no folder for it."""
    _shared.backups = Backups(folder, database, now) if folder else None
    return _shared.backups


def backups() -> Backups | None:
    """Give what backs up the database, to tell how it stands."""
    return _shared.backups


def settings() -> Settings:
    """Give the settings, with the currency that the database had when it was last settled."""
    found = _shared.settled
    return found[1] if found else _chosen()


def is_set_outside() -> bool:
    """Tell whether the currency is set where the app is started."""
    return _chosen().currency_is_set


def database() -> Database:
    """Give the open database; where opening failed before, it is tried again.

    Raises:
        SalesError: It cannot be opened.
    """
    chosen = _chosen()
    with _shared.lock:
        if _shared.database is None:
            _shared.database = open_database(
                chosen.database_url, read_url=chosen.read_url, migrate=chosen.migrates
            )
        return _shared.database


def settle() -> int:
    """Settle on the currency of the database again if the data changed, wherever that was done.

    Returns:
        The number that every change of the data raises.

    Raises:
        CurrencyDiffersError: The database has another one than is set.
        SalesError: The database does not answer.
    """
    opened = database()
    version = opened.data_version()
    known = _shared.settled
    if known is None or known[0] != version:
        try:
            _shared.settled = version, settled(_chosen(), opened)
        except SalesError:
            _shared.settled = None
            raise
    return version


def close() -> None:
    """Let go of the database; it is opened again when it is needed."""
    with _shared.lock:
        if _shared.database is not None:
            _shared.database.close()
        _shared.database = _shared.settled = None


def finish() -> None:
    """Let go of the database for good, once an import that is being written is whole."""
    with _shared.lock:
        opened = _shared.database
    if opened is not None:
        opened.finish(PATIENCE)
    close()


def _chosen() -> Settings:
    """Give the settings as they are set; where nobody said which, those of the environment."""
    if _shared.chosen is None:
        _shared.chosen = Settings.from_env(os.environ)
    return _shared.chosen
