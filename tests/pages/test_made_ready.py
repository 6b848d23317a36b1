from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from components import first_visit, kept
from components.charts import calendar, revenue
from streamlit.testing.v1 import AppTest


def _asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note every question that the database is really asked."""
    asked: list[str] = []
    ask = kept.ask_database

    def noting(opened: Any, question: Any, *about: Any, **more: Any) -> Any:
        asked.append(question.__qualname__)
        return ask(opened, question, *about, **more)

    monkeypatch.setattr(kept, "ask_database", noting)
    return asked


def _visit(app: Any, settled: Any, page: str) -> AppTest:
    opened = AppTest.from_file(app.root / "pages" / "navigation.py", default_timeout=60)
    opened.context = {"locale": first_visit.BROWSER_TAG}
    opened.run()
    visited: AppTest = settled(opened if page == "home" else opened.switch_page(f"{page}.py").run())
    return visited


@pytest.mark.parametrize("page", ["home", "revenue"])
def test_the_first_visitor_waits_for_no_question_and_no_chart(
    filled: Any, settled: Any, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first_visit.make_ready()
    asked = _asked(monkeypatch)
    written = (revenue.written_without_data, calendar.specification)
    before = [each.cache_info().misses for each in written]
    _visit(filled, settled, page)
    assert asked == []
    assert [each.cache_info().misses for each in written] == before


def test_what_was_made_ready_is_not_shown_when_the_data_changed(
    filled: Any, settled: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    first_visit.make_ready()
    later = b"Date,Order,Amount\n2026-11-20,x1,7.00\n"
    filled.load("later.csv", later, now=datetime(2026, 11, 28, tzinfo=UTC))
    asked = _asked(monkeypatch)
    home = _visit(filled, settled, "home")
    assert "coverage" in asked
    assert any("20 Nov 2026" in box.value or "Nov 20, 2026" in box.value for box in home.caption)


def test_an_empty_database_has_nothing_to_make_ready(app: Any, settled: Any) -> None:
    first_visit.make_ready()
    assert "Welcome" in [head.value for head in _visit(app, settled, "home").title]
