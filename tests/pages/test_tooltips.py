"""Whatever a chart draws, what its tooltips say is text, with a dash where there is nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
import streamlit as st

Export = Callable[..., bytes]

CHARTS = Path(__file__).parents[2] / "pages" / "components" / "charts"

NOTHING = {"", "null", "none", "nan", "nat", "<na>", "undefined"}


@dataclass(frozen=True)
class Drawn:
    module: str
    data: pd.DataFrame
    specification: dict[str, Any]

    def told(self) -> Iterator[tuple[str, object]]:
        """Give what the tooltips say, each with the column it is from."""
        for tooltip in tooltips(self.specification):
            for value in self.data[tooltip["field"]]:
                yield tooltip["field"], value


def tooltips(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        yield from part.get("encoding", {}).get("tooltip", ())
        for inner in part.values():
            yield from tooltips(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from tooltips(inner)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[Drawn]:
    seen: list[Drawn] = []
    draw = st.vega_lite_chart

    def note(data: pd.DataFrame | pa.Table, specification: dict[str, Any], **more: Any) -> Any:
        module = sys._getframe(1).f_globals["__name__"].rsplit(".", 1)[-1]
        frame = data.to_pandas() if isinstance(data, pa.Table) else data
        seen.append(Drawn(module, frame, specification))
        return draw(data, specification, **more)

    monkeypatch.setattr("streamlit.vega_lite_chart", note)
    return seen


TIMES = b"""Date,Time,Order ID,Product,Total
2025-05-20,09:12,1,Tea,3.00
2025-05-20,17:40,2,Pie,4.00
2025-05-21,,3,Tea,3.00
"""


@pytest.fixture
def gaps(app: Any, export: Export) -> Any:
    """Open the app on sales with days without sales, days that nobody imported, and a refund."""
    rows = [f"3/{day}/2025,{day},Tea,North,1,{day}.50,Cash" for day in (*range(3, 19), 20)]
    app.load("first.csv", export(*rows, "3/21/2025,21,Tea,,-1,-900,Card"))
    more = [f"5/{day}/2025,{day},Coffee,South,2,7,---" for day in (1, 2, 19)]
    app.load("second.csv", export(*more))
    app.load("third.csv", TIMES)
    return app


QUESTIONS: list[dict[str, str]] = [
    {"period": "2025-03-01..2025-05-31", "grain": "day", "compare": "previous-year"},
    {"period": "2025-03-04..2025-05-05", "grain": "week", "average": "yes"},
    {"period": "2025-03-10..2025-05-31", "grain": "day", "sums": "cumulative"},
    {"period": "2025-03-10..2025-03-21", "grain": "day", "tab": "Weekdays"},
    {"period": "2025-03-10..2025-03-21", "grain": "day", "tab": "What changed"},
    {"period": "2025-03-01..2025-05-31", "grain": "day", "tab": "Hours"},
]


def test_no_tooltip_says_null(gaps: Any, drawn: list[Drawn]) -> None:
    gaps.open("home")
    for question in QUESTIONS:
        gaps.open("revenue", **question)
    assert drawn
    for chart in drawn:
        said = list(chart.told())
        assert said, f"{chart.module}: no tooltips"
        bad = [(field, value) for field, value in said if not isinstance(value, str)]
        bad += [(field, value) for field, value in said if str(value).strip().lower() in NOTHING]
        assert not bad, f"{chart.module}: {bad[:3]}"


def test_days_that_nobody_imported_have_no_amount(gaps: Any, drawn: list[Drawn]) -> None:
    gaps.open("revenue", period="2025-03-18..2025-04-10", grain="day")
    chart = [each for each in drawn if each.module == "revenue"][-1]  # after that of Home
    missing = chart.data[chart.data["why"] == "not imported"]
    assert len(missing) > 0
    assert all(when.endswith("2025, not imported") for when in missing["when"])
    assert set(missing["revenue"]) | set(missing["orders"]) == {"–"}
    empty = chart.data[chart.data["why"] == "no sales"]
    assert set(empty["revenue"]) == {"S$0.00"}
    sold = chart.data.set_index("start").loc["2025-03-20"]
    assert (sold["when"], sold["revenue"]) == ("20 Mar 2025", "S$20.50")


def test_each_kind_of_chart_is_looked_at(gaps: Any, drawn: list[Drawn]) -> None:
    for page, tab in (("home", ""), ("revenue", "Weekdays"), ("revenue", "Hours")):
        gaps.open(page, period="2025-03-01..2025-05-31", **({"tab": tab} if tab else {}))
    from components.charts.products import show_prices, show_product_lines

    days = [pd.Timestamp(2025, 3, day).date() for day in (1, 2)]
    series = pd.DataFrame({"start": days, "end": days, "name": ["a", "b"], "revenue": [1, -2]})
    show_product_lines(series, "day", "SGD", key="lines")
    show_prices(series.assign(unit_price=[10_000, 20_000]), "SGD")
    drawing = {path.stem for path in CHARTS.glob("*.py") if "vega_lite_chart(" in path.read_text()}
    assert {chart.module for chart in drawn} == drawing
    for chart in drawn:
        assert all(isinstance(value, str) and value for _, value in chart.told())
