from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pandas as pd
import pytest
from components.money import aligned, amounts, decimals_of, money_text
from components.text import listed, md_escape, moment_text, period_text, shortened, size_text


@pytest.mark.parametrize(
    "text",
    [
        "![x](https://127.0.0.1/x.png)",
        "[link](https://127.0.0.1)",
        "https://127.0.0.1/",
        "www.example.invalid",
        "mail@example.invalid",
        ":red[x] :tada: $a^2$ **b** `c` <b>",
    ],
)
def test_escaped_text_has_no_mark_that_markdown_acts_on(text: str) -> None:
    escaped = md_escape(text)
    for mark in "*[]()`<$:":
        assert mark not in escaped.replace("\\" + mark, "")
    for link in ("https:/", "www.", "mail@"):
        assert link not in escaped.replace("\\", "")


def test_escaping_keeps_what_is_read() -> None:
    shown = md_escape("Café -> 50% off, A & B").replace("\\", "").replace("\u2060", "")
    assert shown == "Café -> 50% off, A & B"


def test_long_text_keeps_its_ends() -> None:
    name = shortened("a" * 300 + ".csv")
    assert len(name) <= 60
    assert name.endswith("a.csv")


@pytest.mark.parametrize(
    ("zone", "text"),
    [
        ("Asia/Singapore", "2 Nov 2026, 04:30"),
        ("America/New_York", "1 Nov 2026, 15:30"),
        (None, "1 Nov 2026, 20:30 UTC"),
        ("no such place", "1 Nov 2026, 20:30 UTC"),
    ],
)
def test_moments_are_in_the_time_of_the_reader(zone: str | None, text: str) -> None:
    assert moment_text(datetime(2026, 11, 1, 20, 30, tzinfo=UTC), zone) == text


def test_periods_name_one_day_once() -> None:
    day = date(2025, 3, 1)
    assert period_text(day, day) == "1 Mar 2025"
    assert period_text(day, date(2025, 4, 17)) == "1 Mar 2025 – 17 Apr 2025"
    assert period_text(None, None) == "–"


def test_lists_say_how_many_more() -> None:
    assert listed(range(10), 3) == "0, 1, 2 and 7 more"


def test_sizes() -> None:
    assert [size_text(size) for size in (1, 2048, 5 << 20)] == ["1 byte", "2 kB", "5.0 MB"]


def test_amounts_under_each_other_share_their_decimals() -> None:
    assert aligned([645086280, -70000, 0]) == ["64,508.628", "-7.000", "0.000"]
    assert decimals_of(pd.Series([100, 12300])) == 2
    assert decimals_of(pd.Series([1, 12300])) == 4


def test_amounts_stay_exact_beyond_what_a_float_holds() -> None:
    stored = 9_223_372_036_854_775_807
    (exact,) = amounts(pd.Series([stored]))
    assert exact == Decimal(stored).scaleb(-4)
    assert money_text(exact) == "922,337,203,685,477.5807"


def test_missing_amounts_stay_missing() -> None:
    exact = amounts(pd.Series([12300, None], dtype="Int64"))
    assert exact[0] == Decimal("1.23")
    assert pd.isna(exact[1])
