"""A choice among the names of the data, kept in the address."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from components.text import named, plain_name


@dataclass(frozen=True)
class NameChoice:
    """A choice among names of one kind.

    Attributes:
        key: Its name in the address, and of the control.
        word: What the names are, for people.
        known: All names of the data; "" for lines without one.
    """

    key: str
    word: str
    known: tuple[str, ...]

    @property
    def options(self) -> dict[str, str]:
        """Give the names as they are shown and stand in the address, and what each means."""
        return {self.option_of(name): name for name in self.known}

    def option_of(self, name: str) -> str:
        """Give the text that stands for a name."""
        return named(name, self.word.lower())

    def unknown(self) -> list[str]:
        """Say which names the address asks for that the data does not have."""
        options = self.options
        asked = [] if self.key in st.session_state else st.query_params.get_all(self.key)
        return [
            f"The address asks for the {self.word.lower()} “{plain_name(name)}”, which the data "
            "does not have. It is left out."
            for name in dict.fromkeys(asked)
            if name not in options
        ]

    def ask(self) -> tuple[str, ...]:
        """Ask for names; none chosen means all of them."""
        options = self.options
        before = st.session_state.get(self.key) or []
        if any(name not in options for name in before):  # gone with an import that was undone
            st.session_state[self.key] = [name for name in before if name in options]
        chosen = st.multiselect(
            self.word,
            list(options),
            key=self.key,
            bind="query-params",
            placeholder=f"All {len(options):,}",
        )
        return tuple(options[option] for option in chosen if option in options)
