"""Shop systems whose exports are known, each one declaration."""

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

SHOP_FORMATS: tuple[ExportFormat, ...] = (
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
        refunds=(RefundColumn(("Amount Refunded",), per="order", holds_more=True),),
        order_discount=OrderDiscount(("Discount Amount",), ("Subtotal",)),
        open=(Open(("Financial Status",), ("pending",), "orders that are not paid yet"),),
        note="Shipping and taxes stand on the order, not on its lines, and are not part of the "
        "amounts.",
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
        refunds=(RefundColumn(("item_refunded",), sign="any"),),
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
        name="woocommerce-order-totals",
        title="WooCommerce orders with one row each",
        signature=("order_id", "order_number", "order_date", "status", "order_total", "order_key"),
        columns={
            "date": ("order_date",),
            "order_id": ("order_number",),
            "amount": ("order_total",),
            "payment_method": ("payment_method_title", "payment_method"),
            "currency": ("order_currency",),
        },
        rules=(
            RowRule(
                ("status",),
                "orders that were not paid",
                never=(*_NOT_SOLD, "pending", "wc-cancelled", "wc-failed", "wc-pending"),
            ),
        ),
        refunds=(RefundColumn(("refunded_total",), sign="any"),),
    ),
    ExportFormat(
        name="magento-orders",
        title="Magento orders",
        signature=("ID", "Purchase Date", "Grand Total (Base)", "Grand Total (Purchased)"),
        columns={
            "date": ("Purchase Date",),
            "order_id": ("ID",),
            "amount": ("Grand Total (Base)",),
            "location": ("Purchase Point",),
            "payment_method": ("Payment Method",),
        },
        rules=(
            RowRule(
                ("Status",),
                "orders that were not paid",
                never=(*_NOT_SOLD, "pending", "pending payment", "pending_payment"),
            ),
        ),
        refunds=(RefundColumn(("Total Refunded",)),),
        note="Grand Total (Base) is in the currency of the shop, with tax and shipping.",
    ),
    ExportFormat(
        name="prestashop-orders",
        title="PrestaShop orders",
        signature=("ID", "Reference", "New client", "Total", "Payment", "Status", "Date"),
        also=(("ID", "Référence", "Nouveau client", "Total", "Paiement", "État", "Date"),),
        columns={
            "date": ("Date",),
            "order_id": ("Reference", "Référence"),
            "amount": ("Total",),
            "payment_method": ("Payment", "Paiement"),
        },
        rules=(
            RowRule(
                ("Status", "État"),
                "orders that were not paid",
                within=True,
                never=("cancel", "error", "annul", "erreur"),
            ),
        ),
        note="Total is what was paid, with tax and shipping.",
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
        refunds=(RefundColumn(("Partial Refund ($)",)),),
    ),
    ExportFormat(
        name="bandcamp-sales",
        title="Bandcamp sales report",
        signature=("date", "item type", "item name", "item total", "amount you received"),
        columns={
            "date": ("date",),
            "item": ("item name",),
            "amount": ("item total",),
            "quantity": ("quantity",),
            "order_id": ("bandcamp transaction id",),
            "currency": ("currency",),
        },
        rules=(
            RowRule(("item type",), "payouts and fees", never=("payout", "pending sale", "fee")),
        ),
        given_back=GivenBack(("item type",), ("refund",)),
        date_order="mdy",
    ),
)
