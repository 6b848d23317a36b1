"""The history of imports: receipts, rejected rows, undo and redo."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from components import address, store, visitor
from components.evidence import show_attention, show_plan
from components.history import choose_import, currency_of, days_of, when_and_by
from components.problems import show_notice
from components.receipt import show_receipt
from components.rejects import show_stored_issues
from components.text import counted, listed, moment_text, plain_name
from components.undoing import confirm_undo, offer_redo
from components.uploading.waiting import show_waiting

from sales_core.importing.formats.export_formats import format_title
from sales_core.imports import completions
from sales_core.store.import_log import ImportRecord

CHOSEN = "import"  # name in the address of the import that is shown


def show_page() -> None:
    """List the imports, and show the one that is chosen."""
    st.title("Imports", anchor=False)
    show_notice()
    show_waiting()
    records = store.imports()
    if not records:
        _show_none()
        return
    active = sum(record.undone_at is None for record in records)
    st.caption(
        f"{counted(active, 'active import')}, {len(records) - active:,} undone. "
        "Select one to see its receipt."
    )
    shown = _asked_for(records)
    choose_import(records, shown, _choose)
    _show_import(records[shown], records)


def _show_none() -> None:
    with st.container(border=True):
        st.header("No imports yet", anchor=False)
        st.markdown("Every sales export you import is listed here with its receipt.")
        if visitor.may_import() and st.button(
            "Upload a sales export", type="primary", icon=":material/upload_file:"
        ):
            st.switch_page("upload.py")


def _asked_for(records: Sequence[ImportRecord]) -> int:
    """Give the position of the import that the address names; else of the newest."""
    asked = address.asked(CHOSEN)
    for at, record in enumerate(records):
        if str(record.id) == asked:
            return at
    if asked is not None:
        st.warning(
            f"The address asks for import {plain_name(asked)}, which there is not. Shown is the "
            "newest.",
            icon=":material/link_off:",
        )
    return 0


def _choose(record: ImportRecord) -> None:
    """Write which import is chosen into the address; for callbacks."""
    address.choose({CHOSEN: str(record.id)})


def _show_import(record: ImportRecord, records: Sequence[ImportRecord]) -> None:
    with st.container(border=True):
        st.header(f"Import {record.id}: {plain_name(record.file_name)}", anchor=False)
        title = format_title(record.plan["format"])
        st.caption(f"{title} · {days_of(record)} · {when_and_by(record)}")
        if record.undone_at:
            undone = moment_text(record.undone_at, st.context.timezone)
            st.info(f"Undone on {undone}: none of its lines count.", icon=":material/undo:")
            offer_redo(record)
        show_attention(record.evidence)
        receipt, reading = st.columns([2, 3], gap="large")
        with receipt:
            show_receipt(record.rows, record.amount, currency_of(record), done=True)
        with reading:
            show_plan(record.plan, record.evidence)
        _show_family(record, records)
        if record.rows.rejected:
            show_stored_issues(record)
        if record.undone_at:
            return
        if visitor.may_import() and st.button(
            "Undo this import", icon=":material/undo:", key="undo"
        ):
            confirm_undo(record, completions(records, record.id))


def _show_family(record: ImportRecord, records: Sequence[ImportRecord]) -> None:
    """Say which import this one completes, and which rows of it came later."""
    if record.completes:
        whole = next(one for one in records if one.id == record.completes)
        st.info(
            f"It completes import {whole.id}, {plain_name(whole.file_name)}: rows that were left "
            "out there, corrected.",
            icon=":material/healing:",
        )
        _link_to(whole, f"Import {whole.id}")
    came = completions(records, record.id)
    if not came:
        return
    rows = {one.id: one.rows.imported + one.rows.already_imported for one in came}
    total = sum(rows.values())
    st.info(
        f"**{total:,} of its {counted(record.rows.rejected, 'rejected row')} came later**, "
        f"corrected: {listed(f'{rows[one.id]:,} with import {one.id}' for one in came)}. "
        f"{counted(record.rows.rejected - total, 'row is', 'rows are')} still missing.",
        icon=":material/healing:",
    )
    with st.container(horizontal=True):
        for one in came[:4]:
            _link_to(one, f"Import {one.id}")


def _link_to(record: ImportRecord, label: str) -> None:
    st.page_link(
        "imports.py",
        label=label,
        icon=":material/receipt_long:",
        query_params={CHOSEN: str(record.id)},
    )


show_page()
