"""What a page shows while there is nothing to show, and the ways on from there."""

from __future__ import annotations

import streamlit as st

from components import address, visitor
from components.text import period_text
from components.view import PERIOD, View, current_view
from sales_core.reporting.coverage import Coverage
from sales_core.values.chosen_days import text_of_preset
from sales_core.values.periods import Period
from sales_core.values.presets import ALL

NOTHING_THERE = "As soon as somebody imports a sales export, this page fills with its figures."
"""What is said to somebody who may only look."""


def data_period(covered: Coverage) -> Period | None:
    """Give the first to the last day of data; None without data."""
    if covered.first_date is None or covered.last_date is None:
        return None
    return Period(covered.first_date, covered.last_date)


def need_view() -> View:
    """Give what is chosen in the bar; without data, say so and end the page."""
    view = current_view()
    if view is None:
        _show_no_data()
        st.stop()
    return view


def show_no_lines(data: Period) -> None:
    """Say that a period has no lines, and where there are some."""
    st.info(
        "There are no lines in this period. Your data runs from "
        f"{period_text(data.start, data.end)}.",
        icon=":material/event_busy:",
    )
    everything = {PERIOD: text_of_preset(ALL)}
    st.button("Show all days", key="all-days", on_click=address.choose, args=(everything,))


def _show_no_data() -> None:
    with st.container(border=True, horizontal_alignment="center", gap="small"):
        st.space("small")
        st.header("No sales yet", anchor=False, text_alignment="center", width="content")
        st.markdown(
            "Upload a sales export, and this page fills with its figures."
            if visitor.may_import()
            else NOTHING_THERE,
            text_alignment="center",
            width="content",
        )
        if visitor.may_import():
            if st.button("Upload a sales export", type="primary", icon=":material/upload_file:"):
                st.switch_page("upload.py")
            st.page_link("home.py", label="or look around with the sample", width="content")
        st.space("small")
