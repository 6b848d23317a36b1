"""More names of columns, in more languages: when, what, where and how something was sold.

As in ``aliases``: by field and tier, as ``header_names.words`` writes them.
"""

from __future__ import annotations

from sales_core.importing.formats.declarations import Field

MORE_NAMES: dict[Field, tuple[str, ...]] = {
    "date": (
        ("дата, дата продажи, дата заказа, дата операции, дата покупки, дата чека, "
         "дата и время, дата документа, дата создания, дата оплаты заказа, период продажи, "
         "день, дата продажу, дата замовлення, дата та час, data sprzedazy, data zamowienia, "
         "data transakcji, data zakupu, data wystawienia, data paragonu, data faktury, "
         "data i godzina, dzien, data operacji, data dokumentu, datum prodeje, "
         "datum objednavky, datum nakupu, datum vystaveni, datum transakce, datum dokladu, "
         "datum a cas, datum predaja, den, ertekesites datuma, eladas datuma, "
         "rendeles datuma, kelt, teljesites datuma, szamla kelte, szamla datuma, "
         "vasarlas datuma, tarih, satıs tarihi, siparis tarihi, islem tarihi, fatura tarihi, "
         "fis tarihi, tarih saat, gun, alıs tarihi, siparis zamanı, islem zamanı, "
         "forsaljningsdatum, fakturadatum, kopdatum, bokforingsdatum, kvittodatum, "
         "datum och tid, dato, salgsdato, ordredato, fakturadato, transaktionsdato, "
         "bestillingsdato, købsdato, bilagsdato, bokføringsdato, kjøpsdato, transaksjonsdato, "
         "dato og tid, paivamaara, pvm, paivays, myyntipaiva, tilauspaiva, laskun paiva, "
         "ostopaiva, tapahtumapaiva, kirjauspaiva, data vanzarii, data comenzii, "
         "data tranzactiei, data facturii, data vanzare, ημερομηνια, ημ νια, "
         "ημερομηνια πωλησησ, ημερομηνια παραγγελιασ, дата на продажба, дата на поръчка, "
         "datum prodaje, datum narudzbe, datum racuna, datum prodaja, 날짜, 일자, 판매일, "
         "판매일자, 판매 날짜, 판매일시, 주문일, 주문일자, 주문일시, 주문 날짜, 거래일, "
         "거래일자, 거래일시, 결제일, 결제일시, 결제일자, 매출일, 매출일자, 구매일, 구매일자, "
         "일시, 영업일자, 영업일, 전표일자, 날짜시간, 日期時間, 銷售日期, 訂單日期, 訂單時間, "
         "交易時間, 下單時間, 訂單建立時間, 購買日期, 發票日期, 开票日期, 营业日期, 消费时间, "
         "下单日期时间, 订单付款日期, 业务日期, 单据日期, 出库日期, 收银时间, 结账时间, "
         "付款日期, 購買時間, 会計日, 会計日時, 精算日, 精算日時, 売上計上日, 購入年月日, "
         "売上年月日, 営業日, 決済日, 決済日時, 受注日, 受注日時, 販売年月日, 取引年月日, "
         "購入日付, 販売日付, 注文日付, 売り上げ日, 集計日, tanggal, tanggal transaksi, "
         "tanggal penjualan, tanggal pesanan, tanggal order, tgl, tgl transaksi, "
         "waktu transaksi, tanggal pembelian, waktu pesanan dibuat, tanggal jual, tarikh, "
         "tarikh jualan, tarikh transaksi, ngay, ngay ban, ngay giao dich, ngay đat hang, "
         "ngay mua, ngay tao, ngay lap, ngay hoa đon, ngay chung tu, ngay ban hang, "
         "thoi gian, ngay đat, ว นท, ว นท ขาย, ว นท ส งซ อ, ว นท ท ารายการ, ว นเวลา, "
         "ว นท เอกสาร, التاريخ, تاريخ, تاريخ البيع, تاريخ الطلب, تاريخ الفاتورة, "
         "تاريخ المعاملة, תאריך, תאריך מכירה, תאריך הזמנה, תאריך עסקה, תאריך חשבונית, त र ख, "
         "द न क, त थ, bill date, voucher date, checkout date, document date, doc date, "
         "txn date, sales day, selling date, order day, date of order, date of invoice, "
         "order purchase timestamp, purchase timestamp, date placed, sale datetime, sale day, "
         "date de l achat, date ticket, date du ticket, date operation, date de l operation, "
         "date piece, date document, date encaissement, fecha de emision, fecha emision, "
         "fecha operacion, fecha de operacion, fecha ticket, fecha documento, fecha orden, "
         "fecha de la venta, fecha de orden, fecha del documento, fecha de registro, "
         "data emissao, data de emissao, data transacao, data da nota, data movimento, "
         "data documento, data emissione, data scontrino, data operazione, "
         "data della vendita, data dell acquisto, verkauft am, kassendatum, bondatum, "
         "buchungstag, auftragsdatum, leistungsdatum, umsatzdatum, verkaufstag, "
         "datum der bestellung, bestelldatum uhrzeit, datum zeit, datum verkoop, "
         "datum bestelling, boekdatum"),
        "",
        ("week start, week starting, week start date, week ending, week ending date, "
         "week end, week end date, week of, week commencing, week beginning"),
    ),
    "order_id": (
        ("номер заказа, заказ, номер чека, чек, номер документа, номер накладнои, заказ no, "
         "no заказа, no чека, no документа, id заказа, id продажи, номер продажи, "
         "id транзакции, номер замовлення, no замовлення, numer zamowienia, nr zamowienia, "
         "zamowienie, numer transakcji, numer paragonu, nr paragonu, paragon, numer faktury, "
         "nr faktury, id transakcji, id zamowienia, numer dokumentu, cislo objednavky, "
         "objednavka, cislo dokladu, doklad, cislo faktury, cislo uctenky, rendelesszam, "
         "rendeles szama, bizonylatszam, szamlaszam, nyugtaszam, szamla szama, siparis no, "
         "siparis numarası, fis no, fatura no, islem no, siparis id, satıs no, belge no, "
         "fis numarası, fatura numarası, order nr, kvittonummer, kvitto, fakturanummer, "
         "ordrenummer, ordre nr, ordre id, bilagsnummer, kvitteringsnummer, tilausnumero, "
         "tilaus, kuittinumero, laskunumero, kuitti, numar comanda, nr comanda, "
         "numar factura, numar bon, αριθμοσ παραγγελιασ, αριθμοσ παραστατικου, 주문번호, "
         "거래번호, 영수증번호, 전표번호, 판매번호, 결제번호, 訂單編號, 訂單號碼, 交易編號, "
         "發票號碼, 單號, 單據編號, 收据号, 小票编号, 单据编号, 单据号, 账单号, 零售单号, "
         "会計id, 会計番号, レシートno, 伝票no, 受注no, 注文no, 売上番号, 売上id, "
         "売上伝票番号, no transaksi, nomor transaksi, id transaksi, nomor pesanan, "
         "no pesanan, no faktur, nomor faktur, no invoice, no nota, id pesanan, "
         "kode transaksi, no struk, ma đon hang, ma đon, ma hoa đon, so hoa đon, "
         "ma giao dich, so chung tu, ma đon đat hang, หมายเลขค าส งซ อ, เลขท ใบเสร จ, "
         "เลขท เอกสาร, رقم الطلب, رقم الفاتورة, רقم, מספר הזמנה, מספר חשבונית, voucher no, "
         "voucher number, document no, document number, sales order number, order code, "
         "basket id, codigo venda, codigo da venda, numero ticket, numero de ticket, "
         "numero boleta, n ticket, numero de venta, codigo de venta, numero documento, "
         "bestellungsnummer, vorgangsnummer, transaktionsnummer, numero piece, no piece, "
         "ticket n, numero de piece, documento, n documento"),
    ),
    "item": (
        ("товар, наименование, наименование товара, название, название товара, номенклатура, "
         "продукт, услуга, позиция, товары, назва товару, наименування, nazwa produktu, "
         "nazwa towaru, towar, nazwa, usługa, artykuł, zbozi, nazev zbozi, nazev produktu, "
         "nazev, polozka, popis, tovar, nazov produktu, nazov, termek, termeknev, "
         "termek neve, megnevezes, cikk, cikknev, urun, urun adı, urun ismi, mal adı, "
         "stok adı, hizmet, urunler, malzeme, vara, produktnamn, benamning, artikelbenamning, "
         "beskrivning, tjanst, vare, varenavn, produktnavn, varetekst, beskrivelse, ydelse, "
         "tuote, tuotenimi, tuotteen nimi, nimike, kuvaus, produs, denumire, denumire produs, "
         "nume produs, προιον, ειδοσ, περιγραφη, артикул, стока, proizvod, naziv, "
         "naziv proizvoda, artikl, 상품명, 상품, 제품명, 제품, 품명, 품목, 품목명, 메뉴, "
         "메뉴명, 상품 이름, 메뉴 이름, 商品名稱, 產品名稱, 產品, 品項, 项目名称, 货品名称, "
         "款式名称, 菜名, 项目, 单品名称, 商品全名, 产品名, 品項名稱, メニュー名, 品番名, "
         "品名規格, アイテム名, 商品タイトル, 内容, 項目, 明細, 商品品名, produk, "
         "nama produk, nama barang, barang, item produk, nama item, nama menu, menu, "
         "san pham, ten san pham, ten hang, ten hang hoa, mat hang, hang hoa, ten mon, "
         "ten mat hang, ส นค า, ช อส นค า, รายการ, รายการส นค า, เมน, المنتج, اسم المنتج, "
         "الصنف, اسم الصنف, البيان, מוצר, שם מוצר, שם המוצר, פריט, תיאור, उत प द, वस त, "
         "product detail, product details, name of item, product desc, item desc, "
         "coffee name, pizza name, dish, dish name, service description, product service, "
         "artikeltext, warenbezeichnung, ware, buchungstext, nom article, nom de l article, "
         "description article, libelle article, libelle produit, nom de produit, "
         "nombre articulo, nombre de producto, descripcion articulo, descripcion producto, "
         "descripcion del producto, servico, nome item, nome do item, descricao do produto, "
         "descricao produto, descrizione articolo, descrizione prodotto, nome articolo, "
         "naam product, artikelomschrijving, productomschrijving"),
        ("product type, категория, kategoria, urun kodu, kategori, 카테고리, 분류, 상품코드, "
         "類別, danh muc, tuotekoodi, tuoteryhma, produkttyp, pizza name id, codigo producto, "
         "codigo do produto"),
    ),
    "location": (
        ("магазин, точка продаж, филиал, торговая точка, склад, sklep, oddział, lokalizacja, "
         "punkt sprzedazy, prodejna, pobocka, predajna, uzlet, bolt, magaza, sube, sube adı, "
         "magaza adı, butik, butiksnamn, plats, butikk, avdeling, afdeling, myymala, "
         "toimipiste, kauppa, magazin, filiala, καταστημα, υποκαταστημα, обект, trgovina, "
         "poslovnica, 매장, 지점, 매장명, 지점명, 점포, 점포명, 가맹점, 門市, 分店, 店名, "
         "店鋪, 門市名稱, 门店名, 分店名称, 支店名, 店名称, 営業所, 拠点, toko, cabang, "
         "nama toko, lokasi, cua hang, chi nhanh, đia điem, สาขา, ร าน, ร านค า, الفرع, "
         "المتجر, סניף, חנות, store no, store location name, retail store, store branch, "
         "kasse filiale, point vente, nom magasin, nombre tienda, nombre sucursal, nome loja, "
         "nome da loja, id loja, loja id, nome negozio"),
        ("город, місто, miasto, mesto, varos, sehir, il, by, kaupunki, oras, πολη, град, "
         "grad, 도시, 地市, kota, thanh pho, จ งหว ด, المدينة, עיר"),
        ("страна, краіна, kraj, zeme, krajina, orszag, ulke, bolge, maa, tara, χωρα, държава, "
         "drzava, 국가, 지역, 國家, 地區, negara, quoc gia, khu vuc, ประเทศ, الدولة, מדינה, "
         "регион, wojewodztwo"),
    ),
    "payment_method": (
        ("способ оплаты, тип оплаты, форма оплаты, вид оплаты, оплата, спосіб оплати, "
         "metoda płatnosci, forma płatnosci, sposob płatnosci, płatnosc, rodzaj płatnosci, "
         "zpusob platby, platba, forma uhrady, fizetesi mod, fizetes, fizetes modja, "
         "odeme yontemi, odeme turu, odeme tipi, odeme sekli, betalningssatt, betalsatt, "
         "betalning, betalningsmetod, betalingsmetode, betaling, betalingsmate, "
         "betalingstype, maksutapa, maksu, metoda de plata, modalitate plata, plata, "
         "τροποσ πληρωμησ, πληρωμη, начин на плащане, nacin placanja, placanje, 결제수단, "
         "결제방법, 결제방식, 결제구분, 支付類型, 支付工具, 付款類型, 结算方式, 收款方式, "
         "支払区分, 支払手段, 決済手段, 支払種別, 支払い区分, 支払い手段, metode pembayaran, "
         "pembayaran, cara bayar, metode bayar, jenis pembayaran, kaedah bayaran, "
         "phuong thuc thanh toan, thanh toan, hinh thuc thanh toan, pttt, ว ธ ช าระเง น, "
         "การช าระเง น, ว ธ การช าระเง น, طريقة الدفع, الدفع, אמצעי תשלום, תשלום, cash type, "
         "payment mode type, payment channel, pay type, tipo de pagamento, tipo pagamento, "
         "tipo de pago, tipo pago, metodo pago, forma pago, metodo pagamento, meio pagamento, "
         "forma pagamento, type de paiement, mode paiement, moyen paiement, type paiement, "
         "mode de reglement, zahlung, bezahlart, bezahlmethode, zahlungstyp, zahlmittel, "
         "betaalwijze type"),
    ),
    "currency": (
        ("валюта, waluta, mena, penznem, para birimi, doviz, valuutta, νομισμα, 통화, 幣別, "
         "幣種, mata uang, tien te, สก ลเง น, العملة, מטבע, currency iso"),
    ),
}  # fmt: skip
