"""The calendar of the data: a square a day, coloured by revenue, and the gaps in it."""

from __future__ import annotations

from copy import deepcopy
from datetime import timedelta
from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd
import pyarrow as pa
import streamlit as st

from components import reader, store, visitor
from components.money import aligned
from components.text import MONTHS, NO_VALUE, counted, period_text
from sales_core.reporting.covered_days import gaps
from sales_core.values.periods import WEEKDAYS, Period

DAYS = 7 * 53
"""Days shown: a year, and the week it began in."""

HEIGHT = 150

FEW_WEEKS, STEP = 26, 22
"""Up to so many weeks a day is a square of this many pixels; more fill the width."""

MOST_GAPS = 4
"""Gaps that are named."""

STATES = {
    "sales": "with sales",
    "zero": "imported, but no sales",
    "closed": "usually closed",
    "missing": "not imported",
}
"""What a day can be, in words."""

_WEEKDAYS = [day[:3] for day in WEEKDAYS]


def show_calendar(period: Period) -> None:
    """Show which days there are; the last year of a longer period.

    Args:
        period: The days in question.
    """
    shown = shown_days(period)
    start, states = shown.start, store.day_states(shown)
    drawn = _drawn(states)
    stretched = len(set(drawn["week"])) > FEW_WEEKS
    counts = {state: drawn["state"].count(text) for state, text in STATES.items()}
    said = ", ".join(f"{count:,} {STATES[state]}" for state, count in counts.items() if count)
    st.vega_lite_chart(
        pa.table(drawn),
        deepcopy(specification(store.settings().currency, stretched=stretched)),
        width="stretch" if stretched else "content",
        height=HEIGHT,
        key=f"calendar-{start}-{period.end}",
        alt=f"Calendar, {period_text(start, period.end)}: {said}.",
    )
    st.caption(f"{counted(shown.days, 'day')}, {period_text(start, period.end)}: {said}.")
    _offer_to_fill(gaps(states))


def shown_days(period: Period) -> Period:
    """Give the days of a period that a calendar shows."""
    first = period.end - timedelta(days=DAYS - 1)
    return Period(max(period.start, first), period.end)


def _offer_to_fill(found: tuple[Period, ...]) -> None:
    """Name the longest gaps, and how they are filled."""
    if not found:
        return
    longest = sorted(found, key=lambda gap: -gap.days)[:MOST_GAPS]
    named = "; ".join(
        f"{period_text(gap.start, gap.end)} ({counted(gap.days, 'day')})"
        for gap in sorted(longest, key=lambda gap: gap.start)
    )
    more = (
        f" and {counted(len(found) - MOST_GAPS, 'shorter gap')}" if len(found) > MOST_GAPS else ""
    )
    st.warning(f"Not imported: {named}{more}.", icon=":material/event_busy:")
    if visitor.may_import():
        st.page_link("upload.py", label="Upload the missing days", icon=":material/upload_file:")


def _drawn(states: pd.DataFrame) -> dict[str, list[Any]]:
    """Prepare days for drawing.

    Returns:
        ``week`` (ISO date of its Monday), ``weekday``, ``state``, ``day``, ``revenue`` (str, to
        read), ``depth`` (float, to draw; None for a day without sales).
    """
    days = states["date"].dt.date.tolist()
    known, revenue = states["state"].tolist(), states["revenue"].tolist()
    best = max(1, *revenue) if revenue else 1
    write = reader.forms().day
    texts = zip(aligned(revenue), known, strict=True)
    return {
        "week": [(day - timedelta(days=day.weekday())).isoformat() for day in days],
        "weekday": [_WEEKDAYS[day.weekday()] for day in days],
        "depth": [
            min(max(each / best, 0.05), 1) if state == "sales" else None
            for each, state in zip(revenue, known, strict=True)
        ],
        "state": [STATES[state] for state in known],
        "day": [write(day) for day in days],
        "revenue": [NO_VALUE if state == "missing" else text for text, state in texts],
    }


@lru_cache(maxsize=4)
def specification(currency: str, *, stretched: bool) -> dict[str, Any]:
    """Write the Vega-Lite specification of a calendar, without its data; not to be changed.

    Args:
        currency: ISO 4217 code of the amounts.
        stretched: Whether it fills the width.
    """
    number = "toNumber(slice(datum.value, 5, 7))"
    month = f"toNumber(slice(datum.value, 8)) <= 7 ? {list(MONTHS)}[{number} - 1] : ''"
    base = alt.Chart(height=HEIGHT).encode(
        x=alt.X(
            "week:O",
            title=None,
            axis=alt.Axis(
                labelExpr=f"isValid(datum.value) ? ({month}) : ''",
                labelAngle=0,
                labelOverlap=False,
                ticks=False,
                domain=False,
            ),
        ),
        y=alt.Y(
            "weekday:O",
            sort=_WEEKDAYS,
            title=None,
            axis=alt.Axis(ticks=False, domain=False, values=["Mon", "Wed", "Fri", "Sun"]),
        ),
        tooltip=[
            alt.Tooltip("day:N", title="Day"),
            alt.Tooltip("state:N", title="State"),
            alt.Tooltip("revenue:N", title=f"Revenue, {currency}"),
        ],
    )
    sold = base.mark_rect(cornerRadius=2, stroke=None, width=alt.RelativeBandSize(0.82)).encode(
        color=alt.Color("depth:Q", scale=alt.Scale(domain=[0, 1]), legend=None)
    )
    empty = base.mark_point(shape="square", size=36, strokeWidth=1.2, opacity=0.9)
    others = {
        "imported, but no sales": empty.encode(color=alt.value("#8a8f94")),
        "usually closed": base.mark_point(size=8, filled=True, color="#8a8f94", opacity=0.7),
        "not imported": base.mark_point(
            shape="cross", size=50, angle=45, filled=True, color="#c4553b"
        ),
    }
    layers = [layer.transform_filter(alt.datum.state == state) for state, layer in others.items()]
    chart = alt.layer(sold.transform_filter(alt.datum.state == "with sales"), *layers)
    if not stretched:
        chart = chart.properties(width=alt.Step(STEP))
    written: dict[str, Any] = chart.to_dict()
    del written["datasets"]
    for layer in written["layer"]:
        layer.pop("data", None)  # it comes with the drawing
    return written
