"""Two dates that could both be those of the sale, and the day of the shop beside the UTC day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import numpy as np

from sales_core.importing.claims import Claim, Said, column_matter
from sales_core.importing.files.looks import shown
from sales_core.importing.files.table import Column
from sales_core.importing.questions import Question
from sales_core.importing.view import View
from sales_core.importing.vocabulary.header_names import key, words
from sales_core.importing.vocabulary.languages import field_tiers, says
from sales_core.importing.vocabulary.paths import path_keys
from sales_core.values.dates import possible_dates

_ZONE = re.compile(r"\b(?:utc|gmt|zulu)\b|_(?:utc|gmt)\b", re.IGNORECASE)
"""What names of columns call the time of no place in particular."""

_NEAR = 400
"""Days between two dates of one sale, at most; birthdays and the like are further away."""

_MOST = 90
"""Percent of the rows in which a column must have a date."""

_FIRST = 100
"""Distinct texts among which there is a date, if a column has any."""

_TEXTS = 50_000
"""Distinct texts up to which a column is looked at."""


def claims(view: View) -> Iterator[Said]:
    """Ask which of several dates is that of the sale, where no name says it plainly."""
    column = view.column("date")
    if column is None or "date" in view.chosen or len(column.texts) > _TEXTS:
        return
    place = view.at["date"]
    header = view.table.layout.header
    zoned = bool(_ZONE.search(header[place]))
    if not zoned and _is_named(header[place]):
        return
    others = [at for at in view.free if _is_date_beside(view, column, view.table.columns[at])]
    if zoned:
        alike = [at for at in others if _same_but_zone(header[place], header[at])]
        if len(alike) == 1:
            local = alike[0]
            yield _asked(view, [local, place])
            said = (
                f"{view.header(local)!r} is the day of the shop; {view.header(place)!r} is that "
                "of another time zone."
            )
            yield Claim("column:date", header[local], "proves", said, view.table.rows)
            return
    if not others or _is_named(header[place]):
        return
    yield _asked(view, [place, *others])


def _asked(view: View, places: list[int]) -> Said:
    layout = view.table.layout
    listed = "; ".join(f"{view.header(at)} ({shown(layout, at)})" for at in places)
    text = (
        f"More than one column can hold the date of a sale: {listed}. Which is the date of a sale?"
    )
    return column_matter(
        Question("column", text, tuple(layout.header[at] for at in places), "date")
    )


def _is_named(header: str) -> bool:
    """Tell whether a name is known as that of the date of a sale itself."""
    known = {alias.replace(" ", "") for alias in field_tiers("date")[0]}
    return not known.isdisjoint([key(header), *path_keys(header)])


def _same_but_zone(one: str, other: str) -> bool:
    """Tell whether two names differ only by the words of a time zone, or the other says "local"."""
    if _ZONE.search(other):
        return False
    first, second = (set(words(name.replace("_", " ")).split()) for name in (one, other))
    if says(other.replace("_", " "), "local_words"):
        return True
    rest = first - {"utc", "gmt", "zulu"}
    return bool(rest) and rest <= second


def _is_date_beside(view: View, column: Column, other: Column) -> bool:
    """Tell whether a column has another day near that of the date in some row, and days in most."""
    if len(other.texts) > _TEXTS or key(other.header) == "":
        return False
    if not any(map(_day, other.texts[:_FIRST])):
        return False
    theirs = [_day(text) for text in other.texts]
    numbers = np.array([day.toordinal() if day else 0 for day in theirs], np.int64)[other.codes]
    own = np.array([day.toordinal() if (day := _day(text)) else 0 for text in column.texts])
    days = own[column.codes]
    rows = view.sales & (days > 0)
    known = rows & (numbers > 0)
    count = int(np.count_nonzero(known))
    if count == 0 or 100 * count < _MOST * int(np.count_nonzero(rows)):
        return False
    apart = np.abs(days[known] - numbers[known])
    return bool(apart.any()) and int(apart.max()) <= _NEAR


def _day(text: str) -> date | None:
    """Give the day of a date: one reading is enough to compare two columns of one file."""
    days = possible_dates(text)
    return next(iter(days.values())) if days else None
