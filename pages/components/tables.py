"""Tables: stored integers become aligned amounts and counts, names stay as they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import streamlit as st

from components.cells import written
from components.money import (
    amount_texts,
    amounts,
    count_texts,
    number_column,
    quantities,
    quantity_texts,
)
from components.text import NO_VALUE, dollars_escaped, named
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
    "revenue_now": "Revenue now",
    "revenue_then": "Revenue then",
    "difference": "Difference",
    "stored_amount": "Stored",
    "file_amount": "In this file",
    "net_revenue": "Net revenue",
    "tax": "Tax",
    "discounts": "Discounts",
    "revenue_without_tax": "Without a stated tax",
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
    exact: bool = False,
    currency: str | None = None,
    on_select: Callable[[], None] | None = None,
) -> None:
    """Show a frame of stored figures as people read them.

    Args:
        frame: Columns with the names of figures hold stored integers.
        texts: Head or configuration of each other column, by its name.
        alt: What the table is, for those who cannot see it.
        most_rows: Rows to show before the table scrolls.
        key: Name of the table in the page.
        exact: Whether amounts have every digit, else the usual decimals.
        currency: ISO 4217 code of the amounts where it is not that of the database.
        on_select: What to do when one row is chosen; None for a table to read only.
    """
    display = for_display(frame, exact=exact, currency=currency)
    show_display(
        display, texts=texts, alt=alt, most_rows=most_rows, key=key, on_select=on_select, one=True
    )


def show_display(
    display: Display,
    *,
    texts: ColumnConfig,
    alt: str,
    most_rows: int = 12,
    key: str | None = None,
    on_select: Callable[[], None] | None = None,
    chosen: Sequence[int] = (),
    one: bool = False,
) -> None:
    """Show a frame that was made ready to be read.

    Args:
        display: As ``for_display`` gives it.
        texts: Head or configuration of each column that holds no figures, by its name.
        alt: What the table is, for those who cannot see it.
        most_rows: Rows to show before the table scrolls.
        key: Name of the table in the page.
        on_select: What to do when rows are chosen; None for a table to read only.
        chosen: The rows that are chosen at first.
        one: Whether only one row can be chosen.
    """
    choosing: dict[str, Any] = {}
    if on_select:
        choosing = {"on_select": on_select, "selection_mode": "single-row" if one else "multi-row"}
    if chosen:
        choosing["selection_default"] = {"selection": {"rows": list(chosen)}}
    st.dataframe(
        written(display.frame, display.texts),
        column_config={**texts, **display.columns},
        hide_index=True,
        placeholder=NO_VALUE,
        height=table_height(len(display.frame), most_rows),
        alt=alt,
        key=key,
        **choosing,
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
    heads = {"rows": "Rows", "amount": f"Amount, {currency}", "revenue": f"Revenue, {currency}"}
    texts = {}
    for name in frame.columns.intersection(list(heads)):
        column = frame[name]
        said = count_texts(column) if name == "rows" else amount_texts(column, currency, exact=True)
        texts[heads[name]] = [dollars_escaped(text or NO_VALUE) for text in said]
    shown = written(frame.rename(columns=heads), texts)
    st.table(shown, border="horizontal", width="content", alt=alt)


def table_height(rows: int, most_rows: int) -> int:
    """Give the pixels of a table; half a row more where it scrolls, so that it shows."""
    whole = ROW * (min(rows, most_rows) + 1) + 2
    return whole if rows <= most_rows else whole + ROW // 2


@dataclass(frozen=True)
class Display:
    """A frame as people read it.

    Attributes:
        frame: Stored integers as exact decimals, to sort by.
        texts: By column: what is read for each row (``cells.written``).
        columns: The configuration of those columns.
    """

    frame: pd.DataFrame
    texts: dict[str, list[str | None]] = field(default_factory=dict)
    columns: dict[str, Any] = field(default_factory=dict)


def for_display(
    frame: pd.DataFrame, *, exact: bool = False, currency: str | None = None
) -> Display:
    """Turn stored integers into what people read.

    Args:
        frame: Columns with the names of figures hold stored integers.
        exact: Whether amounts have every digit, else the usual decimals.
        currency: ISO 4217 code of the amounts where it is not that of the database.
    """
    values, texts, columns = dict[str, Any](), dict[str, list[str | None]](), dict[str, Any]()
    for name in map(str, frame.columns):
        stored = values[name] = frame[name]
        if name in _AMOUNTS:
            values[name] = amounts(stored)
            texts[name] = amount_texts(stored, currency, exact=exact)
            columns[name] = number_column(_AMOUNTS[name], _HELP.get(name))
        elif name in _QUANTITIES:
            values[name], texts[name] = quantities(stored), quantity_texts(stored)
            columns[name] = number_column(_QUANTITIES[name])
        elif name in _COUNTS:
            texts[name] = count_texts(stored)
            columns[name] = number_column(_COUNTS[name], DEFINITIONS.get(name))
    return Display(pd.DataFrame(values), texts, columns)


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
