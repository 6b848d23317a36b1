"""Days of which a spreadsheet has changed day and month: those up to the twelfth, no others.

A spreadsheet that expects the other order turns 10/03/2025 into a date and leaves
13/03/2025 as a text. What shows it: the damaged ones are written otherwise than those
that were left; another column says the month or the day; or the rows run in order
only once day and month are changed back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from sales_core.importing.claims import Choice, Matter, as_written
from sales_core.importing.rows.mended_days import MendedDays, numbers_of_orders, witness
from sales_core.importing.rows.mends import LAST_MONTH
from sales_core.importing.view import View
from sales_core.values.arrays import Ints, blocks
from sales_core.values.dates import read_date
from sales_core.values.day_parts import day_text

_DATE = re.compile(r"^(\d{1,4})([/.\- ])(\d{1,2})\2(\d{1,4})(?!\d)")
_DIGITS, _WORD = re.compile(r"\d+"), re.compile(r"[^\W\d_]+")
_LONGEST = 60
_LEAST = 4
"""Distinct days from which on their row says something."""

_COMPACT = 3
"""Days that pass for each day with a sale, at most, where the row of few days says it."""

_SMOOTH = 3
"""How many times as far the days must go to and fro if they were changed back."""


def claims(view: View) -> Iterator[Matter]:
    """Ask whether a spreadsheet has changed day and month, where something speaks for it."""
    column = view.column("date")
    order = view.plan.date_order
    if column is None or order in ("serial", "compact", "month"):
        return
    days = MendedDays(column, [read_date(text, view.plan.date_style) for text in column.texts])
    if not days.moved or not (days.has_high or order == "ymd" or view.known):
        return  # where all days may be either, the order itself is asked
    reason = witness(days, view.table, view.free)
    if not reason and not _smooth(view, days):
        reason = _written(days) or _in_order(view, days)
    if not reason:
        return
    text, (day, meant) = next(iter(days.moved.items()))
    header, shown = column.header.strip(), text.strip()
    yield Matter(
        f"damage:{header}",
        "damage",
        f"A spreadsheet may have changed day and month of the dates in {header!r} that have a day "
        f"up to 12: {reason}. Which day is {shown}? Better export again and upload that file "
        "without opening it in a spreadsheet.",
        (
            Choice("as written", as_written, f"As written: {shown} is {day_text(day)}"),
            Choice(
                "swapped",
                lambda plan: replace(plan, day_mend="swapped"),
                f"Changed back: {shown} is {day_text(meant)}",
            ),
        ),
    )


def _smooth(view: View, days: MendedDays) -> bool:
    """Tell whether the days run far more smoothly as they are written, by rows or by orders."""
    if _SMOOTH * _way(days.rows(mended=False)) <= _way(days.rows(mended=True)):
        return True
    numbers = numbers_of_orders(view.table)
    if numbers is None:
        return False
    by = np.argsort(numbers, kind="stable")
    written, mended = days.rows(mended=False), days.rows(mended=True)
    return _SMOOTH * _way(written[by]) <= _way(mended[by])


def _way(days: Ints) -> int:
    """Add up how far each day is from the one before it, rows without a day left out."""
    way, before = 0, days[:0]
    for rows in blocks(len(days)):
        block = days[rows]
        known = np.concatenate([before, block[block > 0]])
        way += int(np.abs(np.diff(known)).sum())
        before = known[-1:]
    return way


def _written(days: MendedDays) -> str:
    """Tell the reason if days up to 12 are written otherwise than all others, or their times."""
    looks: dict[bool, set[str]] = {True: set(), False: set()}
    order_is_plain = True  # no spreadsheet takes the month of Y-M-D for its day
    padded: dict[bool, set[str]] = {True: set(), False: set()}
    for text, day in zip(days.column.texts, days.days, strict=True):
        if day is None:
            continue
        low = day.day <= LAST_MONTH
        found = _DATE.match(text.strip()[:_LONGEST])
        if not found:  # 5-Jun-25
            looks[low].add("otherwise")
            order_is_plain = False
            continue
        time = _WORD.sub("a", _DIGITS.sub("0", text.strip()[found.end() : _LONGEST]))
        year_first = len(found[1]) > 2
        order_is_plain &= year_first
        looks[low].add(f"{found[2]}{year_first}{time}")
        parts = [part for part in (found[1], found[3], found[4]) if len(part) <= 2]
        padded[low] |= {"padded" for part in parts[:2] if part[0] == "0"}
        padded[low] |= {"bare" for part in parts[:2] if len(part) == 1}
    if not looks[True] or not looks[False] or order_is_plain:
        return ""
    examples = _examples(days)
    if not looks[True] & looks[False]:
        return f"all of them are written otherwise than the later ones ({examples})"
    alike = len(looks[True] | looks[False]) == 1
    if alike and len(padded[True]) == len(padded[False]) == 1 and padded[True] != padded[False]:
        return f"only those up to 12 have or lack zeros in front ({examples})"
    return ""


def _examples(days: MendedDays) -> str:
    low = next(iter(days.moved))
    pairs = zip(days.column.texts, days.days, strict=True)
    high = next(text for text, day in pairs if day and day.day > LAST_MONTH)
    return f"{low.strip()} beside {high.strip()}"


def _in_order(view: View, days: MendedDays) -> str:
    """Tell the reason if the rows, or the orders, run in order only once days are mended."""
    if len(set(days.days)) < _LEAST:
        return ""
    if _runs(days.rows(mended=False)):
        return ""
    if _proves(days, None):
        return "only changed back the rows run in order of their days"
    numbers = numbers_of_orders(view.table)
    if numbers is not None and _proves(days, np.argsort(numbers, kind="stable")):
        return "only changed back they rise with the numbers of the orders"
    return ""


def _proves(days: MendedDays, by: npt.NDArray[np.intp] | None) -> bool:
    """Tell whether days run in order only once they are mended, and that is no chance."""
    written, mended = days.rows(mended=False), days.rows(mended=True)
    if by is not None:
        written, mended = written[by], mended[by]
    if _runs(written) or not _runs(mended):
        return False
    sold = np.unique(mended[mended > 0])
    compact = int(sold[-1] - sold[0]) < _COMPACT * len(sold)
    return (compact and len(sold) >= _LEAST) or len(days.moved) >= 2 * _LEAST


def _runs(days: Ints) -> bool:
    """Tell whether days only rise or only fall."""
    steps = np.diff(days[days > 0])
    return bool((steps >= 0).all() or (steps <= 0).all())
