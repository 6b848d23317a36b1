"""The line that gets the figures of a page from the HTTP interface."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

import streamlit as st

from components.view import View


def show_same_by_api(view: View, path: str, **more: str) -> None:
    """Show the command that asks the HTTP interface what the page shows.

    Args:
        view: What the page shows.
        path: The path that answers it.
        more: Other parameters.
    """
    with st.expander("Same by API"):
        st.code(curl_of(view, path, **more), language="bash", wrap_lines=True)


def curl_of(view: View, path: str, **more: str) -> str:
    """Write the command; names go into the address as it must have them."""
    chosen = view.filters
    question = [
        ("start", str(view.period.start)),
        ("end", str(view.period.end)),
        *more.items(),
        *(("location", name) for name in chosen.locations),
        *(("payment_method", name) for name in chosen.payment_methods),
        *(("product", name) for name in chosen.products),
    ]
    return f"curl '{_origin()}{path}?{urlencode(question)}'"


def _origin() -> str:
    """Give where this app is reached, as the browser sees it."""
    seen = urlsplit(st.context.url or "")
    return f"{seen.scheme}://{seen.netloc}" if seen.netloc else "http://127.0.0.1:8501"
