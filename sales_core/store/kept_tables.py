"""The tables of what people write down: settings, notes, views, tokens, and what waits for them.

They belong to no import: undoing, rebuilding and ``verify`` leave them alone.
"""

from __future__ import annotations

from sqlalchemy import JSON, Column, Date, Index, Integer, String, Table, Text

from sales_core.store.schema import metadata
from sales_core.store.timestamps import Timestamp

settings = Table(
    "settings",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", JSON, nullable=False),
    Column("changed_at", Timestamp, nullable=False),
)

notes = Table(
    "notes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("day", Date, nullable=False),
    Column("text", Text, nullable=False),
    Column("created_at", Timestamp, nullable=False),
    Column("changed_at", Timestamp, nullable=False),
    Column("removed_at", Timestamp),
    Index("ix_notes_day", "day"),
)

saved_views = Table(
    "saved_views",
    metadata,
    Column("key", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("page", String(20), nullable=False),
    Column("parameters", JSON, nullable=False),
    Column("saved_at", Timestamp, nullable=False),
)

waiting_files = Table(
    "waiting_files",
    metadata,
    Column("path", Text, primary_key=True),
    Column("folder", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("since", Timestamp, nullable=False),
)

api_tokens = Table(
    "api_tokens",
    metadata,
    Column("id", String(8), primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", String(20), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("created_at", Timestamp, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("until", Date),
    Column("revoked_at", Timestamp),
    Column("used_at", Timestamp),
)

ended_logins = Table(
    "ended_logins",
    metadata,
    Column("login", String(64), primary_key=True),
    Column("until", Timestamp, nullable=False),
    Column("ended_at", Timestamp, nullable=False),
)
