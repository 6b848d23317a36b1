"""Column names in many languages, names that no list has, and names that say it is no amount."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.builders import refusal
from tests.importing.small_files import asked, read, read_as, rows

SOLD = sum(1 + n % 3 for n in range(1, 13))


@pytest.mark.parametrize(
    "header",
    [
        "Дата;Товар;Количество;Цена;Сумма", "Дата продажу;Товар;Кількість;Ціна;Вартість",
        "Data sprzedaży;Produkt;Ilość;Cena;Wartość", "Datum;Zboží;Množství;Cena;Celkem",
        "Dátum;Termék;Mennyiség;Egységár;Összeg", "Tarih;Ürün Adı;Adet;Birim Fiyat;Toplam Tutar",
        "Försäljningsdatum;Produkt;Antal;Á-pris;Belopp", "Dato;Vare;Antal;Pris;Beløb",
        "Päivämäärä;Tuote;Määrä;Hinta;Summa", "Data;Produs;Cantitate;Preț unitar;Valoare",
        "Ημερομηνία;Προϊόν;Ποσότητα;Τιμή;Σύνολο", "날짜;상품명;수량;단가;금액",
        "日期;商品名稱;數量;單價;金額", "会計日;メニュー名;販売数;販売価格;合計金額",
        "Tanggal;Produk;Jumlah;Harga Satuan;Total Harga",
        "Ngày;Sản phẩm;Số lượng;Đơn giá;Thành tiền",
        "วันที่;สินค้า;จำนวน;ราคา;ยอดขาย", "التاريخ;المنتج;الكمية;السعر;الإجمالي",
        "תאריך;מוצר;כמות;מחיר;סכום", "data_venda;nome_produto;qtd_vendida;vlr_unit;valor_final",
        "Fecha Venta;Nombre Producto;Uds.;P. Unitario;Total Venta",
        "Datum;Izdelek;Količina;Cena na enoto;Znesek", "Дата;Артикул;Брой;Ед. цена;Стойност",
        "Dátum;Názov tovaru;Množstvo;Cena za kus;Spolu", "Dato;Vare;Antall;Enhetspris;Beløp",
    ],
)  # fmt: skip
def test_names_in_many_languages_are_known(header: str) -> None:
    reading = read(rows(header, "2024-03-{d};Tea;{k};2.50;{n}.75"))
    assert read_as(reading) == (Decimal("87.00"), SOLD)
    assert {"date", "item", "quantity", "unit_price", "amount"} <= reading.columns.keys()


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        pytest.param("Date,Item,transaction_qty,unit_price", "2024-03-{d},Tea,{k},2.00",
                     (2 * SOLD, SOLD), id="qty"),
        pytest.param("Date,Item,Glasses Sold,Price", "2024-03-{d},Tea,{k},2.00",
                     (2 * SOLD, SOLD), id="sold"),
        pytest.param("Date,Store,Weekly_Sales,Temperature", "2024-03-{d},1,{n}.5,20.25",
                     (84, 12), id="weekly"),
        pytest.param("Date,Units Sold,Unit Price,Total Revenue,Total Cost",
                     "2024-03-{d},{k},2.00,{n}.00,1.00", (78, SOLD), id="cost"),
        pytest.param("Date,Invoice/Item Number,Sale (Dollars)", "2024-03-{d},S{n},{n}.00",
                     (78, 12), id="sale"),
    ],
)  # fmt: skip
def test_names_that_are_nearly_known_are_found(
    header: str, row: str, expected: tuple[int, int]
) -> None:
    assert read_as(read(rows(header, row))) == expected


@pytest.mark.parametrize(
    "header",
    [
        "Date,Item,Weight", "date,city,temp", "Date,Category,Expense", "Date,Close",
        "Hire Date,Name,Salary", "Date,Store,Forecast Sales", "Date,Cumulative Sales,Store",
        "Date,Store,Sales YTD", "A,B,C",
    ],
)  # fmt: skip
def test_a_lone_column_of_decimals_is_no_amount(header: str) -> None:
    row = ",".join(["2024-03-{d}", "{n}.25", "{n}.50"][: header.count(",") + 1])
    fault = refusal(rows(header, row))
    assert "amount" in [question.field for question in fault.questions]


def test_one_of_several_columns_of_sales_is_asked_for() -> None:
    reading = read(rows("Date,Lunch Sales,Dinner", "2024-03-{d},{n}.50,{n}.25"))
    assert asked(reading) == ["amount"]


@pytest.mark.parametrize(
    "header",
    [
        "Sales (thousands)", "Sales ($000)", "Amount (cents)", "amount_cents", "Sales (in lakhs)",
        "Umsatz (Mio. EUR)", "売上(千円)", "销售额(万元)", "Sales (units)",
    ],
)  # fmt: skip
def test_amounts_that_are_scaled_or_count_by_their_name_are_asked(header: str) -> None:
    content = rows(f"Date,Item,{header}", "2024-03-{d},Tea,{n}")
    assert asked(read(content)) == ["amount"]
    assert read_as(read(content, columns={"amount": header}))[0] == 78


def test_a_date_of_two_digits_of_the_last_century_is_read() -> None:
    reading = read(rows("Date,Item,Amount", "{d}-Jul-98,Tea,1.50"))
    assert reading.lines is not None
    period = reading.lines.period()
    assert period is not None
    assert str(period[0]) == "1998-07-01"


@pytest.mark.parametrize("date", ["Mar {d}", "Mar-{d}"])
def test_days_without_a_year_are_no_months_of_many_years(date: str) -> None:
    fault = refusal(rows("Date,Item,Amount", f"{date},Tea,1.50", 20))
    assert fault.issue.code == "no-dates"
