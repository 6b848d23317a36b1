"""How it stands with the backups of the database."""

from __future__ import annotations

import streamlit as st

from components import shared
from components.text import counted, md_escape, moment_text, size_text
from sales_core.store.backups.schedule import BackupState


def show_backups() -> None:
    """Say when the last backup was made, and warn where it is old or failed."""
    made_by = shared.backups()
    state = made_by.state() if made_by else None
    if state is None:
        st.markdown("**Backups**  \nThis server makes none; whoever runs the database does.")
        return
    st.markdown(f"**Backups**  \n{_said(state)}")
    if state.failed:
        st.warning(md_escape(state.failed), icon=":material/warning:")
    elif state.is_old:
        st.warning(
            "What was imported since is in no backup, for more than two hours.",
            icon=":material/warning:",
        )
    st.caption(
        "Within an hour of every change, by itself. Each is opened and read through before it "
        "counts. Kept are those of the last 24 hours, 7 days and 4 weeks that have any."
    )


def _said(state: BackupState) -> str:
    if state.latest is None:
        return "None yet." if state.changed else "None yet: there is nothing to back up."
    made = moment_text(state.latest.made_at, st.context.timezone)
    since = "" if state.changed else " Nothing has changed since."
    number = counted(state.count, "backup")
    size = size_text(state.latest.size)
    return f"The last one is of {made}, {size}, verified.{since} {number} in all."
