"""How long a login holds."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales_core.access.lifetime import LoginEndedError, login_of, still_holds

NOW = datetime(2026, 11, 29, 9, tzinfo=UTC)
CLAIMS: dict[str, Any] = {"iss": "https://login.example", "sub": "u1", "iat": int(NOW.timestamp())}
HOURS = timedelta(hours=12)


def test_a_login_is_known_by_who_and_when() -> None:
    login = login_of(CLAIMS)
    assert login.begun == NOW
    assert login_of({**CLAIMS, "email": "ann@shop.example"}) == login
    others = [{"iss": "https://other.example"}, {"sub": "u2"}, {"iat": CLAIMS["iat"] + 1}]
    keys = {login_of({**CLAIMS, **other}).key for other in others}
    assert len(keys | {login.key}) == 4
    assert "u1" not in login.key


@pytest.mark.parametrize(
    "changed",
    [
        {"iss": None},
        {"sub": 5},
        {"iat": None},
        {"iat": True},
        {"iat": "1"},
        {"iat": -1},
        {"iat": 10**15},
    ],
)
def test_a_login_that_does_not_say_so_is_none(changed: dict[str, Any]) -> None:
    with pytest.raises(LoginEndedError):
        login_of({**CLAIMS, **changed})


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (timedelta(), ""),
        (timedelta(minutes=-4), ""),
        (timedelta(hours=11, minutes=59), ""),
        (timedelta(hours=12), "older than 12 hours"),
        (timedelta(days=40), "older than 12 hours"),
        (timedelta(minutes=-6), "still to come"),
    ],
)
def test_it_holds_as_long_as_is_set(age: timedelta, words: str) -> None:
    login = login_of(CLAIMS)
    if not words:
        still_holds(login, HOURS, frozenset(), NOW + age)
        return
    with pytest.raises(LoginEndedError, match=words):
        still_holds(login, HOURS, frozenset(), NOW + age)


def test_it_ends_when_its_owner_says_so() -> None:
    login = login_of(CLAIMS)
    with pytest.raises(LoginEndedError, match="logged out"):
        still_holds(login, HOURS, {login.key}, NOW)
    later = login_of({**CLAIMS, "iat": CLAIMS["iat"] + 60})
    still_holds(later, HOURS, {login.key}, NOW)


@given(st.integers() | st.floats())
def test_no_moment_is_a_fault_of_ours(issued: float) -> None:
    with suppress(LoginEndedError):
        still_holds(login_of({**CLAIMS, "iat": issued}), HOURS, (), NOW)
