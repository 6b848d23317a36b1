"""Charts of products: several of them in one, and the prices that one had."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from components.charts.axes import amount_label, bucket_label
from components.money import aligned
from components.text import counted, day_text, period_text, shortened
from sales_core.values.money import AMOUNT_SCALE
from sales_core.values.periods import Grain

HEIGHT, PRICE_HEIGHT = 300, 180

_DAY = 86_400_000
"""Milliseconds of a day."""

_EPOCH = date(1970, 1, 1).toordinal()


def show_product_lines(series: pd.DataFrame, grain: Grain, currency: str, *, key: str) -> None:
    """Draw the revenue of several products as lines.

    Args:
        series: As ``ProductSeries.frame`` gives it, names as they are shown.
        grain: The length of a bucket.
        currency: ISO 4217 code.
        key: Its name in the page.
    """
    names = list(dict.fromkeys(series["name"]))
    drawn = pd.DataFrame(
        {
            "start": [start.isoformat() for start in series["start"]],
            "height": series["revenue"] / AMOUNT_SCALE,
            "product": _distinct(series["name"]),
            "when": [
                period_text(*days) for days in zip(series["start"], series["end"], strict=True)
            ],
            "revenue": aligned(series["revenue"]),
        }
    )
    years = {start.year for start in series["start"]}
    label = bucket_label(grain, several_years=len(years) > 1)
    several = len(set(drawn["start"])) > 1
    products = tuple(drawn["product"].unique())
    st.vega_lite_chart(
        drawn,
        deepcopy(_lines(label, amount_label(), products, currency, several=several)),
        height=HEIGHT,
        key=key,
        alt=f"Revenue of {counted(len(names), 'product')} by {grain}.",
    )


def show_prices(history: pd.DataFrame, currency: str) -> None:
    """Draw the prices of a product as steps.

    Args:
        history: As ``price_history`` gives it; at least one row.
        currency: ISO 4217 code.
    """
    prices = list(history["unit_price"])
    days = [*history["start"], history["end"].iloc[-1]]
    prices.append(prices[-1])
    drawn = pd.DataFrame(
        {
            "day": [(day.toordinal() - _EPOCH) * _DAY for day in days],
            "height": [price / AMOUNT_SCALE for price in prices],
            "when": [day_text(day) for day in days],
            "price": aligned(prices),
        }
    )
    st.vega_lite_chart(
        drawn,
        deepcopy(_steps(amount_label(), currency)),
        height=PRICE_HEIGHT,
        key=f"prices-{days[0]}-{days[-1]}-{len(days)}",
        alt=f"{counted(len(history), 'price')} from {day_text(days[0])} to {day_text(days[-1])}.",
    )


def _distinct(names: pd.Series[str]) -> list[str]:
    """Shorten names for the legend; those that would look alike stay as they are."""
    short = {name: shortened(name, 40) for name in names.unique()}
    alike = pd.Series(short).duplicated(keep=False)
    return [name if alike[name] else short[name] for name in names]


@lru_cache(maxsize=32)
def _lines(
    label: str, amounts: str, names: tuple[str, ...], currency: str, *, several: bool
) -> dict[str, Any]:
    """Write the chart without its data, but with the names: the legend comes before the data."""
    axis = alt.Axis(
        labelExpr=label, labelOverlap="greedy", labelSeparation=14, labelAngle=0, ticks=False
    )
    chart = alt.Chart(height=HEIGHT)
    marked = chart.mark_line(strokeWidth=2) if several else chart.mark_point(filled=True, size=80)
    written: dict[str, Any] = marked.encode(
        x=alt.X("start:O", sort=None, title=None, axis=axis),
        y=alt.Y("height:Q", title=None, axis=alt.Axis(labelExpr=amounts, tickCount=5)),
        color=alt.Color(
            "product:N",
            scale=alt.Scale(domain=list(names)),
            legend=alt.Legend(orient="top", title=None, labelLimit=260, columns=3),
        ),
        tooltip=[
            alt.Tooltip("product:N", title="Product"),
            alt.Tooltip("when:N", title="Period"),
            alt.Tooltip("revenue:N", title=f"Revenue, {currency}"),
        ],
    ).to_dict()
    return written


@lru_cache(maxsize=4)
def _steps(amounts: str, currency: str) -> dict[str, Any]:
    chart = alt.Chart(height=PRICE_HEIGHT).mark_line(interpolate="step-after", point=True)
    written: dict[str, Any] = chart.encode(
        x=alt.X(
            "day:T",
            title=None,
            scale=alt.Scale(type="utc"),
            axis=alt.Axis(format="%-d %b %Y", labelOverlap="greedy", labelSeparation=14),
        ),
        y=alt.Y(
            "height:Q",
            title=None,
            scale=alt.Scale(zero=False),
            axis=alt.Axis(labelExpr=amounts, tickCount=4),
        ),
        tooltip=[
            alt.Tooltip("when:N", title="From"),
            alt.Tooltip("price:N", title=f"Price, {currency}"),
        ],
    ).to_dict()
    return written
