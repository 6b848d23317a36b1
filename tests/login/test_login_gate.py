"""The gate: nothing is shown and nothing is taken before somebody has come in."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.cookies import SimpleCookie
from ipaddress import ip_network
from typing import Any
from urllib.parse import quote

import pytest
import streamlit.auth_util
from components import shared
from components.login.ended import ENDED
from components.login.login_gate import LoginGate
from components.login.secure_cookies import SecureCookies
from components.login.streamlit_login import CALLBACK, LOG_IN, LOG_OUT, UPLOADS
from components.login.way_back import safe
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from sales_core.access.login_settings import LoginSettings, OpenId
from sales_core.access.network import Network
from sales_core.api import Door
from sales_core.api.admission import VISITOR
from sales_core.settings import Settings
from sales_core.store.audit import audit
from sales_core.store.ended_logins import ended_logins
from tests.login_settings import HEADER, OPENID, PUBLIC, claims_of

assert isinstance(OPENID.way, OpenId)
SECRET = OPENID.way.cookie_secret
STREAM = "/_stcore/stream"
LIVE = f"ws://127.0.0.1:8501{STREAM}"
PAGE = {"Accept": "text/html,*/*"}
METHODS = ("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD")
GUARDED = (
    "/",
    "/revenue",
    "/media/abc.csv",
    "/component/x/index.html",
    f"{UPLOADS}/session/file",
    "/_stcore/metrics",
    "/_stcore/healthy",
    "/static",
    "/health/../revenue",
    "/HEALTH",
    "/early.12345678.js",
    "/auth/login/",
    "/auth/other",
)

Make = Callable[..., TestClient]


def signed(claims: dict[str, Any]) -> dict[str, str]:
    """Give the cookie of a login, as Streamlit signs it."""
    said = json.dumps({**claims, "origin": PUBLIC})
    return {USER_COOKIE_NAME: create_signed_value(SECRET, USER_COOKIE_NAME, said).decode()}


async def inner(request: Request) -> Response:
    visitor = request.scope.get("state", {}).get(VISITOR)
    return PlainTextResponse(f"inside as {visitor.name if visitor else 'nobody'}")


async def stream(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text("inside")
    await socket.close()


class Provider:
    """Streamlit's side of a login: what it answers is said beforehand."""

    def __init__(self) -> None:
        self.answer: Callable[[], Response] = lambda: RedirectResponse("/", 302)

    def logs_in(self, claims: dict[str, Any]) -> None:
        def answer() -> Response:
            response = RedirectResponse("/", 302)
            for name, value in signed(claims).items():
                response.set_cookie(name, value, httponly=True, samesite="lax")
            return response

        self.answer = answer

    async def answered(self, _request: Request) -> Response:
        return self.answer()


@pytest.fixture
def provider() -> Provider:
    return Provider()


@pytest.fixture
def make(provider: Provider, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Make]:
    monkeypatch.setattr(streamlit.auth_util, "get_signing_secret", lambda: SECRET)
    shared.use(Settings(sqlite_url))
    ENDED.forget()

    def make_client(
        login: LoginSettings = OPENID, network: Network | None = None, **how: Any
    ) -> TestClient:
        app = Starlette(
            routes=[
                *(Route(path, provider.answered) for path in (LOG_IN, LOG_OUT, CALLBACK)),
                WebSocketRoute(STREAM, stream),
                Route("/{rest:path}", inner, methods=METHODS),
            ],
            middleware=[
                Middleware(Door, network or Network(public_url=PUBLIC), None),
                Middleware(SecureCookies),
                Middleware(LoginGate, login, lambda: datetime.now(UTC)),
            ],
        )
        how = {"base_url": PUBLIC, "client": ("127.0.0.1", 1), "follow_redirects": False, **how}
        return TestClient(app, **how)

    yield make_client
    ENDED.forget()
    shared.close()


@pytest.mark.parametrize("path", GUARDED)
def test_nobody_comes_by_without_a_login(make: Make, path: str) -> None:
    client = make()
    for method in METHODS:
        answer = client.request(method, path)
        assert answer.status_code == 401, (method, path, answer.text)
        assert "inside" not in answer.text
    led = client.get(path, headers=PAGE)
    assert led.status_code == 302
    assert led.headers["location"].startswith(f"{LOG_IN}?provider=")
    assert led.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("claims", [None, claims_of("mal@elsewhere.example")])
def test_no_live_connection_without_a_login(make: Make, claims: dict[str, Any] | None) -> None:
    client = make(cookies=signed(claims) if claims else {})
    with (
        pytest.raises(WebSocketDisconnect),
        client.websocket_connect(LIVE, headers={"Origin": PUBLIC}),
    ):
        pytest.fail("it is open")


def test_a_live_connection_with_a_login(make: Make) -> None:
    client = make(cookies=signed(claims_of("see")))
    with client.websocket_connect(LIVE, headers={"Origin": PUBLIC}) as socket:
        assert socket.receive_text() == "inside"


@pytest.mark.parametrize(
    "path", ["/health", "/_stcore/health", "/_stcore/host-config", "/static/js/x.js"]
)
def test_what_shows_nothing_is_open(make: Make, path: str) -> None:
    assert make().get(path).text == "inside as nobody"


def test_the_http_interface_decides_itself_and_is_told_who_is_logged_in(make: Make) -> None:
    assert make().get("/api/imports").text == "inside as nobody"
    assert make().get("/metrics").text == "inside as nobody"
    inside = make(cookies=signed(claims_of("administer")))
    assert inside.get("/api/imports").text == "inside as ann@shop.example"
    assert make().get("/apis").status_code == 401


def test_files_are_dropped_by_who_may_import(make: Make) -> None:
    for role, status in (("see", 403), ("import", 200), ("administer", 200)):
        client = make(cookies=signed(claims_of(role)))
        assert client.put(f"{UPLOADS}/session/file").status_code == status
        assert client.get("/revenue").text.startswith("inside as")


@pytest.mark.parametrize(
    ("claims", "status"),
    [
        (claims_of("see"), 200),
        (claims_of("see", iat=int(time.time()) - 13 * 3600), 401),
        (claims_of("see", iat=int(time.time()) + 3600), 401),
        (claims_of("see", iss=None), 401),
        (claims_of("mal@elsewhere.example"), 403),
        (claims_of("see", email_verified=False), 403),
    ],
    ids=["holds", "old", "to come", "of nobody", "not let in", "not verified"],
)
def test_a_login_has_to_hold_and_to_be_let_in(
    make: Make, claims: dict[str, Any], status: int
) -> None:
    assert make(cookies=signed(claims)).get("/media/x.csv").status_code == status


def test_who_is_not_let_in_reads_why_and_can_log_in_as_somebody_else(make: Make) -> None:
    answer = make(cookies=signed(claims_of("<b>@elsewhere.example"))).get("/", headers=PAGE)
    assert answer.status_code == 403
    assert "nobody has let you in" in answer.text
    assert "<b>" not in answer.text
    assert f'href="{LOG_OUT}"' in answer.text


def test_the_address_is_kept_on_the_way(make: Make, provider: Provider) -> None:
    client = make()
    client.get("/revenue?grain=month&location=Caf%C3%A9%20%26%20Bar", headers=PAGE)
    provider.logs_in(claims_of("see"))
    back = client.get(f"{CALLBACK}?code=x&state=y")
    assert back.headers["location"] == "/revenue?grain=month&location=Caf%C3%A9%20%26%20Bar"
    assert USER_COOKIE_NAME in back.cookies
    assert "sales_way_back" not in client.cookies


@given(st.text(max_size=30) | st.text(alphabet="/\\.:@?#ab%", max_size=12).map("/{}".format))
def test_no_address_leads_anywhere_else(address: str) -> None:
    found = safe(address)
    assert found.startswith("/")
    assert not found.startswith(("//", "/\\"))
    assert found.isascii()
    assert found.isprintable()


@pytest.mark.parametrize("kept", ["//evil.example", "/\\evil.example", "https://evil.example"])
def test_a_kept_address_that_is_not_ours_is_not_followed(
    make: Make, provider: Provider, kept: str
) -> None:
    client = make(cookies={"sales_way_back": quote(kept, safe="")})
    provider.logs_in(claims_of("see"))
    assert client.get(f"{CALLBACK}?code=x").headers["location"] == "/"


def test_whoever_comes_back_without_a_login_is_not_sent_round_again(make: Make) -> None:
    client = make()
    client.get("/revenue", headers=PAGE)
    for query in ("?error=access_denied", "?code=x&state=old"):
        answer = client.get(CALLBACK + query, headers=PAGE)
        assert answer.status_code == 403
        assert "did not succeed" in answer.text
        assert 'href="/revenue"' in answer.text


def test_a_login_that_succeeded_in_another_tab_is_one(make: Make) -> None:
    client = make(cookies={**signed(claims_of("see")), "sales_way_back": "%2Fproducts"})
    assert client.get(f"{CALLBACK}?code=x&state=old").headers["location"] == "/products"


def test_a_login_with_a_wrong_clock_is_told_and_not_tried_again(
    make: Make, provider: Provider
) -> None:
    client = make()
    provider.logs_in(claims_of("see", iat=int(time.time()) - 13 * 3600))
    answer = client.get(f"{CALLBACK}?code=x", headers=PAGE)
    assert answer.status_code == 403
    assert "older than 12 hours" in answer.text
    assert USER_COOKIE_NAME not in answer.cookies


def test_a_logout_ends_the_login_everywhere(make: Make, provider: Provider) -> None:
    claims = claims_of("see")
    client, other_tab = make(cookies=signed(claims)), make(cookies=signed(claims))
    assert other_tab.get("/media/x").status_code == 200
    provider.answer = lambda: RedirectResponse("http://login.example/end_session", 302)
    out = client.get(LOG_OUT)
    assert out.headers["location"] == "http://login.example/end_session"
    assert other_tab.get("/media/x").status_code == 401
    deadline = time.monotonic() + 20
    while not ended_logins(shared.database()) and time.monotonic() < deadline:
        time.sleep(0.02)
    while not (told := _told()) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert told == [("logged out", "eve@shop.example logged out.")]
    ENDED.forget()  # as on another server
    assert other_tab.get("/media/x").status_code == 401
    later = make(cookies=signed({**claims, "iat": claims["iat"] + 1}))
    assert later.get("/media/x").status_code == 200


def _told() -> list[tuple[str, str]]:
    """Give what the audit trail tells, by event and words."""
    with shared.database().reading() as connection:
        rows = connection.execute(select(audit.c.event, audit.c.what).order_by(audit.c.id))
        return [tuple(row) for row in rows]


def test_a_logout_without_a_page_of_the_provider_ends_on_ours(
    make: Make, provider: Provider
) -> None:
    def cleared() -> Response:
        response = RedirectResponse("/", 302)
        response.delete_cookie(USER_COOKIE_NAME)
        return response

    provider.answer = cleared
    out = make(cookies=signed(claims_of("see"))).get(LOG_OUT, headers=PAGE)
    assert out.status_code == 200
    assert "You are logged out" in out.text
    assert "Max-Age=0" in out.headers["set-cookie"]
    back = make().get(CALLBACK, headers=PAGE)
    assert "You are logged out" in back.text


def test_another_site_cannot_log_anybody_out(make: Make) -> None:
    client = make(cookies=signed(claims_of("see")))
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    assert client.get(LOG_OUT, headers=headers).headers["location"] == "/"
    assert client.get("/media/x").status_code == 200


def test_a_provider_that_does_not_answer_is_told(make: Make, provider: Provider) -> None:
    provider.answer = lambda: Response("Authentication error", 400)
    answer = make().get(f"{LOG_IN}?provider=x", headers=PAGE)
    assert answer.status_code == 503
    assert "does not answer" in answer.text


def test_who_comes_under_another_name_is_led_to_the_public_one(make: Make) -> None:
    client = make(base_url="http://localhost:8501")
    led = client.get("/revenue?grain=month", headers=PAGE)
    assert led.headers["location"] == f"{PUBLIC}/revenue?grain=month"


def test_cookies_are_for_https_alone_where_people_come_by_it(
    make: Make, provider: Provider
) -> None:
    assert isinstance(OPENID.way, OpenId)
    login = replace(OPENID, way=replace(OPENID.way, public_url="https://sales.example"))
    network = Network(public_url="https://sales.example", proxies=(ip_network("127.0.0.1/32"),))
    headers = {"X-Forwarded-For": "203.0.113.7", "X-Forwarded-Proto": "https"}
    client = make(login, network, base_url="http://sales.example", headers=headers)
    provider.logs_in(claims_of("see"))
    lines = [
        line
        for path in ("/", f"{CALLBACK}?code=x")
        for line in client.get(path, headers=PAGE).headers.get_list("set-cookie")
    ]
    assert lines
    for line in lines:
        (morsel,) = SimpleCookie(line).values()
        assert morsel["secure"]
        assert morsel["httponly"]
    plain = make()
    assert "secure" not in plain.get("/", headers=PAGE).headers["set-cookie"].lower()


PROXIED = Network(hosts=frozenset({"sales.example"}), proxies=(ip_network("10.0.0.2/32"),))
BY_PROXY = {"X-Forwarded-For": "203.0.113.7"}


@pytest.mark.parametrize(
    ("address", "headers", "status"),
    [
        ("10.0.0.2", {"X-Auth-Email": "Eve@shop.example"}, 200),
        ("10.0.0.2", {"X-Auth-Email": "mal@elsewhere.example"}, 403),
        ("10.0.0.2", {"X-Auth-Email": ""}, 401),
        ("10.0.0.2", {}, 401),
        ("10.0.0.2", {"X_Auth_Email": "eve@shop.example"}, 401),
        ("10.0.0.3", {"X-Auth-Email": "ann@shop.example"}, 403),
        ("127.0.0.1", {"X-Auth-Email": "ann@shop.example"}, 403),
    ],
)
def test_a_header_counts_from_a_listed_proxy_alone(
    make: Make, address: str, headers: dict[str, str], status: int
) -> None:
    forwarded = BY_PROXY if address == "10.0.0.2" else {}
    client = make(
        HEADER, PROXIED, base_url="http://sales.example", client=(address, 1), headers=forwarded
    )
    answer = client.get("/revenue", headers=headers)
    assert answer.status_code == status
    assert (answer.text == "inside as eve@shop.example") == (status == 200)


def test_a_header_that_stands_there_twice_names_nobody(make: Make) -> None:
    client = make(HEADER, PROXIED, base_url="http://sales.example", client=("10.0.0.2", 1))
    twice = [("X-Auth-Email", "eve@shop.example"), ("X-Auth-Email", "ann@shop.example")]
    assert client.get("/", headers=[*twice, *BY_PROXY.items()]).status_code == 401
    assert client.get(CALLBACK, headers=[*BY_PROXY.items()]).headers["location"] == "/"


def test_a_login_may_be_ended_more_than_once(make: Make) -> None:
    make()
    for _ in range(2):
        ENDED.end("k" * 64, datetime.now(UTC) + timedelta(hours=1), datetime.now(UTC))
    assert "k" * 64 in ENDED
