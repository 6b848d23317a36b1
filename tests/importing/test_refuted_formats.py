"""Files that have the columns of a declared format, and values that are none of its."""

from __future__ import annotations

import pytest

from sales_core.importing.files.export import SalesExport
from sales_core.importing.inspection import read_export
from sales_core.importing.issues import FileRefusedError
from sales_core.importing.questions import Answers
from sales_core.importing.reading import Reading

HEADER = "Date,Order Date,Receipt,Item,Line Type,Register,Total,Paid Amount,Details\n"


def read(text: str) -> Reading:
    return read_export(SalesExport("x.csv", text.encode()), Answers(), "EUR")


def test_values_that_are_no_dates_refute_a_format() -> None:
    rows = "".join(f"open,2025-03-{20 + at},{at},Cup,Sale Line,1,ok,{at}.50,-\n" for at in range(4))
    found = read(HEADER + rows)
    assert found.format is None
    assert found.evidence[0].startswith("Attention: the columns are those of the Lightspeed")


def test_a_single_bad_row_refutes_nothing() -> None:
    found = read(HEADER + "2025-03-20,2025-03-20,1,Cup,Sale Line,1,ok,5.00,-\n")
    assert (found.format, found.rows_rejected) == ("lightspeed-sales", 1)


def test_where_nothing_else_reads_the_format_stands() -> None:
    rows = "x,,1,Cup,Sale Line,1,5.00,,-\n" * 4
    with pytest.raises(FileRefusedError) as told:
        read(HEADER + rows)
    assert told.value.issue.code == "no-dates"
