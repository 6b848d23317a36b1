"""Correcting rejected rows in a grid: what is typed is checked, and imported with the file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

import pandas as pd
import streamlit as st

from components.tables import table_height
from components.text import counted, md_escape
from components.uploading.sheet import Sheet
from sales_core.importing.files.export import SalesExport
from sales_core.importing.rejects import MORE
from sales_core.imports import ImportResult, RejectedRow, RejectedRows, check_corrections

_FIXED = ("line", "wrong")
_LEFT = "left"


def correct(sheet: Sheet, result: ImportResult, most_rows: int) -> None:
    """Let rejected rows be typed in anew, and say which of them are right now.

    Args:
        sheet: Gets the right ones as a file.
        result: The preview of the file.
        most_rows: Rows in the grid; more stay left out.
    """
    rows = sheet.rejected()
    shown = replace(rows, rows=rows.rows[:most_rows])
    if len(rows.rows) > most_rows:
        st.caption(
            f"The first {most_rows} of {len(rows.rows):,} rows. The others are left out; their CSV "
            "completes the import later."
        )
    edited = _grid(sheet, shown)
    typed = [
        replace(row, cells=cells)
        for row, left, cells in zip(shown.rows, edited[_LEFT], _cells_of(edited), strict=True)
        if not left and cells != row.cells
    ]
    sheet.corrections = _check(sheet, result, shown, typed)
    st.caption(
        "A row that stays as it is stays left out, and so does one that is ticked under Leave out."
    )


def _grid(sheet: Sheet, rows: RejectedRows) -> pd.DataFrame:
    """Show the rows; columns with a fault come first, what was typed before is kept."""
    key = f"{sheet.key}-grid"
    if sheet.grid is None or len(sheet.grid) != len(rows.rows):
        sheet.grid = _frame(rows)
        st.session_state.pop(f"{key}-base", None)
    if key not in st.session_state:  # the page was left meanwhile
        st.session_state[f"{key}-base"] = sheet.grid
    base = st.session_state.setdefault(f"{key}-base", sheet.grid)
    faulty = {one.column for row in rows.rows for one in row.issues}
    places = [str(at) for at in range(len(rows.header))]
    first = [
        at for at in places if rows.header[int(at)] in faulty or rows.header[int(at)][:6] == MORE
    ]
    sheet.grid = st.data_editor(
        base,
        column_order=["line", _LEFT, *first, "wrong", *(at for at in places if at not in first)],
        column_config={
            "line": st.column_config.TextColumn("Line", disabled=True, pinned=True, width=60),
            "wrong": st.column_config.TextColumn("What is wrong", disabled=True, width="large"),
            _LEFT: st.column_config.CheckboxColumn("Leave out", width=100),
        }
        | {
            at: st.column_config.TextColumn(_head(rows.header[int(at)], marked=at in first))
            for at in places
        },
        num_rows="fixed",
        hide_index=True,
        height=table_height(len(rows.rows), 10),
        key=key,
    )
    return sheet.grid


def _frame(rows: RejectedRows) -> pd.DataFrame:
    """Make the rows a frame whose columns are named by their place: headers may repeat."""
    frame = pd.DataFrame([row.cells for row in rows.rows], dtype="str")
    frame.columns = [str(at) for at in range(len(rows.header))]
    frame.insert(0, "line", [row.line for row in rows.rows])
    frame.insert(1, "wrong", [_wrong(row) for row in rows.rows])
    frame[_LEFT] = False
    return frame


def _wrong(row: RejectedRow) -> str:
    return " ".join(one.message for one in row.issues) or "The same as rows above."


def _head(header: str, *, marked: bool) -> str:
    name = "Does not fit" if header.startswith(MORE) else header.strip() or "(no name)"
    return f"⚠ {name}" if marked else name


def _cells_of(edited: pd.DataFrame) -> list[tuple[str, ...]]:
    cells = edited.drop(columns=[*_FIXED, _LEFT])
    return [
        tuple("" if pd.isna(cell) else str(cell) for cell in row)
        for row in cells.itertuples(index=False, name=None)
    ]


def _check(
    sheet: Sheet, result: ImportResult, rows: RejectedRows, typed: list[RejectedRow]
) -> SalesExport | None:
    """Say how far the corrections are; give them as a file once all of them are right."""
    total = len(rows.rows)
    if not typed:
        st.markdown(f":gray[:material/edit:] None of {counted(total, 'row')} is corrected yet.")
        return None
    name = f"{PurePath(sheet.export.name).stem} (corrected rows).csv"
    corrections = SalesExport(name, replace(rows, rows=tuple(typed)).as_csv())
    wrong = check_corrections(result, rows, corrections)
    if not wrong:
        st.markdown(
            f":green[:material/check_circle:] {len(typed):,} of {counted(total, 'row')} corrected."
        )
        return corrections
    lines = _lines_of(typed)
    st.markdown(
        f":orange[:material/error:] **{counted(len(typed), 'row is', 'rows are')} changed, but not "
        "all of them are right yet:**\n"
        + "\n".join(
            f"- Line {lines.get(one.line, '?')}: {md_escape(one.message)}" for one in wrong[:10]
        )
    )
    return None


def _lines_of(typed: list[RejectedRow]) -> dict[int, str]:
    """Give the line of each row in its file, by its line among the corrections."""
    lines, at = dict[int, str](), 2
    for row in typed:
        lines[at] = row.line
        at += 1 + sum(cell.count("\n") for cell in row.cells)
    return lines
