"""The fields of a line, and which columns of a header they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, get_args

from sales_core.importing.export_formats import EXPORT_FORMATS, ExportFormat, Field, folded
from sales_core.importing.issues import FileRefusedError, issue, refused
from sales_core.importing.questions import Question

FIELDS: tuple[Field, ...] = get_args(Field)

AmountFrom = Literal["column", "quantity x unit price"]

ALIASES: dict[Field, tuple[str, ...]] = {
    "date": ("date", "sale date", "order date", "transaction date", "day", "invoice date"),
    "order_id": (
        "order id",
        "sale id",
        "transaction id",
        "order number",
        "invoice number",
        "order",
    ),
    "item": ("item", "item name", "product", "product name", "lineitem name"),
    "amount": ("amount", "total", "item total", "net sales", "sales", "revenue", "line total"),
    "quantity": ("quantity", "qty", "units", "units sold"),
    "unit_price": ("unit price", "price", "item price", "price each"),
    "discount": ("discount", "discount amount", "discounts"),
    "tax": ("tax", "taxes", "tax amount"),
    "location": ("location", "branch", "store", "shop"),
    "payment_method": ("payment method", "payment", "payment type", "tender"),
    "currency": ("currency",),
}
"""Headers that say plainly what they are; the best known first."""


def find_format(header: tuple[str, ...]) -> ExportFormat | None:
    """Find the declared export format whose columns are all in the header."""
    present = {folded(name) for name in header}
    for known in EXPORT_FORMATS:
        if {folded(name) for name in known.signature} <= present:
            return known
    return None


def find_columns(
    header: tuple[str, ...], known: ExportFormat | None, chosen: Mapping[str, str]
) -> dict[Field, int]:
    """Find the column of each field: as chosen, else as the format says, else by its name.

    Args:
        header: The column names as written.
        known: The declared export format, if it is one.
        chosen: Header by field, from a person.

    Returns:
        Position in the header by field; fields without a column are left out.

    Raises:
        FileRefusedError: A chosen column is not there, or is there twice.
    """
    places: dict[str, list[int]] = {}
    for at, name in enumerate(header):
        places.setdefault(folded(name), []).append(at)
    found: dict[Field, int] = {}
    for field in FIELDS:
        names: Iterable[str] = known.columns.get(field, ()) if known else ALIASES[field]
        if field in chosen:
            if folded(chosen[field]) not in places:
                missing, there = repr(chosen[field]), listed(header)
                raise refused("unknown-column", missing=missing, found=there)
            names = (chosen[field],)
        for name in names:
            if at_all := places.get(folded(name)):
                if len(at_all) > 1:
                    raise refused("duplicate-column", found=repr(header[at_all[0]]))
                found[field] = at_all[0]
                break
    return found


def amount_source(columns: Mapping[Field, int]) -> AmountFrom | None:
    """Tell what gives the amount of a line; None where nothing does."""
    if "amount" in columns:
        return "column"
    if "quantity" in columns and "unit_price" in columns:
        return "quantity x unit price"
    return None


def missing_columns(header: tuple[str, ...], found: Mapping[Field, int]) -> FileRefusedError:
    """Make the error that says which needed columns are missing and asks for them."""
    missing: list[Field] = [] if "date" in found else ["date"]
    if amount_source(found) is None:
        missing.append("amount")
    names = tuple(name for name in header if name.strip())
    questions = tuple(
        Question("column", f"Which column holds the {field} of a sale?", names, field)
        for field in missing
    )
    told = issue("missing-columns", missing=" and ".join(missing), found=listed(header))
    return FileRefusedError(told, header, questions)


def listed(header: tuple[str, ...]) -> str:
    """Write the column names of a header for a person, shortened where there are many."""
    names = [name.strip()[:60] or "(no name)" for name in header]
    return ", ".join(names[:25]) + (f" and {len(names) - 25} more" if len(names) > 25 else "")
