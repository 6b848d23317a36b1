"""Words of dates made comparable, whatever their case, accents, points and encoding."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ALIKE = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ی": "ي", "ى": "ي", "ک": "ك", "ە": "ه"}
)
"""Letters that Unicode does not take apart, and those that keyboards of two languages differ in."""

_POINTS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u0655\u0670"
    "\u180b-\u180e\u200b-\u200f\u2060\ufeff\u00ad"  # and what is not seen
    "'’‘ʼʻʹ`´׳״.᠂]"
)
"""Accents, vowel points, marks without a width, points of abbreviation and apostrophes."""


@lru_cache(8192)
def fold(word: str) -> str:
    """Write a word in lower case without accents, points and apostrophes, as NFC.

    Takes what Unicode calls compatible for the same. The sign a vowel has in
    the scripts of India and Indochina is part of the word and stays.

    Example:
        >>> fold("Févr."), fold("März"), fold("d’abril"), fold("มี.ค."), fold("KASIM")
        ('fevr', 'marz', 'dabril', 'มีค', 'kasim')
    """
    if word.isascii():
        return _POINTS.sub("", word.lower())
    taken_apart = unicodedata.normalize("NFKD", word.casefold())
    bare = _POINTS.sub("", taken_apart).translate(_ALIKE)
    return unicodedata.normalize("NFKC", bare).casefold()
