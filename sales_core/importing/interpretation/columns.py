"""The fields of a line, and which columns of a header they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from sales_core.importing.claims import NO_COLUMN
from sales_core.importing.files.looks import is_date, is_number, mostly, shown, values_of
from sales_core.importing.files.table import Layout
from sales_core.importing.formats.as_found import as_found, names_of
from sales_core.importing.formats.declarations import ExportFormat, Field
from sales_core.importing.formats.export_formats import signatures
from sales_core.importing.interpretation.column_looks import (
    Columns,
    find_by_look,
    find_count,
    find_order_number,
    take_price,
    tell_others,
)
from sales_core.importing.interpretation.names import columns_named, the_only_one
from sales_core.importing.issues import FileRefusedError, issue, refused
from sales_core.importing.plan import AmountFrom
from sales_core.importing.questions import Question
from sales_core.importing.rows.discount_rates import find_percent
from sales_core.importing.rows.total_rows import label_columns
from sales_core.importing.vocabulary.header_names import folded, mixed_letters

__all__ = ["FIELDS", "AmountFrom", "amount_source", "choose_columns", "find_columns"]

FIELDS: tuple[Field, ...] = get_args(Field)

_FEW = 100
"""Distinct texts in the first rows up to which a column may say what kind of row each is."""

_SIDES: tuple[Field, ...] = ("credit", "debit")
"""Fields that count only together, where nothing else gives the amount."""


def find_format(header: tuple[str, ...]) -> ExportFormat | None:
    """Find the declared export format whose columns are all in the header."""
    present = {folded(name) for name in header}
    return next((known for signature, known in signatures() if signature <= present), None)


def find_columns(
    header: tuple[str, ...], known: ExportFormat | None, chosen: Mapping[str, str]
) -> dict[Field, int]:
    """Find the column of each field by its name alone: as chosen, as declared, or as known.

    Args:
        header: The column names as written.
        known: The declared export format, if it is one.
        chosen: Header by field, from a person.

    Returns:
        Position in the header by field; fields without a column are left out.

    Raises:
        FileRefusedError: A chosen column is not there, or is there twice.
    """
    return _by_name(Layout("", ",", 1, header), known, chosen).at


def choose_columns(
    layout: Layout, known: ExportFormat | None, chosen: Mapping[str, str]
) -> Columns:
    """Find the column of each field by its name and by the look of its values.

    Raises:
        FileRefusedError: As ``find_columns``.
    """
    found = _by_name(layout, known, chosen)
    if known or not layout.header_line:
        return found
    if "date" not in found.at:
        find_by_look(layout, found, "date")
    if "quantity" not in chosen:
        find_count(layout, found)
    if amount_source(found.at) is None:
        find_by_look(layout, found, "amount")
        if "unit_price" in found.at:
            take_price(layout, found)
    _settle_discount(layout, found, chosen)
    if "order_id" not in found.at and "order_id" not in chosen:
        find_order_number(layout, found)
    if amount_source(found.at) != "credit - debit":
        for side in _SIDES:
            found.at.pop(side, None)
            found.rivals.pop(side, None)
    tell_others(layout, found)
    return found


def _settle_discount(layout: Layout, found: Columns, chosen: Mapping[str, str]) -> None:
    """Part discounts in percent from those in money; they count only where no amount is there."""
    derived = amount_source(found.at) == "quantity x unit price"
    if "discount_percent" not in chosen:
        found.at.pop("discount_percent", None)
        kept = (at for name, at in found.at.items() if name != "discount" or "discount" in chosen)
        percent = find_percent(layout, kept)
        if percent is not None:
            if found.at.get("discount") == percent:
                del found.at["discount"]
            if derived:
                found.at["discount_percent"] = percent
    elif not derived:
        found.at.pop("discount_percent", None)


def amount_source(columns: Mapping[Field, int]) -> AmountFrom | None:
    """Tell what gives the amount of a line; None where nothing does."""
    if "amount" in columns:
        return "column"
    if "quantity" in columns and "unit_price" in columns:
        return "quantity x unit price"
    if "credit" in columns and "debit" in columns:
        return "credit - debit"
    return None


def missing_columns(header: tuple[str, ...], found: Mapping[Field, int]) -> FileRefusedError:
    """Make the error that says which needed columns are missing and asks for them."""
    missing = _missing(found)
    names = tuple(name for name in header if name.strip())
    questions = tuple(
        Question("column", f"Which column holds the {field} of a sale?", names, field)
        for field in missing
    )
    there = "; ".join((listed(header), *mixed_letters(header)))
    told = issue("missing-columns", missing=" and ".join(missing), found=there)
    return FileRefusedError(told, header, questions)


def missing_header(layout: Layout, found: Mapping[Field, int]) -> FileRefusedError:
    """Make the error for a file without column names, which asks for columns by their number."""
    samples = "; ".join(f"{name}: {shown(layout, at)}" for at, name in enumerate(layout.header))
    questions = tuple(
        Question(
            "column", f"Which column holds the {field} of a sale? {samples}.", layout.header, field
        )
        for field in _missing(found)
    )
    return FileRefusedError(issue("no-header"), layout.header, questions)


def listed(header: tuple[str, ...]) -> str:
    """Write the column names of a header for a person, shortened where there are many."""
    names = [name.strip()[:60] or "(no name)" for name in header]
    return ", ".join(names[:25]) + (f" and {len(names) - 25} more" if len(names) > 25 else "")


def extra_columns(layout: Layout, known: ExportFormat | None, columns: Columns) -> set[int]:
    """Give the columns to read beside those of the fields: for rules, for rivals, for clues."""
    rivals = {at for places in columns.rivals.values() for at in places}
    if known is None:
        labels = label_columns(layout, columns.at.values())
        return rivals | {0, *labels} | _telling(layout)
    wanted = {folded(name) for name in names_of(as_found(known, layout.header)) if name}
    return rivals | {at for at, header in enumerate(layout.header) if folded(header) in wanted}


def _telling(layout: Layout) -> set[int]:
    """Give the columns that clues may need: all but those of texts that hardly repeat.

    Names, addresses and notes of a long file would be read for nothing.
    """
    return {
        at
        for at in range(len(layout.header))
        if len(texts := values_of(layout, at)) <= _FEW
        or mostly(texts, is_number)
        or mostly(texts, is_date)
    }


def _missing(found: Mapping[Field, int]) -> list[Field]:
    missing: list[Field] = [] if "date" in found else ["date"]
    return missing if amount_source(found) else [*missing, "amount"]


def _by_name(layout: Layout, known: ExportFormat | None, chosen: Mapping[str, str]) -> Columns:
    found = Columns(declared=known is not None)
    for name in FIELDS:
        if name in chosen and folded(chosen[name]) != NO_COLUMN:
            found.at[name] = _chosen(layout, chosen[name])
    for name in FIELDS:
        if name not in chosen:
            at = (
                _declared(layout, known, name)
                if known
                else columns_named(layout, name, found.at.values())
            )
            if len(at) > 1 and not known:
                found.rivals[name] = at
            if at:
                found.at[name] = at[0]
    return found


def _chosen(layout: Layout, name: str) -> int:
    """Find a column that a person named, or numbered where the file names none."""
    wanted = folded(name)
    if not layout.header_line and wanted.isdecimal():
        wanted = f"column {int(wanted)}"
    at = [place for place, header in enumerate(layout.header) if folded(header) == wanted]
    if not at:
        raise refused("unknown-column", missing=repr(name), found=listed(layout.header))
    return the_only_one(layout, at)


def _declared(layout: Layout, known: ExportFormat, name: Field) -> tuple[int, ...]:
    for wanted in known.columns.get(name, ()):
        at = [at for at, header in enumerate(layout.header) if folded(header) == folded(wanted)]
        if at:
            return (at[0] if wanted in known.repeated else the_only_one(layout, at),)
    return ()
