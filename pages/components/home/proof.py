"""One line of proof that all totals agree, and the table behind it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components import store
from components.money import amount_text
from components.tables import show_sums
from components.text import shortened
from sales_core.reporting.proof import TotalsCheck

WRONG = (
    "The totals differ. Run `python -m sales_core verify` to see where, then `python -m sales_core "
    "rebuild` to make them anew from the imports."
)


def show_proof() -> None:
    """Say whether the same total comes out in every way; the table opens on a click."""
    check = store.totals()
    if not check.agree:
        st.error(WRONG)
        _show_table(check)
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="proof"):
        total = amount_text(check.by_line)
        st.markdown(
            f":green[:material/check_circle:] All totals agree: {total}, added up in "
            f"{1 + len(check.sums)} ways.",
            width="content",
        )
        if st.button("Show the sums", type="tertiary", key="sums-of-all"):
            _open(check)


@st.dialog("The same total, added up in several ways")
def _open(check: TotalsCheck) -> None:
    _show_table(check)
    st.caption("All totals are the same, to the last digit.")


def _show_table(check: TotalsCheck) -> None:
    sums = {"All lines": check.by_line}
    sums |= {f"By {shortened(what)}": total for what, total in check.sums.items()}
    right, wrong = ":green[:material/check_circle:]", ":red[:material/error:]"
    frame = pd.DataFrame(
        {
            "revenue": list(sums.values()),
            "": [right if each == check.by_line else wrong for each in sums.values()],
        },
        index=list(sums),
    )
    show_sums(frame, store.settings().currency, alt="The same total, added up in several ways")
