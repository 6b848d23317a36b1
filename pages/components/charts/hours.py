"""A heatmap of the hours of the days of the week."""

from __future__ import annotations

from copy import deepcopy
from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from components.money import aligned
from sales_core.values.money import AMOUNT_SCALE

STEP = 26
"""Pixels of a row."""


def show_heatmap(hours: pd.DataFrame, weekdays: list[str]) -> None:
    """Draw revenue by hour and weekday, an average day with sales a square.

    Args:
        hours: Grain: weekday x hour. ``weekday`` (str), ``hour`` ("09"), ``revenue`` (int64
            ten-thousandths), ``days`` (int64).
        weekdays: From top to bottom.
    """
    average = [amount // days for amount, days in zip(hours["revenue"], hours["days"], strict=True)]
    drawn = pd.DataFrame(
        {
            "weekday": hours["weekday"],
            "hour": [f"{hour}:00" for hour in hours["hour"]],
            "level": [amount / AMOUNT_SCALE for amount in average],
            "average": aligned(average),
            "revenue": aligned(list(hours["revenue"])),
        }
    )
    at = average.index(max(average))
    most = f"{drawn['weekday'].iloc[at]} at {drawn['hour'].iloc[at]}"
    st.vega_lite_chart(
        drawn,
        deepcopy(_specification(tuple(weekdays))),
        height=STEP * len(weekdays) + 40,
        key="hours-chart",
        alt=f"Average revenue by hour and weekday; most on {most}.",
    )


@lru_cache(maxsize=8)
def _specification(weekdays: tuple[str, ...]) -> dict[str, Any]:
    chart = alt.Chart().mark_rect(cornerRadius=2)
    written: dict[str, Any] = chart.encode(
        x=alt.X("hour:O", title=None, axis=alt.Axis(labelAngle=0, ticks=False)),
        y=alt.Y("weekday:N", sort=list(weekdays), title=None, axis=alt.Axis(ticks=False)),
        color=alt.Color("level:Q", title=None, legend=None),
        tooltip=[
            alt.Tooltip("weekday:N", title="Weekday"),
            alt.Tooltip("hour:O", title="Hour"),
            alt.Tooltip("average:N", title="Average day"),
            alt.Tooltip("revenue:N", title="All together"),
        ],
    ).to_dict()
    for own in ("data", "datasets"):
        written.pop(own, None)  # the rows come with the drawing; without them there is an empty one
    return written
