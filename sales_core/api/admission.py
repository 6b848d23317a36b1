"""Who may come in.

With a token: whoever shows it. Without one: only programs on this machine,
and no page of another site that a browser on this machine happens to show.
``/health`` is open to everybody. Decided on the ASGI scope, before a byte of
the body is read.
"""

from __future__ import annotations

import hmac
import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.datastructures import Headers
from starlette.types import Scope

OPEN_PATHS = {"/health"}

ADVICE = "Set SALES_API_TOKEN on the server and send it as `Authorization: Bearer ...`."

_LOCAL_HOST = re.compile(r"(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?", re.IGNORECASE)
_PROXY_HEADERS = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


@dataclass(frozen=True)
class Refusal:
    """Why a request may not come in: status, sentence and headers of the answer."""

    status: int
    sentence: str
    headers: Mapping[str, str] = field(default_factory=dict)


def refusal(scope: Scope, token: str | None) -> Refusal | None:
    """Tell why a request may not come in; None lets it in.

    Args:
        scope: The ASGI scope of an HTTP request.
        token: What must be shown; None where none is set.
    """
    if scope["path"] in OPEN_PATHS:
        return None
    headers = Headers(scope=scope)
    return _without_token(scope, headers) if token is None else _with_token(headers, token)


def _with_token(headers: Headers, token: str) -> Refusal | None:
    shown = headers.getlist("authorization")
    scheme, _, given = shown[0].partition(" ") if len(shown) == 1 else ("", "", "")
    same = hmac.compare_digest(given.strip().encode("latin-1"), token.encode())
    if same and scheme.lower() == "bearer":
        return None
    sentence = "This needs the API's token, sent as `Authorization: Bearer ...`."
    return Refusal(401, sentence, {"WWW-Authenticate": 'Bearer realm="sales"'})


def _without_token(scope: Scope, headers: Headers) -> Refusal | None:
    if not _is_this_machine(scope.get("client")):
        return Refusal(403, f"The API answers only to the machine it runs on. {ADVICE}")
    if any(name in headers for name in _PROXY_HEADERS):
        return Refusal(403, f"Behind a proxy nobody can be told from this machine. {ADVICE}")
    hosts = headers.getlist("host")
    if len(hosts) != 1 or not _LOCAL_HOST.fullmatch(hosts[0]):
        return Refusal(403, f"The API answers only under the name localhost. {ADVICE}")
    if _is_of_another_site(headers, hosts[0]):
        return Refusal(403, "Pages of other sites may not use the API.")
    return None


def _is_this_machine(client: tuple[str, int] | None) -> bool:
    """Tell whether the other end is this machine (a name other than RFC 1918's loopback is not)."""
    try:
        address = ipaddress.ip_address(client[0] if client else "")
    except ValueError:
        return False
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return (mapped or address).is_loopback


def _is_of_another_site(headers: Headers, host: str) -> bool:
    origins = headers.getlist("origin")
    return headers.get("sec-fetch-site") == "cross-site" or any(
        origin.partition("://")[2].lower() != host.lower() for origin in origins
    )
