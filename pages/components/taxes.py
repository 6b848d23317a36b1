"""Net revenue, tax and discounts, and taxes by month and rate."""

from __future__ import annotations

import streamlit as st

from components import said
from components.money import money_text
from components.tables import show_table
from components.view import View
from sales_core.reporting.figures import Figures


def show_taxes(view: View, figures: Figures) -> None:
    """Show what of the revenue is tax; the table is for the accountant, and in Download."""
    if figures.tax is None or figures.net_revenue is None:
        st.info("No line of this period states a tax, so there is no net revenue to show.")
        return
    st.markdown(
        f"Net revenue **{money_text(figures.net_revenue)}** + tax **{money_text(figures.tax)}**"
        + (
            f" + revenue without a stated tax **{money_text(figures.revenue_without_tax)}**"
            if figures.lines_without_tax
            else ""
        )
        + f" = revenue **{money_text(figures.revenue)}**"
        + (f" · discounts given {money_text(figures.discounts)}" if figures.discounts else "")
    )
    if figures.why_not_all_taxes:
        st.caption(figures.why_not_all_taxes)
    table = said.tax_table(view.filters)
    table = table.assign(rate=[f"{rate} %" if rate else "–" for rate in table["rate"]])
    columns = ["month", "rate", "revenue", "net_revenue", "tax"]
    if figures.discounts:
        columns.append("discounts")
    if figures.lines_without_tax:
        columns.append("revenue_without_tax")
    texts = {
        "month": st.column_config.DateColumn("Month", format="MMM YYYY"),
        "rate": st.column_config.TextColumn("Tax rate"),
    }
    show_table(table[columns], texts=texts, alt="Taxes by month and rate", key="taxes")
