"""What goes to the accountant: the sales as a journal for an accounting program."""

from __future__ import annotations

import streamlit as st

from components import store
from components.money import amount_text
from components.view import View
from sales_core.errors import SalesError
from sales_core.reporting.journals.programs import ENDINGS, PROGRAMS, TITLES, Journal, Program


def choose_journal() -> Program | None:
    """Ask for which program a journal is wanted; None where for none."""
    chosen = st.selectbox(
        "Accounting journal",
        [TITLES[program] for program in PROGRAMS],
        index=None,
        placeholder="For which program",
        key="journal",
        help="One balanced entry for each day with sales: payment methods are debited, revenue "
        "is credited. What accounts are called is set with SALES_ACCOUNTS.",
    )
    return next((program for program in PROGRAMS if TITLES[program] == chosen), None)


def journal_of(view: View, program: Program) -> Journal | None:
    """Make the journal, and say what there is to say about it; None where there is none."""
    try:
        made = store.journal(view.filters, program)
    except SalesError as fault:
        st.warning(str(fault))
        return None
    if made.rounded:
        more = amount_text(made.rounded)
        st.caption(
            f"{TITLES[program]} takes two decimals; amounts with more are rounded, half to even. "
            f"Together {more} {store.settings().currency} more is posted than was paid."
        )
    return made


def journal_name(program: Program) -> tuple[str, str]:
    """Give the beginning of the name of a journal's file, and its ending."""
    name = "EXTF_sales" if program == "datev" else f"sales_{program}"
    return name, ENDINGS[program]
