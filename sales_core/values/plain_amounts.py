"""Amounts as a person writes them in a sentence."""

from __future__ import annotations

from sales_core.values.money import amount_text


def plain_amount(units: int) -> str:
    """Write stored ten-thousandths for a person: whole, or with two decimals and no digit lost.

    Example:
        >>> plain_amount(1_205_000), plain_amount(120_000), plain_amount(-12_345)
        ('120.50', '12', '-1.2345')
    """
    text = amount_text(units)
    return f"{text}0" if text[-2:-1] == "." else text
