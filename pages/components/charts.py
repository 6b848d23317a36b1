"""Charts of revenue. Only the drawing uses floats; every figure that can be read is exact text."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from functools import lru_cache
from typing import Any, Literal

import altair as alt
import numpy as np
import pandas as pd
import streamlit as st

from components.money import aligned
from components.text import MONTHS, period_text
from sales_core.values.money import AMOUNT_SCALE
from sales_core.values.periods import Grain

MOST_BARS = 130
"""Above this a bar is too thin to see, and a line is drawn."""

FEWEST_BARS, WIDEST_BAR = 6, 96
"""Below so many bars they are no wider than this many pixels."""

HEIGHT = 300

AMOUNT_LABEL = "datum.value == 0 ? '0' : format(datum.value, '~s')"

Shape = Literal["few bars", "bars", "line"]


def show_revenue(
    periods: pd.DataFrame, grain: Grain, currency: str, *, height: int = HEIGHT
) -> None:
    """Draw revenue by day, week, month, quarter or year.

    Args:
        periods: Grain: one row a bucket. ``start``, ``end`` (date), ``revenue``
            (int64 ten-thousandths), ``orders`` (int64).
        grain: The length of a bucket.
        currency: ISO 4217 code, for the axis.
        height: Pixels.
    """
    drawn = pd.DataFrame(
        {
            "start": [start.isoformat() for start in periods["start"]],
            "height": periods["revenue"] / AMOUNT_SCALE,
            "direction": np.where(periods["revenue"] < 0, "out", "in"),
            "when": [
                period_text(*days) for days in zip(periods["start"], periods["end"], strict=True)
            ],
            "revenue": aligned(periods["revenue"]),
            "orders": [f"{orders:,}" for orders in periods["orders"]],
        }
    )
    label = _label_expression(grain, several_years=len(set(periods["start"].map(_year))) > 1)
    st.vega_lite_chart(
        drawn,
        deepcopy(_specification(_shape(len(drawn)), label, currency, height)),
        key=f"revenue-chart-{grain}",
        alt=describe(periods, grain, currency),
    )


@lru_cache(maxsize=64)
def _specification(shape: Shape, label: str, currency: str, height: int) -> dict[str, Any]:
    """Write the chart without its data.

    Altair checks every word of a chart, which takes longer than all else on the page;
    a chart that differs only in its data is checked once.
    """
    axis = alt.Axis(
        labelExpr=label, labelOverlap="greedy", labelSeparation=14, labelAngle=0, ticks=False
    )
    encoding = {
        "x": alt.X("start:O", sort=None, title=None, axis=axis),
        "y": alt.Y(
            "height:Q",
            title=None,
            stack=None,
            axis=alt.Axis(labelExpr=AMOUNT_LABEL, tickCount=5),
        ),
        "tooltip": [
            alt.Tooltip("when:N", title="Period"),
            alt.Tooltip("revenue:N", title=f"Revenue, {currency}"),
            alt.Tooltip("orders:N", title="Orders"),
        ],
    }
    chart = alt.Chart(height=height)
    if shape == "line":
        chart = chart.mark_area(line={"strokeWidth": 1.5}, opacity=0.2)
    else:
        size = WIDEST_BAR if shape == "few bars" else alt.Undefined
        chart = chart.mark_bar(cornerRadiusEnd=2, size=size)
        encoding["color"] = alt.Color(
            "direction:N", scale=alt.Scale(domain=["in", "out"]), legend=None
        )
    written: dict[str, Any] = chart.encode(**encoding).to_dict()
    return written


def _shape(buckets: int) -> Shape:
    if buckets > MOST_BARS:
        return "line"
    return "few bars" if buckets < FEWEST_BARS else "bars"


def describe(periods: pd.DataFrame, grain: Grain, currency: str) -> str:
    """Say in a sentence what the chart shows, for those who cannot see it."""
    if periods.empty:
        return f"Revenue by {grain}: no data."
    shown = period_text(periods["start"].iloc[0], periods["end"].iloc[-1])
    best = periods.iloc[int(periods["revenue"].argmax())]
    worst = periods.iloc[int(periods["revenue"].argmin())]
    most, least = aligned([best["revenue"], worst["revenue"]])
    return (
        f"Revenue by {grain}, {shown}: highest {most} {currency} "
        f"({period_text(best['start'], best['end'])}), lowest {least} {currency} "
        f"({period_text(worst['start'], worst['end'])})."
    )


def _year(day: date) -> int:
    return day.year


def _label_expression(grain: Grain, *, several_years: bool) -> str:
    """Write the expression that makes an axis label of a day such as ``2025-03-01``.

    The days are texts to Vega: its own dates would move with the reader's time zone.
    It asks for the label of nothing before the data has come.
    """
    number = "toNumber(slice(datum.value, 5, 7))"
    month = f"{list(MONTHS)}[{number} - 1]"
    year = "slice(datum.value, 0, 4)"
    day = f"toNumber(slice(datum.value, 8)) + ' ' + {month}"
    labels: dict[Grain, str] = {
        "year": year,
        "quarter": f"'Q' + ceil({number} / 3) + ' ' + {year}",
        "month": f"{month} + ' ' + {year}",
    }
    label = labels.get(grain, f"{day} + ' ' + {year}" if several_years else day)
    return f"isValid(datum.value) ? {label} : ''"
