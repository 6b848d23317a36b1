"""Further columns of a file, kept as breakdowns if a person wants them."""

from __future__ import annotations

import streamlit as st

from components.text import shortened
from components.uploading.sheet import Sheet
from sales_core.imports import ImportResult


def offer_to_keep(sheet: Sheet, result: ImportResult) -> None:
    """Offer the columns that could be breakdowns like the location; nothing depends on it."""
    kept = result.answers.keep or ()
    offered = tuple(dict.fromkeys((*kept, *result.keepable)))
    if not offered or result.completes:
        return
    key = f"{sheet.key}-keep"
    st.multiselect(
        "Keep as a breakdown",
        offered,
        default=kept,
        key=key,
        format_func=lambda header: shortened(header, 60),
        placeholder="None: these columns are not stored",
        help="Revenue can then be seen by it and narrowed to its values, as by location. It is "
        "remembered for files with these columns; no figure depends on it.",
        on_change=_keep,
        args=(sheet, key),
    )


def _keep(sheet: Sheet, key: str) -> None:
    sheet.keep = tuple(st.session_state[key])
