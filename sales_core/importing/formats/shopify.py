"""Exports of Shopify, each one declaration."""

from __future__ import annotations

from sales_core.importing.formats.declarations import (
    ExportFormat,
    GivenBack,
    Open,
    OrderDiscount,
    RefundColumn,
    RowRule,
)

_NOT_SOLD = ("voided", "void", "cancelled", "canceled", "declined", "failed")
_UNPAID = ("pending", "authorized", "partially_paid", "unpaid", "expired")

SHOPIFY_FORMATS: tuple[ExportFormat, ...] = (
    ExportFormat(
        name="shopify-orders",
        title="Shopify orders export",
        signature=("Name", "Financial Status", "Created at", "Lineitem name", "Lineitem price"),
        columns={
            "date": ("Created at",),
            "order_id": ("Name",),
            "item": ("Lineitem name",),
            "quantity": ("Lineitem quantity",),
            "unit_price": ("Lineitem price",),
            "discount": ("Lineitem discount",),
            "location": ("Location",),
            "payment_method": ("Payment Method",),
            "currency": ("Currency",),
        },
        rules=(
            RowRule(("Financial Status",), "lines of orders that were not paid", never=_NOT_SOLD),
        ),
        fill_down=("Created at", "Financial Status", "Currency", "Location", "Payment Method"),
        refunds=(RefundColumn(("Refunded Amount",), per="order", holds_more=True),),
        order_discount=OrderDiscount(("Discount Amount",), ("Subtotal",)),
        open=(Open(("Financial Status",), _UNPAID, "orders that are not paid yet"),),
        note="Shipping and taxes stand on the order, not on its lines, and are not part of the "
        "amounts.",
    ),
    ExportFormat(
        name="shopify-transactions",
        title="Shopify transactions export",
        signature=("Order", "Name", "Kind", "Gateway", "Created At", "Status", "Amount"),
        columns={
            "date": ("Created At",),
            "order_id": ("Name",),
            "amount": ("Amount",),
            "payment_method": ("Gateway",),
            "currency": ("Currency",),
        },
        rules=(
            RowRule(("Kind",), "authorizations and voids", only=("sale", "capture", "refund")),
            RowRule(("Status",), "payments that were not made", only=("success",)),
        ),
        given_back=GivenBack(("Kind",), ("refund",)),
    ),
    ExportFormat(
        name="shopify-payments",
        title="Shopify Payments transactions",
        signature=("Transaction Date", "Type", "Order", "Card Brand", "Payout Status", "Amount"),
        columns={
            "date": ("Transaction Date",),
            "order_id": ("Order",),
            "amount": ("Amount",),
            "payment_method": ("Card Brand",),
            "currency": ("Currency",),
        },
        rules=(RowRule(("Type",), "payouts, fees and adjustments", only=("charge", "refund")),),
        note="Amounts are before the fees of Shopify Payments.",
    ),
    ExportFormat(
        name="shopify-payouts",
        title="Shopify payouts export",
        signature=("Payout Date", "Status", "Charges", "Refunds", "Adjustments", "Fees", "Total"),
        columns={"date": ("Payout Date",), "amount": ("Charges",)},
        no_sales="payouts to a bank account",
    ),
)
