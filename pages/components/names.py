"""A choice among the names of the data, kept in the address."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from components import address, store
from components.text import count_text, named, plain_name
from components.view import PRODUCT
from sales_core.errors import UnknownNameError


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

    def chosen(self) -> list[str]:
        """Give the options that the address asks for, in its order."""
        return self._read()[0]

    def unknown(self) -> list[str]:
        """Say which names the address asks for that the data does not have."""
        return [
            f"The address asks for the {self.word.lower()} “{plain_name(name)}”, which the data "
            "does not have. It is left out."
            for name in self._read()[1]
        ]

    def ask(self) -> tuple[str, ...]:
        """Ask for names; none chosen means all of them."""
        options = self.options
        chosen = self.chosen()
        st.session_state[self.key] = chosen
        st.multiselect(
            self.word,
            list(options),
            key=self.key,
            on_change=self._follow,
            placeholder=f"All {count_text(len(options))}",
        )
        return tuple(options[option] for option in chosen)

    def _follow(self) -> None:
        address.choose({self.key: [str(name) for name in st.session_state[self.key]]})

    def _read(self) -> tuple[list[str], list[str]]:
        """Give what the address asks for: options, and names that there are not.

        A name of the files, or of a product that was merged, leads to the one it counts as.
        """
        asked = dict.fromkeys(address.asked_all(self.key))
        options = self.options if asked else {}
        chosen, unknown = dict[str, None](), dict[str, None]()
        for name in asked:
            shown = name if name in options else self._shown_as(name)
            (chosen if shown in options else unknown)[shown] = None
        return list(chosen), list(unknown)

    def _shown_as(self, name: str) -> str:
        if self.key != PRODUCT:
            return name
        try:
            return store.product_identity(name).name
        except UnknownNameError:
            return name
