"""The latest day and week, each against what is usual, and the way to why it differed."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from components import store
from components.figures import figure_height, figure_text
from components.home.days import recent_days, show_days
from components.home.links import link_at
from components.money import amount_text, change_text, compact_text, exactly
from components.text import day_text, orders_text, period_text
from components.view import COMPARE
from sales_core.reporting.comparison import percent_change
from sales_core.reporting.figures import Figures
from sales_core.reporting.filters import Filters
from sales_core.reporting.usual import Usual, usual_revenue
from sales_core.values.chosen_days import text_of_days
from sales_core.values.money import amount_decimal
from sales_core.values.periods import WEEKDAYS, Period
from sales_core.values.presets import preset_period

CHANGED = "What changed"
"""The closer look of the Revenue page that says why days differ."""


def show_latest_day(data: Period) -> None:
    """Show the last day of data against its usual weekday.

    Args:
        data: First to last day of data.
    """
    span = Period(data.end, data.end)
    days = recent_days(data)
    weekday = WEEKDAYS[data.end.weekday()]
    label = f"Latest day, {weekday[:3]} {day_text(data.end)}"
    _show_figures(label, span, days, data, f"{weekday}s")
    st.space("stretch")
    before = _same_weekday_before(days, data.end)
    ways = st.container(key="day-ways")
    if before is None:
        ways.page_link(
            "revenue.py",
            label="Look at the day",
            icon=":material/arrow_forward:",
            query_params=link_at("Latest day"),
        )
        return
    ways.page_link(
        "revenue.py",
        label="Why it differed",
        icon=":material/arrow_forward:",
        help=f"What changed since {weekday}, {day_text(before)}",
        query_params=link_at(
            "Latest day", **{COMPARE: text_of_days(Period(before, before))}, tab=CHANGED
        ),
    )


def show_latest_week(data: Period) -> None:
    """Show the last seven days of data against those before.

    Args:
        data: First to last day of data.
    """
    span = preset_period("Last 7 days", data)
    _show_figures("Last 7 days", span, recent_days(data), data, "weeks")
    st.space("stretch")
    compared = (span.start - data.start).days >= span.days
    st.container(key="week-ways").page_link(
        "revenue.py",
        label="Why they differed" if compared else "Look at these days",
        icon=":material/arrow_forward:",
        help=f"What changed in {period_text(span.start, span.end)}" if compared else None,
        query_params=link_at("Last 7 days", tab=CHANGED),
    )


def _show_figures(label: str, span: Period, days: pd.DataFrame, data: Period, what: str) -> None:
    figures = store.revenue(Filters(span.start, span.end)).figures
    usual = usual_revenue(days, span, data)
    change = percent_change(figures.revenue, amount_decimal(usual.revenue) if usual else None)
    delta = None if change is None else f"{change_text(change)} against usual"
    st.metric(
        label,
        compact_text(figures.revenue),
        delta,
        height=figure_height(delta),
        help=exactly(figures.revenue) or None,
    )
    show_days(days, span, label)
    st.markdown(_usual_text(usual, what, figures))


def _usual_text(usual: Usual | None, what: str, figures: Figures) -> str:
    told = (
        f"Usually {amount_text(usual.revenue)}, the median of the {usual.spans} {what} before."
        if usual
        else "Too little before it to say what is usual."
    )
    if figures.orders is None:
        return f":small[{told}]"  # why nobody knows them stands on Revenue
    average = figure_text(figures, "average_order_value")
    return f":small[{told}  \n{orders_text(figures.orders)} · average order {average}]"


def _same_weekday_before(days: pd.DataFrame, day: date) -> date | None:
    """Give the latest day of the same weekday that has lines."""
    dates = days["sale_date"].dt.date
    before = [one for one in dates if one < day and one.weekday() == day.weekday()]
    return before[-1] if before else None
