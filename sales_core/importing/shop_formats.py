"""Shop systems and marketplaces whose exports are known, each one declaration."""

from __future__ import annotations

from sales_core.importing.declarations import ExportFormat, RowRule

_NOT_SOLD = ("voided", "void", "cancelled", "canceled", "declined", "failed")

SHOP_FORMATS: tuple[ExportFormat, ...] = (
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
        name="squarespace-orders",
        title="Squarespace orders export",
        signature=("Order ID", "Financial Status", "Created at", "Lineitem name", "Lineitem price"),
        columns={
            "date": ("Created at",),
            "order_id": ("Order ID",),
            "item": ("Lineitem name",),
            "quantity": ("Lineitem quantity",),
            "unit_price": ("Lineitem price",),
            "payment_method": ("Payment Method",),
            "currency": ("Currency",),
        },
        rules=(
            RowRule(("Financial Status",), "lines of orders that were not paid", never=_NOT_SOLD),
        ),
        fill_down=("Created at", "Financial Status", "Currency", "Payment Method"),
        note="Discounts of a whole order, shipping and refunds stand on the order, not on its "
        "lines, and are not part of the amounts.",
    ),
    ExportFormat(
        name="wix-orders",
        title="Wix orders export",
        signature=("Order number", "Date created", "Item", "Qty", "Price", "Total"),
        columns={
            "date": ("Date created",),
            "order_id": ("Order number",),
            "item": ("Item",),
            # Total is that of the order, in each of its rows.
            "quantity": ("Qty",),
            "unit_price": ("Price",),
            "payment_method": ("Payment method",),
            "currency": ("Currency",),
        },
        rules=(
            RowRule(
                ("Payment status",),
                "lines of orders that were not paid",
                never=(*_NOT_SOLD, "unpaid"),
            ),
        ),
        note="Coupons, shipping and refunds stand on the order, not on its lines, and are not "
        "part of the amounts.",
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
            RowRule(("amount-description",), "fees, shipping, tax and sums", only=("principal",)),
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
        rules=(RowRule(("Status",), "orders that were not paid", never=(*_NOT_SOLD, "pending")),),
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
