"""PayPal's activity report and account statement in the languages it exports."""

from __future__ import annotations

from collections.abc import Mapping

from sales_core.importing.formats.declarations import Field, RowRule

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
    ("Data", "Nazwa", "Typ", "Status", "Waluta", "Brutto", "Netto"),
)

STATEMENT_SIGNATURES: tuple[tuple[str, ...], ...] = (
    ("Date", "Description", "Currency", "Gross", "Fee", "Net", "Balance", "Transaction ID"),
    ("Datum", "Beschreibung", "Währung", "Brutto", "Netto", "Guthaben", "Transaktionscode"),
    ("Date", "Description", "Devise", "Avant commission", "Net", "Solde"),
    ("Date", "Description", "Devise", "Brut", "Net", "Solde", "Numéro de transaction"),
    ("Fecha", "Descripción", "Divisa", "Bruto", "Neto", "Saldo", "Id. de transacción"),
    ("Data", "Descrizione", "Valuta", "Lordo", "Netto", "Saldo", "Codice transazione"),
    ("Data", "Descrição", "Moeda", "Bruto", "Líquido", "Saldo"),
    ("Datum", "Omschrijving", "Valuta", "Bruto", "Net", "Saldo", "Transactiereferentie"),
    ("Data", "Opis", "Waluta", "Brutto", "Netto", "Saldo", "Numer transakcji"),
)

PAYPAL_COLUMNS: Mapping[Field, tuple[str, ...]] = {
    "date": ("Date", "Datum", "Fecha", "Data"),
    "order_id": (
        "Transaction ID", "Transaktionscode", "Numéro de transaction", "Id. de transacción",
        "Codice transazione", "Código da transação", "ID da transação", "Transactiereferentie",
        "Numer transakcji",
    ),
    "item": (
        "Item Title", "Subject", "Artikelbezeichnung", "Titre de l'objet", "Nombre del artículo",
        "Título del artículo", "Titolo oggetto", "Nome do item", "Título do item", "Objectnaam",
        "Itemtitel", "Nazwa przedmiotu",
    ),
    "amount": ("Gross", "Brutto", "Avant commission", "Brut", "Bruto", "Lordo"),
    "quantity": (
        "Quantity", "Anzahl", "Quantité", "Cantidad", "Quantità", "Quantidade", "Aantal",
        "Hoeveelheid",
    ),
    "currency": (
        "Currency", "Währung", "Devise", "Divisa", "Moneda", "Valuta", "Moeda", "Waluta",
    ),
}  # fmt: skip

_TYPE = ("Type", "Typ", "Tipo")
_DESCRIPTION = (
    "Description", "Beschreibung", "Descripción", "Descrizione", "Descrição", "Omschrijving",
    "Opis",
)  # fmt: skip
_NAME = ("Name", "Nom", "Nombre", "Nome", "Naam", "Nazwa")
_STATUS = ("Status", "État", "Estado", "Stato")
_IMPACT = (
    "Balance Impact", "Auswirkung auf Guthaben", "Impact sur le solde", "Repercusiones en el saldo",
    "Impatto sul saldo", "Impacto no saldo", "Effect op saldo", "Wpływ na saldo",
)  # fmt: skip
_MOVES = (
    "conversion", "umrechnung", "conversión", "conversione", "conversão", "omrekening",
    "przeliczenie", "withdrawal", "abbuchung", "auszahlung", "virement", "retiro", "retirada",
    "prelievo", "saque", "opname", "wypłata", "transfer", "hold", "einbehalt", "release",
    "freigabe", "reserve", "authorization", "autorisierung", "autorisation", "autorización",
    "autorizzazione", "deposit", "einzahlung", "bankgutschrift", "alimentation", "ingreso",
    "depósito", "bonifico bancario", "versamento", "bankstorting", "storting", "przelew bankowy",
    "funding", "loan", "working capital", "fee", "gebühr", "frais", "tarifa", "tariffa",
    "bestellung", "order", "request", "anforderung",
)  # fmt: skip
_GIVEN_BACK = (
    "refund", "reversal", "chargeback", "rückzahlung", "rückerstattung", "rückbuchung",
    "remboursement", "annulation", "reembolso", "reversión", "devolución", "rimborso", "storno",
    "estorno", "terugbetaling", "terugboeking", "zwrot",
)  # fmt: skip
_NOT_MADE = (
    "denied", "canceled", "cancelled", "failed", "voided", "expired", "pending", "abgelehnt",
    "storniert", "fehlgeschlagen", "offen", "ausstehend", "abgelaufen", "refusé", "annulé",
    "échoué", "en attente", "denegado", "cancelado", "pendiente", "rechazado", "rifiutato",
    "annullato", "in sospeso", "negado", "pendente", "geweigerd", "geannuleerd",
    "in behandeling", "oczekująca", "odrzucona", "anulowana",
)  # fmt: skip

_MOVED = "conversions, transfers, holds and fees"
_NEVER_MADE = "payments that were not made"


def _rules(kind: tuple[str, ...]) -> tuple[RowRule, ...]:
    """Make the rules of a report that tells the kind of a row in one of some columns."""
    return (
        RowRule(kind, _MOVED, never=_MOVES, within=True),
        # What PayPal does with the account itself has no name on the other side.
        RowRule(_NAME, _MOVED, never=("",)),
        RowRule(_STATUS, _NEVER_MADE, never=_NOT_MADE),
        RowRule(_IMPACT, _NEVER_MADE, never=("memo",)),
        RowRule(kind, "payments to others", only=_GIVEN_BACK, within=True, negative=True),
    )


PAYPAL_RULES = _rules(_TYPE)
STATEMENT_RULES = _rules(_DESCRIPTION)
