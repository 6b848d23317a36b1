"""The questions that pages ask the database, and their answers while the data stays the same.

Answers are kept by the number that every change of the data raises, so a page
never shows what was true before an import, wherever that import was made.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import streamlit as st

from components.shared import database, settings
from sales_core.imports import list_imports, stored_rejected_rows
from sales_core.reporting.coverage import Coverage
from sales_core.reporting.coverage import coverage as ask_coverage
from sales_core.reporting.filters import Filters
from sales_core.reporting.products import ProductsReport, products_report
from sales_core.reporting.proof import TotalsCheck
from sales_core.reporting.proof import check_totals as ask_totals
from sales_core.reporting.revenue import Dimension, RevenueReport, revenue_report
from sales_core.reporting.revenue import breakdown as ask_breakdown
from sales_core.store.database import Database
from sales_core.store.import_log import ImportRecord
from sales_core.values.periods import Grain

__all__ = [
    "SAMPLE",
    "breakdown",
    "coverage",
    "database",
    "imports",
    "products",
    "rejected_rows",
    "revenue",
    "settings",
    "totals",
]

SAMPLE = Path(__file__).parents[2] / "sales.csv"
"""The sample export that comes with the app."""


def imports() -> list[ImportRecord]:
    """List all imports, newest first."""
    return list_imports(database())


def rejected_rows(import_id: int) -> pd.DataFrame:
    """Give the rejected rows of an import (``imports.stored_rejected_rows``)."""
    return stored_rejected_rows(database(), import_id)


def coverage() -> Coverage:
    """Give what the data covers."""
    return _coverage(database(), _key())


def totals() -> TotalsCheck:
    """Give the total of the data, added up in five ways."""
    return _totals(database(), _key())


def revenue(filters: Filters, grain: Grain | None = None) -> RevenueReport:
    """Answer a question about revenue."""
    return _revenue(database(), filters, grain, _key(filters, grain))


def breakdown(filters: Filters, by: Dimension) -> pd.DataFrame:
    """Split the figures of a period by location or payment method."""
    return _breakdown(database(), filters, by, _key(filters, by))


def products(filters: Filters) -> ProductsReport:
    """Give what sold in a period."""
    return _products(database(), filters, _key(filters))


def _key(*question: object) -> str:
    """Write all that an answer depends on as one text: which database, which data, the question.

    One text is hashed in a tenth of the time that Streamlit takes for the values themselves.
    """
    return repr((settings().database_url, database().data_version(), *question))


@st.cache_data(max_entries=8, ttl=3600, show_spinner=False)
def _coverage(_database: Database, key: str) -> Coverage:  # noqa: ARG001 - Streamlit reads it
    return ask_coverage(_database)


@st.cache_data(max_entries=8, ttl=3600, show_spinner=False)
def _totals(_database: Database, key: str) -> TotalsCheck:  # noqa: ARG001 - Streamlit reads it
    return ask_totals(_database)


@st.cache_data(max_entries=64, ttl=3600, show_spinner=False)
def _revenue(
    _database: Database,
    _filters: Filters,
    _grain: Grain | None,
    key: str,  # noqa: ARG001 - Streamlit reads it
) -> RevenueReport:
    return revenue_report(_database, _filters, _grain)


@st.cache_data(max_entries=64, ttl=3600, show_spinner=False)
def _breakdown(
    _database: Database,
    _filters: Filters,
    _by: Dimension,
    key: str,  # noqa: ARG001 - Streamlit reads it
) -> pd.DataFrame:
    return ask_breakdown(_database, _filters, _by)


@st.cache_data(max_entries=32, ttl=3600, show_spinner=False)
def _products(
    _database: Database,
    _filters: Filters,
    key: str,  # noqa: ARG001 - Streamlit reads it
) -> ProductsReport:
    return products_report(_database, _filters)
