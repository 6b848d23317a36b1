"""The course of a figure as a small drawing: there with the figure, and with words.

A chart of Vega for each would take as long to draw as the rest of the page, and would say
nothing to those who cannot see it.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Literal
from urllib.parse import quote

import streamlit as st

Kind = Literal["line", "bars"]

WIDTH, HEIGHT = 200, 40
"""The drawing's own units; it fills the width it is given and is as many pixels high."""

EDGE = 2
"""Kept free above and below, for the line's own width."""

BAR = 0.7
"""The part of its room that a bar fills."""

_SCHEMES = ("light", "dark")


def show_sparkline(values: Sequence[float], kind: Kind, *, alt: str) -> None:
    """Draw a course.

    Args:
        values: At least two, in their order; only drawn, so floats will do.
        kind: A line, or a bar for each value.
        alt: What the drawing shows, for those who cannot see it, and under the mouse.
    """
    # The room is there before the drawing, so that nothing under it moves when it comes.
    with st.container(height=HEIGHT, border=False):
        st.html(sparkline(values, kind, alt=alt))


def sparkline(values: Sequence[float], kind: Kind, *, alt: str) -> str:
    """Write the drawing, in the colour of a chart's first series.

    It is a mask over that colour: what ``st.html`` takes is not drawn by SVG itself.
    """
    light, dark = (st.get_option(f"theme.{each}.chartCategoricalColors")[0] for each in _SCHEMES)
    drawn = _bars(values) if kind == "bars" else _line(values)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'preserveAspectRatio="none">{drawn}</svg>'
    )
    mask = f"url(&quot;data:image/svg+xml,{quote(svg)}&quot;) 0 0 / 100% 100%"
    return (
        f'<div role="img" aria-label="{escape(alt)}" title="{escape(alt)}" '
        f'style="height:{HEIGHT}px;'
        f'background:light-dark({light},{dark});-webkit-mask:{mask};mask:{mask}"></div>'
    )


def _line(values: Sequence[float]) -> str:
    step = WIDTH / (len(values) - 1)
    heights = _heights(values)
    points = " ".join(f"{number * step:.1f},{at:.1f}" for number, at in enumerate(heights))
    return (
        f'<polyline points="{points}" fill="none" stroke="#000" stroke-width="1.5" '
        'stroke-linejoin="round" vector-effect="non-scaling-stroke"/>'
    )


def _bars(values: Sequence[float]) -> str:
    """Draw each value from the line of zero."""
    zero, *ends = _heights([0, *values])
    step = WIDTH / len(values)
    bars = " ".join(
        f"M{number * step + step * (1 - BAR) / 2:.1f},{zero:.1f}V{end:.1f}"
        f"h{step * BAR:.1f}V{zero:.1f}z"
        for number, end in enumerate(ends)
    )
    return f'<path d="{bars}"/>'


def _heights(values: Sequence[float]) -> list[float]:
    """Give how far below the upper edge each value is drawn; all the same lie in the middle."""
    least, most = min(values), max(values)
    if least == most:
        return [HEIGHT / 2] * len(values)
    return [EDGE + (HEIGHT - 2 * EDGE) * (most - value) / (most - least) for value in values]
