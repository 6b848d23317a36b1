"""What a login vouches for, and the sentence for whoever is not let in."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales_core.access.people import read_people
from sales_core.access.vouched import NotLetInError, Vouched, by_claims, by_headers, let_in
from sales_core.values.actors import Role

PEOPLE = read_people("ann@shop.example=administer; @shop.example=see; group:staff=import")
ANN: dict[str, Any] = {"sub": "u1", "email": "Ann@Shop.example", "email_verified": True}


def test_an_e_mail_that_is_verified_lets_in() -> None:
    actor = let_in(PEOPLE, by_claims(ANN, "groups"))
    assert (actor.name, actor.role) == ("ann@shop.example", Role.ADMINISTER)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"email_verified": False}, "not call verified"),
        ({"email_verified": None}, "not call verified"),
        ({"email_verified": "false"}, "not call verified"),
        ({"email_verified": 1}, "not call verified"),
        ({"email": None}, "the claim `email`"),
        ({"email": ""}, "the claim `email`"),
        ({"email": "ann"}, "the claim `email`"),
        ({"email": ["ann@shop.example"]}, "the claim `email`"),
        ({"email": "ann@elsewhere.example"}, "logged in as ann@elsewhere.example, and nobody"),
        ({"email": None, "groups": ["guests"]}, "no group that is let in"),
        ({"email": "a" * 300 + "@shop.example"}, "the claim `email`"),
    ],
)
def test_who_is_refused_reads_why(changed: dict[str, Any], words: str) -> None:
    with pytest.raises(NotLetInError) as refused:
        let_in(PEOPLE, by_claims({**ANN, **changed}, "groups"))
    assert words in str(refused.value)
    assert str(refused.value).endswith(".")


def test_verified_may_be_a_word_as_some_providers_write_it() -> None:
    assert let_in(PEOPLE, by_claims({**ANN, "email_verified": "true"}, "groups"))


def test_an_e_mail_of_which_nothing_is_said_counts_only_where_that_is_set() -> None:
    unstated = {name: said for name, said in ANN.items() if name != "email_verified"}
    with pytest.raises(NotLetInError):
        let_in(PEOPLE, by_claims(unstated, "groups"))
    assert let_in(PEOPLE, by_claims(unstated, "groups", unstated_is_verified=True))
    denied = {**ANN, "email_verified": False}
    with pytest.raises(NotLetInError):
        let_in(PEOPLE, by_claims(denied, "groups", unstated_is_verified=True))


@pytest.mark.parametrize(
    ("path", "claims"),
    [
        ("groups", {"groups": ["guests", "staff"]}),
        ("groups", {"groups": "staff"}),
        ("groups", {"groups": "guests,staff"}),
        ("groups", {"groups": "guests staff"}),
        ("realm_access.roles", {"realm_access": {"roles": ["staff"]}}),
        ("https://shop.example/roles", {"https://shop.example/roles": ["staff"]}),
    ],
)
def test_groups_stand_where_the_setting_says(path: str, claims: dict[str, Any]) -> None:
    actor = let_in(PEOPLE, by_claims({"sub": "u7", **claims}, path))
    assert (actor.name, actor.role) == ("user u7", Role.IMPORT)


def test_nobody_is_called_by_a_name_that_is_not_certain() -> None:
    claims = {"sub": "u7", "email": "ann@shop.example", "preferred_username": "ann@shop.example"}
    actor = let_in(PEOPLE, by_claims({**claims, "groups": ["staff"]}, "groups"))
    assert (actor.name, actor.role) == ("user u7", Role.IMPORT)


def test_a_proxy_names_somebody_and_groups() -> None:
    assert by_headers(" Ann@Shop.example", "a, staff,,") == Vouched(
        "ann@shop.example", frozenset({"a", "staff"}), "unknown user", "The proxy names nobody."
    )
    assert let_in(PEOPLE, by_headers("cook@elsewhere.example", "staff")).role == Role.IMPORT
    with pytest.raises(NotLetInError, match="The proxy names nobody"):
        let_in(PEOPLE, by_headers(""))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)
NAMES = st.sampled_from(["sub", "email", "email_verified", "groups", "roles"])


@given(st.dictionaries(NAMES, JSON), st.sampled_from(["groups", "groups.roles", "roles"]))
def test_whatever_a_token_holds_somebody_is_let_in_or_told_why(
    claims: dict[str, Any], path: str
) -> None:
    with suppress(NotLetInError):
        assert let_in(PEOPLE, by_claims(claims, path)).name
