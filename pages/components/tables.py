"""Tables: stored integers become exact decimals with aligned decimals, names stay as they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from components.money import (
    amount_column,
    amount_text,
    amounts,
    count_column,
    decimals_of,
    quantities,
    quantity_column,
)
from components.text import NO_VALUE, named
from sales_core.reporting.figures import DEFINITIONS
from sales_core.reporting.product_story import STORY_DEFINITIONS

ColumnConfig = Mapping[str, Any]

_AMOUNTS = {
    "price": "Price",
    "revenue": "Revenue",
    "gross_sales": "Gross sales",
    "refunds": "Refunds",
    "amount": "Amount",
    "unit_price": "Unit price",
    "average": "Average a day",
    "then": "Average then",
    "average_price": "Average price",
    "before": "Revenue before",
    "stored_amount": "Stored",
    "file_amount": "In this file",
}
_QUANTITIES = {"units": "Units", "quantity": "Quantity"}
_COUNTS = {"orders": "Orders", "lines": "Lines", "rows": "Rows"}

_HELP = DEFINITIONS | STORY_DEFINITIONS

ROW = 35
"""Pixels of a table row."""


def show_table(
    frame: pd.DataFrame,
    *,
    texts: ColumnConfig,
    alt: str,
    most_rows: int = 12,
    key: str | None = None,
    on_select: Callable[[], None] | None = None,
) -> None:
    """Show a frame of stored figures as people read them.

    Args:
        frame: Columns with the names of figures hold stored integers.
        texts: Head or configuration of each other column, by its name.
        alt: What the table is, for those who cannot see it.
        most_rows: Rows to show before the table scrolls.
        key: Name of the table in the page.
        on_select: What to do when a row is chosen; None for a table to read only.
    """
    shown, config = for_display(frame)
    st.dataframe(
        shown,
        column_config={**texts, **config},
        hide_index=True,
        placeholder=NO_VALUE,
        height=table_height(len(frame), most_rows),
        alt=alt,
        key=key,
        on_select=on_select or "ignore",
        selection_mode="single-row",
    )


def show_sums(frame: pd.DataFrame, currency: str, *, alt: str) -> None:
    """Show a few sums under each other, as on a receipt.

    Args:
        frame: Indexed by what each row is. ``rows`` (int64), ``amount`` and
            ``revenue`` (Int64 ten-thousandths, NA where there is none); other
            columns are texts.
        currency: ISO 4217 code, for the heads.
        alt: What the table is, for those who cannot see it.
    """
    formats: dict[Any, Any] = {}
    heads = {"rows": "Rows", "amount": f"Amount, {currency}", "revenue": f"Revenue, {currency}"}
    for name in frame.columns.intersection(list(heads)):
        decimals = decimals_of(frame[name])
        formats[heads[name]] = (
            "{:,}".format if name == "rows" else partial(amount_text, decimals=decimals)
        )
    shown = frame.rename(columns=heads)
    st.table(
        shown.style.format(formats, na_rep=NO_VALUE),
        border="horizontal",
        width="content",
        alt=alt,
    )


def table_height(rows: int, most_rows: int) -> int:
    """Give the pixels of a table; half a row more where it scrolls, so that it shows."""
    whole = ROW * (min(rows, most_rows) + 1) + 2
    return whole if rows <= most_rows else whole + ROW // 2


def for_display(frame: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, Any]]:
    """Turn stored integers into exact decimals, with the configuration of their columns."""
    shown, config = dict[str, Any](), dict[str, Any]()
    for name in map(str, frame.columns):
        stored = frame[name]
        shown[name] = stored
        if name in _AMOUNTS:
            shown[name] = amounts(stored)
            config[name] = amount_column(_AMOUNTS[name], stored, _HELP.get(name))
        elif name in _QUANTITIES:
            shown[name] = quantities(stored)
            config[name] = quantity_column(_QUANTITIES[name], stored)
        elif name in _COUNTS:
            config[name] = count_column(_COUNTS[name], DEFINITIONS.get(name))
    return pd.DataFrame(shown), config


def with_names(frame: pd.DataFrame, **kinds: str) -> pd.DataFrame:
    """Write something where a name is empty, so that no cell looks forgotten.

    Args:
        frame: The frame.
        kinds: By column: what kind of name is missing.
    """
    shown = frame.copy()
    for column, kind in kinds.items():
        shown[column] = [named(str(name), kind) for name in shown[column]]
    return shown


def share(frame: pd.DataFrame, column: str) -> pd.Series[float]:
    """Give each row's part of a column's sum as a percentage, to draw and to read.

    Missing where the sum is not positive: a share of nothing is no number.
    """
    whole = int(frame[column].sum())
    if whole <= 0:
        return pd.Series(float("nan"), index=frame.index)
    return frame[column] * 100 / whole
