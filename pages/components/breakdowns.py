"""What revenue is made of: by product, location and payment method; each row is a filter."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from components import store
from components.filters import narrow_to
from components.money import change_text
from components.tables import share, show_table, with_names
from components.view import View
from sales_core.reporting.comparison import percent_change
from sales_core.reporting.revenue import Dimension

PARTS: dict[Dimension, str] = {
    "product": "product",
    "location": "location",
    "payment_method": "payment method",
}
"""What revenue is broken down by, in words."""


def show_breakdown(view: View, by: Dimension) -> None:
    """Show the parts of the revenue, highest first; a click on one narrows every page to it."""
    parts = store.breakdown(view.filters, by)
    key = f"by-{by}-{abs(hash(view.filters))}"
    shown = with_names(parts, name=PARTS[by])[["name", "revenue", "orders"]]
    shown.insert(2, "share", share(parts, "revenue"))
    earlier = store.breakdown(view.at(view.before), by) if view.before else None
    if earlier is not None and len(earlier):
        shown["change"] = _changes(earlier, parts)
    show_table(
        shown,
        texts={
            "name": st.column_config.TextColumn(PARTS[by].capitalize(), width=190),
            "share": st.column_config.ProgressColumn(
                "Share", format="%.1f%%", min_value=0, max_value=100, width=110
            ),
            "change": st.column_config.TextColumn("Change", alignment="right", width=80),
        },
        alt=f"Revenue by {PARTS[by]}",
        most_rows=8,
        key=key,
        on_select=lambda: _narrow(key, by, list(parts["name"])),
    )


def _changes(earlier: pd.DataFrame, parts: pd.DataFrame) -> list[str]:
    """Write the change of each part against the comparison; an en dash where there was none."""
    then: dict[Any, int] = dict(zip(earlier["name"], earlier["revenue"], strict=True))
    pairs = zip(parts["name"], parts["revenue"], strict=True)
    return [change_text(percent_change(now, then.get(name))) for name, now in pairs]


def _narrow(key: str, by: Dimension, names: list[str]) -> None:
    if rows := st.session_state[key].selection.rows:
        narrow_to(by, names[rows[0]])
