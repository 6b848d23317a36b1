"""Tokens and ended logins as they are kept."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from sales_core.access.tokens import TokenError, same
from sales_core.store.api_tokens import (
    find_token,
    list_tokens,
    make_token,
    note_used,
    revoke_token,
)
from sales_core.store.audit import audit
from sales_core.store.database import Database
from sales_core.store.ended_logins import end_login, ended_logins
from sales_core.store.kept_tables import api_tokens
from sales_core.values.actors import BY_COMMAND, Role

NOW = datetime(2026, 11, 29, 9, tzinfo=UTC)


def test_a_token_is_made_found_and_revoked(database: Database) -> None:
    made = make_token(
        database, " the  till ", Role.IMPORT, date(2026, 12, 31), actor=BY_COMMAND, now=NOW
    )
    assert made.token.name == "the till"
    assert made.token.created_by == "command line"
    found = find_token(database, made.token.id)
    assert found is not None
    assert found[0] == made.token
    assert same(made.shown, found[1])
    revoke_token(database, "the till", actor=BY_COMMAND, now=NOW)
    assert list_tokens(database)[0].state(NOW) == "revoked"
    with pytest.raises(TokenError, match="no token"):
        revoke_token(database, "the till", actor=BY_COMMAND, now=NOW)
    with database.reading() as connection:
        told = connection.scalars(select(audit.c.event).order_by(audit.c.id)).all()
    assert told[-2:] == ["token made", "token revoked"]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_token_itself_is_nowhere_in_the_database(database: Database) -> None:
    made = make_token(database, "till", Role.SEE, None, actor=BY_COMMAND, now=NOW)
    random = made.shown.split("_", 2)[2].encode()
    assert database.path is not None
    for path in database.path.parent.glob("sales.db*"):
        assert random not in path.read_bytes()
    assert made.shown not in repr(made)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_two_tokens_that_hold_have_two_names(database: Database) -> None:
    make_token(database, "till", Role.SEE, date(2026, 11, 30), actor=BY_COMMAND, now=NOW)
    with pytest.raises(TokenError, match="already"):
        make_token(database, "till", Role.SEE, None, actor=BY_COMMAND, now=NOW)
    later = NOW + timedelta(days=2)
    make_token(database, "till", Role.SEE, None, actor=BY_COMMAND, now=later)
    with pytest.raises(TokenError, match="is over"):
        make_token(database, "x", Role.SEE, date(2026, 11, 28), actor=BY_COMMAND, now=NOW)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_token_is_revoked_by_its_number_where_a_name_was_used_again(database: Database) -> None:
    first = make_token(database, "till", Role.SEE, NOW.date(), actor=BY_COMMAND, now=NOW)
    revoked = revoke_token(database, first.token.id, actor=BY_COMMAND, now=NOW)
    assert revoked.id == first.token.id


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_when_it_was_used_never_goes_back(database: Database) -> None:
    made = make_token(database, "till", Role.SEE, None, actor=BY_COMMAND, now=NOW)
    note_used(database, made.token.id, now=NOW)
    note_used(database, made.token.id, now=NOW - timedelta(hours=1))
    assert list_tokens(database)[0].used_at == NOW


def test_ended_logins_are_kept_as_long_as_they_could_be_shown(database: Database) -> None:
    end_login(database, "a" * 64, NOW + timedelta(hours=1), now=NOW)
    end_login(database, "a" * 64, NOW + timedelta(hours=1), now=NOW)
    assert ended_logins(database) == {"a" * 64}
    end_login(database, "b" * 64, NOW + timedelta(days=1), now=NOW + timedelta(hours=2))
    assert ended_logins(database) == {"b" * 64}


def test_the_tables_hold_no_token() -> None:
    assert set(api_tokens.c.keys()) == {
        "id",
        "name",
        "role",
        "digest",
        "created_at",
        "created_by",
        "until",
        "revoked_at",
        "used_at",
    }
