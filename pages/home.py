"""The first page: a welcome while there is no data, later the latest figures and their proof."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pandas as pd
import streamlit as st
from components import store
from components.charts.calendar import show_calendar
from components.charts.revenue import show_revenue
from components.charts.revenue_data import Drawing
from components.charts.sparkline import show_sparkline
from components.figures import course_text, figure_height, figure_text
from components.history import show_recent
from components.money import change_text, money_text
from components.problems import notice, show_notice
from components.rows import show_asked_rows
from components.tables import show_sums
from components.take_away import offer_of_home
from components.text import day_text, orders_text, period_text
from components.unusual import show_unusual
from components.view import View, current_view, link_to

from sales_core.importing.files.export import SalesExport
from sales_core.imports import ImportOptions, import_sales
from sales_core.reporting.comparison import percent_change
from sales_core.reporting.coverage import Coverage
from sales_core.reporting.usual import Usual, usual_revenue
from sales_core.values.money import AMOUNT_SCALE, amount_decimal
from sales_core.values.periods import Period
from sales_core.values.presets import preset_period, suitable_grain

RECENT = 3  # imports named on this page


SPANS = {"Last day": "Latest day", "Last 7 days": "Last 7 days", "Last 30 days": "Last 30 days"}
"""What is looked at first, and the preset that says its days."""

LOOK_BACK = timedelta(days=8 * 30)
"""How far back anything counts as usual."""

PROMISES = {
    "Read right, or asked": "What a file cannot prove, such as 3/4 or 4 March, is a question. "
    "Nothing is guessed.",
    "Never counted twice": "The same export again adds nothing, and exports that overlap merge.",
    "Exact, and undone at will": "Amounts are never rounded away, and after an undo the data is "
    "as if the import had never been made.",
}


def show_page() -> None:
    """Welcome, or show what an owner wants to know first."""
    show_notice()
    view = current_view()
    if view is None:
        _welcome()
        return
    st.caption(
        f"Counted back from {day_text(view.data.end)}, the last day of your data · amounts in "
        f"{store.settings().currency}"
    )
    _show_latest(view)
    _show_unusual(view)
    _show_course(view)
    st.header("Which days there are", anchor=False)
    show_calendar(view.period)
    left, right = st.columns(2, gap="medium")
    with left:
        _show_coverage(store.coverage(), view.data)
    with right:
        _show_health()
    offer_of_home(view)
    show_recent(store.imports()[:RECENT])
    show_asked_rows()


def _welcome() -> None:
    st.title("Welcome", anchor=False)
    st.markdown(
        "Bring the sales export of your shop or studio, and read your revenue by day, product, "
        "location and payment method. Every number can be proved."
    )
    st.space("small")
    upload, sample = st.columns(2, gap="medium")
    with upload.container(border=True, height="stretch"):
        st.header("Your own sales", anchor=False)
        st.markdown(
            "Drop one or several CSV files. You see what would be imported before anything is."
        )
        st.space("stretch")
        if st.button("Upload a sales export", type="primary", icon=":material/upload_file:"):
            st.switch_page("upload.py")
    with sample.container(border=True, height="stretch"):
        st.header("Just looking", anchor=False)
        st.markdown(
            "Fourteen months of an invented studio. Undo the import, and it is gone without trace."
        )
        st.space("stretch")
        if st.button("Load the sample", icon=":material/science:", key="load-sample"):
            _load_sample()
    st.space("small")
    for column, (promise, means) in zip(st.columns(3, gap="medium"), PROMISES.items(), strict=True):
        column.markdown(f"**{promise}**  \n{means}")


def _load_sample() -> None:
    """Import the sample export like any other."""
    if not store.SAMPLE.exists():
        st.error("The sample, sales.csv, is not beside the app. Upload a file of your own.")
        return
    with st.spinner("Importing the sample …"):
        result = import_sales(
            store.database(),
            SalesExport.on_disk(store.SAMPLE),
            ImportOptions(),
            store.settings().currency_of_imports,
            now=datetime.now(UTC),
            by="web page",
        )
    notice(result.message)
    st.rerun()


def _show_latest(view: View) -> None:
    """Show the last day, week and thirty days side by side, each against what is usual."""
    spans = {name: preset_period(preset, view.data) for name, preset in SPANS.items()}
    earlier = Period(min(span.start for span in spans.values()) - LOOK_BACK, view.data.end)
    days = store.daily(view.at(earlier))
    for column, (name, span) in zip(st.columns(len(spans)), spans.items(), strict=True):
        with column.container(border=True, height="stretch", gap="small"):
            _show_span(view, name, span, usual_revenue(days, span, view.data))


def _show_span(view: View, name: str, span: Period, usual: Usual | None) -> None:
    report = store.revenue(view.at(span), "day")
    figures = report.figures
    assert report.periods is not None  # noqa: S101 - it was asked for by day
    days = list(report.periods["revenue"] / AMOUNT_SCALE)
    course = days if len(days) > 1 else None
    normal = amount_decimal(usual.revenue) if usual else None
    change = percent_change(figures.revenue, normal)
    delta = None if change is None else f"{change_text(change)} against usual"
    st.metric(
        f"Revenue, {name.lower()}",
        money_text(figures.revenue),
        delta,
        height=figure_height(delta),
    )
    if course:
        alt = course_text(f"revenue, {name.lower()}", course, report.periods)
        show_sparkline(course, "bars", alt=alt)
    what = "the same weekday" if span.days == 1 else f"{span.days} days"
    st.markdown(
        f":small[Usually {money_text(normal)}, the median of {usual.spans} times {what} before.]"
        if usual
        else ":small[Too little before it to say what is usual.]"
    )
    st.space("stretch")
    units = "unit" if figures.units == 1 else "units"
    st.markdown(
        f":small[{orders_text(figures.orders)} · average order "
        f"{figure_text(figures, 'average_order_value')} · {figure_text(figures, 'units')} {units}]"
    )
    if figures.why_no_orders:
        st.markdown(f":small[{figures.why_no_orders}]")
    st.page_link(
        "revenue.py",
        label=period_text(span.start, span.end),
        icon=":material/arrow_forward:",
        help="Open on the Revenue page",
        query_params=link_to(SPANS[name]),
    )


def _show_unusual(view: View) -> None:
    """Call out unusual days of the last weeks, if there are any."""
    recent = preset_period("Last 28 days", view.data)
    if store.unusual_days(view.at(recent)):
        st.header("Unusual in the last four weeks", anchor=False)
        show_unusual(view, recent, most=3)


def _show_course(view: View) -> None:
    grain = suitable_grain(view.period)
    st.header(f"Revenue by {grain}", anchor=False)
    series = store.revenue(view.filters, grain, view.week_start)
    if series.periods is not None:
        drawing = Drawing(grain, week_start=view.week_start)
        show_revenue(series.periods, drawing, store.settings().currency, height=220)


def _show_coverage(covered: Coverage, data: Period) -> None:
    st.header("What the data covers", anchor=False)
    rows = {
        "First to last day": period_text(data.start, data.end),
        "Days with sales": f"{covered.days_with_lines:,} of {data.days:,}",
        "Lines": f"{covered.lines:,}",
        "Imports": f"{covered.imports:,}",
        "Products": f"{len(covered.products):,}",
        "Locations": f"{len(covered.locations):,}",
        "Payment methods": f"{len(covered.payment_methods):,}",
    }
    st.table(rows, border="horizontal", width="content")


def _show_health() -> None:
    """Show the same total, added up in five ways."""
    st.header("Health of the data", anchor=False)
    check = store.totals()
    sums = {
        "All lines": check.by_line,
        "All days": check.by_day,
        "All locations": check.by_location,
        "All payment methods": check.by_payment_method,
        "All products": check.by_product,
    }
    right, wrong = ":green[:material/check_circle:]", ":red[:material/error:]"
    frame = pd.DataFrame(
        {
            "revenue": list(sums.values()),
            "": [right if each == check.by_line else wrong for each in sums.values()],
        },
        index=list(sums),
    )
    show_sums(frame, store.settings().currency, alt="The same total, added up in five ways")
    if check.agree:
        st.caption("All totals are the same, to the last digit.")
    else:
        st.error(
            "The totals differ. Run `python -m sales_core verify` to see where, then "
            "`python -m sales_core rebuild` to make them anew from the imports."
        )


show_page()
