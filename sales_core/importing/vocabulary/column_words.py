"""Words in the names of columns that no alias knows: what they may hold, and what they never do."""

from __future__ import annotations

import re

from sales_core.importing.vocabulary.aliases import DECOY_WORDS
from sales_core.importing.vocabulary.header_names import key, parted, words

_SOLD = parted(
    "sales sale revenue revenues amount amounts turnover takings proceeds money receipts gmv "
    "umsatz umsatze betrag erlos erlose montant ventes recettes importe ventas venta monto "
    "ingresos vendas faturamento receita importo vendite incasso ricavi fatturato omzet bedrag "
    "сумма выручка продажи kwota sprzedaz przychod wartosc trzby trzba castka osszeg bevetel "
    "tutar ciro satıs belopp omsattning forsaljning beløb omsætning salg beløp omsetning myynti "
    "penjualan omset jualan"
)
_SOLD_SIGNS = re.compile("销售额|金额|营业额|成交额|金額|銷售額|売上|매출|금액|ยอดขาย|doanhthu")
"""What columns of revenue are called, inside longer names too."""

_NO_SALE = parted(
    "target forecast forecasted predicted prediction plan planned budget quota goal ytd mtd "
    "qtd cumulative cumulated cum running average avg mean median growth previous prior last "
    "share volume weight temperature temp salary units unit qty quantity count counts orders "
    "order transactions customers visitors stock change diff difference estimated expected rep "
    "person manager channel returns returned discounts expense expenses purchase purchases "
    "purchased opening closing outstanding kumuliert soll ziel plan vorjahr durchschnitt "
    "cumule objectif moyenne acumulado meta promedio media previsto obiettivo anzahl menge"
)
"""Words beside them that make them something else than the amount of one sale."""

_COUNTED = parted(
    "qty quantity quantities units pieces pcs items sold menge anzahl stuck stuckzahl cantidad "
    "unidades quantidade qtd qtde quantite qte quantita qta pezzi aantal stuks antal antall "
    "количество кол штук ilosc sztuk mnozstvi pocet mennyiseg adet miktar maara kpl cantitate "
    "количина kuantitas"
)
_COUNTED_SIGNS = re.compile("数量|件数|數量|個数|点数|수량|จำนวน|soluong")
_PERHAPS_COUNTED = _COUNTED | parted(
    "count counts number nr nb nbr num tickets persons people pax guests covers nights hours "
    "bottles boxes copies seats amount jumlah sl"
)
_NOT_COUNTED = parted(
    "stock inventory available remaining onhand hand reorder min max minimum maximum returned "
    "refunded cancelled canceled return returns received purchased backordered lager bestand "
    "estoque existencias order orders line lines distinct unique per price cost value amount"
)

_EACH = parted(
    "unit each per einzelpreis stuckpreis unitaire unitario unitaria unitprice stukprijs "
    "jednostkowa jednotkova egysegar styckpris enhetspris enhedspris stykpris yksikkohinta "
    "birim satuan unitar seunit unit ед единицу штуку шт"
)
_EACH_SIGNS = re.compile("单价|單價|単価|단가|đơngia|đongia")

_SCALED = re.compile(
    r"thousand|['’ ($€£]000s?\b|\blakhs?\b|\blacs?\b|\bcrores?\b|\bmillion|\bmio\b|\bmln\b|\bmrd\b|"
    r"\bbillion|\btsd\b|\bteur\b|\bt€|\bk€|\bin k\b|[(\[]k[)\]]|\bk ?(?:usd|eur|gbp|chf)\b|"
    r"\bcents?\b|\bpence\b|\bpaise\b|\bcentavos\b|\bc[eé]ntimos\b|\bcentimes\b|\bkuru[sş]\b|"
    r"тыс|млн|\btys\b|\bmilhares\b|\bmiles de\b|\bmilliers\b|\bmigliaia\b|\bmilj\b|\btkr\b|"
    r"[千万萬百億亿][円元]|[（(][千万萬百億亿][）)]|천원|백만|만원|억원"
)
_COUNTS = re.compile(
    r"\bunits?\b|\bpcs\b|\bpieces\b|\bqty\b|\bkgs?\b|\bst(?:ü|u)ck\b|[（(][个個件][）)]"
)


def names_money(header: str) -> bool:
    """Tell whether a name says that a column holds the amounts of sales."""
    said = set(words(header).split())
    if said & (DECOY_WORDS | _NO_SALE):
        return False
    return bool(said & _SOLD or _SOLD_SIGNS.search(key(header)))


def names_count(header: str, *, perhaps: bool = False) -> bool:
    """Tell whether a name says (or, ``perhaps``, may say) how many pieces were sold."""
    said = set(words(header).split())
    if said & (_NOT_COUNTED | (DECOY_WORDS - {"number", "no"})):
        return False
    return bool(
        said & (_PERHAPS_COUNTED if perhaps else _COUNTED) or _COUNTED_SIGNS.search(key(header))
    )


def names_each(header: str) -> bool:
    """Tell whether a name says that a price is that of one piece."""
    return bool(set(words(header).split()) & _EACH or _EACH_SIGNS.search(key(header)))


def names_scale(header: str) -> bool:
    """Tell whether a name says that numbers are in thousands or in hundredths of money."""
    return bool(_SCALED.search(header.casefold().replace("_", " ")))


def names_pieces(header: str) -> bool:
    """Tell whether the name of an amount says that it counts pieces or weighs."""
    return bool(_COUNTS.search(header.casefold().replace("_", " ")))


def names_something_else(header: str) -> bool:
    """Tell whether a name says that numbers are none that may be added up as sales."""
    return bool(set(words(header).split()) & (DECOY_WORDS | (_NO_SALE - {"order", "orders"})))
