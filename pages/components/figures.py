"""The headline figures as cards: definition, change, course, and the rows behind each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd
import streamlit as st

from components.charts.sparkline import show_sparkline
from components.money import (
    change_text,
    compact_text,
    exact_text,
    exactly,
    money_text,
    units_text,
)
from components.text import NO_VALUE, count_text, period_text
from sales_core.reporting.comparison import percent_change
from sales_core.reporting.figures import DEFINITIONS, Figures
from sales_core.values.money import AMOUNT_SCALE, QUANTITY_SCALE

LABELS = {
    "revenue": "Revenue",
    "orders": "Orders",
    "average_order_value": "Average order value",
    "units": "Units",
    "gross_sales": "Gross sales",
    "refunds": "Refunds",
}
"""What a person reads for each figure, in the order they are shown."""

AMOUNTS = ("revenue", "gross_sales", "refunds", "average_order_value")
"""Figures that are amounts of the currency."""

_MADE_OF = {
    "revenue": ("gross_sales", "+", "refunds"),
    "average_order_value": ("revenue", "/", "orders"),
}

DIGIT = 13
"""Pixels of a digit of a headline figure."""

MOST_IN_A_ROW = 12
"""Digits of the longest figure up to which all of them stand in one row."""

HEIGHT, CHANGE_HEIGHT = 60, 27
"""Pixels of a figure, and of the change under it; kept free until it is drawn."""

MOST_POINTS = 130
"""Points of a course above which it is too fine to see."""


@dataclass(frozen=True)
class Context:
    """What stands around the headline figures.

    Attributes:
        currency: ISO 4217 code.
        before: The figures that they are compared with; None without a comparison.
        periods: The buckets whose course is drawn (``RevenueReport.periods``).
        on_rows: Called with the name of a figure whose rows are asked for.
    """

    currency: str
    before: Figures | None = None
    periods: pd.DataFrame | None = None
    on_rows: Callable[[str], None] | None = None


def figure_text(
    figures: Figures, name: str, amount: Callable[[Decimal | None], str] = money_text
) -> str:
    """Write one of the figures, for Markdown; an en dash where it has no value.

    Args:
        figures: All of them.
        name: Which one, a key of ``LABELS``.
        amount: How an amount is written.
    """
    value = getattr(figures, name)
    if name in AMOUNTS:
        return amount(value)
    if name == "orders":
        return NO_VALUE if value is None else count_text(value)
    return units_text(value)


def figure_height(delta: str | None) -> int:
    """Give the pixels of a figure, which is drawn late: nothing is to jump then."""
    return HEIGHT + (CHANGE_HEIGHT if delta else 0)


def show_figures(figures: Figures, context: Context, names: Sequence[str] = tuple(LABELS)) -> None:
    """Show headline figures side by side, as many in a row as their digits allow.

    Args:
        figures: What to show.
        context: What stands around them.
        names: Which figures, keys of ``LABELS``.
    """
    texts = {name: figure_text(figures, name, compact_text) for name in names}
    widest = max(len(text) for text in texts.values())
    columns = len(texts) if widest <= MOST_IN_A_ROW else 3
    with (
        st.container(border=True, key="figures"),
        st.grid(columns, min_column_width=max(148, DIGIT * widest)),
    ):
        for name in texts:
            with st.container(gap="xxsmall"):
                _show_figure(figures, name, context)
    if figures.why_no_orders:
        st.caption(figures.why_no_orders)


def change_of(figures: Figures, before: Figures, name: str) -> str:
    """Write the change of a figure in percent; refunds by how much more was refunded."""
    now, then = getattr(figures, name), getattr(before, name)
    if name == "refunds":
        now, then = -now, -then
    return change_text(percent_change(now, then))


def _show_figure(figures: Figures, name: str, context: Context) -> None:
    delta, then = None, None
    if context.before is not None:
        delta = change_of(figures, context.before, name)
        then = figure_text(context.before, name, compact_text)
    unknown = delta == NO_VALUE
    course = _course(context.periods, name)
    st.metric(
        LABELS[name],
        figure_text(figures, name, compact_text),
        delta,
        delta_color="off" if unknown else "inverse" if name == "refunds" else "normal",
        delta_arrow="off" if unknown else "auto",
        delta_description=then,
        help=_definition(figures, name, context.currency),
        height=figure_height(delta),
    )
    if course and context.periods is not None:
        show_sparkline(course, "line", alt=course_text(LABELS[name], course, context.periods))
    if context.on_rows:
        st.button(
            "Rows",
            type="tertiary",
            icon=":material/table_rows:",
            key=f"rows-{name}",
            help=f"The rows behind {LABELS[name].lower()}, and their sum",
            on_click=context.on_rows,
            args=(name,),
            disabled=figures.lines == 0,
        )


def _definition(figures: Figures, name: str, currency: str) -> str:
    """Give the definition, the exact numbers in it included."""
    text = DEFINITIONS[name]
    if name in AMOUNTS:
        text = " ".join([exactly(getattr(figures, name)), text, f"In {currency}."]).strip()
    parts = _MADE_OF.get(name)
    if parts is None:
        return text
    first, sign, second = parts
    return (
        f"{text} Here: {figure_text(figures, first, exact_text)} {sign} "
        f"{figure_text(figures, second, exact_text)}."
    )


def course_text(what: str, course: Sequence[float], periods: pd.DataFrame) -> str:
    """Say in words what the course of a figure shows.

    Args:
        what: What the figure is called.
        course: Its values, as they are drawn.
        periods: The bucket of each: ``start``, ``end`` (date).
    """
    starts, ends = list(periods["start"]), list(periods["end"])
    most, least = (
        period_text(starts[at], ends[at])
        for at in (course.index(find(course)) for find in (max, min))
    )
    shown = period_text(starts[0], ends[-1])
    return f"Course of {what.lower()}, {shown}: highest {most}, lowest {least}."


def _course(periods: pd.DataFrame | None, name: str) -> list[float] | None:
    """Give a figure's course, to draw; none where it would be a point, a thicket or not known."""
    if periods is None or not 1 < len(periods) <= MOST_POINTS:
        return None
    if name in ("orders", "average_order_value") and periods["orders"].isna().any():
        return None
    if name == "average_order_value":
        pairs = zip(periods["revenue"].tolist(), periods["orders"].tolist(), strict=True)
        return [revenue / orders / AMOUNT_SCALE if orders > 0 else 0.0 for revenue, orders in pairs]
    scale = {"orders": 1, "units": QUANTITY_SCALE}.get(name, AMOUNT_SCALE)
    return [each / scale for each in periods[name].tolist()]
