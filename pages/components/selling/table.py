"""The table of products: figures, course, what became of them; rows can be chosen."""

from __future__ import annotations

from zlib import crc32

import pandas as pd
import streamlit as st

from components.cells import written
from components.money import change_text, number_column, percents
from components.tables import for_display, share, table_height, with_names
from components.text import NO_VALUE, day_pattern
from sales_core.reporting.product_series import ProductSeries
from sales_core.reporting.product_story import STORY_DEFINITIONS
from sales_core.values.money import AMOUNT_SCALE

COLUMNS = (
    "name", "revenue", "percent", "trend", "share", "price", "average_price", "units", "orders",
    "stage", "first_sold", "last_sold",
)  # fmt: skip

MOST_ROWS = 16


def choose_products(found: pd.DataFrame, whole: pd.DataFrame, series: ProductSeries) -> list[str]:
    """Show products and let some be chosen.

    Args:
        found: The products to show (``ProductStories.products``).
        whole: All products of the period, of which ``share`` is a part.
        series: The course of each.

    Returns:
        The names of those chosen, as the core names them.
    """
    shares = dict(zip(whole["name"], share(whole, "revenue"), strict=True))
    course = dict(zip(series.names, (series.revenue / AMOUNT_SCALE).tolist(), strict=True))
    nothing = [0.0] * len(series.starts)
    display = for_display(with_names(found, name="product"))
    shown = display.frame
    names = list(found["name"])
    shown["share"] = [shares.get(name) for name in names]
    shown["trend"] = [course.get(name, nothing) for name in names]
    shown["percent"] = percents(found["percent"])
    display.texts["percent"] = [change_text(each) for each in found["percent"]]
    shown["stage"] = [stage.capitalize() if stage else NO_VALUE for stage in found["stage"]]
    compared = found["before"].notna().any()
    left_out = () if compared else ("percent", "stage")
    event = st.dataframe(
        written(shown[[name for name in COLUMNS if name not in left_out]], display.texts),
        column_config=display.columns | _columns(),
        hide_index=True,
        height=table_height(len(found), MOST_ROWS),
        placeholder=NO_VALUE,
        on_select="rerun",
        selection_mode="multi-row",
        alt="Products by revenue, highest first",
        key=f"products-{crc32(chr(0).join(names).encode())}",
    )
    return [names[row] for row in event.selection.rows if row < len(names)]


def _columns() -> dict[str, object]:
    day = day_pattern()
    return {
        "name": st.column_config.TextColumn("Product", width=200),
        "trend": st.column_config.LineChartColumn(
            "Trend", width=110, help="Revenue over the period; each line has its own scale."
        ),
        "share": st.column_config.ProgressColumn(
            "Share",
            format="%.1f%%",
            min_value=0,
            max_value=100,
            width=110,
            help="Part of the revenue of all products in this period.",
        ),
        "percent": number_column("Change", STORY_DEFINITIONS["percent"]),
        "stage": st.column_config.TextColumn("Stage", width=80),
        "first_sold": st.column_config.DateColumn("First sold", format=day),
        "last_sold": st.column_config.DateColumn("Last sold", format=day),
    }
