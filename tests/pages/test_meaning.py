from __future__ import annotations

from datetime import date

import pytest
from components.uploading.meaning import captions, meaning

from sales_core.importing.questions import Figures, Question

MARCH = Figures(10_000, 1, date(2025, 3, 4), date(2025, 3, 4))
BOTH = Figures(12_345, 2, date(2025, 3, 4), date(2025, 4, 5))


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        (MARCH, "€1.00 · 1 row · 4 Mar 2025"),
        (BOTH, "€1.2345 · 2 rows · 4 Mar 2025 – 5 Apr 2025"),
        (Figures(0, 0, None, None), "Nothing would be imported."),
        (None, "The file cannot be read so."),
    ],
)
def test_what_an_answer_would_mean(figures: Figures | None, said: str) -> None:
    assert meaning(figures, "EUR") == said


def test_what_differs_stands_out() -> None:
    question = Question("states", "Do they count?", ("yes", "no"), figures=(BOTH, MARCH))
    assert captions(question, "EUR") == [
        "**€1\\.2345** · **2 rows** · **4 Mar 2025 – 5 Apr 2025**",
        "**€1\\.00** · **1 row** · **4 Mar 2025**",
    ]


def test_nothing_is_said_where_nothing_is_known() -> None:
    assert captions(Question("states", "Do they count?", ("yes", "no")), "EUR") is None
