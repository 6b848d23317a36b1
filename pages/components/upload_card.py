"""One dropped file on the upload page: what it is, what it would bring, and the way on."""

from __future__ import annotations

import streamlit as st

from components import store
from components.desk import Sheet
from components.evidence import show_plan
from components.history import when_and_by
from components.questions import ask, offer_columns
from components.receipt import show_receipt
from components.rejects import offer_rejects, show_issues
from components.tables import show_table, with_names
from components.text import counted, md_escape, period_text, plain_name
from sales_core.importing.export_formats import format_title
from sales_core.imports import ImportResult

SAMPLE_COLUMNS = {
    "source_line": st.column_config.NumberColumn("Line", format="%d", width=60),
    "sale_date": st.column_config.DateColumn("Sale date", format="D MMM YYYY"),
    "order_id": "Order",
    "product": "Product",
    "location": "Location",
    "payment_method": "Payment method",
}
"""Columns of the preview; the figures bring their own heads."""


def show_preview(sheet: Sheet, result: ImportResult) -> bool:
    """Show what importing a file would do.

    Returns:
        Whether the button that imports it was pressed.
    """
    _show_head(sheet, result)
    if result.status == "already_imported":
        _show_earlier(result)
        return False
    if result.status == "refused":
        _show_refusal(sheet, result)
        return False
    ask(sheet, result)
    _show_reading(result)
    offer_columns(sheet, result)
    if result.issues:
        _show_problems(sheet, result)
    _show_sample(result)
    return _offer_import(sheet, result)


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
    show_receipt(result.rows, result.amount, store.settings().currency, done=True)
    if result.rows.rejected:
        offer_rejects(sheet.export, sheet.options, f"{sheet.key}-done-rejects")
    with st.container(horizontal=True):
        days = {}
        if result.first_date and result.last_date:
            days = {"from": result.first_date.isoformat(), "to": result.last_date.isoformat()}
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
        facts.append(counted(result.orders, "order"))
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
        return
    if result.questions:
        st.warning(
            f"**{counted(len(result.questions), 'question')} before this file can be read.** "
            "Nothing is guessed.",
            icon=":material/help:",
        )
    else:
        st.error(md_escape(result.message), icon=":material/error:")
    ask(sheet, result)
    if result.evidence:
        show_plan(None, result.evidence)
    if not result.questions or result.columns:
        offer_columns(sheet, result)


def _show_reading(result: ImportResult) -> None:
    receipt, reading = st.columns([2, 3], gap="large")
    with receipt:
        show_receipt(result.rows, result.amount, store.settings().currency, done=False)
    with reading:
        show_plan(result.plan.as_json() if result.plan else None, result.evidence)


def _show_problems(sheet: Sheet, result: ImportResult) -> None:
    count = result.rows.rejected
    st.warning(
        f"**{counted(count, 'row')} cannot be read.** Leave {'it' if count == 1 else 'them'} out, "
        "or stop here: correct the file and upload it again.",
        icon=":material/warning:",
    )
    show_issues(result.issues)
    offer_rejects(sheet.export, sheet.options, f"{sheet.key}-rejects")


def _show_sample(result: ImportResult) -> None:
    sample = result.sample
    if sample is None or sample.empty:
        return
    if result.rows.already_imported or (sample["occurrence"] > 1).any():
        st.caption(
            "Identical lines of an order are all kept, and a line that is already there is not "
            "counted again. One limit: two files that each hold only *part* of one order's "
            "identical lines count them once."
        )
    with st.expander(f"The first {counted(len(sample), 'line')} as they will be stored"):
        shown = sample[[*SAMPLE_COLUMNS, "quantity", "unit_price", "amount"]]
        names = {"product": "product", "location": "location", "payment_method": "payment method"}
        show_table(with_names(shown, **names), texts=SAMPLE_COLUMNS, alt="Lines to be stored")


def _offer_import(sheet: Sheet, result: ImportResult) -> bool:
    lines = counted(result.rows.imported, "line")
    label = f"Import {lines}"
    if result.rows.rejected:
        label = f"Leave {counted(result.rows.rejected, 'row')} out and import {lines}"
    elif result.rows.imported == 0:
        st.info("Every line of this file is already there: importing it would add nothing.")
        label = "Import it all the same"
    ready = sheet.is_ready(result)
    if not ready:
        st.caption("Answer the question above to go on.")
    return st.button(
        label,
        type="primary" if result.rows.imported else "secondary",
        icon=":material/check:",
        disabled=not ready,
        key=f"{sheet.key}-import",
    )
