"""The tables of what people write down: settings, notes, views, and files that wait for them.

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
