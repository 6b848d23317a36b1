"""The days of a month as bars: a vector drawing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sales_core.values.money import AMOUNT_SCALE
from sales_core.values.number_forms import NumberForm
from sales_core.values.periods import Period

FONT = "Libertinus Serif"
WIDTH, HEIGHT = 498, 190  # points: the width of the page without its margins
INK, PALE, RUST = "#0f7c6b", "#8fc4b8", "#c4553b"

SATURDAY = 5


def days_chart(period: Period, days: Sequence[int], form: NumberForm) -> str:
    """Draw the revenue of each day.

    Args:
        period: First to last day of the month.
        days: Revenue by day (ten-thousandths).
        form: How numbers are written.

    Returns:
        SVG. Saturdays and Sundays are paler, days below zero rust.
    """
    import vl_convert  # noqa: PLC0415 - only the report needs it here

    values = [
        {"day": at + 1, "revenue": amount / AMOUNT_SCALE, "colour": _colour(period, at, amount)}
        for at, amount in enumerate(days)
    ]
    last, others = form.sizes
    locale = {
        "decimal": form.decimal,
        "thousands": form.group,
        "grouping": [last, *[others] * 6],
        "currency": ["", ""],
        "minus": form.minus,
    }
    return vl_convert.vegalite_to_svg(_specification(values), format_locale=locale)


def _colour(period: Period, at: int, amount: int) -> str:
    if amount < 0:
        return RUST
    return PALE if (period.start + timedelta(days=at)).weekday() >= SATURDAY else INK


def _specification(values: list[dict[str, Any]]) -> dict[str, Any]:
    axis = {
        "labelFont": FONT,
        "labelFontSize": 9,
        "labelColor": "#4b565a",
        "title": None,
        "domain": False,
        "ticks": False,
        "gridColor": "#e3ded2",
    }
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "data": {"values": values},
        "width": WIDTH - 40,
        "height": HEIGHT - 24,
        "padding": 0,
        "mark": {"type": "bar", "width": {"band": 0.72}, "cornerRadiusEnd": 1},
        "encoding": {
            "x": {
                "field": "day",
                "type": "ordinal",
                "axis": {**axis, "labelAngle": 0, "labelOverlap": False, "labelFontSize": 8},
            },
            "y": {
                "field": "revenue",
                "type": "quantitative",
                "axis": {**axis, "tickCount": 4, "format": ",~f"},
                "scale": {"nice": 4},
            },
            "color": {"field": "colour", "type": "nominal", "scale": None},
        },
        "config": {"view": {"stroke": None}, "font": FONT},
    }
