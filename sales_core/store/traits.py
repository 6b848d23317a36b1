"""What is kept of traits besides the lines: each value once, and which values a set of them has."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection, Table, delete, func, select

from sales_core.store.bulk import insert_records
from sales_core.store.trait_tables import (
    daily_traits,
    trait_kinds,
    trait_members,
    trait_values,
    traits,
)
from sales_core.values.arrays import Ints
from sales_core.values.traits import traits_in

_AT_ONCE = 5_000
"""Sets named in one statement."""


@dataclass(frozen=True)
class Members:
    """Which values some sets of traits have: a set has at most one value of a kind.

    Attributes:
        by_kind: By kind (its number): the value of each set that has one, both by number.
    """

    by_kind: Mapping[int, Mapping[int, int]]

    def of_lines(self, kind: int, sets: Ints) -> Ints:
        """Give the value of a kind of each line (int64), by the sets that the lines have.

        A line whose set has none gets 0.
        """
        known = self.by_kind[kind]
        table = np.zeros(max(int(sets.max(initial=0)), *known) + 1, np.int64)
        table[list(known)] = list(known.values())
        return table[sets]


NO_TRAITS = Members({})


def add_members(connection: Connection, added: Mapping[str, int]) -> None:
    """Note which values new sets of traits have.

    Args:
        connection: In a writing transaction.
        added: The number of each set by its text (``values.traits``).
    """
    said = {number: traits_in(text) for text, number in added.items() if text}
    if not said:
        return
    kinds = _kinds_of(connection, (kind for one in said.values() for kind in one))
    wanted = {(kinds[kind], name) for one in said.values() for kind, name in one.items()}
    values = _values_of(connection, wanted)
    rows = [
        {"traits_id": number, "value_id": values[kinds[kind], name]}
        for number, one in said.items()
        for kind, name in one.items()
    ]
    insert_records(connection, trait_members, rows)


def members_of(connection: Connection, sets: Iterable[int]) -> Members:
    """Give the values that some sets of traits have."""
    found: dict[int, dict[int, int]] = {}
    wanted = sorted({int(each) for each in sets})
    member, value = trait_members.c, trait_values.c
    query = select(value.kind_id, member.traits_id, value.id).join(
        trait_values, value.id == member.value_id
    )
    for at in range(0, len(wanted), _AT_ONCE):
        some = wanted[at : at + _AT_ONCE]
        for kind, number, which in connection.execute(query.where(member.traits_id.in_(some))):
            found.setdefault(kind, {})[number] = which
    return Members(found)


def kind_ids(connection: Connection) -> dict[str, int]:
    """Give the numbers of all kinds of traits there are."""
    return {row.name: row.id for row in connection.execute(select(trait_kinds))}


def value_names(connection: Connection, kind: int) -> dict[int, str]:
    """Give the values of a kind by their numbers."""
    value = trait_values.c
    query = select(value.id, value.name).where(value.kind_id == kind)
    return {row.id: row.name for row in connection.execute(query)}


def forget_unused_traits(connection: Connection) -> None:
    """Delete the values that no line has any more, and the sets and kinds they were in."""
    used = set(connection.execute(select(daily_traits.c.value_id).distinct()).scalars())
    gone = set(connection.execute(select(trait_values.c.id)).scalars()) - used
    if not gone:
        return
    members = trait_members.c
    sets = connection.execute(
        select(members.traits_id).where(members.value_id.in_(gone)).distinct()
    ).scalars()
    lost = list(sets)
    _delete(connection, trait_members, "traits_id", lost)
    _delete(connection, traits, "id", lost)
    _delete(connection, trait_values, "id", gone)
    left = select(trait_values.c.kind_id).distinct()
    connection.execute(delete(trait_kinds).where(trait_kinds.c.id.not_in(left)))


def _delete(connection: Connection, table: Table, column: str, numbers: Collection[int]) -> None:
    ascending = sorted(numbers)
    for at in range(0, len(ascending), _AT_ONCE):
        some = ascending[at : at + _AT_ONCE]
        connection.execute(delete(table).where(table.c[column].in_(some)))


def _kinds_of(connection: Connection, names: Iterable[str]) -> dict[str, int]:
    known = kind_ids(connection)
    last = max(known.values(), default=0)
    fresh = [name for name in dict.fromkeys(names) if name not in known]
    added = {name: last + at for at, name in enumerate(fresh, 1)}
    if added:
        rows = [{"id": number, "name": name} for name, number in added.items()]
        insert_records(connection, trait_kinds, rows)
    return known | added


def _values_of(
    connection: Connection, wanted: Collection[tuple[int, str]]
) -> dict[tuple[int, str], int]:
    """Give the numbers of some values of kinds, adding those that are not there yet."""
    known = {(row.kind_id, row.name): row.id for row in connection.execute(select(trait_values))}
    last = connection.execute(select(func.max(trait_values.c.id))).scalar() or 0
    fresh = sorted(set(wanted) - known.keys())
    added = {each: last + at for at, each in enumerate(fresh, 1)}
    if added:
        rows = [
            {"id": number, "kind_id": kind, "name": name} for (kind, name), number in added.items()
        ]
        insert_records(connection, trait_values, rows)
    return known | added
