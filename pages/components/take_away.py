"""What can be taken from the revenue page: files, the chart, and the same by the API."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, fields
from datetime import UTC, datetime
from functools import partial

import pandas as pd
import streamlit as st

from components import store
from components.breakdowns import PARTS
from components.charts.files import ENDINGS, chart_file
from components.charts.revenue_data import Drawing
from components.downloads import file_name, offer_file
from components.same_by_api import show_same_by_api
from components.view import View
from sales_core.reporting.comparison import Compared
from sales_core.reporting.download import revenue_csv, summary_csv
from sales_core.reporting.filters import Filters
from sales_core.reporting.number_receipt import number_receipt
from sales_core.reporting.revenue import Dimension, RevenueReport, breakdown, daily_revenue_of
from sales_core.reporting.table_csv import table_csv
from sales_core.reporting.unusual import unusual_days
from sales_core.reporting.weekday_model import UnusualDay
from sales_core.reporting.weekdays import weekday_pattern
from sales_core.reporting.what_changed import what_changed
from sales_core.store.database import Database

File = tuple[str, str, str, Callable[[], bytes]]
"""What it is, the beginning of its name, its ending, and what makes it."""


def offer_all(
    view: View,
    report: RevenueReport,
    compared: Compared | None,
    drawing: Drawing,
    currency: str,
) -> None:
    """Offer every table of the page, its figures and its chart as files; say how to ask the API.

    The files are built when they are clicked, outside the page.
    """
    files = (
        *_figures(view, report, drawing, currency),
        *_closer_looks(view),
        *_pictures(report, compared, drawing, currency),
        _receipt(view, currency),
    )
    st.space("xsmall")
    with st.popover("Download", icon=":material/download:", key="downloads"):
        with st.container(horizontal=True, width=520):
            for what, name, ending, build in files:
                offer_file(f"{what} as {ending.upper()}", build, file_name(name, view, ending))
        st.caption(
            "The receipt says what the figures mean, which filters and days they are for, and "
            "which rows of which imports they come from."
        )
    show_same_by_api(view, "/api/metrics/revenue/figures", by=drawing.grain)


def _figures(
    view: View, report: RevenueReport, drawing: Drawing, currency: str
) -> tuple[File, ...]:
    """Give the series of the chart and the headline figures."""
    summary = partial(summary_csv, report, view.filters, currency)
    return (
        ("Series", _series(drawing), "csv", partial(revenue_csv, report)),
        ("Summary", "revenue_summary", "csv", summary),
    )


def _closer_looks(view: View) -> Iterator[File]:
    """Give the tables under the chart, as far as there are any."""
    database, filters = store.database(), view.filters
    for part, word in PARTS.items():
        build = partial(_parts_csv, database, filters, part)
        yield f"By {word}", f"revenue_by_{part}", "csv", build
    weekdays = partial(_weekdays_csv, database, filters, view.week_start)
    yield "Weekdays", "revenue_by_weekday", "csv", weekdays
    yield "Unusual days", "unusual_days", "csv", partial(_unusual_csv, database, filters)
    if view.before:
        changes = partial(_changes_csv, database, filters, view.at(view.before))
        yield "What changed", "what_changed", "csv", changes


def _pictures(
    report: RevenueReport, compared: Compared | None, drawing: Drawing, currency: str
) -> Iterator[File]:
    draw = partial(chart_file, report, compared, drawing, currency)
    for ending in ENDINGS:
        yield "Chart", _series(drawing), ending, partial(draw, ending)


def _receipt(view: View, currency: str) -> File:
    database, filters = store.database(), view.filters

    def build() -> bytes:
        return number_receipt(database, filters, currency, now=datetime.now(UTC))

    return "Receipt", "revenue_receipt", "json", build


def _series(drawing: Drawing) -> str:
    return f"revenue_by_{drawing.grain}"


def _parts_csv(database: Database, filters: Filters, part: Dimension) -> bytes:
    return table_csv(breakdown(database, filters, part))


def _weekdays_csv(database: Database, filters: Filters, week_start: int) -> bytes:
    return table_csv(weekday_pattern(daily_revenue_of(database, filters), week_start))


def _unusual_csv(database: Database, filters: Filters) -> bytes:
    columns = [field.name for field in fields(UnusualDay)]
    days = map(asdict, unusual_days(database, filters))
    return table_csv(pd.DataFrame(list(days), columns=columns))


def _changes_csv(database: Database, filters: Filters, before: Filters) -> bytes:
    """Write the effects, and under them the difference that they add up to."""
    change = what_changed(database, filters, before)
    rows = [asdict(effect) for effect in change.effects]
    rows.append({"name": "difference", "amount": change.difference, "explanation": ""})
    return table_csv(pd.DataFrame(rows))
