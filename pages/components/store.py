"""The questions that pages ask the database, and their answers while the data stays the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd

from components.kept import kept as _kept
from components.kept import look
from components.shared import database, settings
from sales_core.imports import list_imports, stored_rejected_rows
from sales_core.reporting import comparable as comparing
from sales_core.reporting import comparison, covered_days, proof, unusual
from sales_core.reporting import coverage as covering
from sales_core.reporting import lines_behind as behind
from sales_core.reporting import movers as moving
from sales_core.reporting import pace as pacing
from sales_core.reporting import product_identity as identity
from sales_core.reporting import product_series as series
from sales_core.reporting import product_story as story
from sales_core.reporting import revenue as earning
from sales_core.reporting import usual_weekday as usual
from sales_core.reporting import what_changed as changing
from sales_core.reporting import whereabouts as where
from sales_core.reporting.filters import Dimension, Filters
from sales_core.reporting.journals import accounts
from sales_core.reporting.journals import programs as booking
from sales_core.reporting.matching_lines import Part
from sales_core.reporting.weekday_model import UnusualDay
from sales_core.store.chosen_settings import ChosenSettings, chosen_settings
from sales_core.store.database import Database
from sales_core.store.import_log import ImportRecord, active_record
from sales_core.store.notes import Note, read_notes
from sales_core.store.saved_views import SavedView, read_views
from sales_core.values.periods import Grain, Period

__all__ = [
    "SAMPLE",
    "active_import_of",
    "breakdown",
    "chosen",
    "comparable",
    "compare",
    "coverage",
    "daily",
    "database",
    "day_states",
    "explain",
    "imports",
    "journal",
    "kept_apart",
    "lines_behind",
    "look",
    "merge_preview",
    "merge_suggestions",
    "movers",
    "notes",
    "pace",
    "price_history",
    "product_identity",
    "product_series",
    "product_stories",
    "rejected_rows",
    "revenue",
    "saved_views",
    "settings",
    "totals",
    "unusual_days",
    "usual_weekday",
    "what_changed",
]

SAMPLE = Path(__file__).parents[2] / "sales.csv"
"""The sample export that comes with the app."""


def imports() -> list[ImportRecord]:
    """List all imports, newest first."""
    return list_imports(database())


def active_import_of(sha256: str) -> ImportRecord | None:
    """Give the import that counts of a file, by the digest of its bytes."""
    return _kept(_active_import_of, sha256)


def _active_import_of(opened: Database, sha256: str) -> ImportRecord | None:
    with opened.reading() as connection:
        return active_record(connection, sha256)


def rejected_rows(import_id: int) -> pd.DataFrame:
    """Give the rejected rows of an import (``imports.stored_rejected_rows``)."""
    return stored_rejected_rows(database(), import_id)


def chosen() -> ChosenSettings:
    """Give what people have chosen on the page of settings."""
    return _kept(_chosen)


def _chosen(opened: Database) -> ChosenSettings:
    with opened.reading() as connection:
        return chosen_settings(connection)


def coverage() -> covering.Coverage:
    """Give what the data covers."""
    return _kept(covering.coverage)


def totals() -> proof.TotalsCheck:
    """Give the total of the data, added up in every way there is."""
    return _kept(proof.check_totals)


def revenue(
    filters: Filters, grain: Grain | None = None, week_start: int = 0
) -> earning.RevenueReport:
    """Answer a question about revenue."""
    return _kept(earning.revenue_report, filters, grain, week_start)


def daily(filters: Filters) -> pd.DataFrame:
    """Give the figures of the days that have lines."""
    return _kept(earning.daily_revenue_of, filters)


def compare(
    filters: Filters, before: Period, grain: Grain | None = None, week_start: int = 0
) -> comparison.Compared:
    """Give the figures of an earlier period."""
    return _kept(comparison.compare, filters, before, grain, week_start)


def comparable(period: Period, before: Period) -> comparing.Comparable:
    """Tell how far a period and an earlier one can be compared."""
    return _kept(comparing.comparable, period, before)


def usual_weekday(filters: Filters, day: date) -> usual.UsualWeekday | None:
    """Tell what a weekday usually brings."""
    return _kept(usual.usual_weekday, filters, day)


def breakdown(filters: Filters, by: Dimension) -> pd.DataFrame:
    """Split the figures of a period by location, payment method or product."""
    return _kept(earning.breakdown, filters, by)


def what_changed(now: Filters, before: Filters) -> changing.Change:
    """Explain the difference of revenue between two periods."""
    return _kept(changing.what_changed, now, before)


def unusual_days(filters: Filters) -> tuple[UnusualDay, ...]:
    """Find the days of a period that are far from usual."""
    return _kept(unusual.unusual_days, filters)


def explain(filters: Filters, day: UnusualDay) -> tuple[unusual.Reason, ...]:
    """Name what made a day unusual."""
    return _kept(unusual.explain, filters, day)


def day_states(period: Period) -> pd.DataFrame:
    """Tell of each day whether it has sales, and if not, why that may be."""
    return _kept(covered_days.day_states, period)


def product_stories(filters: Filters, before: Period | None) -> story.ProductStories:
    """Tell what became of products."""
    return _kept(story.product_stories, filters, before)


def movers(filters: Filters, period: Period, before: Period) -> moving.Movers:
    """Tell which products carry a period, and which fell behind the days before."""
    return _kept(moving.movers, filters, period, before)


def pace(filters: Filters) -> pacing.Pace | None:
    """Tell how the month of the last day of data is doing."""
    return _kept(pacing.pace, filters)


def notes(period: Period | None = None) -> tuple[Note, ...]:
    """Give the notes of a period, or all."""
    return _kept(read_notes, period)


def saved_views() -> tuple[SavedView, ...]:
    """Give all saved views by name."""
    return _kept(read_views)


def price_history(filters: Filters) -> pd.DataFrame:
    """Give the prices a product had."""
    return _kept(story.price_history, filters)


def product_series(filters: Filters, grain: Grain, week_start: int = 0) -> series.ProductSeries:
    """Give the revenue of several products over time."""
    return _kept(series.product_series, filters, grain, week_start)


def product_identity(name: str) -> identity.ProductIdentity:
    """Look up what a product counts as."""
    return _kept(identity.product_identity, name)


def merge_suggestions() -> tuple[identity.Suggestion, ...]:
    """Find products that may be one."""
    return _kept(identity.merge_suggestions)


def kept_apart() -> int:
    """Give how many pairs of names were said to be different products."""
    return len(_kept(identity.kept_apart))


def merge_preview(names: Sequence[str], into: str) -> identity.MergePreview:
    """Tell what merging would change."""
    return _kept(identity.preview_merge, tuple(names), into)


def lines_behind(filters: Filters, part: Part, most: int) -> behind.LinesBehind:
    """Give the lines behind a figure."""
    return _kept(behind.lines_behind, filters, part, most=most)


def whereabouts(sought: where.Sought) -> where.Found:
    """Give the files that hold some lines."""
    return _kept(where.whereabouts, sought)


def journal(filters: Filters, program: booking.Program) -> booking.Journal:
    """Write what was sold as an accounting journal, with the accounts that are set."""
    pairs = accounts.account_pairs(settings().accounts)
    currency, now = settings().currency, datetime.now(UTC)
    return booking.journal(database(), filters, program, currency, pairs=pairs, now=now)
