"""Days that can hardly be those of sales: far ahead of today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import numpy as np

from sales_core.importing.claims import Change, Choice, Matter, as_written, with_rules
from sales_core.importing.formats.declarations import RowRule
from sales_core.importing.plan import DayMend, ImportPlan
from sales_core.importing.rows.mends import mended_day
from sales_core.importing.view import View
from sales_core.values.date_calendars import possible_calendars
from sales_core.values.dates import read_date
from sales_core.values.day_parts import day_text

_AHEAD = 366
"""Days ahead of today from which on a sale is asked about."""

_PAST = 30 * 366
"""Days before today in which sales that are a century late may have been."""

_TEXTS = 200
"""Distinct days up to which their rows can be left out."""

_MANY = 50_000


def claims(view: View) -> Iterator[Matter]:
    """Ask about days more than a year ahead of today."""
    today = view.around.today
    column = view.column("date")
    days = view.cells.days[view.sales]
    if today is None or column is None or len(days) == 0:
        return
    last = (today - date(1970, 1, 1)).days + _AHEAD
    if int(days.max()) <= last:
        return
    texts = {text: day for text in column.texts if (day := _day(text, view.plan))}
    late = {text: day for text, day in texts.items() if (day - today).days > _AHEAD}
    if not late or len(possible_calendars(column.texts[:_MANY], view.plan.language)) > 1:
        return  # where another calendar may be meant, that is asked
    count = int(np.count_nonzero(days > last))
    rows = "1 row" if count == 1 else f"{count:,} rows"
    text, day = max(late.items(), key=lambda pair: pair[1])
    choices = [Choice("as written", as_written, f"As written: {day_text(day)}")]
    earlier = [mended_day(each, "century") for each in late.values()]
    if all(-_PAST <= (each - today).days <= _AHEAD for each in earlier):
        meant = mended_day(day, "century")
        choices.append(Choice("century", _with("century"), f"A century earlier: {day_text(meant)}"))
    if len(late) <= _TEXTS:
        rule = RowRule((column.header,), "a day far in the future", never=tuple(late))
        choices.append(Choice("leave", with_rules([rule]), f"Leave these {rows} out"))
    yield Matter(
        f"damage:{column.header.strip()}:future",
        "damage",
        f"{rows} {'lies' if count == 1 else 'lie'} more than a year ahead of today, such as "
        f"{text.strip()} ({day_text(day)}). Which day is meant?",
        tuple(choices),
        always=True,
    )


def _with(mend: DayMend) -> Change:
    return lambda plan: replace(plan, day_mend=mend)


def _day(text: str, plan: ImportPlan) -> date | None:
    return read_date(text, plan.date_style)
