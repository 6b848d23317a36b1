"""One dropped file on the upload page: what it is, what it would bring, and the way on."""

from __future__ import annotations

import streamlit as st

from components.evidence import show_attention, show_plan
from components.history import when_and_by
from components.receipt import show_receipt
from components.rejects import offer_rejects
from components.text import counted, md_escape, orders_text, period_text, plain_name
from components.uploading.bad_rows import show_bad_rows
from components.uploading.first_lines import show_first_lines
from components.uploading.mapping import show_mapping
from components.uploading.questions import ask
from components.uploading.remembered import show_remembered
from components.uploading.sheet import Sheet
from components.uploading.totals import show_totals
from components.view import link_to
from sales_core.importing.formats.export_formats import format_title
from sales_core.imports import ImportResult
from sales_core.values.periods import Period


def show_preview(sheet: Sheet, result: ImportResult) -> bool:
    """Show what importing a file would do.

    Returns:
        Whether the button that imports it was pressed.
    """
    _show_head(sheet, result)
    if result.status == "already_imported":
        _show_earlier(result)
        return False
    if sheet.failed:
        st.error(f"**Nothing was imported.** {md_escape(sheet.failed)}", icon=":material/error:")
    if result.completes:
        st.info(
            f"**It completes import {result.completes}**: rows that were left out there, "
            "corrected. They are read as that file was.",
            icon=":material/healing:",
        )
    show_remembered(sheet, result)
    if result.status == "refused":
        _show_refusal(sheet, result)
        return False
    ask(sheet, result)
    show_attention(result.evidence)
    _show_reading(sheet, result)
    if not result.completes:  # whose columns are those of the first file
        show_mapping(sheet, result)
    show_first_lines(result)
    if result.rows.rejected:
        show_bad_rows(sheet, result)
    else:
        sheet.corrections = None
    return _offer_import(sheet, result)


@st.fragment(run_every=0.5)
def show_progress(sheet: Sheet) -> None:
    """Show how far an import is, until it is done; the page may be left meanwhile."""
    if not sheet.working:
        st.rerun()
    st.subheader(plain_name(sheet.export.name), anchor=False)
    if sheet.written == 0:
        st.progress(0.0, "Reading and checking …")
    elif sheet.written < sheet.lines:
        told = f"{sheet.written:,} of {counted(sheet.lines, 'line')} written"
        st.progress(sheet.written / sheet.lines, told)
    else:
        st.progress(1.0, "All lines are written; adding up …")
    st.caption("It goes on if you leave this page, and its receipt will be here.")


def show_done(sheet: Sheet, result: ImportResult) -> None:
    """Show what the import of a file came to, and where to go from there."""
    _show_head(sheet, result)
    if result.status == "already_imported":
        _show_earlier(result)
        return
    st.success(
        f"**Imported** as import {result.import_id}: {md_escape(result.message)}",
        icon=":material/check_circle:",
    )
    if result.completion:
        st.success(
            f"**{counted(result.completion.rows.imported, 'corrected row')} imported with it**, "
            f"as import {result.completion.import_id}: {md_escape(result.completion.message)}",
            icon=":material/healing:",
        )
    show_attention(result.evidence)
    show_receipt(result.rows, result.amount, result.currency, done=True)
    if result.rows.rejected > (result.completion.rows.read if result.completion else 0):
        offer_rejects(sheet.export, sheet.options, f"{sheet.key}-done-rejects")
    with st.container(horizontal=True):
        days = {}
        if result.first_date and result.last_date:
            days = link_to(Period(result.first_date, result.last_date))
        st.page_link(
            "revenue.py",
            label="Revenue of these days",
            icon=":material/bar_chart:",
            query_params=days,
        )
        _link_to_receipt(result.import_id)


def _show_head(sheet: Sheet, result: ImportResult) -> None:
    st.subheader(plain_name(sheet.export.name), anchor=False)
    facts = [format_title(result.format)] if result.plan or result.header else []
    if result.first_date:
        facts.append(period_text(result.first_date, result.last_date))
        facts.append(orders_text(result.orders))
    st.caption(" · ".join(facts))


def _show_earlier(result: ImportResult) -> None:
    earlier = result.earlier
    if earlier is None:
        st.info(md_escape(result.message), icon=":material/task_alt:")
        return
    name = f" under the name {plain_name(earlier.file_name)}"
    st.info(
        f"**Already imported.** This very file was imported {when_and_by(earlier)}"
        f"{name if earlier.file_name != result.file else ''}, as import {earlier.id}: "
        f"{counted(earlier.rows.imported, 'line')}. Nothing is counted twice, and nothing was "
        "changed.",
        icon=":material/task_alt:",
    )
    _link_to_receipt(earlier.id)


def _link_to_receipt(import_id: int | None) -> None:
    st.page_link(
        "imports.py",
        label="Its receipt",
        icon=":material/receipt_long:",
        query_params={"import": str(import_id)},
    )


def _show_refusal(sheet: Sheet, result: ImportResult) -> None:
    """Say why a file cannot be read, or ask what it cannot prove."""
    if not sheet.asked:
        st.error(
            f"**This file cannot be imported.** {md_escape(result.message)}",
            icon=":material/error:",
        )
        if result.earlier:
            _link_to_receipt(result.earlier.id)
    elif result.questions:
        st.info(
            f"**{counted(len(result.questions), 'question')} before this file can be imported.** "
            "The file does not say it, and nothing is guessed.",
            icon=":material/help:",
        )
        if result.issues:  # why it could not be read without an answer
            st.caption(md_escape(result.issues[0].message))
    else:
        st.error(md_escape(result.message), icon=":material/error:")
    ask(sheet, result)
    if result.evidence:
        show_attention(result.evidence)
        show_plan(None, result.evidence)
    if result.header or sheet.columns:
        show_mapping(sheet, result)


def _show_reading(sheet: Sheet, result: ImportResult) -> None:
    receipt, reading = st.columns([2, 3], gap="large")
    currency = result.currency
    with receipt:
        show_receipt(result.rows, result.amount, currency, done=False)
        show_totals(sheet, result, currency)
    with reading:
        show_plan(result.plan.as_json() if result.plan else None, result.evidence)


def _offer_import(sheet: Sheet, result: ImportResult) -> bool:
    lines = counted(result.rows.imported, "line")
    label, ready = f"Import {lines}", sheet.is_ready(result)
    if not ready:
        st.caption("Answer the question above to go on.")
    if result.rows.rejected:
        if sheet.on_bad_rows is None:
            st.caption("Choose what should happen with the rows that cannot be read.")
        if sheet.on_bad_rows in (None, "stop"):
            ready = False
        elif sheet.on_bad_rows == "correct":
            label, ready = "Import with these corrections", ready and bool(sheet.corrections)
        else:
            label = f"Leave {counted(result.rows.rejected, 'row')} out and import {lines}"
    elif result.rows.imported == 0:
        st.info("Every line of this file is already there: importing it would add nothing.")
        label = "Import it all the same"
    return st.button(
        label,
        type="primary" if ready and (result.rows.imported or sheet.corrections) else "secondary",
        icon=":material/check:",
        disabled=not ready,
        key=f"{sheet.key}-import",
    )
