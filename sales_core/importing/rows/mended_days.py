"""The days of a column as written, and as they may have been meant: what speaks for which."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sales_core.importing.files.table import Column, Table
from sales_core.importing.plan import DayMend
from sales_core.importing.rows.mends import LAST_MONTH, mended_day
from sales_core.importing.vocabulary.languages import says
from sales_core.values.arrays import Ints
from sales_core.values.dates import possible_dates
from sales_core.values.day_parts import DAY_PARTS, STAMP, DayPart

_SOME, _LEAST_DATES = 20, 2
"""First texts of a column of which at least so many must be dates."""

_LARGEST = 20_000_000
"""Pairs of texts of two columns, at most."""

_WRONG = 3
"""Distinct days that a column of numbers must contradict; a word says it plainly."""
_WITNESS = 400
"""Distinct texts up to which a column may say a part of the day."""

_ROWS = 200_000
"""Rows up to which the numbers of orders are looked at."""

_LEAST_ORDERS = 4
"""Distinct numbers from which on their row says something."""

_NEAR = timedelta(7)
"""Days by which the distances of two dates of a row differ, at most."""

_TERM = timedelta(62)
"""Days between a sale and its delivery or payment, at most."""

_FAR = timedelta(31)


@dataclass(frozen=True)
class MendedDays:
    """The days of a column by distinct text, as written and with a mend."""

    column: Column
    days: list[date | None]
    mend: DayMend = "swapped"

    @cached_property
    def mended(self) -> list[date | None]:
        """Give the days as they were meant if the mend is right, one a text."""
        return [mended_day(day, self.mend) if day else None for day in self.days]

    @cached_property
    def moved(self) -> dict[str, tuple[date, date]]:
        """Texts that would mean another day, with both days."""
        pairs = zip(self.column.texts, self.days, self.mended, strict=True)
        return {text: (day, meant) for text, day, meant in pairs if day and meant and day != meant}

    @cached_property
    def has_high(self) -> bool:
        """Tell whether some day cannot have been changed."""
        return any(day and day.day > LAST_MONTH for day in self.days)

    def rows(self, mended: bool) -> Ints:  # noqa: FBT001 - one of two ways to read them
        """Give the days of the rows, 0 where there is none."""
        days = self.mended if mended else self.days
        numbers = np.array([day.toordinal() if day else 0 for day in days], np.int64)
        found: Ints = numbers[self.column.codes]
        return found


def _pairs(one: Column, other: Column) -> list[list[int]]:
    """Give which texts of two columns stand beside each other, as pairs of positions."""
    width = len(other.texts)
    seen = np.zeros(len(one.texts) * width, np.bool_)
    seen[one.codes.astype(np.int64) * width + other.codes] = True
    found = np.flatnonzero(seen)
    pairs: list[list[int]] = np.stack([found // width, found % width], axis=1).tolist()
    return pairs


def witness(days: MendedDays, table: Table, places: Iterable[int]) -> str:
    """Give what shows that a mend is right, as a sentence says it; "" where nothing does.

    Args:
        days: The days, as written and mended.
        table: The file.
        places: The columns that may say parts of the days that were meant.
    """
    columns = [table.columns[place] for place in places]
    if table.order_ids is not None and table.rows <= _ROWS:
        encoded = table.order_ids.combine_chunks().dictionary_encode()
        texts = ["" if text is None else text for text in encoded.dictionary.to_pylist()]
        codes = encoded.indices.to_numpy(zero_copy_only=False)
        columns.append(Column("", texts, codes))
    for other in columns:
        name = f"the column {other.header.strip()!r}" if other.header else "the number of the order"
        parts = DAY_PARTS if other.header and len(other.texts) <= _WITNESS else (STAMP,)
        for part in parts if len(other.texts) * len(days.column.texts) <= _LARGEST else ():
            if says_part(days, other, part):
                return f"{name} says {part.what} otherwise"
        if other.header and is_near(days, other):
            return f"only so they are near the dates in {name}"
    return ""


def is_named(column: Column, part: DayPart) -> bool:
    """Tell whether a column is called as what it says of days: a month, a quarter, a week."""
    return part.name != "" and says(column.header, part.name)


def says_part(days: MendedDays, other: Column, part: DayPart) -> bool:
    """Tell whether a column contradicts the days as written, and agrees once they are mended."""
    said = part.read(other.texts)
    known = sum(value is not None for value in said)
    named = is_named(other, part)
    worded = part.worded or named
    if not known or (not worded and (known < len(said) or len(said) == len(other.codes))):
        return False  # a number of the row, or of anything else
    codes = _pairs(days.column, other)
    wrong: set[int] = set()
    right = 0
    for one, two in codes:
        day, meant, value = days.days[one], days.mended[one], said[two]
        if day is None or meant is None or value is None:
            continue
        if part.of(meant) != value:
            return False
        right += 1
        if part.of(day) != value:
            wrong.add(one)
    least = 1 if worded and days.has_high else 2 if worded else _WRONG
    telling = named or len({value for value in said if value is not None}) >= part.spoken
    return telling and len(wrong) >= least and 2 * right >= len(codes)


def is_near(days: MendedDays, other: Column) -> bool:
    """Tell whether another date is near the days only once they are mended."""
    some = [_certain(text) for text in other.texts[:_SOME]]
    if sum(day is not None for day in some) < _LEAST_DATES:
        return False
    if len(other.texts) * len(days.column.texts) > _LARGEST:
        return False
    theirs = [_certain(text) for text in other.texts]
    away: list[timedelta] = []
    far: set[int] = set()
    for one, two in _pairs(days.column, other):
        day, meant, beside = days.days[one], days.mended[one], theirs[two]
        if day is None or meant is None or beside is None or day == meant:
            continue
        away.append(beside - meant)
        if abs(day - beside) > _FAR:
            far.add(one)
    if len(far) < (_WRONG if days.mend == "swapped" else 2) or 2 * len(far) < len(days.moved):
        return False
    return max(away) - min(away) <= _NEAR and max(map(abs, away)) <= _TERM


def _certain(text: str) -> date | None:
    found = set(possible_dates(text).values())
    return next(iter(found)) if len(found) == 1 else None


def numbers_of_orders(table: Table) -> Ints | None:
    """Give the number of each row's order; None where they are no numbers, or hardly differ."""
    if table.order_ids is None or table.rows > _ROWS:
        return None
    ids = table.order_ids.combine_chunks()
    found = pc.struct_field(pc.extract_regex(ids, r"(?P<number>\d{1,15})\D*$"), 0)
    if found.null_count or len(pc.unique(found)) < _LEAST_ORDERS:
        return None
    numbers: Ints = found.cast(pa.int64()).to_numpy(zero_copy_only=False)
    return numbers
