"""Marketplaces whose exports are known, each one declaration."""

from __future__ import annotations

from sales_core.importing.formats.declarations import ExportFormat, RowRule
from sales_core.importing.formats.ebay_names import (
    EBAY_COLUMNS,
    EBAY_GROSS,
    EBAY_ORDER_COLUMNS,
    EBAY_ORDER_RULES,
    EBAY_ORDER_SIGNATURES,
    EBAY_REFUNDS,
    EBAY_RULES,
    EBAY_SIGNATURES,
)

_NOT_SOLD = ("cancelled", "canceled", "unpaid")
_MERCADO_LIBRE = tuple(
    f"Ingresos por productos ({code})" for code in ("ARS", "CLP", "COP", "MXN", "UYU", "PEN", "BRL")
)

MARKETPLACE_FORMATS: tuple[ExportFormat, ...] = (
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
        date_order="mdy",
    ),
    ExportFormat(
        name="etsy-sold-orders",
        title="Etsy sold orders",
        signature=("Sale Date", "Order ID", "Order Value", "Order Total", "Order Net"),
        columns={
            "date": ("Sale Date",),
            "order_id": ("Order ID",),
            "amount": ("Order Total",),
            "quantity": ("Number of Items",),
            "discount": ("Discount Amount",),
            "tax": ("Sales Tax",),
            "location": ("InPerson Location",),
            "payment_method": ("Payment Type", "Payment Method"),
            "currency": ("Currency",),
        },
        date_order="mdy",
        note="Order Total is what the buyer paid, with shipping and tax. Refunds stand in "
        "Adjusted Order Total and are not part of the amounts.",
    ),
    ExportFormat(
        name="etsy-statement",
        title="Etsy monthly statement",
        signature=("Date", "Type", "Title", "Info", "Currency", "Amount", "Fees & Taxes", "Net"),
        columns={
            "date": ("Date",),
            "order_id": ("Title",),
            "amount": ("Amount",),
            "currency": ("Currency",),
        },
        rules=(RowRule(("Type",), "fees, taxes, marketing and deposits", only=("sale", "refund")),),
    ),
    ExportFormat(
        name="etsy-deposits",
        title="Etsy deposits export",
        signature=("Date", "Amount", "Currency", "Status", "Bank Account Ending Digits"),
        columns={"date": ("Date",), "amount": ("Amount",)},
        no_sales="deposits to a bank account",
    ),
    ExportFormat(
        name="ebay-transactions",
        title="eBay transaction report",
        signature=EBAY_SIGNATURES[0],
        also=EBAY_SIGNATURES[1:],
        columns=EBAY_COLUMNS,
        amount_else=EBAY_GROSS,
        rules=EBAY_RULES,
        given_back=EBAY_REFUNDS,
        note="A refund without an item subtotal counts with its gross transaction amount.",
    ),
    ExportFormat(
        name="ebay-orders",
        title="eBay orders report",
        signature=EBAY_ORDER_SIGNATURES[0],
        also=EBAY_ORDER_SIGNATURES[1:],
        columns=EBAY_ORDER_COLUMNS,
        rules=EBAY_ORDER_RULES,
        fill_down=EBAY_ORDER_COLUMNS["date"],
        note="Amounts are quantity x price of the item, without shipping and tax.",
    ),
    ExportFormat(
        name="tiktok-orders",
        title="TikTok Shop orders",
        signature=("Order ID", "Order Status", "SKU Subtotal After Discount", "Created Time"),
        columns={
            "date": ("Created Time",),
            "order_id": ("Order ID",),
            "item": ("Product Name",),
            # Order Amount is that of the order, in each of its rows.
            "amount": ("SKU Subtotal After Discount",),
            "quantity": ("Quantity",),
            "payment_method": ("Payment Method",),
        },
        rules=(
            RowRule(("Order Status",), "orders that were not paid", never=_NOT_SOLD),
            RowRule(("Order Status",), "explanations", within=True, never=("order status",)),
        ),
        note="Shipping and refunds stand on the order, not on its lines, and are not part of the "
        "amounts.",
    ),
    ExportFormat(
        name="shopee-orders",
        title="Shopee orders",
        signature=("Order ID", "Order Status", "Order Creation Date", "Deal Price", "Quantity"),
        columns={
            "date": ("Order Creation Date",),
            "order_id": ("Order ID",),
            "item": ("Product Name",),
            "quantity": ("Quantity",),
            # Total Amount and Grand Total are those of the order, in each of its rows.
            "unit_price": ("Deal Price",),
        },
        rules=(RowRule(("Order Status",), "orders that were not paid", never=_NOT_SOLD),),
        note="Vouchers and shipping stand on the order, not on its lines, and are not part of the "
        "amounts.",
    ),
    ExportFormat(
        name="lazada-orders",
        title="Lazada orders",
        signature=("orderItemId", "orderNumber", "createTime", "itemName", "paidPrice"),
        columns={
            "date": ("createTime",),
            "order_id": ("orderNumber",),
            "item": ("itemName",),
            "amount": ("paidPrice",),
            "payment_method": ("payMethod",),
        },
        rules=(RowRule(("status",), "cancelled items", never=_NOT_SOLD),),
    ),
    ExportFormat(
        name="mercado-libre-sales",
        title="Mercado Libre sales",
        signature=("# de venta", "Fecha de venta", "Título de la publicación", "Unidades"),
        columns={
            "date": ("Fecha de venta",),
            "order_id": ("# de venta",),
            "item": ("Título de la publicación",),
            "amount": _MERCADO_LIBRE,
            "quantity": ("Unidades",),
        },
        rules=(
            RowRule(
                ("Estado",),
                "cancelled sales",
                within=True,
                never=("cancelada", "cancelaste", "cancelado"),
            ),
            # A parcel of several products has its sum in a row of its own, above them.
            RowRule(_MERCADO_LIBRE, "products of a parcel", never=("",)),
        ),
        note="Amounts are before the charges of Mercado Libre, without shipping.",
        repeated=("Unidades",),
    ),
    ExportFormat(
        name="flipkart-orders",
        title="Flipkart orders",
        signature=("Ordered On", "ORDER ITEM ID", "Order Id", "Order State", "Invoice Amount"),
        columns={
            "date": ("Ordered On",),
            "order_id": ("Order Id",),
            "item": ("Product", "SKU"),
            "amount": ("Invoice Amount",),
            "quantity": ("Quantity",),
        },
        rules=(RowRule(("Order State",), "cancelled orders", never=_NOT_SOLD),),
    ),
    ExportFormat(
        name="airbnb-transactions",
        title="Airbnb transaction history",
        signature=("Date", "Type", "Confirmation Code", "Nights", "Listing", "Amount", "Paid Out"),
        columns={
            "date": ("Date",),
            "order_id": ("Confirmation Code",),
            "item": ("Listing",),
            "amount": ("Amount",),
            "currency": ("Currency",),
        },
        rules=(RowRule(("Type",), "payouts", within=True, never=("payout",)),),
        note="Amounts are what Airbnb pays for a reservation, after the fee of the host.",
    ),
    ExportFormat(
        name="temu-orders",
        title="Temu orders",
        signature=("Order ID", "Order item status", "Contribution SKU", "Base price total"),
        columns={
            "date": ("Purchase date",),
            "order_id": ("Order ID",),
            "item": ("Product name", "Contribution SKU"),
            "amount": ("Base price total",),
            "quantity": ("Quantity purchased",),
        },
        rules=(RowRule(("Order item status", "Order status"), "cancelled items", never=_NOT_SOLD),),
    ),
)
