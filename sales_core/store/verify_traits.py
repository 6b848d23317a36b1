"""Comparing the values that sets of traits have with what the sets say."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, select

from sales_core.store.names import name_of_id
from sales_core.store.trait_tables import daily_traits, trait_kinds, trait_members, trait_values
from sales_core.values.traits import traits_in

Row = tuple[int, str, str]
"""The number of a set, a kind and a value."""


def traits_found_wrong(connection: Connection) -> Iterator[str]:
    """Tell which sets of traits have other values than they say, and which values no line has."""
    said = _said(connection)
    kept = _kept(connection)
    for number, kind, value in sorted(said - kept):
        yield f"The set of traits {number} lacks {kind} {value!r}."
    for number, kind, value in sorted(kept - said):
        yield f"The set of traits {number} has {kind} {value!r} but does not say so."
    column = trait_values.c
    named = connection.execute(select(column.id, column.name))
    names = {row.id: row.name for row in named}
    summed = set(connection.execute(select(daily_traits.c.value_id).distinct()).scalars())
    for number in sorted(names.keys() - summed):
        yield f"The trait {names[number]!r} has no lines."
    kinds = set(connection.execute(select(trait_kinds.c.id)).scalars())
    of_values = set(connection.execute(select(column.kind_id).distinct()).scalars())
    for number in sorted(kinds - of_values):
        yield f"The kind of traits {number} has no values."


def _said(connection: Connection) -> set[Row]:
    """Give what the texts of the sets say."""
    return {
        (number, kind, value)
        for number, text in name_of_id(connection, "traits").items()
        for kind, value in _traits_in(text).items()
    }


def _traits_in(text: str) -> dict[str, str]:
    try:
        return traits_in(text)
    except ValueError:
        return {}  # the lines of such a set are told one by one


def _kept(connection: Connection) -> set[Row]:
    """Give the values that are kept of the sets."""
    member, value, kind = trait_members.c, trait_values.c, trait_kinds.c
    query = (
        select(member.traits_id, kind.name, value.name)
        .outerjoin(trait_values, value.id == member.value_id)
        .outerjoin(trait_kinds, kind.id == value.kind_id)
    )
    return {
        (number, str(what or "?"), str(name or "?"))
        for number, what, name in connection.execute(query)
    }
