"""From a dropped sales export to stored lines: choose files, see what they bring, import."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from components import store
from components.problems import show_notice
from components.text import plain_name
from components.uploading.card import show_done, show_preview, show_progress
from components.uploading.desk import Desk, desk
from components.uploading.several import Waiting, show_several, waits_for
from components.uploading.sheet import Sheet

from sales_core.errors import SalesError
from sales_core.importing.files.export import SalesExport
from sales_core.importing.formats.export_formats import EXPORT_FORMATS
from sales_core.imports import ImportResult

TYPES = ["csv", "tsv", "txt", "xlsx", "xls", "xlsb", "ods", "gz"]

FAMILIAR = "Mindbody, Shopify, Square, Stripe, PayPal, Etsy, eBay, Amazon, WooCommerce"
"""The systems that most people come from."""


def show_page() -> None:
    """Take files, and show a card for each."""
    st.title("Upload", anchor=False)
    show_notice()
    ours = desk()
    sheets = _take_files(ours)
    everything = st.container()
    ready: list[Sheet] = []
    waiting: Waiting = {}
    for sheet in sheets:
        with st.container(border=True):
            if sheet.working:
                show_progress(sheet)
            elif sheet.done:
                show_done(sheet, sheet.done)
            else:
                result = _preview(sheet)
                if result and show_preview(sheet, result):
                    _import(ours, [sheet])
                if what := waits_for(sheet, result):
                    waiting.setdefault(what, []).append(sheet)
                elif result and sheet.is_ready(result):
                    ready.append(sheet)
                if sheet.key not in ours.in_uploader:
                    _offer_to_put_aside(ours, sheet)
    with everything:
        if show_several(ready, waiting):
            _import(ours, ready)
    if any(sheet.done for sheet in sheets):
        st.button(
            "Upload other files", icon=":material/upload_file:", on_click=ours.clear, key="another"
        )


def _take_files(ours: Desk) -> list[Sheet]:
    """Let files be dropped, beside those that are there; the lower limit on their size holds."""
    key = f"files-{ours.round}"
    anew = key not in st.session_state  # Streamlit forgets files when a page is left
    allowed = max(1, store.settings().upload_limit >> 20)
    limit = min(allowed, int(st.get_option("server.maxUploadSize")))
    files = st.file_uploader(
        "Drop sales exports here, or choose them",
        type=TYPES,
        accept_multiple_files=True,
        max_upload_size=limit,
        key=key,
    )
    dropped = {
        file.file_id: SalesExport(file.name, file.getvalue())
        for file in files
        if file.file_id not in ours.sheets
    }
    sheets = ours.lay_out(dropped, {file.file_id for file in files}, anew=anew)
    if not sheets:
        _show_steps()
    return sheets


def _show_steps() -> None:
    """Say what a file can be and what will happen to it."""
    steps = {
        "1 · Drop": f"An export of {FAMILIAR} or another known system, or any CSV, Excel workbook "
        "or tab separated text with a column for the date and one for the amount. As it was "
        "exported; several at once if you like.",
        "2 · Check": "How the file is read and why, what would be imported, what is there "
        "already, and which rows cannot be read.",
        "3 · Import": "All or nothing, with a receipt. Until you say so, nothing is stored.",
    }
    st.space("xsmall")
    for column, (step, means) in zip(st.columns(3, gap="medium"), steps.items(), strict=True):
        column.markdown(f"**{step}**  \n{means}")
    titles = sorted((each.title for each in EXPORT_FORMATS if not each.no_sales), key=str.casefold)
    with st.expander(f"The {len(titles)} known exports", icon=":material/list:"):
        st.markdown(" · ".join(titles))
        st.caption("All other files are read by the names and the values of their columns.")


def _preview(sheet: Sheet) -> ImportResult | None:
    try:
        with st.spinner(f"Reading {plain_name(sheet.export.name)} …"):
            return sheet.preview()
    except SalesError as fault:
        st.error(plain_name(str(fault), 500), icon=":material/error:")
        return None


def _offer_to_put_aside(ours: Desk, sheet: Sheet) -> None:
    """Let a file go that the uploader has forgotten."""
    st.button(
        "Put this file aside",
        type="tertiary",
        icon=":material/close:",
        key=f"{sheet.key}-aside",
        on_click=ours.put_aside,
        args=(sheet.key,),
    )


def _import(ours: Desk, sheets: Sequence[Sheet]) -> None:
    """Start importing files; what takes long goes on while the page is drawn anew."""
    with st.spinner("Importing …"):
        ours.start(sheets)
    st.rerun()


show_page()
