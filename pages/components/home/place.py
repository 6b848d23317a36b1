"""Where on the first page stands what no choice changes: above the bar."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

import streamlit as st

_PLACE = "now-place"


def keep_place() -> None:
    """Make room above the bar, for the page under it to fill."""
    st.session_state[_PLACE] = st.container(key="now")


def above_the_bar() -> AbstractContextManager[Any]:
    """Give the room above the bar."""
    place: AbstractContextManager[Any] = st.session_state.get(_PLACE) or st.container()
    return place
