"""How far two periods can be compared: how many of their days the data knows.

A day is known from the first to the last day of data, unless no import reaches it for a week
or longer: single days between two files are days off.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from sqlalchemy import select

from sales_core.store.database import Database
from sales_core.store.schema import imports
from sales_core.values.periods import Period

Stage = Literal["fine", "doubtful", "too little"]
"""``fine``: all days are known. ``too little``: fewer than half of them, on one side at least."""

GAP = timedelta(days=7)
"""Days without any import that are a gap."""


@dataclass(frozen=True)
class Comparable:
    """How far a period and an earlier one can be compared.

    Attributes:
        stage: What changes are worth.
        known: How many days are known, of that of the two periods of which fewer are.
        days: How many days it has.
        earlier: It is the earlier one, so that changes look better than they are.
    """

    stage: Stage
    known: int
    days: int
    earlier: bool


def comparable(database: Database, period: Period, before: Period) -> Comparable:
    """Tell how far a period and an earlier one can be compared."""
    query = select(imports.c.first_date, imports.c.last_date).where(
        imports.c.undone_at.is_(None), imports.c.first_date.is_not(None)
    )
    with database.reading() as connection:
        covered = [Period(first, last) for first, last in connection.execute(query)]
    return comparable_by(known_runs(covered), period, before)


def comparable_by(known: Iterable[Period], period: Period, before: Period) -> Comparable:
    """Tell how far two periods can be compared, by the days that are known.

    Args:
        known: As ``known_runs`` gives it.
        period: The later period.
        before: The earlier one.
    """
    runs = list(known)
    now, then = (sum(_shared(run, each) for run in runs) for each in (period, before))
    earlier = then * period.days <= now * before.days
    count, days = (then, before.days) if earlier else (now, period.days)
    stage: Stage = "fine" if count == days else "doubtful" if 2 * count >= days else "too little"
    return Comparable(stage, count, days, earlier)


def known_runs(covered: Iterable[Period]) -> tuple[Period, ...]:
    """Give the runs of days that are known, ascending.

    Args:
        covered: First to last day of each import.
    """
    runs: list[Period] = []
    for one in sorted(covered, key=lambda each: each.start):
        if runs and _apart(runs[-1].end, one.start) < GAP:
            runs[-1] = Period(runs[-1].start, max(runs[-1].end, one.end))
        else:
            runs.append(one)
    return tuple(runs)


def _apart(end: date, start: date) -> timedelta:
    """Give how many days lie between two."""
    return start - end - timedelta(days=1)


def _shared(one: Period, other: Period) -> int:
    return max((min(one.end, other.end) - max(one.start, other.start)).days + 1, 0)
