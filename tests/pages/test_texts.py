from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from decimal import Decimal

import pandas as pd
import pyarrow as pa
import pytest
from components import reader
from components.cells import written
from components.money import (
    aligned,
    amount_texts,
    amounts,
    change_text,
    compact_text,
    count_texts,
    exact_text,
    exactly,
    money_text,
    quantity_texts,
)
from components.text import listed, md_escape, moment_text, period_text, shortened, size_text
from streamlit.dataframe_util import convert_anything_to_pandas_df
from streamlit.elements.lib.pandas_styler_utils import marshall_styler
from streamlit.proto.ArrowData_pb2 import ArrowData

from sales_core.values.reader_forms import reader_forms


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
    assert aligned([645086280, -70000, 0]) == ["S$64,508.628", "-S$7.000", "S$0.000"]
    assert aligned([100, 12300]) == ["S$0.01", "S$1.23"]
    assert aligned([1, 12300]) == ["S$0.0001", "S$1.2300"]


def test_amounts_stay_exact_beyond_what_a_float_holds() -> None:
    stored = 9_223_372_036_854_775_807
    (exact,) = amounts(pd.Series([stored]))
    assert exact == Decimal(stored).scaleb(-4)
    assert exact_text(exact) == "S\\$922,337,203,685,477.5807"
    assert money_text(exact) == "S\\$922,337,203,685,477.58"
    assert compact_text(exact) == "S\\$922.34T"
    assert exactly(exact) == f"Exactly {exact_text(exact)}."


def test_missing_amounts_stay_missing() -> None:
    exact = amounts(pd.Series([12300, None], dtype="Int64"))
    assert exact[0] == Decimal("1.23")
    assert pd.isna(exact[1])


def test_a_column_of_a_table_keeps_what_is_missing() -> None:
    stored = pd.Series([123456, None, -1], dtype="Int64")
    assert amount_texts(stored) == ["S$12.35", None, "S$0.00"]
    assert amount_texts(stored, "EUR", exact=True) == ["€12.3456", None, "-€0.0001"]
    assert quantity_texts(stored) == ["123.456", None, "-0.001"]
    assert count_texts(stored) == ["123,456", None, "-1"]
    assert amount_texts(pd.Series([], dtype="int64")) == []


def test_what_is_built_elsewhere_is_written_as_on_the_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    german = reader_forms("de-DE", "EUR")
    with monkeypatch.context() as here:
        here.setattr(reader, "forms", lambda: german)
        assert change_text(Decimal("-1234.5")) == "-1.234,5\xa0%"
    token = reader._taken.set(german)
    build = reader.taken_along(lambda: aligned([12345000]))
    reader._taken.reset(token)
    with ThreadPoolExecutor(1) as elsewhere:
        assert elsewhere.submit(build).result() == ["1.234,50\xa0€"]
    assert aligned([12345000]) == ["S$1,234.50"]


def test_cells_have_a_text_to_read_and_a_number_to_sort_by() -> None:
    frame = pd.DataFrame({"name": ["a", "b"], "revenue": [Decimal("9.5"), Decimal("10.25")]})
    proto = ArrowData()
    styler = written(frame, {"revenue": ["S$9.50", None]})
    marshall_styler(proto, styler, "any")
    shown = pa.ipc.open_stream(proto.styler.display_values).read_all()
    assert shown.column("revenue").to_pylist() == ["S$9.50", None]
    assert shown.column("name").to_pylist() == [None, None]
    sent = convert_anything_to_pandas_df(styler)
    assert list(sent["revenue"]) == [Decimal("9.5"), Decimal("10.25")]
    assert written(frame, {}) is frame
