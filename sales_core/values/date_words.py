"""The words of dates in all languages: months, days of the week, and what stands around them.

The names come from CLDR, as ``date_words_from_cldr`` writes them into
``date_words.json``; ``date_words_more.toml`` adds what CLDR does not have. Both
are read once, when the first date with a word in it is seen.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

from sales_core.values.calendars import Calendar
from sales_core.values.word_folding import fold

_HERE = Path(__file__).parent

LONGEST_PHRASE = 4
"""Words that the longest name has."""


@dataclass(frozen=True, slots=True)
class DateWords:
    """The folded words of dates.

    Attributes:
        names: English name of each language, by its CLDR code, in the order
            in which a person is asked about them.
        months: What a word means as a month, 1 to 12, by language.
        weekdays: What it means as days of the week, Monday 0, by language.
        solar_months: Months of the Solar Hijri calendar.
        after: Words that make the number before them a month.
        before: Words that make the number behind them a month.
        quiet: Words that may stand around a date and say nothing.
        clock: Words of a time of day.
        calendars: Words that name the calendar of a year.
    """

    names: Mapping[str, str]
    months: Mapping[str, Mapping[str, int]]
    weekdays: Mapping[str, Mapping[str, frozenset[int]]]
    solar_months: Mapping[str, int]
    after: frozenset[str]
    before: frozenset[str]
    quiet: frozenset[str]
    clock: frozenset[str]
    calendars: Mapping[str, Calendar]


@cache
def date_words() -> DateWords:
    """Load the words of dates."""
    made = json.loads((_HERE / "date_words.json").read_text(encoding="utf-8"))
    more = tomllib.loads((_HERE / "date_words_more.toml").read_text(encoding="utf-8"))
    months: dict[str, dict[str, int]] = {}
    for language, number, word in _named(made["months"], more["months"], first=1):
        months.setdefault(word, {})[language] = number
    days: dict[str, dict[str, frozenset[int]]] = {}
    for language, number, word in _named(made["weekdays"], more["weekdays"], first=0):
        known = days.setdefault(word, {})
        known[language] = known.get(language, frozenset()) | {number}
    return DateWords(
        names=made["names"],
        months=months,
        weekdays=days,
        solar_months={fold(word): number for word, number in more["solar-months"].items()},
        after=frozenset(made["after"].split("|")),
        before=frozenset(made["before"].split("|")),
        quiet=frozenset(made["around"].split("|")) | _folded(more["around"]),
        clock=frozenset(made["clock"].split("|")) | _folded(more["clock"]),
        calendars={fold(word): cast("Calendar", name) for word, name in more["calendars"].items()},
    )


def _named(
    made: Mapping[str, list[str]], more: Mapping[str, Mapping[str, Any]], first: int
) -> Iterator[tuple[str, int, str]]:
    for language, numbered in made.items():
        for number, words in enumerate(numbered, start=first):
            for word in filter(None, words.split("|")):
                yield language, number, word
    for language, others in more.items():
        for word, number in others.items():
            yield language, number, fold(word)


def _folded(words: str) -> frozenset[str]:
    return frozenset(map(fold, words.split()))


def month_named(word: str, language: str = "") -> int | None:
    """Give the month that a word names; None where it is none, or one in some language only.

    Args:
        word: One name, in any case, with or without accents.
        language: CLDR code of the language it is in; "" where that is not known.
    """
    known = date_words().months.get(_phrase(word), {})
    return known.get(language) or only(known.values())


def months_named(words: Iterable[str]) -> list[int | None]:
    """Give the months that the words of one column name; see ``month_named``."""
    known = date_words().months
    return _in_one_language([known.get(_phrase(word), {}) for word in words])


def weekday_named(word: str) -> int | None:
    """Give the day of the week that a word names, Monday 0; None where it names no one day."""
    return weekdays_named([word])[0]


def weekdays_named(words: Iterable[str]) -> list[int | None]:
    """Give the days of the week, Monday 0, that the words of one column name.

    Example:
        >>> weekdays_named(["Di", "Do", "x"])
        [1, 3, None]
    """
    known = [date_words().weekdays.get(_phrase(word), {}) for word in words]
    return _in_one_language(
        [
            {language: day for language, days in each.items() if (day := only(days)) is not None}
            for each in known
        ]
    )


def _in_one_language(known: list[Mapping[str, int]]) -> list[int | None]:
    """Give what words mean in the languages that have all of them, if those agree.

    Otherwise a word means what it means in all languages that have it.
    """
    words = [each for each in known if each]
    languages = set.intersection(*map(set, words)) if words else set()
    meant = {tuple(each[language] if each else None for each in known) for language in languages}
    if len(meant) == 1:
        return list(meant.pop())
    return [only(each.values()) for each in known]


def only(values: Iterable[int]) -> int | None:
    """Give the one value that all values are; None where they differ or there are none."""
    distinct = set(values)
    return distinct.pop() if len(distinct) == 1 else None


def _phrase(word: str) -> str:
    return " ".join(fold(word[:100].replace("-", " ")).split())
