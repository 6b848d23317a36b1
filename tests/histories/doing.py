"""Doing a deed to a database, and seeing what is there then."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, select

from sales_core.errors import ProductNameError
from sales_core.importing.questions import Answers
from sales_core.importing.rejects import LINE
from sales_core.imports import ImportOptions, import_sales, rejected_rows, undo_import
from sales_core.imports.undo import redo_import
from sales_core.reporting.filters import Filters
from sales_core.reporting.revenue import revenue_report
from sales_core.store.canonical import shown_names
from sales_core.store.database import Database
from sales_core.store.product_identity import merge_products, rename_product, unmerge_product
from sales_core.store.schema import (
    ALL,
    daily_product_revenue,
    daily_revenue,
    data_version,
    imports,
    locations,
    payment_methods,
    products,
    sales,
)
from sales_core.store.verify import rebuild
from sales_core.values.actors import BY_COMMAND
from sales_core.values.money import amount_decimal, quantity_decimal
from tests.builders import COLUMNS, csv_bytes, export_of
from tests.histories.deeds import CORRECTED, Deed, Line, row_of
from tests.histories.model import Model

_ANSWERS = Answers(date_order="mdy", decimal_mark="point", choices={"counted-twice": "both"})


@dataclass(frozen=True)
class State:
    """What is there, by name.

    Attributes:
        lines: Each line with its occurrence, and the import it is of.
        days: Revenue of each day that has lines, ten-thousandths.
        products: What each product counts as, and the name that is shown of that.
        sold: Revenue of each product that counts by itself and has lines.
        imports: Of each import whether it is active, and how many rows came and were rejected.
    """

    lines: dict[tuple[Line, int], int]
    days: dict[date, int]
    products: dict[str, tuple[str, str]]
    sold: dict[str, int]
    imports: list[tuple[bool, int, int]]

    def differences(self, other: State) -> list[str]:
        """Say what another one has otherwise."""
        return [
            f"{name} should be {wanted!r}, is {found!r}"
            for name, wanted in vars(self).items()
            if (found := getattr(other, name)) != wanted
        ]


def expected(model: Model) -> State:
    """Say what the model wants to be there."""
    lines = model.lines()
    days: Counter[date] = Counter()
    sold: Counter[str] = Counter()
    for line, _ in lines:
        days[line.day] += line.amount
        sold[model.counts_as(line.item)] += line.amount
    names = {name: (model.counts_as(name), model.shown(name)) for name in model.products()}
    made = [(not one.undone_by, one.brought, len(one.deed.bad)) for one in model.imports]
    return State(lines, dict(days), names, dict(sold), made)


def seen(database: Database) -> tuple[int, State]:
    """See what is there, in one look, and which version of the data that is."""
    with database.reading() as connection:
        version = connection.execute(select(data_version.c.version)).scalar_one()
        return version, _state(connection)


def _state(connection: Connection) -> State:
    by = daily_revenue.c
    days = select(by.sale_date, by.gross_sales + by.refunds).where(
        by.location_id == ALL, by.payment_method_id == ALL
    )
    of = daily_product_revenue.c
    sums: Counter[int] = Counter()
    of_each = select(of.product_id, of.gross_sales + of.refunds).where(of.location_id != ALL)
    for number, amount in connection.execute(of_each):
        sums[number] += amount
    own = dict(map(tuple, connection.execute(select(products.c.id, products.c.name))))
    merged = dict(map(tuple, connection.execute(select(products.c.id, products.c.merged_into))))
    shown = shown_names(connection)
    counted = {number: into or number for number, into in merged.items()}
    made = select(imports.c.undone_at, imports.c.rows_imported, imports.c.rows_rejected)
    return State(
        _lines(connection),
        dict(map(tuple, connection.execute(days))),
        {own[number]: (own[into], shown[into]) for number, into in counted.items()},
        {own[number]: amount for number, amount in sums.items()},
        [
            (undone is None, brought, bad)
            for undone, brought, bad in connection.execute(made.order_by(imports.c.id))
        ],
    )


def _lines(connection: Connection) -> dict[tuple[Line, int], int]:
    line = sales.c
    query = (
        select(
            line.sale_date,
            locations.c.name,
            line.order_id,
            products.c.name,
            line.quantity,
            line.amount,
            payment_methods.c.name,
            line.occurrence,
            line.import_id,
        )
        .join(locations, locations.c.id == line.location_id)
        .join(products, products.c.id == line.product_id)
        .join(payment_methods, payment_methods.c.id == line.payment_method_id)
    )
    found: dict[tuple[Line, int], int] = {}
    for *said, occurrence, number in connection.execute(query):
        assert (Line(*said), occurrence) not in found
        found[Line(*said), occurrence] = number
    return found


def figures_differ(database: Database, model: Model) -> list[str]:
    """Say which figures are not those of the lines that must be there."""
    lines = [line for line, _ in model.lines()]
    refunds = [line for line in lines if line.quantity < 0 or line.amount < 0]
    sold = [line for line in lines if line not in refunds]
    places = Counter(line[:2] for line in sold)
    unknown = any(not line.order and places[line[:2]] > 1 for line in sold)
    wanted = {
        "lines": len(lines),
        "revenue": amount_decimal(sum(line.amount for line in lines)),
        "refunds": amount_decimal(sum(line.amount for line in refunds)),
        "units": quantity_decimal(sum(line.quantity for line in lines)),
        "orders": None if unknown else len({line[:3] for line in sold}),
    }
    found = revenue_report(database, Filters()).figures
    return [
        f"{name} should be {value}, is {getattr(found, name)}"
        for name, value in wanted.items()
        if getattr(found, name) != value
    ]


def do(database: Database, deed: Deed, now: datetime) -> None:
    """Do a deed; one that is refused because of a name changes nothing.

    Raises:
        SalesError: It did not come to pass.
    """
    if deed.name == "bring":
        _bring(database, deed, now)
    elif deed.name == "undo":
        undo_import(database, deed.number, now=now, actor=BY_COMMAND)
    elif deed.name == "redo":
        redo_import(database, deed.number, "SGD", now=now, actor=BY_COMMAND)
    elif deed.name == "merge":
        merge_products(database, deed.products, deed.text, now=now, actor=BY_COMMAND)
    elif deed.name == "unmerge":
        unmerge_product(database, deed.products[0], now=now, actor=BY_COMMAND)
    elif deed.name == "rebuild":
        rebuild(database, now=now, actor=BY_COMMAND)
    elif deed.name == "rename":
        try:
            rename_product(database, deed.products[0], deed.text, now=now, actor=BY_COMMAND)
        except ProductNameError:
            return


def _bring(database: Database, deed: Deed, now: datetime) -> None:
    options = ImportOptions(
        answers=_ANSWERS,
        on_bad_rows="skip",
        on_changed="replace" if deed.replaces else "keep",
    )
    content = _corrected(database, deed) if deed.completes else deed.content
    export = export_of(content)
    result = import_sales(database, export, options, "SGD", now=now, actor=BY_COMMAND)
    assert result.status in ("imported", "already_imported"), result
    assert result.rows.adds_up, result.rows
    assert result.amount.adds_up, result.amount


def _corrected(database: Database, deed: Deed) -> bytes:
    """Take the rejected rows of a file, as they are given out, and correct them."""
    export = export_of(deed.content.removeprefix(CORRECTED))
    rows = rejected_rows(database, export, ImportOptions(answers=_ANSWERS), "SGD")
    table: list[dict[str, Any]] = list(
        csv.DictReader(io.StringIO(rows.as_csv().decode("utf-8-sig"), newline=""))
    )
    table.sort(key=lambda row: int(row[LINE]))
    right = [
        row | {COLUMNS[name]: cell for name, cell in row_of(line).items()}
        for row, line in zip(table, deed.lines, strict=True)
    ]
    return csv_bytes(list(right[0]), *(list(row.values()) for row in right))
