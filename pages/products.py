"""What sold in a period: products with their price, revenue, units and orders."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st
from components import store
from components.empty import need_data, show_no_lines
from components.filters import choose_view
from components.tables import share, show_table, with_names
from components.text import counted, md_escape, period_text, shortened

from sales_core.reporting.download import products_csv
from sales_core.reporting.products import ProductsReport
from sales_core.values.names import clean_name

COLUMNS = ["name", "price", "revenue", "share", "units", "orders", "first_sold", "last_sold"]


def show_page() -> None:
    """Choose a period and a part of the name, ask, show."""
    st.title("Products", anchor=False)
    data = need_data()
    view = choose_view(data)
    period = view.period
    report = store.products(view.filters)
    if report.products.empty:
        show_no_lines(data)
        st.stop()
    with st.container(
        horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"
    ):
        sought = _choose_name()
        found = _matching(report, sought)
        if not found.products.empty:
            _offer_download(found)
    if found.products.empty:
        _show_no_match(sought)
        st.stop()
    currency = store.settings().currency
    st.caption(
        f"{_count(found, report)} · {period_text(period.start, period.end)} · amounts in {currency}"
    )
    _show_products(found, report)


def _choose_name() -> str:
    return st.text_input(
        "Search",
        key="search",
        placeholder="Part of a name",
        icon=":material/search:",
        max_chars=200,
        bind="query-params",
        width=320,
    )


def _matching(report: ProductsReport, sought: str) -> ProductsReport:
    """Leave the products whose name holds the text, whatever the case."""
    text = clean_name(sought).casefold()
    if not text:
        return report
    names = with_names(report.products[["name"]], name="product")["name"]
    hits = [text in name.casefold() for name in names]
    return replace(report, products=report.products[hits].reset_index(drop=True))


def _count(found: ProductsReport, report: ProductsReport) -> str:
    if len(found.products) == len(report.products):
        return counted(len(report.products), "product")
    return f"{len(found.products):,} of {counted(len(report.products), 'product')}"


def _show_no_match(sought: str) -> None:
    st.info(
        f"No product with “{md_escape(shortened(sought))}” in its name sold in this period.",
        icon=":material/search_off:",
    )
    st.button("Show all products", on_click=_clear_search, key="clear-search")


def _clear_search() -> None:
    st.session_state["search"] = ""


def _show_products(found: ProductsReport, report: ProductsReport) -> None:
    whole = report.products.assign(share=share(report.products, "revenue"))
    shown = whole[whole["name"].isin(found.products["name"])]
    day = "D MMM YYYY"
    show_table(
        with_names(shown, name="product")[COLUMNS],
        texts={
            "name": st.column_config.TextColumn("Product", width=240),
            "share": st.column_config.ProgressColumn(
                "Share",
                format="%.1f%%",
                min_value=0,
                max_value=100,
                help="Part of the revenue of all products in this period.",
            ),
            "first_sold": st.column_config.DateColumn("First sold", format=day),
            "last_sold": st.column_config.DateColumn("Last sold", format=day),
        },
        alt="Products by revenue, highest first",
        most_rows=18,
        key="products",
    )


def _offer_download(found: ProductsReport) -> None:
    st.download_button(
        "Products as CSV",
        lambda: products_csv(found),
        file_name=f"products_{found.start}_{found.end}.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        key="download-products",
        help="The products listed below.",
    )


show_page()
