"""Files of a watched folder that wait for a person, with the way to answer."""

from __future__ import annotations

import hashlib

import streamlit as st

from components import visitor
from components.shared import database
from components.text import counted, md_escape, moment_text, plain_name
from components.uploading.at_hand import need_desk
from sales_core.store.waiting_files import WaitingFile, waiting

_SHOWN = 8


def show_waiting() -> None:
    """Show what waits; nothing where nothing does."""
    files = waiting(database()) if visitor.may_import() else []
    if not files:
        return
    with st.container(border=True):
        them = "it is" if len(files) == 1 else "they are"
        st.header(counted(len(files), "file waits for you", "files wait for you"), anchor=False)
        st.caption(f"From the watched folder. Once imported, {them} moved to its folder done.")
        for at, file in enumerate(files[:_SHOWN]):
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                since = moment_text(file.since, st.context.timezone)
                st.markdown(
                    f"**{plain_name(file.file_name)}** :gray[since {since}]  \n"
                    f":small[{md_escape(file.why)}]",
                    width="stretch",
                )
                if st.button("Answer", icon=":material/help:", key=f"waiting-{at}"):
                    _open(file)
        if len(files) > _SHOWN:
            st.caption(f"{len(files) - _SHOWN:,} more wait; they follow when these are done.")


def _open(file: WaitingFile) -> None:
    """Lay a file on the desk of the upload page; its watcher sees when it is imported."""
    visitor.importer()
    key = f"waiting-{hashlib.sha256(str(file.path).encode()).hexdigest()[:16]}"
    try:
        with file.path.open("rb") as content:
            desk = need_desk()
            desk.put_aside(key)
            desk.lay_out(key, file.file_name, content)
    except OSError:
        st.error(
            "The file cannot be read from here. It lies on the machine that watches, as "
            f"{md_escape(file.path)}: upload it from there.",
            icon=":material/error:",
        )
        return
    st.switch_page("upload.py")
