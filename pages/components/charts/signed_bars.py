"""A chart of amounts above and below zero, one bar for each name."""

from __future__ import annotations

from copy import deepcopy
from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from components.charts.axes import amount_label
from components.money import aligned
from sales_core.values.money import AMOUNT_SCALE

BAR = 26
"""Pixels of a bar and the space around it."""


def show_signed_bars(
    names: list[str], amounts: list[int], *, title: str, alt: str, key: str
) -> None:
    """Draw amounts as bars to the right, or to the left where they are negative.

    Args:
        names: What each is, from top to bottom.
        amounts: Ten-thousandths.
        title: What the amounts are, for the tooltip.
        alt: What the chart shows, for those who cannot see it.
        key: Its name in the page.
    """
    drawn = pd.DataFrame(
        {
            "name": names,
            "length": [amount / AMOUNT_SCALE for amount in amounts],
            "direction": ["out" if amount < 0 else "in" for amount in amounts],
            "amount": aligned(amounts),
        }
    )
    height = BAR * len(names) + 30
    st.vega_lite_chart(
        drawn,
        deepcopy(_specification(title, height, amount_label())),
        height=height,
        key=key,
        alt=alt,
    )


@lru_cache(maxsize=16)
def _specification(title: str, height: int, amounts: str) -> dict[str, Any]:
    chart = alt.Chart(height=height).mark_bar(cornerRadiusEnd=2, height=BAR - 10)
    written: dict[str, Any] = chart.encode(
        x=alt.X("length:Q", title=None, axis=alt.Axis(labelExpr=amounts, tickCount=5)),
        y=alt.Y("name:N", sort=None, title=None, axis=alt.Axis(labelLimit=220, ticks=False)),
        color=alt.Color("direction:N", scale=alt.Scale(domain=["in", "out"]), legend=None),
        tooltip=[alt.Tooltip("name:N", title=" "), alt.Tooltip("amount:N", title=title)],
    ).to_dict()
    return written
