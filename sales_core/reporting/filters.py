"""What a question is about: a period, and some locations, payment methods, products or traits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, get_args

from sqlalchemy import Connection, func, select

from sales_core.errors import UnknownNameError
from sales_core.store.canonical import (
    merged_products,
    product_of_name,
    shown_names,
    with_members,
)
from sales_core.store.names import id_of_name
from sales_core.store.schema import ALL, daily_revenue
from sales_core.store.trait_tables import UNSAID
from sales_core.store.traits import kind_ids, value_names
from sales_core.values.periods import Period, PeriodReversedError
from sales_core.values.traits import shown_kind

Dimension = Literal["location", "payment_method", "product"]
"""What a question can be narrowed by, and revenue broken down by."""

DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)

_FIELDS: dict[str, str] = {
    "location": "locations",
    "payment_method": "payment_methods",
    "product": "products",
}


@dataclass(frozen=True)
class Filters:
    """A period, both days included, and names; no name of a kind means all of that kind.

    Attributes:
        start: First day; None for the first day of data.
        end: Last day; None for the last day of data.
        locations: Names; "" for lines without a location.
        payment_methods: Names; "" for lines without a payment method.
        products: Names; "" for lines without a product. A product answers to the name it
            is shown by, to its name in the files, and to those of products merged into it.

        traits: Kinds of traits (``values.traits``), each with names; "" for lines without one.

    Raises:
        PeriodReversedError: The first day is after the last.
    """

    start: date | None = None
    end: date | None = None
    locations: tuple[str, ...] = ()
    payment_methods: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    traits: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def __post_init__(self) -> None:
        if self.start and self.end and self.start > self.end:
            raise PeriodReversedError(self.start, self.end)

    def names(self, kind: str) -> tuple[str, ...]:
        """Give the names of a dimension or a kind of traits; none means all of that kind."""
        if kind not in _FIELDS:
            return dict(self.traits).get(kind, ())
        found: tuple[str, ...] = getattr(self, _FIELDS[kind])
        return found

    def without(self, kind: str) -> Filters:
        """Ask the same about all names of a dimension or a kind of traits."""
        if kind not in _FIELDS:
            return replace(self, traits=tuple(each for each in self.traits if each[0] != kind))
        empty: dict[str, Any] = {_FIELDS[kind]: ()}
        return replace(self, **empty)


@dataclass(frozen=True)
class Chosen:
    """Filters with numbers in the place of names; an empty tuple means all.

    Attributes:
        period: First to last day; None without data.
        locations: As lines have them.
        payment_methods: As lines have them.
        products: As lines have them: a product together with those merged into it.
        traits: By number of a kind: its values, ``UNSAID`` for lines without one.
        several_products: More than one is meant, of which orders do not add up.
    """

    period: Period | None
    locations: tuple[int, ...]
    payment_methods: tuple[int, ...]
    products: tuple[int, ...]
    traits: tuple[tuple[int, tuple[int, ...]], ...] = ()
    several_products: bool = False

    @property
    def location_ids(self) -> tuple[int, ...]:
        """Give the locations whose daily rows add up to the chosen ones."""
        return self.locations or (ALL,)

    @property
    def payment_method_ids(self) -> tuple[int, ...]:
        """Give the payment methods whose daily rows add up to the chosen ones."""
        return self.payment_methods or (ALL,)


def choose(connection: Connection, filters: Filters) -> Chosen:
    """Look the names of filters up and fill in the first and last day of data.

    Raises:
        UnknownNameError: A name is not there.
    """
    products = _products(connection, filters.products)
    return Chosen(
        _period(connection, filters),
        _numbers(connection, "location", filters.locations),
        _numbers(connection, "payment_method", filters.payment_methods),
        tuple(with_members(products, merged_products(connection))),
        tuple(_traits(connection, kind, names) for kind, names in filters.traits if names),
        several_products=len(products) > 1,
    )


def kind_number(connection: Connection, kind: str) -> int:
    """Give the number of a kind of traits.

    Raises:
        UnknownNameError: No line has one of the kind.
    """
    kinds = kind_ids(connection)
    if kind not in kinds:
        raise UnknownNameError("breakdown", shown_kind(kind), sorted(map(shown_kind, kinds)))
    return kinds[kind]


def _traits(
    connection: Connection, kind: str, names: tuple[str, ...]
) -> tuple[int, tuple[int, ...]]:
    number = kind_number(connection, kind)
    known = {name: value for value, name in value_names(connection, number).items()}
    known[""] = UNSAID
    for name in names:
        if name not in known:
            raise UnknownNameError(shown_kind(kind), name, sorted(known.keys() - {""}))
    return number, tuple(sorted({known[name] for name in names}))


def data_range(connection: Connection) -> Period | None:
    """Give the first and last day that has lines; None where there are none."""
    everything = daily_revenue.c
    query = select(func.min(everything.sale_date), func.max(everything.sale_date)).where(
        everything.location_id == ALL, everything.payment_method_id == ALL
    )
    first, last = connection.execute(query).one()
    return Period(first, last) if first else None


def _period(connection: Connection, filters: Filters) -> Period | None:
    if filters.start and filters.end:
        return Period(filters.start, filters.end)
    known = data_range(connection)
    if filters.start:
        return Period(filters.start, max(filters.start, known.end if known else filters.start))
    if filters.end:
        return Period(min(filters.end, known.start if known else filters.end), filters.end)
    return known


def _products(connection: Connection, names: tuple[str, ...]) -> set[int]:
    """Give the canonical products of names."""
    if not names:
        return set()
    known = product_of_name(connection)
    for name in names:
        if name not in known:
            shown = sorted(shown_names(connection).values())
            raise UnknownNameError("product", name, shown)
    return {known[name] for name in names}


def _numbers(connection: Connection, kind: str, names: tuple[str, ...]) -> tuple[int, ...]:
    if not names:
        return ()
    known = id_of_name(connection, kind)
    for name in names:
        if name not in known:
            raise UnknownNameError(kind.replace("_", " "), name, sorted(known))
    return tuple(sorted({known[name] for name in names}))
