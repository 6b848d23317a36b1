"""Who is logged in, with the way out; and what a page shows once a login has ended."""

from __future__ import annotations

from html import escape
from urllib.parse import urlsplit

import streamlit as st

from components import shared
from components.text import md_escape, plain_name
from sales_core.access.entering import MAY
from sales_core.access.login_settings import OpenId
from sales_core.errors import SalesError
from sales_core.values.actors import Actor

LONGEST = 24
"""Characters of a name in the menu; all of it stands inside."""

LOOK = (
    "display: inline-block; padding: 0.35rem 0.85rem; border-radius: 0.5rem; "
    "text-decoration: none; color: inherit; border: 1px solid light-dark(#dedace, #344042)"
)
"""Like a button of Streamlit's, which cannot be a link in the same tab."""


def show_visitor(actor: Actor) -> None:
    """Name who is logged in, and offer to log out; nothing where nobody has to log in."""
    login = shared.settings().login
    if login is None:
        return
    name = actor.name.partition("@")[0]
    st.space("stretch")
    label = plain_name(name, LONGEST)
    with st.popover(label, icon=":material/person:", type="tertiary", key="visitor"):
        st.markdown(f"**{md_escape(actor.name)}**  \nYou may {MAY[actor.role]}.")
        if isinstance(login.way, OpenId):
            st.button("Log out", icon=":material/logout:", key="log-out", on_click=st.logout)
        elif login.way.log_out:
            _link("Log out", login.way.log_out)


def show_end(fault: SalesError) -> None:
    """Say that a login has ended, and lead to the same page again, through the gate."""
    with st.container(border=True, gap="small", key="login-ended"):
        st.header("Log in to go on", anchor=False)
        st.markdown(md_escape(fault))
        parts = urlsplit(st.context.url or "/")
        _link("Log in again", f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}")


def show_not_allowed(title: str, fault: SalesError) -> None:
    """Say that a page is not for who looks at it."""
    st.title(title, anchor=False)
    st.info(f"{md_escape(fault)} Ask whoever runs this app.", icon=":material/lock:")
    st.page_link("home.py", label="Home", icon=":material/arrow_back:")


def _link(label: str, address: str) -> None:
    """Show a link that leaves this page in the same tab, as the gate has to see it."""
    st.html(f'<a href="{escape(address)}" target="_self" style="{LOOK}">{escape(label)}</a>')
