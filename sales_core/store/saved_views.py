"""Saved views: a name for what a page shows, as its address says it.

The parameters are kept and not the days they mean, so that "the last 30 days" stays just that.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select

from sales_core.errors import SalesError
from sales_core.store.audit import Event, record
from sales_core.store.database import Database
from sales_core.store.kept_tables import saved_views
from sales_core.values.actors import Actor
from sales_core.values.names import visible_line

LONGEST_NAME = 60
"""Characters of a name."""

LONGEST_ADDRESS = 4_000
"""Characters of all parameters together."""

MOST = 50
"""Views that can be kept; more could not be looked through in a menu."""


Parameters = Mapping[str, Sequence[str]]


class SavedViewError(SalesError):
    """A view cannot be saved by this name, or is not there."""

    code = "saved-view"


@dataclass(frozen=True)
class SavedView:
    """A name and what it opens.

    Attributes:
        name: As a person wrote it; no two differ in upper and lower case alone.
        page: The page it is a view of, such as ``revenue``.
        parameters: Those of its address, each with all its values.
    """

    name: str
    page: str
    parameters: dict[str, list[str]]


def list_views(connection: Connection) -> tuple[SavedView, ...]:
    """Give all saved views by name."""
    table = saved_views.c
    query = select(table.name, table.page, table.parameters).order_by(table.key)
    return tuple(SavedView(*row) for row in connection.execute(query))


def read_views(database: Database) -> tuple[SavedView, ...]:
    """Give all saved views by name."""
    with database.reading() as connection:
        return list_views(connection)


def save_view(
    database: Database,
    name: str,
    page: str,
    parameters: Parameters,
    *,
    now: datetime,
    actor: Actor,
) -> SavedView:
    """Keep a view under a name, in place of one that had it.

    Args:
        database: Where it is kept.
        name: What a person wrote.
        page: The page it is a view of.
        parameters: Those of its address.
        now: The moment, in UTC.
        actor: Who saves it.

    Raises:
        SavedViewError: The name cannot be used, or there are too many views, names or values.
    """
    view = SavedView(view_name(name), page, {key: list(parameters[key]) for key in parameters})
    length = sum(len(key) + sum(map(len, values)) for key, values in view.parameters.items())
    if length > LONGEST_ADDRESS:
        raise SavedViewError("Too many names are chosen for a saved view. Choose fewer.")
    key = _key(view.name)
    with database.writing() as connection:
        connection.execute(delete(saved_views).where(saved_views.c.key == key))
        count = connection.execute(select(func.count()).select_from(saved_views)).scalar_one()
        if count >= MOST:
            raise SavedViewError(f"There are {MOST} saved views. Delete one to save another.")
        row = {"key": key, "name": view.name, "page": view.page, "parameters": view.parameters}
        connection.execute(insert(saved_views).values(**row, saved_at=now))
        record(connection, actor, Event.VIEW_SAVED, f"A view of {page} was saved.", now=now)
    return view


def delete_view(database: Database, name: str, *, now: datetime, actor: Actor) -> None:
    """Forget a view.

    Raises:
        SavedViewError: It is not there.
    """
    with database.writing() as connection:
        gone = delete(saved_views).where(saved_views.c.key == _key(name))
        if connection.execute(gone).rowcount != 1:
            raise SavedViewError(f"There is no saved view {name!r} any more.")
        record(connection, actor, Event.VIEW_DELETED, "A saved view was deleted.", now=now)


def view_name(written: str) -> str:
    """Make a written name one line without signs that cannot be seen.

    Raises:
        SavedViewError: Nothing is left of it, or it is too long.
    """
    name = visible_line(written)
    if not name:
        raise SavedViewError("The view needs a name, such as “Weekends in the hall”.")
    if len(name) > LONGEST_NAME:
        raise SavedViewError(f"The name has {len(name)} characters; {LONGEST_NAME} is the most.")
    return name


def _key(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()
