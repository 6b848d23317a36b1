"""Who looks at this page, and what he may do.

It is asked anew in every run and by every action: a tab that is open knows nothing of a logout
in another one, and what is hidden from somebody could be asked for anyhow.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import streamlit as st

from components import shared
from components.login.ended import ENDED
from sales_core.access import entering
from sales_core.access.lifetime import LoginEndedError
from sales_core.access.login_settings import LoginSettings, OpenId
from sales_core.errors import SalesError
from sales_core.values.actors import ON_THE_PAGES, Actor, Role

_BEGUN = "visit-begun"


def actor() -> Actor:
    """Give who looks at this page.

    Raises:
        LoginEndedError: Nobody is logged in, or not any more.
        NotLetInError: Nobody has let him in.
    """
    login = shared.settings().login
    if login is None:
        return ON_THE_PAGES
    now = datetime.now(UTC)
    if isinstance(login.way, OpenId):
        claims = st.user.to_dict() if st.user.get("is_logged_in") is True else {}
        return entering.entered_by_claims(claims, login, ENDED, now)
    return _named_by_proxy(login, now)


def may(role: Role) -> bool:
    """Tell whether who looks at this page may do what needs a role; for what is shown."""
    try:
        return actor().role.may(role)
    except SalesError:
        return False


def may_import() -> bool:
    """Tell whether he may import, undo, merge and write."""
    return may(Role.IMPORT)


def importer() -> Actor:
    """Give who imports, undoes, merges or writes something on this page.

    Raises:
        NotAllowedError: He may not.
        LoginEndedError: He is not logged in any more.
        NotLetInError: Nobody lets him in any more.
    """
    return entering.allowed(actor(), Role.IMPORT)


def administrator() -> Actor:
    """Give who changes a setting or a token on this page.

    Raises:
        NotAllowedError: He may not.
        LoginEndedError: He is not logged in any more.
        NotLetInError: Nobody lets him in any more.
    """
    return entering.allowed(actor(), Role.ADMINISTER)


def _named_by_proxy(login: LoginSettings, now: datetime) -> Actor:
    """Take the word of the proxy, which the gate let no other request give.

    It was given when the tab was opened, and holds as long as a login may.
    """
    begun: datetime = st.session_state.setdefault(_BEGUN, now)
    if now - begun >= login.longest:
        hours = login.longest // timedelta(hours=1)
        raise LoginEndedError(f"This page has been open for {hours} hours. Open it anew to go on.")
    assert not isinstance(login.way, OpenId)  # noqa: S101 - for the type checker
    groups = st.context.headers.get_all(login.way.groups) if login.way.groups else []
    return entering.entered_by_headers(st.context.headers.get_all(login.way.name), groups, login)
