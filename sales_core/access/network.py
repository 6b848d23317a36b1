"""From where the server may be reached: its names, its proxies, and whether a login guards it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

from sales_core.errors import SalesError, SettingError

WITHOUT_LOGIN = "without-login"

_NAME = re.compile(r"[a-z0-9_]([a-z0-9._-]{0,251}[a-z0-9_])?")


class Reach(Enum):
    """Who may reach the server, and over what."""

    THIS_MACHINE = "this machine alone"
    OTHERS = "others, each by a connection of his own"
    PROXIED = "others, by a proxy that connects for them"


class OpenWithoutLoginError(SalesError):
    """Others than this machine would reach the server, and nobody would have to log in."""

    code = "open-without-login"

    def __init__(self, by: str, setting: str) -> None:
        super().__init__(
            f"Others would reach this server ({by}), and nobody would have to log in; the app was "
            "not started. Set up a login (docs/login.md), leave it to this machine "
            f"(STREAMLIT_SERVER_ADDRESS=127.0.0.1, no proxy), or set {setting} if everybody "
            "who reaches it may see the sales, import and undo."
        )


@dataclass(frozen=True, slots=True)
class Network:
    """What is said about the network around the server.

    Attributes:
        hosts: Names the server answers under, from wherever; in lower case, IPv6 without brackets.
        public_url: Its address as people type it, without a slash at its end; None: not said.
        proxies: Whose word is taken for where a request comes from.
        open_without_login: Somebody said that whoever reaches the server may do everything.
    """

    hosts: frozenset[str] = frozenset()
    public_url: str | None = None
    proxies: tuple[IPv4Network | IPv6Network, ...] = ()
    open_without_login: bool = False

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Network:
        """Read the settings; lists are separated by blanks or commas.

        Raises:
            SettingError: A value cannot be used; the message names it.
        """
        opened = environ.get("SALES_OPEN_TO_NETWORK", "").strip()
        if opened not in ("", WITHOUT_LOGIN):
            wanted = f"{WITHOUT_LOGIN}, which lets everybody who reaches the server do everything"
            raise SettingError("SALES_OPEN_TO_NETWORK", opened, wanted)
        return cls(
            hosts=frozenset(map(_host, _listed(environ, "SALES_HOSTS"))),
            public_url=_public_url(environ.get("SALES_PUBLIC_URL", "").strip()),
            proxies=tuple(map(_proxy, _listed(environ, "SALES_PROXIES"))),
            open_without_login=bool(opened),
        )

    @property
    def public_origin(self) -> str | None:
        """What a browser calls the pages under the public address, as in ``https://a.example``."""
        if self.public_url is None:
            return None
        parts = urlsplit(self.public_url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def names(self) -> frozenset[str]:
        """All names that are set, that of the public address among them."""
        public = host_name(urlsplit(self.public_url).netloc) if self.public_url else None
        return self.hosts | {public} if public else self.hosts

    def is_proxy(self, address: IPv4Address | IPv6Address | None) -> bool:
        """Tell whether an address is that of a proxy whose word is taken."""
        return address is not None and any(address in network for network in self.proxies)

    def reach(self, address: str | None) -> Reach:
        """Tell who may reach the server, and over what.

        Args:
            address: What the server listens on; None is every address.
        """
        if self.proxies:
            return Reach.PROXIED
        if not _is_loopback(address):
            return Reach.OTHERS
        # Others know it by a name and cannot connect to it: something hands their requests on.
        return Reach.PROXIED if self._has_name_for_others else Reach.THIS_MACHINE

    @property
    def _has_name_for_others(self) -> bool:
        return not all(map(is_local_name, self.names))

    def refuse_without_login(self, address: str | None, *, login: bool) -> None:
        """Refuse a server that others may reach, that has no login, and of which nobody said so.

        Args:
            address: What the server listens on; None is every address.
            login: Whether people have to log in.

        Raises:
            OpenWithoutLoginError: It must not be started.
        """
        if login or self.open_without_login or self.reach(address) is Reach.THIS_MACHINE:
            return
        if not _is_loopback(address):
            by = f"server.address is {address or 'not set'}"
        elif self.proxies:
            by = "SALES_PROXIES lists a proxy"
        else:
            by = "SALES_HOSTS or SALES_PUBLIC_URL gives it a name for others"
        raise OpenWithoutLoginError(by, f"SALES_OPEN_TO_NETWORK={WITHOUT_LOGIN}")


def host_name(authority: str) -> str | None:
    """Give the name in ``name:port``, in the one way it is compared; None: it is no name.

    A dot at its end makes it no name: nobody types one, and cookies would take it for another.
    """
    found = re.fullmatch(r"(\[[0-9a-f:.]+\]|[^:\[\]]+)(?::[0-9]{1,5})?", authority.lower())
    if not found:
        return None
    name = found[1]
    if name.startswith("["):
        address = parsed(name[1:-1])
        return str(address) if isinstance(address, IPv6Address) else None
    return name if _NAME.fullmatch(name) else None


def is_local_name(name: str) -> bool:
    """Tell whether a name means the machine that uses it: localhost, 127.x and ::1."""
    address = parsed(name)
    return name == "localhost" or (address is not None and address.is_loopback)


def parsed(text: str) -> IPv4Address | IPv6Address | None:
    """Read an address; one of IPv4 that is written as IPv6 is the one it means."""
    try:
        address = ip_address(text)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def _is_loopback(address: str | None) -> bool:
    """Tell whether a server that listens there can be connected to from its machine alone."""
    name = (host_name(address) or host_name(f"[{address}]")) if address else None
    return name is not None and is_local_name(name)


def _listed(environ: Mapping[str, str], name: str) -> Iterable[str]:
    return filter(None, re.split(r"[\s,]+", environ.get(name, "")))


def _host(said: str) -> str:
    name = host_name(said) or host_name(f"[{said}]")
    if name is None or (":" in said and ":" not in name):
        wanted = "names without a port, such as sales.example.com or 192.168.1.5"
        raise SettingError("SALES_HOSTS", said, wanted)
    return name


def _proxy(said: str) -> IPv4Network | IPv6Network:
    try:
        network = ip_network(said)
    except ValueError:
        wanted = "addresses or networks, such as 127.0.0.1 or 10.0.3.0/24"
        raise SettingError("SALES_PROXIES", said, wanted) from None
    if not network.prefixlen:
        raise SettingError("SALES_PROXIES", said, "those of your proxies, not all there are")
    return network


def _public_url(said: str) -> str | None:
    if not said:
        return None
    try:
        parts = urlsplit(said)
    except ValueError:
        parts = SplitResult("", "", "", "", "")
    whole = parts.scheme in ("http", "https") and host_name(parts.netloc) is not None
    if not whole or parts.query or parts.fragment:
        wanted = "the address as people type it, such as https://sales.example.com"
        raise SettingError("SALES_PUBLIC_URL", said, wanted)
    standing = {"http": ":80", "https": ":443"}[parts.scheme]
    authority = parts.netloc.lower().removesuffix(standing)
    return f"{parts.scheme}://{authority}{parts.path.rstrip('/')}"
