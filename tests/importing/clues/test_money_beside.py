"""What was paid back beside the amount is asked about, unless the file proves that it is off."""

from __future__ import annotations

import pytest

from tests.builders import read
from tests.importing.small_files import read_as


def file(header: str, *back: str, more: str = "") -> bytes:
    rows = zip(("2,Mug,10.00", "3,Mug,12.00", "4,Cap,15.00"), back, strict=True)
    lines = "".join(f"2026-03-0{row[0]},{n},{row[2:]},{b}\n" for n, (row, b) in enumerate(rows))
    return f"Date,Order,Item,Amount,{header}\n{lines}{more}".encode()


@pytest.mark.parametrize(
    "header",
    [
        "Refund", "Refund amount", "Amount refunded", "Refunded Amount", "Returns",
        "Total refunded", "Rückerstattung", "Erstattet", "Montant remboursé", "Remboursement",
        "Importe reembolsado", "Rimborsi", "Terugbetaald bedrag", "Valor estornado",
        "Kwota zwrotu", "Vrácená částka", "Återbetalt belopp", "Refunderet beløb",
        "İade tutarı", "Сумма возврата", "返金額", "退款金额", "환불금액",
    ],
)  # fmt: skip
@pytest.mark.parametrize("back", [("0.00", "12.00", "5.00"), ("", "-12.00", "-5.00")])
def test_refunds_beside_the_amount_are_asked(header: str, back: tuple[str, ...]) -> None:
    content = file(header, *back)
    (question,) = read(content).questions
    assert (question.name, question.choices) == (f"refunds:{header}", ("subtract", "ignore"))
    assert "17 in 2 rows" in question.text
    assert "20 are left" in question.text
    taken = read(content, choices={question.name: "subtract"})
    assert taken.lines is not None
    assert sum(int(batch["amount"].sum()) for batch in taken.lines.batches()) == 200_000
    assert read_as(read(content, choices={question.name: "ignore"}))[0] == 37


def test_what_is_off_already_is_no_question() -> None:
    content = b"Date,Item,Gross,Refund,Total\n2026-3-2,A,10,4,6\n2026-3-3,B,8,0,8\n"
    reading = read(content, columns={"amount": "Total"})
    assert (reading.questions, reading.amount_read) == ((), 140_000)
    assert any("already without" in told for told in reading.evidence)


def test_what_was_left_in_a_column_of_its_own_is_told() -> None:
    content = b"Date,Item,Total,Amount paid,Refund\n2026-3-2,A,10,6,4\n2026-3-3,B,8,8,0\n"
    reading = read(content)
    assert reading.questions == ()
    assert any(told.startswith("Attention: 'Total' counts as it was sold") for told in
               reading.evidence)  # fmt: skip


@pytest.mark.parametrize(
    ("header", "back"),
    [
        ("Refund", ("0", "0", "0")), ("Refund", ("", "", "")), ("Refund id", ("", "4", "")),
        ("Refund reason", ("", "late", "")), ("Returned qty", ("0", "1", "0")),
        ("Returned", ("2", "1", "no")),
    ],
)  # fmt: skip
def test_other_columns_are_no_question(header: str, back: tuple[str, ...]) -> None:
    assert read(file(header, *back)).questions == ()


PAID = "Date,No,Plan,Total,{},x\n2025-1-13,1,A,10.00,10.00,\n2025-1-14,2,B,20.00,{},\n"


@pytest.mark.parametrize("header", ["Amount paid", "Paid", "Bezahlt", "Réglé", "Pagado"])
@pytest.mark.parametrize("part", ["0.00", "5.00"])
def test_total_and_amount_paid_are_asked_where_they_differ(header: str, part: str) -> None:
    content = PAID.format(header, part).encode()
    (question,) = read(content).questions
    assert (question.code, question.choices) == ("column", ("Total", header))
    assert "comes to 30 and" in question.text
    assert read(PAID.format(header, "20.00").encode()).questions == ()


def test_what_is_still_due_is_told() -> None:
    reading = read(b"Date,No,Total,Balance due\n2025-1-13,1,10,0\n2025-1-14,2,20,20\n")
    assert any("20 of 1 row are still to be paid" in told for told in reading.evidence)


@pytest.mark.parametrize("header", ["Money shelf", "Anzahlung X", "Кошелёк"])
def test_a_column_that_is_the_whole_amount_in_some_rows_is_told(header: str) -> None:
    reading = read(file(header, "0.00", "12.00", "5.00"))
    assert reading.questions == ()
    assert any(
        told.startswith(f"Attention: {header!r} holds 17 in 2 rows, beside 'Amount'")
        for told in reading.evidence
    )


@pytest.mark.parametrize(
    ("header", "back"),
    [
        ("Cash,Card", ("10.00,0.00", "0.00,12.00", "15.00,0.00")),
        ("Cost", ("4.00", "5.00", "6.00")),
        ("Wallet", ("10.00", "12.00", "15.00")),
        ("Tendered", ("20.00", "12.00", "0.00")),
    ],
)
def test_ways_to_pay_and_other_money_are_not_told(header: str, back: tuple[str, ...]) -> None:
    evidence = read(file(header, *back)).evidence
    assert not any("and is not read" in told for told in evidence)


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("Qty returned", True), ("Qty packed", False), ("Retourenmenge", True),
        ("Rückgabemenge", True), ("Returantal", True), ("Retouraantal", True),
        ("Liefermenge", False),
    ],
)  # fmt: skip
def test_pieces_that_came_back_are_told(header: str, *, told: bool) -> None:
    reading = read(file(header, "0", "1", "0"))
    assert reading.questions == ()
    assert told == any("pieces came back in 1 row" in each for each in reading.evidence)
