"""What each role sees on each page, and that what is not shown cannot be done either."""

from __future__ import annotations

import ast
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from components import shared, visitor
from components.login.ended import ENDED
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from sales_core.access.lifetime import LoginEndedError, login_of
from sales_core.errors import SalesError
from sales_core.store.api_tokens import list_tokens
from sales_core.store.audit import audit
from sales_core.store.notes import add_note
from sales_core.store.saved_views import save_view
from sales_core.values.actors import ON_THE_PAGES, Actor, Face, Role
from tests.login_settings import HEADER, OPENID, claims_of

PAGES = Path(__file__).parents[2] / "pages"

WAYS = {
    "see": ["Home", "Imports", "Products", "Revenue"],
    "import": ["Home", "Upload", "Imports", "Products", "Revenue"],
    "administer": ["Home", "Upload", "Imports", "Products", "Revenue", "Settings"],
}
CHANGING = {
    *("undo", "remove-sample", "add-note", "note-1", "delete-saved-0", "save-view-now"),
    *("merge-these", "save-name", "load-sample", "waiting-0", "make-token"),
}
"""Buttons that change something."""

Opened = Callable[..., AppTest]


@pytest.fixture
def guarded(filled: Any) -> Iterator[Any]:
    """Give the app with the sample, a note and a saved view, and a login before it."""
    now = datetime(2026, 11, 2, 8, tzinfo=UTC)
    day = date(2026, 10, 30)
    add_note(filled.database, day, "Street fair", now=now, actor=ON_THE_PAGES)
    save_view(filled.database, "Hall", "revenue", {}, now=now, actor=ON_THE_PAGES)
    shared.use(replace(shared.settings(), login=OPENID))
    ENDED.forget()
    yield filled
    ENDED.forget()


@pytest.fixture
def opened(guarded: Any) -> Opened:
    def open_as(page: str, claims: dict[str, Any] | None, **query: str) -> AppTest:
        test = AppTest.from_file(guarded.root / "pages" / "navigation.py", default_timeout=60)
        test.user = claims or {}
        for name, value in query.items():
            test.query_params[name.rstrip("_")] = value
        if page != "home":
            test.switch_page(f"{page}.py")
        test.run()
        assert not test.exception, test.exception[0].message
        return test

    return open_as


def links(page: AppTest) -> list[str]:
    return [link.proto.label for link in page.get("page_link")]


def changes(app: Any) -> list[tuple[Any, ...]]:
    with app.database.reading() as connection:
        return [tuple(row) for row in connection.execute(select(audit).order_by(audit.c.id))]


@pytest.mark.parametrize(
    ("role", "page"),
    [
        *(("see", page) for page in ("home", "upload", "imports", "products", "revenue")),
        *((role, "settings") for role in WAYS),
        ("import", "imports"),
        ("administer", "home"),
    ],
)
def test_every_page_as_every_role(opened: Opened, page: str, role: str) -> None:
    shown = opened(page, claims_of(role))
    assert [label for label in links(shown) if label in WAYS["administer"]][: len(WAYS[role])] == (
        WAYS[role]
    )
    assert f"{claims_of(role)['email']}" in " ".join(
        text.value.replace("\u2060", "").replace("\\", "") for text in shown.markdown
    )
    keys = {button.key for button in shown.button}
    if page.capitalize() not in WAYS[role]:
        assert "this needs somebody who may" in shown.info[0].value
        assert keys <= {"log-out"}
    elif role == "see":
        assert keys & CHANGING == set()
        assert "Bring newer sales" not in links(shown)
        assert [each.label for each in shown.expander if "Merge" in each.label] == []
    elif page in ("home", "imports"):
        assert keys & CHANGING


def test_a_product_has_no_name_to_change_for_who_may_only_look(opened: Opened) -> None:
    product = "Club set rental"
    shown = opened("products", claims_of("see"), product=product)
    assert "save-name" not in {button.key for button in shown.button}
    assert "Names" not in [each.value for each in shown.subheader]


@pytest.mark.parametrize(
    ("claims", "says"),
    [
        (None, "You are not logged in"),
        ({"email": "ann@shop.example"}, "You are not logged in"),
        (claims_of("administer", is_logged_in=False), "You are not logged in"),
        (claims_of("administer", iat=int(time.time()) - 13 * 3600), "older than 12 hours"),
        (claims_of("administer", iat=None), "does not say who made it"),
        (claims_of("mal@elsewhere.example"), "nobody has let you in"),
        (claims_of("administer", email_verified=False), "not certain as whom"),
    ],
)
def test_who_does_not_come_in_sees_nothing(
    opened: Opened, claims: dict[str, Any] | None, says: str
) -> None:
    shown = opened("imports", claims)
    assert [each.value for each in shown.header] == ["Log in to go on"]
    assert says in " ".join(text.value for text in shown.markdown)
    assert links(shown) == []
    assert not shown.button
    assert not shown.dataframe


ACTIONS: dict[str, tuple[str, Callable[[AppTest], Any]]] = {
    "undo": ("imports", lambda page: page.button(key="undo").click().run().button("confirm-undo")),
    "note": (
        "home",
        lambda page: page.button(key="note-1").click().run().button(key="remove-note"),
    ),
    "view": ("revenue", lambda page: page.button(key="delete-saved-0")),
    "sample": ("home", lambda page: page.button(key="remove-sample")),
}


def end(claims: dict[str, Any]) -> None:
    ENDED._here.add(login_of(claims).key)


@pytest.mark.parametrize("name", list(ACTIONS))
@pytest.mark.parametrize("how", ["made small", "logged out", "thrown out"])
def test_a_page_that_is_open_does_nothing_any_more(
    guarded: Any, opened: Opened, name: str, how: str
) -> None:
    page_name, button_on = ACTIONS[name]
    claims = claims_of("import")
    page = opened(page_name, claims)
    button = button_on(page)
    before = changes(guarded)
    if how == "logged out":
        end(claims)
    else:
        page.user = claims_of("see" if how == "made small" else "mal@elsewhere.example")
    button.click().run()
    assert not page.exception
    assert changes(guarded) == before
    told = [box.value for box in (*page.error, *page.markdown)]
    if "note-fault" in page.session_state:  # its dialog, which stays open in a browser, tells it
        told.append(page.session_state["note-fault"])
    words = {"made small": "this needs somebody", "logged out": "logged out"}
    assert any(words.get(how, "let you in") in text for text in told)


def test_a_setting_and_a_token_are_for_administrators(guarded: Any, opened: Opened) -> None:
    page = opened("settings", claims_of("administer"))
    before = changes(guarded)
    box = next(each for each in page.selectbox if each.label == "Weeks start on")
    page.user = claims_of("import")
    box.set_value(6).run()
    assert changes(guarded) == before
    assert any("this needs somebody" in box.value for box in page.info)


def test_an_administrator_makes_a_token_sees_it_once_and_revokes_it(
    guarded: Any, opened: Opened
) -> None:
    shared.use(replace(shared.settings()))
    page = opened("settings", claims_of("administer"))
    page.session_state["tokens"] = True
    page.run()
    page.text_input(key="token-name").set_value("till")
    page.selectbox(key="token-role").set_value("import")
    page.button(key="make-token").click().run()
    assert not page.exception
    token = page.code[0].value
    assert token.startswith("sp_")
    (kept,) = list_tokens(guarded.database)
    assert (kept.name, kept.role, kept.created_by) == ("till", "import", "ann@shop.example")
    page.button(key="token-noted").click().run()
    assert not page.code
    page.selectbox(key="token-to-revoke").set_value("till")
    page.button(key="revoke-token").click().run()
    assert list_tokens(guarded.database)[0].revoked_at is not None
    assert [row[6] for row in changes(guarded)][-2:] == ["token made", "token revoked"]


def test_a_token_that_cannot_be_made_is_told_where_it_is_asked_for(opened: Opened) -> None:
    page = opened("settings", claims_of("administer"))
    page.session_state["tokens"] = True
    page.run()
    page.button(key="make-token").click().run()
    assert "needs a name" in page.error[0].value
    assert not page.code


class Context:
    """What a live connection said when it was opened."""

    def __init__(self, **headers: list[str]) -> None:
        self.headers = self
        self._given = headers

    def get_all(self, name: str) -> list[str]:
        return self._given.get(name.replace("-", "_"), [])


Named = Callable[..., dict[str, Any]]


@pytest.fixture
def named(app: Any, monkeypatch: pytest.MonkeyPatch) -> Named:
    """Let a proxy name somebody on a page, and give what the page remembers."""

    def name(**headers: list[str]) -> dict[str, Any]:
        state: dict[str, Any] = {}
        monkeypatch.setattr("streamlit.context", Context(**headers))
        monkeypatch.setattr("streamlit.session_state", state)
        return state

    assert app.database
    shared.use(replace(shared.settings(), login=HEADER))
    return name


def test_a_proxy_names_who_is_there_as_long_as_a_login_holds(named: Named) -> None:
    state = named(x_auth_email=["BOB@shop.example"], x_auth_groups=["a, b"])
    assert visitor.importer() == Actor("bob@shop.example", Role.IMPORT, Face.PAGES)
    state[visitor._BEGUN] -= timedelta(hours=13)  # the tab has been open since then
    with pytest.raises(LoginEndedError, match="open for 12 hours"):
        visitor.importer()
    assert not visitor.may_import()


@pytest.mark.parametrize(
    ("mails", "says"),
    [
        ([], "does not say who you are"),
        (["bob@shop.example", "ann@shop.example"], "does not say who you are"),
        (["mal@elsewhere.example"], "nobody has let you in"),
    ],
)
def test_whom_a_proxy_does_not_name_once_is_not_let_in(
    named: Named, mails: list[str], says: str
) -> None:
    named(x_auth_email=mails)
    with pytest.raises(SalesError, match=says):
        visitor.actor()


def test_what_is_done_is_done_by_who_is_logged_in(guarded: Any, opened: Opened) -> None:
    page = opened("imports", claims_of("import"))
    page.button(key="undo").click().run().button("confirm-undo").click().run()
    assert changes(guarded)[-1][2:5] == ("bob@shop.example", "import", "pages")


def test_without_a_login_nobody_is_named_and_everything_may_be_done(app: Any) -> None:
    page = app.open("home")
    assert links(page)[:6] == WAYS["administer"]
    assert "log-out" not in {button.key for button in page.button}


def test_no_page_says_by_itself_who_does_something() -> None:
    for path in sorted(PAGES.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        assert path.name == "visitor.py" or "ON_THE_PAGES" not in names, path
        for node in ast.walk(tree):
            if isinstance(node, ast.keyword) and node.arg == "actor":
                said = ast.unparse(node.value)
                assert said in {
                    "visitor.importer()",
                    "visitor.administrator()",
                    "actor",
                    "who",
                }, f"{path}: {said}"
