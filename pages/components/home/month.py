"""The month so far: what it came to, what it is heading for, and the same days before."""

from __future__ import annotations

from datetime import date

import streamlit as st

from components import store
from components.figures import figure_height
from components.home.days import recent_days, show_days
from components.home.freshness import reader_today
from components.home.goal import show_goal
from components.home.links import link_at
from components.money import about_text, amount_text, change_text, compact_text, exactly
from components.text import counted, day_text, period_name
from sales_core.reporting.comparison import percent_change
from sales_core.reporting.filters import Filters
from sales_core.reporting.pace import Heading, Pace
from sales_core.values.money import amount_decimal
from sales_core.values.periods import Period
from sales_core.values.presets import preset_period

HEADING_HELP = (
    "The days so far count exactly, each day to come as the mean of the last eight of its weekday. "
    "The range is what the past half year says: of {tries:,} such estimates, four of five were "
    "no further off."
)


def show_month(data: Period) -> None:
    """Show the month of the last day of data.

    Args:
        data: First to last day of data.
    """
    pace = store.pace(Filters())
    if pace is None:
        return
    then = pace.revenue_before
    change = percent_change(
        amount_decimal(pace.revenue), None if then is None else amount_decimal(then)
    )
    delta = None if change is None else f"{change_text(change)} against {period_name(pace.before)}"
    revenue = amount_decimal(pace.revenue)
    today = reader_today()
    name = month_name(pace.month, pace.so_far, today)
    st.metric(
        name,
        compact_text(revenue),
        delta,
        height=figure_height(delta),
        help=exactly(revenue) or None,
    )
    show_days(recent_days(data), pace.so_far, name)
    st.markdown(_outlook(pace, over=pace.month.end < today), help=_help(pace.heading))
    show_goal(pace)
    st.space("stretch")
    with st.container(horizontal=True, gap="small", key="month-ways"):
        st.page_link(
            "revenue.py",
            label="This month",
            icon=":material/arrow_forward:",
            query_params=link_at("Month to date"),
        )
        if preset_period("Last month", data).start < data.start:
            return
        st.page_link(
            "revenue.py",
            label="Last month against the one before",
            icon=":material/arrow_forward:",
            query_params=link_at("Last month"),
        )


def month_name(month: Period, shown: Period, today: date) -> str:
    """Name a month by how much of it there is.

    Example:
        >>> october, begun = (Period(date(2026, 10, 1), date(2026, 10, day)) for day in (31, 17))
        >>> month_name(october, begun, date(2026, 10, 18))
        'October 2026 so far'
        >>> month_name(october, begun, date(2026, 11, 28))
        'October 2026, up to 17 Oct 2026'
        >>> month_name(october, october, date(2026, 11, 28))
        'October 2026, the whole month'
    """
    if shown == month:
        return f"{period_name(month)}, the whole month"
    if today > month.end:
        return f"{period_name(month)}, up to {day_text(shown.end)}"
    return f"{period_name(month)} so far"


def _outlook(pace: Pace, *, over: bool) -> str:
    heading = pace.heading
    if heading is None:
        why = pace.why if pace.days_left else ""
        before = (
            "The data does not reach back to the month before."
            if pace.revenue_before is None
            else f"{period_name(pace.before)} came to {amount_text(pace.revenue_before)}."
        )
        return f":small[{' '.join(filter(None, (why, before)))}]"
    low, high = about_text(heading.low), about_text(heading.high)
    if over:
        days = counted(pace.days_left, "day")
        return (
            f"With the last {days}, which are not here, about **{about_text(heading.revenue)}** "
            f":small[({low} to {high})]"
        )
    return (
        f"Heading for about **{about_text(heading.revenue)}** :small[({low} to {high}, "
        f"{pace.days_left} days to come)]"
    )


def _help(heading: Heading | None) -> str | None:
    return HEADING_HELP.format(tries=heading.tries) if heading else None
