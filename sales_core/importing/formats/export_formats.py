"""Known export formats, each one declaration. A new one is an entry here and a golden pair.

The modules that end in ``_formats`` hold those of shops, marketplaces, tills and
payment providers, and of single systems with many exports; the first format
whose columns are there counts.
"""

from __future__ import annotations

from sales_core.importing.formats.amazon import AMAZON_FORMATS
from sales_core.importing.formats.declarations import NUMERIC, ExportFormat, Field
from sales_core.importing.formats.invoices import INVOICE_FORMATS
from sales_core.importing.formats.marketplaces import MARKETPLACE_FORMATS
from sales_core.importing.formats.payments import PAYMENT_FORMATS
from sales_core.importing.formats.shopify import SHOPIFY_FORMATS
from sales_core.importing.formats.shops import SHOP_FORMATS
from sales_core.importing.formats.stripe import STRIPE_FORMATS
from sales_core.importing.formats.sumup import SUMUP_FORMATS
from sales_core.importing.formats.tickets import TICKET_FORMATS
from sales_core.importing.formats.tills import TILL_FORMATS
from sales_core.importing.vocabulary.header_names import folded

__all__ = ["EXPORT_FORMATS", "NUMERIC", "ExportFormat", "Field", "folded", "format_title"]

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
    *SHOPIFY_FORMATS,
    *SHOP_FORMATS,
    *INVOICE_FORMATS,
    *AMAZON_FORMATS,
    *MARKETPLACE_FORMATS,
    *TILL_FORMATS,
    *SUMUP_FORMATS,
    *TICKET_FORMATS,
    *STRIPE_FORMATS,
    *PAYMENT_FORMATS,
)


def format_title(name: str | None) -> str:
    """Give what people call a format; an undeclared one is "sales export"."""
    for known in EXPORT_FORMATS:
        if known.name == name:
            return known.title
    return "Sales export"
