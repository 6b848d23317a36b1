"""What is used of Streamlit's own login beyond what it promises; nothing else knows of it.

``tests/login/test_streamlit_login.py`` tells when a new version does any of it in another way.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterable, Mapping
from http.cookies import CookieError, SimpleCookie
from typing import Any

import streamlit as st
from streamlit.auth_util import encode_provider_token, get_cookie_with_chunks
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from sales_core.access.login_settings import OpenId
from sales_core.access.vouched import Claims
from sales_core.errors import SalesError, SettingError

LOG_IN, LOG_OUT, CALLBACK = "/auth/login", "/auth/logout", "/oauth2callback"
"""Its addresses."""

STREAM, UPLOADS = "/_stcore/stream", "/_stcore/upload_file"
"""The live connection of a page, and where files are dropped."""

PACKAGES = {"authlib": "Authlib>=1.9,<2", "httpx": "httpx>=0.28,<0.29"}
"""What it needs beside what the app needs anyhow: the extra ``login``."""


class LoginPackageMissingError(SalesError):
    """A login is set up, and what it needs is not installed."""

    code = "login-package-missing"

    def __init__(self, missing: Iterable[str]) -> None:
        wanted = " ".join(f'"{PACKAGES[name]}"' for name in missing)
        super().__init__(
            f"SALES_OIDC_ISSUER is set, and what a login needs is not installed. Run: pip install "
            f"{wanted}"
        )


def need_packages() -> None:
    """Look whether all is installed that a login needs.

    Raises:
        LoginPackageMissingError: Something is not.
    """
    if missing := [name for name in PACKAGES if importlib.util.find_spec(name) is None]:
        raise LoginPackageMissingError(missing)


def refuse_options() -> None:
    """Refuse options of Streamlit's that a login does not go together with.

    Its own way to take people from headers believes whoever reaches the port, and takes the place
    of what the cookie of a login says. Below a path its login has other addresses.

    Raises:
        SettingError: One is set.
    """
    if headers := st.get_option("server.trustedUserHeaders"):
        wanted = "unset where people log in; SALES_USER_HEADER takes the word of a listed proxy"
        raise SettingError("server.trustedUserHeaders", str(headers), wanted)
    if path := st.get_option("server.baseUrlPath"):
        wanted = "unset where people log in: give the app a host name of its own"
        raise SettingError("server.baseUrlPath", str(path), wanted)


def secrets_of(way: OpenId) -> dict[str, Any]:
    """Give what Streamlit wants to know of the provider, as ``secrets`` of the app."""
    return {
        "auth": {
            "redirect_uri": way.public_url + CALLBACK,
            "cookie_secret": way.cookie_secret,
            "client_id": way.client_id,
            "client_secret": way.client_secret,
            "server_metadata_url": f"{way.issuer}/.well-known/openid-configuration",
            "client_kwargs": {"scope": way.scopes, "prompt": way.prompt},
        }
    }


def log_in_address() -> str:
    """Give the address that leads to the provider; it holds for two minutes."""
    return f"{LOG_IN}?provider={encode_provider_token('default')}"


def claims_in(cookies: Mapping[str, str], way: OpenId) -> Claims:
    """Read who is logged in from the cookies of a request.

    Returns:
        The claims of the ID token; empty where nobody is, or the cookie is not ours.
    """

    def one(name: str) -> bytes | None:
        signed = cookies.get(name)
        if signed is None or not signed.isascii():
            return None
        return decode_signed_value(way.cookie_secret, name, signed)

    try:
        found = json.loads(get_cookie_with_chunks(one, USER_COOKIE_NAME) or b"{}")
    except ValueError:
        return {}
    ours = (
        isinstance(found, dict)
        and found.get("is_logged_in") is True
        and found.get("origin") == way.public_url
    )
    return found if ours else {}


def claims_set(lines: Iterable[str], way: OpenId) -> Claims:
    """Read who was just logged in from the ``Set-Cookie`` lines of an answer; empty: nobody."""
    cookies: dict[str, str] = {}
    for line in lines:
        try:
            cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        except CookieError:
            continue
    return claims_in({name: value for name, value in cookies.items() if value}, way)
