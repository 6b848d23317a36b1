"""Answers of the database that are kept while the data stays the same.

They are kept by the number that every change of the data raises, so a page never shows what
was true before an import, wherever that import was made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar, cast

import streamlit as st

from components.shared import database, settings, settle
from sales_core.store.database import Database

Answer = TypeVar("Answer")

_SEEN = "data-seen"

_ahead: ContextVar[int | None] = ContextVar("ahead", default=None)


def kept(ask: Callable[..., Answer], *question: object, **more: object) -> Answer:
    """Ask, or give the answer that was given while the data was the same.

    All that an answer depends on is written as one text: which database, which data,
    the question. One text is hashed in a tenth of the time that Streamlit takes for the
    values themselves.
    """
    name = f"{ask.__module__}.{ask.__qualname__}"
    key = repr((settings().database_url, _version(), name, question, more))
    # By name: of what is given by its place, Streamlit looks up the name anew each time.
    found = _answered(_database=database(), _ask=ask, _question=question, _more=more, key=key)
    return cast("Answer", found)


def look() -> None:
    """Look which data there is, once for a run of a page; all its figures are of that data."""
    st.session_state[_SEEN] = settle(), database().turns.done


@contextmanager
def before_any_page() -> Iterator[None]:
    """Let questions be asked while no page is open; the first visitor finds their answers."""
    token = _ahead.set(settle())
    try:
        yield
    finally:
        _ahead.reset(token)


def _version() -> int:
    """Give the number of the data that this run shows; what this process wrote since counts."""
    ahead = _ahead.get()
    if ahead is not None:
        return ahead
    seen = st.session_state.get(_SEEN)
    if seen is None or seen[1] != database().turns.done:
        look()
    version: int = st.session_state[_SEEN][0]
    return version


@st.cache_data(max_entries=256, ttl=3600, show_spinner=False)
def _answered(
    _database: Database,
    _ask: Callable[..., Any],
    _question: tuple[object, ...],
    _more: dict[str, object],
    key: str,  # noqa: ARG001 - Streamlit reads it
) -> Any:
    return ask_database(_database, _ask, *_question, **_more)


def ask_database(
    opened: Database, ask: Callable[..., Answer], *question: object, **more: object
) -> Answer:
    """Ask anew; what comes here, somebody waits for."""
    return ask(opened, *question, **more)
