"""Where a request comes from, and whether it may come in from there under that name.

Decided on the ASGI scope of a request or a WebSocket alone, before anything else has seen it. What
is decided travels with the request as its ``Caller``; nothing behind the door looks at addresses,
names or the headers of proxies again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope

from sales_core.access.network import Network, Reach, host_name, is_local_name, parsed

KEY = "caller"
"""Under which name a request has its caller in ``scope["state"]``."""

_SAID_BY_PROXIES = ("via", "cf-connecting-ip", "true-client-ip", "x-client-ip")
"""Headers that only a proxy adds, and that say nothing this server reads."""

ONLY_THIS_MACHINE = (
    "This server answers only the machine it runs on. docs/behind-a-proxy.md says how it is opened "
    "to others."
)


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, as far as the network tells.

    Attributes:
        address: Of the one who asks; where a proxy does not say it, that of the proxy; empty where
            nothing is known.
        is_this_machine: It certainly is a program on the machine that the server runs on.
        scheme: ``http`` or ``https``, as the one who asks sees it.
        through_proxy: A proxy of SALES_PROXIES handed it on.
        origin: The server's own origin where a page in a browser asks and says so.
    """

    address: str = ""
    is_this_machine: bool = False
    scheme: str = "http"
    through_proxy: bool = False
    origin: str | None = None


@dataclass(frozen=True)
class Refusal:
    """Why a request may not come in: status, sentence and headers of the answer."""

    status: int
    sentence: str
    headers: Mapping[str, str] = field(default_factory=dict)


def caller_of(scope: Scope) -> Caller:
    """Give the caller of a request; of one that came by no door, nothing is known."""
    found = scope.get("state", {}).get(KEY)
    return found if isinstance(found, Caller) else Caller()


def identified(scope: Scope, network: Network, reach: Reach) -> Caller | Refusal:
    """Tell who asks, or why the request may not come in.

    Args:
        scope: Of a request or a WebSocket, its client not yet changed by anybody.
        network: Names and proxies of this server.
        reach: Who may reach it.
    """
    headers = Headers(scope=scope)
    peer = _peer(scope)
    caller = _caller(scope, headers, peer, network)
    if isinstance(caller, Refusal):
        return caller
    here = reach is not Reach.PROXIED and _is_here(scope, peer, headers)
    if reach is Reach.THIS_MACHINE and not here:
        return Refusal(403, ONLY_THIS_MACHINE)
    hosts = headers.getlist("host")
    name = host_name(hosts[0]) if len(hosts) == 1 else None
    if name is None:
        return Refusal(400, "A request says once, in its Host header, under which name it asks.")
    caller = replace(caller, is_this_machine=here and is_local_name(name))
    if name not in network.names and not caller.is_this_machine:
        return Refusal(
            403,
            f"Nothing is answered here under the name {name}. If that is how people reach this "
            f"server, whoever runs it adds {name} to SALES_HOSTS.",
        )
    return _of_our_pages(caller, headers, hosts[0].lower(), network, scope)


def _peer(scope: Scope) -> IPv4Address | IPv6Address | None:
    """Give the other end of the connection; None where it has no address."""
    client = scope.get("client")
    return parsed(client[0]) if client else None


def _is_here(scope: Scope, peer: IPv4Address | IPv6Address | None, headers: Headers) -> bool:
    """Tell whether a connection comes from this machine, and from no proxy as far as it tells.

    An nginx that is told nothing adds no header, but asks as HTTP/1.0, which programs no longer do.
    """
    by_proxy = any(name in headers for name in _SAID_BY_PROXIES)
    by_proxy = by_proxy or scope.get("http_version") == "1.0"
    return peer is not None and peer.is_loopback and not by_proxy


def _caller(
    scope: Scope, headers: Headers, peer: IPv4Address | IPv6Address | None, network: Network
) -> Caller | Refusal:
    """Tell who asks by the connection, and by what a proxy says that is believed."""
    scheme = "https" if scope.get("scheme") in ("https", "wss") else "http"
    if not network.is_proxy(peer):
        if any(map(_forwards, headers)):
            return Refusal(
                403,
                "This request came through a proxy that this server does not know. Whoever runs "
                "it lists the address of the proxy in SALES_PROXIES.",
            )
        return Caller(str(peer or ""), scheme=scheme)
    said = _first_beyond_proxies(headers.getlist("x-forwarded-for"), network)
    address = parsed(said) if said else peer
    if address is None:
        return Refusal(400, f"The proxy says that {said[:80]!r} asks, which is no address.")
    seen = ",".join(headers.getlist("x-forwarded-proto")).rpartition(",")[2].strip().lower()
    scheme = seen if seen in ("http", "https") else scheme
    return Caller(str(address), scheme=scheme, through_proxy=True)


def _forwards(header: str) -> bool:
    return header in ("forwarded", "x-real-ip") or header.startswith("x-forwarded-")


def _first_beyond_proxies(lines: list[str], network: Network) -> str:
    """Give who stands in front of the last proxy that is known; empty where nobody is named.

    Each proxy adds at the end whom it was asked by, so what stands further left than that may be
    anybody's invention and is not looked at.
    """
    named = [_without_port(entry.strip()) for entry in ",".join(lines).split(",") if entry.strip()]
    beyond = (each for each in reversed(named) if not network.is_proxy(parsed(each)))
    return next(beyond, named[0] if named else "")


def _without_port(entry: str) -> str:
    if entry.startswith("["):
        return entry[1:].partition("]")[0]
    return entry.partition(":")[0] if entry.count(":") == 1 else entry


def _of_our_pages(
    caller: Caller, headers: Headers, host: str, network: Network, scope: Scope
) -> Caller | Refusal:
    """Let a page of another site do no more than lead here."""
    public = network.public_origin
    if public and host_name(host) == host_name(urlsplit(public).netloc):
        ours = {public}
        caller = replace(caller, scheme=urlsplit(public).scheme)
    else:
        ours = {f"http://{host.removesuffix(':80')}", f"https://{host.removesuffix(':443')}"}
    origins = [origin.lower() for origin in headers.getlist("origin")]
    if origins:
        if len(origins) > 1 or origins[0] not in ours:
            return Refusal(
                403,
                f"A page at {', '.join(origins)[:80]} may not use this server as {host}. A proxy "
                "in between has to hand on the Host header as it is, or SALES_PUBLIC_URL has to "
                "say what people type.",
            )
        caller = replace(caller, origin=origins[0])
    leads_here = (
        scope["type"] == "http"
        and scope["method"] in ("GET", "HEAD")
        and headers.get("sec-fetch-mode") == "navigate"
    )
    if headers.get("sec-fetch-site") == "cross-site" and not leads_here:
        return Refusal(403, "Pages of other sites may not use this server.")
    return caller
