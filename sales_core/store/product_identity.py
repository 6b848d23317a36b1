"""Merging products, unmerging them, and the names they are shown by. Lines never change.

Each is one writing transaction: what is kept precomputed of the products concerned
is summed again from their lines, and of no others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

import pandas as pd
from sqlalchemy import Connection, update

from sales_core.errors import ProductMergeError, ProductNameError, UnknownNameError
from sales_core.store import product_rollups
from sales_core.store.audit import Event, record
from sales_core.store.canonical import (
    merged_products,
    product_of_name,
    shown_names,
    with_members,
)
from sales_core.store.daily_revenue import forget_unused_products
from sales_core.store.database import Database
from sales_core.store.names import id_of_name, name_of_id
from sales_core.store.rollups import roll_up_products
from sales_core.store.schema import products
from sales_core.store.stored_lines import read_lines
from sales_core.values.actors import Actor
from sales_core.values.names import LONGEST_NAME, clean_name
from sales_core.values.periods import bucket_start


def merge_products(
    database: Database, names: Iterable[str], into: str, *, now: datetime, actor: Actor
) -> None:
    """Let some products count as another one, in all reports and for all imports to come.

    Products that are merged into one of them move along. Merging into a product that
    is merged itself merges into the one that it counts as.

    Args:
        database: Where they are.
        names: The products that disappear from reports, by shown name or name in the files.
        into: The product that stays.
        now: The moment, in UTC.
        actor: Who asks for it.

    Raises:
        UnknownNameError: A name is not there.
        ProductMergeError: There is nothing to merge, or lines without a product are meant.
    """
    with database.writing() as connection:
        sources, target = mergeable(connection, names, into)
        _count_as(connection, with_members(sources, merged_products(connection)), target, now)
        own = name_of_id(connection, "product")
        merged = ", ".join(repr(own[number]) for number in sources)
        what = f"Merged into {own[target]!r}: {merged}."
        record(connection, actor, Event.MERGED, what, now=now)
        _sum_again(connection, [*sources, target], now)


def unmerge_product(database: Database, name: str, *, now: datetime, actor: Actor) -> None:
    """Let a merged product count as its own again.

    Args:
        database: Where it is.
        name: Its name in the files.
        now: The moment, in UTC.
        actor: Who asks for it.

    Raises:
        UnknownNameError: The name is not there.
        ProductMergeError: It is not merged.
    """
    with database.writing() as connection:
        known = id_of_name(connection, "product")
        if name not in known:
            raise UnknownNameError("product", name, sorted(known))
        number, merged = known[name], merged_products(connection)
        if number not in merged:
            raise ProductMergeError(f"The product {name!r} is not merged into another one.")
        _count_as(connection, [number], None, now)
        what = f"The product {name!r} counts as its own again."
        record(connection, actor, Event.UNMERGED, what, now=now)
        _sum_again(connection, [number, merged[number]], now)


def rename_product(
    database: Database, name: str, display_name: str, *, now: datetime, actor: Actor
) -> str:
    """Show a product by another name; the empty name shows that of the files again.

    Args:
        database: Where it is.
        name: The product, by shown name or name in the files.
        display_name: The name to show, cleaned as the names in files are.
        now: The moment, in UTC.
        actor: Who asks for it.

    Returns:
        The name that it is shown by now.

    Raises:
        UnknownNameError: The name is not there.
        ProductNameError: Another product is shown by that name, or it is too long.
    """
    with database.writing() as connection:
        number = _product(connection, name)
        own = name_of_id(connection, "product")[number]
        if own == "":
            raise ProductNameError("Lines without a product cannot be given a name.")
        wanted = clean_name(display_name)
        if len(wanted) > LONGEST_NAME:
            raise ProductNameError(
                f"The name has {len(wanted):,} characters. At most {LONGEST_NAME} can be shown."
            )
        given = wanted if wanted != own else ""
        others = {text for key, text in shown_names(connection).items() if key != number}
        if (given or own) in others:
            raise ProductNameError(
                f"Another product is shown as {given or own!r}. Choose another name, "
                "or merge the two if they are one product."
            )
        connection.execute(
            update(products)
            .where(products.c.id == number)
            .values(display_name=given or None, updated_at=now)
        )
        forget_unused_products(connection)
        what = f"The product {own!r} is shown as {given or own!r}."
        record(connection, actor, Event.RENAMED, what, now=now)
        return given or own


def mergeable(
    connection: Connection, names: Iterable[str], into: str
) -> tuple[tuple[int, ...], int]:
    """Give the products that can be merged, and the one they would count as.

    Raises:
        UnknownNameError: A name is not there.
        ProductMergeError: There is nothing to merge, or lines without a product are meant.
    """
    target = _product(connection, into)
    own, shown = name_of_id(connection, "product"), shown_names(connection)
    sources = set()
    for name in names:
        number = _product(connection, name)
        if number != target and name not in (shown[number], own[number]):
            raise ProductMergeError(
                f"The product {name!r} is merged into {shown[number]!r}. "
                "Unmerge it first, or merge that one."
            )
        sources.add(number)
    sources -= {target}
    if not sources:
        raise ProductMergeError("There is nothing to merge. Choose at least two products.")
    if "" in {own[number] for number in (*sources, target)}:
        raise ProductMergeError("Lines without a product cannot be merged: they can be anything.")
    return tuple(sorted(sources)), target


def _product(connection: Connection, name: str) -> int:
    known = product_of_name(connection)
    if name not in known:
        raise UnknownNameError("product", name, sorted(shown_names(connection).values()))
    return known[name]


def _count_as(
    connection: Connection, numbers: Sequence[int], into: int | None, now: datetime
) -> None:
    changed = update(products).where(products.c.id.in_(numbers))
    connection.execute(changed.values(merged_into=into, updated_at=now))


def _sum_again(connection: Connection, concerned: Sequence[int], now: datetime) -> None:
    """Sum the daily rows, months and prices of some canonical products from their lines.

    Of each product what was summed before, or what will be now, must be among them.
    """
    merged = merged_products(connection)
    numbers = with_members(concerned, merged)
    quarters: dict[date, list[date]] = {}
    for day in product_rollups.read_days_of(connection, numbers):
        quarters.setdefault(bucket_start(day, "quarter"), []).append(day)
    parts = [
        roll_up_products(
            read_lines(connection, days[0], days[-1], numbers),
            merged,
            product_rollups.unclear_places(connection, days[0], days[-1]),
        )
        for days in quarters.values()
    ]
    if parts:
        daily = pd.concat(parts, ignore_index=True)
        product_rollups.replace_products(connection, numbers, daily, now)
    forget_unused_products(connection)
