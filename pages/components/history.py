"""Imports as lists: the table of all of them, and the few latest ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from components import store
from components.cells import written
from components.money import amount_text, count_texts, number_column, plain_amount
from components.tables import for_display, table_height
from components.text import counted, md_escape, moment_text, period_text, plain_name
from sales_core.importing.formats.export_formats import format_title
from sales_core.store.import_log import ImportRecord
from sales_core.values.actors import WITHOUT_LOGIN

UNDONE = "undone"
ACTIVE = "active"


def when_and_by(record: ImportRecord) -> str:
    """Say when and by whom or from where an import was made, as Markdown."""
    return f"{_when(record)} {md_escape(_who(record))}"


def _when(record: ImportRecord) -> str:
    return moment_text(record.imported_at, st.context.timezone)


def _who(record: ImportRecord) -> str:
    by = record.imported_by
    return f"through the {by}" if by in WITHOUT_LOGIN else f"by {by}"


def days_of(record: ImportRecord) -> str:
    """Say which days an import touches."""
    return period_text(record.first_date, record.last_date)


def currency_of(record: ImportRecord) -> str:
    """Give what an import's amounts are in; another may hold by now where it is undone."""
    return record.plan.get("currency") or store.settings().currency


def show_recent(records: Sequence[ImportRecord]) -> None:
    """Name a few imports, newest first, with a way to each receipt."""
    st.header("Recent imports", anchor=False)
    for record in records:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            mark = " :gray-badge[undone]" if record.undone_at else ""
            st.markdown(
                f"**{plain_name(record.file_name)}**{mark}  \n"
                f"{counted(record.rows.imported, 'line')}, "
                f"{amount_text(record.amount.imported, currency_of(record))}, "
                f"{days_of(record)} · {when_and_by(record)}",
                width="stretch",
            )
            st.page_link(
                "imports.py",
                label="Receipt",
                icon=":material/receipt_long:",
                query_params={"import": str(record.id)},
            )


def choose_import(
    records: Sequence[ImportRecord], chosen: int, on_choice: Callable[[ImportRecord], None]
) -> None:
    """Show all imports and let one be selected.

    Args:
        records: All imports, newest first.
        chosen: Position of the one that is selected.
        on_choice: Called with another one that is.
    """
    key = f"imports-{len(records)}-{records[chosen].id}"
    frame = pd.DataFrame(
        {
            "number": [record.id for record in records],
            "file": [record.file_name for record in records],
            "state": [UNDONE if record.undone_at else ACTIVE for record in records],
            "imported": [f"{_when(record)} {_who(record)}" for record in records],
            "days": [days_of(record) for record in records],
            "lines": [record.rows.imported for record in records],
            "amount": [record.amount.imported for record in records],
            "rejected": [record.rows.rejected for record in records],
            "format": [format_title(record.plan["format"]) for record in records],
        }
    )
    display = for_display(frame)
    display.texts["rejected"] = count_texts(frame["rejected"])
    display.texts["amount"] = [
        plain_amount(record.amount.imported, currency_of(record)) for record in records
    ]

    def choose() -> None:
        for row in st.session_state[key].selection.rows:
            on_choice(records[row])

    st.dataframe(
        written(display.frame, display.texts),
        column_config=display.columns
        | {
            "number": st.column_config.NumberColumn("Import", width=60),
            "file": st.column_config.TextColumn("File", width=200),
            "state": st.column_config.TextColumn("State", width=80),
            "imported": "Imported",
            "days": "Days",
            "rejected": number_column("Rejected rows"),
            "format": "Format",
        },
        hide_index=True,
        height=table_height(len(frame), 10),
        on_select=choose,
        selection_mode="single-row-required",
        selection_default={"selection": {"rows": [chosen]}},
        alt="Imports, newest first",
        key=key,
    )
