"""Comparing what is stored with the ledger it came from, and making it so again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

import pandas as pd
from sqlalchemy import Connection, func, select

from sales_core.errors import LedgerDamagedError
from sales_core.store import audit, import_log, ledger, product_rollups, stored_lines
from sales_core.store.canonical import KEPT, Merged, merged_products
from sales_core.store.daily_revenue import DAILY
from sales_core.store.database import Database
from sales_core.store.differences import differences, frame_of
from sales_core.store.folding import fold_everything, stretches
from sales_core.store.monthly_rollups import roll_up_months
from sales_core.store.names import name_of_id
from sales_core.store.rollups import roll_up
from sales_core.store.schema import (
    daily_revenue,
    imports,
    monthly_product_revenue,
    products,
    sales,
)
from sales_core.store.traits import members_of
from sales_core.store.verify_file import (
    file_found_wrong,
    kinds_found_wrong,
    mend_indexes,
    readable,
    versions_found_wrong,
)
from sales_core.store.verify_ledger import currency_found_wrong, imports_found_wrong
from sales_core.store.verify_sums import days_of_lines, days_of_rows
from sales_core.store.verify_traits import traits_found_wrong
from sales_core.values.actors import Actor
from sales_core.values.lines import NAMES
from sales_core.values.periods import Period
from sales_core.values.progress import Progress, no_progress

TOLD = 20
"""Differences told one by one; more are only counted."""


@dataclass
class VerifyReport:
    """What verifying found.

    Attributes:
        checked: How many imports, lines and daily rows were compared.
        found: What is not as the ledger says, a sentence each.
    """

    checked: dict[str, int] = field(default_factory=dict)
    found: list[str] = field(default_factory=list)

    @property
    def differences(self) -> tuple[str, ...]:
        """Give the differences, the first of them told one by one."""
        more = len(self.found) - TOLD
        return (*self.found[:TOLD], f"And {more:,} more.") if more > 0 else tuple(self.found)

    @property
    def clean(self) -> bool:
        """Tell whether everything is as the ledger says."""
        return not self.found

    def add(self, what: str, found: Iterable[str]) -> None:
        """Add what looking through something finds, or that it cannot be looked through."""
        self.found += readable(what, found)

    def count(self, what: str, number: int) -> None:
        """Count what was compared."""
        self.checked[what] = self.checked.get(what, 0) + number


@dataclass(frozen=True)
class RebuildReport:
    """How many imports were folded, into how many lines on how many days."""

    imports: int
    lines: int
    days: int


def verify(database: Database, progress: Progress = no_progress) -> VerifyReport:
    """Compare everything that is stored with what the ledger makes of it; nothing is changed.

    Args:
        database: Which goes on being used meanwhile; what is compared is one state of it.
        progress: Is told how many stretches of days are compared, of how many.
    """
    with database.reading() as connection:
        return verify_state(connection, progress)


def verify_state(connection: Connection, progress: Progress = no_progress) -> VerifyReport:
    """Compare everything that a transaction sees with what the ledger makes of it."""
    report = VerifyReport()
    report.add("The file", file_found_wrong(connection))
    before = len(report.found)
    report.add("A table", kinds_found_wrong(connection))
    if len(report.found) > before:
        return report  # whatever reads those values would stop at them
    report.add("A table", versions_found_wrong(connection))
    report.add("The list of imports", _imports(connection, report))
    report.add("The ledger", _days(connection, report, progress))
    report.add("The list of products", _products(connection))
    report.add("The list of traits", traits_found_wrong(connection))
    return report


def _imports(connection: Connection, report: VerifyReport) -> Iterator[str]:
    report.count("imports", connection.execute(select(func.count(imports.c.id))).scalar_one())
    yield from imports_found_wrong(connection)
    yield from currency_found_wrong(connection)


def _days(connection: Connection, report: VerifyReport, progress: Progress) -> Iterator[str]:
    merged = merged_products(connection)
    periods = list(stretches(connection))
    for done, period in enumerate(periods):
        progress(done, len(periods))
        found = _days_of(connection, period, merged, report)
        yield from readable(f"What is stored from {period.start} to {period.end}", found)


def rebuild(
    database: Database, *, now: datetime, actor: Actor, progress: Progress = no_progress
) -> RebuildReport:
    """Fold all lines, daily rows and product prices from the ledger again.

    Args:
        database: Which can be read meanwhile; what is read is as it was.
        now: The moment, in UTC.
        actor: Who has it done.
        progress: Is told how many quarters are folded, of how many.

    Raises:
        LedgerDamagedError: A chunk of the ledger is not as it was written.
    """
    with database.writing() as connection:
        mend_indexes(connection)
        fold_everything(connection, now, progress)
        lines = connection.execute(select(func.count()).select_from(sales)).scalar_one()
        active = [one for one in import_log.all_records(connection) if one.undone_at is None]
        days = select(func.count(sales.c.sale_date.distinct()))
        made = RebuildReport(len(active), lines, connection.execute(days).scalar_one())
        what = f"Rebuilt {made.lines:,} lines from {made.imports:,} imports."
        audit.record(connection, actor, audit.Event.REBUILT, what, now=now)
        return made


def _days_of(
    connection: Connection, period: Period, merged: Merged, report: VerifyReport
) -> Iterator[str]:
    """Compare the lines of a period with the ledger, and its daily rows with the lines."""
    stored = stored_lines.read_lines(connection, period.start, period.end)
    try:
        folded = ledger.fold(ledger.active_chunks(connection, [(period.start, period.end)]))
    except LedgerDamagedError:
        return  # told with its import
    named = stored_lines.with_names(connection, stored)
    columns = [name for name in named.columns if name in folded.columns]
    report.count("lines", len(stored))
    yield from days_of_lines(folded, named)
    yield from _rows("line", folded[columns], named[columns])
    rollups = roll_up(stored, merged, members_of(connection, stored["traits_id"].unique()))
    for table, wanted in zip(
        DAILY,
        (rollups.revenue, rollups.products, rollups.traits, rollups.packed),
        strict=True,
    ):
        within = select(table).where(table.c.sale_date.between(period.start, period.end))
        names = [column.name for column in table.columns]
        found = frame_of(connection.execute(within).all(), names)
        report.count("daily rows", len(found))
        if table is daily_revenue:
            yield from days_of_rows(wanted[names], found)
        yield from _rows(f"row of {table.name}", wanted[names], found)


def _products(connection: Connection) -> Iterator[str]:
    """Compare months and prices of products with the daily rows, and look for lost names."""
    wanted = roll_up_months(product_rollups.read_products(connection))
    names = [column.name for column in monthly_product_revenue.columns]
    rows = connection.execute(select(monthly_product_revenue)).all()
    yield from _rows("row of monthly_product_revenue", wanted[names], frame_of(rows, names))
    kept = connection.execute(select(products.c.id, products.c.name, products.c.price)).all()
    prices = product_rollups.latest_prices(connection, [row.id for row in kept])
    for number, product, price in kept:
        if price != (right := prices.get(number)):
            yield f"The price of {product!r} is {price}, by its lines {right}."
    yield from _merges(connection)
    named = set(connection.execute(select(products.c.id).where(KEPT)).scalars())
    for kind in NAMES:
        column = sales.c[f"{kind}_id"]
        used = set(connection.execute(select(column).distinct()).scalars())
        known = name_of_id(connection, kind)
        for number in sorted(used - set(known)):
            yield f"Lines refer to {kind} {number}, which has no name."
        if kind == "traits":
            continue  # those that no line has are looked for by their values
        for number in sorted(set(known) - used - (named if kind == "product" else set())):
            yield f"The {kind} {known[number]!r} has no lines."


def _merges(connection: Connection) -> Iterator[str]:
    """Look for products that are merged into one that is not there or is merged itself."""
    merged, names = merged_products(connection), name_of_id(connection, "product")
    for number, into in merged.items():
        if into not in names or into in merged:
            yield (
                f"The product {names[number]!r} is merged into product {into}, which "
                f"{'is merged itself' if into in names else 'has no name'}."
            )


def _rows(what: str, wanted: pd.DataFrame, found: pd.DataFrame) -> Iterator[str]:
    """Tell which rows are missing and which are too much."""
    for state, texts in differences(wanted, found):
        yield f"A {what} {state}: {', '.join(texts)}."
