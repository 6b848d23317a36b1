"""What can be taken from the revenue page: files, the chart, and the same by the API."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, fields
from datetime import UTC, datetime
from functools import partial

import pandas as pd
import streamlit as st

from components import store
from components.breakdowns import PARTS
from components.charts.files import chart_file
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
from sales_core.reporting.what_changed import Change, what_changed
from sales_core.store.database import Database


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
    database, filters = store.database(), view.filters
    series = f"revenue_by_{drawing.grain}"
    st.space("xsmall")
    with st.popover("Download", icon=":material/download:", key="downloads"):
        with st.container(horizontal=True, width=520):
            _offer("Series", lambda: revenue_csv(report), file_name(series, view, "csv"))
            _offer(
                "Summary",
                lambda: summary_csv(report, filters, currency),
                file_name("revenue_summary", view, "csv"),
            )
            for part, word in PARTS.items():
                _offer(
                    f"By {word}",
                    partial(_parts_csv, database, filters, part),
                    file_name(f"revenue_by_{part}", view, "csv"),
                )
            _offer(
                "Weekdays",
                lambda: table_csv(
                    weekday_pattern(daily_revenue_of(database, filters), view.week_start)
                ),
                file_name("revenue_by_weekday", view, "csv"),
            )
            _offer(
                "Unusual days",
                lambda: _unusual_csv(unusual_days(database, filters)),
                file_name("unusual_days", view, "csv"),
            )
            if before := view.before:
                _offer(
                    "What changed",
                    lambda: _changes_csv(what_changed(database, filters, view.at(before))),
                    file_name("what_changed", view, "csv"),
                )
            draw = partial(chart_file, report, compared, drawing, currency)
            _offer("Chart", partial(draw, "png"), file_name(series, view, "png"))
            _offer("Chart", partial(draw, "svg"), file_name(series, view, "svg"))
            _offer(
                "Receipt",
                lambda: number_receipt(database, filters, currency, now=datetime.now(UTC)),
                file_name("revenue_receipt", view, "json"),
            )
        st.caption(
            "The receipt says what the figures mean, which filters and days they are for, and "
            "which rows of which imports they come from."
        )
    show_same_by_api(view, "/api/metrics/revenue/figures", by=drawing.grain)


def _offer(what: str, build: Callable[[], bytes], name: str) -> None:
    offer_file(f"{what} as {name.rsplit('.', 1)[-1].upper()}", build, name)


def _parts_csv(database: Database, filters: Filters, part: Dimension) -> bytes:
    return table_csv(breakdown(database, filters, part))


def _unusual_csv(days: Sequence[UnusualDay]) -> bytes:
    columns = [field.name for field in fields(UnusualDay)]
    return table_csv(pd.DataFrame(list(map(asdict, days)), columns=columns))


def _changes_csv(change: Change) -> bytes:
    """Write the effects, and under them the difference that they add up to."""
    rows = [asdict(effect) for effect in change.effects]
    rows.append({"name": "difference", "amount": change.difference, "explanation": ""})
    return table_csv(pd.DataFrame(rows))
