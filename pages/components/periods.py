"""Choosing a period: presets counted back from the data, two days, and steps of its length."""

from __future__ import annotations

from typing import Any

import streamlit as st

from components import address
from components.menus import Option, ask_days, menu, offer
from components.text import day_text, period_name, period_text, plain_name
from components.view import PERIOD, set_period
from sales_core.values.calendars import EARLIEST, LATEST
from sales_core.values.chosen_days import (
    ChosenDays,
    NoSuchDaysError,
    first_choice,
    read_choice,
    text_of_preset,
)
from sales_core.values.comparing import stepped
from sales_core.values.periods import Period
from sales_core.values.presets import ALL, FIRST, MORE, preset_period


def chosen_days(data: Period, week_start: int) -> tuple[ChosenDays, str]:
    """Read which days the address asks for.

    Args:
        data: First to last day of data; what the presets go by.
        week_start: 0 for Monday to 6 for Sunday.

    Returns:
        The days, and what a person is to be told about them; "" for nothing.
    """
    text = address.asked(PERIOD)
    try:
        found = read_choice(text or first_choice(data), data, week_start)
    except NoSuchDaysError:
        usual = read_choice(first_choice(data), data, week_start)
        told = f"The address asks for the days “{plain_name(text or '')}”, which there are not."
        return usual, f"{told} Shown: {days_label(usual)}."
    if found.exchanged:
        days = period_text(found.period.start, found.period.end)
        return found, f"The first day is after the last. Shown are the days between them: {days}."
    return found, ""


def choose_period(chosen: ChosenDays, data: Period, week_start: int) -> None:
    """Let another period be chosen; both days are part of it.

    Args:
        chosen: What is shown.
        data: First to last day of data; what the presets go by.
        week_start: 0 for Monday to 6 for Sunday.
    """
    marked = text_of_preset(chosen.preset) if chosen.preset else ""
    with menu(PERIOD, days_label(chosen), "calendar_month"):
        st.caption(f"Counted back from {day_text(data.end)}, the last day of your data.")
        offer(PERIOD, _options(FIRST, data, week_start), marked)
        with st.expander("More"):
            offer(PERIOD, _options(MORE, data, week_start), marked, "more")
        ask_days(PERIOD, chosen.period, "Show these days", set_period)


def days_label(chosen: ChosenDays) -> str:
    """Write a choice of days; its days are always there, a whole month or year by its name."""
    days = period_name(chosen.period)
    return f"**{chosen.preset}** · {days}" if chosen.preset else f"**{days}**"


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
        said = f"{word} {period_text(there.start, there.end)}" if there else "No such days"
        place.button(
            said,  # read, not seen: early.css
            icon=f":material/{icon}:",
            key=f"step-{steps}",
            help=said,
            disabled=not usable,
            on_click=set_period,
            args=(there,),
        )


def _options(names: tuple[str, ...], data: Period, week_start: int) -> list[Option]:
    """Give the presets that have a day of the data, each with its days."""
    found = {name: preset_period(name, data, week_start) for name in names}
    return [
        Option(text_of_preset(name), f"{name} · :gray[{period_name(days)}]")
        for name, days in found.items()
        if name == ALL or days.end >= data.start
    ]
