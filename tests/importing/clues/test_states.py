"""Columns of states and kinds: asked where they speak of money that the amounts do not show."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sales_core.importing.plan import ImportPlan
from sales_core.importing.reading import Reading
from sales_core.values.money import amount_text, quantity_text
from tests.builders import read
from tests.importing.small_files import read_as


def file(header: str, said: str, amount: str = "20.00", usual: str = "Completed") -> bytes:
    return (
        f"Date,Order ID,Product,Amount,{header}\n2025-01-13,1,Tea,10.00,{usual}\n"
        f"2025-01-14,2,Pie,{amount},{said}\n2025-01-15,3,Tea,30.00,{usual}\n"
    ).encode()


def names(reading: Reading) -> list[str]:
    return [question.name for question in reading.questions]


def amounts(reading: Reading) -> list[str]:
    assert reading.lines is not None, reading.questions
    return [
        f"{quantity_text(row['quantity'])} {amount_text(row['amount'])}"
        for batch in reading.lines.batches()
        for row in batch.to_dict("records")
    ]


@pytest.mark.parametrize(
    ("header", "usual", "said"),
    [
        ("Status", "Completed", "Refunded"), ("Status", "paid", "charged-back"),
        ("Payment Status", "Paid", "Reversed"), ("State", "ok", "RETURNED"),
        ("Zustand", "bezahlt", "Erstattet"), ("Status", "erledigt", "zurückgezahlt"),
        ("Statut", "payé", "Remboursée"), ("Estado", "pagado", "Devuelto"),
        ("Stato", "pagato", "Rimborsato"), ("Status", "betaald", "Terugbetaald"),
        ("Situação", "pago", "Estornado"), ("Status", "zapłacono", "Zwrócono"),
        ("Stav", "zaplaceno", "Vráceno"), ("Status", "betald", "Återbetald"),
        ("Status", "betalt", "Refunderet"), ("Tila", "maksettu", "Palautettu"),
        ("Durum", "ödendi", "İade edildi"), ("Статус", "оплачен", "Возвращён"),
        ("状態", "支払済", "返金済み"), ("订单状态", "已完成", "已退款"),
        ("상태", "결제완료", "환불완료"),
        ("Type", "Sale", "Refund"), ("Transaction Type", "Sale", "return"),
        ("Typ", "Verkauf", "Gutschrift"), ("Dr/Cr", "CR", "DR"), ("S/H", "H", "S"),
        ("类型", "销售", "退款"), ("Sales or Return", "S", "R"), ("Order Type", "Sale", "Return"),
        ("Typ", "V", "G"), ("S/R", "S", "R"), ("Belegart", "Rechnung", "Storno"),
        ("Event", "purchase", "refund"), ("Fulfilment", "fulfilled", "returned"),
        ("What became of it", "Completed", "Refunded"), ("X", "bezahlt", "erstattet"),
        ("Trạng thái đơn hàng", "Hoàn thành", "Trả hàng/Hoàn tiền"), ("Remark", "", "REFUNDED"),
        ("Zahlstatus", "bezahlt", "erstattet"), ("Tran type", "SALE", "RTN"),
        ("Typ", "P", "V"), ("Típus", "E", "V"), ("Status", "Paid", "Paid - refunded"),
        ("Κατάσταση", "πληρωμένη", "επιστράφηκαν"), ("סטטוס", "שולם", "הוחזר ללקוח"),
    ],
)  # fmt: skip
def test_money_that_went_back_is_asked_where_the_amount_bears_no_minus(
    header: str, usual: str, said: str
) -> None:
    content = file(header, said, usual=usual)
    (question,) = read(content).questions
    assert (question.code, question.name) == ("refunds", f"refunds:{header}")
    assert f"{said!r} in 1 row (20)" in question.text
    assert f"{usual or '(nothing)'!r} in 2 rows (40)" in question.text
    assert set(question.choices) == {"leave", "negative", "count"}
    assert {
        choice: figures.revenue // 10_000
        for choice, figures in zip(question.choices, question.figures, strict=True)
        if figures
    } == {"leave": 40, "negative": 20, "count": 60}
    for choice, revenue in (("leave", 40), ("negative", 20), ("count", 60)):
        answered = read(content, choices={question.name: choice})
        assert answered.questions == ()
        assert read_as(answered)[0] == Decimal(revenue)
    assert read(file(header, said, "-20.00", usual)).questions == ()
    assert read(file(header, said, "0.00", usual)).questions == ()


@pytest.mark.parametrize(
    ("header", "usual", "said"),
    [
        ("Status", "Completed", "Unpaid"), ("Status", "paid", "Draft"), ("Status", "Paid", "open"),
        ("Status", "Completed", "Test"), ("Status", "paid", "Pro-forma"),
        ("Payment status", "Paid", "Pending"), ("Status", "captured", "Authorized"),
        ("Status", "bezahlt", "Unbezahlt"), ("Rechnungsstatus", "bezahlt", "Offen"),
        ("Statut", "réglé", "Impayé"), ("Estado", "pagado", "Pendiente de pago"),
        ("Stato", "pagato", "In attesa"), ("Status", "betaald", "Openstaand"),
        ("Status", "pago", "Não pago"), ("Status", "opłacone", "Nieopłacone"),
        ("Stav", "uhrazeno", "Po splatnosti"), ("Status", "betald", "Obetald"),
        ("Статус", "оплачено", "Не оплачено"), ("状態", "入金済み", "未払い"),
        ("支付状态", "已支付", "待付款"), ("상태", "결제완료", "미결제"),
        ("Any", "Completed", "Expired"), ("Payment", "Paid", "Unpaid"),
    ],
)  # fmt: skip
def test_money_that_never_came_is_asked(header: str, usual: str, said: str) -> None:
    content = file(header, said, usual=usual)
    (question,) = read(content).questions
    assert (question.code, question.choices) == ("states", ("leave", "count"))
    assert read_as(read(content, choices={question.name: "leave"}))[0] == 40
    assert read_as(read(content, choices={question.name: "count"}))[0] == 60
    assert read(file(header, said, "0", usual)).questions == ()


@pytest.mark.parametrize(
    ("header", "usual", "said", "amount"),
    [
        ("Typ", "Verkauf", "Ausgabe", "-5.00"), ("Movimentação", "Venda", "Compra", "5.00"),
        ("Type", "Sale", "Expense", "-5.00"), ("收支", "收入", "支出", "5.00"),
    ],
)  # fmt: skip
def test_what_is_bought_and_spent_is_asked(header: str, usual: str, said: str, amount: str) -> None:
    content = file(header, said, amount, usual)
    assert names(read(content)) == [f"states:{header}:spent"]
    left = read(content, choices={f"states:{header}:spent": "leave"})
    assert read_as(left)[0] == 40


@pytest.mark.parametrize(
    ("header", "usual", "said"),
    [
        ("Status", "Completed", "Paid"), ("Status", "Shipped", "On Hold"),
        ("Status", "Delivered", "Pending"), ("Order status", "Processing", "Open"),
        ("Status", "paid", "not refunded"), ("Status", "Completed", "Non-refundable"),
        ("Category", "Tea", "Returns"), ("Payment Type", "Card", "Open account"),
        ("Payment Type", "Sale", "Debit"), ("Card Type", "Credit", "Debit"),
        ("Type", "Sale", "Gift card"), ("Customer", "Miller", "Open"),
        ("Size", "S", "R"), ("Type", "A", "R"),
        ("Type", "S", "M"),
        ("State", "CA", "NY"), ("Note", "paid by Ann", "asked about a refund and went home again"),
    ],
)  # fmt: skip
def test_other_columns_are_no_question(header: str, usual: str, said: str) -> None:
    assert names(read(file(header, said, usual=usual))) == []


def test_orders_that_wait_among_those_on_their_way_count_and_are_told() -> None:
    reading = read(file("Status", "Pending", usual="Shipped"))
    assert "Attention: rows with Pending in 'Status' count like the others." in reading.evidence


def test_a_part_that_was_paid_back_is_told() -> None:
    reading = read(file("Status", "Partially refunded"))
    assert reading.questions == ()
    assert any(
        told.startswith("Attention: 'Partially refunded' in 1 row (20)")
        for told in reading.evidence
    )


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


def test_a_payment_that_failed_is_no_sale_and_told_with_its_sum() -> None:
    reading = read(
        b"Date,Status,Amount\n2025-03-28,Paid,10.50\n2025-03-29,FAILED,9.00\n"
        b"2025-03-30,Cancelled,1.00\n"
    )
    assert amounts(reading) == ["1 10.5", "1 1"]
    assert any("Cancelled" in said for said in reading.evidence)
    told = "Rows that are no sales: 1 payments that were not made (9)."
    assert told in reading.evidence


def test_the_plan_keeps_the_rules() -> None:
    plan = read(b"Date,Type,Amount\n2025-03-28,Sale,10.50\n2025-03-29,Payout,-5.25\n").plan
    assert plan is not None
    assert [rule.never for rule in plan.rules] == [("payout",)]
    assert ImportPlan.from_json(plan.as_json()) == plan


@pytest.mark.parametrize(
    ("header", "usual", "said"),
    [
        ("Status", "Completed", "Flagged by owner"), ("Payment status", "Settled", "Wobbly"),
        ("Bestellstatus", "bezahlt", "Sonderfall"), ("Statut", "payé", "mystère"),
        ("Auftragsstatus", "versandt", "storniert"), ("Zahlstatus", "bezahlt", "storniert"),
        ("Κατάσταση", "Πληρωμένη", "Ακυρωμένη"), ("What", "bezahlt", "storniert"),
    ],
)  # fmt: skip
def test_a_state_that_is_not_known_and_one_of_cancelling_are_told(
    header: str, usual: str, said: str
) -> None:
    reading = read(file(header, said, usual=usual))
    assert reading.questions == ()
    assert f"Attention: rows with {said} in {header!r} count like the others." in reading.evidence


def test_states_of_a_country_are_none_of_sales() -> None:
    header = "Date,Order,Item,Amount,City,State"
    for one, other in (("California", "Texas"), ("CA", "TX")):
        rows = [f"2025-01-{13 + at},{at},Tea,{at}.50,X,{one}" for at in range(1, 6)]
        content = "\n".join([header, *rows, f"2025-01-19,9,Tea,9.50,X,{other}"])
        assert not any("'State'" in each for each in read(content.encode()).evidence)


@pytest.mark.parametrize(
    ("header", "usual", "said"),
    [
        ("Address Status", "Confirmed", "Non-Confirmed"), ("State", "OK", "TX"),
        ("Shelf", "Completed", "Blue"), ("Status", "Completed", "Done"), ("Note", "", "Training"),
    ],
)  # fmt: skip
def test_words_of_other_columns_are_no_states(header: str, usual: str, said: str) -> None:
    more = b"2025-01-16,4,Tea,9.00,CA\n2025-01-17,5,Tea,9.00,NY\n" if said == "TX" else b""
    evidence = read(file(header, said, usual=usual) + more).evidence
    assert not any(each.startswith("Attention: rows") for each in evidence)


@pytest.mark.parametrize(
    ("header", "into", "out"), [("Sign", "+", "-"), ("+/-", "+", "-"), ("Af Bij", "Bij", "Af")]
)
def test_signs_beside_amounts_are_asked_about(header: str, into: str, out: str) -> None:
    rows = [f"13,1,Tea,{into},12.50", f"14,2,Pie,{into},7.50", f"15,3,Pie,{out},10.00"]
    content = f"Date,Order,Item,{header},Amount\n" + "".join(f"2025-01-{row}\n" for row in rows)
    assert [each.name for each in read(content.encode()).questions] == [f"refunds:{header}"]
    signed = content.replace(f"{out},10", f"{out},-10")
    assert not read(signed.encode()).questions


@pytest.mark.parametrize(
    ("header", "usual", "said"),
    [("Status", "1", "-1"), ("Kind", "I", "C"), ("State", "Brr", "Grr"), ("Typ", "A", "B")],
)
def test_codes_that_nobody_knows_are_told_of_the_fewer_rows(
    header: str, usual: str, said: str
) -> None:
    reading = read(file(header, said, usual=usual))
    told = f"Attention: rows with {said} in {header!r} count like the others."
    assert told in reading.evidence
    assert not any(header in each for each in read(file(header, usual, usual=usual)).evidence[1:-1])
    if header in ("Kind", "Typ"):  # kinds of goods are no codes
        assert told.replace(said, "Tea") not in read(file(header, "Tea", usual="Pie")).evidence


@pytest.mark.parametrize("said", ["Umtausch", "Return"])
@pytest.mark.parametrize(("back", "out"), [("-89.00", "89.00"), ("-89.00", "80.00")])
def test_an_exchange_shows_by_its_signs_what_went_back(said: str, back: str, out: str) -> None:
    reading = read(
        "Date,Receipt,Type,Item,Qty,Amount\n2026-05-02,T1,Sale,Shoe 40,1,89.00\n"
        f"2026-05-09,T2,{said},Shoe 40,-1,{back}\n2026-05-09,T2,{said},Shoe 41,1,{out}\n"
        "2026-05-20,T3,Sale,Socks,2,15.80\n".encode()
    )
    assert reading.questions == ()


@pytest.mark.parametrize("said", ["refunded", "Storniert", "annulé"])
def test_a_remark_that_a_sale_was_undone_is_told(said: str) -> None:
    rows = ["13,1,Lamp,40.00,", f"14,2,Rug,80.00,{said}", "15,3,Bulb,10.00,", "16,4,Rug,1.00,tall"]
    body = "".join(f"2026-03-{row}\n" for row in rows)
    reading = read(f"Date,Receipt,Product,Total,Remark\n{body}".encode())
    assert reading.questions == ()
    assert f"Attention: rows with {said} in 'Remark' count like the others." in reading.evidence


@pytest.mark.parametrize(
    ("header", "sale", "float_", "bank", "amount"),
    [
        ("Type", "Sale", "Opening float", "Bank deposit", 20),
        ("Vorgang", "Verkauf", "Anfangsbestand", "Bankeinzahlung", 20),
        ("Movimiento", "Venta", "Fondo de caja", "Ingreso en banco", 20),
        ("Vorgang", "Verkauf", "Zaubertrank", "Bankeinzahlung", 220),
    ],
)
def test_money_of_the_till_is_left_out_or_told(
    header: str, sale: str, float_: str, bank: str, amount: int
) -> None:
    kinds = zip((float_, sale, sale, bank), ("200.00", "12.50", "7.50", "-150.00"), strict=True)
    body = "".join(f"2026-03-14,{n},{kind},{much}\n" for n, (kind, much) in enumerate(kinds))
    reading = read(f"Date,Receipt,{header},Amount\n{body}".encode())
    assert read_as(reading)[0] == amount
    told = f"Attention: rows with {float_} in {header!r} count like the others."
    assert (told in reading.evidence) == (amount != 20)


@pytest.mark.parametrize("letters", ["SSSRSS", "VVVRVV"])
def test_few_rows_with_the_letter_of_a_refund_are_told(letters: str) -> None:
    content = "Date,Order,Item,Amount,Tx\n" + "".join(
        f"2026-02-{13 + at},{at},Mug,{at + 1}.50,{letter}\n" for at, letter in enumerate(letters)
    )
    reading = read(content.encode())
    assert reading.questions == ()
    assert "Attention: rows with R in 'Tx' count like the others." in reading.evidence


@pytest.mark.parametrize("letters", ["SRSRSR", "SSSMLR", "SSSSSS"])
def test_other_letters_are_not_told(letters: str) -> None:
    content = "Date,Order,Item,Amount,Size\n" + "".join(
        f"2026-02-{13 + at},{at},Mug,{at + 1}.50,{letter}\n" for at, letter in enumerate(letters)
    )
    assert not any("'Size' count" in told for told in read(content.encode()).evidence)


@pytest.mark.parametrize(
    "item", ["Refund: Mug", "VOID Mug", "Mug (refund)", "STORNO - Mug", "Mug, cancelled"]
)
def test_a_product_with_a_word_that_undoes_it_is_told(item: str) -> None:
    content = (
        "Date,Order,Item,Amount\n2026-02-13,1,Mug,4.50\n2026-02-14,2,Cap,9.00\n"
        f'2026-02-15,3,"{item}",4.50\n'
    )
    reading = read(content.encode())
    assert reading.questions == ()
    assert f"Attention: rows with {item} in 'Item' count like the others." in reading.evidence


@pytest.mark.parametrize("item", ["VOID Sneakers", "Refund policy", "Mug XL", "Mug"])
def test_a_product_of_such_a_name_is_not_told(item: str) -> None:
    content = (
        "Date,Order,Item,Amount\n2026-02-13,1,Mug,4.50\n2026-02-14,2,Cap,9.00\n"
        f"2026-02-15,3,{item},4.50\n"
    )
    assert not any("'Item' count" in told for told in read(content.encode()).evidence)


def test_a_state_that_speaks_of_payment_in_unknown_words_is_told() -> None:
    rows = "2026-01-13,1,10.00,Paid\n2026-01-14,2,20.00,Zombie payment\n2026-01-15,3,30,Paid\n"
    evidence = read(f"Date,Order,Amount,Status\n{rows}".encode()).evidence
    assert any("Zombie payment in 'Status' count like the others" in each for each in evidence)


def test_where_no_sale_has_been_paid_it_is_told() -> None:
    rows = "2026-01-13,1,10.00,Proposal\n2026-01-14,2,20.00,Negotiation\n"
    evidence = read(f"Date,Order,Amount,Status\n{rows}".encode()).evidence
    assert any("'Status' count like the others" in each for each in evidence)
