"""How the reader of this session wants amounts, numbers, days and weeks.

Noted once in each run of a page, before anything is written. What is built outside of a page,
such as a file to download, takes the forms of the page along.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

import streamlit as st

from sales_core.store.chosen_settings import ChosenSettings
from sales_core.values.currencies import DEFAULT_CURRENCY
from sales_core.values.number_forms import USUAL_TAG
from sales_core.values.reader_forms import ReaderForms, reader_forms

_KEPT = "reader-forms"

_taken: ContextVar[ReaderForms | None] = ContextVar("taken", default=None)


def forms() -> ReaderForms:
    """Give the forms of this session; before any are noted, English ones."""
    if taken := _taken.get():
        return taken
    kept = st.session_state.get(_KEPT)
    return kept if isinstance(kept, ReaderForms) else reader_forms(USUAL_TAG, DEFAULT_CURRENCY)


def note(chosen: ChosenSettings, currency: str) -> None:
    """Note the forms for this session.

    Args:
        chosen: What people have chosen; the rest is as in the reader's browser.
        currency: ISO 4217 code of the amounts.
    """
    found = forms_of(chosen, currency, browser_tag())
    st.session_state[_KEPT] = found
    # A run has a thread of its own, and asks for the forms some two hundred times.
    _taken.set(found)


def forms_of(chosen: ChosenSettings, currency: str, tag: str) -> ReaderForms:
    """Give the forms of a reader whose browser has a language.

    Args:
        chosen: What people have chosen.
        currency: ISO 4217 code of the amounts.
        tag: The tag of the language.
    """
    return reader_forms(chosen.number_form or tag, currency, chosen.date_form, chosen.week_start)


@contextmanager
def writing_as(taken: ReaderForms) -> Iterator[None]:
    """Write in these forms, whoever reads."""
    token = _taken.set(taken)
    try:
        yield
    finally:
        _taken.reset(token)


Built = TypeVar("Built")


def taken_along(build: Callable[[], Built]) -> Callable[[], Built]:
    """Let what is built outside of the page be written as on the page."""
    here = forms()

    def built() -> Built:
        with writing_as(here):
            return build()

    return built


def browser_tag() -> str:
    """Give the language tag of the reader's browser."""
    return st.context.locale or USUAL_TAG
