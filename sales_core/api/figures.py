"""Questions about revenue and products."""

from __future__ import annotations

from fastapi import APIRouter, Depends
from starlette.responses import Response

from sales_core.api.answers import ExactJSON
from sales_core.api.breakdown_examples import BREAKDOWN, HOURS, TAX_TABLE, TAXES
from sales_core.api.context import Given, Settled
from sales_core.api.examples import ERRORS, answered, text
from sales_core.api.parameters import (
    AskedBy,
    AskedGrain,
    AskedNames,
    AskedPeriod,
    AskedSomePeriod,
    only_known,
)
from sales_core.api.roles import MAY_SEE
from sales_core.contract.answers import note_answer, pace_answer, products_answer, revenue_answer
from sales_core.contract.breakdowns import breakdown_answer, hours_answer, taxes_answer
from sales_core.reporting.filters import Filters
from sales_core.reporting.pace import pace
from sales_core.reporting.products import products_report
from sales_core.reporting.revenue import daily_revenue_of, revenue_report
from sales_core.reporting.taxes_and_hours import busy_hours, tax_table
from sales_core.reporting.traits import parts_of
from sales_core.store.notes import list_notes
from sales_core.values.money import amount_decimal

router = APIRouter(
    prefix="/api", tags=["figures"], dependencies=[Depends(only_known)], responses=ERRORS
)

_PRODUCTS = {
    "start": "2025-03-01",
    "end": "2025-04-17",
    "products": [
        {
            "name": "Club set rental",
            "price": "2",
            "revenue": "408.096",
            "units": "12",
            "orders": 11,
            "first_sold": "2025-03-01",
            "last_sold": "2025-04-16",
        }
    ],
}

_FIGURES = {
    "start": "2025-03-05",
    "end": "2025-03-09",
    "currency": "SGD",
    "revenue": "6770.698",
    "gross_sales": "6823.454",
    "refunds": "-52.756",
    "orders": 144,
    "units": "190",
    "average_order_value": "47.0187",
    **TAXES,
}

_PACE = {
    "month": "2025-04",
    "start": "2025-04-01",
    "end": "2025-04-17",
    "currency": "SGD",
    "revenue": "22806.512",
    "before": {"start": "2025-03-01", "end": "2025-03-17", "revenue": "23101.75"},
    "heading_for": {"revenue": "40200", "low": "37000", "high": "43000"},
    "why_no_heading": None,
}

SUFFIX = "The names end in the currency of the database, in lower case."


@router.get(
    "/metrics/revenue",
    dependencies=[MAY_SEE],
    summary="Revenue and average order value of a period",
    description=f"Refunds are subtracted. The average is null without orders, and where a "
    f"sale has no order number. {SUFFIX}",
    responses=answered('{"total_revenue_sgd": 6770.698, "average_order_value_sgd": 47.0187}'),
)
def revenue(given: Given, use: Settled, period: AskedPeriod) -> Response:
    """Answer with the revenue of a period."""
    figures = revenue_report(given.database(), period).figures
    suffix = use.currency.lower()
    return ExactJSON(
        {
            f"total_revenue_{suffix}": figures.revenue,
            f"average_order_value_{suffix}": figures.average_order_value,
        }
    )


@router.get(
    "/metrics/revenue/daily",
    dependencies=[MAY_SEE],
    summary="Revenue of each day with sales in a period, in their order",
    description=f"Days without lines are left out. {SUFFIX}",
    responses=answered('[{"date": "2025-03-05", "revenue_sgd": 408.096}]'),
)
def daily_revenue(given: Given, use: Settled, period: AskedPeriod) -> Response:
    """Answer with the revenue by day."""
    name = f"revenue_{use.currency.lower()}"
    days = daily_revenue_of(given.database(), period)
    return ExactJSON(
        [
            {"date": day, name: amount_decimal(units)}
            for day, units in zip(days["sale_date"].dt.date, days["revenue"], strict=True)
        ]
    )


@router.get(
    "/metrics/revenue/figures",
    dependencies=[MAY_SEE],
    summary="All figures of a period, also by day, week, month, quarter or year",
    description="What the command revenue --json answers: amounts and quantities are exact decimal "
    "texts. Without a day the period reaches as far as the data.",
    responses=answered(text(_FIGURES)),
)
def revenue_figures(
    given: Given, use: Settled, period: AskedSomePeriod, by: AskedGrain = None
) -> Response:
    """Answer with all figures of a period."""
    report = revenue_report(given.database(), period, by)
    return ExactJSON(revenue_answer(report, use.currency))


@router.get(
    "/metrics/pace",
    dependencies=[MAY_SEE],
    summary="The month so far, and about what it is heading for",
    description="The month of the last day of data, beside the same days of the month before. "
    "Amounts are exact decimal texts; heading_for is an estimate and rounded: four of five of the "
    "past lay between low and high. It is null, with the reason, where too little is known.",
    responses=answered(text(_PACE)),
)
def pace_of_month(given: Given, use: Settled, names: AskedNames) -> Response:
    """Answer with the month so far."""
    return ExactJSON(pace_answer(pace(given.database(), Filters(**names)), use.currency))


@router.get(
    "/notes",
    dependencies=[MAY_SEE],
    summary="What people noted about days, by day",
    description="Notes show in the charts of the pages and change no figure.",
    responses=answered('[{"id": 1, "day": "2025-03-28", "text": "Street fair"}]'),
)
def notes(given: Given) -> Response:
    """Answer with all notes."""
    with given.database().reading() as connection:
        return ExactJSON([note_answer(note) for note in list_notes(connection)])


@router.get(
    "/metrics/revenue/breakdown",
    dependencies=[MAY_SEE],
    summary="Revenue split by anything there is",
    description="By location, payment_method, product, category, staff, channel, hour, tax_rate or "
    "the name of a column that is kept. What the command breakdown --json answers.",
    responses=answered(text(BREAKDOWN)),
)
def revenue_breakdown(given: Given, use: Settled, period: AskedSomePeriod, by: AskedBy) -> Response:
    """Answer with the parts of revenue."""
    kind, parts = parts_of(given.database(), period, by)
    return ExactJSON(breakdown_answer(parts, period, kind, use.currency))


@router.get(
    "/metrics/revenue/taxes",
    dependencies=[MAY_SEE],
    summary="Taxes and net revenue by month and rate of tax",
    description="What the command taxes --json answers; a rate that nobody states is null.",
    responses=answered(text(TAX_TABLE)),
)
def revenue_taxes(given: Given, use: Settled, period: AskedSomePeriod) -> Response:
    """Answer with taxes by month and rate."""
    return ExactJSON(taxes_answer(tax_table(given.database(), period), period, use.currency))


@router.get(
    "/metrics/revenue/hours",
    dependencies=[MAY_SEE],
    summary="Revenue by day of the week (Monday 1) and hour",
    description="What the command hours --json answers; an hour that nobody states is null.",
    responses=answered(text(HOURS)),
)
def revenue_hours(given: Given, use: Settled, period: AskedSomePeriod) -> Response:
    """Answer with the hours of the days of the week."""
    return ExactJSON(hours_answer(busy_hours(given.database(), period), period, use.currency))


@router.get(
    "/products",
    dependencies=[MAY_SEE],
    summary="What sold in a period, by revenue, highest first",
    description="Amounts and quantities are exact decimal texts. A price not known is null.",
    responses=answered(text(_PRODUCTS)),
)
def products(given: Given, period: AskedSomePeriod) -> Response:
    """Answer with the products of a period."""
    return ExactJSON(products_answer(products_report(given.database(), period)))
