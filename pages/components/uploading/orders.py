"""Questions about orders: those that were called off, and those that differ from what is stored."""

from __future__ import annotations

from collections.abc import Sequence
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

GONE = ":material/playlist_remove:"


def ask_about_orders(sheet: Sheet, result: ImportResult) -> None:
    """Ask whether cancelled orders count, and which version of changed ones is meant."""
    if result.cancelled or sheet.cancelled:
        _ask_cancelled(sheet, result)
    if result.changed_orders:
        _ask_changed(sheet, result)
    if result.vanished:
        _show_vanished(result)


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
        if result.changed_lines is not None:
            st.caption("Line by line, old beside new: lines that are the same are left out.")
            _show_lines(result.changed_lines)


def _show_lines(lines: pd.DataFrame) -> None:
    lines = lines.copy()
    where = lines.pop("in_file").map({False: "Stored", True: "In this file"})
    lines.insert(0, "where", where)
    show_table(
        with_names(lines, location="location", product="product"),
        texts={
            "where": "Where",
            "sale_date": st.column_config.DateColumn("Date", format=day_pattern()),
            "location": "Location",
            "order_id": "Order",
            "product": "Product",
        },
        alt="Lines of these orders that only the file or only the database has",
        exact=True,
    )


def _show_vanished(result: ImportResult) -> None:
    """List the orders that the file no longer has; nothing is asked about them."""
    count = result.vanished_orders
    are = "order that is" if count == 1 else "orders that are"
    shown = f"The {count_text(count)} {are} not in this file any more"
    with st.expander(shown if count <= 100 else f"{shown}: the first 100", icon=GONE):
        orders = pd.DataFrame(
            [_as_row(order, ("amount", "import_id")) for order in result.vanished]
        )
        show_table(
            with_names(orders, location="location"),
            texts={
                "sale_date": st.column_config.DateColumn("Date", format=day_pattern()),
                "location": "Location",
                "order_id": "Order",
                "import_id": st.column_config.NumberColumn("Import"),
            },
            alt="Orders stored for days inside this file that it no longer has",
            exact=True,
        )
        st.caption(
            "They still count. If they were cancelled where the file comes from, import this file "
            "and undo the import that they came with: what both hold stays."
        )


def _as_row(
    order: object, more: Sequence[str] = ("stored_amount", "file_amount", "difference")
) -> dict[str, object]:
    names = ("sale_date", "location", "order_id", *more)
    return {name: getattr(order, name) for name in names}


def _answer_changed(sheet: Sheet, key: str) -> None:
    sheet.on_changed = cast("None", st.session_state[key])
