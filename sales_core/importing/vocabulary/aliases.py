"""What columns are called, by field: the best known names first, the best known languages first.

Names are as ``header_names.words`` writes them. The first tier of a field holds
names that say plainly what the column is; two columns of one tier are rivals,
which for the date and the amount is a question. Later tiers count only where
the tiers before have nothing.
"""

from __future__ import annotations

from itertools import zip_longest

from sales_core.importing.formats.declarations import Field
from sales_core.importing.vocabulary.more_aliases import MORE_NAMES
from sales_core.importing.vocabulary.more_amount_aliases import MORE_AMOUNT_NAMES

Tiers = tuple[str, ...]


def _parted(names: str) -> frozenset[str]:
    return frozenset(names.split(", "))


_TIERS: dict[Field, Tiers] = {
    "date": (
        ("date, sale date, order date, transaction date, day, invoice date, date of sale, "
         "sold date, sold on, sold at, date sold, date ordered, ordered at, order created, "
         "order created at, order placed, created at, created, created on, created date, "
         "date created, creation date, date of transaction, transaction time, purchase date, "
         "transaction date time, date of purchase, purchased at, business date, sales date, "
         "receipt date, posting date, dt, datetime, date time, date and time, timestamp, "
         "order time, sale time, order datetime, order date time, trans date, ticket date, "
         "datum, tag, bestelldatum, verkaufsdatum, rechnungsdatum, belegdatum, buchungsdatum, "
         "kaufdatum, transaktionsdatum, erstellt am, datum uhrzeit, bestellt am, "
         "jour, date de vente, date de commande, date commande, date vente, date de la vente, "
         "date de la commande, date facture, date de facture, date d achat, date achat, "
         "date de transaction, date de creation, date heure, date et heure, "
         "fecha, dia, fecha de venta, fecha venta, fecha de compra, fecha compra, "
         "fecha de pedido, fecha pedido, fecha del pedido, fecha factura, fecha de factura, "
         "fecha de transaccion, fecha de creacion, fecha y hora, fecha hora, "
         "data, data da venda, data de venda, data venda, data do pedido, data pedido, "
         "data da compra, data de compra, data e hora, data hora, data da transacao, "
         "giorno, data vendita, data di vendita, data ordine, data dell ordine, data ora, "
         "data acquisto, data di acquisto, data fattura, data transazione, "
         "dag, verkoopdatum, besteldatum, orderdatum, factuurdatum, aankoopdatum, "
         "transactiedatum, datum tijd, "
         "日期, 时间, 日期时间, 订单创建时间, 下单时间, 订单日期, 销售日期, 交易日期, 交易时间, "
         "订单时间, 创建时间, 购买日期, 下单日期, 销售时间, 成交时间, "
         "日付, 日時, 年月日, 売上日, 売上日付, 販売日, 注文日, 購入日, 取引日, 注文日時, "
         "取引日時, 購入日時, 販売日時, 売上日時, 伝票日付, 計上日"),
        ("paid at, paid date, payment date, date paid, zahlungsdatum, date de paiement, "
         "fecha de pago, data pagamento, data do pagamento, data di pagamento, betaaldatum, "
         "付款时间, 支付时间, 订单付款时间, 支払日, 入金日, completed at, completed date, "
         "completed, closed, closed at, closed date, opened, check date, posted date, "
         "class date, visit date, service date, appointment date, booking date, event date, "
         "date completed, time"),
        ("month, year month, sale month, order month, period, monat, mois, mes, mese, maand, "
         "年月, 月份, 月"),
        ("ship date, shipped at, shipping date, date shipped, shipped date, shipment date, "
         "dispatch date, delivery date, delivered at, lieferdatum, versanddatum, "
         "date de livraison, date d expedition, fecha de envio, fecha de entrega, "
         "data de entrega, data de envio, data di consegna, data spedizione, leverdatum, "
         "verzenddatum, 发货时间, 发货日期, 配送日, 出荷日, 発送日"),
    ),
    "order_id": (
        ("order id, sale id, transaction id, order number, invoice number, order, order no, "
         "sale number, sale no, sales id, receipt, receipt number, receipt no, receipt id, "
         "invoice, invoice no, invoice id, transaction, transaction no, transaction number, "
         "ticket, ticket number, ticket no, ticket id, check number, bill number, bill no, "
         "bill id, trans id, order ref, order reference, purchase id, payment id, sale, "
         "bestellnummer, bestell nr, auftragsnummer, rechnungsnummer, belegnummer, beleg nr, "
         "beleg, bon nr, kassenbon, "
         "bonnummer, rechnungs nr, transaktionscode, transaktions id, bestell id, auftrag, "
         "numero de commande, n commande, commande, numero commande, n de commande, "
         "numero de facture, n facture, numero de transaction, id commande, "
         "numero de pedido, n pedido, pedido, id pedido, id de pedido, numero de factura, "
         "factura, ticket no, id de transaccion, numero pedido, id venta, folio, "
         "numero do pedido, id do pedido, nota fiscal, numero da nota, codigo do pedido, "
         "codigo da transacao, id da transacao, id da venda, "
         "no pedido, no do pedido, no de pedido, no da nota, no de orden, no commande, "
         "no de commande, no facture, no de facture, no ordine, no fattura, "
         "numero ordine, ordine, id ordine, n ordine, numero fattura, scontrino, "
         "numero scontrino, codice transazione, numero dell ordine, "
         "bestelling, ordernummer, factuurnummer, bonnummer, transactie id, bon, "
         "订单编号, 订单号, 交易号, 单号, 流水号, 发票号, 订单id, 交易编号, 销售单号, 小票号, "
         "注文番号, 注文id, 伝票番号, レシート番号, 取引番号, 取引id, 受注番号, 購入id"),
    ),
    "item": (
        ("item, item name, product, product name, lineitem name, product title, item title, "
         "article, article name, name of product, service, service name, item description, "
         "product description, line item, menu item, series used, pricing option, title, "
         "lineitem, products, product s, items, description, subject, "
         "artikel, artikelbezeichnung, artikelname, produkt, produktname, bezeichnung, "
         "beschreibung, leistung, "
         "produit, nom du produit, libelle, designation, nom produit, prestation, "
         "producto, nombre del producto, articulo, descripcion, concepto, nombre producto, "
         "produto, nome do produto, descricao, nome produto, "
         "prodotto, nome prodotto, articolo, descrizione, nome del prodotto, "
         "productnaam, omschrijving, "
         "商品, 商品名称, 产品, 产品名称, 品名, 宝贝标题, 商品标题, 商品名字, 菜品, 菜品名称, "
         "商品名, 製品名, 種類, 品目, メニュー, 商品名規格, 製品"),
        ("class name, class, product line, sku, product code, item code, stock code, product id, "
         "item id, lineitem sku, artikelnummer, reference produit, codigo, codice articolo, "
         "商品编号, 商品コード, 商品id, category, product category, item type, kategorie, "
         "categorie, categoria, 类别, 商品类别, カテゴリ, カテゴリー"),
    ),
    "amount": (
        ("amount, total, item total, net sales, sales, revenue, line total, sale amount, "
         "sales amount, total sales, total amount, total price, total spent, total revenue, "
         "transaction amount, order amount, line amount, line revenue, extended price, "
         "final price, price paid, "
         "extended amount, net revenue, turnover, takings, total sale, sales value, sale value, "
         "sales revenue, sale total, total value, value, net price, item amount, "
         "item subtotal, price total, amount total, invoice amount, total paid w payment method, "
         "umsatz, betrag, gesamtbetrag, gesamtpreis, gesamt, summe, erlos, erlose, nettoumsatz, "
         "umsatzerlos, zeilensumme, positionsbetrag, gesamtsumme, verkaufsbetrag, "
         "montant, montant total, total ttc, chiffre d affaires, ca, prix total, total ligne, "
         "montant ttc, ca ttc, ventes, montant de la vente, "
         "importe, importe total, total venta, venta, ventas, monto, monto total, precio total, "
         "ingresos, total de la venta, valor de venta, total linea, facturacion, "
         "valor, valor total, valor da venda, receita, faturamento, total da venda, vendas, "
         "total de vendas, preco total, "
         "importo, importo totale, totale, ricavo, ricavi, fatturato, vendite, prezzo totale, "
         "totale riga, incasso, "
         "bedrag, totaal, totaalbedrag, omzet, totaalprijs, regeltotaal, "
         "总金额, 金额, 销售额, 销售金额, 订单金额, 交易金额, 总价, 总额, 合计, 成交金额, "
         "订单总额, "
         "売上, 売上金額, 売上高, 金額, 合計, 合計金額, 販売金額, 総額, 税込金額, 総売上"),
        ("gross sales, gross, gross amount, gross revenue, total collected, amount paid, paid, "
         "total paid, paid amount, subtotal, sub total, net, net amount, order total, "
         "grand total, net total, amount collected, charged, lineitem total, "
         "brutto, bruttobetrag, bruttoumsatz, zwischensumme, netto, nettobetrag, gezahlt, "
         "brut, montant brut, montant net, sous total, total ht, montant ht, ca ht, "
         "bruto, importe bruto, subtotal linea, neto, importe neto, pagado, "
         "valor bruto, valor liquido, liquido, valor pago, total pago, "
         "lordo, importo lordo, importo netto, subtotale, imponibile, "
         "brutobedrag, nettobedrag, subtotaal, betaald, "
         "实付金额, 实际支付金额, 买家实际支付金额, 实收金额, 支付金额, 付款金额, 实付款, "
         "小計, 税抜金額, 支払金額, 決済金額"),
    ),
    "quantity": (
        ("quantity, qty, units, units sold, quantity ordered, quantity sold, qty sold, "
         "item quantity, quantity purchased, lineitem quantity, pieces, pcs, quantity order, "
         "items sold, number of items, unit sold, box shipped, boxes shipped, qty ordered, "
         "sold quantity, number sold, "
         "anzahl, menge, stuckzahl, stuck, verkaufte menge, quantite, qte, nombre, "
         "quantite vendue, cantidad, unidades, cant, unidades vendidas, cantidad vendida, "
         "quantidade, qtd, qtde, quantidade vendida, quantita, qta, pezzi, quantita venduta, "
         "aantal, stuks, hoeveelheid, 数量, 件数, 销售数量, 购买数量, 商品数量, 销量, 个数, "
         "個数, 販売数, 販売数量, 売上数量, 点数, 売上数"),
    ),
    "unit_price": (
        ("unit price, price, item price, price each, price per unit, sale price, selling price, "
         "lineitem price, price unit, rate, sales price, unit sale price, each, retail price, "
         "einzelpreis, stuckpreis, preis, verkaufspreis, preis pro stuck, prix unitaire, prix, "
         "pu, prix de vente, prix unitaire ttc, precio unitario, precio, precio de venta, "
         "preco unitario, preco, valor unitario, preco de venda, prezzo unitario, prezzo, "
         "prezzo di vendita, stukprijs, eenheidsprijs, prijs, verkoopprijs, "
         "单价, 价格, 商品单价, 售价, 単価, 価格, 販売単価, 販売価格"),
    ),
    "discount": (
        ("discount, discount amount, discounts, line discount, item discount, discount total, "
         "disc, "
         "lineitem discount, rabatt, nachlass, remise, reduction, descuento, desconto, sconto, "
         "korting, 折扣, 优惠金额, 折扣金额, 割引, 割引額, 値引, 値引額"),
    ),
    "discount_percent": ("discount percent, discount percentage, discount pct, percent off",),
    "tax": (
        ("tax, taxes, tax amount, sales tax, vat, vat amount, gst, total tax, mwst, ust, "
         "mehrwertsteuer, umsatzsteuer, steuer, tva, montant tva, iva, impuesto, impuestos, "
         "imposto, impostos, imposta, btw, 税, 税额, 税费, 消費税, 税額"),
    ),
    "location": (
        ("location, branch, store, shop, outlet, store name, shop name, location name, "
         "branch name, outlet name, site, store location, venue, store id, filiale, standort, "
         "laden, geschaft, magasin, boutique, succursale, point de vente, tienda, sucursal, "
         "lugar de compra, local, loja, filial, unidade, negozio, punto vendita, sede, winkel, "
         "vestiging, locatie, 门店, 店铺, 店铺名称, 门店名称, 收货地址, 店舗, 店舗名, 支店"),
        "city, stadt, ort, ville, ciudad, cidade, citta, stad, 城市, 都市",
        "country, region, land, pays, pais, paese, 国家, 国, 地区, 地域",
    ),
    "payment_method": (
        ("payment method, payment, payment type, tender, tender type, payment mode, paid by, "
         "card brand, payment source type, method of payment, mode of payment, pay method, "
         "zahlungsart, zahlart, zahlungsmethode, zahlungsweise, zahlungsmittel, mode de paiement, "
         "moyen de paiement, methode de paiement, reglement, forma de pago, metodo de pago, "
         "medio de pago, forma de pagamento, metodo de pagamento, meio de pagamento, "
         "metodo di pagamento, modalita di pagamento, pagamento, betaalmethode, betaalwijze, "
         "支付方式, 付款方式, 支付渠道, 支払方法, 決済方法, 支払い方法, お支払い方法"),
    ),
    "currency": (
        ("currency, currency code, transaction currency, order currency, order currency code, "
         "wahrung, devise, moneda, divisa, moeda, valuta, 币种, 货币, 通貨"),
    ),
    "credit": (
        ("credit, credits, credit amount, amount credit, money in, paid in, haben, gutschrift, "
         "credito, creditos, abono, haber, entradas, entrada, avere, accredito, credit eur, bij, "
         "收入, 贷方, 入金額, 貸方, 貸方金額"),
    ),
    "debit": (
        ("debit, debits, debit amount, amount debit, money out, paid out, soll, lastschrift, "
         "belastung, debito, debitos, cargo, debe, saidas, saida, dare, addebito, debet, af, "
         "支出, 借方, 出金額, 借方金額"),
    ),
}  # fmt: skip

_MORE = MORE_NAMES | MORE_AMOUNT_NAMES

ALIAS_TIERS: dict[Field, tuple[tuple[str, ...], ...]] = {
    field: tuple(
        tuple(", ".join(filter(None, both)).split(", "))
        for both in zip_longest(tiers, _MORE.get(field, ()))
    )
    for field, tiers in _TIERS.items()
}
"""Names by field and tier."""

ALIASES: dict[Field, tuple[str, ...]] = {
    field: tuple(dict.fromkeys(name for tier in tiers for name in tier))
    for field, tiers in ALIAS_TIERS.items()
}
"""Names by field, the best known first."""

LAST_RESORT_DATES = frozenset(name.replace(" ", "") for name in ALIAS_TIERS["date"][-1])
"""Dates of what comes after a sale: they count where nothing else says when it was."""

NET_OF_FEES = frozenset(["net", "netto", "neto", "liquido", "nettotal", "netamount", "nettobetrag"])
"""Amounts that a column of fees makes what is paid out rather than what was sold."""

FEE_WORDS = _parted(
    "fee, fees, gebuhr, gebuhren, entgelt, commission, commissions, comision, tarifa, taxa, "
    "tariffa, kosten, commissione, commissioni, transactiekosten, 手续费, 手数料"
)
"""Words of columns of fees."""

DECOY_WORDS = _parted(
    "ship, shipping, shipped, delivery, payout, settlement, deposit, refund, refunded, void, "
    "voided, cancel, cancelled, canceled, due, birthday, birth, expiry, expiration, updated, "
    "modified, fulfilled, balance, fee, fees, cost, costs, cogs, profit, margin, msrp, tendered, "
    "converted, installment, installments, line, row, index, phone, zip, postal, postcode, "
    "postalcode, code, lat, lon, latitude, longitude, rating, tax, tip, tips, discount, score, "
    "birthdate, dob, hire, hired, joined, joining, start, end, expires, valid, limit, stock, "
    "year, month, quarter, week, id, no, number, age, percent, percentage, rate, saldo, guthaben, "
    "solde, gebuhr, versand, envio, frete, cuotas, parcelas, costo, custo, kosten, lieferung, "
    "退款金额, 余额, 运费, 手续费, 成本, 利润, 残高, 送料, 手数料, 原価, 利益"
)
"""Words of columns that hold dates or numbers, but never the date or amount of a sale."""
