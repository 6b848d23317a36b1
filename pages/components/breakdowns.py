"""What revenue is made of: by product, location and payment method; each row is a filter."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from components import reader, said, store
from components.filters import narrow_to
from components.kept import kept
from components.money import change_text
from components.tables import Display, for_display, share, show_display, with_names
from components.text import counted
from components.view import View
from sales_core.reporting.comparison import percent_change
from sales_core.reporting.filters import Dimension, Filters
from sales_core.store.database import Database
from sales_core.values.periods import Period
from sales_core.values.reader_forms import ReaderForms
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
    names = list(parts_of(all_of_them, by)["name"])
    chosen = set(view.filters.names(by))
    key = f"by-{by}-{abs(hash(view.filters))}"
    show_display(
        displayed(view, by),
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
        marked = counted(len(chosen & set(names)), word_of(by))
        st.caption(f"The page shows the {marked} marked here; shares are of all of them.")


def displayed(view: View, by: str) -> Display:
    """Give the table of the parts as it is read.

    Args:
        view: What the page shows; names of this kind are left aside.
        by: A dimension or a kind of traits.
    """
    return kept(_displayed, view.filters.without(by), view.before, by, reader.forms())


def _displayed(
    _opened: Database, filters: Filters, before: Period | None, by: str, _forms: ReaderForms
) -> Display:
    """Make the table ready; it is kept, because that takes longer than to send it."""
    parts = parts_of(filters, by)
    shown = with_names(parts, name=word_of(by))[["name", "revenue", "orders"]]
    shown.insert(2, "share", share(parts, "revenue"))
    if before:
        earlier = parts_of(replace(filters, start=before.start, end=before.end), by)
        if len(earlier):
            shown["change"] = _changes(earlier, parts)
    return for_display(shown)


def _changes(earlier: pd.DataFrame, parts: pd.DataFrame) -> list[str]:
    """Write the change of each part against the comparison; an en dash where there was none."""
    then: dict[Any, int] = dict(zip(earlier["name"], earlier["revenue"], strict=True))
    pairs = zip(parts["name"], parts["revenue"], strict=True)
    return [change_text(percent_change(now, then.get(name))) for name, now in pairs]


def _narrow(key: str, by: str, names: list[str]) -> None:
    narrow_to(by, [names[row] for row in st.session_state[key].selection.rows])
