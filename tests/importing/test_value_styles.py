"""How dates, numbers, headers and texts may be written, and what is asked or refused instead."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from sales_core.importing.files.export import SalesExport
from sales_core.importing.inspection import read_export
from sales_core.importing.issues import FileRefusedError
from sales_core.importing.questions import Answers
from sales_core.importing.reading import Reading
from sales_core.values.money import amount_decimal


def read(text: str | bytes, currency: str = "SGD", **answers: Any) -> Reading:
    content = text.encode() if isinstance(text, str) else text
    return read_export(SalesExport("sales.csv", content), Answers(**answers), currency)


def refused(text: str | bytes, **answers: Any) -> FileRefusedError:
    with pytest.raises(FileRefusedError) as fault:
        read(text, **answers)
    return fault.value


def table(header: str, row: str, count: int = 20) -> str:
    """Write rows of which {n} is a number from 1, {d} the same in two digits."""
    return "\n".join([header, *(row.format(n=n, d=f"{n:02}") for n in range(1, count + 1)), ""])


def days(reading: Reading) -> tuple[str, str]:
    assert reading.lines is not None, reading.questions
    period = reading.lines.period()
    assert period is not None
    return period[0].isoformat(), period[1].isoformat()


MARCH = ("2024-03-01", "2024-03-20")


@pytest.mark.parametrize(
    "date",
    [
        "{d}.03.2024", "{n} mars 2024", "{n}. März 2024", "{n} de marzo de 2024", "{d}/mar/24",
        "{n} março 2024", "{n} marzo 2024", "{n} mrt 2024", "2024年3月{n}日", "202403{d}",
        '"Mar {n}, 2024 11:30:00 PM PST"', "2024-03-{d}T23:30:00-05:00", "{n}-Mar-2024 09:58 AM",
        "2024/3/{n} 23:59",
    ],
)  # fmt: skip
def test_dates_as_they_are_written(date: str) -> None:
    assert days(read(table("Date,Item,Amount", f"{date},Tea,1.50"))) == MARCH


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        pytest.param("453{d},Tea,1.5", ("2024-01-10", "2024-01-29"), id="serial"),
        pytest.param("20{d}-07,Tea,1.5", ("2001-07-01", "2020-07-01"), id="month"),
    ],
)
def test_other_forms_are_told(row: str, expected: tuple[str, str]) -> None:
    reading = read(table("Date,Item,Amount", row))
    assert days(reading) == expected
    assert any("distinct dates are" in said for said in reading.evidence)


@pytest.mark.parametrize(
    ("header", "row"),
    [
        pytest.param("Date,Month Number,Amount", "0{m}/01/2024,1,1.5", id="month-number"),
        pytest.param("Date,Monat,Amount", "0{m}/01/2024,Januar,1.5", id="month-name"),
        pytest.param("Date,Ship Date,Amount", "0{m}/01/2024,1{m}/02/2024,1.5", id="other-date"),
    ],
)
def test_other_columns_prove_the_order(header: str, row: str) -> None:
    rows = [row.format(m=n) for n in range(3, 10)]
    more = {"1": "0{m}/02/2024,2,1.5", "Januar": "0{m}/02/2024,Februar,1.5"}
    third = {"1": "05/03/2024,3,1.5", "Januar": "05/03/2024,März,1.5"}
    kind = row.split(",")[1]
    rows += [more[kind].format(m=n) for n in range(3, 10)] if kind in more else []
    rows += [third[kind]] if kind in third else []
    reading = read("\n".join([header, *rows, ""]))
    assert reading.plan is not None, reading.questions
    assert reading.plan.date_order == "dmy"


def test_dates_that_nothing_proves_are_asked() -> None:
    text = "Date,Item,Amount\n03/04/2024,Tea,1.5\n01/02/2024,Tea,1.5\n02/09/2024,Tea,1.5\n"
    assert [question.code for question in read(text).questions] == ["date-order"]
    assert days(read(text, date_order="dmy"))[0] == "2024-02-01"


def test_iso_dates_stand_beside_dates_in_a_proved_order() -> None:
    rows = "2024-03-25,Tea,1\n03/26/2024,Tea,1\n03/02/2024,Tea,1\n"
    assert days(read("Date,Item,Amount\n" + rows)) == ("2024-03-02", "2024-03-26")


def test_dates_that_a_spreadsheet_swapped_are_refused() -> None:
    iso = "".join(f"2024-{n:02}-03,Tea,1\n" for n in range(1, 13))
    left = "".join(f"{n}/03/2024,Tea,1\n" for n in range(13, 30))
    assert refused("Date,Item,Amount\n" + iso + left).issue.code == "swapped-dates"


@pytest.mark.parametrize(
    ("amount", "currency", "total"),
    [
        pytest.param("1.234,50 €", "EUR", "1234.5", id="euro-behind"),
        pytest.param("R$ 1.234,50", "BRL", "1234.5", id="real"),
        pytest.param("1\u00a0234,50 zł", "PLN", "1234.5", id="narrow-blank"),
        pytest.param("(12,50)", "SGD", "-12.5", id="parentheses"),
        pytest.param("12'345.50", "SGD", "12345.5", id="apostrophe"),
        pytest.param("1,23,456.50", "SGD", "123456.5", id="lakh"),
    ],
)
def test_numbers_as_they_are_written(amount: str, currency: str, total: str) -> None:
    reading = read(f"Date;Item;Amount\n2024-03-25;Tea;{amount}\n", currency)
    assert reading.rows_rejected == 0, reading.issues
    assert amount_decimal(reading.amount_read) == Decimal(total)


def test_a_dash_with_blanks_is_zero_where_the_rest_are_numbers() -> None:
    reading = read("Date,Item,Discount,Amount\n2024-03-25,Tea, - ,1.5\n2024-03-25,Tea,1,1.5\n")
    assert reading.rows_rejected == 0
    assert any("dash" in said for said in reading.evidence)
    plain = read("Date,Item,Amount\n2024-03-25,Tea,-\n2024-03-25,Tea,1.5\n")
    assert [told.code for told in plain.issues] == ["amount"]


def test_a_file_in_another_currency_is_refused_and_a_row_is_an_issue() -> None:
    header = "Date,Item,Amount,Currency\n"
    told = refused(header + "2024-03-25,Tea,1.5,usd\n2024-03-26,Tea,1.5,USD\n").issue
    assert (told.code, "USD" in told.message) == ("other-currency", True)
    mixed = read(header + "2024-03-25,Tea,1.5,usd\n2024-03-26,Tea,1.5,SGD\n")
    assert [told.code for told in mixed.issues] == ["currency"]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("ORDERDATE,ORDERNUMBER,PRODUCTCODE,SALES", ["date", "order_id", "item", "amount"]),
        ("Bestelldatum,Bestellnummer,Artikel,Betrag (EUR)", ["date", "order_id", "item", "amount"]),
        ("Date de vente,N° commande,Produit,Montant TTC", ["date", "order_id", "item", "amount"]),
        ("Fecha de venta,Pedido,Artículo,Importe total", ["date", "order_id", "item", "amount"]),
        ("Data da Venda,Pedido,Produto,Valor Total", ["date", "order_id", "item", "amount"]),
        ("Data vendita,Ordine,Prodotto,Totale", ["date", "order_id", "item", "amount"]),
        ("Verkoopdatum,Ordernummer,Omschrijving,Bedrag", ["date", "order_id", "item", "amount"]),
        ("下单时间,订单号,商品名称,总金额", ["date", "order_id", "item", "amount"]),
        ("注文日,注文番号,商品名,合計金額", ["date", "order_id", "item", "amount"]),
    ],
)
def test_headers_in_nine_languages(header: str, expected: list[str]) -> None:
    reading = read(table(header, "2024-03-{d},A-{n},Tea,{n}.5"))
    assert reading.columns == dict(zip(expected, header.split(","), strict=True))


@pytest.mark.parametrize("encoding", ["cp932", "gb18030", "utf-16", "utf-8-sig"])
def test_encodings_of_east_asia(encoding: str) -> None:
    names = ("注文日", "商品名", "合計金額", "ジャガイモ") if encoding != "gb18030" else (
        "下单时间", "商品名称", "总金额", "绿茶")  # fmt: skip
    text = table(",".join(names[:3]), "2024-03-{d}," + names[3] + ",{n}.5")
    assert days(read(text.encode(encoding))) == MARCH


def test_a_bad_byte_is_named_at_its_line() -> None:
    text = table("Date,Item,Amount", "2024-03-{d},Café,1.5").encode()
    lines = text.split(b"\n")
    lines[7] = lines[7].replace("é".encode(), b"\xe9")
    told = refused(b"\n".join(lines)).issue
    assert (told.code, told.line) == ("encoding", 8)


def test_mac_roman_is_refused_and_never_read_as_something_else() -> None:
    text = table("Date,Item,Amount", "2024-03-{d},Café crème,1.5")
    assert refused(text.encode("mac_roman")).issue.code == "encoding"


def test_a_preamble_totals_titles_and_repeated_headers_are_counted() -> None:
    head = "Sales report;;\nMain street;2024;\n\nDate;Item;Amount\n"
    body = "2024-03-25;Tea;1,50\nDate;Item;Amount\nMarch;;\n2024-03-26;Tea;2,50\nTotal;;4,00\n"
    reading = read(head + body)
    assert (reading.rows_read, reading.rows_ignored, reading.rows_rejected) == (5, 3, 0)
    assert amount_decimal(reading.amount_read) == 4
    assert any("The column names stand on line 4" in said for said in reading.evidence)


def test_a_separator_line_says_the_separator() -> None:
    assert days(read("sep=|\n" + table("Date|Item|Amount", "2024-03-{d}|Tea; x|1.5"))) == MARCH


def test_a_file_without_header_asks_and_takes_columns_by_number() -> None:
    text = "1,2024-03-01,8780\n2,2024-03-02,9940\n"
    fault = refused(text)
    assert fault.issue.code == "no-header"
    assert {question.field for question in fault.questions} == {"date", "amount"}
    assert fault.questions[0].choices == ("column 1", "column 2", "column 3")
    assert "2024-03-01" in fault.questions[0].text
    for columns in ({"date": "2", "amount": "3"}, {"date": "column 2", "amount": "column 3"}):
        reading = read(text, columns=columns)
        assert amount_decimal(reading.amount_read) == 18720


@pytest.mark.parametrize(
    ("header", "row", "field"),
    [
        ("Order Date,Invoice Date,Amount", "2024-03-{d},2024-04-{d},1.5", "date"),
        ("Date,Amount,Total", "2024-03-{d},1.5,2.5", "amount"),
        ("Order ID,Date,Product,Qty,Unit Price,Order Total", "7{d[0]},2024-03-01,P{n},1,5,{d[0]}5",
         "amount"),
        ("Date,Item,Quantity,Unit Price,Discount", "2024-03-{d},Tea,{n},5,0.2", "discount_percent"),
        ("Date,Item,Quantity,Price", "2024-03-{d},Tea,{n},{n}5", None),
    ],
)  # fmt: skip
def test_columns_that_may_be_meant_otherwise_are_asked(
    header: str, row: str, field: str | None
) -> None:
    questions = read(table(header, row, 29)).questions
    assert [question.field for question in questions] == ([field] if field else [])


def test_equal_rivals_are_no_question() -> None:
    reading = read(table("Order Date,Invoice Date,Amount", "2024-03-{d},2024-03-{d},1.5"))
    assert reading.questions == ()


@pytest.mark.parametrize(
    "header",
    [
        "Date,Item,Amount,Balance,Fee,Net",
        "Date,Item,Amount,Shipping Cost,Profit,MSRP",
        "Order Date,Item,Sales,Ship Date,Refund Date,Payout Date",
    ],
)
def test_decoys_are_not_taken(header: str) -> None:
    dates = "Order" in header
    row = "2024-03-{d},Tea,1.5," + ("2024-04-01,,2024-05-01" if dates else "9.5,0.5,1.0")
    reading = read(table(header, row))
    assert reading.columns["amount"] == header.split(",")[2]
    assert days(reading) == MARCH


def test_a_ship_date_counts_where_it_is_the_only_date_and_is_told() -> None:
    reading = read(table("Row ID,Ship Date,Product Name,Sales", "{n},2024-03-{d},Tea,1.5"))
    assert days(reading) == MARCH
    assert any("The only date is 'Ship Date'" in said for said in reading.evidence)
