"""Tables as Parquet: amounts and quantities are exact decimals, days are days."""

from __future__ import annotations

import io
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq

from sales_core.reporting.files.typed_table import Column, Kind, TypedTable, Value
from sales_core.values.money import decimal_text

_TYPES: dict[Kind, pa.DataType] = {
    "text": pa.string(),
    "day": pa.date32(),
    "count": pa.int64(),
    "amount": pa.decimal128(19, 4),
    "quantity": pa.decimal128(19, 3),
    "percent": pa.decimal128(24, 1),
    "mixed": pa.string(),
}


def write_parquet(table: TypedTable, currency: str) -> bytes:
    """Write a table.

    Args:
        table: What to write.
        currency: ISO 4217 code of the amounts; it stands in the metadata of the file and of
            each column of amounts.
    """
    fields = [
        pa.field(
            column.name,
            _TYPES[column.kind],
            metadata={"currency": currency} if column.kind == "amount" else None,
        )
        for column in table.columns
    ]
    schema = pa.schema(fields, metadata={"currency": currency, "title": table.title})
    arrays = [pa.array(_cells(column), _TYPES[column.kind]) for column in table.columns]
    stream = io.BytesIO()
    pq.write_table(pa.table(arrays, schema=schema), stream)
    return stream.getvalue()


def _cells(column: Column) -> list[Value]:
    return [_text(each) for each in column.values] if column.kind == "mixed" else column.values


def _text(value: Value) -> Value:
    """Write what is of no one type as texts."""
    if isinstance(value, Decimal):
        return decimal_text(value)
    return value if value is None or isinstance(value, str) else str(value)
