"""Cells of a table that are read as text and sorted as the numbers they are.

Streamlit's own formats of numbers know no other language than the browser's and no sign of
most currencies; a column of text would be sorted by its letters. A pandas Styler has both, a
value and what is displayed for it. Its own way of formatting takes 30 ms for 500 rows, which
a page has not, so the texts are handed to Streamlit as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

Texts = Mapping[str, Sequence[str | None]]


def written(values: pd.DataFrame, texts: Texts) -> Any:
    """Give a frame whose columns are shown by texts where there are some.

    Args:
        values: What is sorted by, and shown in the other columns.
        texts: By column: what is shown for each row; None leaves the cell to the table.

    Returns:
        What ``st.dataframe`` takes.
    """
    if not texts:
        return values
    nothing = [None] * len(values)
    said: dict[Any, Any] = {
        name: pd.array(list(texts.get(str(name), nothing)), dtype="str") for name in values
    }
    shown = pd.DataFrame(said, values.index)
    # Streamlit asks for the data, then for the texts of cells that differ from it, then for the
    # data again: first to display, then to send. A test holds that.
    styler: Any = shown.style

    def translate(*_: object) -> dict[str, object]:
        styler.data = values
        return {}

    styler._compute = lambda: styler  # noqa: SLF001 - there is no other way in
    styler._translate = translate  # noqa: SLF001
    return styler
