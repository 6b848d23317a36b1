"""A menu of the bar: a button that says what is chosen, and under it what else can be.

A choice closes it, is written into the address, and is one entry of the history.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import streamlit as st

from components import address
from sales_core.values.calendars import EARLIEST, LATEST
from sales_core.values.periods import Period

DAY_WIDTH = 150


@dataclass(frozen=True)
class Option:
    """One thing that can be chosen.

    Attributes:
        text: As it stands in the address; "" for what is chosen where nothing stands there.
        label: Markdown, to read.
    """

    text: str
    label: str


@contextmanager
def menu(name: str, label: str, icon: str) -> Iterator[None]:
    """Show the button of a menu; what is drawn inside is under it.

    Args:
        name: The parameter it chooses, and its name in the page.
        label: What is chosen.
        icon: Name of an icon.
    """
    with st.popover(label, icon=f":material/{icon}:", key=f"{name}-menu", on_change="rerun"):
        yield


def offer(name: str, options: Iterable[Option], chosen: str, place: str = "first") -> None:
    """Offer options, one under the other; the chosen one is marked.

    Args:
        name: The parameter they are written to.
        options: What can be chosen.
        chosen: The text of the one that is.
        place: Where in the menu they are.
    """
    with st.container(gap=None, key=f"{name}-options-{place}"):
        for option in options:
            st.button(
                option.label,
                icon=":material/check:" if option.text == chosen else None,
                icon_position="right",
                key=f"{name}-is-{option.text}",
                type="tertiary",
                width="stretch",
                on_click=choose_and_close,
                args=(name, option.text),
            )


def choose_and_close(name: str, text: str) -> None:
    """Write a choice into the address and close its menu; for callbacks."""
    st.session_state[f"{name}-menu"] = False
    address.choose({name: text or None})


def ask_days(name: str, days: Period, button: str, on_days: Callable[[Period], None]) -> None:
    """Ask for two days at once.

    Args:
        name: The parameter of the menu.
        days: What is shown at first.
        button: What is done with them.
        on_days: Called with the days, in order.
    """
    first, last = f"{name}-from", f"{name}-to"
    st.session_state[first], st.session_state[last] = _possible(days.start), _possible(days.end)
    with st.form(f"{name}-days", border=False):
        with st.container(horizontal=True):
            for label, key in (("From", first), ("To", last)):
                st.date_input(
                    label,
                    min_value=EARLIEST,
                    max_value=LATEST,
                    key=key,
                    format="YYYY-MM-DD",
                    required=True,
                    width=DAY_WIDTH,
                )
        st.form_submit_button(button, key=f"{name}-show", on_click=_take, args=(name, on_days))


def _take(name: str, on_days: Callable[[Period], None]) -> None:
    start, end = sorted(st.session_state[f"{name}-{end}"] for end in ("from", "to"))
    st.session_state[f"{name}-menu"] = False
    on_days(Period(start, end))


def _possible(day: date) -> date:
    return min(max(day, EARLIEST), LATEST)
