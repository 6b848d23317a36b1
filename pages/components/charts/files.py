"""The chart of revenue as a picture, drawn by the same specification as on the page."""

from __future__ import annotations

from typing import Any, Literal

import vl_convert

from components.charts.revenue import specification
from components.charts.revenue_data import Drawing, chart_data
from components.text import period_text
from sales_core.reporting.comparison import Compared
from sales_core.reporting.revenue import RevenueReport

Ending = Literal["png", "svg"]

ENDINGS: tuple[Ending, ...] = ("png", "svg")

WIDTH, HEIGHT, SCALE = 1000, 360, 2
"""Pixels of the picture, and how much finer a PNG is."""

_LOOK: dict[str, Any] = {
    "font": "sans-serif",
    "view": {"stroke": None},
    "axis": {"labelColor": "#4b565a", "gridColor": "#e8e4da", "domain": False},
    "title": {"anchor": "start", "color": "#1d2a2e", "fontSize": 16, "subtitleColor": "#4b565a"},
    "range": {"category": ["#0f7c6b", "#c4553b", "#33689c", "#d09a2e"]},
}
"""The colours of the light theme: a picture is mostly put on white paper."""


def chart_file(
    report: RevenueReport,
    compared: Compared | None,
    drawing: Drawing,
    currency: str,
    ending: Ending,
) -> bytes:
    """Draw the chart as a file.

    Args:
        report: Asked for with the grain of the drawing.
        compared: What stands beside it.
        drawing: How it is drawn.
        currency: ISO 4217 code.
        ending: PNG or SVG.
    """
    assert report.periods is not None  # noqa: S101 - asked for with a grain
    drawn = chart_data(report.periods, compared.periods if compared else None, drawing)
    chart = specification(drawn, drawing, currency, HEIGHT)
    beside = compared and f"Dashed: {period_text(compared.period.start, compared.period.end)}"
    title = {
        "text": f"Revenue by {drawing.grain}, {currency}",
        "subtitle": [period_text(report.start, report.end), *([beside] if beside else [])],
    }
    values = [dict(zip(drawn, row, strict=True)) for row in zip(*drawn.values(), strict=True)]
    chart |= {"data": {"values": values}, "width": WIDTH, "config": _LOOK, "title": title}
    chart |= {"background": "#ffffff", "padding": 16}
    if ending == "svg":
        return vl_convert.vegalite_to_svg(chart).encode()
    return vl_convert.vegalite_to_png(chart, scale=SCALE)
