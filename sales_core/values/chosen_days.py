"""A choice of days as one text, as it stands in an address.

``last-30-days`` names a preset and moves on with the data, ``2026-09-01..2026-09-30`` says its
two days, ``2026-09-01`` one. Nothing else says which days are meant.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sales_core.values.calendars import EARLIEST, LATEST
from sales_core.values.periods import Period
from sales_core.values.presets import ALL, NAMES, preset_period

_TO = ".."

SHORT = 31
"""Up to so many days of data all of it is shown at first: before it there is nothing to compare."""


class NoSuchDaysError(ValueError):
    """A text that should say days says none that there are."""


@dataclass(frozen=True)
class ChosenDays:
    """Days that were chosen, and how.

    Attributes:
        period: The days, both ends included.
        preset: The name of the preset; None for free days.
        exchanged: They were the wrong way round.
    """

    period: Period
    preset: str | None = None
    exchanged: bool = False

    @property
    def everything(self) -> bool:
        """Tell whether all days were asked for, before which there are none."""
        return self.preset == ALL


def text_of_preset(name: str) -> str:
    """Give the text that stands for a preset.

    Example:
        >>> text_of_preset("Last 30 days")
        'last-30-days'
    """
    return name.lower().replace(" ", "-")


def text_of_days(period: Period) -> str:
    """Give the text that stands for free days.

    Example:
        >>> text_of_days(Period(date(2026, 9, 1), date(2026, 9, 30)))
        '2026-09-01..2026-09-30'
    """
    return f"{period.start.isoformat()}{_TO}{period.end.isoformat()}"


def first_choice(data: Period) -> str:
    """Give the text of what is shown before anything is chosen."""
    return text_of_preset(ALL if data.days <= SHORT else "Last 30 days")


def read_choice(text: str, data: Period, week_start: int = 0) -> ChosenDays:
    """Read a choice of days.

    Args:
        text: A preset, two days or one.
        data: First to last day of data; what the presets are counted back from.
        week_start: 0 for weeks that start on Monday to 6 for Sunday.

    Raises:
        NoSuchDaysError: It says none of these, or a day that no sale can have.
    """
    for name in NAMES:
        if text == text_of_preset(name):
            return ChosenDays(preset_period(name, data, week_start), name)
    return read_days(text)


def read_days(text: str) -> ChosenDays:
    """Read free days.

    Raises:
        NoSuchDaysError: It does not say two days or one, or days that no sale can have.

    Example:
        >>> read_days("2026-09-30..2026-09-01").exchanged
        True
    """
    first, to, last = text.partition(_TO)
    try:
        days = date.fromisoformat(first), date.fromisoformat(last if to else first)
    except ValueError:
        raise NoSuchDaysError(text) from None
    start, end = sorted(days)
    if start < EARLIEST or end > LATEST:
        raise NoSuchDaysError(text)
    return ChosenDays(Period(start, end), exchanged=days != (start, end))
