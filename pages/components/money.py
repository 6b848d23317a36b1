"""Amounts and quantities as people read them: exact, in groups of three, decimals aligned.

Stored integers and decimals come in, text or decimals go out; there is no
float. What is shown together has the same number of decimals: two for
amounts, none for quantities, or as many as the most exact of them needs.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import streamlit as st

from components.text import NO_VALUE

Column = Any
"""The configuration of a table's column; Streamlit does not name its type."""

AMOUNT_DECIMALS, QUANTITY_DECIMALS = 4, 3
"""Decimals of the stored integers."""

FEWEST = 2
"""Decimals of an amount that needs no more."""


def money_text(value: Decimal | None, decimals: int | None = None) -> str:
    """Write an amount exactly; none is an en dash.

    Example:
        >>> money_text(Decimal("64508.628")), money_text(Decimal("-7")), money_text(None)
        ('64,508.628', '-7.00', '–')
    """
    if value is None:
        return NO_VALUE
    return f"{value:,.{max(FEWEST, _decimals(value)) if decimals is None else decimals}f}"


def amount_text(stored: int, decimals: int | None = None) -> str:
    """Write stored ten-thousandths as an exact amount with at least two decimals.

    Example:
        >>> amount_text(645086280), amount_text(-70000), amount_text(1, 4)
        ('64,508.628', '-7.00', '0.0001')
    """
    return _written(int(stored), decimals or decimals_of([stored]))


def change_text(percent: Decimal | None) -> str:
    """Write a change in percent with its sign; none is an en dash.

    Example:
        >>> change_text(Decimal("12.5")), change_text(Decimal("-1234.5")), change_text(None)
        ('+12.5 %', '-1,234.5 %', '–')
    """
    if percent is None:
        return NO_VALUE
    return f"{percent:+,.1f} %"


def aligned(stored: Iterable[int]) -> list[str]:
    """Write amounts that stand under each other with the same decimals, all of them exact."""
    values = list(stored)
    decimals = decimals_of(values)
    return [_written(int(each), decimals) for each in values]


def decimals_of(stored: Iterable[int]) -> int:
    """Give the decimals that show every one of these ten-thousandths exactly, at least two."""
    return max(FEWEST, _needed(pd.Series(stored), AMOUNT_DECIMALS))


def units_text(value: Decimal) -> str:
    """Write a quantity with the decimals it needs.

    Example:
        >>> units_text(Decimal("2513")), units_text(Decimal("0.5"))
        ('2,513', '0.5')
    """
    return f"{value:,.{_decimals(value)}f}"


def amounts(column: pd.Series) -> pd.Series:
    """Turn a column of ten-thousandths into exact decimals; missing ones stay missing."""
    return _scaled(column, AMOUNT_DECIMALS)


def quantities(column: pd.Series) -> pd.Series:
    """Turn a column of thousandths into exact decimals."""
    return _scaled(column, QUANTITY_DECIMALS)


def amount_column(label: str, stored: pd.Series, help_text: str | None = None) -> Column:
    """Configure a table's column of amounts so that its decimals are aligned and exact.

    Args:
        label: The column's head.
        stored: The ten-thousandths that the column shows.
        help_text: What the column means.
    """
    decimals = decimals_of(stored)
    return st.column_config.NumberColumn(
        label, format=f"%,.{decimals}f", help=help_text, alignment="right"
    )


def quantity_column(label: str, stored: pd.Series) -> Column:
    """Configure a table's column of quantities, stored as thousandths."""
    decimals = _needed(stored, QUANTITY_DECIMALS)
    return st.column_config.NumberColumn(label, format=f"%,.{decimals}f")


def percents(values: Iterable[Decimal | None]) -> pd.Series:
    """Give percentages to a tenth as a column of exact decimals; missing ones stay missing."""
    kind = pd.ArrowDtype(pa.decimal128(24, 1))
    return pd.Series(list(values), dtype=kind)


def percent_column(label: str, help_text: str | None = None) -> Column:
    """Configure a table's column of changes in percent."""
    return st.column_config.NumberColumn(
        label, format="%+,.1f %%", help=help_text, alignment="right"
    )


def count_column(label: str, help_text: str | None = None) -> Column:
    """Configure a table's column of counts."""
    return st.column_config.NumberColumn(label, format="%,d", help=help_text)


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _scaled(column: pd.Series, decimals: int) -> pd.Series:
    whole = pa.array(column.astype("Int64"), type=pa.int64()).cast(pa.decimal128(19, 0))
    exact = pc.multiply(whole, pa.scalar(Decimal(1).scaleb(-decimals)))
    return pd.Series(exact, index=column.index, dtype=pd.ArrowDtype(exact.type))


def _needed(stored: pd.Series, decimals: int) -> int:
    """Give the fewest decimals that show every stored integer exactly."""
    known = stored.dropna().to_numpy(np.int64)
    for fewer in range(decimals):
        if not (known % 10 ** (decimals - fewer)).any():
            return fewer
    return decimals


def _written(stored: int, decimals: int) -> str:
    """Write ten-thousandths with so many decimals, which must be enough to say them exactly."""
    whole, part = divmod(abs(stored) // 10 ** (AMOUNT_DECIMALS - decimals), 10**decimals)
    return f"{'-' if stored < 0 else ''}{whole:,}.{part:0{decimals}d}"
