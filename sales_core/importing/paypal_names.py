"""PayPal's activity report in the languages it exports: its columns, and rows that are no sales."""

from __future__ import annotations

from collections.abc import Mapping

from sales_core.importing.declarations import Field, RowRule

PAYPAL_SIGNATURES: tuple[tuple[str, ...], ...] = (
    ("Date", "Name", "Type", "Status", "Currency", "Gross", "Fee", "Net", "Transaction ID"),
    ("Datum", "Name", "Typ", "Status", "Währung", "Brutto", "Netto", "Transaktionscode"),
    ("Date", "Nom", "Type", "Devise", "Avant commission", "Commission", "Net"),
    ("Date", "Nom", "Type", "Devise", "Brut", "Net", "Numéro de transaction"),
    ("Fecha", "Nombre", "Tipo", "Estado", "Divisa", "Bruto", "Neto"),
    ("Fecha", "Nombre", "Tipo", "Estado", "Moneda", "Bruto", "Neto"),
    ("Data", "Nome", "Tipo", "Stato", "Valuta", "Lordo", "Netto"),
    ("Data", "Nome", "Tipo", "Status", "Moeda", "Bruto", "Líquido"),
    ("Datum", "Naam", "Type", "Status", "Valuta", "Bruto", "Net"),
    ("Datum", "Naam", "Type", "Status", "Valuta", "Bruto", "Netto"),
)

PAYPAL_COLUMNS: Mapping[Field, tuple[str, ...]] = {
    "date": ("Date", "Datum", "Fecha", "Data"),
    "order_id": (
        "Transaction ID", "Transaktionscode", "Numéro de transaction", "Id. de transacción",
        "Codice transazione", "Código da transação", "ID da transação", "Transactiereferentie",
    ),
    "item": (
        "Item Title", "Subject", "Artikelbezeichnung", "Titre de l'objet", "Nombre del artículo",
        "Título del artículo", "Titolo oggetto", "Nome do item", "Objectnaam", "Itemtitel",
    ),
    "amount": ("Gross", "Brutto", "Avant commission", "Brut", "Bruto", "Lordo"),
    "quantity": ("Quantity", "Anzahl", "Quantité", "Cantidad", "Quantità", "Quantidade", "Aantal"),
    "currency": ("Currency", "Währung", "Devise", "Divisa", "Moneda", "Valuta", "Moeda"),
}  # fmt: skip

_TYPE = ("Type", "Typ", "Tipo")
_STATUS = ("Status", "État", "Estado", "Stato")
_MOVES = (
    "conversion", "umrechnung", "conversión", "conversione", "conversão", "omrekening",
    "withdrawal", "abbuchung", "auszahlung", "virement", "retiro", "retirada", "prelievo",
    "saque", "opname", "transfer", "hold", "einbehalt", "release", "freigabe", "reserve",
    "authorization", "autorisierung", "autorisation", "autorización", "autorizzazione",
    "deposit to", "bank deposit", "bankgutschrift", "funding", "loan", "working capital", "fee",
    "gebühr", "frais", "tarifa", "tariffa", "bestellung", "order", "request", "anforderung",
)  # fmt: skip
_GIVEN_BACK = (
    "refund", "reversal", "chargeback", "rückzahlung", "rückerstattung", "rückbuchung",
    "remboursement", "annulation", "reembolso", "reversión", "devolución", "rimborso", "storno",
    "estorno", "terugbetaling", "terugboeking",
)  # fmt: skip
_NOT_MADE = (
    "denied", "canceled", "cancelled", "failed", "voided", "expired", "pending", "abgelehnt",
    "storniert", "fehlgeschlagen", "offen", "abgelaufen", "refusé", "annulé", "échoué",
    "en attente", "denegado", "cancelado", "pendiente", "rechazado", "rifiutato", "annullato",
    "in sospeso", "negado", "pendente", "geweigerd", "geannuleerd", "in behandeling",
)  # fmt: skip

PAYPAL_RULES = (
    RowRule(_TYPE, "conversions, transfers, holds and fees", never=_MOVES, within=True),
    RowRule(_STATUS, "payments that were not made", never=_NOT_MADE),
    RowRule(_TYPE, "payments to others", only=_GIVEN_BACK, within=True, negative=True),
)
