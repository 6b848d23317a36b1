"""The headline figures as cards, each with its definition at hand."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.money import money_text, units_text
from sales_core.reporting.figures import DEFINITIONS, Figures

LABELS = {
    "revenue": "Revenue",
    "gross_sales": "Gross sales",
    "refunds": "Refunds",
    "orders": "Orders",
    "average_order_value": "Average order value",
    "units": "Units",
}
"""What a person reads for each figure, in the order they are shown."""

AMOUNTS = ("revenue", "gross_sales", "refunds", "average_order_value")
"""Figures that are amounts of the currency."""


DIGIT = 13
"""Pixels of a digit of a headline figure."""

MOST_IN_A_ROW = 12
"""Digits of the longest figure up to which all of them stand in one row."""


def figure_text(figures: Figures, name: str) -> str:
    """Write one of the figures exactly; an en dash where it has no value."""
    value = getattr(figures, name)
    if name in AMOUNTS:
        return money_text(value)
    return f"{value:,}" if name == "orders" else units_text(value)


def show_figures(figures: Figures, currency: str, names: Sequence[str] = tuple(LABELS)) -> None:
    """Show headline figures side by side, as many in a row as their digits allow.

    Args:
        figures: What to show.
        currency: ISO 4217 code.
        names: Which figures, keys of ``LABELS``.
    """
    texts = {name: figure_text(figures, name) for name in names}
    widest = max(len(text) for text in texts.values())
    columns = len(texts) if widest <= MOST_IN_A_ROW else 3
    with (
        st.container(border=True, key="figures"),
        st.grid(columns, min_column_width=max(148, DIGIT * widest)),
    ):
        for name, text in texts.items():
            st.metric(LABELS[name], text, help=_definition(name, currency))


def _definition(name: str, currency: str) -> str:
    return f"{DEFINITIONS[name]} In {currency}." if name in AMOUNTS else DEFINITIONS[name]
