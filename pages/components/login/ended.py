"""Logins that their owners have ended, on any server.

A login under way in a tab knows nothing of a logout in another one, so every run of a page and
every request looks here.
"""

from __future__ import annotations

import logging
import threading
import time
from datetime import datetime

from components import shared
from sales_core.errors import SalesError
from sales_core.store.ended_logins import end_login, ended_logins

FRESH = 2.0
"""Seconds after which is looked again what other servers have heard."""

_log = logging.getLogger("sales.login")


class EndedLogins:
    """What is known of ended logins in this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._here: set[str] = set()
        self._everywhere: frozenset[str] = frozenset()
        self._looked: float | None = None

    def __contains__(self, key: object) -> bool:
        """Tell whether a login was ended; it may wait for the database."""
        if key in self._here:
            return True
        with self._lock:
            if self._looked is None or time.monotonic() - self._looked > FRESH:
                self._look()
        return key in self._everywhere

    def end(self, key: str, until: datetime, now: datetime) -> None:
        """End a login: here at once, and elsewhere as soon as it is written down.

        Args:
            key: That of the login.
            until: When it would have ended by itself; after that it need not be remembered.
            now: The moment, in UTC.
        """
        self._here.add(key)
        # Nobody who logs out waits for an import that is being written.
        work = threading.Thread(target=_write, args=(key, until, now), daemon=True)
        work.start()

    def forget(self) -> None:
        """Know nothing any more, as after a start."""
        with self._lock:
            self._here, self._everywhere, self._looked = set(), frozenset(), None

    def _look(self) -> None:
        """Look which there are; where the database does not answer, what was known still holds."""
        try:
            self._everywhere = ended_logins(shared.database())
        except SalesError as fault:
            _log.warning("Ended logins cannot be looked up: %s", fault)
        self._looked = time.monotonic()


def _write(key: str, until: datetime, now: datetime) -> None:
    try:
        end_login(shared.database(), key, until, now=now)
    except SalesError as fault:
        _log.warning("A logout holds on this server alone, it could not be kept: %s", fault)


ENDED = EndedLogins()
