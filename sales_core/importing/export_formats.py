"""Known export formats, each one declaration. A new one is an entry here and a golden pair."""

from __future__ import annotations

from sales_core.importing.declarations import NUMERIC, ExportFormat, Field, RowRule
from sales_core.importing.header_names import folded
from sales_core.importing.paypal_names import PAYPAL_COLUMNS, PAYPAL_RULES, PAYPAL_SIGNATURES

__all__ = ["EXPORT_FORMATS", "NUMERIC", "ExportFormat", "Field", "folded", "format_title"]

_NOT_SOLD = ("voided", "void", "cancelled", "canceled", "declined", "failed")

EXPORT_FORMATS: tuple[ExportFormat, ...] = (
    ExportFormat(
        name="mindbody-sales",
        title="Mindbody Sales report",
        signature=("Sale Date", "Sale ID", "Item name", "Total Paid w/ Payment Method"),
        columns={
            "date": ("Sale Date",),
            "order_id": ("Sale ID",),
            "item": ("Item name",),
            # Item Total repeats for a sale paid two ways; what was paid does not.
            "amount": ("Total Paid w/ Payment Method",),
            "quantity": ("Quantity",),
            "unit_price": ("Item price (excluding tax)", "Item price"),
            "discount": ("Discount amount",),
            "tax": ("Tax",),
            "location": ("Location",),
            "payment_method": ("Payment Method",),
        },
    ),
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
        note="Discounts of a whole order, shipping and refunds stand on the order, not on its "
        "lines, and are not part of the amounts.",
    ),
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
        name="etsy-sold-order-items",
        title="Etsy sold order items",
        signature=("Sale Date", "Item Name", "Item Total", "Transaction ID", "Listing ID"),
        columns={
            "date": ("Sale Date",),
            "order_id": ("Order ID",),
            "item": ("Item Name",),
            "amount": ("Item Total",),
            "quantity": ("Quantity",),
            "unit_price": ("Price",),
            "discount": ("Discount Amount",),
            "location": ("InPerson Location",),
            "payment_method": ("Payment Type",),
            "currency": ("Currency",),
        },
    ),
    ExportFormat(
        name="ebay-transactions",
        title="eBay transaction report",
        signature=("Type", "Order number", "Item subtotal", "Gross transaction amount"),
        also=(("Transaction creation date", "Type", "Order number", "Item subtotal"),),
        columns={
            "date": ("Transaction date", "Transaction creation date"),
            "order_id": ("Order number",),
            "item": ("Item title",),
            "amount": ("Item subtotal",),
            "quantity": ("Quantity",),
            "currency": ("Transaction currency",),
        },
        amount_else=("Gross transaction amount",),
        rules=(
            RowRule(
                ("Type",),
                "fees, labels, payouts, holds and transfers",
                only=("order", "refund", "bestellung", "erstattung", "rückerstattung"),
            ),
        ),
        note="A refund without an item subtotal counts with its gross transaction amount.",
    ),
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
            RowRule(
                ("amount-description",), "fees, shipping, tax and sums", only=("principal",)
            ),
            RowRule(("amount-type",), "promotions", only=("itemprice",)),
        ),
    ),
    ExportFormat(
        name="amazon-date-range",
        title="Amazon date range report",
        signature=("date/time", "settlement id", "type", "product sales", "selling fees"),
        columns={
            "date": ("date/time",),
            "order_id": ("order id",),
            "item": ("description", "sku"),
            "amount": ("product sales",),
            "tax": ("product sales tax",),
            "location": ("marketplace",),
        },
        rules=(RowRule(("type",), "fees, transfers and adjustments", only=("order", "refund")),),
    ),
    ExportFormat(
        name="woocommerce-order-items",
        title="WooCommerce order items",
        signature=("order_id", "order_number", "status", "item_name", "item_quantity"),
        also=(("Order Number", "Order Status", "Order Date", "Item Name", "Item Cost"),),
        columns={
            "date": ("date", "order_date", "Order Date"),
            "order_id": ("order_number", "Order Number"),
            "item": ("item_name", "Item Name"),
            "amount": ("item_total", "Order Line Total", "Item Total"),
            "quantity": ("item_quantity", "Quantity (- Refund)", "Quantity"),
            "unit_price": ("item_price", "Item Cost"),
            "payment_method": ("payment_method_title", "Payment Method Title", "payment_method"),
            "currency": ("order_currency", "currency", "Order Currency"),
        },
        rules=(
            RowRule(
                ("status", "Order Status"),
                "orders that were not paid",
                never=(*_NOT_SOLD, "pending", "pending payment", "wc-cancelled", "wc-failed"),
            ),
        ),
    ),
    ExportFormat(
        name="woocommerce-orders",
        title="WooCommerce orders",
        signature=("Date", "Order #", "Status", "Customer", "Items sold", "N. Revenue"),
        also=(("Date", "Order #", "Status", "Customer", "Items sold", "Net Sales"),),
        columns={
            "date": ("Date",),
            "order_id": ("Order #",),
            "item": ("Product(s)", "Products"),
            "amount": ("N. Revenue", "Net Sales"),
            "quantity": ("Items sold",),
        },
        rules=(
            RowRule(("Status",), "orders that were not paid", never=(*_NOT_SOLD, "pending")),
        ),
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
        rules=(
            RowRule(("Result",), "payments that were not made", only=("success", "approved")),
        ),
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
    ExportFormat(
        name="gumroad-sales",
        title="Gumroad sales",
        signature=("Purchase ID", "Item Name", "Purchase Date", "Sale Price ($)", "Net Total ($)"),
        columns={
            "date": ("Purchase Date",),
            "order_id": ("Purchase ID",),
            "item": ("Item Name",),
            "amount": ("Sale Price ($)",),
            "quantity": ("Quantity",),
            "tax": ("Taxes ($)",),
        },
        rules=(
            RowRule(
                ("Fully Refunded?", "Refunded?"),
                "sales that were refunded as a whole",
                never=("1", "true", "yes"),
            ),
        ),
    ),
)


def format_title(name: str | None) -> str:
    """Give what people call a format; an undeclared one is "sales export"."""
    for known in EXPORT_FORMATS:
        if known.name == name:
            return known.title
    return "Sales export"
