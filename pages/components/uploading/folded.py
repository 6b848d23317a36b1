"""Why a file is read as it is: the evidence for those who want to see it, folded."""

from __future__ import annotations

import streamlit as st

from components.evidence import show_plan
from components.receipt import show_receipt
from components.uploading.first_lines import show_first_lines
from components.uploading.mapping import has_columns, show_mapping
from components.uploading.sheet import Sheet
from components.uploading.totals import show_totals
from sales_core.imports import ImportResult


def show_why(sheet: Sheet, result: ImportResult) -> None:
    """Show where every row goes and how the file is read, and let columns be changed."""
    columns = not result.completes and has_columns(sheet, result)  # else those of the first file
    lines = result.sample is not None and not result.sample.empty
    names = ["Receipt", "Reasons", *["Columns"] * columns, *["First lines"] * lines]
    with st.expander("Why it is read this way", icon=":material/fact_check:"):
        tabs = dict(zip(names, st.tabs(names), strict=True))
        with tabs["Receipt"]:
            sums, compared = st.columns([3, 2], gap="large")
            with sums:
                show_receipt(result.rows, result.amount, result.currency, done=False)
            with compared:
                show_totals(sheet, result, result.currency)
        with tabs["Reasons"]:
            show_plan(result.plan.as_json() if result.plan else None, result.evidence)
        if columns:
            with tabs["Columns"]:
                show_mapping(sheet, result)
        if lines:
            with tabs["First lines"]:
                show_first_lines(result)


def show_columns(sheet: Sheet, result: ImportResult) -> None:
    """Show what is known of a file that cannot be read yet, and let its columns be said."""
    if result.evidence:
        with st.expander("What is known of it", icon=":material/fact_check:"):
            show_plan(None, result.evidence)
    if has_columns(sheet, result):
        with st.expander("Say which column is which", icon=":material/view_column:"):
            show_mapping(sheet, result)
