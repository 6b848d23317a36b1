"""Tills and payment providers whose exports are known, each one declaration."""

from __future__ import annotations

from sales_core.importing.declarations import ExportFormat, RowRule
from sales_core.importing.paypal_names import PAYPAL_COLUMNS, PAYPAL_RULES, PAYPAL_SIGNATURES

_NOT_SOLD = ("voided", "void", "cancelled", "canceled", "declined", "failed")

TILL_FORMATS: tuple[ExportFormat, ...] = (
    ExportFormat(
        name="square-items",
        title="Square items export",
        signature=("Item", "Qty", "Price Point Name", "Net Sales", "Transaction ID"),
        columns={
            "date": ("Date",),
            "order_id": ("Transaction ID",),
            "item": ("Item",),
            "amount": ("Net Sales",),
            "quantity": ("Qty",),
            "discount": ("Discounts",),
            "tax": ("Tax",),
            "location": ("Location",),
        },
    ),
    ExportFormat(
        name="square-transactions",
        title="Square transactions export",
        signature=("Gross Sales", "Net Sales", "Total Collected", "Transaction ID", "Event Type"),
        columns={
            "date": ("Date",),
            "order_id": ("Transaction ID",),
            "item": ("Description",),
            "amount": ("Net Sales",),
            "discount": ("Discounts",),
            "tax": ("Tax",),
            "location": ("Location",),
            "payment_method": ("Card Brand",),
        },
        rules=(RowRule(("Transaction Status",), "transactions not completed", never=_NOT_SOLD),),
    ),
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
                never=(*_NOT_SOLD, "requires_payment_method", "incomplete", "blocked", "pending"),
            ),
        ),
        note="Refunds stand in Amount Refunded, if at all, and are not part of the amounts.",
    ),
    ExportFormat(
        name="paypal-activity",
        title="PayPal activity report",
        signature=PAYPAL_SIGNATURES[0],
        also=PAYPAL_SIGNATURES[1:],
        columns=PAYPAL_COLUMNS,
        rules=PAYPAL_RULES,
    ),
    ExportFormat(
        name="lightspeed-sales",
        title="Lightspeed Retail sales history",
        signature=("Date", "Receipt", "Line Type", "Register", "Total", "Details"),
        also=(("Date", "Receipt Number", "Line Type", "Register", "Total", "Details"),),
        columns={
            "date": ("Date",),
            "order_id": ("Receipt Number", "Receipt"),
            "item": ("Details",),
            "amount": ("Total",),
            "quantity": ("Quantity",),
            "discount": ("Discount",),
            "tax": ("Sales Tax", "Tax"),
            "location": ("Register",),
        },
        rules=(
            RowRule(("Line Type",), "sums and payments of sales", only=("sale line",)),
            RowRule(("Status",), "voided sales", never=_NOT_SOLD),
        ),
        fill_down=("Date", "Status", "Register"),
    ),
    ExportFormat(
        name="toast-items",
        title="Toast item selection details",
        signature=("Order Id", "Order Date", "Menu Item", "Net Price", "Qty", "Void?"),
        columns={
            "date": ("Order Date",),
            "order_id": ("Order Id",),
            "item": ("Menu Item",),
            "amount": ("Net Price",),
            "quantity": ("Qty",),
            "discount": ("Discount",),
            "tax": ("Tax",),
            "location": ("Location",),
        },
        rules=(RowRule(("Void?",), "voided items", never=("true", "yes", "1")),),
    ),
    ExportFormat(
        name="clover-payments",
        title="Clover payments export",
        signature=("Payment Date", "Payment ID", "Tender", "Result", "Order ID", "Amount"),
        columns={
            "date": ("Payment Date",),
            "order_id": ("Order ID",),
            "amount": ("Amount",),
            "tax": ("Tax Amount",),
            "payment_method": ("Tender",),
            "currency": ("Currency",),
        },
        rules=(RowRule(("Result",), "payments that were not made", only=("success", "approved")),),
    ),
    ExportFormat(
        name="clover-orders",
        title="Clover orders export",
        signature=("Order Date", "Order ID", "Order Total", "Payments Total", "Tender"),
        columns={
            "date": ("Order Date",),
            "order_id": ("Order ID",),
            "amount": ("Payments Total",),
            "tax": ("Tax Amount",),
            "payment_method": ("Tender",),
            "currency": ("Currency",),
        },
    ),
)
