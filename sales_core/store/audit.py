"""The audit trail: who did what, and when; only ever added to.

A row is written in the transaction of what it tells, so that there is one if and only if it was
done. Triggers refuse to change or delete rows, whoever asks; undoing and rebuilding leave them
alone. No row holds amounts of money, notes or what else people write freely.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Index,
    Integer,
    Row,
    String,
    Table,
    Text,
    event,
    insert,
    select,
)

from sales_core.store.schema import metadata
from sales_core.store.timestamps import Timestamp
from sales_core.values.actors import Actor, Face, Role
from sales_core.values.names import visible_line

LONGEST = 500
"""Characters of what is told, and of a name."""

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Timestamp, nullable=False),
    Column("actor", Text, nullable=False),
    Column("role", String(20), nullable=False),
    Column("face", String(20), nullable=False),
    Column("request", Text, nullable=False),
    Column("event", String(40), nullable=False),
    Column("what", Text, nullable=False),
    Column("import_id", Integer),
    Index("ix_audit_at", "at"),
)


class Event(StrEnum):
    """What can have been done."""

    IMPORTED = "imported"
    READ_AGAIN = "read again"
    REPLACED = "replaced"
    ANSWERED = "answered"
    UNDONE = "undone"
    REDONE = "redone"
    MERGED = "merged"
    UNMERGED = "unmerged"
    TOLD_APART = "told apart"
    RENAMED = "renamed"
    NOTED = "noted"
    VIEW_SAVED = "view saved"
    VIEW_DELETED = "view deleted"
    SETTING = "setting"
    SAMPLE_REMOVED = "sample removed"
    REBUILT = "rebuilt"
    MIGRATED = "migrated"
    BACKED_UP = "backed up"
    RESTORED = "restored"
    TOKEN_MADE = "token made"  # noqa: S105 - the name of an event
    TOKEN_REVOKED = "token revoked"  # noqa: S105 - the same
    LOGGED_IN = "logged in"
    LOGGED_OUT = "logged out"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One thing that was done.

    Attributes:
        id: Its number; later ones are higher.
        at: When, in UTC.
        actor: Who: an e-mail, the name of a token, or the face where nobody has to log in.
        role: What the actor may do.
        face: Where the actor came in.
        request: The identifier of the request; "" where there was none.
        event: What kind of thing it is.
        what: The same in a sentence.
        import_id: The import it is about; None where it is about none.
    """

    id: int
    at: datetime
    actor: str
    role: Role
    face: Face
    request: str
    event: str
    what: str
    import_id: int | None


@dataclass(frozen=True, slots=True)
class Asked:
    """Which rows of the trail are asked for; None asks for all.

    Attributes:
        actor: By whom.
        done: Of which kind.
        since: From this moment on.
        until: Before this moment.
    """

    actor: str | None = None
    done: str | None = None
    since: datetime | None = None
    until: datetime | None = None


def record(
    connection: Connection,
    actor: Actor,
    done: Event,
    what: str,
    *,
    now: datetime,
    import_id: int | None = None,
) -> None:
    """Write down that something was done.

    Args:
        connection: In the transaction of what is done.
        actor: Who does it.
        done: What kind of thing it is.
        what: The same in a sentence, without amounts of money and without what people write freely.
        now: The moment, in UTC.
        import_id: The import it is about.
    """
    row: dict[str, Any] = {
        "at": now,
        "actor": visible_line(actor.name)[:LONGEST],
        "role": actor.role.value,
        "face": actor.face.value,
        "request": visible_line(actor.request)[:LONGEST],
        "event": done.value,
        "what": visible_line(what)[:LONGEST],
        "import_id": import_id,
    }
    connection.execute(insert(audit).values(row))


def audit_rows(
    connection: Connection,
    asked: Asked | None = None,
    *,
    before: int | None = None,
    most: int | None = None,
) -> list[AuditRow]:
    """Give rows of the trail, the latest first.

    Args:
        connection: To read with.
        asked: Which.
        before: Only those with a lower number.
        most: No more than so many.
    """
    table, asked = audit.c, asked or Asked()
    query = select(audit).order_by(table.id.desc()).limit(most)
    if asked.actor is not None:
        query = query.where(table.actor == asked.actor)
    if asked.done is not None:
        query = query.where(table.event == asked.done)
    if asked.since is not None:
        query = query.where(table.at >= asked.since)
    if asked.until is not None:
        query = query.where(table.at < asked.until)
    if before is not None:
        query = query.where(table.id < before)
    return [_row(row) for row in connection.execute(query)]


def actors_in(connection: Connection) -> tuple[str, ...]:
    """Give everybody who has done something, by name."""
    query = select(audit.c.actor).distinct().order_by(audit.c.actor)
    return tuple(connection.execute(query).scalars())


def _row(row: Row[Any]) -> AuditRow:
    role, face = Role(row.role), Face(row.face)
    return AuditRow(
        row.id, row.at, row.actor, role, face, row.request, row.event, row.what, row.import_id
    )


ONLY_ADDED_TO = {
    "sqlite": (
        """CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit trail is only added to'); END""",
        """CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit trail is only added to'); END""",
        # INSERT OR REPLACE deletes the row that is there without asking a trigger of deletes
        """CREATE TRIGGER audit_is_not_replaced BEFORE INSERT ON audit
WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the audit trail is only added to'); END""",
    ),
    "postgresql": (
        """CREATE OR REPLACE FUNCTION audit_is_only_added_to() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the audit trail is only added to'; END $$""",
        """CREATE TRIGGER audit_is_not_changed BEFORE UPDATE OR DELETE ON audit
FOR EACH ROW EXECUTE FUNCTION audit_is_only_added_to()""",
        """CREATE TRIGGER audit_is_not_emptied BEFORE TRUNCATE ON audit
FOR EACH STATEMENT EXECUTE FUNCTION audit_is_only_added_to()""",
    ),
}
"""What makes the table one that is only added to, by dialect."""


def only_add(connection: Connection) -> None:
    """Let the table refuse what changes or deletes its rows, also what is not the app."""
    for statement in ONLY_ADDED_TO[connection.dialect.name]:
        connection.exec_driver_sql(statement)


@event.listens_for(audit, "after_create")
def _only_add(_table: object, connection: Connection, **_: object) -> None:
    only_add(connection)
