"""Names of columns that tills, shops and booking systems write, in many languages."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

import pytest

from sales_core.importing.interpretation.columns import FIELDS, find_columns
from sales_core.importing.vocabulary.column_words import names_money, names_side
from sales_core.importing.vocabulary.header_names import words
from sales_core.importing.vocabulary.languages import field_names
from tests.importing.small_files import asked, read, read_as, rows


@pytest.mark.parametrize(
    "header",
    [
        "Txn ID", "Booking ID", "Voucher No.", "Reservation", "Reference", "Ref No", "Check #",
        "Doc No", "Fiscal No.", "Slip", "Z-Bon", "Beleg-ID", "Buchungs-Nr.", "fis_no",
        "cislo_dokladu", "Číslo účtenky", "Paragon", "N° de ticket", "Nro. comprobante",
        "Numero scontrino", "Bonnr", "Cupom fiscal", "Nyugtaszám", "Nr. bon fiscal", "Kvittonr",
        "Bongnummer", "Kuitti nro", "Fiş No", "Kvittunarnúmer", "Број рачуна", "شماره فاکتور",
        "Num. comanda", "No. Resit",
    ],
)  # fmt: skip
def test_names_of_order_numbers(header: str) -> None:
    assert find_columns(("Date", header, "Item", "Amount"), None, {})["order_id"] == 1


@pytest.mark.parametrize("header", ["Product ID", "Customer No", "Terminal ID", "SKU", "Phone No"])
def test_other_numbers_are_no_order_numbers(header: str) -> None:
    assert "order_id" not in find_columns(("Date", header, "Amount"), None, {})


def test_a_plain_name_of_an_order_beats_a_weaker_one() -> None:
    header = ("Datum", "Reference", "Bestellnummer", "Betrag")
    assert find_columns(header, None, {})["order_id"] == 2


@pytest.mark.parametrize(
    "header",
    [
        "Ticket Type", "Pass", "Treatment", "Dish", "Menu item", "Course", "Workshop", "urun_adi",
        "Ürün Adı", "nazev", "Název", "názov", "termék", "termek", "Tuote", "Behandlung",
        "Type de billet", "Tipo de entrada", "Piatto", "Rodzaj biletu", "Billettype", "Lipputyyppi",
    ],
)  # fmt: skip
def test_names_of_what_was_sold(header: str) -> None:
    assert find_columns(("Date", header, "Amount"), None, {})["item"] == 1


@pytest.mark.parametrize("field", FIELDS)
def test_names_without_accents_match_those_with(field: str) -> None:
    for name in field_names(field):
        latin = [sign for sign in name if "LATIN" in unicodedata.name(sign, "")]
        assert all(sign.isascii() for sign in latin), name


@pytest.mark.parametrize(
    ("written", "bare"),
    [("Ürün Adı", "urun_adi"), ("Łączna kwota", "laczna kwota"), ("Beløb", "belob"),
     ("Größe", "grosse"), ("Đơn giá", "don gia"), ("Omsætning", "omsaetning")],
)  # fmt: skip
def test_letters_are_folded(written: str, bare: str) -> None:
    assert words(written) == words(bare)


@pytest.mark.parametrize(
    "header",
    [
        "Commission amount", "Sales tax amount", "Shipping amount", "Tip amount", "Fee amount",
        "Provisionsbetrag", "Betrag Versandkosten", "Montant commission", "Montant des frais",
        "Importe comisión", "Importo commissione", "Commissie bedrag", "Valor da comissão",
        "Kwota prowizji", "Provisionsbelopp", "Gebyrbeløb", "Komisyon tutarı",
    ],
)  # fmt: skip
def test_a_side_column_never_beats_a_price(header: str) -> None:
    assert not names_money(header)
    content = rows(f"Date,Product,Price,{header}", "2026-09-{d},Ticket,49.00,3.2{k}")
    assert read_as(read(content)) == (588, 12)


@pytest.mark.parametrize(
    "header",
    ["Sales excl. tax", "Umsatz inkl. MwSt", "Revenue after discount", "Amount, VAT incl."],
)
def test_sales_with_or_without_tax_are_sales(header: str) -> None:
    assert names_money(header)
    assert not names_side("Sales")
    content = rows(f"Date,Order,Item,{header.replace(',', '')}", "2026-09-{d},{n},Tea,3.2{k}")
    assert read_as(read(content))[0] == Decimal("38.64")


@pytest.mark.parametrize("header", ["Volume", "Vol.", "Stk.", "Pax", "Covers", "Personen", "Xyz"])
def test_whole_numbers_beside_a_price_are_asked(header: str) -> None:
    content = (
        f"Date,Order ID,Product,{header},Price\n2025-03-13,1,Tea,2,20.00\n"
        "2025-03-14,2,Pie,3,10.00\n2025-03-15,3,Tea,1,20.00\n"
    ).encode()
    reading = read(content)
    if header != "Stk.":
        assert asked(reading) == ["quantity"]
        assert {each.revenue for each in reading.questions[0].figures if each} == {900000, 500000}
    else:
        assert read_as(reading) == (90, 6)


@pytest.mark.parametrize("header", ["Rating", "Calificación", "Table", "Hour", "Sterne", "No."])
def test_other_whole_numbers_are_no_question(header: str) -> None:
    content = (
        f"Date,Order ID,Product,{header},Price\n2025-03-13,1,Tea,2,20.00\n"
        "2025-03-14,2,Pie,3,10.00\n2025-03-15,3,Tea,1,20.00\n"
    ).encode()
    assert read_as(read(content)) == (50, 3)


def test_a_price_that_grows_with_the_quantity_is_asked_with_both_sums() -> None:
    content = (
        b"Date,Item,Quantity,Price (Gross)\n2025-03-13,Tea,1,2.00\n2025-03-13,Tea,2,4.00\n"
        b"2025-03-14,Pie,1,3.00\n2025-03-15,Pie,3,9.00\n"
    )
    question = read(content).questions[0]
    assert question.choices == ("Price (Gross)", "none")
    assert [each.revenue for each in question.figures if each] == [180000, 400000]
    assert read_as(read(content, columns={"amount": "Price (Gross)"})) == (18, 7)
    assert read_as(read(content, columns={"amount": "none"})) == (40, 7)


@pytest.mark.parametrize(
    ("header", "bare"),
    [
        ("Сума, грн", "сума"), ("Jumlah RM", "jumlah"), ("Amount in USD", "amount"),
        ("total_eur", "total"), ("Částka Kč", "castka"), ("Price in €", "price"),
        ("Total all", "total all"), ("Gift cup", "gift cup"), ("Betrag", "betrag"),
    ],
)  # fmt: skip
def test_a_currency_at_the_end_is_no_part_of_a_name(header: str, bare: str) -> None:
    assert words(header) == bare


@pytest.mark.parametrize("header", ["Jumlah (RM)", "Xyz (€)", "Summa kopā EUR"])
def test_a_name_with_a_currency_is_one_of_money(header: str) -> None:
    content = rows(f"Date,Order,Item,{header}", "2026-09-{d},{n},Tea,3.2{k}")
    assert read_as(read(content, "EUR" if "RM" not in header else "MYR"))[0] == Decimal("38.64")


@pytest.mark.parametrize("header", ["Tip (€)", "Kosten EUR", "Discount (€)", "Saldo EUR"])
def test_other_money_is_no_amount_for_its_currency(header: str) -> None:
    assert not names_money(header)


def test_gross_at_the_end_of_a_name_is_no_part_of_it() -> None:
    header = ("Belegdatum", "Artikel", "Menge", "EP brutto", "Gesamtpreis brutto")
    assert find_columns(header, None, {})["amount"] == 4
    plain = ("Belegdatum", "Artikel", "Gesamtpreis", "Gesamtpreis brutto")
    assert find_columns(plain, None, {})["amount"] == 2


@pytest.mark.parametrize("header", ["Бон №", "Réf. facture", "Касова бележка №", "Sale ref."])
def test_numbers_of_orders_may_come_again_in_rows_below_each_other(header: str) -> None:
    row = "2026-09-{d},A-{n},Tea,3.2{k}\n2026-09-{d},A-{n},Pie,4.2{k}"
    reading = read(rows(f"Date,{header},Item,Amount", row))
    assert reading.columns["order_id"] == header


def test_names_beside_codes_are_the_products() -> None:
    content = rows("Date,Sale,Item,Description,Amount", "2026-09-{d},{n},21000{d},Tea,3.2{k}")
    assert read(content).columns["item"] == "Description"
    content = rows("Date,Sale,Item,Note,Amount", "2026-09-{d},{n},21000{d},Tea,3.2{k}")
    assert read(content).columns["item"] == "Item"


def test_two_columns_of_one_name_that_may_be_products_are_told() -> None:
    content = rows("Date,Order,Name,Email,Name,Total", "2026-09-{d},{n},Ann,a@x.org,Tea,3.2{k}")
    reading = read(content)
    assert "item" not in reading.columns
    assert any("more than one column is called 'Name'" in told for told in reading.evidence)
