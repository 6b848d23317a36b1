"""Questions about orders: those that were called off, and those that differ from what is stored."""

from __future__ import annotations

from typing import cast, get_args

import pandas as pd
import streamlit as st

from components.tables import show_table, with_names
from components.text import count_text, counted, day_pattern
from components.uploading.sheet import Sheet
from sales_core.importing.questions import Cancelled
from sales_core.imports import ImportResult

_CHANGED = {
    "keep": (
        "Keep the stored lines and add what is new",
        "Right where each file holds other lines of the same orders.",
    ),
    "replace": (
        "Replace: from now on this file alone says what these orders are",
        "Right where this file is a later, corrected export.",
    ),
}
"""What can be done about orders that differ, and when it is right."""


def ask_about_orders(sheet: Sheet, result: ImportResult) -> None:
    """Ask whether cancelled orders count, and which version of changed ones is meant."""
    if result.cancelled or sheet.cancelled:
        _ask_cancelled(sheet, result)
    if result.changed_orders:
        _ask_changed(sheet, result)


def _ask_cancelled(sheet: Sheet, result: ImportResult) -> None:
    key = f"{sheet.key}-cancelled"
    choices = get_args(Cancelled)
    rows = counted(result.cancelled, "row") if result.cancelled else "rows"
    it, asked = ("it", "Is it a sale?") if result.cancelled == 1 else ("them", "Are they sales?")
    st.radio(
        f"**The file calls {rows} cancelled.** {asked}",
        choices,
        index=choices.index(sheet.cancelled or result.answers.cancelled or "count"),
        format_func={
            "count": f"Count {it} like all others",
            "leave": f"Leave {it} out",
        }.__getitem__,
        key=key,
        horizontal=True,
        on_change=_answer_cancelled,
        args=(sheet, key),
    )


def _answer_cancelled(sheet: Sheet, key: str) -> None:
    sheet.cancelled = st.session_state[key]


def _ask_changed(sheet: Sheet, result: ImportResult) -> None:
    count = result.changed_orders
    what = "order of this file differs" if count == 1 else "orders of this file differ"
    key = f"{sheet.key}-changed-orders"
    choices = tuple(_CHANGED)
    st.radio(
        f"**{count_text(count)} {what} from what is stored.** Which is meant?",
        choices,
        index=choices.index(sheet.on_changed) if sheet.on_changed else None,
        format_func=lambda choice: _CHANGED[choice][0],
        captions=[caption for _, caption in _CHANGED.values()],
        key=key,
        on_change=_answer_changed,
        args=(sheet, key),
    )
    with st.expander(f"The {counted(count, 'order')}" if count <= 100 else "The first 100 orders"):
        orders = pd.DataFrame([_as_row(order) for order in result.changed])
        show_table(
            with_names(orders, location="location"),
            texts={
                "sale_date": st.column_config.DateColumn("Date", format=day_pattern()),
                "location": "Location",
                "order_id": "Order",
            },
            alt="Orders that differ from what is stored",
            exact=True,
        )


def _as_row(order: object) -> dict[str, object]:
    names = ("sale_date", "location", "order_id", "stored_amount", "file_amount")
    return {name: getattr(order, name) for name in names}


def _answer_changed(sheet: Sheet, key: str) -> None:
    sheet.on_changed = cast("None", st.session_state[key])
