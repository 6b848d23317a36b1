"""Who may come in, as tables: what the list says, whom it lets in, and what is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales_core.access.people import People, read_people, small
from sales_core.errors import SettingError
from sales_core.values.actors import Role

LIST = """
ann@shop.example=administer; @shop.example = see
group:staff=import
group:/owners=administer  # as Keycloak writes it
bob@shop.example=see; cashier=see
"""


@pytest.mark.parametrize(
    ("name", "groups", "role"),
    [
        ("ann@shop.example", (), "administer"),
        ("ANN@Shop.Example", (), "administer"),
        (" ann@shop.example ", (), "administer"),
        ("zoe@shop.example", (), "see"),
        ("zoe@shop.example", ("staff",), "import"),
        ("zoe@shop.example", ("/owners", "staff"), "administer"),
        ("bob@shop.example", ("/owners", "staff"), "see"),  # his own entry decides alone
        ("zoe@elsewhere.example", ("staff",), "import"),
        ("", ("staff",), "import"),
        ("cashier", (), "see"),
        # nobody has let these in
        ("", (), None),
        ("zoe@elsewhere.example", (), None),
        ("zoe@sub.shop.example", (), None),
        ("zoe@shop.example.evil.example", (), None),
        ("zoe@notshop.example", (), None),
        ("shop.example", (), None),
        ("@", (), None),
        ("cashier@elsewhere.example", (), None),
        ("zoe@elsewhere.example", ("Staff", "group:staff", "owners", ""), None),
        ("\u212aann@shop.exampl\u212a", (), None),
        ("a" * 300 + "@shop.example", (), None),
    ],
)
def test_who_may_do_what(name: str, groups: tuple[str, ...], role: str | None) -> None:
    assert read_people(LIST).role_of(name, groups) == (Role(role) if role else None)


@pytest.mark.parametrize(
    "written",
    [
        "ann@shop.example",
        "ann@shop.example=",
        "ann@shop.example=owner",
        "=see",
        "@=see",
        "@shop=see",
        "@.=see",
        "*@shop.example=see",
        "@*=see",
        "*=see",
        "ann@=see",
        "a@b@shop.example=see",
        "ann@shop.example,bob@shop.example=see",
        "ann shop.example=see",
        "group:=see",
        "ann@shop.example=see; ANN@shop.example=administer",
        "group:staff=see\ngroup:staff=see",
    ],
)
def test_what_cannot_be_read_is_told_and_nobody_comes_in(written: str) -> None:
    with pytest.raises(SettingError, match="SALES_PEOPLE"):
        read_people(written)


@pytest.mark.parametrize("written", ["", " ;; \n ; ", "# nobody yet"])
def test_an_empty_list_lets_nobody_in(written: str) -> None:
    assert read_people(written) == People()
    assert read_people(written).role_of("ann@shop.example", ("staff",)) is None


@given(st.text(max_size=40), st.lists(st.text(max_size=20), max_size=4))
def test_nobody_comes_in_by_chance(name: str, groups: list[str]) -> None:
    people = read_people("ann@shop.example=administer; group:staff-of-the-shop=import")
    role = people.role_of(name, groups)
    if small(name) != "ann@shop.example" and "staff-of-the-shop" not in groups:
        assert role is None


@given(st.text(max_size=40), st.text(max_size=40))
def test_small_letters_make_no_two_names_one_but_those_that_ascii_does(a: str, b: str) -> None:
    if small(a) == small(b) != "":
        pairs = zip(a.strip(), b.strip(), strict=True)
        assert all(x == y or (x + y).isascii() for x, y in pairs)


@given(st.sampled_from(list(Role)), st.sampled_from(list(Role)))
def test_of_a_group_and_a_domain_the_one_that_gives_more_counts(group: Role, domain: Role) -> None:
    people = read_people(f"group:g={group}; @shop.example={domain}")
    found = people.role_of("x@shop.example", ("g",))
    assert found is not None
    assert found.may(group)
    assert found.may(domain)
    assert found in (group, domain)
