"""The pattern of the week, beside that of the comparison."""

from __future__ import annotations

import streamlit as st

from components import store
from components.charts.signed_bars import show_signed_bars
from components.tables import show_table
from components.view import View
from sales_core.reporting.weekdays import weekday_pattern


def show_weekdays(view: View, currency: str) -> None:
    """Show what each weekday brings on an average day with sales."""
    pattern = weekday_pattern(store.daily(view.filters), view.week_start)
    known = pattern[pattern["days"] > 0]
    show_signed_bars(
        list(known["weekday"]),
        [int(amount) for amount in known["average"]],
        title=f"Average, {currency}",
        alt="Average revenue by weekday",
        key="weekdays-chart",
    )
    columns = ["weekday", "days", "revenue", "orders", "average"]
    texts = {
        "weekday": st.column_config.TextColumn("Weekday"),
        "days": st.column_config.NumberColumn("Days with sales", format="%d"),
    }
    if view.before:
        earlier = store.daily(view.at(view.before))
        pattern["then"] = weekday_pattern(earlier, view.week_start)["average"]
        columns.append("then")
    show_table(pattern[columns], texts=texts, alt="Revenue by weekday", key="weekdays")
    st.caption("An average is over the days of that weekday with sales; closed days do not count.")
