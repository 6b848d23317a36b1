from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales_core.values.names import NO_VALUE, clean_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("Tea", "Tea", id="as-written"),
        pytest.param("Mineral Water ", "Mineral Water", id="blank-behind"),
        pytest.param("  Mineral \t Water", "Mineral Water", id="blanks-inside"),
        pytest.param("Mineral\u00a0Water", "Mineral Water", id="no-break-space"),
        pytest.param("Mineral\nWater", "Mineral Water", id="line-break"),
        pytest.param("Cafe\u0301", "Caf\u00e9", id="composed"),
        pytest.param("TEA", "TEA", id="case-stays"),
        pytest.param("NA", "NA", id="na"),
        pytest.param("null", "null", id="null"),
        pytest.param("None", "None", id="none"),
        pytest.param("nan", "nan", id="nan"),
        pytest.param("-", "-", id="one-hyphen"),
        pytest.param("----", "----", id="four-hyphens"),
        pytest.param("--- tea", "--- tea", id="hyphens-before-text"),
        pytest.param("007", "007", id="zeros-in-front"),
        pytest.param("=1+1", "=1+1", id="formula-as-written"),
        pytest.param("👩‍🍳 שלום", "👩‍🍳 שלום", id="joiners-and-directions"),
        pytest.param("Te\x00a", "Tea", id="nul"),
        pytest.param("", "", id="empty"),
        pytest.param(" \t\u00a0 ", "", id="blank"),
        pytest.param("---", "", id="three-hyphens"),
        pytest.param(" -- ", "", id="two-hyphens"),
    ],
)
def test_clean_name(text: str, name: str) -> None:
    assert clean_name(text) == name


@given(st.text())
def test_a_clean_name_stays_clean(text: str) -> None:
    name = clean_name(text)
    assert clean_name(name) == name
    assert name == name.strip()
    assert unicodedata.is_normalized("NFC", name)
    assert name not in NO_VALUE - {""}


@given(st.lists(st.text("abé-", min_size=1), min_size=1), st.sampled_from([" ", "\t", " \u00a0"]))
def test_white_space_twins_are_one_name(words: list[str], blank: str) -> None:
    assert clean_name(blank + blank.join(words) + blank) == clean_name(" ".join(words))
