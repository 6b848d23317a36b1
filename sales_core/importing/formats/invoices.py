"""Shops and invoices in the languages of single systems, each one declaration."""

from __future__ import annotations

from sales_core.importing.formats.declarations import (
    ExportFormat,
    GivenBack,
    OrderDiscount,
    RowRule,
)

INVOICE_FORMATS: tuple[ExportFormat, ...] = (
    ExportFormat(
        name="tiendanube-orders",
        title="Tiendanube orders",
        signature=("Número de orden", "Fecha", "Precio del producto", "Cantidad del producto"),
        also=(("Número do Pedido", "Data", "Valor do Produto", "Quantidade Comprada"),),
        columns={
            "date": ("Fecha", "Data"),
            "order_id": ("Número de orden", "Número do Pedido"),
            "item": ("Nombre del producto", "Nome do Produto"),
            # Total is that of the order.
            "quantity": ("Cantidad del producto", "Quantidade Comprada"),
            "unit_price": ("Precio del producto", "Valor do Produto"),
            "payment_method": ("Medio de pago", "Forma de Pagamento"),
            "currency": ("Moneda", "Moeda"),
        },
        rules=(
            RowRule(
                ("Estado de la orden", "Status do Pedido"),
                "cancelled orders",
                within=True,
                never=("cancelad",),
            ),
        ),
        fill_down=(
            "Fecha",
            "Data",
            "Estado de la orden",
            "Status do Pedido",
            "Medio de pago",
            "Forma de Pagamento",
            "Moneda",
            "Moeda",
        ),
        order_discount=OrderDiscount(("Descuento", "Desconto")),
        note="Shipping and refunds stand on the order, not on its lines, and are not part of the "
        "amounts.",
    ),
    ExportFormat(
        name="xero-invoices",
        title="Xero invoices",
        signature=("InvoiceNumber", "InvoiceDate", "UnitAmount", "LineAmount", "Type"),
        columns={
            "date": ("InvoiceDate",),
            "order_id": ("InvoiceNumber",),
            "item": ("Description",),
            # Total is that of the invoice, in each of its rows.
            "amount": ("LineAmount",),
            "quantity": ("Quantity",),
            "tax": ("TaxAmount",),
            "currency": ("Currency",),
        },
        rules=(
            RowRule(("Type",), "bills of others", within=True, only=("sales",)),
            RowRule(
                ("Status",), "invoices that do not count", never=("draft", "voided", "deleted")
            ),
        ),
        given_back=GivenBack(("Type",), ("sales credit note", "sales overpayment")),
    ),
)
