"""The lines behind a number: a first look at them, and what all of them come to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, NamedTuple

import numpy as np
import pandas as pd
from sqlalchemy import ColumnElement, Connection, func, select

from sales_core.reporting.figures import Figures
from sales_core.reporting.filters import Chosen, Filters, choose
from sales_core.reporting.matching_lines import Part, figures_of_lines, matching
from sales_core.store.database import Database
from sales_core.store.names import name_of_id
from sales_core.store.schema import imports, products, sales

LineOrder = Literal["date", "amount"]


class Line(NamedTuple):
    """One stored line with its names; see ``LinesBehind.lines`` for the units."""

    sale_date: date
    order_id: str
    product: str
    location: str
    payment_method: str
    quantity: int
    amount: int
    unit_price: int | None
    file: str
    line: int
    import_id: int


@dataclass(frozen=True)
class LinesBehind:
    """The lines behind a number.

    Attributes:
        lines: Grain: one row a line, the first ones only. ``sale_date`` (date), ``order_id``,
            ``product``, ``location``, ``payment_method`` (str, "" for none), ``quantity``
            (int64 thousandths), ``amount`` (int64 ten-thousandths), ``unit_price`` (Int64
            ten-thousandths, NA for none), ``file`` (str), ``line`` (int64, its line number in
            that file), ``import_id`` (int64).
        figures: Of all lines, also those that are not shown; added up from the lines
            themselves.
    """

    lines: pd.DataFrame = field(compare=False)
    figures: Figures


def lines_behind(
    database: Database,
    filters: Filters,
    part: Part = "all",
    *,
    most: int | None = 500,
    order: LineOrder = "date",
) -> LinesBehind:
    """Show the lines that a figure is made of.

    Args:
        database: Where the lines are.
        filters: The period and the names that the figure is about.
        part: Whether refund lines count, or only they.
        most: How many lines to show; None for all.
        order: ``date``: by day, order id and product. ``amount``: the largest first,
            whatever its sign.

    Raises:
        UnknownNameError: A filter names something that is not there.
    """
    with database.reading() as connection:
        chosen = choose(connection, filters)
        lines = list(read_lines(connection, chosen, part, most=most, order=order))
        figures = figures_of_lines(connection, chosen, part)
    return LinesBehind(_frame(lines), figures)


def read_lines(
    connection: Connection,
    chosen: Chosen,
    part: Part = "all",
    *,
    most: int | None = None,
    order: LineOrder = "date",
) -> Iterator[Line]:
    """Read the lines of a question one after the other; ``most`` None is all of them."""
    if chosen.period is None:
        return
    product = name_of_id(connection, "product")
    place = name_of_id(connection, "location")
    method = name_of_id(connection, "payment_method")
    files = {
        row.id: row.file_name
        for row in connection.execute(select(imports.c.id, imports.c.file_name))
    }
    line = sales.c
    query = (
        select(
            *(line.sale_date, line.order_id),
            *(line.product_id, line.location_id, line.payment_method_id),
            *(line.quantity, line.amount, line.unit_price, line.source_line, line.import_id),
        )
        .where(*matching(chosen, part))
        .order_by(*_order(order))
        .limit(most)
        .execution_options(yield_per=5_000)
    )
    for row in connection.execute(query):
        day, order_id, what, where, how, quantity, amount, price, at, number = row
        names = (product[what], place[where], method[how])
        yield Line(day, order_id, *names, quantity, amount, price, files[number], at, number)


def _order(order: LineOrder) -> tuple[ColumnElement[Any], ...]:
    """Give the order of the lines; by date it begins as they are stored, so few are sorted."""
    line = sales.c
    product = select(products.c.name).where(products.c.id == line.product_id).scalar_subquery()
    by_date = (line.sale_date, line.order_id, product)
    rest = (line.import_id, line.source_line, line.occurrence)
    first = (func.abs(line.amount).desc(),) if order == "amount" else ()
    return (*first, *by_date, *rest)


def _frame(lines: Sequence[Line]) -> pd.DataFrame:
    columns = list(zip(*lines, strict=True)) or [()] * len(Line._fields)
    cells = dict(zip(Line._fields, columns, strict=True))
    frame: dict[str, Any] = {"sale_date": pd.Series(cells["sale_date"], dtype=object)}
    for name in ("order_id", "product", "location", "payment_method"):
        frame[name] = pd.array(list(cells[name]), "str")
    for name in ("quantity", "amount"):
        frame[name] = np.array(cells[name], np.int64)
    frame["unit_price"] = pd.array(list(cells["unit_price"]), "Int64")
    frame["file"] = pd.array(list(cells["file"]), "str")
    for name in ("line", "import_id"):
        frame[name] = np.array(cells[name], np.int64)
    return pd.DataFrame(frame)
