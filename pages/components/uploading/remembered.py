"""What was answered about an earlier file with the same columns, and the way to answer anew."""

from __future__ import annotations

import streamlit as st

from components.text import md_escape, moment_text, plain_name
from components.uploading.sheet import Sheet
from sales_core.imports import ImportResult


def show_remembered(sheet: Sheet, result: ImportResult) -> None:
    """Say what was taken over from an earlier file, and let a person answer anew."""
    kept = result.remembered
    if kept is None and sheet.recall:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if kept:
            when = moment_text(kept.answered_at, st.context.timezone)
            said = "; ".join(md_escape(words) for words in kept.words)
            st.markdown(
                f":material/history: **Answered as for {plain_name(kept.file_name)}** "
                f":gray[({when})]: {said}.",
                width="stretch",
            )
        else:
            st.markdown(
                ":material/history: What was answered about an earlier file with these columns is "
                "left aside.",
                width="stretch",
            )
        st.button(
            "Change" if kept else "Use it again",
            icon=":material/undo:",
            key=f"{sheet.key}-recall",
            help="Answer anew for this file" if kept else "Answer as for the earlier file",
            on_click=_recall,
            args=(sheet, not sheet.recall),
        )


def _recall(sheet: Sheet, recall: bool) -> None:  # noqa: FBT001 - a callback
    sheet.recall = recall
