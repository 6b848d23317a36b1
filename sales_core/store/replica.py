"""A copy of the database that follows it, for questions: a replica of PostgreSQL.

What it answers is never older than what this process has written or shown before: a copy that
has not come that far, is at another schema or does not answer is passed over, and the database
itself is asked.
"""

from __future__ import annotations

import logging
from contextlib import ExitStack
from dataclasses import dataclass, field
from time import monotonic

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from sales_core.store.schema import HEAD

PASSED_OVER = 10.0
"""Seconds for which a copy that did not answer is not asked again."""

_STATE = text("SELECT d.version, a.version_num FROM data_version d, alembic_version a")

_log = logging.getLogger("sales.replica")


@dataclass
class Replica:
    """A copy that is only read.

    Attributes:
        engine: Of the copy.
        asked: How many questions it answered.
        passed_over: How many it could not answer, or not yet.
    """

    engine: Engine
    asked: int = 0
    passed_over: int = 0
    _silent_until: float = field(default=0.0, repr=False)

    def enter(self, stack: ExitStack, least: int) -> Connection | None:
        """Begin to read one state of the copy; it ends with the stack.

        Args:
            stack: What ends the reading.
            least: The version of the data that the answer needs at least.

        Returns:
            None where the copy does not answer or has not come that far.
        """
        connection = None
        if monotonic() >= self._silent_until:
            with ExitStack() as opened:
                connection = self._state(opened, least)
                if connection is not None:
                    stack.enter_context(opened.pop_all())
        if connection is None:
            self.passed_over += 1
        else:
            self.asked += 1
        return connection

    def _state(self, opened: ExitStack, least: int) -> Connection | None:
        try:
            reader = self.engine.execution_options(isolation_level="REPEATABLE READ")
            connection = opened.enter_context(reader.connect())
            opened.enter_context(connection.begin())
            version, schema = connection.execute(_STATE).one()
        except (DBAPIError, OSError) as fault:
            self._silent_until = monotonic() + PASSED_OVER
            _log.warning("The copy for reading does not answer; the database is asked: %s", fault)
            return None
        return connection if schema == HEAD and version >= least else None
