"""Revenue of a period: figures, chart, breakdowns, the series, downloads."""

from __future__ import annotations

import streamlit as st
from components import store
from components.charts import show_revenue
from components.empty import need_data, show_no_lines
from components.figures import show_figures
from components.filters import choose_grain, choose_view
from components.tables import share, show_table, with_names
from components.text import counted, period_text

from sales_core.reporting.download import revenue_csv, summary_csv
from sales_core.reporting.filters import Filters
from sales_core.reporting.revenue import Dimension, RevenueReport
from sales_core.values.periods import Grain, Period

# What revenue is broken down by, in words.
PARTS: dict[Dimension, str] = {"location": "location", "payment_method": "payment method"}

GRAIN_HEADS = {"day": "Day", "week": "Week", "month": "Month", "quarter": "Quarter", "year": "Year"}


def show_page() -> None:
    """Choose a period, ask, show."""
    st.title("Revenue", anchor=False)
    data = need_data()
    currency = store.settings().currency
    view = choose_view(data)
    period = view.period
    filters = view.filters
    report = store.revenue(filters)
    days = "1 day" if period.days == 1 else f"{period.days:,} days, first and last included"
    st.caption(
        f"{period_text(period.start, period.end)} · {days} · "
        f"{counted(report.figures.lines, 'line')} · amounts in {currency}"
    )
    show_figures(report.figures, currency)
    if report.figures.lines == 0:
        show_no_lines(data)
        st.stop()
    series, grain = _show_chart(period, filters, currency)
    for column, part in zip(st.columns(2, gap="medium"), PARTS, strict=True):
        with column:
            _show_parts(filters, part)
    _show_series(series, grain, filters, currency)


def _show_chart(period: Period, filters: Filters, currency: str) -> tuple[RevenueReport, Grain]:
    st.space("xsmall")
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
    ):
        head = st.container(width="content")
        grain = choose_grain(period)
    head.subheader(f"Revenue by {grain}", anchor=False)
    st.space("xsmall")
    series = store.revenue(filters, grain)
    if series.periods is not None:
        show_revenue(series.periods, grain, currency)
    return series, grain


def _show_parts(filters: Filters, part: Dimension) -> None:
    st.subheader(f"By {PARTS[part]}", anchor=False)
    parts = with_names(store.breakdown(filters, part), name=PARTS[part])
    shown = parts[["name", "revenue", "orders"]].assign(share=share(parts, "revenue"))
    show_table(
        shown[["name", "revenue", "share", "orders"]],
        texts={
            "name": st.column_config.TextColumn(PARTS[part].capitalize(), width=190),
            "share": st.column_config.ProgressColumn(
                "Share", format="%.1f%%", min_value=0, max_value=100
            ),
        },
        alt=f"Revenue by {PARTS[part]}",
        most_rows=8,
        key=f"by-{part}",
    )
    if part == "payment_method":
        st.caption("An order paid in two ways counts under both, so orders do not add up here.")


def _show_series(series: RevenueReport, grain: Grain, filters: Filters, currency: str) -> None:
    if series.periods is None:
        return
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
    ):
        st.subheader(f"{GRAIN_HEADS[grain]} by {grain}", anchor=False, width="content")
        with st.container(horizontal=True, width="content"):
            _offer_downloads(series, grain, filters, currency)
    days = {
        "start": st.column_config.DateColumn(
            GRAIN_HEADS[grain] if grain == "day" else "From", format="ddd D MMM YYYY"
        ),
        "end": None
        if grain == "day"
        else st.column_config.DateColumn("To", format="ddd D MMM YYYY"),
    }
    columns = ["start", "end", "revenue", "gross_sales", "refunds", "orders", "units"]
    show_table(series.periods[columns], texts=days, alt=f"Revenue by {grain}", key="series")


def _offer_downloads(series: RevenueReport, grain: Grain, filters: Filters, currency: str) -> None:
    days = f"{series.start}_{series.end}"
    st.download_button(
        "Series as CSV",
        lambda: revenue_csv(series),
        file_name=f"revenue_by_{grain}_{days}.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        key="download-series",
    )
    st.download_button(
        "Summary as CSV",
        lambda: summary_csv(series, filters, currency),
        file_name=f"revenue_summary_{days}.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        key="download-summary",
    )


show_page()
