"""The period of a page, kept in its address: two days, the presets that set them, and the grain.

``from`` and ``to`` are shared by all pages that ask for a period. A page that
is opened by an address shows what that address says; days that are no days
are left out of it.
"""

from __future__ import annotations

from datetime import date
from typing import Final, Literal, cast

import streamlit as st

from components.presets import PRESETS, preset_of, preset_period, suitable_grain
from components.text import day_text, period_text
from sales_core.values.dates import EARLIEST, LATEST
from sales_core.values.periods import GRAINS, Grain, Period

FROM: Final = "from"
TO: Final = "to"
GRAIN: Final = "grain"
"""Names in the address, and of the controls."""

PRESET = "preset"

AUTO = "auto"


def choose_period(data: Period) -> Period:
    """Ask for a period; both days are part of it.

    Days the wrong way round are exchanged, and the page says so.

    Args:
        data: First to last day of data; what the presets and the defaults go by.
    """
    _follow_data(data)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        presets = st.container(width="content")
        start = _day("From", FROM, data.start)
        end = _day("To", TO, data.end)
    period = Period(min(start, end), max(start, end))
    st.session_state[PRESET] = preset_of(period, data)
    with presets:
        st.pills(
            "Period",
            PRESETS,
            key=PRESET,
            on_change=_set_preset,
            args=(data,),
            help=f"Counted back from {day_text(data.end)}, the last day of your data.",
            wrap=True,
        )
    if start > end:
        _tell_exchanged(period)
    return period


def choose_grain(period: Period) -> Grain:
    """Ask for the grain; unless one is chosen, the one that suits the period's length.

    The options are shown as they stand in the address: another text for them
    would stand there, too.
    """
    chosen = st.segmented_control(
        "Grain",
        [AUTO, *GRAINS],
        default=AUTO,
        required=True,
        key=GRAIN,
        bind="query-params",
        label_visibility="collapsed",
        wrap=True,
    )
    return suitable_grain(period) if chosen in (AUTO, None) else cast("Grain", chosen)


def address_of(period: Period) -> dict[str, str]:
    """Give the part of an address that opens a page on a period."""
    return {FROM: period.start.isoformat(), TO: period.end.isoformat()}


def _day(label: str, key: Literal["from", "to"], default: date) -> date:
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


def _follow_data(data: Period) -> None:
    """Let a day that stood at the edge of the data stay there when the data grows or shrinks."""
    before = cast("Period | None", st.session_state.get("data-period"))
    if before and before != data:
        for key, old, new in ((FROM, before.start, data.start), (TO, before.end, data.end)):
            if st.session_state.get(key) == old:
                st.session_state[key] = new
    st.session_state["data-period"] = data


def _set_preset(data: Period) -> None:
    if name := st.session_state[PRESET]:
        _set_period(preset_period(name, data))


def _set_period(period: Period) -> None:
    st.session_state[FROM], st.session_state[TO] = period.start, period.end


def _tell_exchanged(period: Period) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.info(
            "The first day is after the last. Shown is the period between the two: "
            f"{period_text(period.start, period.end)}.",
            icon=":material/swap_horiz:",
            width="stretch",
        )
        st.button("Exchange the two days", on_click=_set_period, args=(period,), key="exchange")
