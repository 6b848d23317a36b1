"""Whole numbers with separated thousands: how they prove which sign separates no decimals."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sales_core.values.money import DecimalMark
from sales_core.values.number_text import LONGEST

_DECIMALS = re.compile(r"([.,])(?:\d{1,2}|\d{4,})[^\d.,]*$")
_DIGITS = re.compile(r"[^0-9.,]")
_GROUPED: dict[DecimalMark, re.Pattern[str]] = {
    "point": re.compile(r"^\d{1,3}(?:,\d{3})+$"),
    "comma": re.compile(r"^\d{1,3}(?:\.\d{3})+$"),
}


def own_mark(texts: Iterable[str]) -> DecimalMark | None:
    """Give the one mark in front of one, two or more than three last digits; None without one."""
    found = {at[1] for text in texts if (at := _DECIMALS.search(text[-LONGEST:]))}
    return None if len(found) != 1 else "point" if found == {"."} else "comma"


def grouping_marks(texts: Iterable[str]) -> set[DecimalMark]:
    """Tell under which marks a column writes whole numbers and separates their thousands.

    850 beside 1,200 says it: with three decimals it would be 850,000, and
    without zeros behind it would be 1,2. Numbers from 1000 without a separator
    speak against it.

    Args:
        texts: The distinct values of one column.
    """
    numbers = [_DIGITS.sub("", text[:LONGEST]) for text in texts]
    bare = [number for number in numbers if number.isdecimal()]
    if not any(number.strip("0") for number in bare) or any(len(number) > 3 for number in bare):
        return set()
    rest = [number for number in numbers if number and not number.isdecimal()]
    return {
        mark
        for mark, look in _GROUPED.items()
        if rest and all(map(look.match, rest)) and any(number.endswith("0") for number in rest)
    }


def whole_marks(texts: Iterable[str]) -> set[DecimalMark]:
    """Tell under which mark all numbers are whole with separated thousands."""
    numbers = [_DIGITS.sub("", text[:LONGEST]) for text in texts]
    return {mark for mark, look in _GROUPED.items() if all(map(look.match, numbers))}
