"""Undoing an import, once it is known what changes, and letting it count again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from components import store, visitor
from components.history import currency_of, days_of
from components.money import exact_amount_text
from components.problems import failure, notice
from components.tables import show_table
from components.text import counted, day_pattern, listed, md_escape, plain_name
from sales_core.errors import SalesError
from sales_core.imports import preview_undo, redo_import, undo_import
from sales_core.store.import_log import ImportRecord


def offer_redo(record: ImportRecord) -> None:
    """Offer to let an import that is undone count again."""
    if not visitor.may_import():
        return
    st.button(
        "Let it count again",
        icon=":material/redo:",
        key="redo",
        on_click=_redo,
        args=(record.id,),
        help="The figures are then as if it had never been undone.",
    )


@st.dialog("Undo this import?", icon=":material/undo:")
def confirm_undo(record: ImportRecord, completing: Sequence[ImportRecord]) -> None:
    """Say what disappears, and undo only then."""
    currency = currency_of(record)
    st.markdown(
        f"**{plain_name(record.file_name)}** brought {counted(record.rows.imported, 'line')} with "
        f"an amount of **{exact_amount_text(record.amount.imported, currency)}** "
        f"({days_of(record)}). They disappear from every figure; lines that another import holds, "
        "too, stay."
    )
    if completing:
        named = listed(f"import {one.id} ({plain_name(one.file_name)})" for one in completing)
        rows = sum(one.rows.imported for one in completing)
        st.markdown(f"What completes it is undone with it: {named}, {counted(rows, 'line')} more.")
    _show_days(record)
    st.markdown("The import stays on this list and can be brought back.")
    with st.container(horizontal=True):
        if st.button(
            "Undo the import",
            type="primary",
            key="confirm-undo",
            on_click=_undo,
            args=(record.id,),
        ):
            st.rerun()
        if st.button("Keep it", key="cancel-undo"):
            st.rerun()


def _show_days(record: ImportRecord) -> None:
    """Show how the revenue of each day would change."""
    try:
        preview = preview_undo(store.database(), record.id)
    except SalesError as fault:
        st.warning(md_escape(str(fault)), icon=":material/warning:")
        return
    if not preview.changed:
        st.markdown("**The revenue of no day changes**: other imports hold the same lines.")
        return
    frame = pd.DataFrame(
        {
            "date": [each.day for each in preview.changed],
            "revenue_now": [each.before for each in preview.changed],
            "revenue_then": [each.after for each in preview.changed],
            "difference": [each.difference for each in preview.changed],
        }
    )
    currency = currency_of(preview.record)
    show_table(
        frame,
        texts={"date": st.column_config.DateColumn("Day", format=day_pattern())},
        alt="Revenue of each day now and after the undo",
        most_rows=6,
        key="undo-days",
        currency=currency,
    )
    now, then = (exact_amount_text(each, currency) for each in (preview.before, preview.after))
    st.markdown(f"Revenue of its days: {now} now, **{then}** then.")
    if rest := len(preview.days) - len(preview.changed):
        st.caption(f"{counted(rest, 'more day stays', 'more days stay')} as before.")


def _redo(import_id: int) -> None:
    currency = store.settings().currency_of_imports
    try:
        record = redo_import(
            store.database(), import_id, currency, now=datetime.now(UTC), actor=visitor.importer()
        )
    except SalesError as fault:
        failure(fault)
        return
    notice(
        f"Import {record.id} counts again: {counted(record.rows.imported, 'line')}, "
        f"{exact_amount_text(record.amount.imported, currency_of(record))}."
    )


def _undo(import_id: int) -> None:
    try:
        record = undo_import(
            store.database(), import_id, now=datetime.now(UTC), actor=visitor.importer()
        )
    except SalesError as fault:
        failure(fault)
        return
    notice(
        f"Import {record.id} is undone: {counted(record.rows.imported, 'line')}, "
        f"{exact_amount_text(record.amount.imported, currency_of(record))}."
    )
