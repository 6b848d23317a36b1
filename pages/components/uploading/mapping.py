"""Which column is which: the header chosen for each field, with values of that column."""

from __future__ import annotations

import streamlit as st

from components.evidence import FIELD_NAMES
from components.text import md_escape, shortened
from components.uploading.sheet import Sheet
from sales_core.importing.claims import NO_COLUMN
from sales_core.importing.formats.declarations import Field
from sales_core.importing.interpretation.columns import FIELDS
from sales_core.imports import ImportResult

NOWHERE = "not in this file"
_LONGEST = 28


def has_columns(sheet: Sheet, result: ImportResult) -> bool:
    """Tell whether a file has named columns, and fields that they can be said for."""
    return bool((result.header or sheet.columns) and _headers(sheet, result) and _fields(result))


def show_mapping(sheet: Sheet, result: ImportResult) -> None:
    """Show which column each field is, and let a person say otherwise."""
    samples, fields = sheet.samples(), _fields(result)
    headers = _headers(sheet, result)
    found = [field for field in fields if result.columns.get(field)]
    st.caption("Under each column stand its first values. Choose another where one is wrong.")
    with st.grid("auto", min_column_width=230):
        for field in (*found, *(field for field in fields if field not in found)):
            with st.container(gap="xxsmall"):
                _choose(sheet, field, headers, result.columns.get(field))
                _show_values(samples.get(result.columns.get(field, ""), []))


def _headers(sheet: Sheet, result: ImportResult) -> list[str]:
    return list(dict.fromkeys(name for name in result.header or sheet.samples() if name.strip()))


def _fields(result: ImportResult) -> list[Field]:
    """Give the fields that no open question asks for anyway."""
    asked = {each.field for each in result.questions if not any(each.figures)}
    return [field for field in FIELDS if field not in asked]


def _choose(sheet: Sheet, field: str, headers: list[str], found: str | None) -> None:
    key = f"{sheet.key}-column-{field}"
    choices = [NOWHERE, *headers]
    st.selectbox(
        FIELD_NAMES.get(field, field),
        choices,
        index=choices.index(found) if found in choices else 0,
        key=key,
        on_change=_say,
        args=(sheet, field, key),
    )


def _say(sheet: Sheet, field: str, key: str) -> None:
    header = st.session_state[key]
    sheet.columns[field] = NO_COLUMN if header == NOWHERE else header


def _show_values(values: list[str]) -> None:
    shown = " · ".join(md_escape(shortened(value, _LONGEST)) for value in values)
    st.caption(shown or "–")
