"""The tables of traits: what lines say of themselves beside their identity (``values.traits``).

A line has the number of its whole set of traits; each set is there once. ``trait_members``
says which values a set has, and ``daily_traits`` sums lines by day, location and value.
"""

from __future__ import annotations

from sqlalchemy import Column, Date, Integer, Table, Text, UniqueConstraint

from sales_core.store.schema import metadata, names_table, stated, sums, unnumbered

UNSAID = 0
"""Stands in ``daily_traits`` for no value, where other lines of the day and place have one."""

traits = names_table("traits")
trait_kinds = names_table("trait_kinds")

trait_values = Table(
    "trait_values",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("kind_id", Integer, nullable=False),
    Column("name", Text, nullable=False),
    UniqueConstraint("kind_id", "name"),
)

trait_members = Table(
    "trait_members",
    metadata,
    Column("value_id", Integer, primary_key=True, autoincrement=False),
    Column("traits_id", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

TRAIT_TABLES = (traits, trait_kinds, trait_values, trait_members)
"""What the texts of the sets say, each once."""

daily_traits = Table(
    "daily_traits",
    metadata,
    Column("kind_id", Integer, primary_key=True, autoincrement=False),
    Column("location_id", Integer, primary_key=True, autoincrement=False),
    Column("sale_date", Date, primary_key=True),
    Column("value_id", Integer, primary_key=True, autoincrement=False),
    *sums(),
    unnumbered(),
    *stated(),
    sqlite_with_rowid=False,
)
