"""A login for tests: three people, one in each role, and what a provider says of them."""

from __future__ import annotations

import time
from typing import Any

from sales_core.access.login_settings import LoginSettings, OpenId, UserHeader
from sales_core.access.people import read_people

PUBLIC = "http://127.0.0.1:8501"
PROVIDER = "http://login.example"

PEOPLE = "ann@shop.example=administer; bob@shop.example=import; @shop.example=see"

MAILS = {
    "see": "eve@shop.example",
    "import": "bob@shop.example",
    "administer": "ann@shop.example",
}
"""Somebody in each role."""

OPENID = LoginSettings(
    read_people(PEOPLE),
    OpenId(PROVIDER, "sales", PUBLIC, "a-secret", "c" * 40),
)
HEADER = LoginSettings(
    read_people(PEOPLE), UserHeader("x-auth-email", "x-auth-groups", "/sign_out")
)


def claims_of(role: str, **changed: Any) -> dict[str, Any]:
    """Give what the provider says of somebody who has just logged in."""
    said = {
        "iss": PROVIDER,
        "sub": role,
        "iat": int(time.time()),
        "email": MAILS.get(role, role),
        "email_verified": True,
        "is_logged_in": True,
    }
    return {**said, **changed}
