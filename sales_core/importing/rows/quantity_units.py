"""Quantities written with a unit, such as 2 pcs: the unit is taken off where all have it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sales_core.importing.files.looks import unit_of, without_unit
from sales_core.importing.files.table import Table
from sales_core.importing.formats.declarations import Field


def without_units(table: Table, at: Mapping[Field, int]) -> Table:
    """Take the unit off all quantities; where they differ they stay, and are faults of their rows.

    Args:
        table: The columns as read.
        at: Position of each field's column.
    """
    column = table.columns.get(at["quantity"]) if "quantity" in at else None
    if column is None or all(text[-1:].isdigit() for text in column.texts[:2]):
        return table
    units = {unit_of(text) for text in column.texts if text.strip()}
    if len(units) != 1 or "" in units:
        return table
    bare = replace(column, texts=[without_unit(text) for text in column.texts])
    return replace(table, columns={**table.columns, at["quantity"]: bare})
