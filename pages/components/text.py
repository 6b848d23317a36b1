"""Text on its way to the screen: escaping, days, counts, and names that are empty or too long.

Streamlit renders Markdown in most labels and messages. Whatever comes from a
file passes ``md_escape`` before it gets there; tables and charts show text as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from components import reader
from sales_core.values.periods import Period, whole_bucket
from sales_core.values.reader_forms import MONTHS

__all__ = [
    "MONTHS", "NO_VALUE", "count_text", "counted", "day_pattern", "day_text", "dollars_escaped",
    "listed", "md_escape", "moment_text", "named", "orders_text", "period_name", "period_text",
    "plain_name", "shortened", "size_text",
]  # fmt: skip

NO_VALUE = "–"
"""Stands where there is no number."""

FULL_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_SPECIAL = re.compile(r'([\\`*_{}\[\]()<>#+\-.!|~$:&=^@/"])')
_BREAK = re.compile(r"(?i)(https?:|ftp:|mailto:|xmpp:|www)(?=[/.:\w])|(@)|(<-|->|--|>=|<=|~=)")
_JOINER = "\u2060"  # zero width; parts what Markdown would take for a link or an arrow


def md_escape(text: object) -> str:
    """Write a text from outside so that Markdown shows it and does nothing with it."""
    folded = " ".join(str(text).split())
    return _SPECIAL.sub(r"\\\1", _BREAK.sub(_parted, folded))


def _parted(found: re.Match[str]) -> str:
    if found[1]:
        return found[1] + _JOINER
    if found[2]:
        return _JOINER + found[2] + _JOINER
    return found[3][0] + _JOINER + found[3][1:]


def dollars_escaped(text: str) -> str:
    r"""Escape the dollar signs of a text of ours: two of them would be a formula in Markdown.

    Example:
        >>> dollars_escaped("S$5.00")
        'S\\$5.00'
    """
    return text.replace("$", "\\$")


def shortened(text: str, limit: int = 60) -> str:
    """Cut a long text in the middle; its end (often a number or a file type) stays."""
    if len(text) <= limit:
        return text
    half = (limit - 1) // 2
    return f"{text[:half].rstrip()}…{text[-half:].lstrip()}"


def plain_name(text: str, limit: int = 60) -> str:
    """Shorten and escape a name for a heading or a sentence."""
    return md_escape(shortened(text, limit))


def named(name: str, kind: str) -> str:
    """Give a name for a table; an empty one says that the file had none."""
    return name or f"(no {kind})"


def day_text(day: date | None) -> str:
    """Write a day so that nobody takes the month for the day.

    Example:
        >>> day_text(date(2025, 3, 1))
        '1 Mar 2025'
    """
    return reader.forms().day(day) if day else NO_VALUE


def day_pattern() -> str:
    """Give the pattern by which a column of days is written."""
    return {"dmy": "D MMM YYYY", "mdy": "MMM D, YYYY", "ymd": "YYYY-MM-DD"}[reader.forms().dates]


def period_text(start: date | None, end: date | None) -> str:
    """Write a period; both days are part of it."""
    if start == end:
        return day_text(start)
    return f"{day_text(start)} – {day_text(end)}"


def period_name(period: Period) -> str:
    """Write a period; a whole month, quarter or year by its name.

    Example:
        >>> period_name(Period(date(2026, 10, 1), date(2026, 10, 31)))
        'October 2026'
        >>> period_name(Period(date(2026, 7, 1), date(2026, 9, 30)))
        'July – September 2026'
    """
    first, year = period.start, period.start.year
    if period == whole_bucket(first, "month"):
        return f"{FULL_MONTHS[first.month - 1]} {year}"
    if period == whole_bucket(first, "quarter"):
        return f"{FULL_MONTHS[first.month - 1]} – {FULL_MONTHS[first.month + 1]} {year}"
    if period == whole_bucket(first, "year"):
        return str(year)
    return period_text(period.start, period.end)


def moment_text(moment: datetime, zone: str | None) -> str:
    """Write a moment in the reader's time zone, or in UTC and saying so."""
    try:
        local = moment.astimezone(ZoneInfo(zone)) if zone else None
    except (ZoneInfoNotFoundError, ValueError):
        local = None
    if local is None:
        return f"{day_text(moment.date())}, {moment:%H:%M} UTC"
    return f"{day_text(local.date())}, {local:%H:%M}"


def count_text(count: int) -> str:
    """Write a count.

    Example:
        >>> count_text(1661)
        '1,661'
    """
    return reader.forms().number.whole(count)


def counted(count: int, one: str, many: str | None = None) -> str:
    """Write a count with its noun.

    Example:
        >>> counted(1, "line"), counted(1661, "line")
        ('1 line', '1,661 lines')
    """
    return f"{count_text(count)} {one if count == 1 else many or one + 's'}"


def orders_text(orders: int | None) -> str:
    """Write how many orders there are, or that nobody knows.

    Example:
        >>> orders_text(1), orders_text(None)
        ('1 order', '– orders')
    """
    return f"{NO_VALUE} orders" if orders is None else counted(orders, "order")


def listed(items: Iterable[object], limit: int = 8) -> str:
    """Write the first items of a list, and how many more there are."""
    texts = [str(item) for item in items]
    more = f" and {count_text(len(texts) - limit)} more" if len(texts) > limit else ""
    return ", ".join(texts[:limit]) + more


def size_text(size: int) -> str:
    """Write the size of a file.

    Example:
        >>> size_text(323215), size_text(5 * 1024 * 1024)
        ('316 kB', '5.0 MB')
    """
    if size < 1024:
        return counted(size, "byte")
    if size < 1024 * 1024:
        return f"{count_text(round(size / 1024))} kB"
    return f"{reader.forms().number.fixed(round(size * 10 / 1024 / 1024), 1)} MB"
