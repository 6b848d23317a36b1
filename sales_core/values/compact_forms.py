"""The words that stand for thousands, lakhs or millions of a currency, by CLDR through Babel."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from babel import Locale

Around = Callable[[str, str], tuple[str, str]]
"""Puts the sign of a currency into what stands before and behind a number."""

_PATTERN = re.compile(r"^([^0;]*)(0+)([^0;]*)(?:;([^0]*)0+(.*))?$")


@dataclass(frozen=True, slots=True)
class CompactStep:
    """How amounts of a size are written compactly.

    Attributes:
        least: The smallest amount that is written so.
        divisor: What it is divided by.
        positive: What stands before and behind the number.
        negative: The same of a negative amount, its minus included.
    """

    least: int
    divisor: int
    positive: tuple[str, str]
    negative: tuple[str, str]

    def around(self, *, negative: bool) -> tuple[str, str]:
        """Give what stands before and behind the number."""
        return self.negative if negative else self.positive


def compact_steps(locale: Locale, minus: str, around: Around) -> tuple[CompactStep, ...]:
    """Give how amounts are written compactly in a language, the largest first.

    Args:
        locale: What CLDR knows of the language.
        minus: The sign of negative numbers.
        around: Puts the sign of the currency where the pattern has ``¤``.

    Returns:
        Only sizes that have a word: German has none for thousands of a currency.
    """
    patterns = locale.compact_currency_formats["short"]["other"]
    steps = []
    for size in sorted(patterns, key=int, reverse=True):
        found = _PATTERN.match(str(patterns[size].pattern))
        if found is None or not _has_word(found[1] + found[3]):
            continue
        before, zeros, behind = _bare(found[1]), found[2], _bare(found[3])
        positive = around(before, behind)
        if found[4] is None:
            negative = minus + positive[0], positive[1]
        else:
            first, last = around(_bare(found[4]), _bare(found[5] or ""))
            negative = first.replace("-", minus), last.replace("-", minus)
        divisor = int(size) // 10 ** (len(zeros) - 1)
        steps.append(CompactStep(int(size), divisor, positive, negative))
    return tuple(steps)


def _has_word(text: str) -> bool:
    return any(letter.isalpha() for letter in text.replace("¤", ""))


def _bare(text: str) -> str:
    """Take the quotes away that CLDR puts around letters with a meaning of their own."""
    return re.sub("'([^']*)'", lambda found: found[1] or "'", text)
