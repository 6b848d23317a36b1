"""What is used of Streamlit's login beyond its promises is still as it was.

A new version of Streamlit that fails here has changed it: read what it does now, and change
``components.login.streamlit_login`` alone.
"""

from __future__ import annotations

import json
import tomllib
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import streamlit.auth_util
from components.login.streamlit_login import (
    CALLBACK,
    LOG_IN,
    LOG_OUT,
    PACKAGES,
    LoginPackageMissingError,
    claims_in,
    claims_set,
    log_in_address,
    need_packages,
    refuse_options,
    secrets_of,
)
from packaging.requirements import Requirement
from starlette.responses import Response
from streamlit.runtime.secrets import AttrDict
from streamlit.web.server.starlette import starlette_auth_routes, starlette_websocket
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from sales_core.access.login_settings import OpenId
from sales_core.errors import SettingError
from tests.login_settings import OPENID, PUBLIC, claims_of

assert isinstance(OPENID.way, OpenId)
WAY = OPENID.way
ROOT = Path(__file__).parents[2]


def set_by_streamlit(
    claims: dict[str, Any], monkeypatch: pytest.MonkeyPatch, secret: str = WAY.cookie_secret
) -> list[str]:
    """Let Streamlit itself set the cookies of a login."""
    monkeypatch.setattr(starlette_auth_routes, "get_cookie_secret", lambda: secret)
    response = Response()
    setting = starlette_auth_routes._set_auth_cookie(response, claims, {"id_token": "x"})
    with pytest.raises(StopIteration):
        setting.send(None)  # it waits for nothing
    return response.headers.getlist("set-cookie")


def shown_again(lines: list[str]) -> dict[str, str]:
    pairs = (line.partition(";")[0].partition("=") for line in lines)
    return {name: value for name, _, value in pairs}


@pytest.mark.parametrize("groups", [1, 250])
def test_the_cookie_of_a_login_is_read_as_it_is_written(
    groups: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    claims = claims_of(
        "see", origin=PUBLIC, groups=[sha256(bytes([n])).hexdigest() for n in range(groups)]
    )
    lines = set_by_streamlit(claims, monkeypatch)
    assert (len(lines) > 2) == (groups > 100)  # a large one is cut into several
    assert claims_in(shown_again(lines), WAY) == claims
    assert claims_set(lines, WAY) == claims


def test_what_is_not_ours_is_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    claims = claims_of("see", origin=PUBLIC)
    good = shown_again(set_by_streamlit(claims, monkeypatch))
    other = shown_again(set_by_streamlit(claims, monkeypatch, "d" * 40))
    elsewhere = {**claims, "origin": "http://elsewhere.example"}
    value = good[USER_COOKIE_NAME]
    for cookies in (
        {},
        other,
        {USER_COOKIE_NAME: value[:-2] + "xx"},
        {USER_COOKIE_NAME: ""},
        {USER_COOKIE_NAME: "\xff"},
        {"_streamlit_user_tokens": value},
        shown_again(set_by_streamlit(elsewhere, monkeypatch)),
        shown_again(set_by_streamlit({**claims, "is_logged_in": False}, monkeypatch)),
        {USER_COOKIE_NAME: create_signed_value(WAY.cookie_secret, USER_COOKIE_NAME, "x").decode()},
        {USER_COOKIE_NAME: create_signed_value(WAY.cookie_secret, USER_COOKIE_NAME, "1").decode()},
    ):
        assert claims_in(cookies, WAY) == {}
    assert claims_set(["", "a=b", f"{USER_COOKIE_NAME}=; Max-Age=0", "\x00"], WAY) == {}


def test_the_addresses_are_those_of_streamlit() -> None:
    routes = {route.path for route in starlette_auth_routes.create_auth_routes("")}
    assert routes == {LOG_IN, LOG_OUT, CALLBACK}


def test_the_way_to_the_provider_is_one_that_streamlit_takes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(streamlit.auth_util, "get_signing_secret", lambda: WAY.cookie_secret)
    address = urlsplit(log_in_address())
    assert address.path == LOG_IN
    (token,) = parse_qs(address.query)["provider"]
    assert streamlit.auth_util.decode_provider_token(token)["provider"] == "default"


def test_a_page_knows_whom_the_cookie_names() -> None:
    claims = claims_of("see", origin=PUBLIC)
    read = starlette_websocket._parse_decoded_user_cookie
    seen = read(json.dumps(claims).encode(), PUBLIC)
    assert {**seen, "origin": PUBLIC} == claims
    assert read(json.dumps(claims).encode(), "http://elsewhere.example") == {}


def test_the_provider_is_told_as_streamlit_wants_it() -> None:
    told = secrets_of(WAY)["auth"]
    assert told["redirect_uri"] == PUBLIC + CALLBACK
    assert told["server_metadata_url"] == "http://login.example/.well-known/openid-configuration"
    section = AttrDict(told)
    made = streamlit.auth_util.generate_default_provider_section(section)
    assert made["client_kwargs"] == {"scope": "openid email profile", "prompt": "login"}


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    need_packages()
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    with pytest.raises(LoginPackageMissingError) as told:
        need_packages()
    assert 'pip install "Authlib>=1.9,<2" "httpx>=0.28,<0.29"' in str(told.value)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"server.trustedUserHeaders": {"X-Auth-Email": "email"}}, "SALES_USER_HEADER takes"),
        ({"server.baseUrlPath": "sales"}, "a host name of its own"),
    ],
)
def test_options_that_a_login_does_not_go_together_with(
    monkeypatch: pytest.MonkeyPatch, options: dict[str, Any], says: str
) -> None:
    refuse_options()
    monkeypatch.setattr("streamlit.get_option", options.get)
    with pytest.raises(SettingError, match=says):
        refuse_options()


def test_what_is_named_is_what_is_tested() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["optional-dependencies"] == {"login": list(PACKAGES.values())}
    for name, wanted in PACKAGES.items():
        for file in ("requirements-dev.txt", "Dockerfile", "docs/login.md"):
            assert wanted in (ROOT / file).read_text("utf-8")
        assert Requirement(wanted).specifier.contains(metadata.version(name))
