"""Choosing a period: presets counted back from the data, two days, and steps of its length."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal, cast

import streamlit as st

from components.text import day_text, period_text
from components.view import FROM, TO, chosen_day
from sales_core.values.comparing import stepped
from sales_core.values.dates import EARLIEST, LATEST
from sales_core.values.periods import Period
from sales_core.values.presets import PRESETS, preset_of, preset_period

DayKey = Literal["from", "to", "compare-from", "compare-to"]


def choose_period(data: Period, week_start: int) -> Period:
    """Ask for a period; both days are part of it.

    Days the wrong way round are exchanged, and the page says so.

    Args:
        data: First to last day of data; what the presets and the defaults go by.
        week_start: 0 for Monday to 6 for Sunday.
    """
    _follow_data(data)
    start, end = chosen_day(FROM) or data.start, chosen_day(TO) or data.end
    before = Period(min(start, end), max(start, end))
    name = preset_of(before, data, week_start)
    days = period_text(before.start, before.end)
    with st.popover(
        f"**{name}** · {days}" if name else f"**{days}**",
        icon=":material/calendar_month:",
        key="period",
    ):
        with st.container(horizontal=True):
            start = ask_day("From", FROM, data.start)
            end = ask_day("To", TO, data.end)
        period = Period(min(start, end), max(start, end))
        _offer_presets(period, data, week_start)
    if start > end:
        _tell_exchanged(period)
    return period


def previous_and_next(period: Period, back: Any, forward: Any, week_start: int) -> None:
    """Offer one step of the period's length back and forward.

    Args:
        period: What is shown.
        back: The container for the step back.
        forward: The container for the step forward.
        week_start: 0 for Monday to 6 for Sunday.
    """
    for place, steps, icon, word in (
        (back, -1, "chevron_left", "Back to"),
        (forward, 1, "chevron_right", "On to"),
    ):
        try:
            there = stepped(period, steps, week_start)
        except OverflowError:
            there = None
        usable = there is not None and there.start >= EARLIEST and there.end <= LATEST
        place.button(
            "",
            icon=f":material/{icon}:",
            key=f"step-{steps}",
            help=f"{word} {period_text(there.start, there.end)}" if there else "No such days",
            disabled=not usable,
            on_click=set_period,
            args=(there,),
        )


def ask_day(label: str, key: DayKey, default: date) -> date:
    """Ask for a day, kept in the address under its key."""
    chosen = st.date_input(
        label,
        value=default,
        min_value=EARLIEST,
        max_value=LATEST,
        key=key,
        format="YYYY-MM-DD",
        bind="query-params",
        width=150,
    )
    return chosen if isinstance(chosen, date) else default


def set_period(period: Period) -> None:
    """Show other days; for callbacks."""
    st.session_state[FROM], st.session_state[TO] = period.start, period.end


def _offer_presets(period: Period, data: Period, week_start: int) -> None:
    """Show the presets by kind; the one that means the shown days is marked."""
    marked = preset_of(period, data, week_start)
    for number, names in enumerate(PRESETS.values()):
        key = f"preset-{number}"
        st.session_state[key] = marked if marked in names else None
        st.pills(
            "Presets",
            names,
            key=key,
            on_change=_set_preset,
            args=(key, data, week_start),
            label_visibility="collapsed",
        )
    st.caption(f"Counted back from {day_text(data.end)}, the last day of your data.")


def _set_preset(key: str, data: Period, week_start: int) -> None:
    if name := st.session_state[key]:
        set_period(preset_period(name, data, week_start))


def _follow_data(data: Period) -> None:
    """Let a day that stood at the edge of the data stay there when the data grows or shrinks."""
    before = cast("Period | None", st.session_state.get("data-period"))
    if before and before != data:
        for key, old, new in ((FROM, before.start, data.start), (TO, before.end, data.end)):
            if st.session_state.get(key) == old:
                st.session_state[key] = new
    st.session_state["data-period"] = data


def _tell_exchanged(period: Period) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.info(
            "The first day is after the last. Shown is the period between the two: "
            f"{period_text(period.start, period.end)}.",
            icon=":material/swap_horiz:",
            width="stretch",
        )
        st.button("Exchange the two days", on_click=set_period, args=(period,), key="exchange")
