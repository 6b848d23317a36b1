"""Discounts in percent: which column holds them, and what they leave of an amount."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import numpy as np

from sales_core.importing.files.looks import mostly, number_in, values_of
from sales_core.importing.files.table import Column, Layout
from sales_core.importing.rows.faults import Fault
from sales_core.importing.rows.numbers import Numbers
from sales_core.importing.vocabulary.header_names import key, words
from sales_core.importing.vocabulary.languages import joined, words_of
from sales_core.values.money import DecimalMark, NumberTextError, read_number, to_amount

_WHOLE = Decimal(100)


def find_percent(layout: Layout, used: Iterable[int]) -> int | None:
    """Find the column of discounts that are percents, by its name or the signs in its cells.

    Args:
        layout: The header and the first rows.
        used: Positions of columns that hold something else.
    """
    taken = set(used)
    for at, header in enumerate(layout.header):
        said = set(words(header).split())
        if at in taken or not (
            said & words_of("discount_names") or key(header) in joined("discount")
        ):
            continue
        texts = values_of(layout, at)
        signs = any(text.endswith("%") for text in texts)
        if (signs or "%" in header or said & words_of("percent_names")) and mostly(
            texts, _is_percent, 95
        ):
            return at
    return None


def are_parts(column: Column) -> bool:
    """Tell whether all values are 1 or less, so that 0.15 may stand for 15 percent."""
    values = [number_in(text) for text in column.texts]
    known = [value for value in values if value]
    return bool(known) and all(abs(value) <= 1 for value in known)


def may_be_percents(column: Column) -> bool:
    """Tell whether all values are steps of five up to 100, without decimals that money has."""
    if any("." in text or "," in text for text in column.texts):
        return False
    values = [number_in(text) for text in column.texts]
    known = [abs(value) for value in values if value]
    return bool(known) and all(value % 5 == 0 and value <= _WHOLE for value in known)


def read_percents(column: Column, mark: DecimalMark) -> Numbers:
    """Read a column of percents as ten-thousandths of one percent.

    Values without a sign that are all 1 or less are parts of one.
    """
    parts = are_parts(column) and not any("%" in text for text in column.texts)
    values = np.zeros(len(column.texts), np.int64)
    known = np.ones(len(column.texts), np.bool_)
    faults: dict[int, Fault] = {}
    for code, text in enumerate(column.texts):
        if not text.strip(" -"):
            continue
        try:
            value = read_number(text.strip().removesuffix("%"), mark).value
            values[code], _ = to_amount(value * (_WHOLE if parts else 1))
        except NumberTextError:
            known[code] = False
        if not (known[code] and 0 <= values[code] <= 100 * 10_000):
            faults[code] = ("number", {})
    return Numbers(column.codes, values, known, np.zeros(len(column.texts), np.bool_), faults)


def after_percent(amount: Decimal, percent: int) -> Decimal:
    """Take a percentage, in ten-thousandths of a percent, off an amount.

    Example:
        >>> after_percent(Decimal("200"), 50_000)
        Decimal('190')
    """
    return amount * (1_000_000 - percent) / 1_000_000


def _is_percent(text: str) -> bool:
    return number_in(text.strip().removesuffix("%")) is not None
