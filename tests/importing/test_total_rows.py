"""Totals that bear a date, and a second table of the same width, are no sales."""

from __future__ import annotations

import pytest

from tests.builders import lines_of, read, refusal

HEAD = "Date,Item,Amount\n"


def test_totals_with_a_date_are_left_out() -> None:
    days = "".join(
        f"2024-03-{day:02},Tea,{day}.50\n2024-03-{day:02},Milk,2.00\n"
        f"2024-03-{day:02},Total,{day + 2}.50\n"
        for day in range(1, 6)
    )
    reading = read((HEAD + days + "2024-03-05,Grand Total,27.50\n").encode())
    assert (reading.rows_ignored, len(lines_of(reading))) == (6, 10)
    assert any("agree with 6 totals" in told for told in reading.evidence)


def test_a_product_called_total_stays() -> None:
    body = "2024-03-01,Tea,1.50\n2024-03-02,Total,9.00\n2024-03-03,Total,9.00\n"
    assert lines_of(read((HEAD + body).encode()))["product"].tolist() == ["Tea", "Total", "Total"]
    formula = "2024-03-01,Tea,5\n2024-03-02,@SUM(A1),5\n"
    assert len(lines_of(read((HEAD + formula).encode()))) == 2


def test_a_second_table_of_the_same_width_is_refused() -> None:
    body = "2024-03-01,Tea,1.50\n2024-03-02,Milk,2.50\n\n"
    other = "Date,Payment,Total\n2024-03-01,Cash,1.50\n2024-03-02,Card,2.50\n"
    fault = refusal((HEAD + body + other).encode())
    assert (fault.issue.code, fault.issue.line) == ("two-tables", 5)


def test_a_line_about_the_report_is_not_the_header() -> None:
    head = "Date,2024-03-31,Total,4.00\n"
    reading = read(
        (head + "Date,Item,Shop,Payment,Amount\n2024-03-01,Tea,Hall,Cash,4.00\n").encode()
    )
    assert reading.layout.header_line == 2


def test_totals_named_in_a_column_that_is_no_field_are_left_out() -> None:
    head = "Date,Party,Voucher No.,Gross Total\n"
    body = "1-Apr-24,Acme,A/1,118000.00\n3-Apr-24,Bharat,A/2,14567.69\n"
    for total in (",Grand Total,,132567.69\n", "30-Apr-24,Grand Total,,132567.69\n"):
        reading = read((head + body + total).encode())
        assert (reading.rows_ignored, reading.rows_rejected) == (1, 0)
        assert len(lines_of(reading)) == 2


@pytest.mark.parametrize(
    "word", ["Total", "Gesamt", "Summe", "Итого", "合計", "Total general", "Totaal", "Grand Total"]
)
@pytest.mark.parametrize(
    "days", [("2026-08", "2026-07"), ("Aug 2026", "Jul 2026"), ("08/2026", "07/2026"),
             ("2026-08-20", "2026-08-21"), ("46000", "46001"), ("20260820", "20260821")]
)  # fmt: skip
def test_a_total_named_among_the_dates_is_left_out(word: str, days: tuple[str, str]) -> None:
    first, second = days
    body = f"{first},Book,22.37\n{second},Book,5.59\n{word},,27.96\n"
    reading = read((HEAD + body).encode())
    assert (reading.rows_ignored, reading.rows_rejected) == (1, 0)
    assert lines_of(reading)["amount"].tolist() == [223_700, 55_900]
    assert any("agree" in told for told in reading.evidence)


def test_a_total_among_months_that_does_not_agree_is_told() -> None:
    reading = read(b"Month,Item,Amount\n2026-08,Book,22.37\n2026-07,Book,5.59\nTotal,,29.96\n")
    assert any(told.startswith("Attention: the file's own total") for told in reading.evidence)
