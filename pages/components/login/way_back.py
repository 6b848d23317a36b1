"""The address that somebody asked for before he was sent to log in, kept until he comes back."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import Scope

from components.login.streamlit_login import CALLBACK

COOKIE = "sales_way_back"

SECONDS = 600

LONGEST = 2_000
"""Characters of an address that is kept."""


def asked_for(scope: Scope) -> str:
    """Give path and query of a request, as they can stand in an address of ours."""
    query = scope.get("query_string", b"").decode("latin-1")
    path = quote(scope["path"])
    return safe(f"{path}?{query}" if query else path)


def safe(address: str) -> str:
    """Give an address if it certainly leads to a page of ours; else the first page."""
    ours = re.fullmatch(r"/(?![/\\])[!-~]*", address) and len(address) <= LONGEST
    return address if ours else "/"


def keep(response: Response, scope: Scope) -> None:
    """Let the browser keep what was asked for, for the way back alone."""
    value = quote(asked_for(scope), safe="")
    response.set_cookie(
        COOKIE, value, max_age=SECONDS, path=CALLBACK, httponly=True, samesite="lax"
    )


def kept(connection: HTTPConnection) -> str:
    """Give what was asked for; the first page where nothing is kept."""
    return safe(unquote(connection.cookies.get(COOKIE, "/")))


def forget(headers: MutableHeaders) -> None:
    """Let the browser forget it."""
    headers.append("Set-Cookie", f"{COOKIE}=; Path={CALLBACK}; Max-Age=0; HttpOnly; SameSite=lax")
