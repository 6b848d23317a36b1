"""eBay's transaction report and orders report in the languages that are known."""

from __future__ import annotations

from collections.abc import Mapping

from sales_core.importing.formats.declarations import Field, GivenBack, RowRule

EBAY_SIGNATURES: tuple[tuple[str, ...], ...] = (
    ("Type", "Order number", "Item subtotal", "Gross transaction amount"),
    ("Transaction creation date", "Type", "Order number", "Item subtotal"),
    ("Datum der Transaktionserstellung", "Typ", "Bestellnummer", "Zwischensumme Artikel"),
    ("Date de création de la transaction", "Type", "Numéro de commande", "Sous-total de l'objet"),
)

EBAY_COLUMNS: Mapping[Field, tuple[str, ...]] = {
    "date": (
        "Transaction date", "Transaction creation date", "Datum der Transaktionserstellung",
        "Date de création de la transaction",
    ),
    "order_id": ("Order number", "Bestellnummer", "Numéro de commande"),
    "item": ("Item title", "Angebotstitel", "Titre de l'objet"),
    "amount": ("Item subtotal", "Zwischensumme Artikel", "Sous-total de l'objet"),
    "quantity": ("Quantity", "Stückzahl", "Anzahl", "Quantité"),
    "currency": ("Transaction currency", "Transaktionswährung", "Devise de la transaction"),
}  # fmt: skip

EBAY_GROSS = (
    "Gross transaction amount", "Transaktionsbetrag (inkl. Kosten)",
    "Montant brut de la transaction",
)  # fmt: skip

_TYPE = ("Type", "Typ")
_REFUND = ("refund", "erstattung", "rückerstattung", "remboursement")

EBAY_RULES = (
    RowRule(
        _TYPE,
        "fees, labels, payouts, holds and transfers",
        only=("order", "bestellung", "commande", *_REFUND),
    ),
    # An order of several items has a row for its sum, then one for each item.
    RowRule(EBAY_COLUMNS["item"], "sums of orders", never=("", "--", "—")),
)
EBAY_REFUNDS = GivenBack(_TYPE, _REFUND)

EBAY_ORDER_SIGNATURES: tuple[tuple[str, ...], ...] = (
    ("Sales Record Number", "Order Number", "Item Title", "Sold For", "Sale Date"),
    ("Sales Record Number", "User Id", "Item Title", "Sale Price", "Sale Date"),
    ("Verkaufsprotokollnummer", "Bestellnummer", "Angebotstitel", "Verkauft für", "Verkauft am"),
)

EBAY_ORDER_COLUMNS: Mapping[Field, tuple[str, ...]] = {
    "date": ("Sale Date", "Verkauft am"),
    "order_id": ("Order Number", "Bestellnummer", "Sales Record Number"),
    "item": ("Item Title", "Angebotstitel"),
    "quantity": ("Quantity", "Anzahl", "Stückzahl"),
    # Total Price is that of the order, with shipping and tax.
    "unit_price": ("Sold For", "Verkauft für", "Sale Price"),
}

EBAY_ORDER_RULES = (RowRule(EBAY_ORDER_COLUMNS["item"], "sums of orders", never=("",)),)
