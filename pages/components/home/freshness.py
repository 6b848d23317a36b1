"""How far the data reaches, and how long ago that was."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from components import visitor
from components.text import counted, day_text
from sales_core.values.periods import WEEKDAYS


def show_freshness(last: date) -> None:
    """Say which day is the latest, and how to bring newer ones where it is long gone.

    Args:
        last: The last day of data.
    """
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="freshness"):
        st.caption(f"**Now** · {reach_text(last, reader_today())}", width="content")
        if visitor.may_import():
            st.page_link("upload.py", label="Bring newer sales", icon=":material/upload_file:")


def reach_text(last: date, today: date) -> str:
    """Say how far the data reaches.

    Example:
        >>> reach_text(date(2026, 10, 31), date(2026, 11, 28))
        'your data ends on Saturday, 31 Oct 2026, 28 days ago'
    """
    day = f"{WEEKDAYS[last.weekday()]}, {day_text(last)}"
    ago = (today - last).days
    if ago in (0, 1):
        return f"your data reaches to {('today', 'yesterday')[ago]}, {day}"
    return f"your data ends on {day}" + (f", {counted(ago, 'day')} ago" if ago > 1 else "")


def reader_today() -> date:
    """Give the day it is where the reader is; in UTC where that is not known."""
    try:
        zone = ZoneInfo(st.context.timezone) if st.context.timezone else UTC
    except (ZoneInfoNotFoundError, ValueError):
        zone = UTC
    return datetime.now(zone).date()
