"""A table of some columns of a file, read fast where the file is clean."""

from __future__ import annotations

from collections.abc import Iterable

from sales_core.importing.files.careful_reader import read_carefully
from sales_core.importing.files.clean_reader import read_clean
from sales_core.importing.files.export import SalesExport
from sales_core.importing.files.table import Layout, Table


def read_table(
    export: SalesExport, layout: Layout, places: Iterable[int], order_id: int | None
) -> Table:
    """Read some columns of a file.

    Args:
        export: The file.
        layout: Its header, and how its text is written.
        places: Positions of the columns.
        order_id: Position of the column of order ids, kept as one text a row.

    Raises:
        FileRefusedError: The file cannot be read to its end.
    """
    wanted = sorted(places)
    return read_clean(export, layout, wanted, order_id) or read_carefully(
        export, layout, wanted, order_id
    )
