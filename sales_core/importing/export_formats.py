"""Known export formats, each one declaration. A new one is an entry here and a golden pair."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Field = Literal[
    "date",
    "order_id",
    "item",
    "amount",
    "quantity",
    "unit_price",
    "discount",
    "tax",
    "location",
    "payment_method",
    "currency",
]

NUMERIC: tuple[Field, ...] = ("amount", "quantity", "unit_price", "discount", "tax")
"""Fields that hold numbers."""


@dataclass(frozen=True)
class ExportFormat:
    """A declared layout of a sales export.

    Attributes:
        name: Stable name, stored with each import.
        title: What people call it.
        signature: Columns that are there in every such file and together in
            no other kind.
        columns: The column of each field that the format has; the first name
            that is there counts.
    """

    name: str
    title: str
    signature: tuple[str, ...]
    columns: Mapping[Field, tuple[str, ...]]


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
)


def folded(name: str) -> str:
    """Fold a column name for comparison: case, blanks and underscores do not matter."""
    return " ".join(name.replace("_", " ").replace("\ufeff", "").split()).casefold()


def format_title(name: str | None) -> str:
    """Give what people call a format; an undeclared one is "sales export"."""
    for known in EXPORT_FORMATS:
        if known.name == name:
            return known.title
    return "Sales export"
