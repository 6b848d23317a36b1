"""The rows behind a number: shown, added up anew from the lines themselves, and to download."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import streamlit as st

from components import store
from components.downloads import ICON, choose_form, offer_file
from components.figures import LABELS, figure_text
from components.money import exact_text
from components.tables import show_table, with_names
from components.text import counted, day_pattern, orders_text, period_text
from sales_core.reporting.download import lines_csv
from sales_core.reporting.figures import Figures
from sales_core.reporting.files.forms import CSV_FORMS, ENDINGS, write_table
from sales_core.reporting.files.xlsx_file import MOST_ROWS
from sales_core.reporting.filters import Filters
from sales_core.reporting.matching_lines import Part
from sales_core.reporting.tables import lines_table

MOST = 500
"""Rows shown; all of them are in the file."""

_ASKED = "rows-asked"

_PARTS: dict[str, Part] = {"gross_sales": "sales", "refunds": "refunds"}


@dataclass(frozen=True)
class Asked:
    """Which rows a person wants to see.

    Attributes:
        figure: The figure they are behind, a key of ``LABELS``.
        filters: What it is about.
    """

    figure: str
    filters: Filters


def ask_rows(filters: Filters, figure: str) -> None:
    """Open the rows behind a figure on this run; for callbacks."""
    st.session_state[_ASKED] = Asked(figure, filters)


def show_asked_rows() -> None:
    """Open the rows that were asked for, over the page."""
    asked = st.session_state.pop(_ASKED, None)
    if asked is not None:
        _show(asked)


@st.dialog("The rows behind it", width="large")
def _show(asked: Asked) -> None:
    part = _PARTS.get(asked.figure, "all")
    found = store.lines_behind(asked.filters, part, MOST)
    figures = store.revenue(asked.filters).figures
    days = period_text(asked.filters.start, asked.filters.end)
    st.markdown(f"**{LABELS[asked.figure]}**, {days}{_narrowed(asked.filters)}")
    if found.figures.lines == 0:
        st.info(f"There are no {'refunds' if part == 'refunds' else 'rows'} in these days.")
        return
    _show_sum(asked.figure, part, figures, found.figures)
    lines = with_names(
        found.lines, product="product", location="location", payment_method="payment method"
    )
    day = st.column_config.DateColumn("Date", format=day_pattern(), width=95)
    show_table(
        lines.drop(columns=["import_id", "unit_price"]),
        texts={
            "sale_date": day,
            "order_id": st.column_config.TextColumn("Order"),
            "product": st.column_config.TextColumn("Product", width=190),
            "location": st.column_config.TextColumn("Location"),
            "payment_method": st.column_config.TextColumn("Payment method"),
            "file": st.column_config.TextColumn("File"),
            "line": st.column_config.NumberColumn("Line", format="%d", width=60),
        },
        alt=f"The rows behind {LABELS[asked.figure].lower()}",
        most_rows=12,
        key="rows",
        exact=True,
    )
    if found.figures.lines > len(lines):
        st.caption(f"The first {len(lines):,} of {found.figures.lines:,} rows; the file has all.")
    _offer_rows(asked.filters, part, found.figures.lines)


def _offer_rows(filters: Filters, part: Part, count: int) -> None:
    """Offer all rows, in the kind of file that is wanted."""
    form = choose_form("rows-form")
    database, currency = store.database(), store.settings().currency

    def build() -> bytes:
        if form in CSV_FORMS:
            return lines_csv(database, filters, part, CSV_FORMS[form])
        return write_table(lines_table(database, filters, part), form, currency)

    if form == "xlsx" and count > MOST_ROWS:
        st.caption(f"A workbook holds {MOST_ROWS:,} rows. Take CSV or Parquet, or fewer days.")
        return
    name = f"rows_{filters.start}_{filters.end}.{ENDINGS[form]}"
    offer_file("All rows", build, name, key=f"download-rows-{form}", icon=ICON)


def _show_sum(figure: str, part: Part, shown: Figures, behind: Figures) -> None:
    """Say what the rows come to, and whether that is the figure on the page."""
    rows = counted(behind.lines, "row")
    expected = {"sales": shown.gross_sales, "refunds": shown.refunds}.get(part, shown.revenue)
    found: Decimal = behind.revenue
    orders = f", {orders_text(behind.orders)}" if part == "all" else ""
    if behind == shown if part == "all" else found == expected:
        st.markdown(
            f":green[:material/check_circle:] {rows} come to **{exact_text(found)}**{orders}, "
            "the same as on the page."
        )
        if figure in ("units", "average_order_value"):
            st.caption(
                f"{LABELS[figure]}: {figure_text(behind, figure, exact_text)}, from these rows."
            )
        return
    st.error(
        f"{rows} come to {exact_text(found)}{orders}, but the page shows {exact_text(expected)}, "
        f"{orders_text(shown.orders)}. Run `python -m sales_core verify`, then `rebuild`."
    )


def _narrowed(filters: Filters) -> str:
    kinds = (filters.locations, filters.payment_methods, filters.products)
    return ", only what is chosen above" if any(kinds) else ""
