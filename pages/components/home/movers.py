"""Best products and those that fell behind, of the last four weeks."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from components import store
from components.home.links import link_at
from components.money import amount_text, change_text
from components.text import counted, named, plain_name
from sales_core.reporting.comparison import percent_change
from sales_core.reporting.filters import Filters
from sales_core.reporting.movers import Mover, Movers
from sales_core.values.money import amount_decimal
from sales_core.values.periods import Period
from sales_core.values.presets import preset_period

SPAN = "Last 28 days"
"""Whole weeks, so that the weekdays are the same on both sides."""


def recent_movers(data: Period) -> Movers:
    """Ask which products carry the last four weeks, against the four before.

    Args:
        data: First to last day of data.
    """
    period = preset_period(SPAN, data)
    step = timedelta(days=period.days)
    return store.movers(Filters(), period, Period(period.start - step, period.end - step))


def show_movers(data: Period) -> None:
    """Show which products carry the last four weeks, and which fell.

    Args:
        data: First to last day of data.
    """
    found = recent_movers(data)
    best, falling = st.columns(2, gap="medium")
    with best:
        st.header("Best products", anchor=False)
        st.markdown(
            "  \n".join(_best(each) for each in found.best) or ":small[Nothing was sold.]",
        )
        st.container(key="best-ways").page_link(
            "products.py",
            label="This year",
            icon=":material/arrow_forward:",
            help="The products of this year, best first",
            query_params=link_at("Year to date"),
        )
    with falling:
        st.header("Falling", anchor=False)
        st.markdown("  \n".join(_fell(each) for each in found.falling) or _why_none(found))
        st.container(key="falling-ways").page_link(
            "products.py",
            label="All products" if found.fallen <= len(found.falling) else _more(found),
            icon=":material/arrow_forward:",
            query_params=link_at(SPAN),
        )


def _best(mover: Mover) -> str:
    return f"**{_name(mover)}** {amount_text(mover.revenue)}"


def _fell(mover: Mover) -> str:
    change = percent_change(amount_decimal(mover.revenue), amount_decimal(mover.before))
    percent = "" if change is None else f" ({change_text(change)})"
    now, before = amount_text(mover.revenue), amount_text(mover.before)
    return f"**{_name(mover)}** {now} after {before}{percent}"


def _why_none(found: Movers) -> str:
    if found.stage != "fine":
        return ":small[Too little of the four weeks before is in your data to say what is falling.]"
    return ":small[None by more than chance: what was sold less often is too little to tell.]"


def _more(found: Movers) -> str:
    return f"{counted(found.fallen - len(found.falling), 'more product')} fell"


def _name(mover: Mover) -> str:
    return plain_name(named(mover.name, "product"), 40)
