"""Charts of revenue. Only the drawing uses floats; every figure that can be read is exact text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Literal

import altair as alt
import pandas as pd
import streamlit as st

from components.charts.axes import amount_label, bucket_label
from components.charts.notes import note_marks, notes_of_buckets, notes_told
from components.charts.revenue_data import Drawing, Drawn, as_table, chart_data
from components.money import aligned
from components.text import period_text
from sales_core.reporting.covered_days import DayState
from sales_core.store.notes import Note
from sales_core.values.periods import Grain, Period

MOST_BARS = 130
"""Above this a bar is too thin to see, and a line is drawn."""

FEWEST_BARS, WIDEST_BAR = 6, 96
"""Below so many bars they are no wider than this many pixels."""

HEIGHT, LOW = 300, 220
"""Pixels of the chart of Revenue, and of that of Home."""

_LINES = ("earlier", "average")

PICK, BRUSH = "pick", "brush"

_COLOURS: dict[str, Any] = {
    "scale": {"domain": ["in", "out", "earlier", "average"]},
    "legend": None,
}
"""Each in the theme's colour at the same place."""

Shape = Literal["few bars", "bars", "line"]

Chosen = Callable[[Period, bool], None]
"""Called with days that were picked in a chart; true where they were brushed."""


def show_revenue(
    periods: pd.DataFrame,
    drawing: Drawing,
    currency: str,
    *,
    before: pd.DataFrame | None = None,
    states: Sequence[DayState] | None = None,
    notes: Sequence[Note] = (),
    height: int = HEIGHT,
    on_choice: Chosen | None = None,
) -> None:
    """Draw revenue by day, week, month, quarter or year.

    Args:
        periods: Grain: one row a bucket. ``start``, ``end`` (date), ``revenue``
            (int64 ten-thousandths), ``orders`` (int64).
        drawing: How they are drawn.
        currency: ISO 4217 code, for the axis.
        before: What stands beside each bucket (``comparison.Compared.periods``).
        states: Why each bucket is empty, where it is.
        notes: What is noted about the days, ascending.
        height: Pixels.
        on_choice: What to do with the days of a clicked bar or a dragged range.
    """
    drawn = drawn_data(periods, before, drawing, states, notes)
    days = list(zip(periods["start"], periods["end"], strict=True))
    first, last = days[0][0], days[-1][1]
    key = f"revenue-chart-{drawing.grain}-{drawing.sums}-{first}-{last}"
    st.vega_lite_chart(
        as_table(drawn),
        specification(drawn, drawing, currency, height, choosing=on_choice is not None),
        height=height,  # kept from the first moment, so that nothing under it jumps
        key=key,
        alt=describe(periods, drawing.grain) + notes_told(notes_of_buckets(periods, notes)),
        on_select=(lambda: _answer(key, days, on_choice)) if on_choice else "ignore",
    )


def drawn_data(
    periods: pd.DataFrame,
    before: pd.DataFrame | None,
    drawing: Drawing,
    states: Sequence[DayState] | None,
    notes: Sequence[Note],
) -> Drawn:
    """Prepare buckets and what is noted about them; the arguments of ``show_revenue``.

    Returns:
        As ``chart_data`` gives it; with notes ``note`` (str, None where there is none).
    """
    drawn = chart_data(periods, before, drawing, states)
    noted = notes_of_buckets(periods, notes) if notes else []
    if any(noted):
        drawn["note"] = noted
    return drawn


def specification(
    drawn: Drawn, drawing: Drawing, currency: str, height: int, *, choosing: bool = False
) -> dict[str, Any]:
    """Write the Vega-Lite specification of a chart, without its data.

    Args:
        drawn: As ``chart_data`` gives it.
        drawing: How it is drawn.
        currency: ISO 4217 code, for the axis.
        height: Pixels.
        choosing: Whether bars can be clicked and a range dragged.
    """
    years = {start[:4] for start in drawn["start"]}
    look = _Look(
        "line" if drawing.sums == "cumulative" else _shape(len(drawn["start"])),
        bucket_label(drawing.grain, several_years=len(years) > 1),
        amount_label(),
        currency,
        height,
        compared="earlier" in drawn,
        averaged="average" in drawn,
        explained="why" in drawn,
        noted="note" in drawn,
        choosing=choosing,
    )
    return deepcopy(written_without_data(look))


def describe(periods: pd.DataFrame, grain: Grain) -> str:
    """Say in a sentence what the chart shows, for those who cannot see it."""
    if periods.empty:
        return f"Revenue by {grain}: no data."
    shown = period_text(periods["start"].iloc[0], periods["end"].iloc[-1])
    best = periods.iloc[int(periods["revenue"].argmax())]
    worst = periods.iloc[int(periods["revenue"].argmin())]
    most, least = aligned([best["revenue"], worst["revenue"]])
    return (
        f"Revenue by {grain}, {shown}: highest {most} "
        f"({period_text(best['start'], best['end'])}), lowest {least} "
        f"({period_text(worst['start'], worst['end'])})."
    )


def _answer(key: str, days: list[tuple[date, date]], on_choice: Chosen | None) -> None:
    """Hand on what was picked in the chart: one bar, or all from the first to the last brushed."""
    chosen = st.session_state[key].selection
    brushed = [str(start) for start in chosen.get(BRUSH, {}).get("start", ())]
    picked = [str(point["start"]) for point in chosen.get(PICK, ())]
    wanted = brushed or picked
    found = [(start, end) for start, end in days if start.isoformat() in wanted]
    if found and on_choice:
        on_choice(Period(found[0][0], found[-1][1]), bool(brushed))


@dataclass(frozen=True)
class _Look:
    """All that a chart's specification depends on."""

    shape: Shape
    label: str
    amounts: str
    currency: str
    height: int
    compared: bool
    averaged: bool
    explained: bool
    noted: bool
    choosing: bool


@lru_cache(maxsize=64)
def written_without_data(look: _Look) -> dict[str, Any]:
    """Write the chart without its data.

    Altair checks every word of a chart, which takes longer than all else on the page;
    a chart that differs only in its data is checked once.
    """
    axis = alt.Axis(
        labelExpr=look.label, labelOverlap="greedy", labelSeparation=14, labelAngle=0, ticks=False
    )
    base = alt.Chart(height=look.height).encode(
        x=alt.X("start:O", sort=None, title=None, axis=axis), tooltip=_tooltips(look)
    )
    drawn = {"revenue": _revenue(base, look)}
    if look.compared:
        drawn["earlier"] = _line(base, "earlier", strokeDash=[4, 3])
    if look.averaged:
        drawn["average"] = _line(base, "average")
    if look.explained:
        drawn["empty"] = _empty(base)
    if look.noted:
        drawn["notes"] = note_marks(base)
    if look.choosing:
        pick = alt.selection_point(PICK, fields=["start"])
        brush = alt.selection_interval(BRUSH, encodings=["x"])
        drawn["revenue"] = drawn["revenue"].add_params(pick, brush)
    written: dict[str, Any] = alt.layer(*drawn.values()).to_dict()
    del written["datasets"]
    for name, layer in zip(drawn, written["layer"], strict=True):
        layer.pop("data", None)  # it comes with the drawing
        if name in _LINES:
            layer["encoding"]["color"] = {"datum": name, **_COLOURS}
    return written


def _revenue(base: Any, look: _Look) -> Any:
    axis = alt.Axis(labelExpr=look.amounts, tickCount=5)
    y = alt.Y("height:Q", title=None, stack=None, axis=axis)
    if look.shape == "line":
        return base.mark_area(line={"strokeWidth": 1.5}, opacity=0.2).encode(y=y)
    size = WIDEST_BAR if look.shape == "few bars" else alt.Undefined
    return base.mark_bar(cornerRadiusEnd=2, size=size).encode(
        y=y,
        color=alt.Color("direction:N", **_COLOURS),
        opacity=alt.condition("datum.begun", alt.value(0.45), alt.value(1)),
    )


def _empty(base: Any) -> Any:
    """Mark buckets without lines: a cross where nothing was imported, a dot where nothing sold."""
    shown = base.transform_filter("datum.why === 'not imported' || datum.why === 'no sales'")
    missing = "datum.why === 'not imported'"
    return shown.mark_point(size=40, filled=True, opacity=0.9).encode(
        y=alt.Y("floor:Q", title=None),
        shape=alt.condition(missing, alt.value("cross"), alt.value("circle")),
        color=alt.condition(missing, alt.value("#c4553b"), alt.value("#8a8f94")),
    )


def _line(base: Any, column: str, **look: Any) -> Any:
    return base.mark_line(strokeWidth=1.5, **look).encode(y=alt.Y(f"{column}:Q", title=None))


def _tooltips(look: _Look) -> list[alt.Tooltip]:
    named = {"when": "Period", "revenue": f"Revenue, {look.currency}", "orders": "Orders"}
    if look.compared:
        named |= {"then_when": "Compared with", "then_revenue": "Then", "change": "Change"}
    return [alt.Tooltip(f"{column}:N", title=title) for column, title in named.items()]


def _shape(buckets: int) -> Shape:
    if buckets > MOST_BARS:
        return "line"
    return "few bars" if buckets < FEWEST_BARS else "bars"
