"""The ledger: the lines of every import as read, by name, in Parquet chunks of whole days.

What is stored of a day is a fold over the active imports that touch it, in the
order they were made; everything else in the database can be rebuilt from here.
Only mapped columns are kept: no personal data.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from sqlalchemy import Connection, delete, insert, or_, select

from sales_core.errors import LedgerDamagedError
from sales_core.store.line_files import decode, encode
from sales_core.store.said_again import each_once
from sales_core.store.schema import imports, ledger_chunks
from sales_core.store.seals import checksum
from sales_core.values.keys import row_keys
from sales_core.values.lines import CONTENT, IDENTITY, LINE_COLUMNS, NAMES, ORDER

__all__ = ["Chunk", "active_chunks", "append_chunk", "decode", "encode", "fold"]


@dataclass(frozen=True)
class Chunk:
    """One chunk of an import: its lines and how the import treats the orders it contains.

    ``completes`` is the import whose rejected rows this one brings, corrected.
    """

    import_id: int
    mode: str
    lines: pd.DataFrame
    completes: int | None = None


def append_chunk(
    connection: Connection, import_id: int, number: int, lines: pd.DataFrame, content: bytes
) -> None:
    """Keep a batch of lines as read.

    Args:
        connection: In a writing transaction.
        import_id: The import they belong to.
        number: Counts the chunks of the import from 0.
        lines: A frame of lines (``values.lines``) of whole days, ascending.
        content: The same lines, as ``encode`` writes them.
    """
    days = lines["sale_date"]
    connection.execute(
        insert(ledger_chunks).values(
            import_id=import_id,
            number=number,
            first_date=days.iloc[0].date(),
            last_date=days.iloc[-1].date(),
            rows=len(lines),
            amount=int(lines["amount"].sum()),
            lines=content,
            sha256=checksum(content),
        )
    )


def active_chunks(
    connection: Connection,
    runs: Sequence[tuple[date, date]],
    family: int | None = None,
    *,
    without: Collection[int] = (),
) -> Iterator[Chunk]:
    """Give the chunks of active imports that touch some days, in the order of the imports.

    Args:
        connection: To read with.
        runs: The days, as runs from first to last, ascending. Lines of other days
            are left out of the chunks.
        family: Only the chunks of this import and of those that complete it.
        without: Imports that are left out.

    Raises:
        LedgerDamagedError: A chunk is not as it was written.
    """
    query = (
        select(
            ledger_chunks.c.import_id,
            imports.c.mode,
            imports.c.completes,
            ledger_chunks.c.lines,
            ledger_chunks.c.sha256,
        )
        .join(imports, imports.c.id == ledger_chunks.c.import_id)
        .where(
            imports.c.undone_at.is_(None),
            imports.c.id.not_in(without),
            ledger_chunks.c.first_date <= runs[-1][1],
            ledger_chunks.c.last_date >= runs[0][0],
        )
        .order_by(ledger_chunks.c.import_id, ledger_chunks.c.number)
    )
    if family is not None:
        query = query.where(or_(imports.c.id == family, imports.c.completes == family))
    firsts, lasts = (np.array(ends, "M8[D]").astype("M8[s]") for ends in zip(*runs, strict=True))
    for import_id, mode, completes, content, digest in connection.execute(query):
        lines = intact(content, digest)
        days = lines["sale_date"].to_numpy()
        run = np.searchsorted(firsts, days, "right") - 1
        within = (run >= 0) & (days <= lasts[run])
        if within.any():
            yield Chunk(import_id, mode, lines if within.all() else lines[within], completes)


def sums_of(connection: Connection, import_id: int) -> tuple[int, int]:
    """Count the lines that the ledger holds of one import, and sum their amounts.

    Raises:
        LedgerDamagedError: They cannot be read.
    """
    chunk = ledger_chunks.c
    query = select(chunk.lines, chunk.sha256).where(chunk.import_id == import_id)
    rows = amount = 0
    for content in connection.execute(query):
        lines = intact(*content)
        rows, amount = rows + len(lines), amount + int(lines["amount"].sum())
    return rows, amount


def source_lines(connection: Connection, import_id: int) -> list[int]:
    """Give the line numbers of all lines of one import."""
    chunk = ledger_chunks.c
    query = select(chunk.lines, chunk.sha256).where(chunk.import_id == import_id)
    chunks = connection.execute(query)
    return [line for content in chunks for line in intact(*content)["source_line"].tolist()]


def intact(content: bytes, digest: str) -> pd.DataFrame:
    """Read the lines of a chunk back, if they are the ones that were written.

    Raises:
        LedgerDamagedError: They are not.
    """
    if checksum(content) != digest:
        raise LedgerDamagedError
    return decode(content)


def fold(chunks: Iterator[Chunk]) -> pd.DataFrame:
    """Fold imports, in order, into the lines of their days.

    A merging import adds the lines whose identity is not there yet, and fills in what
    those that are there say nothing of (``said_again``); a replacing
    one first takes away the lines of the orders it contains. An import that
    completes another goes on with it: their lines are numbered as those of one file.

    Returns:
        A frame of lines (``values.lines``) with ``import_id`` (int64), the
        import that each line comes from, sorted by nothing in particular.
    """
    state: list[pd.DataFrame] = []
    for chunk, lines, own in numbered(chunks):
        if chunk.mode == "replace" and state:
            state = [_without_orders(_merged(state), lines, own)]
        state.append(lines)
    return _merged(state)


def numbered(chunks: Iterable[Chunk]) -> Iterator[tuple[Chunk, pd.DataFrame, set[int]]]:
    """Give the lines of each chunk with their place among equal lines of its whole file.

    Yields:
        A chunk, its lines with ``import_id`` (int64), and the imports that have brought lines
        of the same file before it.
    """
    families: dict[int, list[pd.DataFrame]] = {}
    for chunk in chunks:
        family = families.setdefault(chunk.completes or chunk.import_id, [])
        lines = continued(chunk.lines, family) if chunk.completes else chunk.lines
        lines = lines.assign(import_id=np.int64(chunk.import_id))
        yield chunk, lines, {int(frame["import_id"].iloc[0]) for frame in family}
        family.append(lines)


def continued(lines: pd.DataFrame, before: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Number the occurrences of lines on from those of the file that they complete.

    Args:
        lines: A frame of lines (``values.lines``) of whole days.
        before: The other lines of that file, of the same days at least.
    """
    (contents,) = row_keys([lines], CONTENT)
    occurrence = pd.Series(contents).groupby(contents).cumcount().to_numpy() + 1
    for others in before:
        ours, theirs = row_keys([lines, others], CONTENT)
        known, counts = np.unique(theirs, return_counts=True)
        at = np.searchsorted(known, ours).clip(max=len(known) - 1)
        occurrence += np.where(known[at] == ours, counts[at], 0)
    return lines.assign(occurrence=occurrence)


def delete_chunks(connection: Connection, import_id: int) -> None:
    """Delete the chunks of one import, to write others in their place."""
    connection.execute(delete(ledger_chunks).where(ledger_chunks.c.import_id == import_id))


def together(frames: list[pd.DataFrame]) -> pd.DataFrame:
    """Put frames of lines (``values.lines``) one behind the other."""
    if not frames:
        empty = {name: pd.Series(dtype="int64") for name in (*LINE_COLUMNS, "import_id")}
        for name in NAMES:
            empty[name] = pd.Series(pd.Categorical([], categories=pd.Index([], dtype="str")))
        empty["sale_date"] = pd.Series(dtype="datetime64[s]")
        empty["order_id"] = pd.Series(dtype="str")
        return pd.DataFrame(empty)
    if len(frames) == 1:
        return frames[0]
    aligned = [frame.copy(deep=False) for frame in frames]
    for name in NAMES:
        union = pd.Index(
            list(dict.fromkeys(text for frame in aligned for text in frame[name].cat.categories)),
            dtype="str",
        )
        for frame in aligned:
            frame[name] = frame[name].cat.set_categories(union)
    return pd.concat(aligned, ignore_index=True)


def _merged(frames: list[pd.DataFrame]) -> pd.DataFrame:
    """Put the lines of imports together, each of them once."""
    if len(frames) < 2:
        return together(frames)
    lines = together(frames)
    (identity,) = row_keys([lines], IDENTITY)
    return each_once(lines, identity)


def _without_orders(lines: pd.DataFrame, replacing: pd.DataFrame, own: set[int]) -> pd.DataFrame:
    """Take away the lines of some orders, but for those of the replacing file itself."""
    ours, theirs = row_keys([lines, replacing], ORDER)
    return lines[~np.isin(ours, theirs) | lines["import_id"].isin(own)]
