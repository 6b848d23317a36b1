"""How people log in, from the environment, and the sentence for what cannot be."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from sales_core.access.login_settings import OpenId, UserHeader, read_login
from sales_core.errors import SettingError
from sales_core.settings import Settings

PEOPLE = {"SALES_PEOPLE": "ann@shop.example=administer"}
OPENID = {
    **PEOPLE,
    "SALES_OIDC_ISSUER": "https://login.shop.example/realms/shop/",
    "SALES_OIDC_CLIENT_ID": "sales",
    "SALES_OIDC_CLIENT_SECRET": "given-by-the-provider",
    "SALES_PUBLIC_URL": "https://sales.shop.example/",
    "SALES_COOKIE_SECRET": "c" * 32,
}
HEADER = {**PEOPLE, "SALES_USER_HEADER": "X-Auth-Email"}


def test_without_a_setting_nobody_logs_in() -> None:
    assert read_login({}) is None
    assert Settings.from_env({}).login is None


def test_a_provider() -> None:
    login = Settings.from_env(OPENID).login
    assert login is not None
    assert isinstance(login.way, OpenId)
    assert login.way.issuer == "https://login.shop.example/realms/shop"
    assert login.way.public_url == "https://sales.shop.example"
    assert login.way.secure
    assert login.longest == timedelta(hours=12)


def test_a_header() -> None:
    login = read_login({**HEADER, "SALES_GROUPS_HEADER": "X-Groups", "SALES_LOGIN_HOURS": "8"})
    assert login is not None
    assert login.way == UserHeader("x-auth-email", "x-groups")
    assert login.longest == timedelta(hours=8)


def test_secrets_may_lie_in_files(tmp_path: Path) -> None:
    environ = dict(OPENID)
    for name in ("SALES_PEOPLE", "SALES_OIDC_CLIENT_SECRET", "SALES_COOKIE_SECRET"):
        file = tmp_path / name
        file.write_text(f"{environ.pop(name)}\n", encoding="utf-8")
        environ[f"{name}_FILE"] = str(file)
    assert read_login(environ) == read_login(OPENID)
    token = tmp_path / "token"
    token.write_text("a-long-secret\n", encoding="utf-8")
    assert (
        Settings.from_env({"SALES_API_TOKEN_FILE": str(token)}).api_token
        == token.read_text().strip()
    )


@pytest.mark.parametrize(
    ("environ", "sentence"),
    [
        (PEOPLE, "while nobody can log in"),
        ({**OPENID, "SALES_PEOPLE": ""}, "nobody could come in"),
        ({**OPENID, "SALES_USER_HEADER": "X-User"}, "people log in in one way"),
        ({**OPENID, "SALES_OIDC_ISSUER": "login.shop.example"}, "SALES_OIDC_ISSUER"),
        ({**OPENID, "SALES_OIDC_ISSUER": "http://login.shop.example"}, "SALES_OIDC_ISSUER"),
        ({**OPENID, "SALES_OIDC_ISSUER": "https://a.example?x=1"}, "SALES_OIDC_ISSUER"),
        ({**OPENID, "SALES_OIDC_CLIENT_ID": ""}, "SALES_OIDC_CLIENT_ID"),
        ({**OPENID, "SALES_OIDC_CLIENT_SECRET": ""}, "SALES_OIDC_CLIENT_SECRET"),
        ({**OPENID, "SALES_PUBLIC_URL": ""}, "where people find this app"),
        ({**OPENID, "SALES_PUBLIC_URL": "http://sales.shop.example"}, "by https"),
        ({**OPENID, "SALES_PUBLIC_URL": "http://localhost.evil.example"}, "by https"),
        ({**OPENID, "SALES_PUBLIC_URL": "https://shop.example/sales"}, "without a path"),
        ({**OPENID, "SALES_PUBLIC_URL": "https://[::1"}, "SALES_PUBLIC_URL"),
        ({**OPENID, "SALES_COOKIE_SECRET": "short"}, "5 characters long"),
        ({**OPENID, "SALES_COOKIE_SECRET": ""}, "token_urlsafe"),
        ({**OPENID, "SALES_OIDC_EMAIL": "all"}, "verified or any"),
        ({**OPENID, "SALES_OIDC_SCOPES": "email"}, "openid"),
        ({**OPENID, "SALES_LOGIN_HOURS": "0"}, "SALES_LOGIN_HOURS"),
        ({**OPENID, "SALES_COOKIE_SECRET_FILE": "/nowhere"}, "unset where SALES_COOKIE_SECRET"),
        (HEADER, "together with SALES_PROXIES"),
        ({**HEADER, "SALES_USER_HEADER": "X Auth"}, "the name of a header"),
        ({**HEADER, "SALES_GROUPS_HEADER": "a:b"}, "the name of a header"),
        ({**HEADER, "SALES_LOGOUT_URL": "//evil.example"}, "SALES_LOGOUT_URL"),
        ({**HEADER, "SALES_LOGOUT_URL": "javascript:x"}, "SALES_LOGOUT_URL"),
        ({**HEADER, "SALES_PEOPLE": "", "SALES_PEOPLE_FILE": "/nowhere"}, "can be read"),
    ],
)
def test_what_cannot_be_used_is_told(environ: dict[str, str], sentence: str) -> None:
    with pytest.raises(SettingError) as told:
        Settings.from_env(environ)
    assert sentence in str(told.value)


def test_no_secret_is_shown() -> None:
    shown = repr(Settings.from_env(OPENID))
    assert "given-by-the-provider" not in shown
    assert "c" * 32 not in shown
    with pytest.raises(SettingError) as told:
        Settings.from_env({**OPENID, "SALES_COOKIE_SECRET": "hidden"})
    assert "hidden" not in str(told.value)


class Asked(dict[str, str]):
    """An environment that remembers what it was asked for."""

    names: set[str]

    def get(self, name: str, default: Any = None) -> Any:
        self.names.add(name)
        return super().get(name, default)


@pytest.mark.parametrize("environ", [{}, OPENID, HEADER])
def test_every_setting_is_documented(environ: dict[str, str]) -> None:
    asked = Asked(environ)
    asked.names = set()
    read_login(asked)
    text = (Path(__file__).parents[2] / "docs" / "login.md").read_text("utf-8")
    assert [name for name in sorted(asked.names) if f"`{name}`" not in text] == []
