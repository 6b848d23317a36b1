"""Which backups are kept: many of today, fewer of last week, some of last month."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

HOURS, DAYS, WEEKS = 24, 7, 4
"""Of how many hours, days and weeks that have a backup the latest one is kept."""


def kept(moments: Iterable[datetime]) -> set[datetime]:
    """Choose the backups that are kept.

    Of each of the last hours, days and weeks that have any, the latest is kept; hours without a
    backup do not count, so that a shop that is closed for a month keeps as many as before.

    Args:
        moments: When each backup was made, in UTC.
    """
    every = sorted(moments, reverse=True)
    kinds: tuple[tuple[int, Callable[[datetime], object]], ...] = (
        (HOURS, lambda at: (at.date(), at.hour)),
        (DAYS, datetime.date),
        (WEEKS, lambda at: at.isocalendar()[:2]),
    )
    found: set[datetime] = set()
    for most, span in kinds:
        latest: dict[object, datetime] = {}
        for at in every:
            latest.setdefault(span(at), at)
        found.update(list(latest.values())[:most])
    return found
