"""Which stored lines a question is about, and what they come to, asked of the lines alone.

No daily table is read here: what this counts proves what those say.
"""

from __future__ import annotations

from typing import Any, Literal

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    case,
    cast,
    exists,
    func,
    not_,
    select,
    tuple_,
)

from sales_core.reporting.figures import DAY_SUMMED, Figures, figures_of
from sales_core.reporting.filters import Chosen
from sales_core.store.schema import sales
from sales_core.store.trait_tables import UNSAID, trait_members, trait_values

Part = Literal["all", "sales", "refunds"]
"""All lines, those that are not refund lines, or only the refund lines."""

_line = sales.c

REFUND: ColumnElement[bool] = (_line.amount < 0) | (_line.quantity < 0)
"""Whether a line is a refund line."""

SALE: ColumnElement[bool] = not_(REFUND)
"""Whether a line is not a refund line."""

_other = sales.alias("other").c

_OF_A_PLACE = [
    column.name
    for column in sales.primary_key.columns
    if column.name not in {"sale_date", "location_id"}
]

UNNUMBERED: ColumnElement[bool] = (
    SALE
    & (_line.order_id == "")
    & exists().where(
        _other.sale_date == _line.sale_date,
        _other.location_id == _line.location_id,
        _other.amount >= 0,
        _other.quantity >= 0,
        tuple_(*(_other[name] for name in _OF_A_PLACE))
        != tuple_(*(_line[name] for name in _OF_A_PLACE)),
    )
)
"""Whether a line is a sale of which nobody knows the order: it has no order id, and there are
other sales on its day and location, of whose order it may be."""

ORDERED: ColumnElement[bool] = SALE & not_(UNNUMBERED)
"""Whether a line makes its order count."""


def matching(chosen: Chosen, part: Part = "all") -> list[ColumnElement[bool]]:
    """Give the conditions for the lines of a question; it must have a period.

    Args:
        chosen: The period and the names.
        part: Whether refund lines count, or only they.
    """
    assert chosen.period is not None  # noqa: S101 - the caller looked
    conditions: list[ColumnElement[bool]] = [
        _line.sale_date.between(chosen.period.start, chosen.period.end)
    ]
    for column, numbers in (
        (_line.location_id, chosen.locations),
        (_line.payment_method_id, chosen.payment_methods),
        (_line.product_id, chosen.products),
    ):
        if numbers:
            conditions.append(column.in_(numbers))
    conditions += [_of_kind(kind, values) for kind, values in chosen.traits]
    if part != "all":
        conditions.append(REFUND if part == "refunds" else SALE)
    return conditions


def _of_kind(kind: int, values: tuple[int, ...]) -> ColumnElement[bool]:
    """Say which lines have one of some values of a kind of traits."""
    members, named = trait_members.c, trait_values.c
    said = [value for value in values if value != UNSAID]
    having = _line.traits_id.in_(select(members.traits_id).where(members.value_id.in_(said)))
    if len(said) == len(values):
        return having
    of_kind = select(members.traits_id).join(trait_values, named.id == members.value_id)
    return having | _line.traits_id.not_in(of_kind.where(named.kind_id == kind))


def stated_sums() -> dict[str, ColumnElement[Any]]:
    """Give the sums of what lines state of tax and discounts."""
    untaxed = _line.tax.is_(None)
    return {
        "discounts": func.coalesce(func.sum(_line.discount), 0),
        "tax": func.coalesce(func.sum(_line.tax), 0),
        "untaxed": func.sum(case((untaxed, 1), else_=0)),
        "untaxed_revenue": func.sum(case((untaxed, _line.amount), else_=0)),
    }


def figures_of_lines(connection: Connection, chosen: Chosen, part: Part = "all") -> Figures:
    """Add the matching lines up, and count their orders.

    Lines are grouped by day and order id, the order in which they are stored, and the
    locations are counted in each group: grouping by location as well would sort all lines
    on SQLite. Elsewhere it lets each node of Citus count its own.
    """
    if chosen.period is None:
        return figures_of(dict.fromkeys(DAY_SUMMED, 0))
    place = () if connection.dialect.name == "sqlite" else (_line.location_id,)
    by_order = (
        select(
            func.count().label("lines"),
            func.sum(case((REFUND, 0), else_=_line.amount)).label("gross_sales"),
            func.sum(case((REFUND, _line.amount), else_=0)).label("refunds"),
            func.sum(_line.quantity).label("units"),
            func.count(case((ORDERED, _line.location_id)).distinct()).label("orders"),
            func.sum(case((UNNUMBERED, 1), else_=0)).label("unnumbered"),
            *(column.label(name) for name, column in stated_sums().items()),
        )
        .where(*matching(chosen, part))
        .group_by(_line.sale_date, _line.order_id, *place)
        .subquery()
    )
    summed: list[ColumnElement[Any]] = [
        cast(func.coalesce(func.sum(column), 0), BigInteger).label(column.name)
        for column in by_order.c
    ]
    return figures_of(dict(connection.execute(select(*summed)).mappings().one()))
