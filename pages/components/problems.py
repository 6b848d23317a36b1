"""What a person sees instead of a page that cannot be shown: what happened, and a way on."""

from __future__ import annotations

import streamlit as st

from components.text import md_escape
from sales_core.errors import SalesError

UNEXPECTED = "Something went wrong while making this page. Nothing was changed by it."

_ADVICE = {
    "database-unreachable": "Whoever runs the app finds more in its log and with "
    "`python -m sales_core verify`. The page works again as soon as the database answers.",
    "currency-differs": "The page works again as soon as the app is started with the setting that "
    "fits. `python -m sales_core backup` and `verify` work meanwhile.",
    "database-newer": "The data is safe. Ask whoever runs the app to update it.",
    "unknown-name": "Choose another name, or take the filter away.",
}


def show_problem(fault: SalesError) -> None:
    """Say what went wrong and what to do, and offer to try again."""
    advice = _ADVICE.get(fault.code, "Nothing was changed.")
    st.error(f"**{md_escape(fault.shown)}**\n\n{md_escape(advice)}", icon=":material/error:")
    st.button("Try again", icon=":material/refresh:", key="try-again")


def show_unexpected() -> None:
    """Say that a fault of the app itself stopped a page; its log has the details."""
    st.error(f"**{UNEXPECTED}**\n\nThe log of the server says why.", icon=":material/error:")
    st.button("Try again", icon=":material/refresh:", key="try-again")


def show_notice() -> None:
    """Show what the last action came to, once, after the page was drawn anew."""
    if told := st.session_state.pop("notice", None):
        st.toast(told, icon=":material/check_circle:", duration="long")
    if failed := st.session_state.pop("failure", None):
        st.error(md_escape(failed), icon=":material/error:")


def notice(text: str) -> None:
    """Keep a sentence for the next time a page is drawn."""
    st.session_state["notice"] = text


def failure(fault: SalesError) -> None:
    """Keep what went wrong for the next time a page is drawn."""
    st.session_state["failure"] = fault.shown
