"""Column names made comparable: spelling, case, accents, units and run-together words aside."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from sales_core.values.currencies import book
from sales_core.values.currency_mentions import named_currencies

_UNITS = re.compile(r"[(\[（【].*?[)\]）】]")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_PUNCTUATION = re.compile(r"[\W_]+")
_BUT_COMMAS = re.compile(r"[^\w, ]|_")
_ACCENTS = re.compile("[\u0300-\u036f]+")
_LETTERS = {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"}
"""Letters that no accent makes of others, as they are written where they are not at hand."""

_RATE = re.compile(r"\b\d+(?:[.,]\d+)?\s*%")
_LAST = re.compile(r"^(.*\w)[\s_,]+(\S{1,12})$", re.DOTALL)
_SHORT_WORD = re.compile(r"[\s_]([^\W\d_]{1,3})$")


LONGEST = 200
"""Letters of a name that are looked at; no name is longer, and some patterns are not linear."""


def folded(name: str) -> str:
    """Fold a column name for comparison: case, blanks and underscores do not matter."""
    return " ".join(name.replace("_", " ").replace("\ufeff", "").split()).casefold()


@lru_cache(maxsize=1 << 12)
def words(name: str) -> str:
    """Give the plain words of a column name, parted by one blank.

    Accents, punctuation, what stands in parentheses (units, currencies, time
    zones), a rate and a currency at the end are left out.

    Example:
        >>> words("Created date (UTC)"), words("InvoiceNo"), words("Método de pago")
        ('created date', 'invoice no', 'metodo de pago')
    """
    text = unicodedata.normalize("NFKC", name[:LONGEST]).replace("\ufeff", "")
    text = _CAMEL.sub(" ", _RATE.sub(" ", _UNITS.sub(" ", text)) or text)
    return plain(_without_currency(text.strip()).replace("#", " no "))


def _without_currency(text: str) -> str:
    """Take a currency off the end of a name: ``Total EUR``, ``price in $``, ``Сума, грн``."""
    last = _LAST.match(text)
    if last is None or named_currencies(last[1]) == named_currencies(text):
        return text
    found = _SHORT_WORD.search(last[1])
    between = found is not None and found[1].casefold() in book().words["before_codes"]
    return last[1][: found.start()] if found and between else last[1]


def plain(text: str) -> str:
    """Give the words of a text parted by one blank, without case, accents and punctuation."""
    return " ".join(_PUNCTUATION.sub(" ", _unaccented(text[:LONGEST])).split())


def listed(text: str) -> list[str]:
    """Give the words of a text that lists them with commas, as ``words`` writes them."""
    bare = _BUT_COMMAS.sub(" ", _unaccented(text))
    while "  " in bare:
        bare = bare.replace("  ", " ")
    return [word for part in bare.split(",") if (word := part.strip())]


def _unaccented(text: str) -> str:
    """Take case and accents off; what a letter is in another form becomes that letter."""
    if text.isascii():
        return text.casefold()
    apart = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    bare = _ACCENTS.sub("", apart)
    for letter, plainer in _LETTERS.items():
        bare = bare.replace(letter, plainer)
    return unicodedata.normalize("NFC", bare)


def mixed_letters(header: Iterable[str]) -> list[str]:
    """Say which names only look like others, because they mix the letters of two alphabets."""
    told = []
    for name in header:
        alphabets = {unicodedata.name(sign, "?").split()[0] for sign in name if sign.isalpha()}
        if alphabets in ({"LATIN", "CYRILLIC"}, {"LATIN", "GREEK"}):
            said = " and ".join(sorted(word.title() for word in alphabets))
            told.append(f"{name.strip()[:60]!r} mixes {said} letters")
    return told


def key(name: str) -> str:
    """Give the words of a name as one, so that ``ORDERDATE`` is ``Order Date``."""
    return words(name).replace(" ", "")
