"""Frames of lines as Parquet, as the ledger keeps them."""

from __future__ import annotations

import io

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from sales_core.errors import LedgerDamagedError
from sales_core.values.lines import DETAILS, LINE_COLUMNS, NAMES

_SCHEMA = pa.schema(
    [
        ("sale_date", pa.date32()),
        ("order_id", pa.string()),
        *((name, pa.dictionary(pa.int32(), pa.string())) for name in NAMES),
        *(
            (name, pa.int64())
            for name in ("quantity", "amount", *DETAILS, "occurrence", "source_line")
        ),
    ]
)

_DISTINCT = {"order_id": "DELTA_BYTE_ARRAY", "source_line": "DELTA_BINARY_PACKED"}
"""Columns that hardly repeat, and how Parquet writes them."""


def encode(lines: pd.DataFrame) -> bytes:
    """Write a frame of lines as Parquet."""
    arrays = [pa.array(lines[field.name], from_pandas=True) for field in _SCHEMA]
    table = pa.Table.from_arrays(
        [
            array.cast(field.type) if array.type != field.type else array
            for array, field in zip(arrays, _SCHEMA, strict=True)
        ],
        schema=_SCHEMA,
    )
    stream = io.BytesIO()
    repeating = [name for name in LINE_COLUMNS if name not in _DISTINCT]
    pq.write_table(
        table,
        stream,
        compression="zstd",
        write_statistics=False,
        use_dictionary=repeating,
        column_encoding=_DISTINCT,
    )
    return stream.getvalue()


def decode(content: bytes) -> pd.DataFrame:
    """Read a frame of lines (``values.lines``) back from Parquet.

    Raises:
        LedgerDamagedError: The bytes are not what ``encode`` writes.
    """
    try:
        table = _with_all_columns(pq.read_table(io.BytesIO(content)))
    except (pa.ArrowException, OSError) as fault:
        raise LedgerDamagedError from fault
    frame = {
        "sale_date": table["sale_date"].to_numpy().astype("datetime64[s]"),
        "order_id": pd.array(table["order_id"].to_pylist(), "str"),
        **{name: table[name].combine_chunks().to_pandas() for name in NAMES},
        **{
            name: table[name].to_numpy()
            for name in ("quantity", "amount", "occurrence", "source_line")
        },
    }
    for name in DETAILS:
        column = table[name].combine_chunks()
        missing = column.is_null().to_numpy(zero_copy_only=False)
        frame[name] = pd.arrays.IntegerArray(column.fill_null(0).to_numpy().copy(), missing)
    return pd.DataFrame(frame, columns=list(LINE_COLUMNS))


def _with_all_columns(table: pa.Table) -> pa.Table:
    """Give a table as ``encode`` writes it; chunks of before have no column of traits.

    Raises:
        pa.ArrowException: A column is missing or of another type.
    """
    if "traits" not in table.column_names:
        none = pa.array([""] * len(table), pa.string()).dictionary_encode()
        table = table.append_column("traits", none)
    return table.select(_SCHEMA.names).cast(_SCHEMA)
