"""How people log in: by an OpenID provider, by a header of a trusted proxy, or not at all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from sales_core.access.people import SETTING, WANTED, People, read_people
from sales_core.errors import SettingError

LEAST_SECRET = 32
"""Characters of the secret that signs cookies."""

ENOUGH = (
    'at least 32 random characters, as `python -c "import secrets; '
    'print(secrets.token_urlsafe(32))"` makes them'
)

VERIFIED, ANY = "verified", "any"

THIS_MACHINE = ("localhost", "127.0.0.1", "::1")
"""Hosts that may be reached by http."""


@dataclass(frozen=True, slots=True)
class OpenId:
    """An OpenID provider.

    Attributes:
        issuer: Its address, without a slash at the end.
        client_id: What this app is called there.
        client_secret: What proves that.
        public_url: Where people find this app: scheme and host, without a path.
        cookie_secret: Signs the cookie of a login; the same on all servers.
        scopes: What is asked for.
        prompt: What the provider is asked to show.
        groups_claim: Where the token says the groups.
        unstated_is_verified: Whether an e-mail counts of which the provider does not say so.
    """

    issuer: str
    client_id: str
    public_url: str
    client_secret: str = field(default="", repr=False)
    cookie_secret: str = field(default="", repr=False)
    scopes: str = "openid email profile"
    prompt: str = "login"
    groups_claim: str = "groups"
    unstated_is_verified: bool = False

    @property
    def secure(self) -> bool:
        """Whether people reach the app by https."""
        return self.public_url.startswith("https://")


@dataclass(frozen=True, slots=True)
class UserHeader:
    """Headers in which a trusted proxy says who is there.

    Attributes:
        name: The header with an e-mail or a user's name, in small letters.
        groups: The one with groups; "" where there is none.
        log_out: Where to log out; "" where there is no such page.
    """

    name: str
    groups: str = ""
    log_out: str = ""


@dataclass(frozen=True, slots=True)
class LoginSettings:
    """How people log in, and who they are.

    Attributes:
        people: Who may come in.
        way: How they say who they are.
        longest: How long a login holds.
    """

    people: People
    way: OpenId | UserHeader
    longest: timedelta = timedelta(hours=12)


def read_login(environ: Mapping[str, str]) -> LoginSettings | None:
    """Read how people log in; None where nobody has to.

    Raises:
        SettingError: A setting cannot be used, or one that belongs to it is missing.
    """
    issuer = _said(environ, "SALES_OIDC_ISSUER").rstrip("/")
    header = _said(environ, "SALES_USER_HEADER").lower()
    written = secret(environ, SETTING)
    way = _openid(environ, issuer) if issuer else _header(environ, header)
    longest = _hours(environ)
    if issuer and header:
        wanted = "unset where SALES_OIDC_ISSUER is set: people log in in one way"
        raise SettingError("SALES_USER_HEADER", header, wanted)
    if way is None:
        if written:
            wanted = "unset while nobody can log in: set SALES_OIDC_ISSUER or SALES_USER_HEADER"
            raise SettingError(SETTING, written[:80], wanted)
        return None
    people = read_people(written)
    if not people.entries:
        raise SettingError(SETTING, "", f"{WANTED}; without it nobody could come in")
    return LoginSettings(people, way, longest)


def secret(environ: Mapping[str, str], name: str) -> str:
    """Read what should not stand in the environment: from there, or from the file named there.

    Raises:
        SettingError: Both are set, or the file cannot be read.
    """
    said, path = _said(environ, name), _said(environ, f"{name}_FILE")
    if said and path:
        raise SettingError(f"{name}_FILE", path, f"unset where {name} is set")
    if not path:
        return said
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise SettingError(f"{name}_FILE", path, "a file of text that can be read") from None


def _said(environ: Mapping[str, str], name: str) -> str:
    return environ.get(name, "").strip()


def _openid(environ: Mapping[str, str], issuer: str) -> OpenId:
    if not _is_address(issuer, path=True):
        wanted = "the address of an OpenID provider, such as https://login.shop.example"
        raise SettingError("SALES_OIDC_ISSUER", issuer, wanted)
    public_url = _said(environ, "SALES_PUBLIC_URL").rstrip("/")
    if not _is_address(public_url, path=False):
        wanted = (
            "where people find this app, such as https://sales.shop.example: by https (http only "
            "on this machine) and without a path"
        )
        raise SettingError("SALES_PUBLIC_URL", public_url, wanted)
    client_id = _said(environ, "SALES_OIDC_CLIENT_ID")
    client_secret = secret(environ, "SALES_OIDC_CLIENT_SECRET")
    cookie_secret = secret(environ, "SALES_COOKIE_SECRET")
    if not client_id:
        raise SettingError("SALES_OIDC_CLIENT_ID", "", "what the provider calls this app")
    if not client_secret:
        wanted = "the secret that the provider gave with the client id"
        raise SettingError("SALES_OIDC_CLIENT_SECRET", "", wanted)
    if len(cookie_secret) < LEAST_SECRET:
        said = f"{len(cookie_secret)} characters long" if cookie_secret else ""
        raise SettingError("SALES_COOKIE_SECRET", said, ENOUGH)
    trust = _said(environ, "SALES_OIDC_EMAIL") or VERIFIED
    if trust not in (VERIFIED, ANY):
        raise SettingError("SALES_OIDC_EMAIL", trust, f"{VERIFIED} or {ANY}")
    plain = OpenId(issuer, client_id, public_url)
    scopes = _said(environ, "SALES_OIDC_SCOPES") or plain.scopes
    if "openid" not in scopes.split():
        raise SettingError("SALES_OIDC_SCOPES", scopes, "a list with openid in it")
    return OpenId(
        issuer,
        client_id,
        public_url,
        client_secret,
        cookie_secret,
        scopes,
        _said(environ, "SALES_OIDC_PROMPT") or plain.prompt,
        _said(environ, "SALES_OIDC_GROUPS_CLAIM") or plain.groups_claim,
        unstated_is_verified=trust == ANY,
    )


def _header(environ: Mapping[str, str], name: str) -> UserHeader | None:
    if not name:
        return None
    groups = _said(environ, "SALES_GROUPS_HEADER").lower()
    for setting, said in (("SALES_USER_HEADER", name), ("SALES_GROUPS_HEADER", groups)):
        if said and not re.fullmatch("[a-z0-9-]{1,80}", said):
            raise SettingError(setting, said, "the name of a header, such as X-Auth-Email")
    log_out = _said(environ, "SALES_LOGOUT_URL")
    if log_out and not re.fullmatch(r"(?:https?://|/(?![/\\]))[!-~]{1,500}", log_out):
        wanted = "the address of a page that logs out, such as /oauth2/sign_out"
        raise SettingError("SALES_LOGOUT_URL", log_out, wanted)
    return UserHeader(name, groups, log_out)


def _hours(environ: Mapping[str, str]) -> timedelta:
    said = _said(environ, "SALES_LOGIN_HOURS") or "12"
    if not re.fullmatch("[1-9][0-9]{0,2}", said):
        raise SettingError("SALES_LOGIN_HOURS", said, "a whole number of hours from 1 to 999")
    return timedelta(hours=int(said))


def _is_address(said: str, *, path: bool) -> bool:
    """Tell whether a text is an address on the network; by http only of this machine."""
    try:
        parts = urlsplit(said)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    if parts.query or parts.fragment or "@" in parts.netloc or re.search(r"\s", said):
        return False
    if not host or (parts.path and not path):
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and host in THIS_MACHINE)
