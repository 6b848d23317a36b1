"""Revenue of a period: figures, their course, what they are made of, and what changed."""

from __future__ import annotations

from functools import partial

import streamlit as st
from components import store
from components.breakdowns import PARTS, show_breakdown
from components.changes import show_changes
from components.charts.revenue_data import AVERAGED, Drawing, Sums
from components.course import compare, show_course
from components.empty import need_view, show_no_lines
from components.figures import Context, show_figures
from components.filters import choose_grain
from components.rows import ask_rows, show_asked_rows
from components.tables import show_table
from components.take_away import offer_of_revenue
from components.text import counted, period_text
from components.unusual import show_unusual
from components.view import View
from components.weekdays import show_weekdays

from sales_core.reporting.comparison import Compared
from sales_core.reporting.revenue import RevenueReport
from sales_core.values.periods import Grain, Period

GRAIN_HEADS = {"day": "Day", "week": "Week", "month": "Month", "quarter": "Quarter", "year": "Year"}

SUMS: tuple[Sums, ...] = ("each", "cumulative")

TABS = ("Made of", "What changed", "Unusual days", "Weekdays", "Table")


def show_page() -> None:
    """Choose what to look at, ask, show."""
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
    compared = compare(view, drawing.grain)
    with about:
        _say_what_is_shown(view, report, compared, currency)
    with figures:
        before = compared.figures if compared else None
        ask = partial(ask_rows, view.filters)
        show_figures(report.figures, Context(currency, before, report.periods, ask))
    show_course(view, report, compared, drawing)
    _show_parts(view, report, compared, drawing.grain)
    offer_of_revenue(view, report, compared, drawing)
    show_asked_rows()


def _say_what_is_shown(
    view: View, report: RevenueReport, compared: Compared | None, currency: str
) -> None:
    days = counted(view.period.days, "day")
    with_sales = f"{len(store.daily(view.filters)):,} with sales"
    lines = counted(report.figures.lines, "line")
    shown = period_text(view.period.start, view.period.end)
    said = [f"{shown} · {days}, {with_sales} · {lines} · amounts in {currency}"]
    if view.before is not None:
        then = period_text(view.before.start, view.before.end)
        said.append(
            f"Compared with {then} · {counted(view.before.days, 'day')}, "
            f"{compared.days_with_lines:,} with sales"
            if compared
            else f"Nothing to compare with: {then} has no sales in your data."
        )
    st.caption("  \n".join(said))
    if compared:
        _doubt(compared.period, view.data)


def _doubt(before: Period, data: Period) -> None:
    """Say where the comparison reaches beyond the data."""
    inside = (min(before.end, data.end) - max(before.start, data.start)).days + 1
    if inside < before.days:
        st.markdown(
            f":orange[:small[:material/warning: Only {inside:,} of the "
            f"{counted(before.days, 'day')} compared with lie within your data, "
            f"{period_text(data.start, data.end)}. The changes say little.]]"
        )


def _choose_drawing(period: Period, week_start: int) -> Drawing:
    st.space("xsmall")
    with st.container(horizontal=True, vertical_alignment="center", key="drawing"):
        head = st.container()
        grain = choose_grain(period)
        sums = st.segmented_control(
            "Sums",
            SUMS,
            default=SUMS[0],
            required=True,
            key="sums",
            bind="query-params",
            label_visibility="collapsed",
        )
        average = st.toggle(
            "Average",
            key="average",
            bind="query-params",
            disabled=sums == "cumulative",
            help=f"The average of {AVERAGED[grain]} {grain}s, the last of them the one it is at.",
        )
    head.subheader(f"Revenue by {grain}", anchor=False)
    return Drawing(grain, sums, average, week_start)


def _show_parts(view: View, report: RevenueReport, compared: Compared | None, grain: Grain) -> None:
    """Show one of the closer looks; the others are not asked for until they are opened."""
    tabs = st.tabs(TABS, key="tab", bind="query-params", on_change="rerun")
    made_of, changed, unusual, weekdays, table = tabs
    currency = store.settings().currency
    if made_of.open:
        with made_of:
            _show_breakdowns(view)
    if changed.open:
        with changed:
            if compared is None:
                st.info(
                    "Choose above what to compare with: days that have sales. What changed since "
                    "then is explained here, to the last digit."
                )
            else:
                show_changes(view, compared.period, currency)
    if unusual.open:
        with unusual:
            show_unusual(view, view.period)
    if weekdays.open:
        with weekdays:
            show_weekdays(view, currency)
    if table.open:
        with table:
            _show_series(report, grain)


def _show_breakdowns(view: View) -> None:
    product, *others = PARTS
    for column, part in zip(st.columns(2, gap="medium"), others, strict=True):
        with column:
            st.subheader(f"By {PARTS[part]}", anchor=False)
            show_breakdown(view, part)
    st.subheader(f"By {PARTS[product]}", anchor=False)
    show_breakdown(view, product)
    st.caption(
        "Choose a row to look at it alone. An order paid in two ways, or of two products, counts "
        "under both, so orders do not add up there."
    )


def _show_series(series: RevenueReport, grain: Grain) -> None:
    assert series.periods is not None  # noqa: S101 - it was asked for with a grain
    day = "ddd D MMM YYYY"
    head = GRAIN_HEADS[grain] if grain == "day" else "From"
    days = {
        "start": st.column_config.DateColumn(head, format=day),
        "end": None if grain == "day" else st.column_config.DateColumn("To", format=day),
    }
    columns = ["start", "end", "revenue", "gross_sales", "refunds", "orders", "units"]
    show_table(series.periods[columns], texts=days, alt=f"Revenue by {grain}", key="series")


show_page()
