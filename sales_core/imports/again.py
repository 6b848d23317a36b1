"""The file of an earlier import, read again: its lines gain what the reader takes now.

Time, category, taxes and the columns that a person keeps come with the lines of the import that
has them already: no line comes or goes, no figure changes, and undoing the import takes it all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

import numpy as np
import pandas as pd
from sqlalchemy import Connection

from sales_core.errors import DatabaseBusyError
from sales_core.importing.files.export import SalesExport
from sales_core.importing.issues import FileRefusedError
from sales_core.importing.rows.lines import TypedRows
from sales_core.imports.complete import read_file
from sales_core.imports.outcomes import already_imported
from sales_core.imports.receipt import gained_told
from sales_core.imports.remember import remember
from sales_core.imports.result import ImportOptions, ImportResult
from sales_core.imports.trail import record_answers, record_gained
from sales_core.store import import_log, ledger
from sales_core.store.database import Database
from sales_core.store.days import fold_days, settle
from sales_core.store.import_log import ImportRecord
from sales_core.store.names import NameIds
from sales_core.store.rollups import Rollups
from sales_core.store.said_again import each_once, gains
from sales_core.store.stored_lines import runs_of_days
from sales_core.values.actors import Actor
from sales_core.values.keys import row_keys
from sales_core.values.lines import IDENTITY, STATED
from sales_core.values.traits import kept_kind, shown_kind


@dataclass(frozen=True)
class _Again:
    """What lines of an import say when their file is read again: whole days, ascending."""

    lines: pd.DataFrame
    gained: frozenset[str]


def known_again(
    connection: Connection,
    export: SalesExport,
    earlier: ImportRecord,
    options: ImportOptions,
    currency: str | None,
    *,
    now: datetime | None = None,
    actor: Actor | None = None,
) -> ImportResult:
    """Tell that a file is imported, and what its lines gain when it is read again.

    Args:
        connection: To read with; with ``now`` in a writing transaction.
        export: The file.
        earlier: Its import.
        options: What the user chose.
        currency: That of the database.
        now: The moment, in UTC, to write what is gained; None to tell it alone.
        actor: Who has it written.
    """
    told = already_imported(export.name, earlier, options.answers)
    if told.status != "already_imported" or not _may_gain(earlier, options):
        return told
    try:
        brought = read_file(connection, export, options, currency)
    except FileRefusedError:
        return told
    reading = brought.reading
    if reading.lines is None or reading.plan is None:
        return told
    parts: list[_Again] = []
    rows = 0
    for part in _parts(connection, earlier, reading.lines):
        if part is None:
            return told  # it is read otherwise than it was imported
        parts.append(part)
        rows += len(part.lines)
    gained = frozenset[str]().union(*(part.gained for part in parts))
    if not gained or rows != earlier.rows.imported + earlier.rows.already_imported:
        return told
    if now is not None and actor is not None:
        _write(connection, earlier, parts, now)
        traits = {**earlier.plan.get("traits", {}), **reading.plan.traits}
        record = replace(earlier, plan={**earlier.plan, "traits": traits})
        import_log.update_receipt(connection, record)
        record_gained(connection, actor, record.id, now=now)
        record_answers(connection, actor, record.id, options.answers, now=now)
        remember(connection, reading, options, brought.answers, file_name=export.name, now=now)
    shown = tuple(sorted(map(shown_kind, gained)))
    said = told.message.removesuffix("Nothing was changed.")
    return replace(told, message=f"{said}No figure changes. {gained_told(shown)}", gained=shown)


def read_again(
    database: Database,
    export: SalesExport,
    options: ImportOptions,
    currency: str | None,
    *,
    now: datetime,
    actor: Actor,
) -> ImportResult:
    """Write what the lines of an import gain when its file is read again; see ``known_again``.

    Raises:
        DatabaseBusyError: The import was undone meanwhile.
    """
    with database.writing() as connection:
        earlier = import_log.active_record(connection, export.sha256())
        if earlier is None:
            raise DatabaseBusyError
        return known_again(connection, export, earlier, options, currency, now=now, actor=actor)


def earlier_of(connection: Connection, export: SalesExport) -> ImportRecord | None:
    """Find the active import of this very file; only a file of the same size is hashed."""
    if not import_log.active_of_size(connection, export.size):
        return None
    return import_log.active_record(connection, export.sha256())


def _may_gain(earlier: ImportRecord, options: ImportOptions) -> bool:
    """Tell whether an import was made before all was taken, or a new column is to be kept."""
    if "traits" not in earlier.plan:
        return True
    wanted = {kept_kind(" ".join(header.split())) for header in options.answers.keep or ()}
    named = {kind.casefold() for kind in earlier.plan["traits"]}
    return any(kind.casefold() not in named for kind in wanted)


def _parts(
    connection: Connection, earlier: ImportRecord, lines: TypedRows
) -> Iterator[_Again | None]:
    """Give the lines of an import with what they gain; None where they are others.

    Taxes and discounts of an import of before are those that are read now: then nobody had
    looked whether they are those of lines.
    """
    number, of_before = earlier.id, "traits" not in earlier.plan
    for batch in lines.batches():
        runs = list(runs_of_days(batch["sale_date"]))
        chunks = ledger.active_chunks(connection, runs, number)
        own = [chunk.lines for chunk in chunks if chunk.import_id == number]
        stored = ledger.together(own)
        ours, theirs = row_keys([batch, stored], IDENTITY)
        _, here, there = np.intersect1d(ours, theirs, return_indices=True)
        if not len(here) == len(batch) == len(stored):
            yield None
            return
        found = gains(stored.iloc[there], batch.iloc[here])
        if of_before:
            yield _Again(batch, found | _otherwise(stored.iloc[there], batch.iloc[here]))
            continue
        both = ledger.together([stored, batch])
        (identity,) = row_keys([both], IDENTITY)
        filled = each_once(both, identity)
        order = np.argsort(filled["sale_date"].to_numpy(), kind="stable")
        yield _Again(filled.iloc[order].reset_index(drop=True), found)


def _otherwise(stored: pd.DataFrame, batch: pd.DataFrame) -> frozenset[str]:
    """Give which details of lines are read otherwise now."""
    return frozenset(name for name in STATED if stored[name].tolist() != batch[name].tolist())


def _write(
    connection: Connection, earlier: ImportRecord, parts: list[_Again], now: datetime
) -> None:
    """Keep the lines of an import as they are read now, and make their days anew."""
    ledger.delete_chunks(connection, earlier.id)
    for number, part in enumerate(parts):
        ledger.append_chunk(connection, earlier.id, number, part.lines, ledger.encode(part.lines))
    ids = NameIds(connection, now)
    runs: list[tuple[date, date]] = []
    changed: list[Rollups] = []
    for part in parts:
        new = list(runs_of_days(part.lines["sale_date"]))
        changed.append(fold_days(connection, new, ids))
        runs += new
    settle(connection, runs, changed, now)
