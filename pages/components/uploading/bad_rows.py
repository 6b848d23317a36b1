"""Rows that cannot be read, and the three ways on: correct them here, leave them out, or stop."""

from __future__ import annotations

from typing import cast

import streamlit as st

from components.rejects import offer_rejects, show_issues
from components.uploading.correcting import correct
from components.uploading.sheet import OnBadRows, Sheet
from sales_core.imports import ImportResult

_WAYS: dict[OnBadRows, tuple[str, str]] = {
    "correct": ("Correct them here", "Type what is right; they are imported with the file."),
    "leave": (
        "Leave them out",
        "Import the rest. Their CSV, corrected and uploaded, completes the import later.",
    ),
    "stop": ("Stop", "Nothing is imported. Correct the file itself and drop it again."),
}
GRID_ROWS = 200
"""Rejected rows that can be corrected on the page."""


def show_bad_rows(sheet: Sheet, result: ImportResult) -> None:
    """Say what is wrong, and let a person choose what to do about it."""
    show_issues(result.issues)
    ways = [way for way in _WAYS if way != "correct" or not result.completes]
    if result.rows.imported + result.rows.already_imported == 0:
        ways.remove("leave")
    if sheet.on_bad_rows not in ways:
        sheet.on_bad_rows = None
    key = f"{sheet.key}-bad-rows"
    st.radio(
        "**What should happen with the rows that cannot be read?**",
        ways,
        index=ways.index(sheet.on_bad_rows) if sheet.on_bad_rows else None,
        format_func=lambda way: _WAYS[way][0],
        captions=[_WAYS[way][1] for way in ways],
        key=key,
        on_change=_choose,
        args=(sheet, key),
    )
    if sheet.on_bad_rows == "correct":
        correct(sheet, result, GRID_ROWS)
    else:
        sheet.corrections = None
        offer_rejects(sheet.export, sheet.options, f"{sheet.key}-rejects")


def _choose(sheet: Sheet, key: str) -> None:
    sheet.on_bad_rows = cast("OnBadRows", st.session_state[key])
