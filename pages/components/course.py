"""The course of revenue over a period: the chart to click and to zoom, and the words under it."""

from __future__ import annotations

import streamlit as st

from components import store
from components.charts.revenue import show_revenue
from components.charts.revenue_data import AVERAGED, EMPTY, Drawing
from components.rows import ask_rows
from components.view import View, set_period
from sales_core.reporting.comparison import Compared
from sales_core.reporting.covered_days import DayState, states_of_buckets
from sales_core.reporting.revenue import RevenueReport
from sales_core.reporting.usual_weekday import UsualWeekday
from sales_core.values.periods import Grain, Period, whole_bucket

MOST_DAYS = 5_000
"""Days up to which empty ones are looked into."""

MARKS: dict[DayState, str] = {"zero": "Dot", "missing": "Cross"}
"""What marks an empty bucket in the chart."""


def compare(view: View, grain: Grain) -> Compared | None:
    """Ask for what a page is compared with; None where its days have no lines.

    What a weekday usually brings is no sum of days: ``usual_day`` asks for it.
    """
    if view.before is None:
        return None
    compared = store.compare(view.filters, view.before, grain, view.week_start)
    return compared if compared.figures.lines else None


def usual_day(view: View) -> UsualWeekday | None:
    """Ask for what the weekday of a single day usually brings, if that is what it stands beside."""
    if view.comparison != "usual weekday":
        return None
    return store.usual_weekday(view.filters, view.period.start)


def show_course(
    view: View, report: RevenueReport, compared: Compared | None, drawing: Drawing
) -> None:
    """Draw revenue beside its comparison, and say what its marks mean.

    A click on a bar opens its rows, a dragged range becomes the period.

    Args:
        view: What the page shows.
        report: Asked for with the grain of the drawing.
        compared: What it is compared with, split the same way.
        drawing: How it is drawn.
    """
    assert report.periods is not None  # noqa: S101 - it was asked for with a grain

    def choose(days: Period, brushed: bool) -> None:  # noqa: FBT001 - a callback
        if brushed:
            set_period(days)
            return
        ask_rows(view.at(days), "revenue")

    states, notes = empty_states(view, report) or [], store.notes(view.period)
    show_revenue(
        report.periods,
        drawing,
        store.settings().currency,
        before=compared.periods if compared else None,
        states=states,
        notes=notes,
        on_choice=choose,
    )
    said = ["Click a bar for its rows, drag over several to zoom in."]
    first, last = (
        whole_bucket(day, drawing.grain, drawing.week_start)
        for day in (view.period.start, view.period.end)
    )
    if first.start < view.period.start or last.end > view.period.end:
        said.append(f"Pale: a {drawing.grain} of which only a part is shown.")
    said += [f"{mark}: {EMPTY[state]}." for state, mark in MARKS.items() if state in states]
    if notes:
        said.append("Violet: a note.")
    if compared:
        said.append("Dashed: the comparison.")
    if drawing.averaged:
        said.append(f"Gold: average of {AVERAGED[drawing.grain]} {drawing.grain}s.")
    st.caption(" ".join(said))


def empty_states(view: View, report: RevenueReport) -> list[DayState] | None:
    """Tell why buckets are empty; not of a part of the data, where nothing can be told."""
    assert report.periods is not None  # noqa: S101 - it was asked for with a grain
    if view.narrowed or view.period.days > MOST_DAYS or report.periods["lines"].all():
        return None
    return states_of_buckets(report.periods, store.day_states(view.period))
