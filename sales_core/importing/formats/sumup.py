"""Exports of SumUp, each one declaration."""

from __future__ import annotations

from sales_core.importing.formats.declarations import ExportFormat, GivenBack, RowRule

_NOT_SOLD = ("voided", "void", "cancelled", "canceled", "declined", "failed")
_NOT_SOLD_DE = ("fehlgeschlagen", "abgebrochen", "storniert", "ausstehend")

SUMUP_FORMATS: tuple[ExportFormat, ...] = (
    ExportFormat(
        name="sumup-sales",
        title="SumUp sales report",
        signature=("Date", "Type", "Transaction ID", "Quantity", "Description", "Price (Gross)"),
        also=(("Datum", "Typ", "Transaktionsnummer", "Menge", "Beschreibung", "Preis (brutto)"),),
        columns={
            "date": ("Date", "Datum"),
            "order_id": ("Transaction ID", "Transaktionsnummer"),
            "item": ("Description", "Beschreibung"),
            # The price of all pieces of the row, after its discount.
            "amount": ("Price (Gross)", "Preis (brutto)"),
            "quantity": ("Quantity", "Menge"),
            "discount": ("Discount", "Rabatt"),
            "tax": ("Tax", "Steuer"),
            "payment_method": ("Payment Method", "Zahlungsmethode"),
            "currency": ("Currency", "Währung"),
        },
        given_back=GivenBack(("Type", "Typ"), ("refund", "rückerstattung", "erstattung")),
        note="Prices are those of the whole row, with tax.",
    ),
    ExportFormat(
        name="sumup-transactions",
        title="SumUp transactions",
        signature=("Date", "Transaction ID", "Status", "Card Type", "Total", "Net", "Fee"),
        also=(("Datum", "Transaktions-ID", "Status", "Kartentyp", "Betrag inkl. MwSt.", "Gebühr"),),
        columns={
            "date": ("Date", "Datum"),
            "order_id": ("Transaction ID", "Transaktions-ID"),
            "item": ("Description", "Beschreibung"),
            "amount": ("Total", "Betrag inkl. MwSt."),
            "tax": ("VAT", "Steuerbetrag"),
            "payment_method": ("Card Type", "Kartentyp"),
        },
        rules=(
            RowRule(
                ("Transaction Type", "Zahlungsart"),
                "payouts",
                never=("payout", "auszahlung"),
            ),
            RowRule(
                ("Status",),
                "payments that were not made",
                never=(*_NOT_SOLD, *_NOT_SOLD_DE, "pending"),
            ),
        ),
        given_back=GivenBack(
            ("Transaction Type", "Zahlungsart"), ("refund", "rückerstattung", "chargeback")
        ),
        note="Total is what was paid, with tax and tips.",
    ),
)
