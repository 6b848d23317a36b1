"""Tokens for programs as they are kept: their digests, never themselves."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from sales_core.access.tokens import (
    ID_LENGTH,
    RANDOM_BYTES,
    Token,
    TokenError,
    digest,
    token_name,
    written,
)
from sales_core.store.audit import Event, record
from sales_core.store.database import Database
from sales_core.store.kept_tables import api_tokens
from sales_core.values.actors import Actor, Role


@dataclass(frozen=True, slots=True)
class NewToken:
    """A token that was just made.

    Attributes:
        token: What is kept of it.
        shown: The token itself, which nobody can see again.
    """

    token: Token
    shown: str = field(repr=False)


def make_token(
    database: Database, name: str, role: Role, until: date | None, *, actor: Actor, now: datetime
) -> NewToken:
    """Make a token.

    Args:
        database: Where it is kept.
        name: What it is for; no other token that holds has it.
        role: What whoever shows it may do.
        until: The last day on which it holds; None: it has no end.
        actor: Who makes it.
        now: The moment, in UTC.

    Raises:
        TokenError: The name cannot be used, or the last day is over.
    """
    clean = token_name(name)
    if until is not None and until < now.date():
        raise TokenError(f"{until} is over. A token holds at least until today.")
    number, random = secrets.token_hex(ID_LENGTH // 2), secrets.token_urlsafe(RANDOM_BYTES)
    shown = written(number, random)
    made = Token(number, clean, role, now, actor.name, until)
    with database.writing(changes_data=False) as connection:
        if any(each.name == clean and each.state(now) == "active" for each in _all(connection)):
            raise TokenError(
                f"There is a token “{clean}” already. Revoke it, or take another name."
            )
        of_it = insert(api_tokens).values(id=number, name=clean, role=role.value, until=until)
        kept = of_it.values(digest=digest(shown), created_at=now, created_by=actor.name)
        connection.execute(kept)
        told = f"A token “{clean}” that may {role} was made, {_until(until)}."
        record(connection, actor, Event.TOKEN_MADE, told, now=now)
    return NewToken(made, shown)


def list_tokens(database: Database) -> tuple[Token, ...]:
    """Give all tokens, the newest first, those that hold no longer among them."""
    with database.reading() as connection:
        return _all(connection)


def find_token(database: Database, number: str) -> tuple[Token, str] | None:
    """Give the token with a public part, and its digest; None where there is none."""
    with database.reading() as connection:
        row = connection.execute(select(api_tokens).where(api_tokens.c.id == number)).one_or_none()
    return (_token(row), row.digest) if row else None


def revoke_token(database: Database, name: str, *, actor: Actor, now: datetime) -> Token:
    """Let a token hold no longer.

    Args:
        database: Where it is kept.
        name: Its name, or its public part.
        actor: Who revokes it.
        now: The moment, in UTC.

    Raises:
        TokenError: There is none that holds under this name.
    """
    clean = token_name(name)
    with database.writing(changes_data=False) as connection:
        held = [each for each in _all(connection) if each.revoked_at is None]
        found = next((each for each in held if clean in (each.name, each.id)), None)
        if found is None:
            raise TokenError(f"There is no token “{clean}” that could be revoked.")
        of_it = update(api_tokens).where(api_tokens.c.id == found.id)
        connection.execute(of_it.values(revoked_at=now))
        told = f"The token “{found.name}” was revoked."
        record(connection, actor, Event.TOKEN_REVOKED, told, now=now)
    return found


def note_used(database: Database, number: str, *, now: datetime) -> None:
    """Note that a token was shown."""
    with database.writing(changes_data=False) as connection:
        of_it = update(api_tokens).where(api_tokens.c.id == number)
        later = func.coalesce(api_tokens.c.used_at, now) <= now
        connection.execute(of_it.where(later).values(used_at=now))


def _all(connection: Connection) -> tuple[Token, ...]:
    rows = connection.execute(
        select(api_tokens).order_by(api_tokens.c.created_at.desc(), api_tokens.c.id)
    )
    return tuple(map(_token, rows))


def _token(row: Row[Any]) -> Token:
    return Token(
        row.id,
        row.name,
        Role(row.role),
        row.created_at,
        row.created_by,
        row.until,
        row.revoked_at,
        row.used_at,
    )


def _until(day: date | None) -> str:
    return f"until {day}" if day else "without an end"
