"""Tokens as they are written, kept and compared."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales_core.access.tokens import Token, TokenError, digest, id_of, same, token_name, written
from sales_core.values.actors import Role

NOW = datetime(2026, 11, 29, 9, tzinfo=UTC)
TOKEN = written("0123abcd", "x" * 43)


def test_its_public_part_can_be_read() -> None:
    assert id_of(TOKEN) == "0123abcd"


@pytest.mark.parametrize(
    "shown",
    [
        "",
        "sp_",
        "sp_0123abcd",
        "sp_0123abcd_",
        f"{TOKEN}x",
        f" {TOKEN}",
        f"{TOKEN}\n",
        TOKEN.upper(),
        TOKEN.replace("sp_", "xx_"),
        "sp_0123abcg_" + "x" * 43,
        "x" * 100_000,
    ],
)
def test_what_is_no_token_has_none(shown: str) -> None:
    assert id_of(shown) is None


@given(st.text(max_size=80))
def test_only_the_token_itself_is_the_same(shown: str) -> None:
    assert same(shown, digest(TOKEN)) == (shown == TOKEN)
    assert not same(shown, None)


@pytest.mark.parametrize(
    ("changed", "state"),
    [
        ({}, "active"),
        ({"until": date(2026, 11, 29)}, "active"),
        ({"until": date(2026, 11, 28)}, "ended"),
        ({"revoked_at": NOW}, "revoked"),
        ({"revoked_at": NOW, "until": date(2026, 1, 1)}, "revoked"),
    ],
)
def test_whether_it_holds(changed: dict[str, object], state: str) -> None:
    token = Token("0123abcd", "till", Role.IMPORT, NOW, "command line")
    assert replace(token, **changed).state(NOW) == state  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["", "  ", "\u200b", "x" * 81])
def test_a_name_says_something(name: str) -> None:
    with pytest.raises(TokenError):
        token_name(name)


def test_a_name_is_one_line() -> None:
    assert token_name(" till\n in the hall ") == "till in the hall"
