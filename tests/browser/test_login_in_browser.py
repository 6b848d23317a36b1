"""Logging in at a real OpenID provider, in a real browser: who comes in, and what he may do."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from sales_core.values.actors import Role
from tests.api.test_api_roles import CHANGES, TRIED
from tests.browser.conftest import ROOT, Server, load
from tests.login_settings import MAILS, PEOPLE
from tests.proxies import free_port
from tests.servers import PATIENCE, running

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SECRET = "c" * 40
PAGES = {
    "": Role.SEE,
    "upload": Role.IMPORT,
    "imports": Role.SEE,
    "products": Role.SEE,
    "revenue": Role.SEE,
    "settings": Role.ADMINISTER,
}
STRANGERS = {
    "stranger": {"email": "mal@elsewhere.example", "email_verified": True},
    "unverified": {"email": "ann@shop.example", "email_verified": False},
    "nameless": {},
}


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """Run a provider that knows somebody in each role, and some who are not let in."""
    port = free_port()
    known = {role: {"email": mail, "email_verified": True} for role, mail in MAILS.items()}
    people = [json.dumps({"sub": sub, **said}) for sub, said in {**known, **STRANGERS}.items()]
    named = [part for each in people for part in ("--user-claims", each)]
    process = subprocess.Popen(
        [sys.executable, "-m", "oidc_provider_mock", "-p", str(port), *named],
        env={**os.environ, "AUTHLIB_INSECURE_TRANSPORT": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_for(url)
        yield url
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _wait_for(url: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        connection = HTTPConnection(url.removeprefix("http://"), timeout=5)
        try:
            connection.request("GET", "/.well-known/openid-configuration")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    pytest.fail("The provider did not start")


@pytest.fixture(scope="module")
def guarded(provider: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run the app with a login before it, on a database that holds the sample."""
    folder = tmp_path_factory.mktemp("guarded")
    database_url = f"sqlite:///{folder / 'sales.db'}"
    load(database_url, ROOT / "sales.csv", "SGD")
    settings = {
        "SALES_OIDC_ISSUER": provider,
        "SALES_OIDC_CLIENT_ID": "sales",
        "SALES_OIDC_CLIENT_SECRET": "any",
        "SALES_COOKIE_SECRET": SECRET,
        "SALES_PUBLIC_URL": "{url}",
        "SALES_PEOPLE": PEOPLE,
        "AUTHLIB_INSECURE_TRANSPORT": "1",
    }
    with running(folder, database_url, "SGD", **settings) as started:
        yield Server(started.url, database_url)


Entered = Callable[..., Any]


@pytest.fixture
def entering(browser: Browser, guarded: Server) -> Entered:
    @contextmanager
    def entered(who: str, path: str = "/") -> Iterator[Page]:
        """Go to a page and log in at the provider on the way there."""
        context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
        page = context.new_page()
        page.set_default_timeout(PATIENCE * 1000)
        page.goto(guarded.url + path)
        page.get_by_role("button", name=who, exact=True).first.click()
        try:
            yield page
        finally:
            context.close()

    return entered


def settled(page: Page) -> None:
    page.wait_for_selector('[data-testid="stMain"] h1, [data-testid="stMain"] h2')
    page.wait_for_timeout(120)
    page.wait_for_function(
        "() => document.querySelector('.stApp')?.dataset.testScriptState === 'notRunning'"
    )


def menu(page: Page) -> list[str]:
    page.locator(".st-key-ways a").first.wait_for()
    return [each.strip() for each in page.locator(".st-key-ways a").all_inner_texts()]


def trying(context: BrowserContext, url: str, method: str, path: str) -> int:
    return context.request.fetch(url + path, method=method, max_redirects=0).status


@pytest.mark.parametrize("role", list(Role))
def test_each_role_logs_in_comes_where_it_wanted_to_and_tries_everything(
    entering: Entered, guarded: Server, role: Role
) -> None:
    with entering(role.value, "/revenue?grain=month&period=last-month") as page:
        page.wait_for_url("**/revenue?grain=month&period=last-month")
        settled(page)
        assert MAILS[role.value].partition("@")[0] in page.locator(".st-key-visitor").inner_text()
        for path, needed in PAGES.items():
            shown = (path or "home").capitalize()
            assert (shown in menu(page)) == role.may(needed), shown
            if not role.may(needed):
                page.goto(f"{guarded.url}/{path}")
                page.get_by_text("this needs somebody who may").wait_for()
                assert page.get_by_test_id("stFileUploader").count() == 0
                assert page.get_by_test_id("stSelectbox").count() == 0
        asking = page.context.request
        for method, path, needed_for in TRIED:
            status = trying(page.context, guarded.url, method, path)
            if needed_for is None:
                assert status == 200
            elif method in CHANGES:
                assert status == 401, path  # a login alone changes nothing by the API
            else:
                assert (status == 403) == (not role.may(needed_for)), (path, status)
        put = asking.put(f"{guarded.url}/_stcore/upload_file/a/b")
        assert (put.status == 403) == (role == Role.SEE) or put.status in (400, 403)
        kept = {cookie["name"]: cookie for cookie in page.context.cookies()}
        assert kept["_streamlit_user"]["httpOnly"]
        assert kept["_streamlit_user"]["sameSite"] == "Lax"
        assert "sales_way_back" not in kept


def test_a_logout_ends_the_other_tab_too(entering: Entered, guarded: Server) -> None:
    with entering("import", "/imports") as page:
        settled(page)
        other = page.context.new_page()
        other.goto(f"{guarded.url}/products")
        settled(other)
        page.get_by_role("button", name="Undo this import").click()
        page.get_by_role("button", name="Undo the import").wait_for()
        before = trying(page.context, guarded.url, "GET", "/api/imports")
        cookies = page.context.cookies()

        other.locator(".st-key-visitor button").first.click()
        other.get_by_role("button", name="Log out").click()
        other.get_by_role("button", name="End session").click()  # at the provider
        other.get_by_role("heading", name="You are logged out").wait_for()

        page.get_by_role("button", name="Undo the import").click()
        page.get_by_role("heading", name="Log in to go on").wait_for()
        page.context.add_cookies(cookies)
        assert (before, trying(page.context, guarded.url, "GET", "/api/imports")) == (200, 401)
        assert trying(page.context, guarded.url, "GET", "/media/x.csv") == 401
        page.get_by_role("link", name="Log in again").click()
        page.get_by_role("button", name="Deny").wait_for()
        page.get_by_role("button", name="import", exact=True).first.click()
        page.wait_for_url("**/imports*")
        settled(page)
        assert page.get_by_role("button", name="Undo this import").is_visible()


@pytest.mark.parametrize("who", list(STRANGERS))
def test_who_is_not_let_in_reads_why_and_goes_round_in_no_circle(
    entering: Entered, guarded: Server, who: str
) -> None:
    with entering(who, "/revenue") as page:
        page.get_by_role("heading", name="You have not been let in").wait_for()
        assert page.url == f"{guarded.url}/revenue"
        said = page.get_by_role("paragraph").inner_text()
        assert ("nobody has let you in" in said) == (who == "stranger")
        for path in ("/api/imports", "/media/x", "/_stcore/upload_file/a/b"):
            assert trying(page.context, guarded.url, "GET", path) in (401, 403)
        page.get_by_role("link", name="Log in as somebody else").click()
        page.get_by_role("button", name="End session").wait_for()


def test_who_stops_at_the_provider_reads_so(browser: Browser, guarded: Server) -> None:
    context = browser.new_context()
    page = context.new_page()
    visited: list[str] = []
    page.on("framenavigated", lambda frame: visited.append(frame.url))
    page.goto(f"{guarded.url}/products?stage=new")
    page.get_by_role("button", name="Deny").click()
    page.get_by_role("heading", name="The login did not succeed").wait_for()
    assert len(visited) < 5
    link = page.get_by_role("link", name="Try again")
    assert link.get_attribute("href") == "/products?stage=new"
    link.click()
    page.get_by_role("button", name="Deny").wait_for()
    context.close()


def test_a_login_that_is_too_old_leads_to_the_provider(
    browser: Browser, guarded: Server, provider: str
) -> None:
    claims: dict[str, Any] = {"iss": provider, "sub": "a", "email": MAILS["administer"]}
    claims |= {"email_verified": True, "is_logged_in": True, "origin": guarded.url}
    context = browser.new_context()
    page = context.new_page()
    for hours, comes_in in ((11, True), (13, False)):
        said = json.dumps({**claims, "iat": int(time.time()) - hours * 3600})
        value = create_signed_value(SECRET, "_streamlit_user", said).decode()
        context.add_cookies([{"name": "_streamlit_user", "value": value, "url": guarded.url}])
        page.goto(f"{guarded.url}/settings")
        if comes_in:
            settled(page)
            assert "Settings" in menu(page)
        else:
            page.get_by_role("button", name="Deny").wait_for()
            assert re.match(f"{provider}/oauth2/authorize", page.url)
    context.close()


def test_nothing_of_it_is_in_the_log(guarded: Server) -> None:
    log = Path(guarded.database_url.removeprefix("sqlite:///")).with_name("log")
    text = log.read_text("utf-8")
    assert SECRET not in text
    assert "Traceback" not in text
