"""Every report is what somebody gets who adds the rows of the file up by hand."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd
from hypothesis import Phase, given
from hypothesis import strategies as st

from sales_core.imports import undo_import
from sales_core.reporting.coverage import coverage
from sales_core.reporting.filters import Dimension, Filters
from sales_core.reporting.lines_behind import lines_behind
from sales_core.reporting.matching_lines import Part
from sales_core.reporting.products import products_report
from sales_core.reporting.proof import check_totals
from sales_core.reporting.revenue import breakdown, revenue_report
from sales_core.store.database import Database
from sales_core.values.actors import BY_COMMAND
from sales_core.values.periods import GRAINS, Grain
from tests.builders import NOON, load, mindbody_csv
from tests.examples import examples
from tests.reporting.by_hand import KEYS, Sold, by_key, questions, sold_lines, sums, sums_of, within

DIMENSIONS: tuple[Dimension, ...] = ("location", "payment_method", "product")


@examples(8, phases=[Phase.explicit, Phase.generate])  # shrinking takes minutes
@given(st.data())
def test_any_question_is_answered_as_by_hand(database: Database, data: st.DataObject) -> None:
    lines = data.draw(sold_lines())
    result = load(database, mindbody_csv(*(one.row() for one in lines)))
    assert result.import_id is not None
    try:
        assert result.orders == sums(lines).orders
        for _ in range(4):
            question = data.draw(questions(lines))
            kept, filters = within(lines, **question), Filters(**question)
            check_figures(database, filters, kept)
            check_lines(database, filters, kept)
            check_grain(database, filters, kept, data.draw(st.sampled_from(GRAINS)))
            check_breakdown(database, filters, kept, data.draw(st.sampled_from(DIMENSIONS)))
            check_products(database, filters, kept, lines)
        check_whole(database, lines)
    finally:
        undo_import(database, result.import_id, now=NOON, actor=BY_COMMAND)


def check_figures(database: Database, filters: Filters, kept: list[Sold]) -> None:
    found, expected = revenue_report(database, filters).figures, sums(kept)
    assert {name: getattr(found, name) for name in vars(expected)} == vars(expected)
    average = found.average_order_value
    if not expected.orders:
        assert average is None
    else:
        assert average is not None
        assert abs(average - expected.revenue / expected.orders) <= Decimal("0.00005")


def check_lines(database: Database, filters: Filters, kept: list[Sold]) -> None:
    parts: dict[Part, list[Sold]] = {
        "all": kept,
        "sales": [one for one in kept if not one.refund],
        "refunds": [one for one in kept if one.refund],
    }
    for part, ours in parts.items():
        behind = lines_behind(database, filters, part, order="amount")
        expected = sums(ours)
        assert {name: getattr(behind.figures, name) for name in vars(expected)} == vars(expected)
        assert Counter(behind.lines["product"]) == Counter(one.product for one in ours)
        amounts = [Decimal(amount) / 10_000 for amount in behind.lines["amount"]]
        assert sorted(amounts) == sorted(one.amount for one in ours)


def check_grain(database: Database, filters: Filters, kept: list[Sold], grain: Grain) -> None:
    assert filters.start is not None
    assert filters.end is not None
    report = revenue_report(database, filters, grain)
    assert report.periods is not None
    rows = report.periods.to_dict("records")
    found = [(row["start"], row["end"], sums_of(row)) for row in rows]
    assert found == by_key(filters.start, filters.end, KEYS[grain], kept)


def check_breakdown(database: Database, filters: Filters, kept: list[Sold], by: Dimension) -> None:
    found = breakdown(database, filters, by).to_dict("records")
    assert {row["name"]: sums_of(row) for row in found} == {
        name: sums(one for one in kept if getattr(one, by) == name)
        for name in {getattr(one, by) for one in kept}
    }
    assert in_order(found)


def check_products(
    database: Database, filters: Filters, kept: list[Sold], lines: list[Sold]
) -> None:
    report = products_report(database, filters)
    assert (report.start, report.end) == (filters.start, filters.end)
    found = report.products.to_dict("records")
    assert {row["name"] for row in found} == {one.product for one in kept}
    assert in_order(found)
    for row in found:
        ours = [one for one in kept if one.product == row["name"]]
        assert sums_of(row) == sums(ours)
        sold = [one.day for one in ours if not one.refund]
        assert row["first_sold"] == min(sold, default=None)
        assert row["last_sold"] == max(sold, default=None)
        price = None if pd.isna(row["price"]) else Decimal(row["price"]) / 10_000
        assert price == latest_price(row["name"], lines)


def latest_price(product: str, lines: list[Sold]) -> Decimal | None:
    priced: list[tuple[date, Decimal]] = [
        (one.day, one.price)
        for one in lines
        if one.product == product and not one.refund and one.price is not None
    ]
    return max(priced)[1] if priced else None


def in_order(rows: list[dict[Any, Any]]) -> bool:
    order = [(-row["revenue"], row["name"]) for row in rows]
    return order == sorted(order)


def check_whole(database: Database, lines: list[Sold]) -> None:
    totals = check_totals(database)
    assert totals.agree
    assert Decimal(totals.by_line) / 10_000 == sums(lines).revenue
    found = coverage(database)
    days = {one.day for one in lines}
    assert (found.first_date, found.last_date) == (min(days), max(days))
    assert (found.days_with_lines, found.lines, found.imports) == (len(days), len(lines), 1)
    for names, kind in (
        (found.locations, "location"),
        (found.payment_methods, "payment_method"),
        (found.products, "product"),
    ):
        assert names == tuple(
            sorted({getattr(one, kind) for one in lines}, key=lambda name: name.casefold())
        )
