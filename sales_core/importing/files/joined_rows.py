"""Rows whose cells stand in one: another delimiter parts them, or none."""

from __future__ import annotations

import re

from sales_core.importing.files.looks import is_date, is_number

_LONGEST = 200
_PARTS = re.compile(r"[\s:;,|]+")
_AMOUNT = re.compile(r"[$€£¥₹] ?\d|(?<![\d.,:/-])\d{1,9}[.,]\d\d(?![\d.,:/-])")
_WORDS_OF_A_DATE = 3


def is_row(cell: str, width: int) -> bool:
    """Tell whether a lone cell is a row rather than a title: a date, then others and a number.

    The number stands at the end, or is an amount by its decimals or the sign of a currency.
    Of a row of two cells without anything between them only digits and signs are left.

    Args:
        cell: The text.
        width: How many cells a row has.
    """
    text = cell.strip()[:_LONGEST]
    parts = _PARTS.split(text)
    if width == 2 and len(parts) == 1 and any(map(str.isdigit, text)):
        return not any(map(str.isalpha, text)) and not is_date(text)
    starts = (" ".join(parts[:words]) for words in range(1, _WORDS_OF_A_DATE + 1))
    return (
        len(parts) >= width
        and (is_number(parts[-1]) or _AMOUNT.search(text) is not None)
        and not is_date(text)
        and any(map(is_date, starts))
    )
