"""What sold in a period, what became of it, and the page of each product."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st
from components import address, store, visitor
from components.charts.products import show_product_lines
from components.comparisons import say_comparable
from components.empty import need_view, show_no_lines
from components.filters import choose_grain, narrow_to
from components.problems import show_notice
from components.selling.merging import choose_to_merge, show_merging
from components.selling.page import show_product
from components.selling.table import choose_products
from components.tables import with_names
from components.take_away import offer_of_products
from components.text import (
    count_text,
    counted,
    md_escape,
    named,
    period_text,
    plain_name,
    shortened,
)
from components.view import PRODUCT, View

from sales_core.reporting.product_series import series_grain
from sales_core.reporting.product_story import STAGES
from sales_core.values.names import clean_name

ALL = "All"

# What a choice of the stage is called, here and in the address.
CHOICES = {ALL: None, **{stage.capitalize(): stage for stage in STAGES}}

LONGEST_SOUGHT = 200  # characters of a part of a name

MOST_LINES = 8  # products in one chart that can be told apart


def show_page() -> None:
    """Show one product where one is chosen, else all of them."""
    view = need_view()
    show_notice()
    if len(view.filters.products) == 1:
        show_product(view, view.filters.products[0])
        st.stop()
    _show_products(view)
    if visitor.may_import():
        show_merging(store.coverage().products)


def _show_products(view: View) -> None:
    """Ask for the stage and a part of the name, and show what fits."""
    stories = store.product_stories(view.filters, view.before)
    if not (stories.products["lines"] > 0).any():
        show_no_lines(view.data)
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        sought, stage = _choose_name(), _choose_stage()
        found = _matching(stories.products, sought, CHOICES[stage])
    if found.empty:
        _show_no_match(view, sought, stage)
        return
    offer_of_products(view, replace(stories, products=found))
    _say_what_is_shown(view, found, stories.products, stage)
    say_comparable(view)
    grain = series_grain(view.period)
    series = store.product_series(view.filters, grain, view.week_start)
    sold = stories.products[stories.products["lines"] > 0]
    chosen = choose_products(found, sold, series)
    _show_chosen(view, chosen)


def _choose_name() -> str:
    sought = (address.asked("search") or "")[:LONGEST_SOUGHT]
    st.session_state["search"] = sought
    st.text_input(
        "Search",
        key="search",
        placeholder="Part of a name",
        icon=":material/search:",
        max_chars=LONGEST_SOUGHT,
        on_change=address.follow,
        args=("search", ""),
        width=260,
    )
    return sought


def _choose_stage() -> str:
    chosen = address.hold("stage", list(CHOICES), ALL)
    st.pills(
        "What became of them",
        list(CHOICES),
        required=True,
        key="stage",
        on_change=address.follow,
        args=("stage", ALL),
        help="  \n".join(f"**{stage.capitalize()}**: {text}" for stage, text in STAGES.items()),
        wrap=True,
    )
    return chosen


def _matching(products: pd.DataFrame, sought: str, stage: str | None) -> pd.DataFrame:
    """Leave the products of a stage whose name holds the text, whatever the case."""
    text = clean_name(sought).casefold()
    shown = with_names(products[["name"]], name="product")["name"]
    fitting = products["stage"] == stage if stage else products["lines"] > 0
    hits = pd.Series([text in name.casefold() for name in shown], products.index)
    return products[fitting & hits].reset_index(drop=True)


def _say_what_is_shown(
    view: View, found: pd.DataFrame, all_of_them: pd.DataFrame, stage: str
) -> None:
    sold = int((all_of_them["lines"] > 0).sum())
    count = counted(len(found), "product")
    if stage == ALL and len(found) != sold:
        count = f"{count_text(len(found))} of {counted(sold, 'product')}"
    days = period_text(view.period.start, view.period.end)
    said = f"{count} · {days} · amounts in {store.settings().currency}"
    if view.before:
        then = period_text(view.before.start, view.before.end)
        known = all_of_them["before"].notna().any()
        said += f"  \nCompared with {then}" if known else f"  \nNothing to compare with: {then}"
    elif view.comparison == "usual weekday":
        said += "  \nProducts are not compared with a usual weekday; choose other days above."
    st.caption(said)


def _show_no_match(view: View, sought: str, stage: str) -> None:
    what = "No product" if stage == ALL else f"No product that is {stage.lower()}"
    if sought.strip():
        what += f" with “{md_escape(shortened(sought))}” in its name"
    if stage not in (ALL, "New") and view.before is None:
        why = "Choose above what to compare with: days that are known. Without them nobody can "
        why += "say what is growing."
    else:
        why = f"{what} {'sold ' if stage == ALL else ''}in this period."
    st.info(why, icon=":material/search_off:")
    st.button("Show all products", on_click=_clear_search, key="clear-search")


def _clear_search() -> None:
    address.choose({"search": None, "stage": None})


def _show_chosen(view: View, chosen: list[str]) -> None:
    """Offer what can be done with the products that are chosen in the table."""
    if not chosen:
        st.caption("Choose one product to open it, or several to compare or merge them.")
        return
    if len(chosen) == 1:
        st.button(
            f"Open {plain_name(named(chosen[0], 'product'), 40)}",
            icon=":material/open_in_full:",
            key="open",
            on_click=narrow_to,
            args=(PRODUCT, chosen[:1]),
        )
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        head = st.container()
        grain = choose_grain(view.period)
        if visitor.may_import():
            st.button(
                "Merge these",
                icon=":material/merge:",
                key="merge-these",
                on_click=choose_to_merge,
                args=(chosen,),
            )
    head.header("Compared", anchor=False)
    if len(chosen) > MOST_LINES:
        st.caption(f"The first {MOST_LINES} of {count_text(len(chosen))} chosen products.")
    wanted = replace(view.filters, products=tuple(chosen[:MOST_LINES]))
    series = store.product_series(wanted, grain, view.week_start)
    show_product_lines(
        with_names(series.frame(), name="product"), grain, store.settings().currency, key="compared"
    )


show_page()
