from __future__ import annotations

from datetime import date
from urllib.parse import unquote

import pandas as pd
import pytest
from components.charts.sparkline import HEIGHT, Kind, sparkline
from components.figures import course_text


def drawing(values: list[float], kind: Kind = "line") -> str:
    return unquote(sparkline(values, kind, alt=""))


@pytest.mark.parametrize(
    ("values", "points"),
    [
        ([0.0, 10.0], "0.0,38.0 200.0,2.0"),
        ([5.0, 5.0, 5.0], "0.0,20.0 100.0,20.0 200.0,20.0"),
        ([-3.0, 0.0, -6.0], "0.0,20.0 100.0,2.0 200.0,38.0"),
    ],
)
def test_a_line_goes_from_the_lowest_to_the_highest(values: list[float], points: str) -> None:
    assert f'points="{points}"' in drawing(values)


def test_bars_stand_on_the_line_of_zero() -> None:
    up, down = drawing([2.0, -2.0], "bars").split('d="')[1].split('"')[0].split(" ")
    assert up.startswith(f"M15.0,{HEIGHT / 2}V2.0")
    assert down.startswith(f"M115.0,{HEIGHT / 2}V38.0")


def test_a_drawing_has_words_that_cannot_break_out_of_it() -> None:
    written = sparkline([1.0, 2.0], "line", alt='"><img src=x>')
    assert 'aria-label="&quot;&gt;&lt;img src=x&gt;"' in written
    assert 'role="img"' in written
    assert "<img" not in written


def test_the_words_say_when_it_was_highest_and_lowest() -> None:
    months = [date(2026, month, 1) for month in (1, 2, 3)]
    ends = [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)]
    periods = pd.DataFrame({"start": months, "end": ends})
    assert course_text("Revenue", [2.0, 1.0, 3.0], periods) == (
        "Course of revenue, 1 Jan 2026 – 31 Mar 2026: highest 1 Mar 2026 – 31 Mar 2026, "
        "lowest 1 Feb 2026 – 28 Feb 2026."
    )
