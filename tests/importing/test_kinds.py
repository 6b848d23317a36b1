"""Rows that a file's own column of kinds or states says are no sales."""

from __future__ import annotations

from sales_core.importing.plan import ImportPlan
from sales_core.importing.reading import Reading
from sales_core.values.money import amount_text, quantity_text
from tests.builders import read


def amounts(reading: Reading) -> list[str]:
    assert reading.lines is not None, reading.questions
    return [
        f"{quantity_text(row['quantity'])} {amount_text(row['amount'])}"
        for batch in reading.lines.batches()
        for row in batch.to_dict("records")
    ]


def test_what_moves_money_is_no_sale() -> None:
    reading = read(
        b"Date,Type,Amount\n2025-03-28,Sale,10.50\n2025-03-29,Payout,-9.00\n"
        b"2025-03-29,Bank transfer,-1.00\n2025-03-30,Fee,-0.50\n2025-03-30,Adjustment,0.25\n"
    )
    assert amounts(reading) == ["1 10.5", "1 0.25"]
    assert reading.rows_ignored == 3
    assert any("2 payouts, transfers" in said for said in reading.evidence)


def test_a_fee_that_a_customer_pays_is_a_sale() -> None:
    reading = read(b"Date,Type,Amount\n2025-03-28,Sale,10.50\n2025-03-29,Late fee,5.00\n")
    assert amounts(reading) == ["1 10.5", "1 5"]


def test_payments_of_sales_are_the_same_money_again() -> None:
    reading = read(
        b"Date,Type,Amount\n2025-03-28,Sale,10.50\n2025-03-28,Payment,10.50\n2025-03-29,Sale,2.25\n"
    )
    assert amounts(reading) == ["1 10.5", "1 2.25"]


def test_payments_alone_are_sales() -> None:
    reading = read(b"Date,Type,Amount\n2025-03-28,Payment,10.50\n2025-03-29,Payout,-9.00\n")
    assert amounts(reading) == ["1 10.5"]


def test_a_column_without_a_sale_decides_nothing() -> None:
    reading = read(b"Date,Type,Amount\n2025-03-28,Transfer,10.50\n2025-03-29,Yoga,9.00\n")
    assert amounts(reading) == ["1 10.5", "1 9"]


def test_a_transfer_is_a_way_to_pay_as_well() -> None:
    reading = read(
        b"Date,Payment,Payment Type,Amount\n2025-03-28,a,Invoice,10.50\n"
        b"2025-03-29,b,Transfer,9.00\n"
    )
    assert amounts(reading) == ["1 10.5", "1 9"]


def test_a_payment_that_failed_is_no_sale() -> None:
    reading = read(
        b"Date,Status,Amount\n2025-03-28,Paid,10.50\n2025-03-29,FAILED,9.00\n"
        b"2025-03-30,Cancelled,1.00\n"
    )
    assert amounts(reading) == ["1 10.5", "1 1"]
    assert any("Cancelled" in said for said in reading.evidence)


def test_the_plan_keeps_the_rules() -> None:
    plan = read(b"Date,Type,Amount\n2025-03-28,Sale,10.50\n2025-03-29,Payout,-5.25\n").plan
    assert plan is not None
    assert [rule.never for rule in plan.rules] == [("payout",)]
    assert ImportPlan.from_json(plan.as_json()) == plan
