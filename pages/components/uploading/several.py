"""Several files at once: a table of what each would bring, and one button for all ready ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from components.cells import written
from components.money import amount_text, count_texts, number_column, plain_amount
from components.tables import for_display, table_height
from components.text import NO_VALUE, counted, listed, md_escape, period_text, plain_name
from components.uploading.sheet import Sheet
from components.uploading.verdict import State, Verdict, days_text
from sales_core.imports import ImportResult

_NEEDS_A_PERSON: tuple[State, ...] = ("asks", "rows", "unreadable")
_CARDS = 8
"""Files that need a person whose cards are shown at once; the others follow when these are done."""


@dataclass(frozen=True)
class Judged:
    """A file with what is said of it first, and its preview or its receipt."""

    sheet: Sheet
    verdict: Verdict
    result: ImportResult | None


def show_several(judged: Sequence[Judged]) -> tuple[list[Judged], bool]:
    """Show a table of several files.

    Returns:
        The files whose cards are to be shown: those that need a person, and the one that is chosen
        in the table; and whether the button that imports all that are ready was pressed.
    """
    ready = [each for each in judged if each.verdict.state == "ready"]
    open_ones = [each for each in judged if each.verdict.state in _NEEDS_A_PERSON]
    st.markdown(f"## {_headline(judged, ready, open_ones)}")
    pressed = False
    if ready:
        many = len(ready) > 1
        label = f"Import all {len(ready):,} that are ready" if many else "Import the one ready file"
        pressed = st.button(label, type="primary", icon=":material/done_all:", key="import-all")
    chosen = _table(judged)
    answered = [each for each in ready if each.sheet.was_asked]  # stays, so that nothing jumps
    shown = [each for each in judged if each in open_ones[:_CARDS] or each in answered[:_CARDS]]
    if len(open_ones) > _CARDS:
        st.caption(
            f"Below are the first {_CARDS} of {len(open_ones):,} files that need an answer; an "
            "answer holds for all files with the same columns that ask the same."
        )
    if chosen is not None and judged[chosen] not in shown:
        shown = [judged[chosen], *shown]
    return shown, pressed


def show_others(names: Sequence[str]) -> None:
    """Say which of the dropped files are no exports."""
    if names:
        are = "is no sales export" if len(names) == 1 else "are no sales exports"
        said = listed((plain_name(name, 40) for name in names), 4)
        st.caption(f":material/block: {counted(len(names), 'file')} {are}: {said}.")


def _headline(
    judged: Sequence[Judged], ready: Sequence[Judged], open_ones: Sequence[Judged]
) -> str:
    waits = f" {counted(len(open_ones), 'file waits', 'files wait')} for you." if open_ones else ""
    states = Counter(each.verdict.state for each in judged)
    working, done = states["working"], states["done"]
    if working:
        return f"Importing: {done:,} of {done + working:,} files are done."
    if states["there"] == len(judged):
        return f"All {len(judged):,} files were imported before. Nothing is counted twice."
    if not ready:
        known = counted(done, "file is imported", "files are imported")
        return f"{known}.{waits}" if done else f"{counted(len(judged), 'file')}.{waits}"
    results = [each.result for each in ready if each.result]
    sales = counted(sum(each.rows.imported for each in results), "sale")
    days = [day for each in results for day in (each.first_date, each.last_date) if day]
    when = days_text(min(days), max(days)) if days else NO_VALUE
    sums: dict[str, int] = {}
    for each in results:
        sums[each.currency] = sums.get(each.currency, 0) + each.amount.imported
    amounts = ", ".join(amount_text(units, code) for code, units in sums.items())
    are = "is" if len(ready) == 1 else "are"
    return (
        f"{len(ready):,} of {len(judged):,} files {are} ready: {sales}, {md_escape(when)}, "
        f"{amounts}.{waits}"
    )


def _table(judged: Sequence[Judged]) -> int | None:
    """Show a row a file; give the place of the one that is chosen."""
    results = [each.result.whole if each.result else None for each in judged]
    known = [each if each and each.first_date else None for each in results]
    frame = pd.DataFrame(
        {
            "file": [each.sheet.export.name for each in judged],
            "verdict": [each.verdict.word for each in judged],
            "sales": pd.array([_sales(each) for each in known], "Int64"),
            "days": [period_text(r.first_date, r.last_date) if r else NO_VALUE for r in known],
            "amount": pd.array([_amount(each) for each in known], "Int64"),
        }
    )
    display = for_display(frame)
    display.texts["sales"] = count_texts(frame["sales"])
    display.texts["amount"] = [_amount_text(each) for each in known]
    event = st.dataframe(
        written(display.frame, display.texts),
        column_config=display.columns
        | {
            "file": st.column_config.TextColumn("File", width="medium"),
            "verdict": st.column_config.TextColumn("Verdict"),
            "sales": number_column("Sales"),
            "days": st.column_config.TextColumn("Days"),
        },
        hide_index=True,
        placeholder=NO_VALUE,
        height=table_height(len(frame), 10),
        on_select="rerun",
        selection_mode="single-row",
        alt="The dropped files, and what each would bring",
        key=f"several-{len(judged)}",
    )
    rows = event.selection.rows
    st.caption("Select a file to see how it is read.")
    return rows[0] if rows and rows[0] < len(judged) else None


def _sales(result: ImportResult | None) -> int | None:
    return (result.rows.imported or result.rows.already_imported) if result else None


def _amount_text(result: ImportResult | None) -> str | None:
    stored = _amount(result)
    return plain_amount(stored, result.currency) if result and stored is not None else None


def _amount(result: ImportResult | None) -> int | None:
    if result is None:
        return None
    return result.amount.imported if result.rows.imported else result.amount.already_imported
