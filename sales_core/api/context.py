"""What the endpoints work with: the database, the settings, the clock and the measurements."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, cast

import anyio
from fastapi import Depends, Request

from sales_core.api.leaving import Leaving
from sales_core.api.measurements import Measurements
from sales_core.settings import Settings
from sales_core.settled import refuse_other_currency, settled
from sales_core.store.backups.schedule import Backups
from sales_core.store.database import Database


@dataclass(frozen=True)
class Context:
    """Made once by ``routes`` and given to every endpoint.

    Attributes:
        database: Gives the open database; it may block, call it in a worker thread.
        settings: Currency, token and upload limit.
        clock: Tells the moment in UTC.
        leaving: Whether this server was told to end.
        measurements: What ``/metrics`` tells about requests.
        backups: What backs up the database; None where nobody does here.
        turns: Questions that are worked on at once: one while the database looks for another.
    """

    database: Callable[[], Database]
    settings: Settings
    clock: Callable[[], datetime]
    leaving: Leaving = field(default_factory=Leaving)
    measurements: Measurements = field(default_factory=Measurements)
    backups: Backups | None = None
    turns: anyio.CapacityLimiter = field(default_factory=lambda: anyio.CapacityLimiter(2))

    def settled(self) -> Settings:
        """Give the settings with the currency of the database; it may block.

        Raises:
            CurrencyDiffersError: The database has another one than is set.
        """
        return settled(self.settings, self.database())

    def look(self) -> None:
        """Look whether the database answers, and in the currency that is set; it may block.

        Raises:
            CurrencyDiffersError: It has another one.
            SalesError: It does not answer.
        """
        refuse_other_currency(self.settings, self.database())


async def _context(request: Request) -> Context:
    return cast("Context", request.app.state.context)


Given = Annotated[Context, Depends(_context)]
"""A parameter of an endpoint that receives the context."""


def _settled(given: Given) -> Settings:
    return given.settled()


Settled = Annotated[Settings, Depends(_settled)]
"""A parameter of an endpoint that receives the settings with the currency of the database."""

ONE_CURRENCY = Depends(_settled)
"""What every route has that shows or takes money: another currency than is set is refused."""
