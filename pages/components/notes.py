"""Notes on days: a list of them, and a dialog to write, change or remove one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

import streamlit as st

from components import store, visitor
from components.problems import failure, notice
from components.text import day_text, md_escape
from sales_core.errors import SalesError
from sales_core.store.notes import (
    LONGEST,
    Note,
    add_note,
    change_note,
    remove_note,
    restore_note,
)
from sales_core.values.dates import EARLIEST, LATEST

_ASKED, _REMOVED, _DONE, _FAULT = "note-asked", "note-removed", "note-done", "note-fault"
_DAY, _TEXT = "note-day", "note-text"


@dataclass(frozen=True)
class _Asked:
    """Which note is to be written: a new one on a day, or one that is there."""

    day: date
    note: Note | None = None


def show_notes(notes: Sequence[Note], day: date, *, most: int) -> None:
    """Show notes, the latest first, each with a way to change it, and a way to add one.

    Args:
        notes: By day, ascending.
        day: The day that is offered for a new one.
        most: Notes that are shown.
    """
    with st.container(horizontal=True, vertical_alignment="center", key="notes-head"):
        st.header("Notes", anchor=False)
        if visitor.may_import():
            st.button(
                "Add a note",
                type="tertiary",
                icon=":material/add_comment:",
                key="add-note",
                help="A line about a day, such as a fair or a broken till. It shows in the charts.",
                on_click=_ask,
                args=(_Asked(day),),
            )
    _offer_back()
    for note in reversed(notes[-most:]):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"**{day_text(note.day)}** · {md_escape(note.text)}", width="stretch")
            if visitor.may_import():
                st.button(
                    "Change",
                    type="tertiary",
                    key=f"note-{note.id}",
                    help="Change or remove this note",
                    on_click=_ask,
                    args=(_Asked(note.day, note),),
                )
    if not notes:
        wanted = "A fair, a holiday, a broken till: note it on its day, and the charts show it."
        st.caption(wanted if visitor.may_import() else "Nobody has noted anything yet.")
    if len(notes) > most:
        st.caption(f"The latest {most} of {len(notes):,} notes of these days.")


def show_asked_note() -> None:
    """Open the note that was asked for, over the page."""
    asked = st.session_state.pop(_ASKED, None)
    if asked is not None and visitor.may_import():
        _show(asked)


def _ask(asked: _Asked) -> None:
    st.session_state[_ASKED] = asked
    st.session_state[_DONE] = False


@st.dialog("A note on a day")
def _show(asked: _Asked) -> None:
    if st.session_state.pop(_DONE, False):
        st.rerun()
    if fault := st.session_state.pop(_FAULT, None):
        st.error(md_escape(fault), icon=":material/error:")
    note = asked.note
    with st.form("note", border=False):
        st.date_input(
            "Day",
            asked.day,
            min_value=EARLIEST,
            max_value=LATEST,
            format="YYYY-MM-DD",
            required=True,
            key=_DAY,
        )
        st.text_area(
            "Note",
            note.text if note else "",
            max_chars=LONGEST,
            height=110,
            placeholder="Street fair in front of the shop",
            key=_TEXT,
        )
        st.form_submit_button("Save", type="primary", key="save-note", on_click=_save, args=(note,))
    if note:
        st.button(
            "Remove this note",
            icon=":material/delete:",
            key="remove-note",
            on_click=_remove,
            args=(note,),
        )


def _save(note: Note | None) -> None:
    day, text, now = st.session_state[_DAY], st.session_state[_TEXT], datetime.now(UTC)
    try:
        if note:
            change_note(store.database(), note.id, day, text, now=now, actor=visitor.importer())
        else:
            add_note(store.database(), day, text, now=now, actor=visitor.importer())
    except SalesError as fault:
        st.session_state[_FAULT] = fault.shown
        return
    notice(f"Noted on {day_text(day)}.")
    st.session_state[_DONE] = True


def _remove(note: Note) -> None:
    try:
        remove_note(store.database(), note.id, now=datetime.now(UTC), actor=visitor.importer())
    except SalesError as fault:
        st.session_state[_FAULT] = fault.shown
        return
    st.session_state[_REMOVED], st.session_state[_DONE] = note, True


def _offer_back() -> None:
    """Offer the note that was removed last, until the tab is closed or it is put back."""
    note = st.session_state.get(_REMOVED)
    if note is None or not visitor.may_import():
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(f"Removed: {day_text(note.day)} · {md_escape(note.text)}")
        st.button("Put it back", type="tertiary", key="restore-note", on_click=_put_back)


def _put_back() -> None:
    note = st.session_state.pop(_REMOVED)
    try:
        restore_note(store.database(), note.id, now=datetime.now(UTC), actor=visitor.importer())
    except SalesError as fault:
        failure(fault)
