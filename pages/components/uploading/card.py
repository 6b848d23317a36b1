"""One dropped file on the upload page: the verdict and the way on first, the evidence folded."""

from __future__ import annotations

import streamlit as st

from components import visitor
from components.evidence import show_attention
from components.history import when_and_by
from components.receipt import show_receipt
from components.rejects import offer_rejects
from components.text import counted, md_escape, orders_text, plain_name
from components.uploading.bad_rows import show_bad_rows
from components.uploading.folded import show_columns, show_why
from components.uploading.keeping import offer_to_keep
from components.uploading.questions import ask
from components.uploading.remembered import show_remembered
from components.uploading.sheet import Sheet
from components.uploading.verdict import Verdict
from components.view import link_to
from sales_core.importing.formats.export_formats import format_title
from sales_core.imports import ImportResult
from sales_core.values.periods import Period


def show_preview(sheet: Sheet, result: ImportResult, verdict: Verdict) -> bool:
    """Show what importing a file would do, and ask what is to be decided.

    Returns:
        Whether the button that imports it was pressed.
    """
    _show_head(sheet, result)
    if result.status == "already_imported":
        _show_earlier(result)
        return False
    if sheet.failed:
        st.error(
            f"**Nothing was imported.** {md_escape(sheet.failed)} Nothing is lost: the file is "
            "still here.",
            icon=":material/error:",
        )
    if result.status == "refused":
        show_remembered(sheet, result)
        _show_refusal(sheet, result, verdict)
        return False
    first = st.container()  # its button depends on what is chosen below
    show_attention(result.evidence)
    if result.completes:
        st.info(
            f"**It completes import {result.completes}**: rows that were left out there, "
            "corrected. They are read as that file was.",
            icon=":material/healing:",
        )
    show_remembered(sheet, result)
    ask(sheet, result)
    offer_to_keep(sheet, result)
    if result.rows.rejected:
        show_bad_rows(sheet, result)
    else:
        sheet.corrections = None
    show_why(sheet, result)
    with first:
        return _offer_import(sheet, result, verdict)


def show_unreadable(sheet: Sheet, why: str) -> None:
    """Show a file that could not even be looked at, and why."""
    st.header(plain_name(sheet.export.name), anchor=False)
    st.error(md_escape(why[:500]), icon=":material/error:")
    st.button("Try again", icon=":material/refresh:", key=f"{sheet.key}-again")


@st.fragment(run_every=0.5)
def show_progress(sheet: Sheet) -> None:
    """Show how far an import is, until it is done; the page may be left meanwhile."""
    if not sheet.working or not visitor.may_import():
        st.rerun()
    st.header(plain_name(sheet.export.name), anchor=False)
    st.progress(sheet.progress, sheet.stage)
    st.caption("It goes on if you leave this page, and its receipt will be here.")


def show_done(sheet: Sheet, result: ImportResult, verdict: Verdict) -> None:
    """Show what the import of a file came to, and where to go from there."""
    _show_head(sheet, result)
    if result.status == "already_imported":
        _show_earlier(result)
        return
    st.success(verdict.says, icon=":material/check_circle:")
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
    show_attention(result.evidence)
    whole = result.whole
    show_receipt(whole.rows, whole.amount, result.currency, done=True)
    if result.completion:
        rows = counted(result.completion.rows.read, "row was", "rows were")
        st.caption(
            f":material/healing: {rows} corrected here. On the Imports page they are import "
            f"{result.completion.import_id}, which completes import {result.import_id}."
        )
    if whole.rows.rejected:
        offer_rejects(sheet.export, sheet.options, f"{sheet.key}-done-rejects")


def _show_head(sheet: Sheet, result: ImportResult) -> None:
    st.header(plain_name(sheet.export.name), anchor=False)
    facts = [format_title(result.format)] if result.plan or result.header else []
    if result.first_date:
        facts.append(orders_text(result.orders))
    if facts:
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


def _show_refusal(sheet: Sheet, result: ImportResult, verdict: Verdict) -> None:
    """Say why a file cannot be read, or ask what it cannot prove."""
    if not sheet.asked:
        st.error(f"{verdict.says} {md_escape(result.message)}", icon=":material/error:")
        if result.earlier:
            _link_to_receipt(result.earlier.id)
    elif result.questions:
        st.info(verdict.says, icon=":material/help:")
        if result.issues:  # why it could not be read without an answer
            st.caption(md_escape(result.issues[0].message))
    else:
        st.error(md_escape(result.message), icon=":material/error:")
    ask(sheet, result)
    if result.evidence:
        show_attention(result.evidence)
    show_columns(sheet, result)


def _offer_import(sheet: Sheet, result: ImportResult, verdict: Verdict) -> bool:
    """Show the verdict and the one button; it waits for what is to be chosen below."""
    st.markdown(f"### {verdict.says}")
    label, ready = "Import", sheet.is_ready(result)
    if result.rows.rejected:
        if sheet.on_bad_rows in (None, "stop"):
            ready = False
        elif sheet.on_bad_rows == "correct":
            label, ready = "Import with these corrections", ready and bool(sheet.corrections)
        else:
            label = f"Import without {counted(result.rows.rejected, 'row')}"
    elif result.rows.imported == 0:
        label = "Import it all the same"
    elif sheet.failed:
        label = "Try again"
    return st.button(
        label,
        type="primary" if ready and (result.rows.imported or sheet.corrections) else "secondary",
        icon=":material/check:",
        disabled=not ready,
        key=f"{sheet.key}-import",
    )
