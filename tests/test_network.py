"""The network around the server: what settings mean, and when it must not be started."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales_core.access.network import (
    Network,
    OpenWithoutLoginError,
    Reach,
    host_name,
    is_local_name,
)
from sales_core.errors import SettingError

LISTED = {"SALES_PROXIES": "127.0.0.1, 10.0.3.0/24 ::1"}
NAMED = {"SALES_HOSTS": "Sales.Example.com,192.168.1.5 [2001:DB8::0:5]"}


def test_without_settings_only_this_machine_is_meant() -> None:
    network = Network.from_env({})
    assert network == Network()
    assert network.reach("127.0.0.1") is Reach.THIS_MACHINE
    assert network.reach(None) is Reach.OTHERS


def test_lists_are_separated_by_blanks_or_commas_and_compared_in_one_writing() -> None:
    network = Network.from_env({**NAMED, **LISTED, "SALES_PUBLIC_URL": "https://Sales.test/a/"})
    assert network.hosts == {"sales.example.com", "192.168.1.5", "2001:db8::5"}
    assert network.names == {*network.hosts, "sales.test"}
    assert [str(each) for each in network.proxies] == ["127.0.0.1/32", "10.0.3.0/24", "::1/128"]
    assert network.public_url == "https://sales.test/a"
    assert network.public_origin == "https://sales.test"


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://sales.test:443", "https://sales.test"),
        ("http://sales.test:80/", "http://sales.test"),
        ("https://sales.test:8443", "https://sales.test:8443"),
        ("http://[2001:db8::5]:8501", "http://[2001:db8::5]:8501"),
    ],
)
def test_the_public_address_has_the_origin_that_browsers_send(url: str, origin: str) -> None:
    assert Network.from_env({"SALES_PUBLIC_URL": url}).public_origin == origin


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SALES_HOSTS", "*"),
        ("SALES_HOSTS", "*.example.com"),
        ("SALES_HOSTS", "sales.example.com."),
        ("SALES_HOSTS", "sales.example.com:8443"),
        ("SALES_HOSTS", "https://sales.example.com"),
        ("SALES_HOSTS", "user@sales.example.com"),
        ("SALES_PROXIES", "*"),
        ("SALES_PROXIES", "proxy"),
        ("SALES_PROXIES", "0.0.0.0/0"),
        ("SALES_PROXIES", "::/0"),
        ("SALES_PROXIES", "10.0.3.7/24"),
        ("SALES_PUBLIC_URL", "sales.example.com"),
        ("SALES_PUBLIC_URL", "ftp://sales.example.com"),
        ("SALES_PUBLIC_URL", "https://sales.example.com/?a=b"),
        ("SALES_PUBLIC_URL", "https://user:secret@sales.example.com"),
        ("SALES_PUBLIC_URL", "https://[sales"),
        ("SALES_OPEN_TO_NETWORK", "yes"),
        ("SALES_OPEN_TO_NETWORK", "true"),
    ],
)
def test_what_cannot_be_used_is_told_in_a_sentence(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=f"^{name} is .* It must be .*[.]$"):
        Network.from_env({name: value})


@pytest.mark.parametrize(
    ("address", "environ"),
    [
        ("127.0.0.1", {}),
        ("127.0.0.7", {}),
        ("localhost", {}),
        ("::1", {}),
        ("127.0.0.1", {"SALES_HOSTS": "localhost 127.0.0.1 ::1"}),
        ("127.0.0.1", {"SALES_PUBLIC_URL": "http://localhost:8501"}),
    ],
)
def test_what_only_this_machine_reaches_needs_no_login(
    address: str, environ: dict[str, str]
) -> None:
    Network.from_env(environ).refuse_without_login(address, login=False)


@pytest.mark.parametrize(
    ("address", "environ", "by"),
    [
        ("0.0.0.0", {}, "server.address is 0.0.0.0"),  # noqa: S104 - what must be refused
        ("::", {}, "server.address is ::"),
        (None, {}, "server.address is not set"),
        ("", {}, "server.address is not set"),
        ("192.168.1.5", {}, "server.address is 192.168.1.5"),
        ("sales.example.com", {}, "server.address is sales.example.com"),
        ("unix:///run/sales.sock", {}, "server.address is unix:"),
        ("127.0.0.1", LISTED, "SALES_PROXIES lists a proxy"),
        ("127.0.0.1", NAMED, "SALES_HOSTS or SALES_PUBLIC_URL"),
        ("127.0.0.1", {"SALES_PUBLIC_URL": "https://sales.test"}, "SALES_HOSTS or SALES_PUBLIC"),
    ],
)
def test_what_others_reach_needs_a_login_or_somebody_who_says_that_it_has_none(
    address: str | None, environ: dict[str, str], by: str
) -> None:
    network = Network.from_env(environ)
    with pytest.raises(OpenWithoutLoginError, match=by) as told:
        network.refuse_without_login(address, login=False)
    assert "SALES_OPEN_TO_NETWORK=without-login" in str(told.value)
    assert str(told.value).endswith(".")
    network.refuse_without_login(address, login=True)
    said = Network.from_env({**environ, "SALES_OPEN_TO_NETWORK": "without-login"})
    said.refuse_without_login(address, login=False)
    assert said.reach(address) is not Reach.THIS_MACHINE


def test_where_others_know_a_name_and_cannot_connect_something_hands_them_on() -> None:
    assert Network.from_env(NAMED).reach("127.0.0.1") is Reach.PROXIED
    assert Network.from_env(NAMED).reach("192.168.1.5") is Reach.OTHERS
    assert Network.from_env(LISTED).reach("192.168.1.5") is Reach.PROXIED


@pytest.mark.parametrize(
    ("authority", "name"),
    [
        ("localhost", "localhost"),
        ("LOCALHOST:8501", "localhost"),
        ("sales.example.com:443", "sales.example.com"),
        ("[::1]:8501", "::1"),
        ("[0:0::1]", "::1"),
        ("app_1:80", "app_1"),
        ("", None),
        (":80", None),
        ("localhost.", None),
        ("localhost:", None),
        ("localhost:port", None),
        ("localhost:123456", None),
        ("::1", None),
        ("[localhost]", None),
        ("[::1", None),
        ("a b", None),
        ("a@localhost", None),
        ("localhost/x", None),
        ("localhost, evil.example", None),
        ("-", None),
        ("xn--bcher-kva.example", "xn--bcher-kva.example"),
        ("b\u00fccher.example", None),
    ],
)
def test_a_name_is_compared_in_one_writing(authority: str, name: str | None) -> None:
    assert host_name(authority) == name


@given(st.text(max_size=60))
def test_whatever_is_sent_as_a_host_is_a_name_or_none(text: str) -> None:
    name = host_name(text)
    assert name is None or host_name(f"[{name}]" if ":" in name else name) == name


@pytest.mark.parametrize(
    ("name", "local"),
    [
        ("localhost", True),
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("localhost.example", False),
        ("127.0.0.1.example", False),
        ("0.0.0.0", False),  # noqa: S104 - a name that some browsers take for this machine
        ("192.168.1.5", False),
        ("2130706433", False),
        ("127.1", False),
    ],
)
def test_names_of_this_machine(name: str, *, local: bool) -> None:
    assert is_local_name(name) is local
