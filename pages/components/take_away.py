"""What can be taken from the revenue page: files, the chart, and the same by the API."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from urllib.parse import urlencode, urlsplit

import streamlit as st

from components import store
from components.chart_data import Drawing
from components.chart_files import chart_file
from components.downloads import file_name, offer_file
from components.view import View
from sales_core.reporting.comparison import Compared
from sales_core.reporting.download import revenue_csv, summary_csv
from sales_core.reporting.number_receipt import number_receipt
from sales_core.reporting.revenue import RevenueReport


def offer_all(
    view: View,
    report: RevenueReport,
    compared: Compared | None,
    drawing: Drawing,
    currency: str,
) -> None:
    """Offer the series, the summary and the chart as files, and say how to ask the API."""
    database = store.database()  # the files are built outside the page
    st.space("xsmall")
    with st.popover("Download", icon=":material/download:", key="downloads"):
        series = f"revenue_by_{drawing.grain}"
        offer_file("Series as CSV", lambda: revenue_csv(report), file_name(series, view, "csv"))
        offer_file(
            "Summary as CSV",
            lambda: summary_csv(report, view.filters, currency),
            file_name("revenue_summary", view, "csv"),
        )
        offer_file(
            "Receipt as JSON",
            lambda: number_receipt(database, view.filters, currency, now=datetime.now(UTC)),
            file_name("revenue_receipt", view, "json"),
        )
        draw = partial(chart_file, report, compared, drawing, currency)
        offer_file("Chart as PNG", partial(draw, "png"), file_name(series, view, "png"))
        offer_file("Chart as SVG", partial(draw, "svg"), file_name(series, view, "svg"))
    with st.expander("Same by API"):
        st.code(curl_of(view, drawing), language="bash", wrap_lines=True)


def curl_of(view: View, drawing: Drawing) -> str:
    """Write the command that gets the same figures from the HTTP interface."""
    chosen = view.filters
    question = [
        ("start", str(view.period.start)),
        ("end", str(view.period.end)),
        ("by", drawing.grain),
        *(("location", name) for name in chosen.locations),
        *(("payment_method", name) for name in chosen.payment_methods),
        *(("product", name) for name in chosen.products),
    ]
    return f"curl '{_origin()}/api/metrics/revenue/figures?{urlencode(question)}'"


def _origin() -> str:
    """Give where this app is reached, as the browser sees it."""
    seen = urlsplit(st.context.url or "")
    return f"{seen.scheme}://{seen.netloc}" if seen.netloc else "http://127.0.0.1:8501"
