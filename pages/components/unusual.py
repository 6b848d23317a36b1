"""Days far from what their weekday usually brings, and what made them so."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components import store
from components.money import amount_text
from components.rows import ask_rows
from components.text import count_text, day_text, named, plain_name
from components.view import View
from sales_core.reporting.unusual import Reason
from sales_core.reporting.weekday_model import UnusualDay
from sales_core.values.periods import WEEKDAYS, Period

MOST = 8
"""Days that are shown, the latest first."""

MOST_ON_HOME = 2
"""Days that the first page names."""

_KINDS = {"product": "product", "location": "location", "payment_method": "payment method"}


def show_unusual(view: View, period: Period, *, most: int = MOST) -> None:
    """Show the unusual days of a period, each with its reasons and its rows.

    Args:
        view: Which names are looked at.
        period: The days in question.
        most: How many days to show.
    """
    filters = view.at(period)
    found = store.unusual_days(filters)
    if not found:
        st.caption(
            "No day is far from what its weekday usually brings. Days are compared with up to 13 "
            "of the same weekday before them; the last day of the data is never judged."
        )
        return
    for day in reversed(found[-most:]):
        with st.container(horizontal=True, vertical_alignment="center", key=f"unusual-{day.day}"):
            st.markdown(_sentence(day) + _because(store.explain(filters, day)), width="stretch")
            st.button(
                "Rows",
                type="tertiary",
                icon=":material/table_rows:",
                key=f"rows-{day.day}",
                on_click=ask_rows,
                args=(view.at(Period(day.day, day.day)), "revenue"),
            )
    if len(found) > most:
        st.caption(f"The latest {most} of {count_text(len(found))} unusual days.")


def _sentence(day: UnusualDay) -> str:
    high = day.revenue > day.high
    icon = ":green[:material/trending_up:]" if high else ":orange[:material/trending_down:]"
    weekday = WEEKDAYS[day.day.weekday()]
    bound = f"more than {_about(day.high)}" if high else f"less than {_about(day.low)}"
    return (
        f"{icon} **{weekday}, {day_text(day.day)}: {amount_text(day.revenue)}.** "
        f"A {weekday} usually brings about {_about(day.expected)}, and hardly ever {bound}."
    )


def _because(reasons: Sequence[Reason]) -> str:
    """Name what differs most from usual."""
    if not reasons:
        return ""
    parts = [
        f"{_reason_name(each)} {amount_text(each.amount)}, "
        f"usually {f'about {_about(each.usual)}' if each.usual else 'nothing'}"
        for each in reasons
    ]
    return f"  \n:small[{'; '.join(parts)}.]"


def _about(stored: int) -> str:
    """Write an expected amount: it is an estimate, and more than two decimals would pretend."""
    return amount_text(stored)


def _reason_name(reason: Reason) -> str:
    if reason.kind == "order":
        return f"order {plain_name(reason.name)}"
    return plain_name(named(reason.name, _KINDS[reason.kind]))
