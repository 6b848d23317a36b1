"""The first lines of a file twice: as they will be stored, and as the file has them."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from components.evidence import FIELD_NAMES
from components.tables import show_table, table_height, with_names
from components.text import counted, day_pattern
from sales_core.imports import ImportResult

_STORED: dict[str, Any] = {
    "source_line": st.column_config.NumberColumn("Line", format="%d", width=60),
    "sale_date": "Sale date",
    "order_id": "Order",
    "product": "Product",
    "location": "Location",
    "payment_method": "Payment method",
}
"""Columns of the lines; the figures bring their own heads."""

_IN_ORDER = (
    "date", "order_id", "item", "location", "payment_method", "quantity", "unit_price", "discount",
    "tax", "amount", "credit", "debit", "currency",
)  # fmt: skip
"""Fields in the order of the columns of the lines, so that both tables read alike."""

_ROWS = 8


def show_first_lines(result: ImportResult) -> None:
    """Show the first lines as they will be stored, and the same lines as written."""
    sample = result.sample
    if sample is None or sample.empty:
        return
    if result.rows.already_imported or (sample["occurrence"] > 1).any():
        st.caption(
            "Identical lines of an order are all kept, and a line that is already there is not "
            "counted again. One limit: two files that each hold only *part* of one order's "
            "identical lines count them once."
        )
    which = f"The first {counted(len(sample), 'line')}" if len(sample) > 1 else "The first line"
    st.markdown(f"**{which} as stored**")
    _show_stored(sample, result.currency)
    if result.written is not None:
        st.markdown("**The same as the file has them**")
        _show_written(result.written, result)


def _show_stored(sample: pd.DataFrame, currency: str) -> None:
    shown = sample[[*_STORED, "quantity", "unit_price", "amount"]]
    names = {"product": "product", "location": "location", "payment_method": "payment method"}
    day = st.column_config.DateColumn("Sale date", format=day_pattern())
    show_table(
        with_names(shown, **names),
        texts=_STORED | {"sale_date": day},
        alt="Lines to be stored",
        most_rows=_ROWS,
        exact=True,
        currency=currency,
    )


def _show_written(written: pd.DataFrame, result: ImportResult) -> None:
    fields = [name for name in _IN_ORDER if name in written]
    config: dict[str, Any] = {
        name: st.column_config.TextColumn(result.columns[name].strip(), help=FIELD_NAMES.get(name))
        for name in fields
    }
    st.dataframe(
        written[["source_line", *fields]],
        column_config={"source_line": _STORED["source_line"], **config},
        hide_index=True,
        height=table_height(len(written), _ROWS),
        alt="The same lines as the file has them",
    )
