"""Exports of Stripe, each one declaration."""

from __future__ import annotations

from sales_core.importing.formats.declarations import ExportFormat, RefundColumn, RowRule

_NOT_MADE = ("voided", "void", "cancelled", "canceled", "declined", "failed")
_STRIPE_OPEN = (
    "incomplete",
    "blocked",
    "pending",
    "uncaptured",
    "requires_payment_method",
    "requires_action",
    "requires_confirmation",
    "requires_capture",
    "expired",
)
_BALANCE = ("charge", "payment", "refund", "payment_refund", "partial_capture_reversal")

STRIPE_FORMATS: tuple[ExportFormat, ...] = (
    ExportFormat(
        name="stripe-payments",
        title="Stripe payments export",
        signature=("Amount", "Currency", "Captured", "Converted Amount", "Created date (UTC)"),
        also=(("Amount", "Currency", "Captured", "Converted Amount", "Created (UTC)"),),
        columns={
            "date": ("Created date (UTC)", "Created (UTC)"),
            "order_id": ("id", "Invoice Number", "Invoice ID"),
            "item": ("Description",),
            "amount": ("Amount",),
            "payment_method": ("Payment Source Type", "Card Brand"),
            "currency": ("Currency",),
        },
        rules=(
            RowRule(
                ("Status",),
                "payments that were not made",
                never=(*_NOT_MADE, *_STRIPE_OPEN),
            ),
            RowRule(("Captured",), "payments that were not made", never=("false", "no")),
        ),
        refunds=(RefundColumn(("Amount Refunded",), ("Refunded date (UTC)", "Refunded date")),),
    ),
    ExportFormat(
        name="stripe-payouts",
        title="Stripe payouts export",
        signature=("id", "Amount", "Currency", "Created (UTC)", "Arrival Date (UTC)", "Status"),
        columns={"date": ("Arrival Date (UTC)",), "amount": ("Amount",)},
        no_sales="payouts to a bank account",
    ),
    ExportFormat(
        name="stripe-balance-history",
        title="Stripe balance history",
        signature=("id", "Type", "Source", "Amount", "Fee", "Net", "Currency", "Created (UTC)"),
        columns={
            "date": ("Created (UTC)",),
            "order_id": ("Source",),
            "item": ("Description",),
            "amount": ("Amount",),
            "currency": ("Currency",),
        },
        rules=(RowRule(("Type",), "payouts, fees, transfers and adjustments", only=_BALANCE),),
        note="Amounts are before the fees of Stripe. Disputes are adjustments and are left out.",
    ),
    ExportFormat(
        name="stripe-balance-change",
        title="Stripe itemised balance report",
        signature=("balance_transaction_id", "reporting_category", "currency", "gross", "net"),
        columns={
            # The day of the shop, where the report holds both.
            "date": ("created", "created_utc"),
            "order_id": ("charge_id", "source_id", "balance_transaction_id"),
            "item": ("description",),
            "amount": ("gross",),
            "payment_method": ("payment_method_type", "card_brand"),
            "currency": ("currency",),
        },
        rules=(
            RowRule(
                ("reporting_category",), "payouts, fees, transfers and adjustments", only=_BALANCE
            ),
        ),
        note="Amounts are before the fees of Stripe. Disputes are left out.",
    ),
)
