"""What lines say of themselves, asked once for each version of the data; see ``store``."""

from __future__ import annotations

import pandas as pd

from components.kept import kept as _kept
from sales_core.reporting import taxes_and_hours
from sales_core.reporting.filters import Filters
from sales_core.reporting.traits import TraitKind, trait_kinds_of
from sales_core.reporting.traits import trait_breakdown as earning_by_traits


def trait_kinds() -> tuple[TraitKind, ...]:
    """Give what lines say of themselves: category, staff, channel, kept columns and so on."""
    return _kept(trait_kinds_of)


def trait_breakdown(filters: Filters, kind: str) -> pd.DataFrame:
    """Split the figures of a period by what lines say of themselves."""
    return _kept(earning_by_traits, filters, kind)


def tax_table(filters: Filters) -> pd.DataFrame:
    """Sum taxes by month and rate."""
    return _kept(taxes_and_hours.tax_table, filters)


def busy_hours(filters: Filters) -> pd.DataFrame:
    """Sum the hours of the days of the week."""
    return _kept(taxes_and_hours.busy_hours, filters)
