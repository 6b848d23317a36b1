from __future__ import annotations

from datetime import date

import pandas as pd

from sales_core.reporting.table_csv import table_csv


def test_a_table_is_written_exactly_and_safely() -> None:
    table = pd.DataFrame(
        {
            "name": ["=1+1", "Tea", "-5"],
            "revenue": [-70_000, 645_086_280, 1],
            "average": pd.array([None, 5, 25_000], "Int64"),
            "units": [1_500, -1_000, 0],
            "orders": [1, 2, 3],
            "start": [date(2025, 3, 1), None, date(2025, 3, 2)],
            "date": pd.to_datetime(["2025-03-01", "2025-03-02", "2025-03-03"]).as_unit("s"),
            "change": ["+12.5 %", "–", "-3.0 %"],
        }
    )
    assert table_csv(table).decode("utf-8-sig").splitlines() == [
        "name,revenue,average,units,orders,start,date,change",
        "'=1+1,-7,,1.5,1,2025-03-01,2025-03-01,'+12.5 %",
        "Tea,64508.628,0.0005,-1,2,,2025-03-02,–",
        "-5,0.0001,2.5,0,3,2025-03-02,2025-03-03,'-3.0 %",
    ]


def test_a_table_without_rows_has_its_header() -> None:
    assert table_csv(pd.DataFrame({"name": [], "revenue": []})) == b"\xef\xbb\xbfname,revenue\r\n"
