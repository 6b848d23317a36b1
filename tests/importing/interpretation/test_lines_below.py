"""Rows that begin empty are lines of the sale, or of the day, above them: or they stay faults."""

from __future__ import annotations

import pytest

from sales_core.importing.plan import ImportPlan
from tests.builders import lines_of, read

HEAD = "Sale Date,Sale Number,Sale Total,Items/Name,Items/Qty,Items/Total\n"
SALES = HEAD + "2026-11-20,1,30.00,Mug,1,10.00\n,,,Cup,2,20.00\n2026-11-21,2,5.00,Tea,1,5.00\n"
GERMAN = (
    "Datum;Beleg;Gesamtbetrag;Artikel;Menge;Betrag\n20.11.2026;1;30,00;Becher;1;10,00\n"
    ";;;Tasse;2;20,00\n21.11.2026;2;5,00;Tee;1;5,00\n"
)
PATHS = (
    "date_order,name,amount_total,lines/product_id/name,lines/qty,lines/price_subtotal_incl\n"
    "2026-11-20,S1,30.00,Mug,1,10.00\n,,,Cup,2,20.00\n2026-11-21,S2,5.00,Tea,1,5.00\n"
)
PRICED = (
    "Date,Order,Total,Item,Qty,Price\n2026-11-20,1,30.00,Mug,1,10.00\n"
    ",,,Cup,2,10.00\n2026-11-21,2,5.00,Tea,1,5.00\n"
)
NO_NAME = (
    "Date,Number,Grand,Item,Qty,Amount\n2026-11-20,A1,30.00,Mug,1,10.00\n"
    ",,,Cup,2,20.00\n2026-11-21,A2,5.00,Tea,1,5.00\n"
)


@pytest.mark.parametrize(
    "text", [SALES, GERMAN, PATHS, PRICED, NO_NAME, SALES + "Total,,35.00,,4,35.00\n"]
)
def test_lines_below_a_sale_take_its_date_and_number(text: str) -> None:
    lines = lines_of(read(text.encode()))
    assert lines["amount"].tolist() == [100_000, 200_000, 50_000]
    assert lines["quantity"].tolist() == [1_000, 2_000, 1_000]
    assert lines["order_id"].nunique() == 2
    assert lines["sale_date"].nunique() == 2


def test_the_plan_says_which_columns_were_filled() -> None:
    plan = read(SALES.encode()).plan
    assert plan is not None
    assert plan.fill_down == ("Sale Date", "Sale Number")
    assert ImportPlan.from_json(plan.as_json()).fill_down == plan.fill_down


def test_totals_that_their_lines_do_not_come_to_are_asked() -> None:
    reading = read(SALES.replace("30.00", "35.00").encode())
    assert [question.field for question in reading.questions] == ["amount"]


def test_totals_of_sales_alone_count_once() -> None:
    body = "2026-11-20,1,30.00,Mug,1\n,,,Cup,2\n,,,Cake,2\n2026-11-21,2,5.00,Tea,1\n"
    reading = read(("Date,Order,Total,Item,Qty\n" + body).encode())
    assert lines_of(reading)["amount"].tolist() == [300_000, 0, 0, 50_000]
    assert any(told.startswith("Attention: only the Total") for told in reading.evidence)


def test_one_row_without_date_and_number_stays_a_fault() -> None:
    body = "2026-11-20,1,Mug,1,10.00\n,,Cup,2,20.00\n2026-11-21,2,Tea,1,5.00\n"
    reading = read(("Date,Order,Item,Qty,Amount\n" + body).encode())
    assert reading.rows_rejected == 1


def test_a_date_that_stands_once_in_its_group_is_that_of_all_rows_in_it() -> None:
    body = "2026-11-20,Mug,10.00\n,Cup,20.00\n2026-11-21,Tea,5.00\n,Tea,6.00\n,Cake,6.00\n"
    reading = read(("Date,Item,Amount\n" + body).encode())
    days = lines_of(reading)["sale_date"].astype(str).str[:10].tolist()
    assert days == ["2026-11-20"] * 2 + ["2026-11-21"] * 3
    assert any("stands once above" in told for told in reading.evidence)


@pytest.mark.parametrize(
    "body",
    [
        ",Mug,10.00\n2026-11-20,Cup,20.00\n,Tea,5.00\n2026-11-21,Tea,6.00\n,Tea,1.00\n",
        "2026-11-20,Mug,10.00\n,Cup,20.00\n2026-11-21,Tea,5.00\n2026-11-22,Tea,6.00\n",
        "2026-11-20,Mug,10.00\n,Cup,20.00\n,Tea,5.00\n2026-11-22,Tea,6.00\n",
        "2026-11-20,Mug,10.00\n,Cup,20.00\n2026-11-20,Tea,5.00\n,Tea,6.00\n",
        "2026-11-20,Mug,10.00\n,,20.00\n2026-11-21,Tea,5.00\n,Tea,6.00\n",
    ],
    ids=[
        "above the first date",
        "one slip",
        "below one date alone",
        "a date twice",
        "a name is missing, too",
    ],
)
def test_rows_without_a_date_are_faults_where_nothing_proves_it(body: str) -> None:
    assert read(("Date,Item,Amount\n" + body).encode()).rows_rejected > 0
