"""The fast way to read a file without surprises; it declines every other file.

A file is clean when it is UTF-8, has one line for each row and the same number
of cells in every row. Arrow's CSV parser checks all of that while it reads; the
line count of the raw bytes tells whether a cell held a line break.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np
import pyarrow as pa
from pyarrow import csv as arrow_csv

from sales_core.importing.files.export import SalesExport
from sales_core.importing.files.table import Codes, Column, Layout, Table

T = TypeVar("T")

_BLOCK = 1 << 19

_BLOCKS_KEPT = 64
"""After so many blocks freed memory is given back; else it grows to that of half the file."""

_SPARE = 1.2
"""So many times the rows that a file seems to have are there room for."""

_DICTIONARY = pa.dictionary(pa.int32(), pa.string())

# Arrow's own allocator keeps what its threads have freed: 100 MB of a million rows.
pa.set_memory_pool(pa.system_memory_pool())


def read_clean(
    export: SalesExport, layout: Layout, wanted: Iterable[int], order_id: int | None
) -> Table | None:
    """Read a clean file, or give None where the careful reader must look.

    Args:
        export: The file.
        layout: Its encoding, delimiter and header.
        wanted: Positions of the columns to read.
        order_id: Position of the column of order ids, kept as one text a row.
    """
    if layout.encoding not in ("utf-8", "utf-8-sig") or layout.quote != '"':
        return None
    if layout.surplus or layout.skip_blanks:
        return None
    narrow = [at for at in wanted if at != order_id]
    with _beside(export) as beside:
        fingerprint = beside(export.fingerprint)
        clean = beside(partial(_is_clean, export, layout.delimiter))
        try:
            columns, order_ids, rows = _read(export, layout, narrow, order_id)
        except (pa.ArrowInvalid, UnicodeEncodeError):  # the latter from the name of the file
            return None
        sha256, lines = fingerprint()
    if lines != layout.header_line + rows or not clean():
        return None
    if _has_blank_row(columns.values(), order_ids):
        return None
    return Table(layout, rows, columns, order_ids, None, (), 0, sha256, order_id=order_id)


@contextmanager
def _beside(export: SalesExport) -> Iterator[Callable[[Callable[[], T]], Callable[[], T]]]:
    """Give what does work in another thread and gives its result; for a small file, what waits.

    To start a thread takes longer than to look through a block.
    """
    if export.size <= _BLOCK:
        yield lambda work: work
        return
    with ThreadPoolExecutor(1) as thread:
        yield lambda work: thread.submit(work).result


def _is_clean(export: SalesExport, delimiter: str) -> bool:
    """Tell whether the bytes are UTF-8 without NUL, and marks and line ends stand where they may.

    Quotation marks only open cells, close them, or stand in pairs inside:
    Arrow lets others pass, which strict CSV calls a fault. In a file without
    line breaks in cells every first mark of two opens and every second one
    closes. A carriage return alone would be a line break inside a cell. Arrow
    looks only at the text of the columns it is asked for.
    """
    mark, back, feed = ord('"'), ord("\r"), ord("\n")
    outside = np.zeros(256, np.bool_)
    outside[[ord(delimiter), feed, back, mark]] = True
    decoder = codecs.getincrementaldecoder("utf-8")()
    before, seen = b"\n", 0
    for block in export.blocks():
        if b"\x00" in block or not _continues(decoder, block):
            return False
        data = np.frombuffer(before + block.removeprefix(codecs.BOM_UTF8), np.uint8)
        if (before[-1:] == b"\r" or b"\r" in block) and not np.all(
            data[np.flatnonzero(data[:-1] == back) + 1] == feed
        ):
            return False
        at = np.flatnonzero(data[1:-1] == mark) + 1
        opens = (seen + np.arange(len(at))) % 2 == 0
        if not np.all(outside[data[np.where(opens, at - 1, at + 1)]]):
            return False
        seen += len(at)
        before = (before + block)[-2:]
    even = (seen + (before[-1:] == b'"')) % 2 == 0
    return even and before[-1:] != b"\r" and _continues(decoder, b"", last=True)


def _continues(decoder: codecs.IncrementalDecoder, block: bytes, *, last: bool = False) -> bool:
    """Tell whether a block goes on with the text; letters of ASCII need no decoding."""
    if block.isascii() and not last and not decoder.getstate()[0]:
        return True
    try:
        decoder.decode(block, last)
    except UnicodeDecodeError:
        return False
    return True


def _has_blank_row(columns: Iterable[Column], order_ids: pa.ChunkedArray | None) -> bool:
    """Tell whether a row has no text in any column that is read."""
    blank = None
    for column in columns:
        empty = np.array([not text.strip() for text in column.texts], np.bool_)
        if not empty.any():
            return False
        rows = column.rows_with(empty)
        blank = rows if blank is None else blank & rows
    if blank is None or not blank.any():
        return False
    if order_ids is None:
        return True
    texts = order_ids.take(pa.array(np.flatnonzero(blank))).to_pylist()
    return any(not text.strip() for text in texts)


def _read(
    export: SalesExport, layout: Layout, narrow: list[int], order_id: int | None
) -> tuple[dict[int, Column], pa.ChunkedArray | None, int]:
    types = {str(at): _DICTIONARY for at in narrow}
    if order_id is not None:
        types[str(order_id)] = pa.string()
    merged = {at: _Merged() for at in narrow}
    order_ids: list[pa.Array] = []
    rows = 0
    for number, batch in enumerate(_batches(export, layout, types), 1):
        rows += batch.num_rows
        blocks_left = export.size / _BLOCK + 2 - number
        room = int(_SPARE * rows / number * max(blocks_left, 1))
        for at, column in merged.items():
            column.add(batch.column(str(at)), room)
        if order_id is not None:
            order_ids.append(batch.column(str(order_id)))
        if number % _BLOCKS_KEPT == 0:
            pa.default_memory_pool().release_unused()
    columns = {at: merged.pop(at).column(layout.header[at]) for at in narrow}
    pa.default_memory_pool().release_unused()
    return columns, pa.chunked_array(order_ids, pa.string()) if order_id is not None else None, rows


def _batches(
    export: SalesExport, layout: Layout, types: dict[str, pa.DataType]
) -> arrow_csv.CSVStreamingReader:
    """Start reading the columns of some positions (as texts) in blocks of the file."""
    content = export.content
    return arrow_csv.open_csv(
        content if isinstance(content, Path) else pa.BufferReader(content),
        read_options=arrow_csv.ReadOptions(
            use_threads=export.size > _BLOCK,
            block_size=_BLOCK,
            skip_rows=layout.header_line,
            column_names=[str(at) for at in range(len(layout.header))],
        ),
        parse_options=arrow_csv.ParseOptions(delimiter=layout.delimiter),
        convert_options=arrow_csv.ConvertOptions(
            include_columns=list(types), column_types=types, strings_can_be_null=False
        ),
    )


class _Merged:
    """One column of which each block came with a dictionary of its own.

    The codes lie in one array with room for all rows there may be; what is not written of it
    takes no memory, and put together from pieces they would be there twice.
    """

    def __init__(self) -> None:
        self._code_of: dict[str, int] = {}
        self._codes: Codes = np.empty(0, np.int16)
        self._filled = 0

    def add(self, block: pa.DictionaryArray, room: int) -> None:
        """Add a block; ``room`` is how many rows there may be with it and behind it."""
        known = self._code_of
        places = [known.setdefault(text, len(known)) for text in block.dictionary.to_pylist()]
        wide = len(known) > np.iinfo(np.int16).max
        filled, end = self._filled, self._filled + len(block)
        if end > len(self._codes) or (wide and self._codes.dtype == np.int16):
            size = filled + max(room, len(block))
            codes: Codes = np.empty(size, np.int32) if wide else np.empty(size, np.int16)
            codes[:filled] = self._codes[:filled]
            self._codes = codes
        self._codes[filled:end] = np.array(places, self._codes.dtype)[block.indices.to_numpy()]
        self._filled = end

    def column(self, header: str) -> Column:
        """Give what was added."""
        return Column(header, list(self._code_of), self._codes[: self._filled])
