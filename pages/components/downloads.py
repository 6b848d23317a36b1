"""Files to take away: built when they are asked for, named by what is in them."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from components.view import View

MIME = {"csv": "text/csv", "json": "application/json", "png": "image/png", "svg": "image/svg+xml"}


def offer_file(label: str, build: Callable[[], bytes], name: str) -> None:
    """Offer a file that is built when the button is clicked.

    Args:
        label: What it is.
        build: Makes it; runs outside the page, so it must not draw anything.
        name: Its name; the ending says what kind it is.
    """
    st.download_button(
        label,
        build,
        file_name=name,
        mime=MIME[name.rsplit(".", 1)[-1]],
        on_click="ignore",
        icon=":material/download:",
        key=f"download-{name}",
    )


def file_name(what: str, view: View, ending: str) -> str:
    """Name a file by what it holds, its days, and that it is only a part, where it is.

    Example: ``revenue_by_week_2026-01-01_2026-03-31_filtered.csv``
    """
    days = f"{view.period.start}_{view.period.end}"
    return f"{what}_{days}{'_filtered' if view.narrowed else ''}.{ending}"
