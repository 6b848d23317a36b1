"""Comparing what is stored with the ledger it came from, and making it so again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Integer, Row, func, select

from sales_core.errors import LedgerDamagedError
from sales_core.store import audit, import_log, ledger, product_rollups, stored_lines
from sales_core.store.canonical import KEPT, Merged, merged_products
from sales_core.store.daily_revenue import DAILY
from sales_core.store.database import Database
from sales_core.store.differences import differences, frame_of
from sales_core.store.folding import fold_everything, quarters
from sales_core.store.monthly_rollups import roll_up_months
from sales_core.store.names import name_of_id
from sales_core.store.rollups import roll_up
from sales_core.store.schema import ledger_chunks, monthly_product_revenue, products, sales
from sales_core.store.traits import members_of
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
        progress: Is told how many quarters are compared, of how many.
    """
    report = VerifyReport()
    with database.reading() as connection:
        _verify_file(connection, report)
        _verify_imports(connection, report)
        merged = merged_products(connection)
        periods = list(quarters(connection)) if _lines_are_whole(connection, report) else []
        for done, period in enumerate(periods):
            progress(done, len(periods))
            _verify_days(connection, period, merged, report)
        _verify_products(connection, report)
        report.found += traits_found_wrong(connection)
    return report


def rebuild(database: Database, *, now: datetime, actor: Actor) -> RebuildReport:
    """Fold all lines, daily rows and product prices from the ledger again."""
    with database.writing() as connection:
        fold_everything(connection, now)
        lines = connection.execute(select(func.count()).select_from(sales)).scalar_one()
        active = [one for one in import_log.all_records(connection) if one.undone_at is None]
        days = select(func.count(sales.c.sale_date.distinct()))
        made = RebuildReport(len(active), lines, connection.execute(days).scalar_one())
        what = f"Rebuilt {made.lines:,} lines from {made.imports:,} imports."
        audit.record(connection, actor, audit.Event.REBUILT, what, now=now)
        return made


def _verify_file(connection: Connection, report: VerifyReport) -> None:
    if connection.dialect.name != "sqlite":
        return
    for (said,) in connection.exec_driver_sql("PRAGMA quick_check"):
        if said != "ok":
            report.found.append(f"The database file is damaged: {said}.")


def _lines_are_whole(connection: Connection, report: VerifyReport) -> bool:
    """Look for numbers of lines that SQLite, which takes anything, keeps as something else."""
    if connection.dialect.name != "sqlite":
        return True
    whole = [column for column in sales.columns if isinstance(column.type, Integer)]
    others = [func.sum(func.typeof(column).not_in(("integer", "null"))) for column in whole]
    wrong = False
    for column, lines in zip(whole, connection.execute(select(*others)).one(), strict=True):
        if lines:
            wrong = True
            told = f"The {column.name} of {lines:,} lines is no whole number: no day is compared."
            report.found.append(told)
    return not wrong


def _verify_imports(connection: Connection, report: VerifyReport) -> None:
    """Compare the receipts of imports with the chunks they left in the ledger."""
    chunk = ledger_chunks.c
    for record in import_log.all_records(connection):
        report.count("imports", 1)
        rows = amount = 0
        query = select(ledger_chunks)
        for row in connection.execute(query.where(chunk.import_id == record.id)):
            found = _told_and_true(row)
            rows, amount = rows + row.rows, amount + row.amount
            if found:
                report.found.append(f"Chunk {row.number} of import {record.id} {found}.")
        wanted = (
            record.rows.imported + record.rows.already_imported,
            record.amount.imported + record.amount.already_imported,
        )
        if (rows, amount) != wanted or not (record.rows.adds_up and record.amount.adds_up):
            report.found.append(f"The receipt of import {record.id} does not match its ledger.")


def _told_and_true(row: Row[Any]) -> str:
    """Compare what is recorded of a chunk with its lines; "" where it is the same."""
    try:
        lines = ledger.decode(row.lines)
    except LedgerDamagedError:
        return "cannot be read"
    days = lines["sale_date"]
    true = (len(lines), int(lines["amount"].sum()), days.min().date(), days.max().date())
    told = (row.rows, row.amount, row.first_date, row.last_date)
    return "" if told == true else "is not as recorded"


def _verify_days(
    connection: Connection, period: Period, merged: Merged, report: VerifyReport
) -> None:
    """Compare the lines of a period with the ledger, and its daily rows with the lines."""
    stored = stored_lines.read_lines(connection, period.start, period.end)
    try:
        folded = ledger.fold(ledger.active_chunks(connection, [(period.start, period.end)]))
    except LedgerDamagedError:
        return  # told with its import
    named = stored_lines.with_names(connection, stored)
    columns = [name for name in named.columns if name in folded.columns]
    report.count("lines", len(stored))
    _tell(report, "line", folded[columns], named[columns])
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
        _tell(report, f"row of {table.name}", wanted[names], found)


def _verify_products(connection: Connection, report: VerifyReport) -> None:
    """Compare months and prices of products with the daily rows, and look for lost names."""
    wanted = roll_up_months(product_rollups.read_products(connection))
    names = [column.name for column in monthly_product_revenue.columns]
    rows = connection.execute(select(monthly_product_revenue)).all()
    _tell(report, "row of monthly_product_revenue", wanted[names], frame_of(rows, names))
    kept = connection.execute(select(products.c.id, products.c.name, products.c.price)).all()
    prices = product_rollups.latest_prices(connection, [row.id for row in kept])
    for number, product, price in kept:
        if price != (right := prices.get(number)):
            report.found.append(f"The price of {product!r} is {price}, by its lines {right}.")
    _verify_merges(connection, report)
    named = set(connection.execute(select(products.c.id).where(KEPT)).scalars())
    for kind in NAMES:
        column = sales.c[f"{kind}_id"]
        used = set(connection.execute(select(column).distinct()).scalars())
        known = name_of_id(connection, kind)
        for number in sorted(used - set(known)):
            report.found.append(f"Lines refer to {kind} {number}, which has no name.")
        if kind == "traits":
            continue  # those that no line has are looked for by their values
        for number in sorted(set(known) - used - (named if kind == "product" else set())):
            report.found.append(f"The {kind} {known[number]!r} has no lines.")


def _verify_merges(connection: Connection, report: VerifyReport) -> None:
    """Look for products that are merged into one that is not there or is merged itself."""
    merged, names = merged_products(connection), name_of_id(connection, "product")
    for number, into in merged.items():
        if into not in names or into in merged:
            report.found.append(
                f"The product {names[number]!r} is merged into product {into}, which "
                f"{'is merged itself' if into in names else 'has no name'}."
            )


def _tell(report: VerifyReport, what: str, wanted: pd.DataFrame, found: pd.DataFrame) -> None:
    """Tell which rows are missing and which are too much."""
    for state, texts in differences(wanted, found):
        report.found.append(f"A {what} {state}: {', '.join(texts)}.")
