"""Notes in the chart of revenue: a mark above each bucket that has some, with their text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from components.text import day_text, listed, shortened
from sales_core.store.notes import Note

MOST = 3
"""Notes of a bucket that are written out."""

LONGEST = 120
"""Characters of a note in a tooltip; the list under the chart has all of it."""

MARK = "#9a6bd1"
"""Seen on light and dark grounds, beside bars of either colour."""


def notes_of_buckets(periods: pd.DataFrame, notes: Sequence[Note]) -> list[str | None]:
    """Give the text of the notes of each bucket; None where there are none.

    Args:
        periods: Grain: one row a bucket, ascending. ``start``, ``end`` (date).
        notes: By day, ascending.
    """
    found: list[str | None] = []
    for start, end in zip(periods["start"], periods["end"], strict=True):
        here = [note for note in notes if start <= note.day <= end]
        several = start != end
        texts = [
            f"{day_text(note.day)}: {shortened(note.text, LONGEST)}"
            if several
            else shortened(note.text, LONGEST)
            for note in here
        ]
        found.append(listed(texts, MOST) if texts else None)
    return found


def note_marks(base: Any) -> Any:
    """Draw the marks at the upper edge, each with its notes to read."""
    tooltip = [alt.Tooltip("when:N", title="Period"), alt.Tooltip("note:N", title="Note")]
    shown = base.transform_filter("isValid(datum.note)")
    return shown.mark_point(
        shape="triangle-down", size=110, filled=True, opacity=1, color=MARK
    ).encode(y=alt.value(5), tooltip=tooltip)


def notes_told(notes: Sequence[str | None]) -> str:
    """Say the notes of a chart in a sentence, for those who cannot see it; "" for none."""
    texts = [note for note in notes if note]
    return f" Notes: {listed(texts)}." if texts else ""
