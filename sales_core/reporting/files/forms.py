"""The kinds of files that any table is written to, by the names they are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

from sales_core.reporting.files.csv_file import COMMA, POINT, CsvForm, write_csv
from sales_core.reporting.files.typed_table import TypedTable

Form = Literal["csv", "csv-comma", "xlsx", "parquet"]
"""``csv-comma`` is CSV for spreadsheets that write 1234,5."""

FORMS: tuple[Form, ...] = get_args(Form)

CSV_FORMS: dict[Form, CsvForm] = {"csv": POINT, "csv-comma": COMMA}

ENDINGS: dict[Form, str] = {
    "csv": "csv",
    "csv-comma": "csv",
    "xlsx": "xlsx",
    "parquet": "parquet",
}

MIME = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
}
"""Media types by the ending of a name."""


def write_table(table: TypedTable, form: Form, currency: str) -> bytes:
    """Write a table to a file of some kind; the same table gives the same bytes.

    Args:
        table: What to write.
        form: The kind of file.
        currency: ISO 4217 code of the amounts.

    Raises:
        TooManyRowsError: A workbook cannot hold so many rows.
    """
    if form == "xlsx":
        return write_workbook([table], currency)
    if form == "parquet":
        from sales_core.reporting.files.parquet_file import write_parquet  # noqa: PLC0415

        return write_parquet(table, currency)
    return write_csv(table, CSV_FORMS[form])


def write_workbook(tables: Sequence[TypedTable], currency: str) -> bytes:
    """Write tables to the sheets of one workbook; see ``xlsx_file.write_xlsx``."""
    from sales_core.reporting.files.xlsx_file import write_xlsx  # noqa: PLC0415 - loads a library

    return write_xlsx(tables, currency)
