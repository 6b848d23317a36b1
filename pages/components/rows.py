"""The rows behind a number: shown, added up anew from the lines themselves, and to download."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pandas as pd
import streamlit as st

from components import store
from components.downloads import ICON, choose_form, offer_file
from components.figures import LABELS, figure_text
from components.money import exact_text
from components.tables import show_table, with_names
from components.text import counted, day_pattern, orders_text, period_text, plain_name
from sales_core.reporting.download import lines_csv
from sales_core.reporting.figures import Figures
from sales_core.reporting.files.forms import CSV_FORMS, ENDINGS, write_table
from sales_core.reporting.files.xlsx_file import MOST_ROWS
from sales_core.reporting.filters import Filters
from sales_core.reporting.matching_lines import Part
from sales_core.reporting.tables import lines_table
from sales_core.reporting.whereabouts import Sought

MOST = 500
"""Rows shown; all of them are in the file."""

_ASKED, _TABLE = "rows-asked", "rows"

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
    _tell_files(found.lines)
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
        key=_TABLE,
        exact=True,
        on_select=_nothing_more,
    )
    if found.figures.lines > len(lines):
        st.caption(f"The first {len(lines):,} of {found.figures.lines:,} rows; the file has all.")
    _offer_rows(asked.filters, part, found.figures.lines)


def _nothing_more() -> None:
    """Draw the rows anew: what is chosen among them is told above them."""


def _tell_files(lines: pd.DataFrame) -> None:
    """Say which files hold the row that is chosen, the one that it counts from first."""
    state = st.session_state.get(_TABLE)
    chosen = [row for row in (state.selection.rows if state else ()) if row < len(lines)]
    if not chosen:
        st.caption("Select a row to see every file that holds it.")
        return
    row = lines.iloc[chosen[0]]
    number, line = int(row["import_id"]), int(row["line"])
    found = store.whereabouts(Sought(row["sale_date"], import_id=number, line=line))
    with st.container(horizontal=True, vertical_alignment="center", key="files-of-row"):
        st.markdown("**This sale is in**", width="content")
        for each in dict.fromkeys(holder for held in found.lines for holder in held.holders):
            counts = ", counts from here" if each.counts else ""
            label = f"{plain_name(each.file)}, line {each.line:,}{counts}"
            st.page_link(
                "imports.py",
                label=label,
                icon=":material/receipt_long:",
                query_params={"import": str(each.import_id)},
            )


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
