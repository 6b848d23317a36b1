"""Notes on the pages: written, changed, removed, put back, and in the charts."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pandas as pd
import pytest
from components.charts.notes import notes_of_buckets, notes_told
from streamlit.testing.v1 import AppTest

from sales_core.store.notes import Note, add_note, read_notes
from sales_core.values.actors import BY_COMMAND

Settled = Callable[[AppTest], AppTest]
NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
FAIR = date(2026, 10, 17)


def texts(page: AppTest) -> str:
    return " ".join(each.value for each in [*page.markdown, *page.caption])


@pytest.mark.parametrize("where", ["home", "revenue"])
def test_a_note_is_written_changed_removed_and_put_back(
    filled: Any, settled: Settled, where: str
) -> None:
    page = filled.open(where)
    page.button(key="add-note").click().run()
    page.text_area[0].set_value("Street *fair*")
    page.date_input(key="note-day").set_value(FAIR)
    page = settled(page.button(key="save-note").click().run())
    (note,) = read_notes(filled.database)
    assert note == Note(1, FAIR, "Street *fair*")
    page = settled(page.run())
    assert "Street \\*fair\\*" in texts(page)
    page.button(key="note-1").click().run()
    page.text_area[0].set_value("Street fair")
    page = settled(page.button(key="save-note").click().run().run())
    assert "Street fair" in texts(page)
    page.button(key="note-1").click().run()
    page = settled(page.button(key="remove-note").click().run().run())
    assert read_notes(filled.database) == ()
    page = settled(page.button(key="restore-note").click().run())
    assert [each.text for each in read_notes(filled.database)] == ["Street fair"]


def test_an_empty_note_is_refused_in_the_dialog(filled: Any) -> None:
    page = filled.open("home")
    page.button(key="add-note").click().run()
    page.text_area[0].set_value("  ")
    page.button(key="save-note").click().run()
    page.button(key="add-note").click().run()  # in a browser the dialog stays
    assert "empty" in page.error[0].value
    assert read_notes(filled.database) == ()


def test_the_chart_marks_the_days_that_have_notes(filled: Any) -> None:
    plain = filled.open("revenue", period="2026-10-01..2026-10-31")
    (chart, *_) = plain.get("vega_lite_chart")
    assert "triangle-down" not in chart.proto.spec
    add_note(filled.database, FAIR, "Street fair", now=NOON, actor=BY_COMMAND)
    page = filled.open("revenue", period="2026-10-01..2026-10-31")
    (chart, *_) = page.get("vega_lite_chart")
    assert "triangle-down" in json.dumps(json.loads(chart.proto.spec))
    assert "Notes: Street fair." in chart.proto.alt


def test_the_notes_of_a_bucket_are_told_together() -> None:
    periods = pd.DataFrame({"start": [date(2026, 9, 1), FAIR], "end": [date(2026, 9, 30), FAIR]})
    notes = [
        Note(1, date(2026, 9, 2), "Rain"),
        *(Note(at, date(2026, 9, 3), "x" * 300) for at in range(2, 6)),
        Note(9, FAIR, "Fair"),
    ]
    month, day = notes_of_buckets(periods, notes)
    assert day == "Fair"
    assert month is not None
    assert month.startswith("2 Sep 2026: Rain, 3 Sep 2026: x")
    assert month.endswith(" and 2 more")
    assert len(month) < 400
    assert notes_of_buckets(periods, []) == [None, None]
    assert notes_told([None, "Fair"]) == " Notes: Fair."
    assert notes_told([None]) == ""
