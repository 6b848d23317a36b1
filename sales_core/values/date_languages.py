"""Which languages the months of a column can be in, where words mean two months in two languages.

``listopad`` is October in Croatian and November in Polish and Czech. What one
text leaves open the other texts of its column may prove.
"""

from __future__ import annotations

import string
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sales_core.values.calendars import day_of
from sales_core.values.date_texts import DateText, date_text
from sales_core.values.date_words import date_words

_NO_DIGITS = str.maketrans("", "", string.digits)
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class MonthLanguage:
    """Languages in which all texts of a column say the same days.

    Attributes:
        language: CLDR code to read the column with (``DateStyle.language``); ""
            where no word needs one.
        languages: The codes of all languages that read it so, the most likely first.
        text: A text that other languages read otherwise; "" where no word needs a language.
        day: What it means in these languages; None where no word needs a language.
    """

    language: str
    languages: tuple[str, ...]
    text: str = ""
    day: date | None = None

    @property
    def name(self) -> str:
        """The languages as a person calls them, such as "Polish or Czech"."""
        names = date_words().names
        return " or ".join(names[language] for language in self.languages[:3])


def month_languages(texts: Iterable[str], among: Collection[str] = ()) -> tuple[MonthLanguage, ...]:
    """Tell which languages can read all words of the dates of a column.

    Args:
        texts: All distinct texts of the column.
        among: CLDR codes of the languages that other words of the file are in, if that is known.

    Returns:
        Nothing where no text has a month as a word. One entry where there is
        nothing to ask: its ``language`` is "" where every word means one month
        in all languages. Else one entry for each way to read the column.
    """
    worded = _worded(texts)
    if not worded:
        return ()
    open_texts = {text: parts for text, parts in worded.items() if _is_open(parts)}
    every = [set(parts.month) for parts in worded.values()]
    reading = set.intersection(*every)
    if not open_texts:
        return (MonthLanguage("", _ordered(reading)),)
    if not reading:  # a column of several languages; those of the open words decide
        reading = set.intersection(*(set(parts.month) for parts in open_texts.values()))
    if not reading:
        return ()
    if among and reading & set(among):
        reading &= set(among)
    groups: dict[tuple[int, ...], list[str]] = {}
    for language in _ordered(reading):
        months = tuple(parts.month[language] for parts in open_texts.values())
        groups.setdefault(months, []).append(language)
    return _told(groups, open_texts)


def _told(
    groups: Mapping[tuple[int, ...], list[str]], texts: Mapping[str, DateText]
) -> tuple[MonthLanguage, ...]:
    """Show each group by the first text that not all groups read alike."""
    columns = list(zip(*groups, strict=True))
    at = next((place for place, months in enumerate(columns) if len(set(months)) > 1), 0)
    text, parts = list(texts.items())[at]
    return tuple(
        MonthLanguage(
            spoken[0],
            tuple(spoken),
            text,
            day_of(parts.calendar or "gregorian", parts.year, months[at], int(parts.day or 1)),
        )
        for months, spoken in groups.items()
    )


def _worded(texts: Iterable[str]) -> dict[str, DateText]:
    """Give one text for each writing with a month as a word, taken apart."""
    writings: dict[str, str] = {}
    for text in texts:
        if text[4:5] in ("-", "/") and text[:4].isdecimal() and text[5:7].isdecimal():
            continue  # most dates of large files, and none of them has a word
        if len(text) <= _LONGEST:
            writings.setdefault(text.translate(_NO_DIGITS), text)
    worded = {}
    for writing, text in writings.items():
        if len(writing) < 3 or not any(sign.isalpha() for sign in writing):
            continue
        parts = date_text(text)
        if parts and parts.month and "" not in parts.month:
            worded[text] = parts
    return worded


def _is_open(parts: DateText) -> bool:
    return len(set(parts.month.values())) > 1


def _ordered(languages: Collection[str]) -> tuple[str, ...]:
    return tuple(language for language in date_words().names if language in languages)
