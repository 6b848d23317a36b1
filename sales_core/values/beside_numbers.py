"""What stands before and behind a number: a sign, brackets, a currency."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from sales_core.values.currencies import is_symbol, meanings

_CODE = re.compile(r"^[A-Z]{3}$")
_COMPLETE = re.compile(r"^[A-Z]{0,2}(.)$")
_ANYWHERE = ("R", "Q")
"""Signs of one Latin letter that mean no unit and no thousands, so that they may stand behind."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What the text around a number says.

    Attributes:
        negative: Whether a minus or brackets make the number negative.
        currency: The sign, name or code as written; "" for none.
    """

    negative: bool
    currency: str


def read_beside(before: str, behind: str, *, is_bare: bool) -> Beside | None:
    """Read what stands before and behind a number.

    Args:
        before: The text before it, with plain blanks and minus.
        behind: The text behind it.
        is_bare: Whether the number is of digits alone. One letter before such a
            number may be the begin of a name, as in ``K1234``.

    Returns:
        What it says; None where it is another word, or contradicts itself.
    """
    if not before and not behind:
        return Beside(negative=False, currency="")
    around = _around(before, behind)
    if around is None:
        return None
    negative, before, behind = around
    currency = _currency(before, behind, is_bare=is_bare)
    return None if currency is None else Beside(negative, currency)


def _around(before: str, behind: str) -> tuple[bool, str, str] | None:
    """Take signs and brackets off what stands around a number.

    Returns:
        Whether the number is negative, and what is left before and behind it;
        None where signs contradict each other.
    """
    bracketed = "(" in before or ")" in behind
    if bracketed:
        outside, opened, before = before.partition("(")
        behind, closed, beyond = behind.partition(")")
        if not (opened and closed) or _signed(outside + beyond):
            return None
        if (outside.strip() and before.strip()) or (beyond.strip() and behind.strip()):
            return None
        before, behind = outside + before, behind + beyond
    before, sign = _sign_off(before.strip())
    is_apart = behind[:1] == " " and behind.strip() == "-"
    behind, sign_behind = ("-", "") if is_apart else _sign_off(behind.strip())
    signs = sign + sign_behind
    if len(signs) > 1 or sign_behind == "+" or (bracketed and signs == "+"):
        return None
    return bracketed or signs == "-", before, behind


def _signed(text: str) -> bool:
    return "-" in text or "+" in text


def _sign_off(text: str) -> tuple[str, str]:
    """Take a sign off one end of a text."""
    if text[:1] in ("-", "+"):
        return text[1:].strip(), text[0]
    if text[-1:] in ("-", "+"):
        return text[:-1].strip(), text[-1]
    return text, ""


def _currency(before: str, behind: str, *, is_bare: bool) -> str | None:
    """Give the currency that is written around a number; "" for none, None for other words."""
    if not before and not behind:
        return ""
    if _is_letter(behind) or (_is_letter(before) and is_bare):
        return None
    first = _meant(before) if before else None
    second = _meant(behind) if behind else None
    if not before or not behind:
        return None if first is None and second is None else before or behind
    if not first or not second or not first & second:
        return None
    return before if len(first) < len(second) else behind


def _is_letter(text: str) -> bool:
    """Tell whether a text is one Latin letter, which may be a unit or thousands."""
    return len(text) == 1 and text.isascii() and text.isalpha() and text not in _ANYWHERE


@lru_cache(4096)
def _meant(text: str) -> frozenset[str] | None:
    """Give the currencies that a text means; empty for an unknown sign, None for other words."""
    if found := meanings(text):
        return found
    if _CODE.match(text):
        return frozenset([text])
    sign = _COMPLETE.match(text)
    return frozenset() if sign and is_symbol(sign[1]) and meanings(sign[1]) else None
