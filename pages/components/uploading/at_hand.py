"""The desk of this session: found by its name in the address, or set up when a file is dropped."""

from __future__ import annotations

from typing import Final

import streamlit as st

from components.uploading.desk import Desk
from components.uploading.kept import find_desk, new_desk

DROP: Final = "drop"
"""In the address of the upload page: the name of the desk."""

_NAME, _TOLD = "desk", "desk-told"
"""In the session: the name of the desk, and the one that the address was given."""


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
    """Let the address name the desk once something lies on it, and say if it is gone.

    It is written once a session, and never taken out: each time is an entry of the browser's
    history, and whoever goes back to the one before would be sent on again.
    """
    if ours is None:
        if DROP in st.query_params:
            st.info(
                "The files that were dropped here are no longer kept. Drop them again.",
                icon=":material/schedule:",
            )
    elif (ours.sheets or ours.others) and st.session_state.get(_TOLD) != ours.name:
        st.session_state[_TOLD] = ours.name
        if st.query_params.get(DROP) != ours.name:
            st.query_params[DROP] = ours.name


def link_to_desk() -> dict[str, str]:
    """Give the parameters of a link to the upload page: what lies on the desk of this session."""
    ours = desk()
    return {DROP: ours.name} if ours and ours.sheets else {}
