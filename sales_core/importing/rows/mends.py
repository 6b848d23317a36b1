"""Undoing what a spreadsheet did to the cells of a file, where a person has said that it did.

Each mend is a rule over what was read, so that a plan can hold it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from sales_core.importing.files.table import Column
from sales_core.importing.formats.declarations import Field
from sales_core.importing.plan import DayMend
from sales_core.importing.rows.numbers import Numbers
from sales_core.values.money import AMOUNT_SCALE, QUANTITY_SCALE

COUNTS_APART = 1462
"""Days between the day counts of spreadsheets, which begin in 1900 and in 1904."""

LAST_MONTH = 12

_CENTURY = 2100
_WHOLE = re.compile(r"^\D{0,4}(\d{1,15})\D{0,4}$")
_THOUSAND = 1000


def mended_day(day: date, mend: DayMend) -> date:
    """Give the day that was meant.

    Example:
        >>> mended_day(date(2025, 10, 3), "swapped"), mended_day(date(2025, 3, 13), "swapped")
        (datetime.date(2025, 3, 10), datetime.date(2025, 3, 13))
    """
    if mend == "swapped" and day.day <= LAST_MONTH:
        return date(day.year, day.day, day.month)
    if mend == "century" and day.year >= _CENTURY:
        return day.replace(year=day.year - 100)
    if mend == "1904-late":
        return day - timedelta(COUNTS_APART)
    return day + timedelta(COUNTS_APART) if mend == "1904-early" else day


def may_be_thousandfold(text: str) -> bool:
    """Tell whether a text may have had three decimals whose mark was taken for a separator.

    2.507 is such a text, and became 2507. A last zero is hardly ever written
    behind two decimals, so 2500 is none.
    """
    found = _WHOLE.match(text.strip()) if len(text) <= 40 else None
    return found is not None and not found[1].endswith("0")


def divided_back(columns: Mapping[Field, Column], numbers: Numbers, name: str) -> Numbers:
    """Divide the whole numbers from 1,000 on by 1,000, the others are as they were.

    Args:
        columns: The columns as read, by field.
        numbers: Those of one of them.
        name: Its field.
    """
    column = next(one for field, one in columns.items() if field == name)
    scale = QUANTITY_SCALE if name == "quantity" else AMOUNT_SCALE
    large = [
        abs(int(value)) >= _THOUSAND * scale and may_be_thousandfold(text)
        for text, value in zip(column.texts, numbers.values.tolist(), strict=True)
    ]
    divided = numbers.values // _THOUSAND  # exact: a whole number has a thousand units at least
    values = np.where(np.array(large, np.bool_), divided, numbers.values)
    return replace(numbers, values=values)
