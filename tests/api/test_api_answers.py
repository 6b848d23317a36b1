from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from sales_core.api.answers import exact_json


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("408.0960"), "408.096"),
        (Decimal("6770.698"), "6770.698"),
        (Decimal("-0.00"), "0"),
        (Decimal("12.00"), "12"),
        (Decimal("1E+5"), "100000"),
        (Decimal("1E-4"), "0.0001"),
        (Decimal("-9223372036854775.8079"), "-9223372036854775.8079"),
        (12, "12"),
        (0, "0"),
        (True, "true"),
        (None, "null"),
        (date(2025, 3, 5), '"2025-03-05"'),
        ('a "b"\n\u20ac\u2028', '"a \\"b\\"\\n\u20ac\u2028"'),
        ([], "[]"),
        ((Decimal("0.1"), {"a": []}), '[0.1, {"a": []}]'),
        ({}, "{}"),
    ],
)
def test_json_says_exactly_what_it_is(value: object, text: str) -> None:
    assert exact_json(value) == text
    found: Any = json.loads(text, parse_float=Decimal)
    if isinstance(value, Decimal):
        assert found == value


@pytest.mark.parametrize("value", [0.1, {"a": [1.0]}, float("nan"), object(), {1, 2}, b"x"])
def test_what_has_no_exact_form_is_never_written(value: object) -> None:
    with pytest.raises(TypeError, match="no exact form"):
        exact_json(value)
