"""Texts in the encodings of many languages are read right, by their names or by their letters."""

from __future__ import annotations

import unicodedata

import pytest

from sales_core.importing.files.encodings import find_encoding
from tests.builders import lines_of, read, refusal

TEXTS = {
    "cp1251": "Чай чёрный|Кофе молотый|Хлеб ржаной|Молоко свежее",
    "koi8-r": "Чай чёрный|Кофе молотый|Хлеб ржаной|Молоко свежее",
    "cp866": "Чай чёрный|Кофе молотый|Хлеб ржаной|Молоко свежее",
    "cp1253": "Τσάι του βουνού|Καφές ελληνικός|Ψωμί ολικής|Γάλα πλήρες",
    "cp1254": "Çay şekerli|Kahve sade|Ekmek çavdarlı|Süt yağlı",
    "cp1255": "תה ירוק|קפה שחור|לחם מלא|חלב טרי",
    "cp1256": "شاي أخضر|قهوة عربية|خبز أسمر|حليب طازج",
    "cp874": "ชาเขียว|กาแฟดำ|ขนมปัง|นมสด",
    "cp949": "녹차라떼|아메리카노|식빵|우유",
    "big5": "綠茶|咖啡|麵包|牛奶",
    "gb18030": "绿茶|咖啡|面包|牛奶",
    "euc_jp": "緑茶ラテ|コーヒー|食パン|牛乳",
    "cp1250": "Čaj žlutý|Káva mletá|Chléb žitný|Mléko čerstvé",
    "mac_roman": "Crème brûlée|Café|Pâté|Thé à la menthe",
    "cp850": "Käse groß|Brötchen|Öl|Würste",
    "cp1252": "Crème brûlée|Käse groß|Pâté|Þykkmjólk æðisleg",
}
HEADERS = {
    "koi8-r": "Дата;Товар;Сумма", "cp1253": "Ημερομηνία;Προϊόν;Σύνολο", "cp949": "날짜;상품명;금액",
    "euc_jp": "日付;商品名;金額", "big5": "日期;商品名稱;金額", "cp1255": "תאריך;מוצר;סכום",
    "mac_roman": "Date;Désignation;Montant réglé;Total TTC", "cp874": "วันที่;สินค้า;ยอดขาย",
}  # fmt: skip


@pytest.mark.parametrize("encoding", TEXTS)
def test_letters_tell_the_encoding(encoding: str) -> None:
    names = TEXTS[encoding].split("|")
    body = "".join(f"2024-03-0{at};{name};{at}.50\n" for at, name in enumerate(names * 2, 1))
    reading = read(f"Date;Item;Amount\n{body}".encode(encoding))
    assert set(lines_of(reading)["product"]) == set(names)
    assert any(f"read as {encoding}" in told for told in reading.evidence)


@pytest.mark.parametrize("encoding", HEADERS)
def test_known_names_tell_the_encoding(encoding: str) -> None:
    header = HEADERS[encoding]
    row = "2024-03-01;Tea" + ";1.50" * (header.count(";") - 1)
    assert read(f"{header}\n{row}\n".encode(encoding)).layout.header == tuple(header.split(";"))


def test_one_odd_letter_tells_nothing() -> None:
    assert refusal("Date,Item,Amount\n2024-03-01,Café,5\n".encode("mac_roman")).issue.line == 2


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("koi8-u", "Дата,Товар,Сума\n2025-03-03,Їжа,4.00\n2025-03-04,Чай із молоком,5.00\n"),
        ("iso8859-2", "Datum,Zboží,Částka\n2025-03-03,Žluťoučký kůň,4.00\n2025-03-05,Šťáva,3\n"),
        ("cp1250", "Datum,Zboží,Částka\n2025-03-03,Žluťoučký kůň,4.00\n2025-03-05,Šťáva,3\n"),
    ],
)
def test_pages_that_share_most_letters_are_told_apart(encoding: str, text: str) -> None:
    assert find_encoding(text.encode(encoding)) == encoding


def test_vietnamese_with_marks_of_their_own_is_read() -> None:
    text = "Ngày,Sản phẩm,Tiền\n2025-03-03,Cà phê sữa,4.00\n"
    assert find_encoding(unicodedata.normalize("NFD", text).encode("cp1258", "ignore")) == "cp1258"


@pytest.mark.parametrize("encoding", ["iso8859-2", "cp852", "cp1250"])
@pytest.mark.parametrize(
    ("header", "names"),
    [
        ("Data;Numer;Produkt;Kwota", "Żółta herbata|Świeży chleb|Łosoś wędzony|Pączek z różą"),
        ("Datum;Číslo;Zboží;Částka", "Žlutý čaj|Český křen|Ještěrka|Rohlík"),
        ("Dátum;Szám;Termék;Összeg", "Zöld tea|Kürtőskalács|Túrórudi|Gyümölcs"),
    ],
)
def test_pages_of_middle_europe_are_told_apart(encoding: str, header: str, names: str) -> None:
    rows = (f"2025-01-{at};{at};{name};{at},50" for at, name in enumerate(names.split("|"), 13))
    reading = read("\n".join([header, *rows]).encode(encoding))
    assert set(lines_of(reading)["product"]) == set(names.split("|"))
