r"""Amounts, quantities and changes as people read them: one definition for all pages.

Stored integers and decimals come in, text goes out; there is no float. An amount has the sign
of its currency and the usual decimals; ``exact`` ones have every digit. Texts are made for
Markdown, in which two dollar signs would be a formula: there the sign is escaped. Tables and
charts show text as it is, so ``plain`` ones are for these.
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

from components import reader
from components.text import NO_VALUE, dollars_escaped
from sales_core.values.money import AMOUNT_SCALE, amount_decimal
from sales_core.values.money_forms import MoneyForm, decimals_needed, money_form

Column = Any
"""The configuration of a table's column; Streamlit does not name its type."""

AMOUNT_DECIMALS, QUANTITY_DECIMALS = 4, 3
"""Decimals of the stored integers."""


def money_text(value: Decimal | None, currency: str | None = None) -> str:
    r"""Write an amount with the usual decimals, for Markdown; none is an en dash.

    Args:
        value: The exact amount.
        currency: ISO 4217 code where it is not that of the database.

    Example:
        >>> money_text(Decimal("64508.628")), money_text(Decimal("-7"), "EUR"), money_text(None)
        ('S\\$64,508.63', '-€7.00', '–')
    """
    return NO_VALUE if value is None else dollars_escaped(_form(currency).rounded(value))


def exact_text(value: Decimal | None, currency: str | None = None) -> str:
    r"""Write an amount to its last digit, for Markdown; none is an en dash.

    Example:
        >>> exact_text(Decimal("64508.628"), "EUR")
        '€64,508.628'
    """
    return NO_VALUE if value is None else dollars_escaped(_form(currency).exact(value))


def compact_text(value: Decimal | None) -> str:
    r"""Write an amount where there is little room: compactly from a million on, for Markdown.

    Example:
        >>> compact_text(Decimal("1284220.54")), compact_text(Decimal("5020.54"))
        ('S\\$1.28M', 'S\\$5,020.54')
    """
    return NO_VALUE if value is None else dollars_escaped(_form(None).compact(value))


def exactly(value: Decimal | None) -> str:
    r"""Say the exact digits of an amount where ``compact_text`` leaves some out, else nothing.

    Example:
        >>> exactly(Decimal("1284220.5")), exactly(Decimal("7"))
        ('Exactly S\\$1,284,220.50.', '')
    """
    if value is None or compact_text(value) == exact_text(value):
        return ""
    return f"Exactly {exact_text(value)}."


def amount_text(stored: int, currency: str | None = None) -> str:
    r"""Write stored ten-thousandths with the usual decimals, for Markdown.

    Example:
        >>> amount_text(645086280), amount_text(-70000, "EUR")
        ('S\\$64,508.63', '-€7.00')
    """
    return dollars_escaped(_form(currency).usual(int(stored)))


def about_text(stored: int) -> str:
    r"""Write an estimate, in ten-thousandths, for Markdown: no decimals where it has none.

    Example:
        >>> about_text(49_000_000), about_text(125_000)
        ('S\\$4,900', 'S\\$12.50')
    """
    whole = stored % AMOUNT_SCALE == 0
    return dollars_escaped(_form(None).fixed(stored, 0)) if whole else amount_text(stored)


def exact_amount_text(stored: int, currency: str | None = None) -> str:
    r"""Write stored ten-thousandths to the last digit, for Markdown.

    Example:
        >>> exact_amount_text(645086280, "EUR")
        '€64,508.628'
    """
    return exact_text(amount_decimal(stored), currency)


def plain_amount(stored: int, currency: str | None = None) -> str:
    """Write stored ten-thousandths to the last digit, for tables, charts and fields.

    Args:
        stored: Ten-thousandths.
        currency: ISO 4217 code where it is not that of the database; "" while nobody knows it.

    Example:
        >>> plain_amount(645086280)
        'S$64,508.628'
    """
    return _form(currency).exact(amount_decimal(stored))


def plain_text(value: Decimal | None) -> str:
    """Write an amount with the usual decimals, for tables and charts.

    Example:
        >>> plain_text(Decimal("64508.628"))
        'S$64,508.63'
    """
    return NO_VALUE if value is None else _form(None).rounded(value)


def change_text(percent: Decimal | None) -> str:
    """Write a change in percent with its sign; none is an en dash.

    Example:
        >>> change_text(Decimal("12.5")), change_text(Decimal("-1234.5")), change_text(None)
        ('+12.5%', '-1,234.5%', '–')
    """
    if percent is None:
        return NO_VALUE
    return reader.forms().number.change(int((percent * 10).to_integral_value()))


def aligned(stored: Iterable[int], currency: str | None = None) -> list[str]:
    """Write amounts to the last digit of each, all with the same decimals, for tables and charts.

    Args:
        stored: Ten-thousandths.
        currency: ISO 4217 code where it is not that of the database.
    """
    form, values = _form(currency), [int(each) for each in stored]
    decimals = max(form.decimals, _needed(np.array(values, np.int64), AMOUNT_DECIMALS))
    return [form.fixed(each, decimals) for each in values]


def amount_texts(
    stored: pd.Series, currency: str | None = None, *, exact: bool = False
) -> list[str | None]:
    """Write a table's column of amounts; missing ones stay missing.

    Args:
        stored: Ten-thousandths.
        currency: ISO 4217 code where it is not that of the database.
        exact: Whether to the last digit of each of them, else with the usual decimals.
    """
    known = stored.dropna().to_numpy(np.int64).tolist()
    write = _form(currency).usual
    texts = iter(aligned(known, currency) if exact else map(write, known))
    return [None if missing else next(texts) for missing in stored.isna()]


def units_text(value: Decimal) -> str:
    """Write a quantity with the decimals it needs.

    Example:
        >>> units_text(Decimal("2513")), units_text(Decimal("0.5"))
        ('2,513', '0.5')
    """
    decimals = decimals_needed(value)
    return reader.forms().number.fixed(int(value.scaleb(decimals)), decimals)


def amounts(column: pd.Series) -> pd.Series:
    """Turn a column of ten-thousandths into exact decimals; missing ones stay missing."""
    return _scaled(column, AMOUNT_DECIMALS)


def quantities(column: pd.Series) -> pd.Series:
    """Turn a column of thousandths into exact decimals."""
    return _scaled(column, QUANTITY_DECIMALS)


def quantity_texts(stored: pd.Series) -> list[str | None]:
    """Write a column of thousandths with the same decimals; missing ones stay missing."""
    number = reader.forms().number
    decimals = _needed(stored.dropna().to_numpy(np.int64), QUANTITY_DECIMALS)
    by = 10 ** (QUANTITY_DECIMALS - decimals)  # divides each of them without a rest
    return [None if pd.isna(each) else number.fixed(int(each) // by, decimals) for each in stored]


def count_texts(counts: pd.Series) -> list[str | None]:
    """Write a column of counts; missing ones stay missing."""
    number = reader.forms().number
    return [None if pd.isna(each) else number.whole(int(each)) for each in counts]


def percents(values: Iterable[Decimal | None]) -> pd.Series:
    """Give percentages to a tenth as a column of exact decimals; missing ones stay missing."""
    kind = pd.ArrowDtype(pa.decimal128(24, 1))
    return pd.Series(list(values), dtype=kind)


def number_column(label: str, help_text: str | None = None) -> Column:
    """Configure a table's column of numbers whose texts are given (``cells.written``)."""
    return st.column_config.NumberColumn(label, help=help_text, alignment="right")


def _form(currency: str | None) -> MoneyForm:
    form = reader.forms().money
    if currency is None or currency == form.currency:
        return form
    return money_form(reader.forms().number.tag, currency)


def _scaled(column: pd.Series, decimals: int) -> pd.Series:
    whole = pa.array(column.astype("Int64"), type=pa.int64()).cast(pa.decimal128(19, 0))
    exact = pc.multiply(whole, pa.scalar(Decimal(1).scaleb(-decimals)))
    return pd.Series(exact, index=column.index, dtype=pd.ArrowDtype(exact.type))


def _needed(stored: Any, decimals: int) -> int:
    """Give the fewest decimals that show every one of these int64 exactly."""
    for fewer in range(decimals):
        if not (stored % 10 ** (decimals - fewer)).any():
            return fewer
    return decimals
