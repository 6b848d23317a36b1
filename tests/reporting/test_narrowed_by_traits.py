"""Whatever is asked of some lines by what they say is answered as if there were no others."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from sales_core.reporting.comparison import compare
from sales_core.reporting.filters import Filters
from sales_core.reporting.movers import movers
from sales_core.reporting.pace import pace
from sales_core.reporting.product_series import product_series
from sales_core.reporting.revenue import revenue_report
from sales_core.reporting.tables import TABLES
from sales_core.reporting.taxes_and_hours import busy_hours, tax_table
from sales_core.reporting.unusual import unusual_days
from sales_core.reporting.usual_weekday import usual_weekday
from sales_core.reporting.what_changed import what_changed
from sales_core.store.database import Database, open_database
from sales_core.values.periods import Period
from tests.builders import load

HEAD = "Date,Time,Order ID,Product,Category,Location,Payment Method,Tax,Total"
NOW = Filters(date(2024, 5, 1), date(2024, 6, 30))
BEFORE = Period(date(2024, 3, 1), date(2024, 4, 30))
COFFEE = (("category", ("Coffee",)),)

Ask = Callable[[Database, Filters], object]
# Not among them: prices, which are those of a product, whatever its lines say.
QUESTIONS: dict[str, Ask] = {
    "revenue": lambda database, asked: revenue_report(database, asked, "week"),
    "comparison": lambda database, asked: compare(database, asked, BEFORE, "month"),
    "what changed": lambda database, asked: what_changed(
        database, asked, replace(asked, start=BEFORE.start, end=BEFORE.end)
    ),
    "series": lambda database, asked: product_series(
        database, replace(asked, products=("Latte", "Cake")), "week"
    ),
    "pace": pace,
    "movers": lambda database, asked: movers(
        database,
        asked,
        Period(date(2024, 6, 1), date(2024, 6, 28)),
        Period(date(2024, 5, 4), date(2024, 5, 31)),
    ),
    "unusual days": unusual_days,
    "usual weekday": lambda database, asked: usual_weekday(database, asked, date(2024, 6, 5)),
    "taxes": tax_table,
    "hours": busy_hours,
    **{f"table {name}": ask for name, ask in TABLES.items() if name != "rows"},
}


def rows() -> Iterator[tuple[str, str]]:
    """Give rows of half a year, each with its category."""
    chance = random.Random(7)
    for order in range(700):
        day = date(2024, 1, 1) + timedelta(days=chance.randrange(200))
        hour = f"{chance.randrange(8, 20):02}:10"
        for _ in range(chance.choice((1, 1, 2))):
            category = chance.choice(["Coffee", "Food", ""])
            said = [chance.choice(some) for some in (["Hall", "Shop"], ["Cash", "Card"])]
            product = chance.choice(["Latte", "Cake", "Tea"])
            amount = f"{chance.randrange(100, 3_000) / 100:.2f}"
            cells = [str(day), hour, str(order), product, category, *said, "0.10", amount]
            yield ",".join(cells), category


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Database, Database]]:
    """Give a database of everything, and one of the lines of one category alone."""
    folder: Path = tmp_path_factory.mktemp("narrowed")
    opened = []
    for name, wanted in (("all", {"Coffee", "Food", ""}), ("coffee", {"Coffee"})):
        database = open_database(f"sqlite:///{folder / name}.db")
        some = "\n".join(row for row, category in rows() if category in wanted)
        load(database, f"{HEAD}\n{some}\n".encode())
        opened.append(database)
    yield opened[0], opened[1]
    for database in opened:
        database.close()


def plain(answer: Any) -> Any:
    if isinstance(answer, pd.DataFrame):
        return answer.reset_index(drop=True).to_csv()
    if is_dataclass(answer):
        return {each.name: plain(getattr(answer, each.name)) for each in fields(answer)}
    if isinstance(answer, list | tuple):
        return [plain(each) for each in answer]
    return repr(answer)


@pytest.mark.parametrize("question", QUESTIONS)
def test_lines_of_a_category_answer_as_if_they_were_alone(
    both: tuple[Database, Database], question: str
) -> None:
    everything, alone = both
    ask = QUESTIONS[question]
    narrowed = plain(ask(everything, replace(NOW, traits=COFFEE)))
    assert narrowed == plain(ask(alone, NOW))
    assert narrowed != plain(ask(everything, NOW))
