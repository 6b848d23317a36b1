"""Rows that cannot be read: grouped by kind, with their lines, advice, and as a file to correct."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

import pandas as pd
import streamlit as st

from components import store
from components.tables import show_table
from components.text import count_text, counted, listed, md_escape
from sales_core.importing.files.export import SalesExport
from sales_core.importing.issues import RowIssue
from sales_core.imports import ImportOptions, rejected_rows
from sales_core.reporting.files.csv_file import safe_text
from sales_core.store.import_log import ImportRecord

_COLUMNS = {
    "line": st.column_config.NumberColumn("Line", format="%d", width=70),
    "column": "Column",
    "value": "Value",
    "message": "What is wrong",
    "how_to_fix": "What to do",
    "code": None,
}


def show_issues(issues: Sequence[RowIssue]) -> None:
    """Show faults of rows, those of one kind together, and each of them in a table."""
    kinds: dict[tuple[str, str], list[RowIssue]] = {}
    for each in issues:
        kinds.setdefault((each.code, each.column), []).append(each)
    st.markdown("\n".join(_told_together(alike) for alike in kinds.values()))
    if len(issues) > len(kinds):
        with st.expander(f"All {counted(len(issues), 'problem')}, line by line"):
            show_table(
                pd.DataFrame([_as_row(each) for each in issues]),
                texts=_COLUMNS,
                alt="Rows that cannot be read",
            )


def offer_rejects(export: SalesExport, options: ImportOptions, key: str) -> None:
    """Offer the rejected rows of a file that is not imported yet, as they stand in it."""
    database, currency = store.database(), store.settings().currency_of_imports
    st.download_button(
        "Rejected rows as CSV",
        lambda: rejected_rows(database, export, options, currency).as_csv(),
        file_name=f"{PurePath(export.name).stem[:80]}_rejected.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        key=key,
        help="The rows as they stand in the file, with what is wrong: correct them and upload "
        "that file.",
    )


def show_stored_issues(record: ImportRecord) -> None:
    """Show the rows that an import left out, and offer them as a file."""
    rows = store.rejected_rows(record.id)
    st.markdown(f"**{counted(record.rows.rejected, 'rejected row')}**")
    show_table(rows, texts=_COLUMNS, alt="Rejected rows", most_rows=6, key=f"rejects-{record.id}")
    st.download_button(
        "Rejected rows as CSV",
        lambda: _csv(rows),
        file_name=f"import_{record.id}_rejected.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        key=f"download-rejects-{record.id}",
    )


def _told_together(alike: Sequence[RowIssue]) -> str:
    first, others = alike[0], alike[1:]
    more = ""
    if others:
        lines = "line" if len(others) == 1 else "lines"
        more = f" The same on {lines} {listed(f'{count_text(each.line)}' for each in others)}."
    return (
        f"- **Line {count_text(first.line)}**: {md_escape(first.message)}{more} "
        f"*{md_escape(first.how_to_fix)}*"
    )


def _as_row(each: RowIssue) -> dict[str, object]:
    names = ("line", "column", "value", "message", "how_to_fix")
    return {name: getattr(each, name) for name in names}


def _csv(rows: pd.DataFrame) -> bytes:
    """Write rows as the other downloads are: with a byte order mark, formulas neutralised."""
    written = rows.copy()
    for column in written.columns.drop("line"):
        written[column] = [safe_text(str(text)) for text in written[column]]
    return written.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")
