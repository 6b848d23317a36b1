"""Whether the rows of a file come to what the file, or a person, says they should."""

from __future__ import annotations

import streamlit as st

from components.money import exact_amount_text, plain_amount
from components.text import counted
from components.uploading.sheet import Sheet
from sales_core.importing.rows.own_totals import OwnTotal, stated_total
from sales_core.imports import ImportResult

_TOLD = 5


def show_totals(sheet: Sheet, result: ImportResult, currency: str) -> None:
    """Compare the rows with the totals of the file, and with one that is typed in."""
    rows = counted(result.rows.read - result.rows.ignored, "row")
    st.markdown(
        f"**Does it add up?**  \n:small[{rows} with "
        f"{exact_amount_text(result.amount.read, currency)}.]"
    )
    in_order = sorted(result.totals, key=lambda total: total.agrees)
    for total in in_order[:_TOLD]:
        _tell(total, currency, f"the file's own total on line {total.line:,}")
    if len(in_order) > _TOLD:
        st.caption(f"{len(in_order) - _TOLD:,} more totals of the file agree as far as shown.")
    key = f"{sheet.key}-own-total"
    st.text_input(
        "Total by your own report",
        value=sheet.own_total,
        placeholder=f"e.g. {plain_amount(result.amount.read, '')}",
        key=key,
        on_change=_say,
        args=(sheet, key),
        width=240,
        help="Type what your system says these sales come to; it is only compared.",
    )
    if not sheet.own_total.strip() or result.plan is None:
        return
    said = stated_total(sheet.own_total, result.plan, result.amount.read)
    if said is None:
        st.caption(":orange[:material/help:] That is no amount. Write it as the file does.")
    else:
        _tell(said, currency, "your total")


def _say(sheet: Sheet, key: str) -> None:
    sheet.own_total = st.session_state[key]


def _tell(total: OwnTotal, currency: str, what: str) -> None:
    stated = exact_amount_text(total.stated, currency)
    if total.agrees:
        st.markdown(f":green[:material/check_circle:] :small[Agrees with {what}, {stated}.]")
        return
    side = "more" if total.difference > 0 else "less"
    st.markdown(
        f":orange[:material/error:] :small[**Differs by "
        f"{exact_amount_text(abs(total.difference), currency)}** from {what}: the rows come to "
        f"{exact_amount_text(total.summed, currency)}, which is {side} than {stated}.]"
    )
