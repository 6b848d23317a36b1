"""The same sales in another writing: day sums that are stored already, though no line is known.

A tool has rewritten the order numbers, the encoding spoilt the names, or two
reports of one system list the same days. Lines then have another identity, and
all of them would count again; so it is asked.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection

from sales_core.importing.questions import Figures, Question
from sales_core.importing.reading import Reading
from sales_core.importing.rows.lines import TypedRows
from sales_core.store.daily_revenue import stored_day_sums
from sales_core.store.stored_lines import read_days, with_names
from sales_core.values.arrays import Days
from sales_core.values.day_parts import day_text
from sales_core.values.keys import row_keys
from sales_core.values.lines import CONTENT
from sales_core.values.money import amount_text

NAME = "counted-twice"
BOTH, LEAVE = "both", "leave"


_LEAST = 2
"""Lines that must come to the same sums, so that it is no chance."""

_TRIED = 31
"""Days whose lines are compared one by one; the sums of all days are."""


def settle_twice(
    connection: Connection, reading: Reading, answer: str | None
) -> tuple[Reading, Question | None]:
    """Ask about days that seem to be stored already in another writing, or do as was answered.

    Args:
        connection: To read with.
        reading: The file, without an open question.
        answer: What a person chose; None while nobody said.

    Returns:
        The reading, without the lines of those days if they are left out, and the
        question if it is open.
    """
    lines = reading.lines
    if lines is None or answer == BOTH:
        return reading, None
    days = _same_days(connection, lines)
    if len(days) == 0:
        return reading, None
    there = np.isin(lines.cells.days[lines.rows], days)
    if answer == LEAVE:
        return _without(reading, lines, there, days), None
    return reading, _question(lines, there, days)


def _same_days(connection: Connection, lines: TypedRows) -> Days:
    """Give the days (since 1970) that are stored with the same sum and without a known line.

    All days that both hold must be such; one that differs speaks for other sales.
    """
    period = lines.period()
    if period is None:
        return np.empty(0, np.int32)
    stored = stored_day_sums(connection, *period)
    if not stored:
        return np.empty(0, np.int32)
    days, amounts = lines.cells.days[lines.rows], lines.cells.amount[lines.rows]
    first = int(days.min())
    own = np.zeros(int(days.max()) - first + 1, np.int64)
    np.add.at(own, days - first, amounts)
    held = np.unique(days)
    both = [int(day) for day in held if int(day) in stored]
    same = [day for day in both if own[day - first] == stored[day] != 0]
    several = int(np.count_nonzero(np.isin(days, same))) >= _LEAST
    if not same or len(same) < len(both) or not several:
        return np.empty(0, np.int32)
    if any(_is_known(connection, lines, day) for day in same[:_TRIED]):
        return np.empty(0, np.int32)
    return np.array(same, np.int32)


def _is_known(connection: Connection, lines: TypedRows, day: int) -> bool:
    """Tell whether a line of a day is stored already."""
    chosen = lines.rows[lines.cells.days[lines.rows] == day]
    sold = _date(day)
    stored = read_days(connection, [(sold, sold)])
    if len(stored) == 0:
        return True
    named = with_names(connection, stored)
    for batch in replace(lines, rows=chosen).batches():
        ours, theirs = row_keys([batch, named], CONTENT)
        if np.isin(ours, theirs).any():
            return True
    return False


def _question(lines: TypedRows, there: npt.NDArray[np.bool_], days: Days) -> Question:
    count, first, last = len(days), _date(int(days.min())), _date(int(days.max()))
    amounts = lines.cells.amount[lines.rows]
    twice = int(amounts[there].sum())
    days_said = f"{count:,} days from {day_text(first)} to {day_text(last)}"
    when = f"on {day_text(first)}" if count == 1 else f"on {days_said}"
    return Question(
        "counted-twice",
        f"These look like sales that are stored already, in another writing: {when} this file "
        f"comes to {amount_text(twice)}, to the last digit what is stored, but not one of its "
        "lines is known, so they would count twice. Are these the same sales? To take this file in "
        "place of the other one, undo that import first.",
        (LEAVE, BOTH),
        name=NAME,
        labels=("The same sales: leave these days out", "Other sales: import them as well"),
        figures=tuple(_figures(lines, rows) for rows in (~there, there | ~there)),
    )


def _figures(lines: TypedRows, chosen: npt.NDArray[np.bool_]) -> Figures:
    rows = lines.rows[chosen]
    period = replace(lines, rows=rows).period() or (None, None)
    return Figures(int(lines.cells.amount[rows].sum()), len(rows), *period)


def _without(
    reading: Reading, lines: TypedRows, there: npt.NDArray[np.bool_], days: Days
) -> Reading:
    """Leave out the lines of some days: they are ignored, and it is said."""
    amount = int(lines.cells.amount[lines.rows[there]].sum())
    count = int(np.count_nonzero(there))
    told = (
        f"Attention: {count:,} rows ({amount_text(amount)}) of {len(days):,} days are left out: "
        "you said that they are stored already in another writing."
    )
    return replace(
        reading,
        lines=replace(lines, rows=lines.rows[~there]),
        rows_ignored=reading.rows_ignored + count,
        amount_read=reading.amount_read - amount,
        evidence=(told, *reading.evidence),
    )


def _date(day: int) -> date:
    found: date = np.datetime64(day, "D").item()
    return found
