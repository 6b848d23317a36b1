"""The busiest hours: a square for each hour of each day of the week."""

from __future__ import annotations

import streamlit as st

from components import said
from components.charts.hours import show_heatmap
from components.tables import show_table
from components.text import counted
from components.view import View
from sales_core.values.periods import WEEKDAYS
from sales_core.values.traits import HOUR

DAYS = tuple(day[:3] for day in WEEKDAYS)


def show_hours(view: View) -> None:
    """Show when revenue comes in; what a line without a time brings is told."""
    if HOUR not in {each.kind for each in said.trait_kinds()}:
        st.info(
            "The files imported so far say no times. Where an export has them, upload it again: "
            "its import gains them, and no figure changes."
        )
        return
    hours = said.busy_hours(view.filters)
    timed = hours[hours["hour"] != ""].assign(
        weekday=lambda frame: [DAYS[number - 1] for number in frame["weekday"]]
    )
    if timed.empty:
        st.info("No line of this period has a time.")
        return
    show_heatmap(timed, [*DAYS[view.week_start :], *DAYS[: view.week_start]])
    columns = ["weekday", "hour", "days", "revenue", "orders"]
    texts = {
        "weekday": st.column_config.TextColumn("Weekday"),
        "hour": st.column_config.TextColumn("Hour"),
        "days": st.column_config.NumberColumn("Days with sales", format="%d"),
    }
    best = timed.sort_values("revenue", ascending=False, ignore_index=True)
    show_table(
        best[columns], texts=texts, alt="Revenue by weekday and hour", most_rows=8, key="hours"
    )
    rest = int(hours.loc[hours["hour"] == "", "lines"].sum())
    if rest:
        st.caption(f"{counted(rest, 'line')} of this period say no time and are not in the chart.")
