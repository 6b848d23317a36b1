"""What can be taken from a page: its tables, its chart, and the receipt of its figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial

import pandas as pd

from components import said, store
from components.breakdowns import PARTS, trait_parts, word_of
from components.charts.files import ENDINGS, chart_file
from components.charts.revenue_data import Drawing
from components.downloads import File, Offer, offer_downloads
from components.view import View
from sales_core.reporting import breakdown_tables, tables
from sales_core.reporting.comparison import Compared
from sales_core.reporting.filters import Dimension
from sales_core.reporting.number_receipt import number_receipt
from sales_core.reporting.product_story import ProductStories
from sales_core.reporting.revenue import RevenueReport
from sales_core.values.traits import HOUR


def offer_of_revenue(
    view: View, report: RevenueReport, compared: Compared | None, drawing: Drawing
) -> None:
    """Offer what the Revenue page shows.

    Args:
        view: What the page shows.
        report: Asked for with the grain of the drawing.
        compared: What it is compared with.
        drawing: How the chart is drawn.
    """
    looks = _looks(view, compared)
    parts = [*_parts(view, tuple(PARTS)), *_traits(view)]
    offers = [*_series(view, report, drawing), *parts, *looks]
    offer_downloads(view, offers, [*_pictures(report, compared, drawing), receipt(view)])


def offer_of_product(
    view: View,
    report: RevenueReport,
    compared: Compared | None,
    drawing: Drawing,
    prices: pd.DataFrame,
) -> None:
    """Offer what the page of a product shows; see ``offer_of_revenue``."""
    history = Offer("Prices", "prices", partial(tables.price_table, prices))
    parts = _parts(view, ("location", "payment_method"))
    offers = [*_series(view, report, drawing), *parts, history]
    offer_downloads(view, offers, [*_pictures(report, compared, drawing), receipt(view)])


def offer_of_products(view: View, stories: ProductStories) -> None:
    """Offer the products that are found, and the receipt of all of them."""
    products = Offer("Products", "products", partial(tables.stories_table, stories))
    offer_downloads(view, [products], [receipt(view)])


def offer_of_home(view: View) -> None:
    """Offer what the first page shows."""
    states = partial(tables.days_table, store.database(), view.period)
    days = Offer("Days with and without sales", "days", states)
    offers = [*_parts(view, ("product", "location", "payment_method")), days]
    offer_downloads(view, offers, [receipt(view)])


def receipt(view: View) -> File:
    """Give the receipt of the figures of a page."""
    database, filters, currency = store.database(), view.filters, store.settings().currency

    def build() -> bytes:
        return number_receipt(database, filters, currency, now=datetime.now(UTC))

    return File("Receipt", "receipt", "json", build)


def _series(view: View, report: RevenueReport, drawing: Drawing) -> Iterator[Offer]:
    """Give the series of the chart and the headline figures."""
    grain = drawing.grain
    if grain != "day":  # that is the daily revenue
        series = partial(tables.series_table, report, grain)
        yield Offer(f"By {grain}", f"revenue_by_{grain}", series)
    summary = partial(tables.summary_table, report, view.filters, store.settings().currency)
    yield Offer("Summary", "revenue_summary", summary)


def _parts(view: View, parts: tuple[Dimension, ...]) -> Iterator[Offer]:
    for part in parts:
        of_all = view.filters.without(part)  # as the page shows it: the chosen ones are marked
        ask = partial(tables.breakdown_table, store.database(), of_all, part)
        yield Offer(f"By {PARTS[part]}", f"revenue_by_{part}", ask)


def _traits(view: View) -> Iterator[Offer]:
    """Give the breakdowns by what lines say of themselves, taxes and hours."""
    database, filters = store.database(), view.filters
    for kind in trait_parts():
        word = word_of(kind)
        name = "".join(sign if sign.isalnum() else "_" for sign in word.lower())
        table = partial(breakdown_tables.trait_table, database, filters.without(kind), kind)
        yield Offer(f"By {word}", f"revenue_by_{name}", table)
    yield Offer("Taxes", "taxes", partial(breakdown_tables.taxes_table, database, filters))
    if HOUR in {each.kind for each in said.trait_kinds()}:
        yield Offer("Hours", "hours", partial(breakdown_tables.hours_table, database, filters))


def _looks(view: View, compared: Compared | None) -> Iterator[Offer]:
    """Give the closer looks under the chart, as far as there are any."""
    database, filters = store.database(), view.filters
    weekdays = partial(tables.weekday_table, database, filters, view.week_start)
    yield Offer("Weekdays", "revenue_by_weekday", weekdays)
    yield Offer("Unusual days", "unusual_days", partial(tables.unusual_table, database, filters))
    if compared:
        changes = partial(tables.changes_table, database, filters, view.at(compared.period))
        yield Offer("What changed", "what_changed", changes)


def _pictures(report: RevenueReport, compared: Compared | None, drawing: Drawing) -> Iterator[File]:
    draw = partial(chart_file, report, compared, drawing, store.settings().currency)
    for ending in ENDINGS:
        build = partial(draw, ending)
        yield File(f"Chart, {ending.upper()}", f"revenue_by_{drawing.grain}", ending, build)
