"""The desk of this session: found by its name in the address, or set up when a file is dropped."""

from __future__ import annotations

from typing import Final

import streamlit as st

from components.uploading.desk import Desk
from components.uploading.kept import find_desk, new_desk

DROP: Final = "drop"
"""In the address of the upload page: the name of the desk."""

_NAME = "desk"


def desk() -> Desk | None:
    """Give the desk of this session; None while there is none."""
    name = st.session_state.get(_NAME) or st.query_params.get(DROP)
    found = find_desk(str(name)) if name else None
    st.session_state[_NAME] = found.name if found else None
    return found


def need_desk() -> Desk:
    """Give the desk of this session, setting one up at need."""
    found = desk() or new_desk()
    st.session_state[_NAME] = found.name
    return found


def keep_address(ours: Desk | None) -> None:
    """Let the address name the desk as long as something lies on it, and say if it is gone."""
    asked = st.query_params.get(DROP)
    if ours is not None and (ours.sheets or ours.others):
        if asked != ours.name:
            st.query_params[DROP] = ours.name
        return
    if asked is None:
        return
    del st.query_params[DROP]
    if ours is None:
        st.info(
            "The files that were dropped here are no longer kept. Drop them again.",
            icon=":material/schedule:",
        )
