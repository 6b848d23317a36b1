"""Signs and names of currencies made comparable."""

from __future__ import annotations

import re
import unicodedata

from sales_core.values.word_folding import fold

_UNSEEN = re.compile(r"[\s\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+")
"""Blanks, and marks of direction or of no width."""

_CASE_COUNTS = 2
"""Signs of so few letters keep their case: ``KM`` is a mark, ``km`` a distance."""


def sign_key(sign: str) -> str:
    """Write a sign without blanks and without a point behind; long ones without case.

    Example:
        >>> sign_key("$ US"), sign_key("Rs."), sign_key("FCFA"), sign_key("￥")
        ('$us', 'Rs', 'fcfa', '¥')
    """
    bare = _UNSEEN.sub("", unicodedata.normalize("NFKC", sign)).rstrip(".")
    letters = sum(map(str.isalpha, bare))
    return bare if letters <= _CASE_COUNTS and letters == len(bare) else bare.casefold()


def name_key(name: str) -> str:
    """Write a name of a currency without blanks, points, accents and case.

    Example:
        >>> name_key("US dollars"), name_key("Złotych"), name_key("Dólares")
        ('usdollars', 'zlotych', 'dolares')
    """
    return fold(_UNSEEN.sub("", name))
