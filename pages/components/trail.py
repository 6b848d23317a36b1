"""Who did what: the audit trail for those who administer, with its filters and as a file."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pandas as pd
import streamlit as st

from components import store, visitor
from components.tables import show_table
from components.text import moment_text
from sales_core.reporting.audit_trail import Trace, audit_table, audit_trail
from sales_core.reporting.files.csv_file import write_csv
from sales_core.store.audit import Asked, Event, actors_in
from sales_core.values.actors import Role

SHOWN = 200
"""Rows on the page; the file has all."""

ANYBODY, ANYTHING = "Anybody", "Anything"

WIDTH = 220  # pixels of a control

_TEXTS = {
    "time": st.column_config.TextColumn("When", width=145),
    "who": "Who",
    "event": "Event",
    "what": st.column_config.TextColumn("What", width=420),
    "file": "File",
    "role": "Role",
    "face": "Through",
    "request": "Request",
}


def show_trail() -> None:
    """Offer what was done to those who administer; it is looked up when it is opened."""
    if not visitor.may(Role.ADMINISTER):
        return
    with st.expander(
        "Who did what", icon=":material/history:", key="trail", on_change="rerun"
    ) as opened:
        if opened.open:
            _show()


def _show() -> None:
    st.caption(
        "Every import, undo, answer, merge, note, setting and login, written down with it. "
        "Nothing here is ever changed or deleted, also not by an undo."
    )
    asked = _ask()
    found = audit_trail(store.database(), asked, most=SHOWN)
    if not found:
        st.info("Nothing of this kind was done.", icon=":material/history:")
        return
    show_table(
        pd.DataFrame([_as_row(each) for each in found]),
        texts=_TEXTS,
        alt="Who did what, the latest first",
        key="trail-rows",
    )
    database = store.database()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            "All of it as CSV",
            lambda: write_csv(audit_table(audit_trail(database, asked))),
            file_name="audit.csv",
            mime="text/csv",
            on_click="ignore",
            icon=":material/download:",
            key="download-trail",
        )
        if len(found) == SHOWN:
            st.caption(f"Shown are the latest {SHOWN}. The file has all, in UTC.")


def _ask() -> Asked:
    """Ask by whom, what and on which days."""
    with store.database().reading() as connection:
        people = actors_in(connection)
    with st.container(horizontal=True, gap="small"):
        who = st.selectbox("Who", [ANYBODY, *people], key="trail-who", width=WIDTH)
        what = st.selectbox("Event", [ANYTHING, *map(str, Event)], key="trail-event", width=WIDTH)
        first = st.date_input("From", None, key="trail-from", format="YYYY-MM-DD", width=WIDTH)
        last = st.date_input("To", None, key="trail-to", format="YYYY-MM-DD", width=WIDTH)
    return Asked(
        None if who == ANYBODY else who,
        None if what == ANYTHING else what,
        _moment(first),
        _moment(last, days=1),
    )


def _moment(day: date | None, days: int = 0) -> datetime | None:
    """Give when a day begins where the reader is, or one some days later."""
    if day is None:
        return None
    try:
        zone = ZoneInfo(st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        zone = ZoneInfo("UTC")
    return datetime.combine(day + timedelta(days=days), time(), zone).astimezone(UTC)


def _as_row(trace: Trace) -> dict[str, object]:
    row = trace.row
    return {
        "time": moment_text(row.at, st.context.timezone),
        "who": row.actor,
        "event": row.event,
        "what": row.what,
        "file": trace.file,
        "role": row.role.value,
        "face": row.face.value,
        "request": row.request,
    }
