"""Who asks, by connection, name, origin and proxy: decided before all else sees the request."""

from __future__ import annotations

from dataclasses import replace
from ipaddress import ip_address, ip_network
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.types import Scope

from sales_core.access.network import Network, Reach, parsed
from sales_core.api.callers import Caller, Refusal, caller_of, identified

ALONE = Network()
NAMED = Network(hosts=frozenset({"sales.test"}), open_without_login=True)
PROXIED = replace(NAMED, proxies=(ip_network("10.0.0.2"), ip_network("127.0.0.1")))
PUBLIC = replace(PROXIED, public_url="https://pub.test:8443/sales")

Lines = list[tuple[str, str]]


def scope_of(address: str | None, lines: Lines, **more: Any) -> Scope:
    headers = [(name.lower().encode(), value.encode("latin-1")) for name, value in lines]
    client = (address, 50_000) if address is not None else None
    return {
        "type": "http",
        "method": "GET",
        "path": "/revenue",
        "scheme": "http",
        "headers": headers,
        "client": client,
        **more,
    }


def asked(address: str | None, network: Network, *lines: tuple[str, str], **more: Any) -> Any:
    """Give the caller, or the status of the refusal."""
    scope = scope_of(address, list(lines), **more)
    found = identified(scope, network, network.reach("127.0.0.1" if network is ALONE else None))
    if isinstance(found, Refusal):
        assert found.sentence.endswith(".")
        return found.status
    return found


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("127.0.0.1", "localhost:8501"),
        ("127.0.0.1", "127.0.0.1"),
        ("127.3.2.1", "127.0.0.1:8501"),
        ("::1", "[::1]:8501"),
        ("::ffff:127.0.0.1", "LocalHost"),
    ],
)
@pytest.mark.parametrize("network", [ALONE, NAMED])
def test_this_machine_is_known_by_its_address(address: str, host: str, network: Network) -> None:
    caller = asked(address, network, ("Host", host))
    assert isinstance(caller, Caller)
    assert caller.is_this_machine
    assert ip_address(caller.address).is_loopback


@pytest.mark.parametrize(
    "address", ["192.168.1.9", "2001:db8::1", "::ffff:10.0.0.9", "", "x", None]
)
@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8501", "[::1]"])
@pytest.mark.parametrize("network", [ALONE, NAMED, PROXIED])
def test_names_of_this_machine_are_no_names_from_elsewhere(
    address: str | None, host: str, network: Network
) -> None:
    assert asked(address, network, ("Host", host)) == 403


def test_names_of_this_machine_count_from_elsewhere_where_a_setting_says_so() -> None:
    network = replace(NAMED, hosts=frozenset({"localhost"}))
    caller = asked("172.17.0.1", network, ("Host", "localhost:8501"))
    assert caller == Caller("172.17.0.1")


def test_nobody_but_this_machine_reaches_a_server_that_is_only_for_it() -> None:
    scope = scope_of("192.168.1.9", [("Host", "localhost")])
    found = identified(scope, ALONE, Reach.THIS_MACHINE)
    assert isinstance(found, Refusal)
    assert "only the machine it runs on" in found.sentence


def test_who_uses_a_name_for_others_is_not_this_machine() -> None:
    assert asked("127.0.0.1", NAMED, ("Host", "sales.test")) == Caller("127.0.0.1")
    by_proxy = identified(
        scope_of("127.0.0.1", [("Host", "localhost")]), NAMED, NAMED.reach("127.0.0.1")
    )
    assert isinstance(by_proxy, Refusal)  # others know a name, so something hands them on


@pytest.mark.parametrize(
    ("hosts", "status"),
    [
        ([], 400),
        (["localhost", "localhost"], 400),
        (["sales.test", "evil.example"], 400),
        (["sales.test."], 400),
        (["localhost:8501:1"], 400),
        (["user@sales.test"], 400),
        ([""], 400),
        (["evil.example"], 403),
        (["sales.test.evil.example"], 403),
        (["localhost.evil.example"], 403),
        (["192.168.1.5"], 403),
        (["0.0.0.0"], 403),  # noqa: S104 - a name that some browsers take for this machine
    ],
)
@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_a_name_that_is_not_ours_is_refused(hosts: list[str], status: int, kind: str) -> None:
    lines = [("Host", host) for host in hosts]
    assert asked("127.0.0.1", NAMED, *lines, type=kind) == status


@pytest.mark.parametrize("host", ["sales.test", "SALES.test:8443", "sales.test:80"])
@pytest.mark.parametrize("address", ["127.0.0.1", "8.8.8.8"])
def test_a_name_that_is_ours_is_answered_from_everywhere(host: str, address: str) -> None:
    assert isinstance(asked(address, NAMED, ("Host", host)), Caller)


@pytest.mark.parametrize(
    "header",
    [
        ("Forwarded", "for=127.0.0.1"),
        ("X-Forwarded-For", "127.0.0.1"),
        ("X-Forwarded-For", ""),
        ("X-Forwarded-Proto", "https"),
        ("X-Forwarded-Host", "localhost"),
        ("X-Forwarded-Anything", "x"),
        ("X-Real-IP", "127.0.0.1"),
    ],
)
@pytest.mark.parametrize(
    ("address", "network"),
    [("127.0.0.1", ALONE), ("127.0.0.1", NAMED), ("8.8.8.8", NAMED), ("10.0.0.3", PROXIED)],
)
def test_what_a_proxy_that_is_not_listed_says_is_refused(
    address: str, network: Network, header: tuple[str, str]
) -> None:
    lines = [("Host", "sales.test" if network is not ALONE else "localhost"), header]
    assert asked(address, network, *lines) == 403
    assert asked(address, network, *lines, type="websocket") == 403


@pytest.mark.parametrize("header", ["Via", "CF-Connecting-IP", "True-Client-IP", "X-Client-IP"])
def test_what_came_through_something_else_is_not_from_this_machine(header: str) -> None:
    network = replace(NAMED, hosts=frozenset({"localhost"}))
    lines = [("Host", "localhost"), (header, "1.1 x")]
    assert asked("127.0.0.1", network, lines[0]).is_this_machine
    assert asked("127.0.0.1", network, *lines) == Caller("127.0.0.1")
    assert asked("127.0.0.1", ALONE, ("Host", "localhost"), (header, "1.1 x")) == 403


def test_who_asks_as_a_proxy_of_old_does_is_not_this_machine() -> None:
    network = replace(NAMED, hosts=frozenset({"localhost"}))
    caller = asked("127.0.0.1", network, ("Host", "localhost"), http_version="1.0")
    assert caller == Caller("127.0.0.1")


@pytest.mark.parametrize(
    ("lines", "client"),
    [
        ([], "10.0.0.2"),
        ([""], "10.0.0.2"),
        (["8.8.8.8"], "8.8.8.8"),
        (["8.8.8.8:4711"], "8.8.8.8"),
        (["2001:db8::7"], "2001:db8::7"),
        (["[2001:db8::7]:4711"], "2001:db8::7"),
        (["127.0.0.1"], "127.0.0.1"),  # a proxy as well, and nobody stands in front of it
        (["1.2.3.4, 8.8.8.8"], "8.8.8.8"),
        (["1.2.3.4", "8.8.8.8"], "8.8.8.8"),
        (["8.8.8.8, 127.0.0.1"], "8.8.8.8"),
        (["127.0.0.1, 8.8.8.8, 10.0.0.2"], "8.8.8.8"),
        (["nobody, 8.8.8.8"], "8.8.8.8"),
        (["10.0.0.2, 127.0.0.1"], "10.0.0.2"),
    ],
)
def test_who_asks_is_the_first_in_front_of_the_proxies_that_are_listed(
    lines: list[str], client: str
) -> None:
    sent = [("Host", "sales.test"), *(("X-Forwarded-For", line) for line in lines)]
    caller = asked("10.0.0.2", PROXIED, *sent)
    assert caller == Caller(client, through_proxy=True)
    assert not caller.is_this_machine


@pytest.mark.parametrize("text", ["unknown", "_hidden", "8.8.8.8, nobody", "1.2.3", "<b>", "a:b:c"])
def test_a_proxy_that_names_no_address_is_refused(text: str) -> None:
    sent = [("Host", "sales.test"), ("X-Forwarded-For", text)]
    assert asked("10.0.0.2", PROXIED, *sent) == 400


def test_where_there_is_a_proxy_nobody_is_this_machine() -> None:
    caller = asked("127.0.0.1", PROXIED, ("Host", "sales.test"))
    assert caller == Caller("127.0.0.1", through_proxy=True)
    elsewhere = replace(PROXIED, proxies=(ip_network("10.0.0.2"),))
    assert asked("127.0.0.1", elsewhere, ("Host", "sales.test")) == Caller("127.0.0.1")
    assert asked("127.0.0.1", elsewhere, ("Host", "localhost")) == 403


addresses = st.ip_addresses().map(str)


@given(st.lists(addresses, max_size=4), addresses)
def test_what_a_caller_says_of_itself_changes_nothing(said: list[str], address: str) -> None:
    line = ", ".join([*said, address])
    caller = asked("10.0.0.2", PROXIED, ("Host", "sales.test"), ("X-Forwarded-For", line))
    assert caller.address in map(str, map(parsed, (address, *said)))
    if not PROXIED.is_proxy(parsed(address)):
        assert caller.address == str(parsed(address))
    assert not caller.is_this_machine


@pytest.mark.parametrize(
    ("scheme", "said", "host", "seen"),
    [
        ("http", None, "sales.test", "http"),
        ("https", None, "sales.test", "https"),
        ("wss", None, "sales.test", "https"),
        ("http", "https", "sales.test", "https"),
        ("http", "HTTPS", "sales.test", "https"),
        ("http", "http, https", "sales.test", "https"),
        ("http", "javascript", "sales.test", "http"),
        ("http", "http", "pub.test", "https"),
        ("http", None, "pub.test", "https"),
    ],
)
def test_the_scheme_is_the_one_that_people_see(
    scheme: str, said: str | None, host: str, seen: str
) -> None:
    lines = [("Host", host), *([("X-Forwarded-Proto", said)] if said else [])]
    assert asked("10.0.0.2", PUBLIC, *lines, scheme=scheme).scheme == seen


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("sales.test", "http://sales.test"),
        ("sales.test", "https://sales.test"),
        ("sales.test:443", "https://sales.test"),
        ("sales.test:80", "http://sales.test"),
        ("sales.test:8501", "http://sales.test:8501"),
        ("Sales.Test", "http://sales.test"),
        ("pub.test:8443", "https://pub.test:8443"),
        ("pub.test", "https://pub.test:8443"),
    ],
)
@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_a_page_of_ours_comes_in(host: str, origin: str, kind: str) -> None:
    lines = [("Host", host), ("Origin", origin)]
    assert asked("8.8.8.8", PUBLIC, *lines, type=kind, method="POST").origin == origin


@pytest.mark.parametrize(
    ("host", "origins"),
    [
        ("sales.test", ["http://evil.example"]),
        ("sales.test", ["null"]),
        ("sales.test", [""]),
        ("sales.test", ["sales.test"]),
        ("sales.test", ["ftp://sales.test"]),
        ("sales.test", ["http://sales.test:3000"]),
        ("sales.test", ["http://sales.test.evil.example"]),
        ("sales.test", ["http://evil.example/sales.test"]),
        ("sales.test", ["http://sales.test", "http://sales.test"]),
        ("sales.test:443", ["http://sales.test"]),
        ("sales.test:8501", ["http://sales.test"]),
        ("sales.test", ["https://pub.test:8443"]),
        ("pub.test:8443", ["http://pub.test:8443"]),
        ("pub.test", ["https://pub.test"]),
    ],
)
@pytest.mark.parametrize(
    ("kind", "method"), [("http", "GET"), ("http", "POST"), ("http", "OPTIONS"), ("websocket", "")]
)
def test_a_page_of_another_site_does_not(
    host: str, origins: list[str], kind: str, method: str
) -> None:
    lines = [("Host", host), *(("Origin", origin) for origin in origins)]
    assert asked("8.8.8.8", PUBLIC, *lines, type=kind, method=method) == 403


@pytest.mark.parametrize(
    ("method", "site", "mode", "comes_in"),
    [
        ("GET", "cross-site", "navigate", True),  # a link in a mail
        ("GET", "same-origin", "cors", True),
        ("POST", "same-origin", "cors", True),
        ("GET", "none", "navigate", True),
        ("GET", "cross-site", "no-cors", False),  # a picture or a script of another page
        ("GET", "cross-site", "cors", False),
        ("POST", "cross-site", "navigate", False),  # a form of another page
    ],
)
def test_a_page_of_another_site_may_lead_here_and_no_more(
    method: str, site: str, mode: str, *, comes_in: bool
) -> None:
    lines = [("Host", "sales.test"), ("Sec-Fetch-Site", site), ("Sec-Fetch-Mode", mode)]
    assert isinstance(asked("8.8.8.8", NAMED, *lines, method=method), Caller) is comes_in


def test_of_what_came_by_no_door_nothing_is_known() -> None:
    assert caller_of({"type": "http"}) == Caller()
    assert caller_of({"type": "http", "state": {"caller": "anybody"}}) == Caller()
    assert not Caller().is_this_machine
