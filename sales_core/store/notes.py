"""Notes: what a person wants to remember of a day, such as a fair or a broken till.

They belong to no import, so undoing and rebuilding leave them alone. A note that is taken
away is only marked as such, so that it can be put back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, insert, select, update

from sales_core.errors import SalesError
from sales_core.store.audit import Event, record
from sales_core.store.database import Database
from sales_core.store.kept_tables import notes
from sales_core.values.actors import Actor
from sales_core.values.dates import EARLIEST, LATEST
from sales_core.values.names import visible_line
from sales_core.values.periods import Period

LONGEST = 300
"""Characters of a note."""


class NoteError(SalesError):
    """A note cannot be kept as it is, or is not there."""

    code = "note"


@dataclass(frozen=True)
class Note:
    """What somebody noted about a day.

    Attributes:
        id: Its number.
        day: The day it is about; it need not have sales.
        text: One line, at most ``LONGEST`` characters.
    """

    id: int
    day: date
    text: str


def note_text(written: str) -> str:
    """Make a written text one line without signs that cannot be seen.

    Raises:
        NoteError: Nothing is left of it, or it is too long.
    """
    text = visible_line(written)
    if not text:
        raise NoteError("The note is empty. Write what is to be remembered of the day.")
    if len(text) > LONGEST:
        raise NoteError(
            f"The note has {len(text):,} characters; {LONGEST} is the most. Shorten it."
        )
    return text


def list_notes(connection: Connection, period: Period | None = None) -> tuple[Note, ...]:
    """Give the notes of a period by day, of one day the older first; None gives all."""
    query = select(notes.c.id, notes.c.day, notes.c.text).where(notes.c.removed_at.is_(None))
    if period:
        query = query.where(notes.c.day.between(period.start, period.end))
    rows = connection.execute(query.order_by(notes.c.day, notes.c.id))
    return tuple(Note(number, day, text) for number, day, text in rows)


def read_notes(database: Database, period: Period | None = None) -> tuple[Note, ...]:
    """Give the notes of a period, or all; see ``list_notes``."""
    with database.reading() as connection:
        return list_notes(connection, period)


def add_note(database: Database, day: date, text: str, *, now: datetime, actor: Actor) -> Note:
    """Put a note on a day.

    Args:
        database: Where it is kept.
        day: Any day that a sale can have.
        text: What a person wrote.
        now: The moment, in UTC.
        actor: Who writes it.

    Raises:
        NoteError: The text or the day cannot be used.
    """
    note = note_text(text)
    row = {"day": _usable(day), "text": note, "created_at": now, "changed_at": now}
    with database.writing() as connection:
        number = connection.execute(insert(notes).values(row).returning(notes.c.id)).scalar_one()
        _record(connection, actor, number, "was written", now)
    return Note(number, day, note)


def change_note(
    database: Database, number: int, day: date, text: str, *, now: datetime, actor: Actor
) -> Note:
    """Write a note anew, or put it on another day.

    Raises:
        NoteError: The text or the day cannot be used, or the note is not there.
    """
    note = note_text(text)
    values = {"day": _usable(day), "text": note, "changed_at": now}
    with _changing(database, number, values, removed=False) as connection:
        _record(connection, actor, number, "was changed", now)
    return Note(number, day, note)


def remove_note(database: Database, number: int, *, now: datetime, actor: Actor) -> None:
    """Take a note away; ``restore_note`` puts it back.

    Raises:
        NoteError: It is not there.
    """
    with _changing(database, number, {"removed_at": now}, removed=False) as connection:
        _record(connection, actor, number, "was taken away", now)


def restore_note(database: Database, number: int, *, now: datetime, actor: Actor) -> None:
    """Put a note back that was taken away.

    Raises:
        NoteError: There is no such note.
    """
    with _changing(database, number, {"removed_at": None}, removed=True) as connection:
        _record(connection, actor, number, "was put back", now)


@contextmanager
def _changing(
    database: Database, number: int, values: Mapping[str, object], *, removed: bool
) -> Iterator[Connection]:
    """Change a note, in a transaction that ends with the block."""
    marked = notes.c.removed_at
    which = (notes.c.id == number, marked.is_not(None) if removed else marked.is_(None))
    with database.writing() as connection:
        if connection.execute(update(notes).where(*which).values(values)).rowcount != 1:
            raise NoteError(f"There is no note {number} any more. Somebody may have removed it.")
        yield connection


def _record(connection: Connection, actor: Actor, number: int, done: str, now: datetime) -> None:
    """Tell of a note without its text."""
    record(connection, actor, Event.NOTED, f"Note {number} {done}.", now=now)


def _usable(day: date) -> date:
    if not EARLIEST <= day <= LATEST:
        raise NoteError(f"A note can be on a day from {EARLIEST} to {LATEST}, not on {day}.")
    return day
