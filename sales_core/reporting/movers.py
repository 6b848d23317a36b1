"""Products that carry a period, and those that fell behind for more than chance.

How often a product is sold varies by itself: of about n sales, the square root of n more or
less is nothing to explain. A product is falling only where it was sold so much less often than
before that chance does it one time in 160, and brought at least a tenth less.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from sales_core.reporting.comparable import Stage, comparable
from sales_core.reporting.filters import Filters, choose, data_range
from sales_core.reporting.product_story import STEADY_PERCENT
from sales_core.reporting.products import sold_products
from sales_core.store.database import Database
from sales_core.values.periods import Period

MOST = 3
"""Products of each kind that are named."""

CHANCE = 25
"""Four times the square of the deviations that are no chance: two and a half."""

Sums = dict[str, tuple[int, int]]
"""Revenue (ten-thousandths) and lines by product."""


@dataclass(frozen=True)
class Mover:
    """A product in two periods of equal length (ten-thousandths).

    Attributes:
        name: As it is shown; "" for lines without a product.
        revenue: Of the period.
        before: Of the days before.
        lines: How many lines the period has.
        lines_before: How many the days before have.
    """

    name: str
    revenue: int
    before: int
    lines: int
    lines_before: int

    @property
    def fell(self) -> bool:
        """Tell whether it fell by more than chance."""
        less = self.lines_before - self.lines
        certain = less > 0 and 4 * less**2 > CHANCE * (self.lines + self.lines_before)
        return certain and (self.before - self.revenue) * 100 > abs(self.before) * STEADY_PERCENT


@dataclass(frozen=True)
class Movers:
    """The products that an owner wants to hear of.

    Attributes:
        best: Those with the highest revenue, highest first.
        falling: Those that fell, the one that lost most first.
        stage: How far the days before are known; with too little nothing is said to fall.
        fallen: How many fell, those that are not named included.
    """

    best: tuple[Mover, ...]
    falling: tuple[Mover, ...]
    stage: Stage
    fallen: int


def movers(database: Database, filters: Filters, period: Period, before: Period) -> Movers:
    """Tell which products carry a period and which fell behind the days before.

    Args:
        database: Where the lines are.
        filters: The names it is about; its period does not matter.
        period: The days in question.
        before: As many days before them.

    Raises:
        UnknownNameError: A filter names something that is not there.
    """
    stage = comparable(database, period, before).stage
    with database.reading() as connection:
        if data_range(connection) is None:
            return Movers((), (), "too little", 0)
        chosen = choose(connection, replace(filters, start=period.start, end=period.end))
        now = sold_products(connection, chosen)
        then = sold_products(connection, replace(chosen, period=before))
    return movers_of(_sums(now), _sums(then), stage)


def _sums(products: pd.DataFrame) -> Sums:
    rows = products[["name", "revenue", "lines"]].itertuples(index=False)
    return {name: (int(revenue), int(lines)) for name, revenue, lines in rows}


def movers_of(now: Sums, then: Sums, stage: Stage) -> Movers:
    """Tell which products carry a period and which fell; see ``movers``."""
    nothing = (0, 0)
    found = [
        Mover(name, revenue, before, lines, lines_before)
        for name in dict.fromkeys([*now, *then])
        for revenue, lines in (now.get(name, nothing),)
        for before, lines_before in (then.get(name, nothing),)
    ]
    best = sorted(
        (one for one in found if one.revenue > 0), key=lambda one: (-one.revenue, one.name)
    )
    fell = [one for one in found if one.fell] if stage == "fine" else []
    fell.sort(key=lambda one: (one.revenue - one.before, one.name))
    return Movers(tuple(best[:MOST]), tuple(fell[:MOST]), stage, len(fell))
