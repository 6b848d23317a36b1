"""What goes to the accountant: the report of a month, and the sales as a journal."""

from __future__ import annotations

from datetime import date

import streamlit as st

from components import store
from components.money import exact_amount_text
from components.view import View
from sales_core.errors import SalesError
from sales_core.reporting.filters import Filters
from sales_core.reporting.journals.programs import ENDINGS, PROGRAMS, TITLES, Journal, Program
from sales_core.reporting.monthly.month import reported_month
from sales_core.reporting.monthly.wording import month_name
from sales_core.values.periods import Period, bucket_start


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
        st.warning(fault.shown)
        return None
    if made.rounded:
        more = exact_amount_text(made.rounded)
        st.caption(
            f"{TITLES[program]} takes two decimals; amounts with more are rounded, half to even. "
            f"Together {more} more is posted than was paid."
        )
    return made


def choose_month(view: View) -> date:
    """Ask which month is reported: of those with sales, at first the last whole one shown."""
    days = store.daily(Filters())["sale_date"]
    months = sorted({bucket_start(day.date(), "month") for day in days}, reverse=True)
    start, end = max(view.period.start, view.data.start), min(view.period.end, view.data.end)
    usual = reported_month(Period(start, end) if start <= end else view.data)
    return st.selectbox(
        "Report of a month",
        months,
        index=months.index(usual) if usual in months else 0,
        format_func=month_name,
        key="report-month",
        help="One page for the accountant: figures, days, best products, payment methods, "
        "locations, and whether all totals agree. It is of all sales, whatever is chosen above.",
    )


def journal_name(program: Program) -> tuple[str, str]:
    """Give the beginning of the name of a journal's file, and its ending."""
    name = "EXTF_sales" if program == "datev" else f"sales_{program}"
    return name, ENDINGS[program]
