"""Columns of yes and no, or of days, that say that a sale was voided, paid back or never paid."""

from __future__ import annotations

import pytest

from tests.builders import read
from tests.importing.small_files import read_as


def file(header: str, no: str, yes: str) -> bytes:
    return (
        f"Date,Order,Item,Amount,{header}\n2026-03-02,1,Mug,10.00,{no}\n"
        f"2026-03-13,2,Mug,12.00,{yes}\n2026-03-14,3,Cap,15.00,{no}\n"
    ).encode()


@pytest.mark.parametrize(
    ("header", "no", "yes", "code"),
    [
        ("Voided", "false", "true", "states"), ("Is Voided", "N", "Y", "states"),
        ("Void", "", "x", "states"), ("Deleted", "0", "1", "states"),
        ("Test order", "No", "Yes", "states"), ("Gelöscht", "nein", "ja", "states"),
        ("Refunded", "FALSE", "TRUE", "refunds"), ("Is Return", "no", "yes", "refunds"),
        ("Returned?", "0", "1", "refunds"), ("Remboursé", "non", "oui", "refunds"),
        ("Erstattet", "Nein", "Ja", "refunds"), ("Devuelto", "no", "sí", "refunds"),
        ("是否退款", "否", "是", "refunds"), ("Refunded At", "", "2026-03-20", "refunds"),
        ("Paid", "yes", "no", "states"), ("Bezahlt", "ja", "nein", "states"),
        ("Void", "", "V", "states"), ("Refunded", "", "*", "refunds"),
        ("Valid", "true", "false", "states"), ("Livemode", "on", "off", "states"),
        ("Comp", "N", "Y", "states"), ("返品", "なし", "あり", "refunds"),
        ("返金", "", "○", "refunds"), ("הוחזר", "לא", "כן", "refunds"),
        ("Đã hoàn tiền", "không", "có", "refunds"), ("Lunas", "ya", "tidak", "states"),
        ("Paid?", "✅", "❌", "states"), ("Bezahlt", "✔\ufe0f", "✖\ufe0f", "states"),
    ],
)  # fmt: skip
def test_a_flag_against_a_sale_is_asked(header: str, no: str, yes: str, code: str) -> None:
    content = file(header, no, yes)
    (question,) = read(content).questions
    assert (question.code, question.name) == (code, f"states:{header}")
    assert "in 1 row (12) of 3 (37)" in question.text
    assert read_as(read(content, choices={question.name: "leave"}))[0] == 25
    assert read_as(read(content, choices={question.name: "count"}))[0] == 37
    assert ("negative" in question.choices) == (code == "refunds")


@pytest.mark.parametrize(
    ("header", "no", "yes"),
    [
        ("Cancelled", "FALSE", "TRUE"), ("Storniert", "nein", "ja"),
        ("Cancelled at", "", "2026-3-9"), ("Stornierung", "nein", "ja"),
        ("Annullering", "nej", "ja"), ("Скасовано", "ні", "так"), ("キャンセル", "", "○"),
    ],
)  # fmt: skip
def test_a_flag_of_cancelled_orders_is_told(header: str, no: str, yes: str) -> None:
    counted = read(file(header, no, yes))
    assert any(told.startswith("Attention: rows with") for told in counted.evidence)
    assert (counted.questions, counted.cancelled) == ((), 1)
    assert read_as(read(file(header, no, yes), cancelled="leave"))[0] == 25


@pytest.mark.parametrize(
    ("header", "no", "yes"),
    [
        ("Voided", "no", "no"), ("Member", "no", "yes"), ("Return customer card id", "0", "1"),
        ("Not refunded", "no", "yes"), ("Refunded", "maybe", "Anna"), ("Paid", "yes", "yes"),
    ],
)  # fmt: skip
def test_other_flags_are_no_question(header: str, no: str, yes: str) -> None:
    assert read(file(header, no, yes)).questions == ()


@pytest.mark.parametrize(
    ("header", "said", "told"),
    [
        ("Void reason", "Changed mind", True), ("Refund ID", "rf_88", True),
        ("Cancelled by", "Ann", True),
        ("Reason", "Changed mind", False), ("Discount reason", "Friend", False),
    ],
)  # fmt: skip
def test_notes_about_what_was_voided_are_told(header: str, said: str, *, told: bool) -> None:
    reading = read(file(header, "", said))
    assert (reading.questions, reading.amount_read) == ((), 370_000)
    sentence = f"Attention: 1 row with something in {header!r} (12) count like the others."
    assert told == (sentence in reading.evidence)
    assert sentence not in read(file(header, said, said)).evidence


@pytest.mark.parametrize("header", ["Paid on", "Bezahlt am", "Date paid"])
@pytest.mark.parametrize(("days", "told"), [(("2026-03-16", ""), True), (("", ""), False),
                                            (("2026-03-16", "2026-03-18"), False)])  # fmt: skip
def test_sales_without_a_day_of_payment_are_told(
    header: str, days: tuple[str, str], *, told: bool
) -> None:
    one, other = days
    reading = read(
        f"Invoice date,Invoice,Service,Total,{header}\n2026-03-14,1,Cut,40.00,{one}\n"
        f"2026-03-14,2,Colour,80.00,{other}\n2026-03-15,3,Cut,40.00,{one}\n".encode()
    )
    assert reading.questions == ()
    said = f"Attention: 1 row without a day in {header!r} (80) count like the others."
    assert told == (said in reading.evidence)
