"""Figures by what lines say of themselves: category, staff, channel, kept columns, rate and hour.

Every one adds up to the revenue of the question: lines that say nothing of a kind are a part of
their own, without a name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd
from sqlalchemy import BigInteger, Connection, Select, cast, func, literal, select

from sales_core.errors import UnknownNameError
from sales_core.reporting.any_filters import sums_of, value_of
from sales_core.reporting.figures import (
    DAY_SUMMED,
    FIGURES,
    TAXES,
    known,
    with_taxes,
)
from sales_core.reporting.filters import DIMENSIONS, Chosen, Filters, choose, kind_number
from sales_core.reporting.revenue import breakdown
from sales_core.store.database import Database
from sales_core.store.schema import ALL, daily_revenue, locations
from sales_core.store.trait_tables import UNSAID, daily_traits
from sales_core.store.traits import kind_ids, value_names
from sales_core.values.traits import KINDS, is_kept, shown_kind

Each = Literal["day", "all"]


@dataclass(frozen=True)
class TraitKind:
    """A kind of traits that lines have.

    Attributes:
        kind: As filters name it (``values.traits``).
        shown: Its name for people.
        values: The names there are, in their order.
    """

    kind: str
    shown: str
    values: tuple[str, ...]


def trait_kinds_of(database: Database) -> tuple[TraitKind, ...]:
    """Give the kinds of traits there are: those with a meaning first, then the columns kept."""
    with database.reading() as connection:
        found = kind_ids(connection)
        known_kinds = [kind for kind in KINDS if kind in found]
        kept = sorted((kind for kind in found if is_kept(kind)), key=str.casefold)
        return tuple(
            TraitKind(kind, shown_kind(kind), tuple(_ordered(value_names(connection, found[kind]))))
            for kind in (*known_kinds, *kept)
        )


def kind_named(database: Database, name: str) -> str:
    """Give the kind of traits of a name as people write it: "staff", "tax rate", "Size".

    Raises:
        UnknownNameError: There is none.
    """
    there = trait_kinds_of(database)
    wanted = name.strip().casefold().replace("_", " ")
    for each in there:
        if wanted in (each.shown.casefold().replace("_", " "), each.kind.casefold()):
            return each.kind
    shown = [each.replace("_", " ") for each in DIMENSIONS] + [each.shown for each in there]
    raise UnknownNameError("breakdown", name, shown)


def parts_of(database: Database, filters: Filters, name: str) -> tuple[str, pd.DataFrame]:
    """Split the figures of a question by anything there is.

    Args:
        database: Where the lines are.
        filters: The question.
        name: "location", "payment method", "product", or what ``kind_named`` takes.

    Returns:
        What they are split by, and the parts (``revenue.breakdown``, ``trait_breakdown``).

    Raises:
        UnknownNameError: A filter, or the name, names something that is not there.
    """
    wanted = name.strip().casefold().replace(" ", "_").replace("-", "_")
    for each in DIMENSIONS:
        if wanted == each:
            return each, breakdown(database, filters, each)
    kind = kind_named(database, name)
    return shown_kind(kind).replace(" ", "_"), trait_breakdown(database, filters, kind)


def trait_breakdown(database: Database, filters: Filters, kind: str) -> pd.DataFrame:
    """Split the figures of a question by the values of a kind of traits.

    Returns:
        Grain: one row a value that has lines, highest revenue first. ``name`` (str; "" for lines
        without one), FIGURES (amounts int64 ten-thousandths; ``orders`` Int64, NA where not
        known) and TAXES. Orders do not add up: one order can have several values.

    Raises:
        UnknownNameError: A filter, or the kind, names something that is not there.
    """
    with database.reading() as connection:
        chosen = choose(connection, filters)
        number = kind_number(connection, kind)
        frame = by_value(connection, chosen, number, "all")
        names = value_names(connection, number) | {UNSAID: ""}
    frame["name"] = frame["value_id"].map(names).astype("str")
    frame = with_taxes(known(frame[frame["lines"] > 0]))[["name", *FIGURES, *TAXES]]
    return frame.sort_values(["revenue", "name"], ascending=[False, True], ignore_index=True)


def _ordered(values: dict[int, str]) -> list[str]:
    return sorted(values.values(), key=lambda name: (name.casefold(), name))


def by_value(connection: Connection, chosen: Chosen, kind: int, each: Each) -> pd.DataFrame:
    """Sum a question by the values of a kind, of each day or of all days together.

    Returns:
        ``value_id``, ``sale_date`` (date; None for all days), DAY_SUMMED and ``revenue`` (int64).
    """
    if chosen.period is None:
        rows: Sequence[Any] = []
    elif chosen.products or chosen.payment_methods or any(of != kind for of, _ in chosen.traits):
        return _from_packed_days(connection, chosen, kind, each)
    else:
        wanted = next((values for _, values in chosen.traits), ())
        rows = connection.execute(_said(chosen, kind, each, wanted)).all()
        if not wanted or UNSAID in wanted:
            rows = [*rows, *connection.execute(_unsaid(chosen, kind, each))]
    frame = pd.DataFrame(rows, columns=["value_id", "sale_date", *DAY_SUMMED])
    numbers = {name: frame[name].fillna(0).astype("int64") for name in ("value_id", *DAY_SUMMED)}
    frame = frame.assign(**numbers)
    if frame.duplicated(["value_id", "sale_date"]).any():
        keys = ["value_id", "sale_date"]
        frame = frame.groupby(keys, as_index=False, dropna=False)[list(DAY_SUMMED)].sum()
    frame["revenue"] = frame["gross_sales"] + frame["refunds"]
    return frame


def _said(chosen: Chosen, kind: int, each: Each, wanted: Sequence[int]) -> Select[Any]:
    """Sum the daily rows of a kind."""
    daily = daily_traits.c
    assert chosen.period is not None  # noqa: S101 - the caller looked
    day = daily.sale_date if each == "day" else literal(None)
    query = select(
        daily.value_id, day, *(cast(func.sum(daily[name]), BigInteger) for name in DAY_SUMMED)
    ).where(
        daily.kind_id == kind,
        daily.location_id.in_(chosen.locations or select(locations.c.id)),
        daily.sale_date.between(chosen.period.start, chosen.period.end),
    )
    if wanted:
        query = query.where(daily.value_id.in_(wanted))
    keys = (daily.value_id, daily.sale_date) if each == "day" else (daily.value_id,)
    return query.group_by(*keys)


def _unsaid(chosen: Chosen, kind: int, each: Each) -> Select[Any]:
    """Sum the days and locations of which no line says anything of a kind."""
    daily, said = daily_revenue.c, daily_traits.c
    assert chosen.period is not None  # noqa: S101 - the caller looked
    day = daily.sale_date if each == "day" else literal(None)
    there = (
        select(said.value_id)
        .where(
            said.kind_id == kind,
            said.location_id == daily.location_id,
            said.sale_date == daily.sale_date,
        )
        .exists()
    )
    query = select(
        literal(UNSAID), day, *(cast(func.sum(daily[name]), BigInteger) for name in DAY_SUMMED)
    ).where(
        daily.location_id.in_(chosen.locations or select(locations.c.id)),
        daily.payment_method_id == ALL,
        daily.sale_date.between(chosen.period.start, chosen.period.end),
        ~there,
    )
    return query.group_by(daily.sale_date) if each == "day" else query


def _from_packed_days(
    connection: Connection, chosen: Chosen, kind: int, each: Each
) -> pd.DataFrame:
    """Sum a question that has other filters, too."""
    frame = sums_of(connection, chosen, DAY_SUMMED, value_of(connection, kind), ("traits_id",))
    frame = frame.rename(columns={"key": "value_id"})
    frame["sale_date"] = frame["sale_date"].dt.date.astype(object) if each == "day" else None
    if each == "all":  # an order is of one day
        frame = frame.groupby("value_id", as_index=False)[list(DAY_SUMMED)].sum()
        frame.insert(1, "sale_date", None)
    return frame.assign(revenue=frame["gross_sales"] + frame["refunds"])
