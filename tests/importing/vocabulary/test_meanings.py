"""What states, kinds and remarks say, in one word of several and in words joined to one."""

from __future__ import annotations

import pytest

from sales_core.importing.vocabulary.meanings import meanings


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Stornobeleg", "refund"),
        ("Stornobon 17", "refund"),
        ("Gutschriftsanzeige", "refund"),
        ("Återbetalningsorder", "refund"),
        ("Rechnungskorrektur", "refund"),
        ("RTO", "refund"),
        ("Возвратный платёж", "refund"),
        ("part_captured", "partly"),
        ("Refundable", ""),
        ("Kassenbon", ""),
        ("Returnable bottle", ""),
    ],
)
def test_a_text_says(text: str, said: str) -> None:
    assert meanings(text) >= ({said} - {""})
    assert said or not meanings(text)
