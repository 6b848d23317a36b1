"""Reports of Amazon's marketplaces, each one declaration."""

from __future__ import annotations

from sales_core.importing.formats.amazon_names import (
    DATE_RANGE_COLUMNS,
    DATE_RANGE_REFUNDS,
    DATE_RANGE_RULES,
    DATE_RANGE_SIGNATURES,
)
from sales_core.importing.formats.declarations import ExportFormat, GivenBack, RowRule

_NOT_SOLD = ("cancelled", "canceled")

AMAZON_FORMATS: tuple[ExportFormat, ...] = (
    ExportFormat(
        name="amazon-settlement",
        title="Amazon flat-file settlement",
        signature=("settlement-id", "posted-date", "price-type", "price-amount", "sku"),
        columns={
            "date": ("posted-date",),
            "order_id": ("order-id",),
            "item": ("sku",),
            "amount": ("price-amount",),
            "location": ("marketplace-name",),
            "currency": ("currency",),
        },
        rules=(RowRule(("price-type",), "fees, shipping, tax and sums", only=("principal",)),),
    ),
    ExportFormat(
        name="amazon-settlement-v2",
        title="Amazon flat-file settlement V2",
        signature=("settlement-id", "posted-date", "amount-type", "amount-description", "amount"),
        columns={
            "date": ("posted-date",),
            "order_id": ("order-id",),
            "item": ("sku",),
            "amount": ("amount",),
            "location": ("marketplace-name",),
            "currency": ("currency",),
        },
        rules=(
            RowRule(("amount-description",), "fees, shipping, tax and sums", only=("principal",)),
            RowRule(("amount-type",), "promotions", only=("itemprice",)),
        ),
    ),
    ExportFormat(
        name="amazon-date-range",
        title="Amazon date range report",
        signature=DATE_RANGE_SIGNATURES[0],
        also=DATE_RANGE_SIGNATURES[1:],
        columns=DATE_RANGE_COLUMNS,
        rules=DATE_RANGE_RULES,
        given_back=DATE_RANGE_REFUNDS,
    ),
    ExportFormat(
        name="amazon-orders",
        title="Amazon orders report",
        signature=("amazon-order-id", "purchase-date", "order-status", "item-price", "quantity"),
        columns={
            "date": ("purchase-date",),
            "order_id": ("amazon-order-id",),
            "item": ("product-name", "sku"),
            # the price of all pieces of the row
            "amount": ("item-price",),
            "quantity": ("quantity",),
            "tax": ("item-tax",),
            "location": ("sales-channel",),
            "currency": ("currency",),
        },
        rules=(
            RowRule(("order-status",), "cancelled orders", never=_NOT_SOLD),
            RowRule(("item-status",), "cancelled orders", never=_NOT_SOLD),
        ),
        note="Promotions, shipping and refunds are not part of the amounts.",
    ),
    ExportFormat(
        name="amazon-open-orders",
        title="Amazon unshipped orders report",
        signature=("order-id", "order-item-id", "purchase-date", "item-price", "buyer-name"),
        also=(
            ("order-id", "order-item-id", "purchase-date", "item-price", "quantity-purchased"),
            ("amazon-order-id", "shipment-id", "purchase-date", "item-price", "quantity-shipped"),
        ),
        columns={
            "date": ("purchase-date",),
            "order_id": ("amazon-order-id", "order-id"),
            "item": ("product-name", "sku"),
            # the price of all pieces of the row
            "amount": ("item-price",),
            "quantity": ("quantity-shipped", "quantity-purchased"),
            "tax": ("item-tax",),
            "location": ("sales-channel",),
            "currency": ("currency",),
        },
    ),
    ExportFormat(
        name="amazon-transaction-view",
        title="Amazon payments, transaction view",
        signature=("Date", "Transaction type", "Order ID", "Total product charges", "Amazon fees"),
        columns={
            "date": ("Date",),
            "order_id": ("Order ID",),
            "item": ("Product Details",),
            "amount": ("Total product charges",),
        },
        rules=(
            RowRule(("Transaction type",), "fees and payouts", only=("order payment", "refund")),
        ),
    ),
    ExportFormat(
        name="amazon-business-report",
        title="Amazon business report by date",
        signature=("Date", "Ordered Product Sales", "Units Ordered", "Total Order Items"),
        columns={
            "date": ("Date",),
            "amount": ("Ordered Product Sales",),
            "quantity": ("Units Ordered",),
        },
        note="Ordered Product Sales holds business customers and cancelled orders as well.",
    ),
    ExportFormat(
        name="amazon-tax-report",
        title="Amazon merchant tax report",
        signature=("Invoice Number", "Invoice Date", "Transaction Type", "Tax Exclusive Gross"),
        columns={
            "date": ("Invoice Date",),
            "order_id": ("Order Id",),
            "item": ("Item Description", "Sku"),
            "amount": ("Invoice Amount",),
            "quantity": ("Quantity",),
            "tax": ("Total Tax Amount",),
        },
        rules=(
            RowRule(
                ("Transaction Type",),
                "cancelled and free shipments",
                never=("cancel", "einvoicecancel", "freereplacement"),
            ),
        ),
        given_back=GivenBack(("Transaction Type",), ("refund",)),
        note="Invoice Amount holds the tax.",
    ),
)
