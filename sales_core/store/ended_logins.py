"""Logins that were ended before their time, so that no server takes them any more."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, insert, select

from sales_core.store.database import Database
from sales_core.store.kept_tables import ended_logins as table


def end_login(database: Database, key: str, until: datetime, *, now: datetime) -> None:
    """Note that a login was ended, once however often it is.

    Args:
        database: Where it is kept.
        key: What the login is known by (``access.lifetime``).
        until: When it would have ended by itself; it is forgotten then.
        now: The moment, in UTC.
    """
    with database.writing(changes_data=False) as connection:
        connection.execute(delete(table).where((table.c.until < now) | (table.c.login == key)))
        connection.execute(insert(table).values(login=key, until=until, ended_at=now))


def ended_logins(database: Database) -> frozenset[str]:
    """Give the keys of all logins that were ended."""
    with database.reading() as connection:
        return frozenset(connection.scalars(select(table.c.login)))
