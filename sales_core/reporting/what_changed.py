"""What changed between two periods: the figures of both, and the effects that explain them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import BigInteger, Connection, cast, func, select

from sales_core.reporting.daily import by_day
from sales_core.reporting.effects import Effect, SoldProduct, Trade, effects_of
from sales_core.reporting.figures import Figures, figures_of, total
from sales_core.reporting.filters import Chosen, Filters, choose
from sales_core.reporting.matching_lines import matching
from sales_core.reporting.products import sold_products
from sales_core.store.canonical import CANONICAL, shown_names
from sales_core.store.database import Database
from sales_core.store.schema import products as known_products
from sales_core.store.schema import sales

__all__ = ["Change", "Effect", "refund_lines", "what_changed"]


@dataclass(frozen=True)
class Change:
    """A difference of revenue and what it is made of.

    Attributes:
        before: Figures of the earlier period.
        now: Figures of the later period.
        difference: Revenue now - revenue before (ten-thousandths).
        effects: One for each name of ``effects.EFFECTS``; their amounts add up to the
            difference exactly.
    """

    before: Figures
    now: Figures
    difference: int
    effects: tuple[Effect, ...]


def what_changed(database: Database, now: Filters, before: Filters) -> Change:
    """Explain the difference of revenue between two periods.

    Args:
        database: Where the lines are.
        now: The period that is asked about.
        before: The period it is compared with; as a rule with the same names.

    Raises:
        UnknownNameError: A filter names something that is not there.
    """
    with database.reading() as connection:
        figures, trade = _side(connection, choose(connection, now))
        earlier_figures, earlier_trade = _side(connection, choose(connection, before))
    return Change(
        earlier_figures,
        figures,
        trade.revenue - earlier_trade.revenue,
        effects_of(earlier_trade, trade),
    )


def _side(connection: Connection, chosen: Chosen) -> tuple[Figures, Trade]:
    """Give what one period came to; days with sales from the days, the rest by product."""
    days = by_day(connection, chosen)
    found = sold_products(connection, chosen)
    refunded = refund_lines(connection, chosen)
    products = {}
    for name, gross, units, lines in zip(
        *(found[column].tolist() for column in ("name", "gross_sales", "units", "lines")),
        strict=True,
    ):
        lines_back, units_back = refunded.get(name, (0, 0))
        if lines > lines_back:
            products[name] = SoldProduct(gross, units - units_back, lines - lines_back)
    open_days = int((days["orders"] + days["unnumbered"] > 0).sum())
    refunds = int(found["refunds"].sum())
    figures = figures_of(total(days))
    return figures, Trade(open_days, figures.orders, refunds, products)


def refund_lines(connection: Connection, chosen: Chosen) -> dict[str, tuple[int, int]]:
    """Count the refund lines of each product and sum their quantities (thousandths).

    The daily tables hold lines and units with refunds in them; refund lines are few, so
    that looking for them costs a tenth of summing all lines by product.
    """
    if chosen.period is None:
        return {}
    names, product = shown_names(connection), CANONICAL.label("product_id")
    line = sales.c
    query = (
        select(product, func.count(), cast(func.sum(line.quantity), BigInteger))
        .where(*matching(chosen, "refunds"), known_products.c.id == line.product_id)
        .group_by(product)
    )
    return {names[number]: (count, units) for number, count, units in connection.execute(query)}
