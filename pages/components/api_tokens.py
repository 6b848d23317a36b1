"""Tokens for programs: which there are, and new ones, for those who administer."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pandas as pd
import streamlit as st

from components import store, visitor
from components.problems import notice
from components.tables import show_table
from components.text import day_text, md_escape, moment_text
from sales_core.access.tokens import LONGEST_NAME, Token
from sales_core.errors import SalesError
from sales_core.store.api_tokens import list_tokens, make_token, revoke_token
from sales_core.values.actors import Role

MADE, NAME, ROLE, UNTIL = "token-made", "token-name", "token-role", "token-until"
FAULT = "token-fault"

MEANS = {
    Role.SEE: "see: read figures and files",
    Role.IMPORT: "import: also import and undo",
    Role.ADMINISTER: "administer: everything",
}

_TEXTS = {
    "name": st.column_config.TextColumn("Token", width=200),
    "role": st.column_config.TextColumn("May", width=100),
    "state": st.column_config.TextColumn("State", width=90),
    "until": st.column_config.TextColumn("Until", width=130),
    "used": st.column_config.TextColumn("Last used", width=160),
    "made": "Made",
}


def show_tokens() -> None:
    """Offer the tokens; they are looked up when that is opened."""
    with st.expander(
        "Tokens for programs", icon=":material/key:", key="tokens", on_change="rerun"
    ) as opened:
        if opened.open:
            _show()


def _show() -> None:
    st.caption("A program that uses the HTTP API shows one: `Authorization: Bearer …`.")
    if fault := st.session_state.pop(FAULT, None):
        st.error(md_escape(fault), icon=":material/error:")
    _show_new()
    found = list_tokens(store.database())
    now = datetime.now(UTC)
    if found:
        rows = pd.DataFrame([_as_row(each, now) for each in found])
        show_table(
            rows, texts=_TEXTS, alt="Tokens, the newest first", most_rows=8, key="token-rows"
        )
    _ask_for_new()
    if holding := [each for each in found if each.state(now) == "active"]:
        _ask_to_revoke(holding)


def _show_new() -> None:
    """Show a token that was just made, until that is noted."""
    made = st.session_state.get(MADE)
    if made is None:
        return
    with st.container(border=True, gap="small"):
        st.markdown("**Copy it now.** It is shown this once; nobody can look it up again.")
        st.code(made, language=None, wrap_lines=True)
        st.button("I have it", key="token-noted", on_click=st.session_state.pop, args=(MADE, None))


def _ask_for_new() -> None:
    with (
        st.form("new-token", border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        st.text_input(
            "What it is for", key=NAME, max_chars=LONGEST_NAME, placeholder="till in the hall"
        )
        st.selectbox("What it may do", list(MEANS), key=ROLE, format_func=MEANS.__getitem__)
        st.date_input(
            "Until", None, key=UNTIL, format="YYYY-MM-DD", min_value="today", help="Empty: no end."
        )
        st.form_submit_button("Make a token", key="make-token", on_click=_make)


def _ask_to_revoke(holding: list[Token]) -> None:
    names = [each.name for each in holding]
    with (
        st.form("old-token", border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        st.selectbox("Revoke", names, index=None, key="token-to-revoke", placeholder="Choose one")
        st.form_submit_button("Revoke it", key="revoke-token", on_click=_revoke)


def _make() -> None:
    name, role = str(st.session_state[NAME]), Role(st.session_state[ROLE])
    until: date | None = st.session_state[UNTIL]
    now = datetime.now(UTC)
    try:
        who = visitor.administrator()
        made = make_token(store.database(), name, role, until, actor=who, now=now)
    except SalesError as fault:
        st.session_state[FAULT] = str(fault)
        return
    st.session_state[MADE] = made.shown
    st.session_state[NAME] = ""


def _revoke() -> None:
    name = st.session_state["token-to-revoke"]
    if name is None:
        return
    try:
        who = visitor.administrator()
        revoked = revoke_token(store.database(), str(name), actor=who, now=datetime.now(UTC))
    except SalesError as fault:
        st.session_state[FAULT] = str(fault)
        return
    notice(f"The token “{md_escape(revoked.name)}” holds no longer.")


def _as_row(token: Token, now: datetime) -> dict[str, str]:
    zone = st.context.timezone
    return {
        "name": token.name,
        "role": token.role.value,
        "state": token.state(now),
        "until": day_text(token.until) if token.until else "no end",
        "used": moment_text(token.used_at, zone) if token.used_at else "never",
        "made": f"{moment_text(token.created_at, zone)} by {token.created_by}",
    }
