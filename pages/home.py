"""The first page: a welcome while there is no data, later what an owner asks in the morning.

Above the bar stands what is always about the latest days and about everything; below it what the
bar chooses.
"""

from __future__ import annotations

from dataclasses import replace

import streamlit as st
from components import store
from components.charts.calendar import show_calendar
from components.charts.revenue import LOW, show_revenue
from components.charts.revenue_data import Drawing
from components.comparisons import compared_text, say_comparable
from components.course import compare, usual_day
from components.figures import change_of, figure_text
from components.history import show_recent
from components.home.freshness import show_freshness
from components.home.latest import show_latest_day, show_latest_week
from components.home.month import show_month
from components.home.movers import show_movers
from components.home.place import above_the_bar
from components.home.proof import show_proof
from components.home.welcome import show_welcome
from components.notes import show_asked_note, show_notes
from components.problems import show_notice
from components.rows import show_asked_rows
from components.take_away import offer_of_home
from components.text import count_text, counted, period_text
from components.unusual import MOST_ON_HOME, show_unusual
from components.view import View, current_view

from sales_core.reporting.comparison import Compared
from sales_core.reporting.coverage import Coverage
from sales_core.reporting.figures import Figures
from sales_core.reporting.filters import Filters
from sales_core.values.periods import Period
from sales_core.values.presets import preset_period, suitable_grain

RECENT = 3
"""Imports named on this page."""

MOST_NOTES = 3
"""Notes named on this page."""


def show_page() -> None:
    """Welcome, or show the latest days above the bar and the chosen ones below it."""
    show_notice()
    view = current_view()
    if view is None:
        show_welcome()
        return
    with above_the_bar():
        _show_now(view)
    _show_chosen(view)
    offer_of_home(view)
    show_asked_note()
    show_asked_rows()


def _show_now(view: View) -> None:
    data = view.data
    show_freshness(data.end)
    cards = (show_month, show_latest_day, show_latest_week)
    for column, show in zip(st.columns([1.35, 1, 1]), cards, strict=True):
        with column.container(border=True, height="stretch", gap="small"):
            show(data)
    products, notes = st.columns([1.35, 1], gap="medium")
    with products.container(border=True, height="stretch"):
        show_movers(data)
    with notes.container(border=True, height="stretch"):
        show_notes(store.notes(), data.end, most=MOST_NOTES)
    _show_unusual(view)
    show_proof()
    st.header("Over time", anchor=False)


def _show_unusual(view: View) -> None:
    """Call out unusual days of the last weeks, if there are any."""
    everything = replace(view, filters=Filters())
    recent = preset_period("Last 28 days", view.data)
    if store.unusual_days(everything.at(recent)):
        with st.container(border=True, gap="small"):
            st.header("Unusual in the last four weeks", anchor=False)
            show_unusual(everything, recent, most=MOST_ON_HOME)


def _show_chosen(view: View) -> None:
    _show_course(view)
    st.header("Which days there are", anchor=False)
    show_calendar(view.period)
    st.caption(_covered(store.coverage(), view.data))
    show_recent(store.imports()[:RECENT])


def _show_course(view: View) -> None:
    grain = suitable_grain(view.period)
    st.header(f"Revenue by {grain}", anchor=False)
    series = store.revenue(view.filters, grain, view.week_start)
    if series.periods is None:
        return
    compared = compare(view, grain)
    _say_sum(view, series.figures, compared)
    show_revenue(
        series.periods,
        Drawing(grain, week_start=view.week_start),
        store.settings().currency,
        before=compared.periods if compared else None,
        notes=store.notes(view.period),
        height=LOW,
    )


def _say_sum(view: View, figures: Figures, compared: Compared | None) -> None:
    """Say what the chosen days come to, and how that compares with what is chosen."""
    usual = usual_day(view)
    earlier = compared or usual
    said = f"**{figure_text(figures, 'revenue')}**"
    if earlier:
        said += f" · {change_of(figures, earlier.figures, 'revenue')}"
    st.markdown(said)
    days = period_text(view.period.start, view.period.end)
    told = compared_text(view, compared, usual)
    st.caption(f"{days}  \n{told}" if told else days)
    say_comparable(view)


def _covered(covered: Coverage, data: Period) -> str:
    """Say what the data holds in all."""
    return " · ".join(
        (
            f"In all {period_text(data.start, data.end)}",
            f"{count_text(covered.days_with_lines)} of {counted(data.days, 'day')} with sales",
            counted(covered.lines, "line"),
            counted(covered.imports, "import"),
            counted(len(covered.products), "product"),
            counted(len(covered.locations), "location"),
            counted(len(covered.payment_methods), "payment method"),
        )
    )


show_page()
