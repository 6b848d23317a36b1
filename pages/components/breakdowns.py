"""What revenue is made of: by product, location and payment method; each row is a filter."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from components import said, store
from components.filters import narrow_to
from components.money import change_text
from components.tables import share, show_table, with_names
from components.text import counted
from components.view import View
from sales_core.reporting.comparison import percent_change
from sales_core.reporting.filters import Dimension, Filters
from sales_core.values.traits import NAMED, is_kept, shown_kind

PARTS: dict[Dimension, str] = {
    "product": "product",
    "location": "location",
    "payment_method": "payment method",
}
"""What revenue is broken down by, in words."""


def trait_parts() -> list[str]:
    """Give the kinds of traits that revenue is broken down by, as tables that narrow."""
    kinds = (each.kind for each in said.trait_kinds())
    return [kind for kind in kinds if kind in NAMED or is_kept(kind)]


def word_of(by: str) -> str:
    """Give what revenue is broken down by, in words."""
    return next((word for part, word in PARTS.items() if part == by), shown_kind(by))


def parts_of(filters: Filters, by: str) -> pd.DataFrame:
    """Split the figures of a period by a dimension or a kind of traits."""
    for dimension in PARTS:
        if dimension == by:
            return store.breakdown(filters, dimension)
    return said.trait_breakdown(filters, by)


def show_breakdown(view: View, by: str) -> None:
    """Show the parts of the revenue, highest first; a click on one narrows every page to it.

    Where the page is narrowed to some of them, the others stay, and the chosen are marked.
    """
    all_of_them = view.filters.without(by)
    parts = parts_of(all_of_them, by)
    names = list(parts["name"])
    chosen = set(view.filters.names(by))
    key = f"by-{by}-{abs(hash(view.filters))}"
    shown = with_names(parts, name=word_of(by))[["name", "revenue", "orders"]]
    shown.insert(2, "share", share(parts, "revenue"))
    earlier = None
    if view.before:
        then = replace(all_of_them, start=view.before.start, end=view.before.end)
        earlier = parts_of(then, by)
    if earlier is not None and len(earlier):
        shown["change"] = _changes(earlier, parts)
    show_table(
        shown,
        texts={
            "name": st.column_config.TextColumn(
                word_of(by)[:1].upper() + word_of(by)[1:], width=190
            ),
            "share": st.column_config.ProgressColumn(
                "Share", format="%.1f%%", min_value=0, max_value=100, width=110
            ),
            "change": st.column_config.TextColumn("Change", alignment="right", width=80),
        },
        alt=f"Revenue by {word_of(by)}",
        most_rows=8,
        key=key,
        on_select=lambda: _narrow(key, by, names),
        chosen=[at for at, name in enumerate(names) if name in chosen],
    )
    if chosen:
        kept = counted(len(chosen & set(names)), word_of(by))
        st.caption(f"The page shows the {kept} marked here; shares are of all of them.")


def _changes(earlier: pd.DataFrame, parts: pd.DataFrame) -> list[str]:
    """Write the change of each part against the comparison; an en dash where there was none."""
    then: dict[Any, int] = dict(zip(earlier["name"], earlier["revenue"], strict=True))
    pairs = zip(parts["name"], parts["revenue"], strict=True)
    return [change_text(percent_change(now, then.get(name))) for name, now in pairs]


def _narrow(key: str, by: str, names: list[str]) -> None:
    narrow_to(by, [names[row] for row in st.session_state[key].selection.rows])
