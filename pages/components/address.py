"""The address of a page: the one place where choices are kept, and how they get there.

A control shows what the address says and writes there what a person chooses, all that one
choice changes at once: that is one entry of the browser's history. Back and forward bring
back an address, and with it all that is shown. No control is bound to the address, because
the browser would then replace an entry where it should add one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from components.text import plain_name

Value = str | Sequence[str] | None
"""What stands under a name: a text or several; None for nothing."""


def asked(key: str) -> str | None:
    """Give the text that stands under a name; None where there is none."""
    texts = asked_all(key)
    return texts[0] if texts else None


def asked_all(key: str) -> list[str]:
    """Give all texts that stand under a name."""
    return [str(text) for text in st.query_params.get_all(key)]


def choose(changes: Mapping[str, Value]) -> None:
    """Write a choice into the address, as one entry of the history; for callbacks."""
    before = {key: st.query_params.get_all(key) for key in st.query_params}
    texts = {key: [value] if isinstance(value, str) else value for key, value in changes.items()}
    after = {key: list(value) for key, value in (before | texts).items() if value}
    if after != before:
        st.query_params.from_dict(after)


def kept(keys: Sequence[str]) -> dict[str, list[str]]:
    """Give what stands under some names, for a link that takes it along."""
    return {key: texts for key in keys if (texts := asked_all(key))}


def hold(key: str, options: Sequence[str], default: str) -> str:
    """Let a control of this name show what the address says, before it is drawn.

    Another text than the options is told, and the default shown.

    Args:
        key: Name in the address, and of the control.
        options: What can be chosen.
        default: What is shown unless one is chosen; it does not stand in the address.
    """
    text = asked(key)
    if text is not None and text not in options:
        st.warning(
            f"The address asks for {key} “{plain_name(text)}”, which there is not. Shown is "
            f"{plain_name(default)}.",
            icon=":material/link_off:",
        )
        text = None
    st.session_state[key] = text or default
    return text or default


def follow(key: str, default: str) -> None:
    """Write what was chosen in a control of this name into the address; for callbacks."""
    value = str(st.session_state[key] or "")
    choose({key: None if value == default else value})
