"""Amazon's date range report in the languages of its marketplaces."""

from __future__ import annotations

from collections.abc import Mapping

from sales_core.importing.formats.declarations import Field, GivenBack, RowRule

DATE_RANGE_SIGNATURES: tuple[tuple[str, ...], ...] = (
    ("date/time", "settlement id", "type", "product sales", "selling fees"),
    ("Datum/Uhrzeit", "Abrechnungsnummer", "Typ", "Umsätze", "Verkaufsgebühren"),
    ("date/heure", "numéro de versement", "type", "ventes de produits", "frais de vente"),
    ("date/heure", "Identifiant du paiement", "type", "ventes de produits"),
    ("Data/Ora:", "Numero pagamento", "Tipo", "Vendite", "Commissioni di vendita"),
    ("Data/Ora", "Numero pagamento", "Tipo", "Vendite", "Commissioni di vendita"),
    ("fecha y hora", "identificador de pago", "tipo", "ventas de productos", "tarifas de venta"),
    ("fecha/hora", "Id. de liquidación", "tipo", "ventas de productos", "tarifas de venta"),
    ("日付/時間", "決済番号", "トランザクションの種類", "商品売上", "手数料"),
    ("日付/時間", "決済番号", "トランザクションの種類", "商品の売上", "手数料"),
    ("datum/tijd", "schikkings-ID", "type", "verkoop van producten"),
    ("datum/tid", "reglerings-id", "typ", "försäljning av produkter"),
    ("data/godzina", "identyfikator rozliczenia", "typ", "sprzedaż produktów"),
)

DATE_RANGE_COLUMNS: Mapping[Field, tuple[str, ...]] = {
    "date": (
        "date/time", "Datum/Uhrzeit", "date/heure", "Data/Ora:", "Data/Ora", "fecha y hora",
        "fecha/hora", "日付/時間", "datum/tijd", "datum/tid", "data/godzina",
    ),
    "order_id": (
        "order id", "Bestellnummer", "numéro de la commande", "Numero ordine", "número de pedido",
        "Id. del pedido", "注文番号", "bestelnummer", "beställnings-id", "identyfikator zamówienia",
    ),
    "item": (
        "description", "Beschreibung", "Descrizione", "descripción", "説明", "beschrijving",
        "beskrivning", "opis", "sku",
    ),
    "quantity": (
        "quantity", "Menge", "quantité", "Quantità", "cantidad", "数量", "aantal", "antal", "ilość",
    ),
    "amount": (
        "product sales", "Umsätze", "ventes de produits", "Vendite", "ventas de productos",
        "商品売上", "商品の売上", "verkoop van producten", "försäljning av produkter",
        "sprzedaż produktów",
    ),
    "tax": (
        "product sales tax", "Produktumsatzsteuer", "Taxes sur la vente des produits",
        "imposta sulle vendite dei prodotti", "impuesto de ventas de productos", "商品の売上税",
    ),
    "location": (
        "marketplace", "web de Amazon", "site de vente", "Amazon 出品サービス", "marknadsplats",
        "rynek",
    ),
}  # fmt: skip

_TYPE = ("type", "Typ", "Tipo", "トランザクションの種類")
_REFUNDS = (
    "refund", "erstattung", "remboursement", "rimborso", "reembolso", "返金", "terugbetaling",
    "återbetalning", "zwrot kosztów", "zwrot", "chargeback refund",
)  # fmt: skip
_ORDERS = (
    "order", "bestellung", "commande", "ordine", "pedido", "注文", "bestelling", "beställning",
    "zamówienie",
)  # fmt: skip

DATE_RANGE_RULES = (RowRule(_TYPE, "fees, transfers and adjustments", only=(*_ORDERS, *_REFUNDS)),)
DATE_RANGE_REFUNDS = GivenBack(_TYPE, _REFUNDS)
