"""Roles: each may do all that the ones before it may."""

from __future__ import annotations

import pytest

from sales_core.values.actors import (
    BY_API,
    BY_COMMAND,
    BY_ITSELF,
    ON_THE_PAGES,
    WATCHED_FOLDER,
    Actor,
    Role,
)


@pytest.mark.parametrize(
    ("role", "needed", "allowed"),
    [
        (Role.SEE, Role.SEE, True),
        (Role.SEE, Role.IMPORT, False),
        (Role.SEE, Role.ADMINISTER, False),
        (Role.IMPORT, Role.SEE, True),
        (Role.IMPORT, Role.IMPORT, True),
        (Role.IMPORT, Role.ADMINISTER, False),
        (Role.ADMINISTER, Role.SEE, True),
        (Role.ADMINISTER, Role.IMPORT, True),
        (Role.ADMINISTER, Role.ADMINISTER, True),
    ],
)
def test_a_role_is_enough_for_what_it_and_the_ones_before_it_may(
    role: Role, needed: Role, *, allowed: bool
) -> None:
    assert role.may(needed) is allowed


@pytest.mark.parametrize(
    ("actor", "face"),
    [
        (ON_THE_PAGES, "pages"),
        (BY_API, "API"),
        (BY_COMMAND, "command"),
        (WATCHED_FOLDER, "server"),
        (BY_ITSELF, "server"),
    ],
)
def test_whoever_need_not_log_in_comes_in_by_one_face(actor: Actor, face: str) -> None:
    assert actor.face == face
