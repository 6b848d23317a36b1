"""Revenue of a period: figures, their course, what they are made of, and what changed."""

from __future__ import annotations

from functools import partial
from typing import cast

import streamlit as st
from components import address, store
from components.breakdowns import PARTS, show_breakdown, trait_parts, word_of
from components.changes import show_changes
from components.charts.revenue_data import AVERAGED, Drawing, Sums
from components.comparisons import compared_text, say_comparable
from components.course import compare, show_course, usual_day
from components.empty import need_view, show_no_lines
from components.figures import Context, show_figures
from components.filters import choose_grain
from components.hours import show_hours
from components.notes import show_asked_note, show_notes
from components.problems import show_notice
from components.rows import ask_rows, show_asked_rows
from components.tables import show_table
from components.take_away import offer_of_revenue
from components.taxes import show_taxes
from components.text import (
    count_text,
    counted,
    day_pattern,
    listed,
    md_escape,
    period_text,
    plain_name,
)
from components.unusual import show_unusual
from components.view import View
from components.weekdays import show_weekdays

from sales_core.reporting.comparison import Compared
from sales_core.reporting.revenue import RevenueReport
from sales_core.reporting.usual_weekday import UsualWeekday
from sales_core.values.periods import Grain, Period

GRAIN_HEADS = {"day": "Day", "week": "Week", "month": "Month", "quarter": "Quarter", "year": "Year"}

SUMS: tuple[Sums, ...] = ("each", "cumulative")

SWITCH = ("false", "true")

MOST_NOTES = 5
"""Notes that are listed under the chart."""

TABS = ("Made of", "What changed", "Unusual days", "Weekdays", "Hours", "Taxes", "Table")


def show_page() -> None:
    """Choose what to look at, ask, show."""
    show_notice()
    view = need_view()
    currency = store.settings().currency
    about = st.container()
    figures = st.container()
    whole = store.revenue(view.filters).figures
    if whole.lines == 0:
        show_figures(whole, Context(currency))
        show_no_lines(view.data)
        st.stop()
    drawing = _choose_drawing(view.period, view.week_start)
    report = store.revenue(view.filters, drawing.grain, view.week_start)
    compared, usual = compare(view, drawing.grain), usual_day(view)
    with about:
        _say_what_is_shown(view, report, compared, usual)
    with figures:
        earlier = compared or usual
        before = earlier.figures if earlier else None
        ask = partial(ask_rows, view.filters)
        show_figures(report.figures, Context(currency, before, report.periods, ask))
    show_course(view, report, compared, drawing)
    show_notes(store.notes(view.period), min(view.period.end, view.data.end), most=MOST_NOTES)
    _show_parts(view, report, compared, drawing.grain)
    offer_of_revenue(view, report, compared, drawing)
    show_asked_rows()
    show_asked_note()


def _say_what_is_shown(
    view: View, report: RevenueReport, compared: Compared | None, usual: UsualWeekday | None
) -> None:
    days = counted(view.period.days, "day")
    with_sales = f"{count_text(len(store.daily(view.filters)))} with sales"
    lines = counted(report.figures.lines, "line")
    shown = period_text(view.period.start, view.period.end)
    amounts = f"amounts in {store.settings().currency}"
    said = [f"{shown} · {days}, {with_sales} · {lines} · {amounts}"]
    if view.narrowed:
        said.append(f"Only {listed(map(plain_name, view.names))}")
    if text := compared_text(view, compared, usual):
        said.append(text)
    st.caption("  \n".join(said))
    say_comparable(view)


def _choose_drawing(period: Period, week_start: int) -> Drawing:
    st.space("xsmall")
    with st.container(horizontal=True, vertical_alignment="center", key="drawing"):
        head = st.container()
        grain = choose_grain(period)
        sums = _choose_sums()
        average = address.hold("average", SWITCH, SWITCH[0]) == SWITCH[1]
        st.session_state["averaged"] = average
        st.toggle(
            "Average",
            key="averaged",
            on_change=_follow_average,
            disabled=sums == "cumulative",
            help=f"The average of {AVERAGED[grain]} {grain}s, the last of them the one it is at.",
        )
    head.header(f"Revenue by {grain}", anchor=False)
    return Drawing(grain, sums, average, week_start)


def _choose_sums() -> Sums:
    chosen = address.hold("sums", SUMS, SUMS[0])
    st.segmented_control(
        "Sums",
        SUMS,
        required=True,
        key="sums",
        on_change=address.follow,
        args=("sums", SUMS[0]),
        label_visibility="collapsed",
    )
    return cast("Sums", chosen)


def _follow_average() -> None:
    address.choose({"average": SWITCH[1] if st.session_state["averaged"] else None})


def _show_parts(view: View, report: RevenueReport, compared: Compared | None, grain: Grain) -> None:
    """Show one of the closer looks; the others are not asked for until they are opened."""
    address.hold("tab", TABS, TABS[0])
    tabs = st.tabs(TABS, key="tab", on_change=address.follow, args=("tab", TABS[0]))
    made_of, changed, unusual, weekdays, hours, taxes, table = tabs
    currency = store.settings().currency
    if made_of.open:
        with made_of:
            _show_breakdowns(view)
    if changed.open:
        with changed:
            if compared is None:
                st.info(
                    "Choose above what to compare with: days that have sales and are known. What "
                    "changed since then is explained here, to the last digit."
                )
            else:
                show_changes(view, compared.period, currency)
    if unusual.open:
        with unusual:
            show_unusual(view, view.period)
    if weekdays.open:
        with weekdays:
            show_weekdays(view, currency)
    if hours.open:
        with hours:
            show_hours(view)
    if taxes.open:
        with taxes:
            show_taxes(view, report.figures)
    if table.open:
        with table:
            _show_series(report, grain)


def _show_breakdowns(view: View) -> None:
    product, *others = PARTS
    for column, part in zip(st.columns(2, gap="medium"), others, strict=True):
        with column:
            st.header(f"By {PARTS[part]}", anchor=False)
            show_breakdown(view, part)
    traits = trait_parts()
    columns = st.columns(2, gap="medium") if traits else []
    for at, kind in enumerate(traits):
        with columns[at % 2]:
            st.header(f"By {md_escape(word_of(kind))}", anchor=False)
            show_breakdown(view, kind)
    st.header(f"By {PARTS[product]}", anchor=False)
    show_breakdown(view, product)
    st.caption(
        "Choose rows to look at them alone. An order paid in two ways, or of two products, counts "
        "under both, so orders do not add up there."
    )


def _show_series(series: RevenueReport, grain: Grain) -> None:
    assert series.periods is not None  # noqa: S101 - it was asked for with a grain
    day = f"ddd {day_pattern()}"
    head = GRAIN_HEADS[grain] if grain == "day" else "From"
    days = {
        "start": st.column_config.DateColumn(head, format=day),
        "end": None if grain == "day" else st.column_config.DateColumn("To", format=day),
    }
    columns = ["start", "end", "revenue", "gross_sales", "refunds", "orders", "units"]
    show_table(series.periods[columns], texts=days, alt=f"Revenue by {grain}", key="series")


show_page()
