"""From dropped sales exports to stored lines: a verdict and one button first, the why folded."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from components import reader, store, visitor
from components.problems import show_notice
from components.text import plain_name
from components.uploading.at_hand import desk, keep_address, need_desk
from components.uploading.card import show_done, show_preview, show_progress, show_unreadable
from components.uploading.desk import Desk
from components.uploading.handed_over import free
from components.uploading.running import show_running
from components.uploading.several import Judged, show_others, show_several
from components.uploading.sheet import Sheet
from components.uploading.verdict import verdict_of

from sales_core.errors import SalesError
from sales_core.importing.files.folders import may_be_export
from sales_core.importing.formats.export_formats import export_formats
from sales_core.values.likely_currencies import likely_currencies

FAMILIAR = "Mindbody, Shopify, Square, Stripe, PayPal, Etsy, eBay, Amazon, WooCommerce"
"""The systems that most people come from."""

ROUND, SHOWN = "upload-round", "in-uploader"
"""In the session: raised to give the page an empty uploader, and the files that it showed last."""


def show_page() -> None:
    """Take files, say of each whether it can be imported, and import what is ready."""
    st.title("Upload", anchor=False)
    show_notice()
    in_uploader = _take_files()
    ours = desk()
    keep_address(ours)
    if ours is None or not ours.sheets:
        show_others(ours.others if ours else ())
        _show_steps()
        return
    show_others(ours.others)
    judged, faults = _judge(ours)
    cards, pressed = (judged, False) if len(judged) == 1 else show_several(judged)
    if pressed:
        _import(ours, [each.sheet for each in judged if each.verdict.state == "ready"])
    if len(judged) > 1:
        show_running()
    for each in cards:
        with st.container(border=True):
            _show_card(ours, each, faults.get(each.sheet.key, ""))
            if each.sheet.key not in in_uploader and each.verdict.state not in ("working", "done"):
                _offer_to_put_aside(ours, each.sheet)
    if any(each.sheet.done for each in judged):
        with st.container(horizontal=True):
            st.button(
                "Upload other files", icon=":material/upload_file:", on_click=_clear, key="another"
            )
            if len(judged) > 1:
                st.page_link("imports.py", label="All receipts", icon=":material/receipt_long:")


def _take_files() -> set[str]:
    """Let files and folders be dropped; the lower limit on their size holds.

    Returns:
        The keys of the files that the uploader shows.
    """
    key = f"files-{st.session_state.setdefault(ROUND, 0)}"
    anew = key not in st.session_state  # Streamlit forgets files when a page is left
    allowed = max(1, store.settings().upload_limit >> 20)
    limit = min(allowed, int(st.get_option("server.maxUploadSize")))
    files = st.file_uploader(
        "Drop sales exports here, or a whole folder of them",
        accept_multiple_files=True,
        max_upload_size=limit,
        key=key,
    )
    shown = {file.file_id: file for file in files}
    before: set[str] = set() if anew else st.session_state.get(SHOWN, set())
    st.session_state[SHOWN] = set(shown)
    ours = desk()
    if ours:
        for gone in before - shown.keys():
            ours.put_aside(gone)
    new = [file for file in files if file.file_id not in before]
    for file in sorted(new, key=lambda file: file.name):
        if len(new) > 1 and not may_be_export(file.name):
            need_desk().others.append(file.name)
        else:
            need_desk().lay_out(file.file_id, file.name, file)
    free(new)
    return set(shown)


def _clear() -> None:
    st.session_state[ROUND] += 1
    if ours := desk():
        ours.clear()


def _show_steps() -> None:
    """Say what a file can be and what will happen to it."""
    steps = {
        "1 · Drop": f"An export of {FAMILIAR} or another known system, or any CSV, Excel workbook "
        "or tab separated text with a column for the date and one for the amount. As it was "
        "exported; several at once, or a whole folder, if you like.",
        "2 · Check": "How the file is read and why, what would be imported, what is there "
        "already, and which rows cannot be read.",
        "3 · Import": "All or nothing, with a receipt. Until you say so, nothing is stored.",
    }
    st.space("xsmall")
    for column, (step, means) in zip(st.columns(3, gap="medium"), steps.items(), strict=True):
        column.markdown(f"**{step}**  \n{means}")
    titles = sorted(
        (each.title for each in export_formats() if not each.no_sales), key=str.casefold
    )
    with st.expander(f"The {len(titles)} known exports", icon=":material/list:"):
        st.markdown(" · ".join(titles))
        st.caption("All other files are read by the names and the values of their columns.")


def _judge(ours: Desk) -> tuple[list[Judged], dict[str, str]]:
    """Say of each file what it would bring; files with the same columns prove each other.

    Returns:
        The files, and why some could not even be looked at, by their key.
    """
    sheets, faults = list(ours.sheets.values()), dict[str, str]()
    for sheet in sheets:
        sheet.likely_currencies = likely_currencies(reader.browser_tag())
    if not ours.at_work:  # the data changes under every preview meanwhile
        _read(sheets, faults)
        if len(sheets) > 1:
            ours.prove()
            _read(sheets, faults)
    results = [sheet.done or sheet.last for sheet in sheets]
    results = [
        None if sheet.key in faults else result
        for sheet, result in zip(sheets, results, strict=True)
    ]
    pairs = zip(sheets, results, strict=True)
    return [Judged(sheet, verdict_of(sheet, result), result) for sheet, result in pairs], faults


def _read(sheets: Sequence[Sheet], faults: dict[str, str]) -> None:
    """Preview all files that need it, telling how far that is."""
    waiting = [sheet for sheet in sheets if not sheet.done and not sheet.working]
    place = st.empty()
    for number, sheet in enumerate(waiting, 1):
        if sheet.is_read:
            continue
        told = f"Reading {plain_name(sheet.export.name)} …"
        if len(waiting) > 1:
            place.progress(number / len(waiting), f"{told} {number:,} of {len(waiting):,}")
        try:
            with st.spinner(told) if len(waiting) == 1 else st.container():
                sheet.preview()
        except SalesError as fault:
            faults[sheet.key] = fault.shown
    place.empty()


def _show_card(ours: Desk, each: Judged, fault: str) -> None:
    sheet, result = each.sheet, each.result
    if sheet.working:
        show_progress(sheet)
    elif result is None:
        show_unreadable(sheet, fault)
    elif sheet.done:
        show_done(sheet, result, each.verdict)
    elif show_preview(sheet, result, each.verdict):
        _import(ours, [sheet])


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
        ours.start(sheets, visitor.importer())
    st.rerun()


show_page()
