"""The one open database of this process, shared by the pages and the HTTP interface.

Nothing here knows Streamlit: the server opens the database before any page runs.
"""

from __future__ import annotations

import os
import threading

from sales_core.errors import SalesError
from sales_core.settings import Settings
from sales_core.settled import settled
from sales_core.store.database import Database, open_database


class _Shared:
    """The settings and the database of this process; opened when first needed."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.settings: Settings | None = None
        self.database: Database | None = None


_shared = _Shared()


def use(settings: Settings) -> None:
    """Say which settings hold from now on; a database that is open is let go."""
    close()
    with _shared.lock:
        _shared.settings = settings


def settings() -> Settings:
    """Give the settings; where nobody said which, those of the environment."""
    if _shared.settings is None:
        _shared.settings = Settings.from_env(os.environ)
    return _shared.settings


def database() -> Database:
    """Give the open database; where opening failed before, it is tried again.

    Raises:
        SalesError: It cannot be opened.
    """
    chosen = settings()
    with _shared.lock:
        if _shared.database is None:
            opened = open_database(chosen.database_url)
            try:
                _shared.settings = settled(chosen, opened)
            except SalesError:
                opened.close()
                raise
            _shared.database = opened
        return _shared.database


def close() -> None:
    """Let go of the database; it is opened again when it is needed."""
    with _shared.lock:
        if _shared.database is not None:
            _shared.database.close()
        _shared.database = None
