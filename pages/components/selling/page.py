"""One product: its figures, its course, its prices, who sold it, its names."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from components import address, store, visitor
from components.breakdowns import PARTS, show_breakdown
from components.charts.products import show_prices
from components.charts.revenue_data import Drawing
from components.comparisons import say_comparable
from components.course import compare, show_course, usual_day
from components.empty import show_no_lines
from components.figures import Context, show_figures
from components.filters import choose_grain
from components.money import amount_text, change_text
from components.problems import failure, notice
from components.rows import ask_rows, show_asked_rows
from components.selling.merging import show_members
from components.tables import show_table
from components.take_away import offer_of_product
from components.text import (
    NO_VALUE,
    counted,
    day_pattern,
    day_text,
    md_escape,
    named,
    period_text,
    plain_name,
)
from components.view import PRODUCT, View
from sales_core.errors import SalesError
from sales_core.reporting.filters import Dimension
from sales_core.reporting.product_story import STAGES
from sales_core.store.product_identity import rename_product
from sales_core.values.names import LONGEST_NAME

BADGES = {
    "new": "blue",
    "growing": "green",
    "falling": "orange",
    "stopped": "gray",
    "steady": "gray",
}


SELLERS: tuple[Dimension, ...] = ("location", "payment_method")


def show_product(view: View, name: str) -> None:
    """Show one product.

    Args:
        view: The period, the comparison and the filters; the product is among these.
        name: As the core names it.
    """
    st.button(
        "All products",
        type="tertiary",
        icon=":material/arrow_back:",
        key="all-products",
        on_click=_show_all,
    )
    st.header(plain_name(named(name, "product"), 120), anchor=False)
    told = store.product_stories(view.filters, view.before).products
    row = told.to_dict("records")[0] if len(told) else None
    currency = store.settings().currency
    if row:
        _say_what_became_of_it(view, row, currency)
    report = store.revenue(view.filters)
    if report.figures.lines == 0:
        show_no_lines(view.data)
        _show_names(name)
        return
    figures = st.container()
    grain = _choose_grain(view)
    course = store.revenue(view.filters, grain, view.week_start)
    compared, usual = compare(view, grain), usual_day(view)
    earlier = compared or usual
    with figures:
        context = Context(
            currency,
            earlier.figures if earlier else None,
            course.periods,
            partial(ask_rows, view.filters),
        )
        show_figures(course.figures, context)
    drawing = Drawing(grain, week_start=view.week_start)
    show_course(view, course, compared, drawing)
    for column, part in zip(st.columns(2, gap="medium"), SELLERS, strict=True):
        with column:
            st.subheader(f"By {PARTS[part]}", anchor=False)
            show_breakdown(view, part)
    prices = store.price_history(replace(view.filters, start=None, end=None))
    _show_prices(prices, currency)
    _show_names(name)
    offer_of_product(view, course, compared, drawing, prices)
    show_asked_rows()


def _say_what_became_of_it(view: View, row: dict[Any, Any], currency: str) -> None:
    stage = row["stage"]
    if stage:
        st.markdown(f":{BADGES[stage]}-badge[{stage.capitalize()}]", help=STAGES[stage])
    price = [
        f"Price {_amount(row['price'])}",
        f"average price {_amount(row['average_price'])}",
        f"sold from {day_text(row['first_ever'])} to {day_text(row['last_ever'])}",
    ]
    said = [" · ".join(price)]
    days = period_text(view.period.start, view.period.end)
    if view.before:
        then = period_text(view.before.start, view.before.end)
        change = "nothing to compare"
        if row["percent"] is not None:
            change = f"{change_text(row['percent'])} revenue"
        days += f", compared with {then}: {change}"
    elif view.comparison == "usual weekday":
        days += ", compared with what the weekday usually brings"
    st.caption("  \n".join([*said, f"{days} · amounts in {currency}"]))
    say_comparable(view)


def _amount(stored: Any) -> str:
    return NO_VALUE if pd.isna(stored) else amount_text(int(stored))


def _choose_grain(view: View) -> Any:
    with st.container(horizontal=True, vertical_alignment="center"):
        head = st.container()
        grain = choose_grain(view.period)
    head.subheader(f"Revenue by {grain}", anchor=False)
    return grain


def _show_prices(history: pd.DataFrame, currency: str) -> None:
    st.subheader("Price history", anchor=False)
    if history.empty:
        st.markdown("No line of this product says a unit price.")
        return
    if len(history) == 1:
        (only,) = history.to_dict("records")
        days = period_text(only["start"], only["end"])
        st.markdown(f"One price so far: **{amount_text(only['unit_price'])}**, seen {days}.")
        return
    st.caption("Over all data, whatever the period.")
    chart, table = st.columns([3, 2], gap="medium")
    with chart:
        show_prices(history, currency)
    with table:
        day = day_pattern()
        show_table(
            history.iloc[::-1].reset_index(drop=True),
            texts={
                "start": st.column_config.DateColumn("From", format=day),
                "end": st.column_config.DateColumn("To", format=day),
                "days": st.column_config.NumberColumn("Days seen", format="%,d"),
            },
            alt="Prices, latest first",
            most_rows=6,
            key="prices",
        )


def _show_names(name: str) -> None:
    """Let the product be shown by another name, and what is merged into it unmerged."""
    if not visitor.may_import():
        return
    st.subheader("Names", anchor=False)
    if name == "":
        st.markdown("These are the lines without a product; they have no name to change.")
        return
    known = store.product_identity(name)
    with (
        st.form("rename", border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        st.text_input(
            "Shown as",
            value=name,
            key=f"shown-as-{name}",
            max_chars=LONGEST_NAME,
            help="Everywhere in this app. The lines and your files stay as they are; "
            "empty shows the name of the files again.",
        )
        st.form_submit_button("Save", key="save-name", on_click=_rename, args=(name,))
    if known.name_in_files != name:
        st.caption(f"In the files: {md_escape(known.name_in_files)}")
    if known.members:
        st.markdown(f"{counted(len(known.members), 'product is', 'products are')} merged into it:")
        show_members(known.members)
    else:
        st.caption("No product is merged into it. The list of all products can merge some.")


def _rename(name: str) -> None:
    wanted = str(st.session_state[f"shown-as-{name}"])
    try:
        shown = rename_product(
            store.database(), name, wanted, now=datetime.now(UTC), actor=visitor.importer()
        )
    except SalesError as fault:
        failure(fault)
        return
    address.choose({PRODUCT: [shown]})
    notice(f"Shown as {plain_name(shown)}.")


def _show_all() -> None:
    address.choose({PRODUCT: None})
