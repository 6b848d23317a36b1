"""Ticket shops whose exports are known, each one declaration."""

from __future__ import annotations

from sales_core.importing.formats.declarations import ExportFormat, RowRule

_PAID = ("paid", "payé", "payée", "оплачено")

TICKET_FORMATS: tuple[ExportFormat, ...] = (
    ExportFormat(
        name="pretix-positions",
        title="pretix order positions",
        signature=("Event slug", "Order code", "Position ID", "Status", "Order date", "Price"),
        also=(
            ("Code de commande", "ID de la position", "Statut", "Date de commande", "Prix"),
            ("Код заказа", "ID позиции", "Статус", "Дата заказа", "Price"),
        ),
        columns={
            "date": ("Order date", "Date de commande", "Дата заказа"),
            "order_id": ("Order code", "Code de commande", "Код заказа"),
            "item": ("Product", "Produit", "Продукт"),
            "amount": ("Price", "Prix"),
            "tax": ("Tax value", "Valeur fiscale", "Сумма налога"),
            "payment_method": ("Payment providers", "Плательщики"),
        },
        rules=(RowRule(("Status", "Statut", "Статус"), "tickets that were not paid", only=_PAID),),
        note="Fees of an order are no tickets and are not part of the amounts.",
    ),
    ExportFormat(
        name="pretix-transactions",
        title="pretix order transactions",
        signature=("Event slug", "Order code", "Transaction date", "Gross total", "Fee type"),
        columns={
            "date": ("Transaction date",),
            "order_id": ("Order code",),
            "item": ("Product",),
            "amount": ("Gross total",),
            "quantity": ("Quantity",),
            "unit_price": ("Price",),
            "tax": ("Tax total",),
            "currency": ("Currency",),
        },
        note="Amounts are what was booked, paid or not, with tax and the fees of orders.",
    ),
    ExportFormat(
        name="eventbrite-attendees",
        title="Eventbrite attendees report",
        signature=("Order #", "Order Date", "Ticket Type", "Attendee #", "Total Paid"),
        columns={
            "date": ("Order Date",),
            "order_id": ("Order #",),
            "item": ("Ticket Type",),
            "amount": ("Total Paid",),
            "quantity": ("Quantity",),
            "currency": ("Currency",),
        },
        rules=(
            RowRule(
                ("Attendee Status",),
                "tickets that were given back",
                never=("deleted", "refunded", "cancelled", "canceled"),
            ),
        ),
        amount_once=True,
        note="Total Paid is that of the whole order, in the row of each attendee: it counts once.",
    ),
)
