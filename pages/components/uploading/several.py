"""Several files at once: which are ready, which wait and for what, and one button for all."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.text import counted, listed, plain_name
from components.uploading.sheet import Sheet
from sales_core.imports import ImportResult

Waiting = dict[str, list[Sheet]]
"""The files that cannot be imported yet, by what they wait for."""

ANSWER, ROWS, UNREADABLE = "an answer", "a choice about rows that cannot be read", "another export"
"""What a file can wait for."""


def show_several(ready: Sequence[Sheet], waiting: Waiting) -> bool:
    """Say which of several files are ready and which wait.

    Args:
        ready: Files that can be imported as they are.
        waiting: Files that cannot be imported yet, by what they wait for.

    Returns:
        Whether the button that imports all that are ready was pressed.
    """
    count = len(ready) + sum(map(len, waiting.values()))
    if count < 2:
        return False
    if waiting:
        names = (
            f"{counted(len(sheets), 'file waits', 'files wait')} for {what}: "
            f"{listed((plain_name(sheet.export.name) for sheet in sheets), 4)}."
            for what, sheets in waiting.items()
        )
        also = " It can be imported meanwhile." if len(ready) == 1 else ""
        also = " They can be imported meanwhile." if len(ready) > 1 else also
        st.markdown(
            f":material/stacks: **{len(ready):,} of {count:,} files "
            f"{'is' if len(ready) == 1 else 'are'} ready.**{also}  \n" + "  \n".join(names)
        )
    if len(ready) < 2:
        return False
    label = f"Import all {counted(len(ready), 'file')} that are ready"
    return st.button(label, type="primary", icon=":material/done_all:", key="import-all")


def waits_for(sheet: Sheet, result: ImportResult | None) -> str:
    """Tell what a file waits for; "" where it is ready, or there is nothing to import.

    Args:
        sheet: The file.
        result: Its preview; None where it cannot be read.
    """
    if result is None or (result.status == "refused" and not result.questions):
        return UNREADABLE
    if result.status == "already_imported":
        return ""
    if not sheet.is_ready(result):
        return ANSWER
    return ROWS if result.rows.rejected else ""
